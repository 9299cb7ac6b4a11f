"""Texts split in the background: their words are those of each text alone, whatever it holds and whatever is asked."""

from __future__ import annotations

import pytest

from plandiff import ahead
from plandiff.tokenise import Tokeniser

TEXTS = {
    "a sentence": "港の採水を毎月行う。",
    "no full stop": "港の採水",
    "nothing": "",
    "a full stop alone": "。",
    "full stops": "。。採水。。",
    "lines": "採水を行う。\n記録を送る。",
    "spaces at its ends": " 　採水 ",
    "a name": "青葉寮について、補修を行う。",
    "a surrogate alone": "採水\ud800を行う。",
    "what comes to more bytes than it looks": "㌖" * 9_000,
    "longer than SudachiPy takes": "港の採水を毎月行う。" * 2_000,
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_words_are_the_same_as_alone(text: str) -> None:
    alone, prepared = Tokeniser(), Tokeniser()
    prepared.prepare(["前の文を書く", text, "後の文を書く"])
    assert prepared(text) == alone(text)


@pytest.mark.parametrize("asked", [[0], [39], [20, 3, 39], range(40)], ids=["first", "last", "some", "all"])
def test_texts_of_many_batches(asked: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "_ENOUGH", 100)
    monkeypatch.setattr(ahead, "_GROUP", 3)
    texts = [f"第{n}の浜で採水を行う" for n in range(40)]
    alone, prepared = Tokeniser(), Tokeniser()
    prepared.prepare(texts)
    assert [prepared(texts[n]) for n in asked] == [alone(texts[n]) for n in asked]


# Bytes of texts in order, and of those in each batch; between them stand full stops of three.
BATCHES = {
    "none": ([], []),
    "short ones together": ([30, 30], [[30, 30]]),
    "as many as are enough": ([2_997, 2_994, 30], [[2_997, 2_994], [30]]),
    "a long one by itself": ([30, 9_000, 30], [[30], [9_000], [30]]),
    "as long as SudachiPy takes": ([48_993], [[48_993]]),
    "longer": ([30, 48_996, 30], [[30], [30]]),
}


@pytest.mark.parametrize(("sizes", "batches"), BATCHES.values(), ids=BATCHES.keys())
def test_batches(sizes: list[int], batches: list[list[int]]) -> None:
    found = ahead._batches("港" * (size // 3) for size in sizes)
    assert [[len(text.encode()) for text in batch] for batch in found] == batches


def test_what_was_not_prepared_is_split_too() -> None:
    prepared = Tokeniser()
    prepared.prepare(["浜の採水"])
    assert prepared("沖の採水") == Tokeniser()("沖の採水")


def test_words_of_a_part_stand_as_in_the_text() -> None:
    tokenise = Tokeniser()
    tokenise("沖の採水を行う。")
    words = tokenise.words_in("採水を行う", "沖の採水を行う。")
    assert [(word.start, word.text, word.part) for word in words] == [
        (0, "採水", "名詞"),
        (2, "を", "助詞"),
        (3, "行う", "動詞"),
    ]


def test_words_of_a_part_are_sudachis_own_whatever_terms_mean_the_same() -> None:
    told = Tokeniser(aliases=[("採水記録", "記録簿")])
    told("採水記録を送る。")
    assert [word.norm for word in told.words_in("採水記録を送る", "採水記録を送る。")] == ["採水", "記録", "を", "送る"]
