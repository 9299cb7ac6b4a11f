"""Redlines: readable, and true to both texts to the letter."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plandiff.redline import redline
from plandiff.tokenise import Tokeniser

CASES = {
    "a number": ("採水を３回行う。", "採水を２回行う。", "採水を[-３-]{+２+}回行う。"),
    "a number with a point": ("第３．０版を使う。", "第２．０版を使う。", "第[-３．０-]{+２．０+}版を使う。"),
    "an addition": ("記録を公開する。", "記録を整理し公開する。", "記録を{+整理し+}公開する。"),
    "a deletion": ("記録を整理し公開する。", "記録を公開する。", "記録を[-整理し-]公開する。"),
    "white space alone": ("軟X線を測る。", "軟 X 線を測る。", "軟{+ +}X{+ +}線を測る。"),
    "another clause between the same": (
        "湾の採水を行い、結果を送り、保管する。",
        "湾の採水を行い、保管する。",
        "湾の採水を行い、[-結果を送り、-]保管する。",
    ),
    "the same clause spaced otherwise": (
        "JT号の試験を行い、記録を送る。",
        "JT号 の試験を行い、図を送る。",
        "JT号{+ +}の試験を行い、[-記録-]{+図+}を送る。",
    ),
    "a phrase between long edits": (
        "冬の北の浜で自動観測装置の設置場所を決める。",
        "夏の沖の島で自動観測装置の据付工事に移る。",
        "[-冬の北の浜-]{+夏の沖の島+}で自動観測装置の[-設置場所を決める-]{+据付工事に移る+}。",
    ),
    "a particle between long edits": (
        "観測船の修理費用を港の組合と折半する。毎年、記録を公開する。",
        "防波堤の清掃日程を県の担当者に知らせる。毎年、記録を公開する。",
        "[-観測船の修理費用を港の組合と折半する-]{+防波堤の清掃日程を県の担当者に知らせる+}。毎年、記録を公開する。",
    ),
    "the first of two sentences": (
        "灯台の塗装を改める。記録を公開する。",
        "釣り客の声を集める。記録を公開する。",
        "[-灯台の塗装を改める-]{+釣り客の声を集める+}。記録を公開する。",
    ),
    "two items made one": ("採水を行う。\n記録を送る。", "採水を行う。記録を送る。", "採水を行う。[-\n-]記録を送る。"),
    "mostly different": ("採水を行う。", "船舶の更新計画を定める。", "[-採水を行う。-]{+船舶の更新計画を定める。+}"),
    "nothing in common": ("あ", "い", "[-あ-]{+い+}"),
    "from nothing": ("", "採水", "{+採水+}"),
    "to nothing": ("採水", "", "[-採水-]"),
    "nothing": ("", "", ""),
    "equal": ("採水", "採水", "採水"),
}
MARKS = {"equal": "{}", "delete": "[-{}-]", "insert": "{{+{}+}}"}


@pytest.mark.parametrize(("old", "new", "expected"), CASES.values(), ids=CASES.keys())
def test_redline(old: str, new: str, expected: str, tokenise: Tokeniser) -> None:
    assert "".join(MARKS[edit.op].format(edit.text) for edit in redline(old, new, tokenise)) == expected


TEXT = st.text("採水記録公開するを。ABC 12\n", max_size=60)


@settings(max_examples=200, deadline=None)
@given(TEXT, TEXT)
def test_redline_spells_both_texts(old: str, new: str) -> None:
    edits = redline(old, new, _TOKENISE)
    assert "".join(edit.text for edit in edits if edit.op != "insert") == old
    assert "".join(edit.text for edit in edits if edit.op != "delete") == new
    assert all(left.op != right.op for left, right in zip(edits, edits[1:], strict=False))


_TOKENISE = Tokeniser()


def test_very_long_texts_come_whole(tokenise: Tokeniser) -> None:
    old, new = "採水する。" * 3000, "測量する。" * 3000
    assert [edit.op for edit in redline(old, new, tokenise)] == ["delete", "insert"]


def test_long_text_is_tokenised_in_pieces(tokenise: Tokeniser) -> None:
    text = "研究を進める。" * 4000
    starts = tokenise(text).starts
    assert starts[-1] > 20_000
    assert list(starts) == sorted(starts)
