"""The record of what stands on one line of a page, or of a whole table."""

from __future__ import annotations

from typing import NamedTuple

from plandiff.readers.pdf.grids import Grid
from plandiff.readers.pdf.lines import Run


class Printed(NamedTuple):
    """A line or a table: its text, ends and baseline (a table's top) in points, its size, the right edge of its column
    (None: the page's), the table, why it is left out, if it is (a key of `Labels.reason`), and its runs."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    right: float | None = None
    grid: Grid | None = None
    reason: str = ""
    row: tuple[Run, ...] = ()
