"""The printed lines of a plan in, which sizes of letters are those of its headings out, and what such lines make up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from plandiff.lines import ends_sentence, join_wraps
from plandiff.markers import read_marker
from plandiff.model import Block

_LARGER = 1.07  # than the body's size
_OFTEN = 3  # lines of a size, on several pages: a cover has its own
_LONGEST = 60  # characters
_MOST = 0.3  # of all lines: more are no headings
_EXCEPTIONS = 0.1  # of the lines of a size: so many may be none


def rounded(size: float) -> float:
    """A size in half points, as documents have them."""
    return round(size * 2) / 2


def heading_levels(lines: Iterable[tuple[float, str, int]], size: float) -> Mapping[float, int]:
    """The level of headings, from 1, by their rounded size, of lines by size, text and page; `size` is the body's."""
    found: dict[float, list[tuple[str, int]]] = defaultdict(list)
    count = 0
    for own, text, page in lines:
        count += 1
        if own > _LARGER * size:
            found[rounded(own)].append((text, page))
    sizes = [
        own
        for own, texts in found.items()
        if len(texts) >= _OFTEN
        and len({page for _, page in texts}) > 1
        and sum(ends_sentence(text) or len(text) > _LONGEST for text, _ in texts) <= _EXCEPTIONS * len(texts)
        and _is_one_level([text for text, _ in texts])
    ]
    if sum(len(found[own]) for own in sizes) > _MOST * count:
        return {}
    return {own: level for level, own in enumerate(sorted(sizes, reverse=True), 1)}


def _is_one_level(texts: Iterable[str]) -> bool:
    """Whether no two numbering styles are printed in one size: else the numbers tell the levels, not the sizes."""
    markers = (read_marker(text) for text in texts)
    return len({marker.style for marker in markers if marker and not marker.weak}) < 2


def goes_on(before: Block | None, heading: Block, right: int) -> bool:
    """Whether a heading is more of the one before, whose line had no room for it."""
    if before is None or before.form != "heading" or (before.level, before.page) != (heading.level, heading.page):
        return False
    assert before.span
    return before.span[1] > right and not ends_sentence(before.text)


def joined(before: Block, heading: Block) -> Block:
    """Both as one."""
    return before._replace(text=join_wraps([before.text, heading.text]), span=heading.span)
