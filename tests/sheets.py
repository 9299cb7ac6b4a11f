"""A Word or Excel file in, the cells of its 新旧対照表 out: each a list of runs of text, underlined or not."""

from __future__ import annotations

from io import BytesIO
from itertools import groupby
from typing import Any

import openpyxl
from docx import Document
from openpyxl.cell.rich_text import CellRichText
from openpyxl.worksheet.worksheet import Worksheet

from plandiff.renderers.rows import Run

Cell = tuple[Run, ...]


def joined(runs: list[Run]) -> Cell:
    """Neighbours that look alike as one run."""
    return tuple(
        Run("".join(run.text for run in group), changed)
        for changed, group in groupby((run for run in runs if run.text), lambda run: run.changed)
    )


def plain(cell: Cell) -> str:
    return "".join(run.text for run in cell)


def docx_rows(content: Any) -> list[list[Cell]]:
    """The rows of the comparative table, the last one of the document; the first is its head."""
    table = Document(BytesIO(content)).tables[-1]
    return [
        [joined([Run(run.text, bool(run.underline)) for p in cell.paragraphs for run in p.runs]) for cell in row.cells]
        for row in table.rows
    ]


def sheets(content: Any) -> list[Worksheet]:
    book = openpyxl.load_workbook(BytesIO(content), rich_text=True)
    return [book[name] for name in book.sheetnames]


def xlsx_rows(content: Any) -> list[list[Cell]]:
    """The rows of the first sheet from its head on."""
    sheet, _ = sheets(content)
    top, bottom = (int("".join(filter(str.isdigit, end))) for end in sheet.auto_filter.ref.split(":"))
    return [[_cell(cell) for cell in row] for row in sheet.iter_rows(top, bottom, max_col=3)]


def _cell(cell: Any) -> Cell:
    if not isinstance(cell.value, CellRichText):
        return joined([Run(cell.value or "", bool(cell.font.u))])
    return joined([Run(str(part), bool(part.font.u)) if hasattr(part, "font") else Run(part) for part in cell.value])
