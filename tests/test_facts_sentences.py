"""Tables of items' texts: how they divide into sentences, and which of these were added, removed or changed."""

from __future__ import annotations

from functools import partial

import pytest

from plandiff.classify import is_continued
from plandiff.facts.sentences import sentence_changes, sentences

DIVIDED = {
    "one": ("水温を測る。", ["水温を測る。"]),
    "two": ("水温を測る。結果を送る。", ["水温を測る。", "結果を送る。"]),
    "without a stop at the end": ("水温を測る。結果の送付", ["水温を測る。", "結果の送付"]),
    "a stop in brackets": ("水温（朝に測る。）を送る。", ["水温（朝に測る。）を送る。"]),
    "a stop in quotation marks": ("「海を知る。」という催しを開く。", ["「海を知る。」という催しを開く。"]),
    "brackets after the stop": ("水温を測る。（再掲）結果を送る。", ["水温を測る。", "（再掲）結果を送る。"]),
    "a bracket that never closes": ("水温（朝を測る。結果を送る。", ["水温（朝を測る。", "結果を送る。"]),
    "a full stop of another width": ("水温を測る．結果を送る．", ["水温を測る．結果を送る．"]),
    "a bracket that closes in another line": ("水温（朝を測る。\n結果）を送る。", ["水温（朝を測る。", "結果）を送る。"]),
    "brackets within brackets": ("水温（朝（夏。）に測る。）を送る。", ["水温（朝（夏。）に測る。）を送る。"]),
    "a line break": ("水温\n塩分", ["水温", "塩分"]),
    "a decimal": ("誤差を0.5度に抑える。", ["誤差を0.5度に抑える。"]),
    "nothing": ("", []),
}  # fmt: skip

Changes = list[tuple[str, str | None, str | None]]
CHANGES: dict[str, tuple[str, str, Changes]] = {
    # nothing
    "the same": ("水温を測る。結果を送る。", "水温を測る。結果を送る。", []),
    "another width": ("12回測る。結果を送る。", "１２回測る。結果を送る。", []),
    "other spaces": ("水温 を測る。結果を送る。", "水温を測る。 結果を送る。", []),
    "a year that rolled": ("令和６年度に水温を測る。結果を送る。", "令和７年度に水温を測る。結果を送る。", []),
    "another order": ("水温を測る。結果を送る。", "結果を送る。水温を測る。", []),
    "nothing on either side": ("", "", []),
    # added
    "added at the end": ("水温を測る。", "水温を測る。釣り客に声を聞く。", [("added", None, "釣り客に声を聞く。")]),
    "added at the beginning": ("水温を測る。", "釣り客に声を聞く。水温を測る。", [("added", None, "釣り客に声を聞く。")]),
    "added in between": (
        "水温を測る。結果を送る。", "水温を測る。釣り客に声を聞く。結果を送る。", [("added", None, "釣り客に声を聞く。")],
    ),
    "added as it stands already": ("水温を測る。", "水温を測る。水温を測る。", [("added", None, "水温を測る。")]),
    "added in brackets": ("水温を測る。", "水温を測る。（港の外を含む。）", [("added", None, "（港の外を含む。）")]),
    # removed
    "removed at the end": ("水温を測る。釣り客に声を聞く。", "水温を測る。", [("removed", "釣り客に声を聞く。", None)]),
    "removed at the beginning": ("釣り客に声を聞く。水温を測る。", "水温を測る。", [("removed", "釣り客に声を聞く。", None)]),
    "one for another": (
        "水温を測る。釣り客に声を聞く。", "水温を測る。桟橋を塗り直す。",
        [("added", None, "桟橋を塗り直す。"), ("removed", "釣り客に声を聞く。", None)],
    ),
    "all for others": (
        "釣り客に声を聞く。船を洗う。", "桟橋を塗り直す。",
        [
            ("added", None, "桟橋を塗り直す。"),
            ("removed", "釣り客に声を聞く。", None),
            ("removed", "船を洗う。", None),
        ],
    ),
    "all removed": ("水温を測る。", "", [("removed", "水温を測る。", None)]),
    # changed
    "a word": ("湾の水温を毎日測る。", "湾の水温を毎週測る。", [("changed", "湾の水温を毎日測る。", "湾の水温を毎週測る。")]),
    "a figure": ("水温を５回測る。", "水温を６回測る。", [("changed", "水温を５回測る。", "水温を６回測る。")]),
    "one of two": (
        "湾の水温を毎日測る。結果を送る。", "湾の水温を毎週測る。結果を送る。",
        [("changed", "湾の水温を毎日測る。", "湾の水温を毎週測る。")],
    ),
    "both, in another order": (
        "湾の水温を毎日測る。観測船の結果を役場に送る。", "観測船の結果を港に送る。湾の水温を毎週測る。",
        [
            ("changed", "観測船の結果を役場に送る。", "観測船の結果を港に送る。"),
            ("changed", "湾の水温を毎日測る。", "湾の水温を毎週測る。"),
        ],
    ),
    "one changed, one added": (
        "湾の水温を毎日測る。", "湾の水温を毎週測る。釣り客に声を聞く。",
        [("changed", "湾の水温を毎日測る。", "湾の水温を毎週測る。"), ("added", None, "釣り客に声を聞く。")],
    ),
    "one made of two": (
        "湾の水温を測定する。稚魚の成長を記録する。", "湾の水温を測定するとともに、稚魚の成長を記録する。",
        [("changed", "湾の水温を測定する。稚魚の成長を記録する。", "湾の水温を測定するとともに、稚魚の成長を記録する。")],
    ),
    "two made of one": (
        "湾の水温を測定するとともに、稚魚の成長を記録する。", "湾の水温を測定する。稚魚の成長を記録する。",
        [("changed", "湾の水温を測定するとともに、稚魚の成長を記録する。", "湾の水温を測定する。稚魚の成長を記録する。")],
    ),
    "a longer one": (
        "稚魚の成長を記録する。", "稚魚の成長を記録し、漁協の会報に毎月載せる。",
        [("changed", "稚魚の成長を記録する。", "稚魚の成長を記録し、漁協の会報に毎月載せる。")],
    ),
    "the only ones of linked items": (
        "釣り客に声を聞く。", "桟橋を塗り直す。", [("changed", "釣り客に声を聞く。", "桟橋を塗り直す。")],
    ),
    "a year by more than the plans": (
        "湾の水温を測る。令和６年度に船を直す。", "湾の水温を測る。令和９年度に船を直す。",
        [("changed", "令和６年度に船を直す。", "令和９年度に船を直す。")],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "parts"), DIVIDED.values(), ids=DIVIDED.keys())
def test_sentences(text: str, parts: list[str]) -> None:
    assert [part.strip() for part in sentences(text)] == parts


@pytest.mark.parametrize(("old", "new", "expected"), CHANGES.values(), ids=CHANGES.keys())
def test_sentences_that_differ(old: str, new: str, expected: Changes) -> None:
    assert [tuple(change) for change in sentence_changes(old, new, partial(is_continued, distance=1))] == expected


def test_every_sentence_is_quoted_as_it_stands() -> None:
    old, new = "湾の水温 を測る。 塩分を測る。", "湾の水温を １日２回測る。（朝と夕）"
    for change in sentence_changes(old, new, lambda a, b: a == b):
        assert change.old is None or change.old in old
        assert change.new is None or change.new in new
