"""The rows of a 新旧対照表: what stands on each side, what is underlined, what is abridged, what is remarked."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from conftest import plan
from truth import TRUTHS, report_of

from plandiff import Report, compare
from plandiff.model import CellChange, Change, Edit, Item, PartChange, Plan, RowChange, Table, TableChange
from plandiff.renderers import View
from plandiff.renderers.groups import is_unchanged, shown_marker
from plandiff.renderers.rows import Row, Run, rows
from plandiff.summary import is_heading

Shown = tuple[str, str, str]  # new | old | remarks, what is underlined between low lines


def text_of(runs: tuple[Run, ...], mark: str = "_") -> str:
    """The runs in one line, those that changed between marks."""
    return (
        "".join(f"{mark}{run.text}{mark}" if run.changed else run.text for run in runs)
        .replace("__", "")
        .replace("\n", "／")
    )


def shown(old: str, new: str, **view: Any) -> list[Shown]:
    report = compare(plan(old, 2024), plan(new, 2025))
    return [(text_of(row.new), text_of(row.old), "・".join(row.remarks)) for row in rows(report, View(**view))]


def both(text: str, remark: str = "") -> Shown:
    return text, text, remark


HEAD = "1. 業務\n"
CASES: dict[str, tuple[str, str, dict[str, Any], list[Shown]]] = {
    "nothing changed": (
        "1. 採水\n・汲む。\n2. 測量\n・測る。\n3. 公開\n・出す。\n",
        "1. 採水\n・汲む。\n2. 測量\n・測る。\n3. 公開\n・出す。\n",
        {},
        [both("1.～3.　（略）")],
    ),
    "nothing changed, omitted": (HEAD + "・汲む。\n", HEAD + "・汲む。\n", {"unchanged": "omit"}, []),
    "nothing changed, in full": (
        HEAD + "・汲む。\n",
        HEAD + "・汲む。\n",
        {"unchanged": "full"},
        [both("1.　業務"), both("・　汲む。")],
    ),
    "numbers left out on both sides of a change": (
        HEAD + "(1) 汲む。\n(2) 測る。\n(3) 毎年魚を飼う。\n(4) 干す。\n",
        HEAD + "(1) 汲む。\n(2) 測る。\n(3) 毎月魚を飼う。\n(4) 干す。\n",
        {},
        [both("1.　業務"), both("(1)～(2)　（略）"), ("(3)　_毎月_魚を飼う。", "(3)　_毎年_魚を飼う。", "変更"), both("(4)　（略）")],
    ),
    "bullets left out have no range": (
        HEAD + "・汲む。\n・測る。\n・毎年魚を飼う。\n",
        HEAD + "・汲む。\n・測る。\n・毎月魚を飼う。\n",
        {},
        [both("1.　業務"), both("（略）"), ("・　_毎月_魚を飼う。", "・　_毎年_魚を飼う。", "変更")],
    ),
    "new": (HEAD + "・汲む。\n", HEAD + "・汲む。\n・魚を飼う。\n", {"unchanged": "omit"}, [both("1.　業務"), ("_・　魚を飼う。_", "（新設）", "新設")]),
    "dropped": (HEAD + "・汲む。\n・魚を飼う。\n", HEAD + "・汲む。\n", {"unchanged": "omit"}, [both("1.　業務"), ("（削除）", "_・　魚を飼う。_", "削除")]),
    "dropped, as in statutes": (
        HEAD + "・汲む。\n・魚を飼う。\n",
        HEAD + "・汲む。\n",
        {"unchanged": "omit", "statute": True},
        [both("1.　業務"), ("（削る）", "_・　魚を飼う。_", "削除")],
    ),
    "numbers rose": (
        HEAD + "(1) 海水を汲む。\n(2) 地図を測る。\n(3) 写真を干す。\n",
        HEAD + "(1) 稚魚を飼う。\n(2) 海水を汲む。\n(3) 地図を測る。\n(4) 写真を干す。\n",
        {"unchanged": "omit"},
        [both("1.　業務"), ("_(1)　稚魚を飼う。_", "（新設）", "新設"), ("(2)～(4)　（略）", "(1)～(3)　（略）", "繰下げ")],
    ),
    "a number fell": (
        HEAD + "(1) 稚魚を飼う。\n(2) 海水を汲む。\n",
        HEAD + "(1) 海水を汲む。\n",
        {},
        [both("1.　業務"), ("（削除）", "_(1)　稚魚を飼う。_", "削除"), ("(1)　（略）", "(2)　（略）", "繰上げ")],
    ),
    "another numbering": (
        HEAD + "(1) 稚魚を飼う。\n(2) 海水を汲む。\n",
        HEAD + "ア　稚魚を飼う。\nイ　海水を汲む。\n",
        {},
        [both("1.　業務"), ("ア～イ　（略）", "(1)～(2)　（略）", "項番変更")],
    ),
    "moved with its old place": (
        "1. 採水\n・海水を汲んで分析する。\n・塩分を測る。\n2. 測量\n・海図を更新する。\n",
        "1. 採水\n・塩分を測る。\n2. 測量\n・海図を更新する。\n・海水を汲んで分析する。\n",
        {"unchanged": "omit"},
        [both("2.　測量"), ("・　海水を汲んで分析する。", "・　海水を汲んで分析する。", "移動・移動元: 1. 採水")],
    ),
    "years that rolled are abridged and remarked": (
        HEAD + "・令和６年度の報告を出す。\n",
        HEAD + "・令和７年度の報告を出す。\n",
        {},
        [both("1.　業務　（略）", "年度更新")],
    ),
    "years that rolled in an abridged heading are underlined": (
        "1. 2009年度の業務\n・汲む。\n",
        "1. 2010年度の業務\n・汲む。\n",
        {},
        [("1.　_2010_年度の業務　（略）", "1.　_2009_年度の業務　（略）", "年度更新")],
    ),
    "years that rolled are underlined in full": (
        HEAD + "・令和６年度の報告を出す。\n",
        HEAD + "・令和７年度の報告を出す。\n",
        {"unchanged": "full"},
        [both("1.　業務"), ("・　令和_７_年度の報告を出す。", "・　令和_６_年度の報告を出す。", "年度更新")],
    ),
    "what was dropped stays under its heading": (
        "1. 採水\n・汲む。\n2. 測量\n・稚魚を放す。\n・測る。\n",
        "1. 測量\n・測る。\n2. 採水\n・汲む。\n",
        {"unchanged": "omit"},
        [("1.　測量", "2.　測量", "繰上げ"), ("（削除）", "_・　稚魚を放す。_", "削除"), ("2.　採水　（略）", "1.　採水　（略）", "繰下げ")],
    ),
    "English": (
        HEAD + "・汲む。\n・稚魚を放す。\n",
        HEAD + "・汲む。\n",
        {"language": "en"},
        [both("1. 業務"), both("(unchanged)"), ("(deleted)", "_・ 稚魚を放す。_", "Deleted")],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "view", "expected"), CASES.values(), ids=CASES.keys())
def test_rows(old: str, new: str, view: dict[str, Any], expected: list[Shown]) -> None:
    assert shown(old, new, **view) == expected


def reported(change: Change) -> Report:
    return Report(Plan("old.txt", 2024, change.old), Plan("new.txt", 2025, change.new), (change,))


def items(kind: Any, *texts: str, table: Table | None = None) -> tuple[Item, ...]:
    return tuple(Item(n, kind, None, 0, f"({n + 1})", text, n + 1, table=table) for n, text in enumerate(texts))


def test_each_item_of_a_split_stands_after_its_marker() -> None:
    redline = (Edit("equal", "海水を"), Edit("insert", "汲む。\n地図を"), Edit("equal", "測る。"))
    change = Change(
        "reworded", items("item", "海水を測る。"), items("item", "海水を汲む。", "地図を測る。"), redline=redline
    )
    (row,) = rows(reported(change), View())
    assert text_of(row.new) == "(1)　海水を_汲む。_／(2)　_地図を_測る。"
    assert text_of(row.old) == "(1)　海水を測る。"
    assert row.remarks == ("分割",)


ROW = RowChange("changed", ("計",), ("計",), "", 1, (CellChange("額", 1, "34", "5"),))


def test_cells_of_a_table_have_rows_that_count_for_nothing() -> None:
    table = TableChange(
        (
            ROW,
            ROW._replace(status="new", old_label=(), cells=(CellChange("額", 1, None, "5"),)),
            ROW._replace(label=("総計",), cells=()),
        ),
        (PartChange("note", None, "注"),),
        "円",
    )
    old, new = (items("table", "計 34", table=Table((("計", "34"),), caption=caption)) for caption in ("予算", ""))
    change = Change("reworded", old, new, table=table)
    found = rows(reported(change), View())
    assert [(text_of(row.new), text_of(row.old), row.remarks, row.kind, len(row.changes)) for row in found] == [
        ("(1)　表", "(1)　予算", ("変更",), "item", 1),
        ("計　額　_5_", "計　額　_34_", ("単位：円",), "cell", 0),
        ("計　額　_5_", "計　額　（なし）", ("新設",), "cell", 0),
        ("_総計（旧：計）_", "_総計（旧：計）_", (), "cell", 0),
        ("注記　_注_", "注記　（なし）", (), "cell", 0),
    ]
    (whole,) = rows(reported(change), View("full"))
    assert text_of(whole.new) == "(1)　計 34"
    notes = Change("reworded", old, new, table=table._replace(rows=()))
    assert rows(reported(notes), View())[1].remarks == ("単位：円",)


def test_years_of_a_caption_are_underlined() -> None:
    old, new = (items("table", "計", table=Table((("計",),), caption=f"令和{n}年度 予算")) for n in (9, 10))
    change = Change("reworded", old, new, table=TableChange((ROW,)))
    assert [text_of(side) for side in rows(reported(change), View())[0][1:3]] == [
        "(1)　令和_10_年度 予算",
        "(1)　令和_9_年度 予算",
    ]


def test_a_difference_and_its_rate_are_remarked() -> None:
    cell = CellChange("額", 1, "40", "30", Decimal(-10), Decimal(-25))
    table = items("table", "計", table=Table((("計",),)))
    change = Change("reworded", table, table, table=TableChange((ROW._replace(cells=(cell,)),), unit="円"))
    assert rows(reported(change), View())[1].remarks == ("単位：円", "増減額 △10　△25%")


def sides(row: Row) -> list[tuple[tuple[Item, ...], tuple[Run, ...]]]:
    (change,) = row.changes
    return [(change.new, row.new), (change.old, row.old)]


@pytest.mark.parametrize("truth", TRUTHS, ids=lambda path: path.name)
class TestSamples:
    @pytest.mark.parametrize("unchanged", ["full", "abridged"])
    def test_every_change_stands_in_one_row(self, truth: Path, unchanged: Any) -> None:
        report = report_of(truth)
        found = [change for row in rows(report, View(unchanged)) for change in row.changes]
        assert sorted(map(report.changes.index, found)) == list(range(len(report.changes)))

    def test_omitting_leaves_out_what_is_unchanged_but_for_headings_in_use(self, truth: Path) -> None:
        report = report_of(truth)
        found = [change for row in rows(report, View("omit")) for change in row.changes]
        left_out = [change for change in report.changes if change not in found]
        assert left_out
        assert all(map(is_unchanged, left_out))
        assert all(
            is_heading(change) for row in rows(report, View("omit")) for change in row.changes if is_unchanged(change)
        )

    def test_sides_in_full_are_verbatim(self, truth: Path) -> None:
        for row in rows(report_of(truth), View("full")):
            for side, runs in sides(row):
                if side:
                    lines = ["　".join(filter(None, (shown_marker(item), item.text))) for item in side]
                    assert "".join(run.text for run in runs) == "\n".join(lines)

    def test_underlined_is_what_the_redline_says(self, truth: Path) -> None:
        for row in rows(report_of(truth), View("full")):
            (change,) = row.changes
            for op, runs in (("insert", row.new), ("delete", row.old)):
                if change.redline:
                    assert "".join(run.text for run in runs if run.changed).replace("\n", "") == "".join(
                        edit.text for edit in change.redline if edit.op == op
                    ).replace("\n", "")  # the break between items is nobody's
                elif change.kind in ("new", "dropped"):
                    here = change.new if op == "insert" else change.old
                    assert all(run.changed == bool(here) for run in runs)
