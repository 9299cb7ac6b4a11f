"""A table element of an HTML page in, a block with its cells out; and whether it holds data or only lays a page out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from lxml import etree

from plandiff.lines import join_wraps
from plandiff.markers import lone_marker
from plandiff.model import Block, Table
from plandiff.readers.flow import visible
from plandiff.readers.html_aside import reason_of
from plandiff.tables.figures import is_figure

Element = Any
LeaveOut = Callable[[Element, str], None]

_LAYOUT = frozenset("h1 h2 h3 h4 h5 h6 table ol ul dl p div".split())
_UNIT = re.compile(r"[（(]\s*単位\s*[：:]\s*([^）)]+)[）)]")
_APART = frozenset("li dt dd tr td th".split())
_LINES = frozenset("br p div ul ol dl table caption h1 h2 h3 h4 h5 h6".split())
_WIDEST = 200  # columns and rows that a cell can span


def is_data(table: Element) -> bool:
    """Whether a table holds data: header cells or a caption, or cells side by side that hold no blocks.

    One of two columns that only numbers its rows holds text.
    """
    if any(True for _ in table.iter("th", "caption")):
        return True
    rows = list(table.iter("tr"))
    if len(rows) < 2 or max(len(row) for row in rows) < 2 or _only_numbers(rows):
        return False
    return sum(sum(child.tag in _LAYOUT for child in cell) > 1 for cell in table.iter("td")) == 0


def _only_numbers(rows: Sequence[Element]) -> bool:
    """Whether rows have two cells, and the first of each is a number, one more than the one above."""
    if any(len(row) != 2 or is_figure(row[1].text_content().strip()) for row in rows):
        return False
    markers = [lone_marker(visible(row[0].text_content()).strip()) for row in rows]
    found = [{*marker.readings} if marker else set() for marker in markers]
    return all(any((style, number + 1) in after for style, number in before) for before, after in pairwise(found))


def read_table(element: Element, line: int, depth: int, leave_out: LeaveOut) -> list[Block]:
    """The block of a data table; none where all cells are empty. `leave_out` takes what is no text of it, and why."""
    rows, header = _grid(element, leave_out)
    caption = " ".join(filter(None, (_text(found, leave_out) for found in element.iterchildren("caption"))))
    unit = _UNIT.search(caption)
    lines = [caption, *(" ".join(filter(None, row)) for row in rows)]
    text = "\n".join(filter(None, lines))
    if not text:
        return []
    table = Table(rows, header, caption, unit[1].strip() if unit else "")
    return [Block(text, line, 0, "table", depth=depth, table=table)]


def _grid(element: Element, leave_out: LeaveOut) -> tuple[tuple[tuple[str, ...], ...], int]:
    """The rows, all of one length, and how many from the top are a header; a spanning cell stands where it begins."""
    grid: list[dict[int, str]] = []
    spans: dict[int, int] = {}  # column -> rows below that a cell from above still covers
    header = 0
    for row in _rows(element):
        cells: dict[int, str] = {}
        at = 0
        for cell in row.iterchildren("td", "th"):
            while spans.get(at, 0):
                at += 1
            width, height = _span(cell, "colspan"), _span(cell, "rowspan")
            cells[at] = _text(cell, leave_out)
            for column in range(at, at + width):
                spans[column] = height
                cells.setdefault(column, "")
            at += width
        for column in [column for column, rows in spans.items() if rows]:
            spans[column] -= 1
            cells.setdefault(column, "")
        is_head = row.getparent().tag == "thead" or all(cell.tag == "th" for cell in row)
        header += is_head and header == len(grid)
        grid.append(cells)
    width = max((max(cells, default=-1) for cells in grid), default=-1) + 1
    return tuple(tuple(cells.get(column, "") for column in range(width)) for cells in grid), header


def _rows(element: Element) -> Iterator[Element]:
    """The rows of a table itself, in order: those of a `tfoot` come last."""
    for part in sorted(element, key=lambda child: child.tag == "tfoot"):
        if part.tag == "tr":
            yield part
        elif part.tag in ("thead", "tbody", "tfoot"):
            yield from part.iterchildren("tr")


def _span(cell: Element, name: str) -> int:
    value = cell.get(name) or "1"
    return min(max(int(value), 1), _WIDEST) if value.isdecimal() else 1


def _text(cell: Element, leave_out: LeaveOut) -> str:
    """The text of a cell: lines and paragraphs joined, entries and cells within it apart; what is no text aside."""
    parts: list[list[str]] = [[""]]
    events = etree.iterwalk(cell, events=("start", "end"))
    for event, element in events:
        _break(element.tag, parts)
        if event == "end":
            parts[-1][-1] += (element.tail or "") if element is not cell else ""
        elif element is not cell and (reason := reason_of(element)):
            leave_out(element, reason)
            events.skip_subtree()
        else:
            parts[-1][-1] += element.text or ""
    joined = (join_wraps(list(filter(None, (visible(line).strip(" \n") for line in part)))) for part in parts if part)
    return " ".join(filter(None, joined))


def _break(tag: str, parts: list[list[str]]) -> None:
    if tag in _APART:
        parts.append([""])
    elif tag in _LINES:
        parts[-1].append("")
