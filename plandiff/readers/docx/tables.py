"""A table of a Word file in, its cells out, row by row."""

from __future__ import annotations

from collections.abc import Callable

from plandiff.model import Table
from plandiff.readers.docx.package import Element, W
from plandiff.readers.docx.structure import within
from plandiff.readers.docx.styles import is_on, number

_WIDEST = 200  # columns that a cell can span


def read_table(element: Element, read: Callable[[Element], str], leave_out: Callable[[str, str], None]) -> Table:
    """The rows, all of one length, and how many repeat on each page; a spanning cell stands where it begins.

    `read` gives the text of a cell; `leave_out` takes the text of one that is not shown, and why.
    """
    found: list[list[str]] = []
    header = 0
    for row in within(element, "tr"):
        properties = row.find(f"{W}trPr")
        deleted = properties is not None and properties.find(f"{W}del") is not None
        before = number(properties.find(f"{W}gridBefore"), 0) if properties is not None else 0
        cells = [""] * min(before, _WIDEST)
        for cell in within(row, "tc"):
            text, reason, width = read(cell), _unseen(cell, deleted), number(cell.find(f"{W}tcPr/{W}gridSpan"), 1)
            if reason:
                leave_out(text, reason)
            if reason != "deleted":
                cells += ["" if reason else text, *[""] * (min(width, _WIDEST) - 1)]
        if not deleted:
            header += header == len(found) and is_on(row.find(f"{W}trPr/{W}tblHeader"))
            found.append(cells)
    width = max(map(len, found), default=0)
    return Table(tuple((*cells, *[""] * (width - len(cells))) for cells in found), header)


def _unseen(cell: Element, deleted: bool) -> str:
    """Why the text of a cell does not show, or nothing: one that goes on the cell above shows only that one's."""
    if deleted or cell.find(f"{W}tcPr/{W}cellDel") is not None:
        return "deleted"
    merged = cell.find(f"{W}tcPr/{W}vMerge")
    return "hidden" if merged is not None and merged.get(f"{W}val") != "restart" else ""
