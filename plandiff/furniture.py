"""Blocks in, the blocks of the plan itself out, and apart from them the page furniture: page numbers, running heads."""

from __future__ import annotations

import re
from bisect import insort
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import accumulate

from plandiff.contents import contents_lines
from plandiff.markers import read_marker
from plandiff.model import Block, LeftOut
from plandiff.normalise import fold

_PAGE_NUMBER = re.compile(r"(?:[Pp]\.?|ページ|頁)?(\d{1,4})(?:/\d{1,4})?(?:ページ|頁)?")
_DASHES = "-‐–—―−ー"
_DIGITS = re.compile(r"\d+")
_EDGE = 2  # lines at the top and bottom of a page, or beside a page number, where a running head can stand
_REPEATS = 3
_DENSITY = 0.45  # of the pages from its first to its last: running heads of left and right pages differ
_ELSEWHERE = 2  # lines with the words of a running head that are none: a title, a heading
_APART = 4  # filled lines that a page has at least
_NUMBER_LENGTH = 14  # characters of a page number with its dashes


class _Pages:
    """The lines of a document with their neighbours among the filled ones."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self.texts = [block.text.strip() for block in blocks]
        self.filled = [n for n, text in enumerate(self.texts) if text]
        self.place = {n: at for at, n in enumerate(self.filled)}
        self.has_pages = bool(blocks) and blocks[-1].page > 1

    def before(self, n: int, count: int) -> list[int]:
        """The filled lines just before line n."""
        at = self.place[n]
        return self.filled[max(0, at - count) : at]

    def after(self, n: int, count: int) -> list[int]:
        """The filled lines just after line n."""
        at = self.place[n]
        return self.filled[at + 1 : at + 1 + count]


def split_furniture(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[LeftOut, ...]]:
    """Take page numbers, running heads and printed tables of contents out."""
    pages = _Pages(blocks)
    numbers = _page_numbers(pages)
    heads = _running_heads(pages, numbers)
    contents = dict.fromkeys(contents_lines(pages.texts), "contents")
    reasons = contents | dict.fromkeys(numbers, "page-number") | dict.fromkeys(heads, "running-head")
    kept = tuple(block for n, block in enumerate(blocks) if n not in reasons)
    return kept, tuple(LeftOut(blocks[n].line, pages.texts[n], reasons[n]) for n in sorted(reasons))


def _page_numbers(pages: _Pages) -> set[int]:
    """Lines that hold a number alone and stand at a page's edge, cut running text in two, or count up by pages."""
    alone = [n for n in pages.filled if is_page_number(pages.texts[n])]
    counted = _counted(pages, alone)
    return {
        n
        for n in alone
        if n in counted
        or _is_dashed(pages.texts[n])
        or _at_page_edge(pages, n)
        or (_alone(pages.texts, n) and _interrupts(pages, n))
    }


def _counted(pages: _Pages, alone: Sequence[int]) -> set[int]:
    """The lines among those with a number alone that count up one by one, a page apart, and stand in no column."""
    chains: list[list[int]] = []
    waiting: dict[int, list[int]] = defaultdict(list)  # the chains, oldest first, by the number that would go on them
    places = {pages.place[n] for n in alone}
    for n in alone:
        if {pages.place[n] - 1, pages.place[n] + 1} & places:
            continue
        number = int(_DIGITS.findall(fold(pages.texts[n]))[0])
        place = pages.place[n]
        found = next((c for c in waiting[number] if place - pages.place[chains[c][-1]] > _APART), len(chains))
        if found < len(chains):
            waiting[number].remove(found)
            chains[found].append(n)
        else:
            chains.append([n])
        insort(waiting[number + 1], found)
    return {n for chain in chains if len(chain) >= _REPEATS for n in chain}


def _is_dashed(text: str) -> bool:
    """Whether a number stands between dashes, as nothing but a page's does."""
    folded = fold(text)
    return folded[0] in _DASHES and folded[-1] in _DASHES and folded[1:-1].isdecimal()


def is_page_number(text: str) -> bool:
    """Whether a line is a number alone, as pages have it: 12, - 12 -, 12/30."""
    if len(text) > _NUMBER_LENGTH:
        return False
    folded = fold(text)
    start = len(folded) - len(folded.lstrip(_DASHES + "(["))
    end = len(folded.rstrip(_DASHES + ")]"))
    return max(start, len(folded) - end) <= 2 and bool(_PAGE_NUMBER.fullmatch(folded, start, end))


def _at_page_edge(pages: _Pages, n: int) -> bool:
    if not pages.has_pages:
        return False
    sides = (pages.before(n, 1), pages.after(n, 1))
    return any(not side or pages.blocks[side[0]].page != pages.blocks[n].page for side in sides)


def _alone(texts: Sequence[str], n: int) -> bool:
    """Blank lines on both sides."""
    return not (texts[n - 1] if n else "") and not (texts[n + 1] if n + 1 < len(texts) else "")


def _interrupts(pages: _Pages, n: int) -> bool:
    """Running text around it, not the cells of a table."""
    near = [fold(pages.texts[k]) for k in pages.before(n, 2) + pages.after(n, 2)]
    return not any(text.replace(",", "").isdecimal() for text in near) and any(len(text) > 12 for text in near)


def _running_heads(pages: _Pages, numbers: set[int]) -> set[int]:
    """Lines that stand at the edge of page after page or beside the page numbers: the same text, digits aside.

    Of marked lines all of the text is the same, and the one they repeat is kept: a chapter's heading. Where the places
    of lines are known, their reader has found those that stand clear of the text.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for n in _edge_lines(pages, numbers):
        text = pages.texts[n]
        if n in numbers or pages.blocks[n].span is not None:
            continue
        if len(text) <= 60 and not text.endswith("。"):
            places[_key(text)].append(n)
    sheets = _sheets(pages, numbers)
    recurring = {key: group for key, group in places.items() if _recurs([sheets[n] for n in group])}
    everywhere = Counter(_key(pages.texts[n]) for n in pages.filled) if recurring else Counter()
    heads: set[int] = set()
    for key, group in recurring.items():
        if everywhere[key] <= len(group) + _ELSEWHERE:
            keeps_first = everywhere[key] == len(group) and read_marker(pages.texts[group[0]])
            heads.update(group[1:] if keeps_first else group)
    return heads


def _key(text: str) -> str:
    """What is the same in all lines of a running head."""
    return text if read_marker(text) else _DIGITS.sub("#", fold(text))


def _sheets(pages: _Pages, numbers: set[int]) -> list[int]:
    """The page of each line: that of the format, else counted by the page numbers above it."""
    if pages.has_pages:
        return [block.page for block in pages.blocks]
    return list(accumulate(int(n in numbers) for n in range(len(pages.texts))))


def _recurs(sheets: Sequence[int]) -> bool:
    """Whether something stands on page after page, or on every second one: the end of a sentence does not."""
    count = len(set(sheets))
    return count >= _REPEATS and count >= _DENSITY * (sheets[-1] - sheets[0] + 1)


def _edge_lines(pages: _Pages, numbers: set[int]) -> list[int]:
    """The first and last filled lines of each page, and the neighbours of page numbers, in order."""
    edges: set[int] = set()
    for n in numbers:
        edges.update(pages.before(n, _EDGE), pages.after(n, _EDGE))
    if pages.has_pages or numbers:
        edges.update(pages.filled[:_EDGE], pages.filled[-_EDGE:])
    if pages.has_pages:
        for before, n in zip(pages.filled, pages.filled[1:], strict=False):
            if pages.blocks[before].page != pages.blocks[n].page:
                edges.update(pages.before(n, _EDGE), [n], pages.after(n, _EDGE - 1))
    return sorted(edges)
