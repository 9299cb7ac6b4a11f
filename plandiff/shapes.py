"""The first character of a line in, the shapes of the markers that it can begin out, as a pattern."""

from __future__ import annotations

import re
from functools import cache

# Numerals in one character; each row is a style, and its characters count up.
ROWS = (
    "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿",
    "❶❷❸❹❺❻❼❽❾❿",
    "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
    "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
    "⒜⒝⒞⒟⒠⒡⒢⒣⒤⒥⒦⒧⒨⒩⒪⒫⒬⒭⒮⒯⒰⒱⒲⒳⒴⒵",
    "ⓐⓑⓒⓓⓔⓕⓖⓗⓘⓙⓚⓛⓜⓝⓞⓟⓠⓡⓢⓣⓤⓥⓦⓧⓨⓩ",
    "㋐㋑㋒㋓㋔㋕㋖㋗㋘㋙㋚㋛㋜㋝㋞㋟㋠㋡㋢㋣㋤㋥㋦㋧㋨㋩㋪㋫㋬㋭㋮㋯㋰㋱㋲㋳㋴㋵㋶㋷㋸㋹㋺㋻㋼㋽㋾",
    "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩",
    "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉",
)
UPPER_ROMAN = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"
LOWER_ROMAN = "ⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹⅺⅻ"
KANJI = "一二三四五六七八九"
# What is no ideograph. Its complement, [㐀-鿿], matches as fast, but so long a range takes a millisecond to compile.
_NO_IDEOGRAPH = r"[\W\d_A-Za-zぁ-ヿＡ-ｚｦ-ﾟ々-〇]"
# After three numbers or more: that is no amount, whatever follows.
DEEP = "(?:" + "|".join(rf"(?<=[.-]{one}[.-]{two})" for one in (r"\d", r"\d\d") for two in (r"\d", r"\d\d")) + ")"

_NUMBER, _LATIN, _ROMAN, _KANA, _KANJI = r"\d{1,3}", "[A-Za-z]{1,5}", "[Ⅰ-Ⅻⅰ-ⅻ]", "[ァ-ン]", f"[{KANJI}十百]{{1,5}}"
_MULTI = (
    r"(?P<multi>(?P<mn>\d{1,2}(?:[.-](?:\d{1,2}|\(\d{1,2}\))){1,6})"
    rf"(?:\.(?=[^\s\d.])|\.?(?=\u3000\S|\s+[^\s\d])|(?<=\))|{DEEP}(?=\s+\S)))"
)


def _numbered(numeral: str, *ends: str) -> str:
    """A numeral, and what may follow it in a marker."""
    return rf"(?P<n>{numeral})(?:{'|'.join(ends)})"


def _spaced(word: str = r"[^\s\d.,%]") -> str:
    """A space and a word."""
    return rf"(?P<space>)(?=\u3000\S|\s+{word})"


_CLOSE = r"(?P<close>\))"
_DOT = r"(?P<dot>[.、])(?!\d|(?<=[A-Za-z].)[a-z]|(?<=[A-Z].)[A-Z])(?!(?<=\d.)\s+\d{1,2}(?!\d))"
_TWO_DIGITS = r"(?<!\d{3})"
# By a first character, which stands for those of its class; the last group of a shape names it.
_SHAPES = {
    "第": rf"(?P<dai>第(?P<dn>{_NUMBER}|{_KANJI})(?P<unit>[編部章節款目条項号])?(?:の[\d一二三四五六七八九]+)*)"
    rf"(?=[\s(]|$)|(?P<clause>第(?P<cn>{_NUMBER}|{_KANJI})(?P<cu>[編章節款条])(?:の[\d一二三四五六七八九])?)"
    r"(?=[^\s、のにをはがとへで,.及又並から~-])",
    "(": rf"(?P<paren>\((?P<n>{_NUMBER}|{_LATIN}|{_ROMAN}|{_KANA}|{_KANJI})\))",
    "[": r"(?P<square>\[(?P<n>\d{1,2})\])",
    "【": r"(?P<lens>【(?P<n>\d{1,2}(?:[.-]\d{1,2}){0,3})】)(?=.)",
    "1": rf"(?P<rank>(?P<rn>\d{{1,2}})(?P<ru>[款項目節]))(?=\s)|{_MULTI}|"
    + _numbered(_NUMBER, _CLOSE, _DOT, _TWO_DIGITS + _spaced(), rf"{_TWO_DIGITS}(?P<bare>)(?!{_NO_IDEOGRAPH})(?=.)"),
    "A": _numbered(_LATIN, _CLOSE, _DOT, "(?<![A-Za-z]{2})" + _spaced(r"[^\s!-~]")),
    "Ⅰ": r"(?P<compound>(?P<xn>[Ⅰ-Ⅻ](?:[.-](?:\d{1,2}|\(\d{1,2}\))){1,4})\.?(?![\d.-]))|"
    + _numbered(_ROMAN, _CLOSE, _DOT, r"(?P<roman>)(?=[^A-Za-z\d])"),
    "ア": _numbered(_KANA, _CLOSE, _DOT, _spaced()),
    "一": _numbered(_KANJI, _CLOSE, _DOT, _spaced()),
    "①": "(?P<circled>.)",
    "-": r"(?P<dash>.)(?=\s+[^\s\d])",
    "\ufffd": r"(?P<bullet>.)(?=[\s「『（【])",
}
_CLASSES = {
    **dict.fromkeys("0123456789", "1"),
    **dict.fromkeys(filter(str.isalpha, map(chr, range(128))), "A"),
    **dict.fromkeys(UPPER_ROMAN + LOWER_ROMAN, "Ⅰ"),
    **dict.fromkeys(map(chr, range(ord("ァ"), ord("ン") + 1)), "ア"),
    **dict.fromkeys(KANJI + "十百", "一"),
    **dict.fromkeys("".join(ROWS), "①"),
    **dict.fromkeys("-—―*+▲△▼▽", "-"),
    **{first: first for first in "第([【\ufffd"},
}


# What stands after the numeral in a marker of the classes that most often begin a word instead.
_ENDS = frozenset(").、 \t\u3000")


def shapes(start: str) -> re.Pattern[str] | None:
    """The markers that a line can begin with, given its first characters in normal width; None where there is none.

    Whether what stands in one is a numeral is to be read afterwards.
    """
    key = _CLASSES.get(start[:1], "")
    if not key or (key in "Aア" and _ENDS.isdisjoint(start[1 : 6 if key == "A" else 2])):
        return None
    return _compiled(key)


@cache
def _compiled(key: str) -> re.Pattern[str]:
    """A row of the table; few plans need all, and to compile them takes long."""
    return re.compile(_SHAPES[key])
