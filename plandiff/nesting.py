"""Segments in, the tree of them out: which marked segment stands inside which, by the document's own numbering."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import islice, takewhile

from plandiff.markers import Reading
from plandiff.model import Block
from plandiff.segments import ARTICLE, CAPTION, Segment

_TITLE_LIMIT = 120
_AHEAD = 200  # segments: a list inside another has ended by then
_NESTED = ">"  # ends the style of a list that stands inside a list of its own style
_PARENTHESES = re.compile(r"[（(][^（()）]*[)）]")
# A heading is a noun: what ends in these goes on in the list below it.
_CUT_SHORT = (
    *"関する 係る 基づく 伴う よる おける 要する が行う が実施する が施行する は行う は実施する は施行する".split(),
    *"及び 並びに 又は 、 ： :".split(),
)
_LIST_BULLETS = frozenset("・･•‣⁃-‐–—―−*+∙\ufffd")
# The order printed Japanese documents agree on where a document itself does not show it.
_UNITS = {f"第1{unit}": rank for rank, unit in enumerate("編部章節款目条項号")}
_BUDGET = {f"第1{unit}": rank for rank, unit in enumerate("款項目節")}  # where 款 holds 項


class Node:
    """A segment in the tree: its style and number as read in context, its parent, depth among open ones, and level."""

    def __init__(self, segment: Segment, style: str, number: int, parent: Node | None, depth: int) -> None:
        self.segment, self.style, self.number, self.parent, self.depth = segment, style, number, parent, depth
        self.level: int = parent.level + 1 if parent else 0
        self.text = segment.text  # which grows no more
        self.children = self.paragraphs = 0
        self.is_heading = False
        self._titlelike: bool | None = None

    @property
    def indent(self) -> int:
        """The column where it begins."""
        return self.segment.first.indent

    @property
    def is_marked_up(self) -> bool:
        """Whether the format calls it a heading."""
        return self.segment.first.block.form == "heading"

    @property
    def is_entry(self) -> bool:
        """Whether the format calls it an entry of a list."""
        return self.segment.first.block.form == "entry"

    @property
    def list_depth(self) -> int:
        """The depth of the list that holds it, 0 outside lists."""
        return self.segment.first.block.depth

    @property
    def is_list_bullet(self) -> bool:
        """Whether the marker is a bullet that lists and never heads."""
        return self.style[:1] in _LIST_BULLETS or "\ue000" <= self.style[:1] <= "\uf8ff"

    def numbers_as(self, reading: Reading) -> bool:
        """Whether its number is of a style, in a list inside another of that style or not."""
        return self.style.removesuffix(_NESTED) == reading.style

    @property
    def is_titlelike(self) -> bool:
        """Whether the text could be a heading: called one by its format, or not a sentence and not too long."""
        if self._titlelike is None:
            self._titlelike = self._could_be_heading()
        return self._titlelike

    def _could_be_heading(self) -> bool:
        if self.is_marked_up or self.style == CAPTION:
            return True
        text = self.text
        if text.endswith("。"):
            return False
        text = _PARENTHESES.sub("", text) if "（" in text or "(" in text else text
        return 0 < len(text) <= _TITLE_LIMIT and "。" not in text and not text.endswith(_CUT_SHORT)


class _Nester:
    """Keeps the markers that are open and finds for each new one its place among them."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self.segments = segments
        self.at = 0
        self.open: list[Node] = []
        self.inside: dict[str, Counter[str]] = defaultdict(Counter)

    def place(self, segment: Segment) -> Node:
        """The node of a marked segment, as a child of the innermost open node that can hold it."""
        assert segment.marker is not None
        marker, block = segment.marker, segment.first.block
        self.leave_lists(block)
        reading = marker.readings[0] if marker.readings else Reading(marker.style, 0)
        if block.form == "entry" and block.marker:
            return self.push(segment, Reading(f"{reading.style}@{block.depth}", reading.number), len(self.open))
        floor = self._floor(block)
        if marker.is_bullet:
            return self.push(segment, reading, self._bullet_depth(marker.style, floor))
        return self.push(segment, *self._numbered_place(segment, floor))

    def leave_lists(self, block: Block) -> None:
        """Close the lists that a block stands outside of, and what stands beside an entry in its list.

        Entries with typed markers stand inside one another as their markers say, but in no entry of another kind.
        """
        is_entry = block.form == "entry"
        while self.open and self.open[-1].list_depth > block.depth - is_entry:
            last = self.open[-1].segment.first.block
            if last.depth == block.depth and not block.marker and not last.marker:
                break
            self.open.pop()

    def _floor(self, block: Block) -> int:
        """How many open nodes an entry stands inside of, whatever its marker: those outside its list."""
        return sum(node.list_depth < block.depth for node in self.open) if block.form == "entry" else 0

    def push(self, segment: Segment, reading: Reading, depth: int) -> Node:
        """Open a node at a depth, closing what was open there and below."""
        del self.open[depth:]
        parent = self.open[-1] if self.open else None
        node = Node(segment, reading.style, reading.number, parent, depth)
        if parent:
            self.inside[reading.style][parent.style] += 1
        self.open.append(node)
        return node

    def _numbered_place(self, segment: Segment, floor: int) -> tuple[Reading, int]:
        """The reading that carries an open sequence on (innermost first), restarts one, or opens a new level."""
        assert segment.marker is not None
        readings, depths = segment.marker.readings, range(len(self.open) - 1, floor - 1, -1)
        for depth in depths:
            for reading in readings:
                if self.open[depth].numbers_as(reading) and self.open[depth].number + 1 == reading.number:
                    return reading._replace(style=self.open[depth].style), depth
        for depth in depths:
            for reading in readings:
                if self.open[depth].numbers_as(reading):
                    if self._nests(depth, reading, segment):
                        return reading._replace(style=reading.style + _NESTED), len(self.open)
                    return reading._replace(style=self.open[depth].style), depth
        first = next((reading for reading in readings if reading.number == 1), readings[0])
        return first, self._article_depth(first) or self._new_depth(first.style, floor)

    def _article_depth(self, reading: Reading) -> int:
        """Where the second paragraph of an article stands, whose first has no number; 0 if it is none."""
        articles = [depth for depth, node in enumerate(self.open) if node.style == ARTICLE]
        return articles[-1] + 1 if articles and reading.number == 2 and reading.style in ("1 ", "1") else 0

    def _nests(self, depth: int, reading: Reading, segment: Segment) -> bool:
        """Whether a restarted number opens a list inside the open one of its style: by its deeper indent, or because
        what is open below goes on after it."""
        if reading.number != 1:
            return False
        if depth == len(self.open) - 1:
            return segment.first.indent >= self.open[depth].indent + 2
        below = {node.style: node.number + 1 for node in self.open[depth + 1 :] if node.number}
        for later in islice(self.segments, self.at + 1, self.at + 1 + _AHEAD):
            for style, number in later.marker.readings if later.marker else ():
                if style in below and number in (1, below[style]):
                    return number > 1
        return False

    def _bullet_depth(self, style: str, floor: int) -> int:
        for depth in range(len(self.open) - 1, floor - 1, -1):
            if self.open[depth].style == style:
                return depth
        return self._new_depth(style, floor)

    def _new_depth(self, style: str, floor: int) -> int:
        """Under the innermost open node that this style is not known to hold or to stand beside."""
        depth = len(self.open)
        while depth > floor and self._outranks(style, self.open[depth - 1].style):
            depth -= 1
        return depth

    def _outranks(self, style: str, other: str) -> bool:
        """Whether `style` stands above `other`: printed order of 編 章 節 …, Markdown depth, or seen so before."""
        if style in _UNITS and other in _UNITS:
            is_budget = style in _BUDGET and other in _BUDGET and self.inside["第1項"]["第1款"]
            order = _BUDGET if is_budget else _UNITS
            return order[style] <= order[other]
        if style.startswith("#"):
            return not (other.startswith("#") and len(other) < len(style))
        if other == CAPTION and style == ARTICLE:
            return False
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


def nest(segments: Sequence[Segment]) -> list[Node]:
    """Place every segment in the tree.

    Unnumbered headings of the highest level that all come before any other are the plan's title: they hold nothing.
    """
    nester = _Nester(segments)
    nodes = []
    titles = {id(segment) for segment in _titles(segments)}
    for nester.at, segment in enumerate(segments):
        if id(segment) in titles:
            nodes.append(Node(segment, "#", 0, None, 0))
        elif segment.solitary:
            nodes.append(nester.push(segment, Reading(segment.solitary, 0), 0))
        elif segment.marker:
            nodes.append(nester.place(segment))
        else:
            nester.leave_lists(segment.first.block)
            nodes.append(_unmarked(segment, nester.open))
    return nodes


def _titles(segments: Sequence[Segment]) -> list[Segment]:
    """The headings that are the plan's title."""
    headings = [segment for segment in segments if segment.first.block.form == "heading"]
    top = min((segment.first.block.level for segment in headings), default=0)
    first = list(takewhile(lambda segment: segment.first.block.level == top, headings))
    numbered = any(segment.marker and segment.marker.text for segment in first)
    rest = headings[len(first) :]
    return first if rest and not numbered and all(segment.first.block.level > top for segment in rest) else []


def _unmarked(segment: Segment, opened: list[Node]) -> Node:
    """A lead-in, paragraph or table: under the innermost open node that can be a heading."""
    parent = next((node for node in reversed(opened) if not node.is_list_bullet and node.is_titlelike), None)
    node = Node(segment, "", 0, parent, parent.depth + 1 if parent else 0)
    if parent:
        parent.paragraphs += 1
    return node
