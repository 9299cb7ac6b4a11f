"""Tables read from the lines of a text: what gets a place among rows and columns, and what stays verbatim."""

from __future__ import annotations

import pytest
from conftest import plan

from plandiff.model import Table

BODY = "人件費 1,200 300 1,500\n物件費 △50 - 950\n計 1,150 300 2,450\n"
ROWS = (("人件費", "1,200", "300", "1,500"), ("物件費", "△50", "-", "950"), ("計", "1,150", "300", "2,450"))


def tables(text: str) -> list[Table | None]:
    return [
        item.table
        for item in plan(f"1. 予算\n\n{text}\n2. 借入金\n・限度額は、３億円とする。\n").items
        if item.type == "table"
    ]


def table(text: str) -> Table:
    (found,) = tables(text)
    assert found
    return found


NONE = {
    "dates and counts in sentences": "第3期の2,400万円を超えない。\n第4期の3,400万円を超えない。\n第5期の4,400万円を超えない。\n",
    "a list of telephone numbers": "総務課 内線の12番\n経理課 内線の13番\n契約課 内線の14番\n",
    "years alone": "平成の年 2016\n令和の年 2020\n次の年 2024\n",
    "one row": "人件費 1,200 300 1,500\n",
}


@pytest.mark.parametrize("text", NONE.values(), ids=NONE.keys())
def test_no_table(text: str) -> None:
    assert tables(text) == []


HEADERS: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "no header": ("", (), ()),
    "too few words": ("区分 本部\n", (), ("区分 本部",)),
    "too many words": ("本部 東部 西部 北部 合計\n", (), ("本部 東部 西部 北部 合計",)),
    "four words of which none heads the labels": ("東部 本部 支部 合計\n", (), ("東部 本部 支部 合計",)),
    "cells broken without blank lines": ("海洋の\n研究\n大気の\n研究\n合計\n", (), ("海洋の", "研究", "大気の", "研究", "合計")),
    "a group of broken and whole words": ("海洋の\n研究 合計\n", (), ("海洋の", "研究 合計")),
    "one row of words": ("本部 支部 合計\n", ("", "本部", "支部", "合計"), ()),
    "a word for the labels": ("区分 本部 支部 合計\n", ("区分", "本部", "支部", "合計"), ()),
    "a word for the labels below the table": ("本部 支部 合計\n+区分\n", ("区分", "本部", "支部", "合計"), ()),
    "words in rows, one below the other": ("海洋の 大気の 全部の\n研究 調査 合計\n", ("", "海洋の研究", "大気の調査", "全部の合計"), ()),
    "cells broken between blank lines": ("海洋の\n研究\n\n大気の\n研究\n\n合計\n", ("", "海洋の研究", "大気の研究", "合計"), ()),
    "whole words after broken cells": ("海洋の\n研究\n\n大気 合計\n", ("", "海洋の研究", "大気", "合計"), ()),
    "one word a line": ("本部\n支部\n合計\n", ("", "本部", "支部", "合計"), ()),
    "years as words": ("区分 2023 2024 2025\n", ("区分", "2023", "2024", "2025"), ()),
    "fiscal years as words": ("令和５年度 令和６年度 増減\n", ("", "令和５年度", "令和６年度", "増減"), ()),
}  # fmt: skip


@pytest.mark.parametrize(("text", "header", "unplaced"), HEADERS.values(), ids=HEADERS.keys())
def test_header(text: str, header: tuple[str, ...], unplaced: tuple[str, ...]) -> None:
    head, _, foot = text.partition("+")
    found = table(f"（単位：百万円）\n\n{head}\n{BODY}{foot}")
    assert found.rows == ((header,) if header else ()) + ROWS
    assert (found.header, found.unplaced, found.unit) == (1 if header else 0, unplaced, "百万円")


BODIES: dict[str, tuple[str, list[tuple[str, ...]], tuple[str, ...]]] = {
    "a row of fewer figures keeps no place": ("人件費 1 2 3\n物件費 1 2\n計 1 2 3\n", [("人件費", "1", "2", "3"), ("計", "1", "2", "3")], ("物件費 1 2",)),
    "a label away from its row keeps no place": ("収益 1,000 2\n4,000 5\n計 5,000 7\n純利益\n", [("収益", "1,000", "2"), ("", "4,000", "5"), ("計", "5,000", "7")], ("純利益",)),
    "the first half of a label keeps no place": ("人件費 1 2 3\n新しい海の\n　研究費 1 2 3\n計 2 4 6\n", [("人件費", "1", "2", "3"), ("\u3000研究費", "1", "2", "3"), ("計", "2", "4", "6")], ("新しい海の",)),
    "a known head of rows": ("収入\n人件費 1 2 3\n計 1 2 3\n費用の部\n計 2 3 4\n", [("収入", "", "", ""), ("人件費", "1", "2", "3"), ("計", "1", "2", "3"), ("費用の部", "", "", ""), ("計", "2", "3", "4")], ()),
    "a label above rows that are indented": ("研究費 1 2 3\n管理費\n　人件費 1 2 3\n　物件費 2 3 4\n", [("研究費", "1", "2", "3"), ("管理費", "", "", ""), ("\u3000人件費", "1", "2", "3"), ("\u3000物件費", "2", "3", "4")], ()),
    "negatives, dashes, dots and a dash before a figure": ("人件費 △1 ▲ 2 -3\n物件費 - － …\n雑費 - 100 0\n", [("人件費", "△1", "▲ 2", "-3"), ("物件費", "-", "－", "…"), ("雑費", "-", "100", "0")], ()),
    "columns ruled by lines": ("| 人件費 | 1 | 2 | 3 |\n| 物件費 | 1 | 2 | 3 |\n", [("人件費", "1", "2", "3"), ("物件費", "1", "2", "3")], ()),
}  # fmt: skip


@pytest.mark.parametrize(("text", "rows", "unplaced"), BODIES.values(), ids=BODIES.keys())
def test_body(text: str, rows: list[tuple[str, ...]], unplaced: tuple[str, ...]) -> None:
    found = table(text)
    assert (list(found.rows), found.unplaced) == (rows, unplaced)


def test_caption_unit_and_notes() -> None:
    found = table(
        f"表１　予算の内訳\n（単位：千円）\n\n{BODY}\n令和６年度　予算\n※四捨五入による。\n（注）端数は除く。\n"
    )
    assert (found.caption, found.unit) == ("表１　予算の内訳", "千円")
    assert found.notes == ("令和６年度　予算", "※四捨五入による。", "（注）端数は除く。")
    assert found.unplaced == ()


def test_caption_beside_the_unit() -> None:
    found = table(f"収支の計画 （単位：千円）\n本部 支部 合計\n{BODY}")
    assert (found.caption, found.unit, found.rows[0]) == ("収支の計画", "千円", ("", "本部", "支部", "合計"))


def test_header_beside_the_unit() -> None:
    found = table(f"令和６年度　予算\n本部 支部 合計 （単位：千円）\n{BODY}")
    assert (found.caption, found.rows[0]) == ("令和６年度　予算", ("", "本部", "支部", "合計"))


def test_every_word_of_a_text_table_has_a_place() -> None:
    text = f"（単位：百万円）\n\n海洋の\n研究\n合計\n\n{BODY}予備費 1 2\n令和６年度　予算\n※四捨五入による。\n区分\n純利益\n"
    found = table(text)
    words = [
        *found.unplaced,
        *found.notes,
        found.caption,
        f"（単位：{found.unit}）",
        *(" ".join(row) for row in found.rows),
    ]
    assert sorted("".join("".join(words).split())) == sorted("".join(text.split()))


def test_a_column_of_amounts_below_its_unit_is_a_table() -> None:
    found = table("（単位：百万円）\n収入\n交付金 1,234\n雑収入 67\n計 1,301\n")
    assert found.unit == "百万円"
    assert {row[:2] for row in found.rows} >= {("交付金", "1,234"), ("雑収入", "67"), ("計", "1,301")}
    assert found.unplaced == ()
