"""Lines in, the runs of lines that are tables out: rows of figures with their broken headers, captions and notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from plandiff.lines import Line

_FIGURE = r"(?:[△▲▽]\s?|[+\-−－])?\d[\d,，]*(?:[.．]\d+)?[%％]?|[-－−―‐–—]+|…"
_CELLS = re.compile(rf"(?:^|(?<=[\s\u3000|]))(?:{_FIGURE})(?=$|[\s\u3000|])")
_TAIL = re.compile(rf"((?:[\s\u3000|]+|^)(?:{_FIGURE}))+[\s|]*$")
_EDGE = re.compile(r"^|(?<![\s\u3000|])[\s\u3000|]")
_LABEL = 40  # characters of a row's label at the most
_LAST = frozenset("0123456789０１２３４５６７８９%％-−－―‐–—…|")
_UNIT = r"[（(]単位\s*[：:]\s*([^）)]*)[）)]?"
NOTE_STARTS = ("※", "注", "＊", "*", "（注", "(注")
_EDGES = " \t\u3000|"
_MIN_CELLS = 6
_LONG = 44  # columns: no cell of a broken header is longer
_REACH = 80  # lines of header at the most


def unit_in(text: str) -> re.Match[str] | None:
    """The unit that a text says it is in, as group 1 of what says it: （単位：百万円）."""
    return re.search(_UNIT, text) if "単位" in text else None


def find_tables(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """The tables as (first, last + 1), in order, apart from each other."""
    rows = [0 if line.is_whole else len(split_row(line.text)[1]) for line in lines]
    tables: list[tuple[int, int]] = []
    at = 0
    while at < len(lines):
        if not rows[at]:
            at += 1
            continue
        end = _body_end(lines, rows, at)
        start = _head_start(lines, at, tables[-1][1] if tables else 0)
        has_unit = any(unit_in(line.text) for line in lines[start : at + 1])
        if sum(count > 0 for count in rows[at:end]) > 1 and (has_unit or sum(rows[at:end]) >= _MIN_CELLS):
            tables += _cut_at_units(lines, rows, start, end)
            at = end
        else:
            at += 1
    return tables


@lru_cache(maxsize=1 << 10)  # a table is found by its rows, and then read
def split_row(text: str, in_column: bool = False) -> tuple[str, tuple[str, ...]]:
    """A row's label and the figures that end it, if the line is a row: a short label (or none), then figures.

    A single figure is an amount, with commas; where rows hold one each (`in_column`), any is.
    """
    if text[-1] not in _LAST or "。" in text:
        return "", ()
    # Not `search`, which would begin anew at every character of a long line.
    starts = (edge.start() for edge in _EDGE.finditer(text, 0, _LABEL + 1))
    match = next(filter(None, (_TAIL.match(text, start) for start in starts)), None)
    if not match:
        return "", ()
    label = text[: match.start()]
    if label.endswith(("、", "第")):
        return "", ()
    figures = tuple(_CELLS.findall(match[0]))
    is_row = len(figures) > 1 or _is_amount(match[0]) or (in_column and label)
    return (label.strip(_EDGES), figures) if is_row else ("", ())


def _is_amount(text: str) -> bool:
    return "," in text or "，" in text


def _is_cell(line: Line) -> bool:
    """Whether a line can be a cell of a table: short, unmarked, no sentence."""
    return line.width <= _LONG and not (line.ends_sentence or line.marker or line.is_whole)


def _body_end(lines: Sequence[Line], rows: Sequence[int], start: int) -> int:
    """Past the last line of the table: rows, cells between rows, captions and notes after them."""
    end = start
    while end < len(lines) and (rows[end] or _is_cell(lines[end]) or _belongs(lines[end])):
        end += 1
    return end


def _belongs(line: Line) -> bool:
    """Whether a line is a unit or a note."""
    return not line.is_whole and bool(unit_in(line.text) or line.text.startswith(NOTE_STARTS))


def _head_start(lines: Sequence[Line], row: int, floor: int) -> int:
    """The first line of the header above the first row: up to its unit, else the short lines right above."""
    start = row
    while start > floor and row - start < _REACH and _is_cell(lines[start - 1]):
        start -= 1
    for n in range(row, max(floor, start - 2) - 1, -1):
        if unit_in(lines[n].text):
            return n - (n > floor and n > start - 2 and _is_cell(lines[n - 1]))
    return max(start, row - 8) if start < row else row


def _cut_at_units(lines: Sequence[Line], rows: Sequence[int], start: int, end: int) -> list[tuple[int, int]]:
    """One table for each unit that stands after rows of an earlier one."""
    cuts = [start]
    for n in range(start + 1, end):
        if unit_in(lines[n].text) and any(rows[cuts[-1] : n]):
            cuts.append(n)
    return list(zip(cuts, [*cuts[1:], end], strict=True))
