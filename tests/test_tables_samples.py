"""Every changed figure of the samples' tables against lists made by hand; nothing of a table is lost on the way."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from truth import PLANS, SAMPLES

from plandiff import compare, read_plan
from plandiff.model import CellChange

LISTS = sorted(SAMPLES.glob("*/*.cells.tsv"))


def shown(cell: CellChange) -> str:
    return "" if cell.difference is None else f"{cell.difference:f}"


FORMATS = [
    ("txt", "txt"),
    ("html", "html"),
    ("md", "md"),
    ("docx", "docx"),
    ("pdf", "pdf"),
    ("pdf", "docx"),
    ("txt", "pdf"),
    ("txt", "docx"),
    ("txt", "html"),
    ("html", "md"),
    ("md", "txt"),
]


@pytest.mark.parametrize("formats", FORMATS, ids="-".join)
@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.name)
def test_every_changed_figure_is_reported_with_its_row_and_column(path: Path, formats: tuple[str, str]) -> None:
    expected = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    years = path.name.removesuffix(".cells.tsv").split("-")
    old, new = (read_plan(path.with_name(f"{year}.{suffix}")) for year, suffix in zip(years, formats, strict=True))
    found = [
        [(row.label or row.old_label)[-1], cell.column, cell.old or "", cell.new or "", shown(cell)]
        for change in compare(old, new).changes
        if change.table
        for row in change.table.rows
        for cell in row.cells
    ]
    assert found == [line[2:] for line in expected]


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.name)
def test_no_character_of_a_table_is_lost(path: Path) -> None:
    for item in read_plan(path).items:
        if item.table:
            table = item.table
            parts = [table.caption, *table.notes, *table.unplaced, *(cell for row in table.rows for cell in row)]
            printed = item.text.replace(f"（単位：{table.unit}）", "")
            assert Counter("".join("".join(parts).split())) == Counter("".join(printed.split()))
