"""Tables compared: places among labels, counterparts among rows and columns, cells, units, what stands around them."""

from __future__ import annotations

from functools import partial

import pytest
from conftest import plan
from hypothesis import given
from hypothesis import strategies as st

from plandiff import compare
from plandiff.classify import is_continued
from plandiff.model import Block, Source, Table, TableChange
from plandiff.parse import parse
from plandiff.tables.columns import Pair, align_columns
from plandiff.tables.compare import compare_tables
from plandiff.tables.grid import Row, read_grid
from plandiff.tables.rows import align_rows

SAME = partial(is_continued, distance=1)


def table(text: str, header: int = 1, unit: str = "百万円") -> Table:
    """A table from lines of cells between bars; its indents are kept."""
    return Table(tuple(tuple(line.split("|")) for line in text.split("\n")), header, unit=unit)


def shown(change: TableChange | None) -> list[str]:
    """One line a cell that differs, one a row without such cells, one a part."""
    if change is None:
        return []
    lines = []
    for row in change.rows:
        name = f"{row.status} {'>'.join(row.label or row.old_label)}"
        name += f" (旧 {'>'.join(row.old_label)})" if row.status == "changed" and row.label != row.old_label else ""
        lines += [f"{name}: {c.column or c.place} {c.old} → {c.new} {c.difference} {c.rate}" for c in row.cells] or [
            name
        ]
    return lines + [f"{part.part}: {part.old} → {part.new}" for part in change.parts]


# ---- place among the labels

PATHS = {
    "flat": ("|額\n人件費|1\n物件費|2", ["人件費", "物件費"]),
    "indented": ("|額\n管理費|3\n　人件費|1\n　物件費|2\n業務費|4", ["管理費", "管理費>人件費", "管理費>物件費", "業務費"]),
    "of which, without indents": ("|額\n管理費|3\nうち、人件費|1\nうち物件費|2\n業務費|4", ["管理費", "管理費>うち、人件費", "管理費>うち物件費", "業務費"]),
    "of which, the next below its label": ("|額\n管理費|3\n　うち、人件費|1\n　　　　物件費|2\n業務費|4", ["管理費", "管理費>うち、人件費", "管理費>物件費", "業務費"]),
    "a word that begins like of which": ("|額\n管理費|3\n内部統制費|1", ["管理費", "内部統制費"]),
    "known heads": ("|額\n収入|\n受託|1\n計|1\n支出|\n計|2", ["収入", "収入>受託", "収入>計", "支出", "支出>計"]),
    "a label alone that a total closes": ("|額\n研究費|\n人件費|1\n小計|1", ["研究費", "研究費>人件費", "研究費>小計"]),
    "a label alone that nothing closes": ("|額\n人件費|1\n予備費|\n物件費|1", ["人件費", "予備費", "物件費"]),
    "merged cells": ("||額\n収入|運営費|1\n|受託|2\n計||3", ["収入>運営費", "収入>受託", "計"]),
    "a group with a figure of its own": ("||額\n収入||3\n|受託|2", ["収入", "収入>受託"]),
    "groups repeated on each row": ("||額\n収入|運営費|1\n収入|受託|2", ["収入>運営費", "収入>受託"]),
    "a second column of words is no label": ("|担当|額\n運営費|総務課|1\n受託|企画課|2", ["運営費", "受託"]),
    "a column that counts the rows": ("番号|事項|額\n1|運営費|5\n2|受託|6", ["運営費", "受託"]),
    "years as labels": ("年|額|人\n2023|5|1\n2024|6|1", ["2023", "2024"]),
    "no label": ("|額\n|5\n計|6", ["", "計"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "paths"), PATHS.values(), ids=PATHS.keys())
def test_place_among_the_labels(text: str, paths: list[str]) -> None:
    assert [">".join(row.path) for row in read_grid(table(text)).rows] == paths


HEADERS = {
    "one row": ("区分|本部|支部\n計|1|2", 1, ("本部", "支部")),
    "two rows, the upper over several columns": ("区分|本部||計\n|人件|物件|\n合計|1|2|3", 2, ("本部 人件", "本部 物件", "計")),
    "found where the format does not say": ("区分|本部|支部\n計|1|2", 0, ("本部", "支部")),
    "none, where the first row has figures": ("運営費|1|2\n計|1|2", 0, ("", "")),
    "none, where the first row is the head of a group": ("収入||\n計|1|2", 0, ("", "")),
    "none, in a table of words": ("課題|対応|時期\n人材|採用|春", 0, ("", "")),
}  # fmt: skip


@pytest.mark.parametrize(("text", "header", "headers"), HEADERS.values(), ids=HEADERS.keys())
def test_headers(text: str, header: int, headers: tuple[str, ...]) -> None:
    assert read_grid(table(text, header)).headers == headers


# ---- counterparts

COLUMNS: dict[str, tuple[str, str, list[Pair] | None]] = {
    "no headers, as many": ("|", "|", [(0, 0), (1, 1)]),
    "no headers, one more": ("|", "||", None),
    "headers on one side only, as many": ("本部|支部", "|", [(0, 0), (1, 1)]),
    "headers on one side only, one more": ("本部|支部", "||", None),
    "another order": ("本部|支部", "支部|本部", [(1, 0), (0, 1)]),
    "one more": ("本部|計", "本部|支部|計", [(0, 0), (None, 1), (1, 2)]),
    "one fewer": ("本部|支部|計", "本部|計", [(0, 0), (1, None), (2, 1)]),
    "another in its place": ("本部|東|計", "本部|西|計", [(0, 0), (1, None), (None, 1), (2, 2)]),
    "renamed in its place": ("研究開発部門|計", "研究部門|計", [(0, 0), (1, 1)]),
    "another unit": ("金額（千円）", "金額（百万円）", [(0, 0)]),
    "years rolled": ("令和６年度|増減", "令和７年度|増減", [(0, 0), (1, 1)]),
    "both years rolled": ("令和５年度|令和６年度", "令和６年度|令和７年度", [(0, 0), (1, 1)]),
    "the same headers twice": ("人件|物件|人件|物件", "人件|物件|人件|物件", [(0, 0), (1, 1), (2, 2), (3, 3)]),
}


@pytest.mark.parametrize(("old", "new", "pairs"), COLUMNS.values(), ids=COLUMNS.keys())
def test_columns(old: str, new: str, pairs: list[Pair] | None) -> None:
    assert align_columns(old.split("|"), new.split("|"), SAME) == pairs


ROWS = {
    "nothing alike": ("人件費 物件費", "受託 寄附", {}),
    "numbers differ": ("第１号機整備費", "第２号機整備費", {}),
    "what the brackets say differs": ("人件費（管理系）", "人件費（業務系）", {}),
    "one label under another group": ("管理費>光熱水料", "業務費>光熱水料", {}),
    "alike but crossing": ("研究開発推進費 施設設備整備費", "施設設備の整備費 研究開発の推進費", {0: 1}),
    "rows without a label, more of them": ("計 - -", "計 - - -", {0: 0}),
    "years as labels, of which one goes and one comes": ("令和５年度 令和６年度", "令和６年度 令和７年度", {1: 0}),
    "a row without a label that may be either": ("甲費 - 乙費", "甲費 - 丙費 - 乙費", {0: 0, 2: 4}),
    "equal": ("人件費 物件費", "人件費 物件費", {0: 0, 1: 1}),
    "another order": ("人件費 物件費", "物件費 人件費", {0: 1, 1: 0}),
    "equal under their groups": ("収入>計 支出>計", "支出>計 収入>計", {0: 1, 1: 0}),
    "a new row": ("甲費 計", "甲費 乙費 計", {0: 0, 1: 2}),
    "another width, with or without of which": ("うち、Ａ費", "A費", {0: 0}),
    "groups printed on one side": ("物件費 物件費", "管理費>物件費 業務費>物件費", {0: 0, 1: 1}),
    "renamed": ("甲費 施設整備費補助金 計", "甲費 施設整備補助金 計", {0: 0, 1: 1, 2: 2}),
    "below a renamed group": ("施設整備費補助金 施設整備費補助金>計", "施設整備補助金 施設整備補助金>計", {0: 0, 1: 1}),
    "a year rolled": ("令和６年度計", "令和７年度計", {0: 0}),
    "a total too many": ("計 甲費 計", "甲費 計", {1: 0, 2: 1}),
    "rows without a label beside counterparts": ("- 甲費 - -", "- 乙費 甲費 - -", {0: 0, 1: 2, 2: 3, 3: 4}),
}


@pytest.mark.parametrize(("old", "new", "links"), ROWS.values(), ids=ROWS.keys())
def test_rows(old: str, new: str, links: dict[int, int]) -> None:
    sides = [[Row(tuple(label.replace("-", "").split(">")), ("1",)) for label in side.split()] for side in (old, new)]
    assert align_rows(*sides, SAME) == links


# ---- what differs

CHANGES: dict[str, tuple[str, str, list[str]]] = {
    "nothing": ("|額\n甲費|1", "|額\n甲費|1", []),
    "only how it is printed": ("|額\n甲費|1,000\n乙費|-", "|額\n甲費|１０００\n乙費|―", []),
    "another order of rows": ("|額\n甲費|1\n乙費|2", "|額\n乙費|2\n甲費|1", []),
    "a figure": ("|本部|計\n甲費|1|100", "|本部|計\n甲費|1|120", ["changed 甲費: 計 100 → 120 20 20.0"]),
    "a figure of a sub-row": ("|額\n甲費|5\nうち、人件費|3", "|額\n甲費|5\nうち、人件費|△1", ["changed 甲費>うち、人件費: 額 3 → △1 -4 -133.3"]),
    "a dash is not 0": ("|額\n甲費|-", "|額\n甲費|0", ["changed 甲費: 額 - → 0 None None"]),
    "words": ("|時期\n甲|春\n乙|夏", "|時期\n甲|春\n乙|秋", ["changed 乙: 時期 夏 → 秋 None None"]),
    "a new row": ("|額\n計|1", "|額\n甲費|1\n計|1", ["new 甲費: 額 None → 1 None None"]),
    "a dropped row in its place": ("|額\n甲費|1\n乙費|2\n計|3", "|額\n甲費|2\n計|3", ["changed 甲費: 額 1 → 2 1 100.0", "dropped 乙費: 額 2 → None None None"]),
    "a new column": ("|計\n甲費|1", "|本部|計\n甲費|1|1", ["changed 甲費: 本部 None → 1 None None", "column: None → 本部"]),
    "a dropped column": ("|本部|計\n甲費|1|1", "|計\n甲費|1", ["changed 甲費: 本部 1 → None None None", "column: 本部 → None"]),
    "a renamed row": ("|額\n施設整備費補助金|1", "|額\n施設整備補助金|1", ["changed 施設整備補助金 (旧 施設整備費補助金)"]),
    "columns without counterparts": ("||\n甲費|1|2", "|||\n甲費|1|2|3", ["changed 甲費: 0 1 2 → 1 2 3 None None"]),
    "a unit of its own": ("|額\n職員数（人）|300", "|額\n職員数（人）|310", ["changed 職員数（人）: 額 300 → 310 10 3.3"]),
    "a unit of the column": ("|額（千円）\n甲費|1,000", "|額（百万円）\n甲費|2", ["changed 甲費: 額（百万円） 1,000 → 2 1 100.0", "column: 額（千円） → 額（百万円）"]),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "expected"), CHANGES.values(), ids=CHANGES.keys())
def test_changes(old: str, new: str, expected: list[str]) -> None:
    assert shown(compare_tables(table(old), table(new), SAME)) == expected


def test_another_unit_of_the_table() -> None:
    old = table("|額\n甲費|1,234,567\n乙費|500,000\n職員数（人）|300", unit="千円")
    new = table("|額\n甲費|1,235\n乙費|△20\n職員数（人）|300")
    assert shown(compare_tables(old, new, SAME)) == [
        "changed 乙費: 額 500,000 → △20 -520 -104.0",
        "unit: 千円 → 百万円",
    ]


def test_what_stands_around_the_cells() -> None:
    rows = (("", "額"), ("計", "1"))
    old = Table(rows, 1, "令和６年度予算", "円", ("※四捨五入", "※暫定"), ("純利益", "総利益"))
    new = Table(rows, 1, "令和７年度予算", "円", ("※四捨五入",), ("純利益", "削除"))
    parts = ["note: ※暫定 → None", "unplaced: 総利益 → None", "unplaced: None → 削除"]
    assert shown(compare_tables(old, new, SAME)) == parts
    assert (
        shown(compare_tables(old, new._replace(caption="令和７年度補正予算"), SAME))[0]
        == "caption: 令和６年度予算 → 令和７年度補正予算"
    )


TABLES = st.builds(
    lambda rows, header: Table(tuple(rows), header),
    st.integers(1, 4).flatmap(lambda width: st.lists(st.tuples(*[st.sampled_from(["", "計", "うち、甲", "　乙", "1", "△2.5", "-", "収入"])] * width), max_size=6)),
    st.integers(0, 2),
)  # fmt: skip


@given(TABLES, TABLES)
def test_no_row_is_lost_or_used_twice(old: Table, new: Table) -> None:
    assert compare_tables(old, old, SAME) is None
    grids = read_grid(old), read_grid(new)
    links = align_rows(grids[0].rows, grids[1].rows, SAME)
    assert len(set(links.values())) == len(links)
    change = compare_tables(old, new, SAME) or TableChange(())
    one_sided = [row.status for row in change.rows if row.status != "changed"]
    assert one_sided.count("dropped") == len(grids[0].rows) - len(links)
    assert one_sided.count("new") == len(grids[1].rows) - len(links)


# ---- in a report

UNITS = {
    "in a paragraph above": ("（単位：千円）", "", "", ""),
    "in a paragraph below": ("", "", "", "単位：千円"),
    "in the caption": ("", "予算（単位：千円）", "", ""),
    "in the corner": ("", "", "（単位：千円）", ""),
}


@pytest.mark.parametrize(("above", "caption", "corner", "below"), UNITS.values(), ids=UNITS.keys())
def test_a_unit_is_read_where_it_stands(above: str, caption: str, corner: str, below: str) -> None:
    old, new = (
        parse(
            Source(
                (
                    Block(above or "予算は次のとおりとする。", 1, 0, "paragraph"),
                    Block(
                        "計 " + figure, 2, 0, "table", table=Table(((corner, "額"), ("計", figure)), 1, caption, unit)
                    ),
                    Block(below or "借入金の限度額は３億円とする。", 3, 0, "paragraph"),
                )
            ),
            "plan.html",
        )
        for figure, unit in (("5,000", ""), ("6", "百万円"))
    )
    change = next(change.table for change in compare(old, new).changes if change.table)
    assert shown(change)[:1] == ["changed 計: 額 5,000 → 6 1 20.0"]


def test_text_tables_keep_their_kind_and_get_their_changes() -> None:
    text = "令和{}年度計画\n1. 予算\n（単位：百万円）\n本部 支部 合計\n人件費 1,000 {} 1,500\n物件費 500 300 800\n"
    same, other = (
        next(
            c
            for c in compare(plan(text.format(6, "500")), plan(text.format(7, figure))).changes
            if c.old[0].type == "table"
        )
        for figure in ("500", "600")
    )
    assert (same.kind, same.table) == ("continued", None)
    assert (other.kind, shown(other.table)) == ("reworded", ["changed 人件費: 支部 500 → 600 100 20.0"])
