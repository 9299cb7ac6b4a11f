"""Segments in, items out: the hierarchy rebuilt from the document's own numbering, headings told from items."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from plandiff.markers import TITLE_STYLES
from plandiff.model import Item, ItemType
from plandiff.nesting import Node, nest
from plandiff.normalise import WHITE
from plandiff.segments import ARTICLE, CAPTION, Segment

_TITLE_NAME = r"計画|方針|規程|要領|レビュー|ガイドライン"
_TITLE_WORD = rf"{_TITLE_NAME}|年度|法人|機構|令和|平成|20\d\d"
_HEADS = frozenset(("front", "back", CAPTION, *TITLE_STYLES))
_MARKED_UP = 3  # headings that the format calls so, from which on it is taken at its word


def build_items(segments: Sequence[Segment]) -> tuple[Item, ...]:
    """The items of a plan, flat in document order, each with the index of the heading above it."""
    nodes = nest(segments)
    # A format with pages marks up nothing: its headings are told by their size, and may not be all.
    marked_up = sum(node.is_marked_up and not node.segment.first.block.page for node in nodes) >= _MARKED_UP
    _tell_headings(nodes, marked_up)
    return tuple(_items(nodes, _TITLE_NAME if marked_up else _TITLE_WORD))


# ---- telling headings from items


def _tell_headings(nodes: Sequence[Node], marked_up: bool) -> None:
    """A titlelike node heads what stands under it; one with nothing under it follows its siblings.

    Where the format marks headings up, an entry of a list or a line in brackets without that mark heads nothing.
    """
    groups: dict[tuple[int, str], list[Node]] = defaultdict(list)
    styles: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        if node.style and node.parent:
            node.parent.children += 1
        if node.style:
            groups[id(node.parent), node.style].append(node)
            styles[node.style].append(node)
    usual = {style: _share(members) >= 0.5 for style, members in styles.items()}
    for group in groups.values():
        first = group[0]
        bare = marked_up and not first.is_marked_up and (first.is_entry or first.style in TITLE_STYLES)
        heads = not bare and _heads(group, usual[first.style])
        for node in group:
            node.is_heading = heads and node.is_titlelike


def _heads(group: Sequence[Node], usual: bool) -> bool:
    """Whether the titlelike members of a sibling group are headings."""
    style = group[0].style
    if style.startswith("#") or style in _HEADS:
        return True
    if group[0].is_list_bullet or _is_in_article(group[0]):
        return False
    share = _share(group)
    if usual and share and all(node.is_titlelike for node in group):
        return True
    return share >= 0.5 if share not in (0.0, 1.0) or len(group) > 2 else usual or (share == 1.0 and len(group) > 1)


def _is_in_article(node: Node) -> bool:
    """Whether it is a paragraph or an item of an article that is a sentence."""
    above = node.parent
    while above and above.style != ARTICLE:
        above = above.parent
    return above is not None and not above.is_titlelike


def _share(group: Sequence[Node]) -> float:
    """The share of titlelike members with something under them."""
    titles = [node for node in group if node.is_titlelike]
    if not titles:
        return 0.0
    return sum(node.children + node.paragraphs > 0 for node in titles) / len(titles)


# ---- the flat result


def _items(nodes: Sequence[Node], title_words: str) -> list[Item]:
    index = {id(node): n for n, node in enumerate(nodes)}
    items = []
    pages = bool(nodes) and nodes[-1].segment.last.block.page > 1
    before_headings = True
    for n, node in enumerate(nodes):
        before_headings &= not node.is_heading
        heading = _heading_above(node)
        block = node.segment.first.block
        items.append(
            Item(
                n,
                _type(node, before_headings, title_words),
                index[id(heading)] if heading else None,
                node.level,
                node.segment.marker.text if node.segment.marker else "",
                node.text,
                block.line,
                block.page if pages else 0,
                node.segment.table,
            )
        )
    return items


def _heading_above(node: Node) -> Node | None:
    above = node.parent
    while above and not above.is_heading:
        above = above.parent
    return above


def _type(node: Node, before_headings: bool, title_words: str) -> ItemType:
    if node.segment.is_table:
        return "table"
    if node.is_heading:
        return "heading"
    title = (
        before_headings and not node.style and node.is_titlelike and re.search(title_words, WHITE.sub("", node.text))
    )
    return "heading" if title else "item"
