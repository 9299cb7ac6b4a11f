"""A table element of an HTML page in, a block with its cells out; and whether it holds data or only lays a page out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from plandiff.model import Block, Table
from plandiff.readers.flow import visible

Element = Any

_LAYOUT = frozenset("h1 h2 h3 h4 h5 h6 table ol ul dl p div".split())
_UNIT = re.compile(r"[（(]\s*単位\s*[：:]\s*([^）)]+)[）)]")
_WIDEST = 200  # columns and rows that a cell can span


def is_data(table: Element) -> bool:
    """Whether a table holds data: header cells or a caption, or cells side by side that hold no blocks."""
    if any(True for _ in table.iter("th", "caption")):
        return True
    rows = list(table.iter("tr"))
    if len(rows) < 2 or max(len(row) for row in rows) < 2:
        return False
    return sum(sum(child.tag in _LAYOUT for child in cell) > 1 for cell in table.iter("td")) == 0


def read_table(element: Element, line: int, depth: int) -> list[Block]:
    """The block of a data table; none where all cells are empty."""
    rows, header = _grid(element)
    caption = " ".join(filter(None, (_text(found) for found in element.iterchildren("caption"))))
    unit = _UNIT.search(caption)
    lines = [caption, *(" ".join(filter(None, row)) for row in rows)]
    text = "\n".join(filter(None, lines))
    if not text:
        return []
    table = Table(rows, header, caption, unit[1].strip() if unit else "")
    return [Block(text, line, 0, "table", depth=depth, table=table)]


def _grid(element: Element) -> tuple[tuple[tuple[str, ...], ...], int]:
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
            cells[at] = _text(cell)
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


def _text(element: Element) -> str:
    """The text of a cell, readings of ruby aside."""
    return visible("".join(element.xpath(".//text()[not(ancestor::rt or ancestor::rp)]"))).strip(" \n")
