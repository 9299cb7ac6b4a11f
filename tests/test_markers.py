"""Markers at a line's start: which are none first, then which are, in which style and with which number."""

from __future__ import annotations

import pytest

from plandiff.markers import numerals, read_marker

NONE = {
    "amount": "2.5億円を投じる。",
    "isotope": "13C 核スピンを測る。",
    "earthquake": "3. 11 の経験を生かす。",
    "western year": "2025年度の取組を進める。",
    "era year": "令和７年度に整備する。",
    "unit after full-width digit": "３GeV の施設を使う。",
    "count before a unit": "10 件の研究を行う。",
    "amount with a space": "2.5 億円の基金を設ける。",
    "first phase": "第１期の成果を踏まえる。",
    "article cited": "第35条の８により準用する。",
    "Latin word": "e.g. のような書き方をしない。",
    "bracketed reading": "(仮称)海洋館を設ける。",
    "hyphenated name": "-60SA の運転を行う。",
    "long parenthesis": "（以下「機構」という。）の計画",
    "negative figure": "△100 を計上する。",
    "plain text": "研究を進める。",
    "kanji word": "一般管理費を減らす。",
    "middle of bracket": "【注】の扱いを定める。",
    "count with a space before a word": "3 年度分の契約を結ぶ。",
    "measure and unit": "100 万人が訪れる。",
    "wide digit before a unit": "３回の公開を行う。",
    "goal cited": "基本目標１から３までの達成を図る。",
    "appendix cited": "別表１のとおり",
    "share": "（％）の推移を示す。",
    "number in parentheses above 199": "(2025) の値を使う。",
}

MARKED = {
    "part": ("第１編　総論", "第１編", "第1編", 1),
    "chapter": ("第２章　施策", "第２章", "第1章", 2),
    "chapter in kanji": ("第十二章　補則", "第十二章", "第1章", 12),
    "section": ("第3節 目的", "第3節", "第1節", 3),
    "subsection": ("第1款 総則", "第1款", "第1款", 1),
    "article": ("第１条　この計画は", "第１条", "第1条", 1),
    "article without a space": ("第１条この計画は定める", "第１条", "第1条", 1),
    "article with a branch": ("第３条の２　前条の", "第３条の２", "第1条", 3),
    "paragraph": ("第2項 前項の", "第2項", "第1項", 2),
    "item of a budget": ("２目　広報費", "２目", "第1目", 2),
    "bare ordinal": ("第１　皇室費", "第１", "第1", 1),
    "roman with full stop": ("Ⅰ．研究", "Ⅰ．", "Ⅰ.", 1),
    "roman alone": ("Ⅳその他", "Ⅳ", "Ⅰ", 4),
    "ASCII roman": ("II. 業務", "II.", "I.", 2),
    "digit and dot": ("1. 目的", "1.", "1.", 1),
    "digit and full-width dot": ("1．目的", "1．", "1.", 1),
    "full-width digit and dot": ("２．目的", "２．", "1.", 2),
    "full-width digit and space": ("１　目的", "１", "1 ", 1),
    "two levels": ("1.2 対象", "1.2", "1.1", 2),
    "three levels with hyphens": ("1-2-3 対象", "1-2-3", "1.1.1", 3),
    "parentheses": ("(1) 目的", "(1)", "(1)", 1),
    "full-width parentheses": ("（１２）目的", "（１２）", "(1)", 12),
    "hundredth": ("（１００）繰入", "（１００）", "(1)", 100),
    "closing parenthesis": ("1) 目的", "1)", "1)", 1),
    "full-width closing parenthesis": ("１）目的", "１）", "1)", 1),
    "small letter": ("a. 目的", "a.", "a.", 1),
    "letter before a number": ("a. ３GeV 施設", "a.", "a.", 1),
    "letter in parentheses": ("(b) 目的", "(b)", "(a)", 2),
    "capital letter": ("A. 目的", "A.", "A.", 1),
    "circled": ("③目的", "③", "①", 3),
    "circled above twenty": ("㉑ 目的", "㉑", "①", 21),
    "black circled": ("❷ 目的", "❷", "❶", 2),
    "parenthesised digit": ("⑶ 目的", "⑶", "⑴", 3),
    "kana and space": ("ア　目的", "ア", "ア ", 1),
    "kana before a word that is a unit too": ("イ　大型の船", "イ", "ア ", 2),
    "kana in parentheses": ("（ウ）目的", "（ウ）", "(ア)", 3),
    "kana and closing parenthesis": ("エ) 目的", "エ)", "ア)", 4),
    "small roman in parentheses": ("(ii) 目的", "(ii)", "(i)", 2),
    "kanji numeral and space": ("一　目的", "一", "一 ", 1),
    "kanji numeral in parentheses": ("（二）目的", "（二）", "(一)", 2),
    "kanji numeral above ten": ("十一　目的", "十一", "一 ", 11),
    "small letter and ideographic space": ("b　JT-60SA計画", "b", "a ", 2),
    "five levels": ("2.1.3.2.1 目的", "2.1.3.2.1", "1.1.1.1.1", 1),
    "four levels before a digit": ("2.3.1.2 ３GeV施設", "2.3.1.2", "1.1.1.1", 2),
    "two levels before a word that begins with a unit": ("1.2 国際連携", "1.2", "1.1", 2),
    "compound with a Roman numeral": ("Ⅰ－２　目的", "Ⅰ－２", "Ⅰ.1", 2),
    "compound with parentheses": ("Ⅱ-1-(3) 目的", "Ⅱ-1-(3)", "Ⅰ.1.(1)", 3),
    "lenticular brackets": ("【12】目的を定める。", "【12】", "【1】", 12),
    "two levels in lenticular brackets": ("【１－２】目的を定める。", "【１－２】", "【1.1】", 2),
    "circled kana": ("㋒ 目的", "㋒", "㋐", 3),
    "enclosed letter": ("⒝ 目的", "⒝", "⒜", 2),
    "enclosed kanji": ("㈡ 目的", "㈡", "㈠", 2),
    "number with its stop": ("⒊ 目的", "⒊", "⒈", 3),
    "half-width kana": ("ｲ) 目的", "ｲ)", "ア)", 2),
    "wide digit before a word": ("３目的", "３", "1", 3),
    "named goal": ("基本目標２　安心", "基本目標２", "基本目標1", 2),
    "named measure of two levels": ("施策１－３　防災", "施策１－３", "施策1.1", 3),
    "named measure with a circled number": ("取組③　起業家の育成", "取組③", "取組1", 3),
    "pillar of measures": ("施策の柱２　創業", "施策の柱２", "施策の柱1", 2),
    "named appendix": ("別表第２　予算", "別表第２", "別表1", 2),
    "square brackets": ("[3] 目的", "[3]", "[1]", 3),
}

BULLETS = ["■", "◆", "●", "○", "◎", "・", "‣", "➢", "▶", "□", "\uf09e", "\uf0b7", "\uf06c"]
SPACED = ["-", "*", "＊", "＋", "－", "△"]


@pytest.mark.parametrize("line", NONE.values(), ids=NONE.keys())
def test_is_no_marker(line: str) -> None:
    marker = read_marker(line)
    assert marker is None or marker.text == "", marker


@pytest.mark.parametrize(("line", "text", "style", "number"), MARKED.values(), ids=MARKED.keys())
def test_numbered(line: str, text: str, style: str, number: int) -> None:
    marker = read_marker(line)
    assert marker is not None
    assert (marker.text, *marker.readings[0]) == (text, style, number)
    assert line[marker.end :] == line[len(text) :].lstrip()


@pytest.mark.parametrize("bullet", BULLETS)
def test_bullet(bullet: str) -> None:
    marker = read_marker(f"{bullet}研究を行う。")
    assert marker is not None
    assert (marker.text, marker.is_bullet) == (bullet, True)


@pytest.mark.parametrize("bullet", SPACED)
def test_bullet_before_a_space_only(bullet: str) -> None:
    marker = read_marker(f"{bullet} 研究を行う。")
    assert marker is not None
    assert marker.text == bullet
    assert read_marker(f"{bullet}研究を行う。") is None


def test_iroha_and_gojuon_are_both_read() -> None:
    marker = read_marker("（ロ）目的")
    assert marker is not None
    assert marker.readings[-1] == ("(イ)", 2)


def test_letter_or_roman_are_both_read() -> None:
    assert numerals("i") == (("a", 9), ("i", 1))
    assert numerals("V") == (("A", 22), ("I", 5))


TITLES = [
    ("# 目的", "#"), ("### 目的", "###"), ("【重点事項】", "【】"), ("《施策の方向》", "《》"), ("＜現状＞", "＜＞"), ("［概要］", "［］"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "style"), TITLES)
def test_heading_without_a_number(line: str, style: str) -> None:
    marker = read_marker(line)
    assert marker is not None
    assert (marker.text, marker.style) == ("", style)
