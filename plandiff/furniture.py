"""Blocks in, the blocks of the plan itself out, and apart from them the page furniture: page numbers, running heads."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence

from plandiff.markers import read_marker
from plandiff.model import Block, LeftOut

_PAGE_NUMBER = re.compile(r"[-‐–—―−ー(\[]{0,2}(?:[Pp]\.?|ページ|頁)?(\d{1,4})(?:/\d{1,4})?(?:ページ|頁)?[-‐–—―−ー)\]]{0,2}")
_SENTENCE_END = ("。", "．", ".", "」", "）", ")", "！", "？")
_DIGITS = re.compile(r"\d+")
_EDGE = 2  # lines at the top and bottom of a page, or beside a page number, where a running head can stand
_REPEATS = 3


def _folded(block: Block) -> str:
    return unicodedata.normalize("NFKC", block.text).replace(" ", "").strip()


def split_furniture(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[LeftOut, ...]]:
    """Take page numbers and running heads out. Blank lines stay: they are evidence of nothing, but keep the count."""
    texts = [_folded(block) for block in blocks]
    filled = [n for n, text in enumerate(texts) if text]
    numbers = _page_numbers(blocks, texts, filled)
    heads = _running_heads(blocks, texts, filled, numbers)
    reasons = dict.fromkeys(numbers, "page-number") | dict.fromkeys(heads, "running-head")
    kept = tuple(block for n, block in enumerate(blocks) if n not in reasons)
    return kept, tuple(LeftOut(blocks[n].line, blocks[n].text.strip(), reasons[n]) for n in sorted(reasons))


def _page_numbers(blocks: Sequence[Block], texts: list[str], filled: list[int]) -> set[int]:
    """Lines that hold a number alone and stand at a page's edge, count up by page, or cut a sentence in two."""
    found: dict[int, int] = {}
    for n in filled:
        match = _PAGE_NUMBER.fullmatch(texts[n])
        if match:
            found[n] = int(match[1])
    return {n for n in found if _at_page_edge(blocks, filled, n) or (_alone(texts, n) and _interrupts(texts, filled, n))}


def _at_page_edge(blocks: Sequence[Block], filled: list[int], n: int) -> bool:
    if blocks[-1].page == 1:
        return False
    at = filled.index(n)
    page = blocks[n].page
    return any(not 0 <= k < len(filled) or blocks[filled[k]].page != page for k in (at - 1, at + 1))


def _alone(texts: list[str], n: int) -> bool:
    """Blank lines on both sides."""
    return not (texts[n - 1] if n else "") and not (texts[n + 1] if n + 1 < len(texts) else "")


def _interrupts(texts: list[str], filled: list[int], n: int) -> bool:
    """The words before it are not a table's: it cuts running text, or two whole paragraphs."""
    at = filled.index(n)
    near = [texts[k] for k in filled[max(0, at - 2) : at] + filled[at + 1 : at + 3]]
    return not any(_DIGITS.fullmatch(text.replace(",", "")) for text in near) and any(len(text) > 12 for text in near)


def _running_heads(blocks: Sequence[Block], texts: list[str], filled: list[int], numbers: set[int]) -> set[int]:
    """Unmarked lines that stand again and again at a page's edge or beside page numbers, digits aside."""
    places: dict[str, list[int]] = defaultdict(list)
    for n in _edge_lines(blocks, filled, numbers):
        text = blocks[n].text.strip()
        if n not in numbers and len(text) <= 60 and not text.endswith("。") and not read_marker(text):
            places[_DIGITS.sub("#", texts[n])].append(n)
    return {n for group in places.values() if len(group) >= _REPEATS for n in group}


def _edge_lines(blocks: Sequence[Block], filled: list[int], numbers: set[int]) -> list[int]:
    """The first and last filled lines of each page, and the neighbours of page numbers, in order."""
    edges: set[int] = set()
    for at, n in enumerate(filled):
        before, after = filled[max(0, at - _EDGE) : at], filled[at + 1 : at + 1 + _EDGE]
        if n in numbers:
            edges.update(before, after)
        if before and blocks[before[-1]].page != blocks[n].page:
            edges.update(before, filled[at : at + _EDGE])
    if blocks and blocks[-1].page > 1:
        edges.update(filled[:_EDGE], filled[-_EDGE:])
    return sorted(edges)
