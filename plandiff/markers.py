"""The start of a line in, its marker out: how it is printed, which numbering styles it can belong to, its number."""

from __future__ import annotations

import re
from typing import NamedTuple

from plandiff.shapes import DEEP, KANJI, LOWER_ROMAN, ROWS, UPPER_ROMAN, shapes

_KANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
# Width-blind but length-preserving: the printed marker is cut from the original by the same offsets.
_WIDTH = {0xFF01 + n: 0x21 + n for n in range(94)}
_WIDTH.update(zip(map(ord, "〔〕．‐–−"), map(ord, "[].---"), strict=True))
_WIDTH.update(zip(map(ord, "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ"), map(ord, _KANA), strict=True))

_IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス"
_KANJI_MARKS = KANJI + "十百第"
_BULLETS = frozenset("■□◆◇●○◎◯・･•‣⁃▶►▷▸➢➤★☆▪▫◦∙")
# Patterns that few plans need are compiled when first used.
# What counts after a number: it is an amount, no marker. A unit's character may begin a word (国際, 社会, 人材).
_COUNTERS = frozenset("年月日時分秒件人名円個つ回倍期号位割台校社者国市町村県都府区カヶか箇ヵ種段歳才点部科課")
_AFTER_COUNTER = frozenset("度目以未程超前後余強弱")
_TIMES, _AFTER_TIME = frozenset("年月時日分秒"), frozenset("間度")
_SCALES = frozenset("億万千百兆％%以")
_MARKDOWN = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_TITLE = r"(?:【[^【】]{1,40}】|《[^《》]{1,40}》|[〈＜<][^〈〉＜＞<>]{1,40}[〉＞>]|［[^［］]{2,40}］)\s*$"
_DATE = r".[\s\d０-９年月日度令和平成現在改定版からまで～~・、.-]+.\s*"
_BRACKETS = {"〈": "＜＞", "＜": "＜＞", "<": "＜＞", "【": "【】", "《": "《》", "［": "［］"}
TITLE_STYLES = frozenset(_BRACKETS.values())
# Ordinals with a name: 基本目標１, 施策１－２, 別表３.
_NAMED = (
    r"(?P<name>(?:基本|重点|政策|推進|個別|主要|具体的)?(?:目標|施策(?:の柱)?|政策(?:の柱)?|方針|課題|項目|取組|戦略|方向性?|柱)|別表|別紙|別添|別記)"
    r"\s?第?(?P<numbers>(?:[\dⅠ-Ⅻ]\d?|[①-⑳])(?:[.-]\d{1,2}){0,3})(?=\s+\S|[:：]|$)[:：]?"
)
_NUMBERS = frozenset("0123456789０１２３４５６７８９" + UPPER_ROMAN + ROWS[0])
_NAMES = frozenset("基重政推個主具目施方課項取戦柱別")
# The name of the style that each shape makes of the first number, and the groups of the others that hold numbers.
_FORMS = {"paren": "({})", "square": "[{}]", "close": "{})", "dot": "{}.", "space": "{} ", "bare": "{}", "roman": "{}"}
_COMPOUND = {"multi": "mn", "compound": "xn", "lens": "n"}
_ORDINALS = {"dai": ("dn", "unit"), "clause": ("cn", "cu"), "rank": ("rn", "ru")}
_PART = r"\((\d+)\)|(\d+)|[Ⅰ-Ⅻ①-⑳]"
_ONE_BY_ONE = (UPPER_ROMAN, ROWS[0])


class Reading(NamedTuple):
    """One way to read a marker: its numbering style, such as `(1)` or `ア.`, and its number in that style."""

    style: str
    number: int


class Marker(NamedTuple):
    """A marker at a line's start: as printed, where the text after it begins, and its readings (none for bullets).

    `weak` markers (a number or letter before a space, a wide digit before a word) count only where they carry a
    sequence on.
    """

    text: str
    end: int
    style: str
    readings: tuple[Reading, ...] = ()
    weak: bool = False

    @property
    def is_bullet(self) -> bool:
        """Whether the marker has no number."""
        return not self.readings


def _kanji(text: str) -> int:
    """The value of a kanji numeral up to 999."""
    total = current = 0
    for char in text:
        if char in "十百":
            total += max(current, 1) * (10 if char == "十" else 100)
            current = 0
        else:
            current = KANJI.index(char) + 1
    return total + current


def _roman(text: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10}[char] for char in text.upper()]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


def numerals(text: str) -> tuple[tuple[str, int], ...]:
    """The ways to read a numeral, as (first numeral of its class, value), the likelier first; none if it is none."""
    if text.isdecimal():
        return (("1", int(text)),) if len(text) < 3 or text < "200" else ()
    for row, first in ((UPPER_ROMAN, "Ⅰ"), (LOWER_ROMAN, "ⅰ")):
        if text in row:
            return ((first, row.index(text) + 1),) if len(text) == 1 else ()
    if all(char in KANJI + "十百" for char in text):
        return (("一", _kanji(text)),)
    if len(text) == 1 and "ァ" <= text <= "ン":
        return tuple((first, row.index(text) + 1) for row, first in ((_KANA, "ア"), (_IROHA, "イ")) if text in row)
    return _latin(text)


def _latin(text: str) -> tuple[tuple[str, int], ...]:
    found = []
    if len(text) == 1 and text.isascii() and text.isalpha():
        found.append(("A" if text.isupper() else "a", ord(text.upper()) - 64))
    if not text.strip("IVX") or not text.strip("ivx"):
        found.append(("I" if text.isupper() else "i", _roman(text)))
    return tuple(found)


def _readings(kind: str, match: re.Match[str]) -> tuple[Reading, ...]:
    """The readings of a matched marker, by the group of the grammar that took it; none if it holds no numeral."""
    if kind in _FORMS:
        return tuple(Reading(_FORMS[kind].format(first), number) for first, number in numerals(match["n"]))
    if kind in _ORDINALS:
        number, unit = (match[group] for group in _ORDINALS[kind])
        return tuple(Reading(f"第1{unit or ''}", value) for _, value in numerals(number))
    if kind in _COMPOUND:
        parts = list(re.finditer(_PART, match[_COMPOUND[kind]]))
        style = ".".join("(1)" if part[1] else "1" if part[2] else "Ⅰ" for part in parts)
        return (Reading(f"【{style}】" if kind == "lens" else style, int(parts[-1][1] or parts[-1][2])),)
    row = next(row for row in ROWS if match["circled"] in row)
    return (Reading(row[0], row.index(match["circled"]) + 1),)


def read_marker(line: str) -> Marker | None:
    """The marker at the start of a line without its indent, or None.

    Numbers that only stand at a line's start (2.5億円, 13C 核, 3. 11, a year) are none.
    """
    first = line[:1]
    if "ぁ" <= first <= "ゟ" or ("㐀" <= first <= "鿿" and first not in _KANJI_MARKS):
        return _named(line) if first in _NAMES else None  # most lines are done with here
    if first in _BULLETS or "\ue000" <= first <= "\uf8ff":
        return Marker(first, _text_start(line, 1), first)
    start = line[:24].translate(_WIDTH)
    pattern = shapes(start)
    match = pattern.match(start) if pattern else None
    if match:
        return _read(line, match)
    heading = _MARKDOWN.match(line) if first == "#" else None
    if heading:
        inner = read_marker(line[heading.end() :])
        if inner and inner.readings:
            return Marker(inner.text, heading.end() + inner.end, heading[1])
        return Marker("", heading.end(), heading[1])
    if first in _BRACKETS and re.match(_TITLE, line) and not re.fullmatch(_DATE, line):
        return Marker("", 0, _BRACKETS[first])
    return None


def _text_start(line: str, at: int) -> int:
    """Where the text begins after a marker that ends at a place."""
    while line[at : at + 1].isspace():
        at += 1
    return at


def _named(line: str) -> Marker | None:
    match = re.match(_NAMED, line[:24].translate(_WIDTH)) if not _NUMBERS.isdisjoint(line[:12]) else None
    if not match:
        return None
    parts = list(re.finditer(_PART, match["numbers"]))
    end = _text_start(line, match.end())
    if match["name"][0] == "別" and end == len(line):
        return None
    value = parts[-1][2]
    number = int(value) if value else next(row.index(parts[-1][0]) + 1 for row in _ONE_BY_ONE if parts[-1][0] in row)
    style = match["name"] + ".".join("1" for _ in parts)
    return Marker(line[: match.end()].rstrip(":："), end, style, (Reading(style, number),))


def given_marker(printed: str, sequence: tuple[str, int] | None = None) -> Marker:
    """The marker that a format makes itself (an automatic number, a list's bullet), before a text without it.

    `sequence` says how its numbers begin and which of them it is, and so decides between readings.
    """
    found = lone_marker(sequence[0] if sequence else printed)
    if sequence:
        style = next((r.style for r in found.readings if r.number == 1), sequence[0]) if found else sequence[0]
        return Marker(printed, 0, style, (Reading(style, sequence[1]),))
    return found._replace(end=0, weak=False) if found else Marker(printed, 0, re.sub(r"\d+", "1", printed))


def lone_marker(printed: str) -> Marker | None:
    """The marker that all of a text is, or None."""
    found = read_marker(f"{printed}　項")
    return found if found and found.text == printed else None


def _read(line: str, match: re.Match[str]) -> Marker | None:
    kind = match.lastgroup or ""
    printed = line[: match.end()]
    end = _text_start(line, match.end())
    if kind in ("bullet", "dash"):
        return Marker(printed, end, printed)
    readings = _readings(kind, match)
    if not readings or (kind == "bare" and printed.isascii()) or _is_amount(kind, match):
        return None
    return Marker(printed, end, readings[0].style, readings, weak=kind in ("space", "bare") or printed.endswith("、"))


def _is_amount(kind: str, match: re.Match[str]) -> bool:
    """Whether a number, with nothing or white space after it, counts what follows."""
    printed, rest = match[0], match.string[match.end() :]
    if kind == "bare":
        return _begins_amount(rest)
    counts = kind in ("multi", "space") and printed[0].isdecimal() and not printed.rstrip(".").endswith(")")
    wide = rest[:1] == "\u3000" and not rest[1:2].isspace()  # as after a marker, never after a number
    counted = counts and rest[:1].isspace() and not wide and _begins_amount(rest.lstrip())
    return counted and not re.search(f"{DEEP}$", printed)


def _begins_amount(text: str) -> bool:
    """Whether a text after a number begins with what the number counts."""
    first, second = text[:1], text[1:2]
    if first in _COUNTERS and second and (not "㐀" <= second <= "鿿" or second in _AFTER_COUNTER):
        return True
    return (first in _TIMES and second in _AFTER_TIME) or first in _SCALES or text.startswith("未満")
