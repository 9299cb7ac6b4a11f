"""What differs between tables as a reader sees it: in words and figures, as text and as Markdown."""

from __future__ import annotations

from decimal import Decimal

import pytest

from plandiff.labels import labels_of
from plandiff.model import CellChange, Change, Item, PartChange, Plan, Report, RowChange, TableChange
from plandiff.renderers import RENDERERS, View
from plandiff.tables.display import ShownCell, ShownPart, shown_cells, shown_parts, shown_unit

JA = labels_of("ja")
CELL = CellChange("計", 1, "1,234", "34", Decimal(-1200), Decimal("-97.2"))

CELLS: dict[str, tuple[RowChange, list[ShownCell]]] = {
    "changed": (
        RowChange("changed", ("支出", "計"), ("支出", "計"), "", 1, (CELL,)),
        [ShownCell("支出 > 計", "計", "1,234", "34", "△1,200", "△97.2%", "changed")],
    ),
    "renamed": (
        RowChange("changed", ("新費",), ("旧費",), "", 1, ()),
        [ShownCell("新費（旧：旧費）", "", "", "", "", "", "changed")],
    ),
    "under a renamed group": (
        RowChange("changed", ("新費", "計"), ("旧費", "計"), "", 1, (CellChange("", 2, "-", "0"),)),
        [ShownCell("新費 > 計", "第2列", "-", "0", "", "", "changed")],
    ),
    "new": (
        RowChange("new", ("計",), (), "", 1, (CellChange("計", 1, None, "34"),)),
        [ShownCell("計", "計", "", "34", "", "", "new")],
    ),
    "dropped": (
        RowChange("dropped", (), ("計",), "", 1, (CellChange("計", 1, "34", None),)),
        [ShownCell("計", "計", "34", "", "", "", "dropped")],
    ),
    "without a label": (
        RowChange("changed", ("",), ("",), "雑費", 2, (CellChange("", 0, "1 2", "1 2 3"),)),
        [ShownCell("（項目名なし：「雑費」の2行下）", "行全体", "1 2", "1 2 3", "", "", "changed")],
    ),
    "without a label at the top": (
        RowChange("changed", ("",), ("",), "", 1, (CELL,)),
        [ShownCell("（項目名なし：上から1行目）", "計", "1,234", "34", "△1,200", "△97.2%", "changed")],
    ),
}


@pytest.mark.parametrize(("row", "expected"), CELLS.values(), ids=CELLS.keys())
def test_cells(row: RowChange, expected: list[ShownCell]) -> None:
    assert shown_cells(TableChange((row,)), JA) == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (TableChange(()), ""),
        (TableChange((), unit="円"), "単位：円"),
        (TableChange((), (PartChange("unit", "千円", "円"),), "円"), "単位：旧 千円、新・増減額 円"),
        (TableChange((), (PartChange("unit", None, "円"),), "円"), "単位：旧 （なし）、新・増減額 円"),
    ],
    ids=["none", "one", "two", "one side"],
)
def test_unit(change: TableChange, expected: str) -> None:
    assert shown_unit(change, JA) == expected


def test_parts_stand_side_by_side() -> None:
    parts = (PartChange("column", "本部", None), PartChange("note", "甲", None), PartChange("note", "乙", None))
    new = (PartChange("note", None, "丙"), PartChange("unplaced", None, "純利益"))
    assert shown_parts(TableChange((), (*parts, *new)), JA) == [
        ShownPart("列", "本部", ""),
        ShownPart("注記", "甲", "丙"),
        ShownPart("注記", "乙", ""),
        ShownPart("位置不明の行", "", "純利益"),
    ]


def report(change: TableChange) -> Report:
    item = Item(0, "table", None, 0, "", "計 1,234", 3)
    plans = Plan("old.txt", 2024, (item,)), Plan("new.txt", 2025, (item,))
    return Report(*plans, (Change("reworded", (item,), (item,), table=change),))


CHANGE = TableChange((CELLS["changed"][0], CELLS["renamed"][0]), (PartChange("note", "甲|乙", None),), "円")


def test_text() -> None:
    lines = RENDERERS["text"](report(CHANGE), View()).split("\n")
    at = lines.index("      単位：円")
    assert lines[at + 1 : at + 6] == [
        "        列     旧  新  増減額  増減率",
        "      変更: 支出 > 計",
        "        計  1,234  34  △1,200  △97.2%",
        "      変更: 新費（旧：旧費）",
        "      注記: 甲|乙 → （なし）",
    ]


def test_markdown() -> None:
    text = RENDERERS["markdown"](report(CHANGE), View())
    assert (
        "| 文言修正 | 表の変更は下の表のとおり | 表の変更は下の表のとおり |\n\n**表の変更（旧 3 行目 → 新 3 行目）** 単位：円\n"
        in text
    )
    assert "| 変更 | 支出 &#62; 計 | 計 | 1,234 | 34 | △1,200 | △97&#46;2% |\n" in text
    assert "| 注記 | 甲&#124;乙 |  |\n" in text
    assert "| 区分 | 項目 |" not in RENDERERS["markdown"](
        report(TableChange((), (PartChange("note", "甲", None),))), View()
    )
