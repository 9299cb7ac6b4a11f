"""The forms in which texts are compared: what is one text in them, and what is not."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandiff.normalise import fold, loose

SAME = {
    "width of digits": ("第１２期", "第12期"),
    "width of brackets and marks": ("（注）７．５％～８：３０", "(注)7.5%~8:30"),
    "width of letters": ("ＩＣＴ", "ICT"),
    "width of kana": ("ﾊﾞｽ", "バス"),
    "spaces": ("港　の 採水", "港の採水"),
    "a mark of its own": ("か\u3099", "が"),
}


@pytest.mark.parametrize(("left", "right"), [("採水", "採取"), ("10", "1O"), ("はす", "ばす"), ("採水、", "採水。")])
def test_what_stays_apart(left: str, right: str) -> None:
    assert fold(left) != fold(right)


@pytest.mark.parametrize(("left", "right"), SAME.values(), ids=SAME.keys())
def test_what_is_one(left: str, right: str) -> None:
    assert fold(left) == fold(right)


@given(st.text(st.one_of(st.characters(), st.sampled_from("０９（），．：／～－％〜−　・か\u3099ﾊﾞ①"))))
def test_folding_is_nfkc_without_white_space(text: str) -> None:
    assert fold(text) == "".join(unicodedata.normalize("NFKC", text).split())


def test_what_only_looks_different_is_loosely_one() -> None:
    assert loose("「採水」、…") == loose("『採水』,...")
    assert loose("採水") != loose("採取")
