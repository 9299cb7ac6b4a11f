"""The printed lines of all pages in, blocks out: placed in columns, tables whole, footnotes out of mid-sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from plandiff.lines import ends_sentence, join_wraps
from plandiff.markers import read_marker
from plandiff.model import Block, LeftOut, Table
from plandiff.readers.pdf.columns import right_edge
from plandiff.readers.pdf.headings import goes_on, heading_levels, joined, rounded
from plandiff.readers.pdf.printed import Printed

_NOTE = re.compile(r"[※＊*†‡注]|[（(]注|[（(\[]?\d{1,2}[)）\]]?\s?\D")
_NOTE_SIZE = 0.93  # of the body's size: a footnote is at least that much smaller
_SIDES = 2  # left and right pages: bound books have their margins mirrored
_SAME = 3.0  # points
_OFTEN = 3  # lines that reach an edge


class _Entry(NamedTuple):
    """A printed line with its page and its running number."""

    printed: Printed
    page: int
    line: int


class _Frame(NamedTuple):
    """The body's size, and in points the left edge of the pages of each side, and the right edge from there; the level
    of headings by their size."""

    size: float
    lefts: tuple[float, ...]
    right: float
    levels: Mapping[float, int]

    def span(self, entry: _Entry) -> tuple[int, int]:
        """Where a line begins and ends, in columns; its column of text is moved to the right edge that all share."""
        line = entry.printed
        left = self.lefts[entry.page % _SIDES] if line.right is None else line.right - self.right
        return max(0, round((line.x0 - left) / self.size * 2)), round((line.x1 - left) / self.size * 2)


def make_blocks(pages: Sequence[Sequence[Printed]]) -> tuple[tuple[Block, ...], tuple[LeftOut, ...]]:
    """The blocks of the pages, and what is left out of them."""
    entries: list[_Entry] = []
    for page, lines in enumerate(pages, 1):
        entries += [_Entry(line, page, len(entries) + n) for n, line in enumerate(lines, 1)]
    out = [LeftOut(entry.line, entry.printed.text, entry.printed.reason) for entry in entries if entry.printed.reason]
    kept = [entry for entry in entries if not entry.printed.reason]
    frame = _frame(kept)
    blocks: list[Block] = []
    waiting: list[Block] = []
    for _, group in groupby(kept, key=lambda entry: entry.page):
        body, notes = _split_notes(list(group), frame.size)
        for entry in body:
            if waiting and (ends_sentence(blocks[-1].text) or _begins(entry)):
                blocks += waiting
                waiting = []
            _add(blocks, out, entry, frame)
        waiting += notes
    return (*_without_single_rows(blocks), *waiting), tuple(out)


def _begins(entry: _Entry) -> bool:
    return entry.printed.grid is not None or read_marker(entry.printed.text) is not None


def _frame(entries: Sequence[_Entry]) -> _Frame:
    sizes: Counter[float] = Counter()
    for entry in entries:
        sizes[round(entry.printed.size * 2) / 2] += len(entry.printed.text)
    size = max(sizes, key=lambda size: (size > 0, sizes[size], size), default=0.0) or 10.0
    sides = [[e.printed for e in entries if e.page % _SIDES == side and not e.printed.grid] for side in range(_SIDES)]
    lefts = _lefts([side for side in sides if side])
    ends = [line.x1 - left for side, left in zip(sides, lefts, strict=True) for line in side if line.right is None]
    widths = [entry.printed.right - entry.printed.x0 for entry in entries if entry.printed.right is not None]
    levels = heading_levels(((e.printed.size, e.printed.text, e.page) for e in entries if not e.printed.grid), size)
    return _Frame(size, lefts, max(_edge(ends or [0.0]), _edge(widths or [0.0])), levels)


def _lefts(sides: Sequence[Sequence[Printed]]) -> tuple[float, ...]:
    """The left edges of the pages of each side: their own where the right edges are as far apart, else the outer."""
    lefts = [-_edge([-line.x0 for line in side]) for side in sides] or [0.0]
    rights = [right_edge(side) for side in sides]
    mirrored = len(lefts) == _SIDES and abs((lefts[1] - lefts[0]) - (rights[1] - rights[0])) < _SAME
    return tuple(lefts) if mirrored else (min(lefts),) * _SIDES


def _edge(ends: Sequence[float]) -> float:
    """The furthest place that several lines reach, else the furthest of all."""
    far = sorted(ends, reverse=True)
    shared = (end for n, end in enumerate(far) if n + _OFTEN <= len(far) and end - far[n + _OFTEN - 1] < _SAME)
    return next(shared, far[0])


# ---- tables


def _add(blocks: list[Block], out: list[LeftOut], entry: _Entry, frame: _Frame) -> None:
    """Add a line, or a table: one that goes on from the page before becomes longer."""
    grid = entry.printed.grid
    if grid is None:
        block = Block(entry.printed.text, entry.line, entry.page, span=frame.span(entry))
        level = frame.levels.get(rounded(entry.printed.size), 0)
        if level:
            block = block._replace(form="heading", level=level)
        if goes_on(
            blocks[-1] if blocks else None, block, round((frame.right - 2 * entry.printed.size) / frame.size * 2)
        ):
            block = joined(blocks.pop(), block)
        blocks.append(block)
        return
    rows, first = grid.rows, entry.line
    before = blocks[-1] if blocks else None
    if before and before.table and before.page == entry.page - 1 and len(before.table.rows[0]) == len(rows[0]):
        repeated = sum(1 for _ in _common(before.table.rows, rows))
        out += [LeftOut(entry.line, " ".join(filter(None, row)), "repeated-header") for row in rows[:repeated]]
        rows, first = (*before.table.rows, *rows[repeated:]), blocks.pop().line
    text = "\n".join(" ".join(filter(None, row)) for row in rows)
    blocks.append(Block(text, first, entry.page, "table", span=frame.span(entry), table=Table(rows)))


def _without_single_rows(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks; a ruled line that nothing goes on from is no table."""
    for block in blocks:
        single = block.table and len(block.table.rows) == 1
        yield block._replace(form="line", table=None) if single else block


def _common(rows: Sequence[tuple[str, ...]], others: Sequence[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """The rows that both begin with."""
    for row, other in zip(rows, others, strict=False):
        if row != other:
            return
        yield row


# ---- footnotes


def _split_notes(entries: list[_Entry], size: float) -> tuple[list[_Entry], list[Block]]:
    """The lines of a page without the footnotes at its end, and those, each whole."""
    start = len(entries)
    while start and 0 < entries[start - 1].printed.size <= _NOTE_SIZE * size:
        start -= 1
    start = next((n for n in range(start, len(entries)) if _NOTE.match(entries[n].printed.text)), len(entries))
    if not start:
        return entries, []
    notes: list[list[_Entry]] = []
    for entry in entries[start:]:
        if _NOTE.match(entry.printed.text):
            notes.append([entry])
        else:
            notes[-1].append(entry)
    return entries[:start], [_note(note) for note in notes]


def _note(entries: Sequence[_Entry]) -> Block:
    text = join_wraps([entry.printed.text for entry in entries])
    return Block(text, entries[0].line, entries[0].page, form="paragraph")
