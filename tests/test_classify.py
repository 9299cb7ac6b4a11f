"""Kinds and notes: what is continued to the letter, and what is said beside a kind."""

from __future__ import annotations

import pytest
from conftest import plan

from plandiff import compare
from plandiff.classify import is_continued
from plandiff.facts.quantities import same_figures

CONTINUED = {
    "same": ("採水を行う。", "採水を行う。"),
    "width": ("採水を１回行う。", "採水を1回行う。"),
    "white space": ("JT-60 の 運転", "JT-60の運転"),
    "year rolled": ("令和６年度に行う。", "令和７年度に行う。"),
    "year stayed": ("令和６年度に行う。", "令和６年度に行う。"),
    "one rolled, one stayed": ("令和４年度計画の令和６年度分", "令和４年度計画の令和７年度分"),
    "western year rolled": ("（2024年度）", "（2025 年度）"),
}
REWORDED = {
    "a number": ("採水を３回行う。", "採水を２回行う。"),
    "a comma of another kind": ("採水、記録", "採水，記録"),
    "a calendar date": ("令和６年３月に行う。", "令和７年３月に行う。"),
    "a year rolled too far": ("令和６年度に行う。", "令和８年度に行う。"),
    "a year in another notation": ("令和６年度に行う。", "2025年度に行う。"),
    "a particle": ("採水を行う。", "採水も行う。"),
}
NOTES = {
    "stale this year": ("令和６年度の調達計画を作る。", "令和６年度の調達計画を作る。", {"stale-year"}),
    "stale last year": ("令和５年度に整備した船を使う。", "令和５年度に整備した船を使う。", {"stale-year"}),
    "rolled": ("令和６年度の調達計画を作る。", "令和７年度の調達計画を作る。", {"year-rolled"}),
    "history": ("平成20年度から船を使う。", "平成20年度から船を使う。", set()),
    "start of a programme": ("令和６年度から始めた事業を続ける。", "令和６年度から始めた事業を続ける。", set()),
    "period": ("令和５年度～令和９年度の事業を行う。", "令和５年度～令和９年度の事業を行う。", set()),
    "far goal": ("令和12年度までに船を造る。", "令和12年度までに船を造る。", set()),
    "half rolled": ("令和５年度計画の令和６年度分を行う。", "令和５年度計画の令和７年度分を行う。", {"year-rolled"}),
    "numbers": ("採水を３回行い記録を公開する。", "採水を２回行い記録を公開する。", {"numbers"}),
    "spelling": ("利用者の意見を取り込む取組を行う。", "利用者の意見を取り込む取り組みを行う。", {"typography"}),
    "punctuation": ("採水、記録及び公開を行う。", "採水，記録及び公開を行う。", {"typography"}),
    "words": ("採水の記録を公開する。", "採水の記録を整理する。", set()),
}
QUANTITIES = {
    "separators": ("1,200人", "１２００人", True),
    "kanji counters": ("三回行う", "二回行う", False),
    "isotope is no quantity": ("13C を測る", "15N を測る", True),
    "name is no quantity": ("JT-60SA の運転", "JT-61SA の運転", True),
    "fiscal year is no quantity": ("令和６年度", "令和７年度", True),
    "percent": ("５％", "６％", False),
    "scale": ("36億円", "36万円", False),
}


@pytest.mark.parametrize(("old", "new"), CONTINUED.values(), ids=CONTINUED.keys())
def test_continued(old: str, new: str) -> None:
    assert is_continued(old, new, 1)


@pytest.mark.parametrize(("old", "new"), REWORDED.values(), ids=REWORDED.keys())
def test_reworded(old: str, new: str) -> None:
    assert not is_continued(old, new, 1)


def test_without_known_years_nothing_rolls() -> None:
    assert not is_continued("令和６年度に行う。", "令和７年度に行う。", None)


@pytest.mark.parametrize(("old", "new", "notes"), NOTES.values(), ids=NOTES.keys())
def test_notes(old: str, new: str, notes: set[str]) -> None:
    report = compare(plan(f"1. 業務\n・{old}\n", 2024), plan(f"1. 業務\n・{new}\n", 2025))
    assert set(report.changes[-1].notes) == notes


@pytest.mark.parametrize(("old", "new", "same"), QUANTITIES.values(), ids=QUANTITIES.keys())
def test_quantities(old: str, new: str, same: bool) -> None:
    assert same_figures([old], [new]) is same


def test_bullets_have_no_number() -> None:
    report = compare(plan("1. 業務\n・採水する。\n", 2024), plan("1. 業務\n● 採水する。\n", 2025))
    assert not any(change.renumbered for change in report.changes)


def test_dropped_items_do_not_go_along_with_what_moved_away() -> None:
    old = plan("1. 港\n・採水する。\n2. 沖\n・船を洗う。\n・波の高さを測って地図にする。\n・旗を立てる。\n", 2024)
    new = plan("1. 港\n・採水する。\n・波の高さを測って地図にする。\n・灯台を塗る。\n2. 沖\n・船を洗う。\n", 2025)
    changes = compare(old, new).changes
    assert [change.moved for change in changes] == [False, False, True, False, False, False, False]
    assert changes[-1].old[0].text == "旗を立てる。"


def test_dropped_items_stand_where_they_stood() -> None:
    old = plan("1. 業務\n・採水する。\n・測量を行って地図にする。\n・公開する。\n", 2024)
    new = plan("1. 業務\n・採水する。\n・公開する。\n", 2025)
    assert [change.kind for change in compare(old, new).changes] == ["continued", "continued", "dropped", "continued"]
