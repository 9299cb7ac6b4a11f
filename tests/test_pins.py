"""Pins: pairs that the user has decided are linked, or never are, whatever the texts say."""

from __future__ import annotations

import pytest
from conftest import plan

from plandiff import Report, compare
from plandiff.align import Pins

OLD = """令和７年度計画
１．観測
・水槽を作り、魚を育てる。
・海図を刷り、港に配る。
２．広報
・海図を刷り、港に配る。
・灯台の一般公開を行う。
"""
NEW = """令和８年度計画
１．観測
・水槽を作り、魚を育てる。
・海図を電子化し、船に送る。
２．対話
・海図を刷り、港に配る。
・岬の見学会を開く。
"""
Pairs = tuple[tuple[str, str], ...]


def pinned(same: Pairs = (), apart: Pairs = (), old: str = OLD, new: str = NEW) -> Report:
    return compare(plan(old), plan(new), pins=Pins(same, apart))


def links(report: Report) -> dict[str, str]:
    """What each old item became; nothing where it was dropped."""
    return {
        old.text: " / ".join(item.text for item in change.new)
        for change in report.changes
        for old in change.old
        if old.type != "table"
    }


# ---- what must not change


def test_without_pins_nothing_is_marked() -> None:
    report = pinned()
    assert report == compare(plan(OLD), plan(NEW))
    assert not any("pinned" in change.notes for change in report.changes)


def test_pins_that_say_what_would_be_linked_anyway_change_only_the_mark() -> None:
    plain, told = pinned(), pinned((("水槽を作り", "水槽を作り"),))
    assert links(told) == links(plain)
    assert [c.notes for c in told.changes if c.new and c.new[0].text.startswith("水槽")] == [("pinned",)]


# ---- this old item is that new item

SAME: dict[str, tuple[Pairs, tuple[str, str]]] = {
    "items that share no word": ((("灯台の一般公開", "岬の見学会"),), ("灯台の一般公開を行う。", "岬の見学会を開く。")),
    "an item that has its equal elsewhere": (
        (("水槽を作り", "海図を電子化"),),
        ("水槽を作り、魚を育てる。", "海図を電子化し、船に送る。"),
    ),
    "of two items of one text, the one below a heading": (
        (("１．観測 > 海図を刷り", "海図を電子化"),),
        ("海図を刷り、港に配る。", "海図を刷り、港に配る。"),  # the other one, which comes later
    ),
    "headings": ((("２．広報", "２．対話"),), ("広報", "対話")),
    "headings without their numbers": ((("広報", "対話"),), ("広報", "対話")),
    "width and spaces aside": ((("2.広報", "２． 対 話"),), ("広報", "対話")),
    "headings in another order": ((("観測", "対話"),), ("観測", "対話")),
}


@pytest.mark.parametrize(("same", "expected"), SAME.values(), ids=SAME.keys())
def test_same(same: Pairs, expected: tuple[str, str]) -> None:
    report = pinned(same)
    assert links(report)[expected[0]] == expected[1]
    assert sum("pinned" in change.notes for change in report.changes) == 1
    assert not report.warnings


def test_a_pinned_link_is_certain() -> None:
    (change,) = [c for c in pinned((("灯台", "岬"),)).changes if "pinned" in c.notes]
    assert (change.kind, change.score, change.margin) == ("reworded", 1.0, None)


def test_two_pins_of_one_old_item_are_a_split() -> None:
    report = pinned((("灯台", "岬"), ("灯台", "海図を電子化")))
    (change,) = [c for c in report.changes if "pinned" in c.notes]
    assert change.split
    assert [item.text for item in change.new] == ["海図を電子化し、船に送る。", "岬の見学会を開く。"]


def test_two_pins_of_one_new_item_are_a_merge() -> None:
    report = pinned((("灯台", "岬"), ("水槽", "岬")))
    (change,) = [c for c in report.changes if "pinned" in c.notes]
    assert change.merged
    assert [item.text for item in change.old] == ["水槽を作り、魚を育てる。", "灯台の一般公開を行う。"]


# ---- never these two

APART: dict[str, tuple[Pairs, str, str]] = {
    "equal items": ((("水槽を作り", "水槽を作り"),), OLD, NEW),
    "every item of a beginning": ((("海図を刷り", "海図を刷り"),), OLD, NEW),
    "headings of one title": ((("１．観測", "１．観測"),), OLD, NEW),
    "items that begin alike": (
        (("気球による", "気球による"),),
        "令和７年度計画\n１．空\n・気球による上空の風の観測を毎日行い、公開する。\n",
        "令和８年度計画\n１．空\n・気球による上空の風の観測を毎日行い、印刷する。\n",
    ),
    "items that are alike": (
        (("毎日、気球", "朝夕に気球"),),
        "令和７年度計画\n１．空\n・毎日、気球により上空の風を測る。\n",
        "令和８年度計画\n１．空\n・朝夕に気球により上空の風を測る。\n",
    ),
    "moved items": (
        (("灯台の", "灯台の"),),
        OLD,
        "令和８年度計画\n１．観測\n・灯台の一般公開を行う。\n２．広報\n・海図を刷り、港に配る。\n",
    ),
    "a part of a split": (
        (("海洋観測船", "気球"),),
        "令和７年度計画\n１．観測\n・海洋観測船により深海の水温を測る。また、気球により上空の風向を測り、公開する。\n",
        "令和８年度計画\n１．観測\n・海洋観測船により深海の水温を測る。\n・気球により上空の風向を測り、公開する。\n",
    ),
}


@pytest.mark.parametrize(("apart", "old", "new"), APART.values(), ids=APART.keys())
def test_apart(apart: Pairs, old: str, new: str) -> None:
    def together(report: Report) -> int:
        names = [(a.split("．")[-1], b.split("．")[-1]) for a, b in apart]
        return sum(
            any(i.text.startswith(a) for i in change.old) and any(i.text.startswith(b) for i in change.new)
            for change in report.changes
            for a, b in names
        )

    assert together(pinned(old=old, new=new))
    told = pinned(apart=apart, old=old, new=new)
    assert not together(told)
    assert not told.warnings
    every = [item for change in told.changes for item in (*change.old, *change.new)]
    assert len(every) == len(told.old.items) + len(told.new.items)


# ---- pins that cannot be used are named

UNUSABLE: dict[str, tuple[Pairs, str]] = {
    "no old item": ((("造船", "岬の見学会"),), "旧計画に「造船」で始まる項目がありません。"),
    "no new item": ((("灯台", "造船"),), "新計画に「造船」で始まる項目がありません。"),
    "an empty name": ((("", "岬"),), "旧計画に「」で始まる項目がありません。"),
    "several items": ((("海図を刷り", "岬"),), "（旧 4 行目と新 7 行目、旧 6 行目と新 7 行目）"),
    "a heading and an item": ((("２．広報", "岬"),), "見出し、項目、表の別が旧と新で違います。"),
    "the same pair twice": ((("灯台", "岬"), ("灯台の", "岬の")), "同じ組が二度書かれています。"),
    "two counterparts of a heading": ((("観測", "観測"), ("観測", "対話")), "ほかの組と両立しません。"),
    "a split within a merge": (
        (("灯台", "岬"), ("灯台", "海図を電子化"), ("水槽", "海図を電子化")),
        "ほかの組と両立しません。",
    ),
}


@pytest.mark.parametrize(("same", "words"), UNUSABLE.values(), ids=UNUSABLE.keys())
def test_unusable(same: Pairs, words: str) -> None:
    (warning,) = pinned(same).warnings
    assert warning.startswith("設定 pins「")
    assert words in warning


def test_of_pins_that_keep_apart_only_one_that_names_nothing_is_unusable() -> None:
    (warning,) = pinned(apart=(("海図", "海図"), ("造船", "岬"))).warnings
    assert warning == "設定 apart「造船」と「岬」は使えませんでした: 旧計画に「造船」で始まる項目がありません。"
