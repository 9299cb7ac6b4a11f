"""Every changed figure of the samples' tables against lists made by hand; nothing of a table is lost on the way."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from truth import PLANS, SAMPLES, report_of

from plandiff import read_plan
from plandiff.model import CellChange

LISTS = sorted(SAMPLES.glob("*/*.cells.tsv"))


def shown(cell: CellChange) -> str:
    return "" if cell.difference is None else f"{cell.difference:f}"


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.name)
def test_every_changed_figure_is_reported_with_its_row_and_column(path: Path) -> None:
    expected = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    changes = report_of(path.with_name(path.name.replace(".cells.", ".truth."))).changes
    found = [
        [*map(str, lines), (row.label or row.old_label)[-1], cell.column, cell.old or "", cell.new or "", shown(cell)]
        for change in changes
        if change.table and (lines := (change.old[0].line, change.new[0].line))
        for row in change.table.rows
        for cell in row.cells
    ]
    assert found == expected


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.name)
def test_no_character_of_a_table_is_lost(path: Path) -> None:
    for item in read_plan(path).items:
        if item.table:
            table = item.table
            parts = [table.caption, *table.notes, *table.unplaced, *(cell for row in table.rows for cell in row)]
            printed = item.text.replace(f"（単位：{table.unit}）", "")
            assert Counter("".join("".join(parts).split())) == Counter("".join(printed.split()))
