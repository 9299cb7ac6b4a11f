"""Segments in, items out: the hierarchy rebuilt from the document's own numbering, headings told from items."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from plandiff.markers import Reading
from plandiff.model import Item, ItemType
from plandiff.segments import Segment

_TITLE_LIMIT = 120
_TITLE_WORD = re.compile(r"計画|方針|年度|法人|機構|規程|要領|レビュー|ガイドライン|令和|平成|20\d\d")
_PARENTHESES = re.compile(r"[（(][^（()）]*[)）]")
# A heading is a noun: what ends in these goes on in the list below it.
_CUT_SHORT = re.compile(
    r"(?:関する|係る|基づく|伴う|よる|おける|要する|[がは](?:行う|実施する|施行する)|及び|並びに|又は|、|：|:)$"
)
_LIST_BULLETS = frozenset("・･•‣⁃-‐–—―−*+∙")
# The order printed Japanese documents agree on where a document itself does not show it.
_UNITS = {f"第1{unit}": rank for rank, unit in enumerate("編部章節款目条項号")}


@dataclass(eq=False, repr=False)
class _Node:
    """A segment in the tree: its style and number as read in context, its parent and depth among marked segments."""

    segment: Segment
    style: str
    number: int
    parent: _Node | None
    depth: int
    indent: int
    children: int = 0
    paragraphs: int = 0
    is_heading: bool = False

    @property
    def is_list_bullet(self) -> bool:
        """Whether the marker is a bullet that lists and never heads."""
        return self.style[:1] in _LIST_BULLETS or "\ue000" <= self.style[:1] <= "\uf8ff"

    @property
    def is_titlelike(self) -> bool:
        """Whether the text could be a heading: not a sentence, not too long."""
        text = _PARENTHESES.sub("", self.segment.text)
        return 0 < len(text) <= _TITLE_LIMIT and "。" not in text and not _CUT_SHORT.search(text)


def build_items(segments: Sequence[Segment]) -> tuple[Item, ...]:
    """The items of a plan, flat in document order, each with the index of the heading above it."""
    nodes = _nest(segments)
    _tell_headings(nodes)
    return tuple(_items(nodes))


# ---- nesting: which marked segment stands inside which


class _Nester:
    """Keeps the markers that are open and finds for each new one its place among them."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self.open: list[_Node] = []
        self.inside: dict[str, Counter[str]] = defaultdict(Counter)
        self.segments = segments

    def place(self, segment: Segment) -> _Node:
        """The node of a marked segment, as a child of the innermost open node that can hold it."""
        assert segment.marker is not None
        indent = segment.first.indent
        if segment.marker.is_bullet:
            reading, depth = Reading(segment.marker.style, 0), self._bullet_depth(segment, indent)
        else:
            reading, depth = self._numbered_place(segment.marker.readings, indent)
        return self.push(segment, reading, depth)

    def push(self, segment: Segment, reading: Reading, depth: int) -> _Node:
        """Open a node at a depth, closing what was open there and below."""
        del self.open[depth:]
        parent = self.open[-1] if self.open else None
        node = _Node(segment, reading.style, reading.number, parent, depth, segment.first.indent)
        if parent:
            self.inside[reading.style][parent.style] += 1
        self.open.append(node)
        return node

    def _numbered_place(self, readings: Sequence[Reading], indent: int) -> tuple[Reading, int]:
        """The reading that carries an open sequence on (innermost first), restarts one, or opens a new level."""
        for depth in range(len(self.open) - 1, -1, -1):
            for reading in readings:
                if self.open[depth].style == reading.style and self.open[depth].number + 1 == reading.number:
                    return reading, depth
        for depth in range(len(self.open) - 1, -1, -1):
            for reading in readings:
                if self.open[depth].style == reading.style and not self._nests(depth, reading, indent):
                    return reading, depth
        first = next((reading for reading in readings if reading.number == 1), readings[0])
        return first, self._new_depth(first.style, indent)

    def _nests(self, depth: int, reading: Reading, indent: int) -> bool:
        """Whether a restarted number opens a list inside the open one of its style, by its deeper indent."""
        return (
            reading.number == 1
            and depth < len(self.open)
            and indent >= self.open[depth].indent + 2
            and depth == len(self.open) - 1
        )

    def _bullet_depth(self, segment: Segment, indent: int) -> int:
        assert segment.marker is not None
        style = segment.marker.style
        for depth in range(len(self.open) - 1, -1, -1):
            if self.open[depth].style == style:
                return depth
        return self._new_depth(style, indent)

    def _new_depth(self, style: str, indent: int) -> int:
        """Under the innermost open node that this style is not known to hold or to stand beside."""
        depth = len(self.open)
        while depth and self._outranks(style, self.open[depth - 1].style):
            depth -= 1
        return depth

    def _outranks(self, style: str, other: str) -> bool:
        """Whether `style` stands above `other`: printed order of 編 章 節 …, Markdown depth, or seen so before."""
        if style in _UNITS and other in _UNITS:
            return _UNITS[style] <= _UNITS[other]
        if style.startswith("#"):
            return not (other.startswith("#") and len(other) < len(style))
        if style in _UNITS or other == "front":
            return not other.startswith("#")
        return self._is_above(style, other, set())

    def _is_above(self, style: str, other: str, seen: set[str]) -> bool:
        """Whether `other` has mostly stood inside `style`, directly or through other styles."""
        holders = self.inside.get(other)
        if not holders or other in seen:
            return False
        holder = max(sorted(holders), key=holders.__getitem__)
        return holder == style or self._is_above(style, holder, seen | {other})


def _nest(segments: Sequence[Segment]) -> list[_Node]:
    nester = _Nester(segments)
    nodes = []
    for segment in segments:
        if segment.solitary:
            nodes.append(nester.push(segment, Reading(segment.solitary, 0), 0))
        elif segment.marker:
            nodes.append(nester.place(segment))
        else:
            nodes.append(_unmarked(segment, nester.open))
    return nodes


def _unmarked(segment: Segment, opened: list[_Node]) -> _Node:
    """A lead-in, paragraph or table: under the innermost open node that can be a heading."""
    parent = next((node for node in reversed(opened) if not node.is_list_bullet and node.is_titlelike), None)
    node = _Node(segment, "", 0, parent, parent.depth + 1 if parent else 0, segment.first.indent)
    if parent:
        parent.paragraphs += 1
    return node


# ---- telling headings from items


def _tell_headings(nodes: Sequence[_Node]) -> None:
    """A titlelike node heads what stands under it; one with nothing under it follows its siblings."""
    groups: dict[tuple[int, str], list[_Node]] = defaultdict(list)
    styles: dict[str, list[_Node]] = defaultdict(list)
    for node in nodes:
        if node.style and node.parent:
            node.parent.children += 1
        if node.style:
            groups[id(node.parent), node.style].append(node)
            styles[node.style].append(node)
    usual = {style: _share(members) >= 0.5 for style, members in styles.items()}
    for group in groups.values():
        heads = _heads(group, usual[group[0].style])
        for node in group:
            node.is_heading = heads and node.is_titlelike


def _heads(group: Sequence[_Node], usual: bool) -> bool:
    """Whether the titlelike members of a sibling group are headings."""
    style = group[0].style
    if style.startswith("#") or style in ("front", "back", "【】"):
        return True
    if group[0].is_list_bullet:
        return False
    share = _share(group)
    return share >= 0.5 if share not in (0.0, 1.0) or len(group) > 2 else usual or (share == 1.0 and len(group) > 1)


def _share(group: Sequence[_Node]) -> float:
    """The share of titlelike members with something under them."""
    titles = [node for node in group if node.is_titlelike]
    if not titles:
        return 0.0
    return sum(node.children + node.paragraphs > 0 for node in titles) / len(titles)


# ---- the flat result


def _items(nodes: Sequence[_Node]) -> list[Item]:
    index = {id(node): n for n, node in enumerate(nodes)}
    items = []
    before_headings = True
    for n, node in enumerate(nodes):
        before_headings &= not node.is_heading
        heading = _heading_above(node)
        parent = index[id(heading)] if heading else None
        items.append(
            Item(n, _type(node, before_headings), parent, _level(node), *_texts(node), node.segment.first.number)
        )
    return items


def _heading_above(node: _Node) -> _Node | None:
    above = node.parent
    while above and not above.is_heading:
        above = above.parent
    return above


def _level(node: _Node) -> int:
    level, above = 0, node.parent
    while above:
        level, above = level + 1, above.parent
    return level


def _type(node: _Node, before_headings: bool) -> ItemType:
    if node.segment.is_table:
        return "table"
    if node.is_heading:
        return "heading"
    title = before_headings and not node.style and node.is_titlelike and _TITLE_WORD.search(node.segment.text)
    return "heading" if title else "item"


def _texts(node: _Node) -> tuple[str, str]:
    """Marker and text as printed."""
    marker = node.segment.marker
    return (marker.text if marker else ""), node.segment.text
