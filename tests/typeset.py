"""A plan in, its PDF out: A4 pages with a running head and page numbers, wrapped lines, ruled tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pdfs import make_pdf, rule, text

from plandiff import Item, Plan
from plandiff.lines import columns

_LEFT, _TOP, _BOTTOM = 70.0, 760.0, 80.0
_SIZE, _PITCH = 10.0, 17.0
_WIDTH = 90  # columns of half the size
_HEAD_SIZE = 8.0
_CELL = 4.0  # points between a rule and what stands beside it
_UNIT = re.compile(r"[（「]*(?:[!-~]+|.)[、。）」ーっゃゅょァィゥェォッャュョ]*")


class _Row(NamedTuple):
    """What is drawn at one height: words with their columns, and rules above and beside them, for cells."""

    words: tuple[tuple[int, str], ...]
    edges: tuple[int, ...] = ()


def typeset(plan: Plan) -> bytes:
    """The file, the same for the same plan."""
    rows = [row for item in plan.items for row in _rows(plan, item)]
    sheets: list[list[str]] = []
    height = 0.0
    for row in rows:
        if not sheets or height - _PITCH < _BOTTOM:
            sheets.append([])
            height = _TOP
        sheets[-1] += _drawn(row, height)
        height -= _PITCH
    if len(sheets) > 1:  # what stands on one page only is no running head
        sheets = [[*_margins(plan, page), *sheet] for page, sheet in enumerate(sheets, 1)]
    return make_pdf(sheets)


def _margins(plan: Plan, page: int) -> list[str]:
    head = f"{plan.items[0].text}　{plan.items[1].text}"
    return [text(_LEFT, _TOP + 40, head, _HEAD_SIZE), text(_LEFT + 220, _BOTTOM - 40, f"- {page} -", _HEAD_SIZE)]


def _drawn(row: _Row, height: float) -> list[str]:
    drawn = [text(_at(column), height, words, _SIZE) for column, words in row.words]
    if row.edges:
        top, low = height + _PITCH - _CELL, height - _CELL
        left, right = _at(row.edges[0]), _at(row.edges[-1])
        drawn += [rule(left, y, right, y) for y in (top, low)] + [rule(_at(x), low, _at(x), top) for x in row.edges]
    return drawn


def _at(column: int) -> float:
    return _LEFT + column * _SIZE / 2


def _rows(plan: Plan, item: Item) -> Iterator[_Row]:
    if item.table:
        yield _Row(((0, f"{item.table.caption}（単位：{item.table.unit}）"),))
        yield from _table(item.table.rows)
        yield from (_Row(((0, note),)) for note in item.table.notes)
        return
    bullet = bool(item.marker) and not any(char.isalnum() for char in item.marker)
    marker = "・" if bullet else f"{item.marker}　" if item.marker else ""
    paragraph = not marker and item.type == "item"
    hang = 2 * len(plan.path(item)) + columns(marker)
    lines = _wrapped(("　" if paragraph else "") + item.text, _WIDTH - hang)
    yield _Row(((hang - columns(marker), marker + lines[0]),))
    yield from (_Row(((hang, line),)) for line in lines[1:])


def _wrapped(words: str, width: int) -> list[str]:
    """Lines no wider than `width` columns, broken where Japanese may be."""
    lines = [""]
    for unit in _UNIT.findall(words.replace("\n", " ")):
        if columns(lines[-1] + unit) > width:
            lines.append("")
        lines[-1] += unit
    return lines


def _table(rows: Sequence[Sequence[str]]) -> Iterator[_Row]:
    """The rows, every cell on one line; figures end at the right of their cells."""
    widths = [max(columns(row[n]) for row in rows) + 2 for n in range(len(rows[0]))]
    edges = [sum(widths[:n]) for n in range(len(widths) + 1)]
    for row in rows:
        cells = []
        for n, cell in enumerate(row):
            right = n and cell[-1:].isdecimal()
            cells.append((edges[n + 1] - 1 - columns(cell) if right else edges[n] + 1, cell))
        yield _Row(tuple((at, cell) for at, cell in cells if cell), tuple(edges))
