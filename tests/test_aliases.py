"""Terms that mean the same: in texts, among words, and in what is aligned by them."""

from __future__ import annotations

import pytest
from conftest import plan

from plandiff import compare
from plandiff.aliases import Aliases
from plandiff.tokenise import Tokeniser

Pairs = list[tuple[str, str]]

TEXTS: dict[str, tuple[Pairs, str, str]] = {
    "no aliases": ([], "核融合の研究", "核融合の研究"),
    "another word": ([("核融合", "フュージョン")], "放射線の研究", "放射線の研究"),
    "the shorter stands for both": ([("核融合", "フュージョン")], "フュージョンと核融合", "核融合と核融合"),
    "a term within its longer form": ([("拠点", "中核拠点")], "拠点と中核拠点", "拠点と拠点"),
    "the longest goes first": ([("量研", "甲"), ("量研機構", "乙")], "量研機構と量研", "乙と甲"),
    "a chain": ([("甲", "乙乙"), ("乙乙", "丙丙丙")], "甲、乙乙、丙丙丙", "甲、甲、甲"),
    "a ring": ([("甲", "乙"), ("乙", "甲")], "甲、乙", "乙、乙"),
    "width aside": ([("ＡＢ", "AB計画")], "AB計画とAB", "ABとAB"),
    "what means something in a pattern": ([("A+", "優(上)")], "A+と優(上)とAA", "A+とA+とAA"),
}


@pytest.mark.parametrize(("pairs", "text", "expected"), TEXTS.values(), ids=TEXTS.keys())
def test_texts(pairs: Pairs, text: str, expected: str) -> None:
    assert Aliases(pairs).canonical(text) == expected


WORDS: dict[str, tuple[Pairs, str, str]] = {
    "one word for one": ([("核融合", "フュージョン")], "フュージョンの研究", "核融合の研究"),
    "one word for several": (
        [("海洋センター", "海洋観測支援中核拠点")],
        "海洋観測支援中核拠点を置く",
        "海洋センターを置く",
    ),
    "at the end": ([("測候所", "天気の家")], "岬の天気の家", "岬の測候所"),
    "twice": ([("測候所", "天気の家")], "天気の家と天気の家", "測候所と測候所"),
    "the name that a text begins with": ([("大阪", "京都")], "京都の寮を売る", "大阪の寮を売る"),
}


@pytest.mark.parametrize(("pairs", "one", "other"), WORDS.values(), ids=WORDS.keys())
def test_words(pairs: Pairs, one: str, other: str, tokenise: Tokeniser) -> None:
    def said(text: str, by: Tokeniser) -> tuple[list[str], str]:
        words = by(text)
        return [words.norms[n] for n in words.content], words.name

    told = Tokeniser(aliases=pairs)
    assert said(one, tokenise) != said(other, tokenise)
    assert said(one, told) == said(other, told)
    assert told(one).starts == tokenise(one).starts


OLD = "令和７年度計画\n１．核融合\n・核融合炉を造る。\n・核融合を学ぶ者を募る。\n"
NEW = "令和８年度計画\n１．催し\n・展示を行う。\n２．フュージョン\n・国を挙げてフュージョンを広める。\n・フュージョン炉を造る。\n"


def linked(aliases: Pairs) -> list[tuple[str, str, str]]:
    report = compare(plan(OLD), plan(NEW), aliases=aliases)
    return [(c.kind, c.old[0].text, c.new[0].text) for c in report.changes if c.old and c.new][1:]


def test_items_are_found_again_in_other_words() -> None:
    found = linked([("核融合", "フュージョン")])
    assert ("reworded", "核融合炉を造る。", "フュージョン炉を造る。") in found
    assert ("reworded", "核融合", "フュージョン") in found
    assert ("reworded", "核融合", "フュージョン") not in linked([])
