"""CSV of changes: one row a change, verbatim, and nothing that a spreadsheet takes for a formula."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import pytest
from conftest import plan
from truth import TRUTHS, report_of

from plandiff import Report, compare, render
from plandiff.labels import labels_of
from plandiff.renderers.csv import inert
from plandiff.renderers.groups import is_unchanged

JA = labels_of("ja")


def table(content: str | bytes) -> list[list[str]]:
    assert isinstance(content, str)
    assert content.startswith("\ufeff")
    return list(csv.reader(StringIO(content[1:], newline=""), strict=True))


def changed(old: str, new: str) -> Report:
    return compare(plan(f"1. 業務\n{old}", 2024), plan(f"1. 業務\n{new}", 2025))


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("海水を汲む。", "海水を汲む。"),
        ("１=1", "１=1"),
        ("", ""),
        ("=cmd()", "'=cmd()"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("＝１", "'＝１"),
    ],
)
def test_formulas_are_inert(cell: str, shown: str) -> None:
    assert inert(cell) == shown


def test_a_row_has_what_is_known_of_a_change() -> None:
    head, *rows = table(render(changed("(1) 海水を汲む。\n", "(1) 海水を汲み、量る。\n(2) 写真を干す。\n"), "csv"))
    assert head == list(JA.csv_columns)
    assert {len(row) for row in rows} == {len(head)}
    reworded, new = (dict(zip(head, row, strict=True)) for row in rows[1:])
    assert [reworded[name] for name in ("番号", "区分", "種別", "旧の章・節", "旧の項番", "旧の本文", "旧の行", "旧のページ")] == [
        "2", "文言修正", "項目", "1. 業務", "(1)", "海水を汲む。", "2", "",
    ]  # fmt: skip
    assert 0 < float(reworded["一致度"]) <= 1
    assert [new[name] for name in ("区分", "旧の本文", "新の章・節", "新の項番", "新の本文", "新の行", "一致度")] == [
        "新規", "", "1. 業務", "(2)", "写真を干す。", "3", "",
    ]  # fmt: skip


def test_lines_end_as_the_standard_says() -> None:
    content = render(changed("・汲む。\n", "・汲む。\n"), "csv")
    assert content.count("\n") == content.count("\r\n") == 3


def test_columns_follow_the_language() -> None:
    assert table(render(changed("・汲む。\n", "・汲む。\n"), "csv", lang="en"))[0] == list(labels_of("en").csv_columns)


@pytest.mark.parametrize("truth", TRUTHS, ids=lambda path: path.name)
def test_samples_are_verbatim(truth: Path) -> None:
    report = report_of(truth)
    _, *rows = table(render(report, "csv"))
    for change, row in zip(report.changes, rows, strict=True):
        for side, text in ((change.old, row[7]), (change.new, row[12])):
            assert text == inert("\n".join(item.text for item in side))
    kept = [row[0] for row in table(render(report, "csv", unchanged="omit"))[1:]]
    assert kept == [str(n) for n, change in enumerate(report.changes, 1) if not is_unchanged(change)]
