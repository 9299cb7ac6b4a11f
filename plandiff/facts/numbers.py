"""Text in, the numbers it states out: quantities with value and unit, dates with their place in time, bare numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

from plandiff.facts.dates import Date, dates
from plandiff.facts.units import BOUNDED, FALSE_UNITS, KANJI_UNITS, LENGTHS, UNITS, WORDS, Unit

Sort = Literal["measured", "counted", "deadline", "date", "bare"]
_DATES: dict[bool, Sort] = {True: "deadline", False: "date"}

# Characters of full width become those of half width, one for one, so that places stay; ① and Ⅰ are no figures.
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0x301C: 0x7E, 0x00B5: 0x03BC}
_KANJI_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")}
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "億": 10**8, "兆": 10**12}

# No longer than plans have them, so that no text makes arithmetic long.
_FIGURE = r"(?:\d{1,3}(?:,\d{3}){1,8}|\d{1,24})(?:\.\d{1,12})?"
_NUMBER = re.compile(rf"{_FIGURE}[十百千万億兆]{{0,4}}(?:{_FIGURE}[千万億兆]{{1,4}}){{0,4}}(?:(?<=[万億兆]){_FIGURE})?")
_KANJI_NUMBER = re.compile(r"[一二三四五六七八九十百千万億兆〇]{1,24}")
_DASH = re.compile(r"\s?[~〜–-]\s?(?=\d)")
_ABOUT = ("約", "およそ", "概ね", "おおむね", "最大", "最低", "最長", "少なくとも", "±")
_BOUND = re.compile(r"\s?(以上|以下|未満|以内|程度|前後|超(?!え))")
_OTHER = re.compile(r"[ァ-ヶ][ァ-ヶー]+")
_NEGATIVE = frozenset("△▲")
# Compiled where a text has one; most have none.
_FRACTION = rf"({_NUMBER.pattern}|{_KANJI_NUMBER.pattern})分の({_NUMBER.pattern}|{_KANJI_NUMBER.pattern})"
_NAME = re.compile(r"(?:[A-Za-z\d.,/]|[A-Za-z][-‐–−]|第\s?)$")  # before a number that is part of a name
_GOES_ON = re.compile(r"[A-Za-z]|[/.\-]\d")  # after one
_LETTER = re.compile(r"[A-Za-z0-9]")
_NO_UNIT = frozenset("目型式別生次制性")  # what makes an ordinal or another word of a unit: 5回目
# What makes another word of a kanji numeral and its unit: 一人ひとり, 一回り, 一人当たり, 三回忌, 一社会.
_IN_WORDS = frozenset("一二三四五六七八九十百千万億兆半々りひっめ化体性線次忌目制分員長会者類書立生子形級前親称当暮転")
_NO_KANJI_NUMBER = frozenset(
    "第数何幾0123456789,.一二三四五六七八九十百千万億兆〇"
)  # before kanji that are no number of their own
_BEFORE_KANJI = frozenset("約計全各年月週日毎の間後に大低長くも")  # ideographs that one may follow
_ENTRY = r"(?:(?<=[、,・。】\s])|^)\d{1,2}(?=[^\d\s.,、。)~%/-])"
_ONE_OF = r"(?<=[のう])[一1]つ(?!以[上下])"  # その一つ, もう一つ
_RUN = 3  # numbers in a row that make a list
_TRACE = re.compile(r"(?:約|最大|最低|最長|およそ|概ね)?[\d一二三四五六七八九十百千万億兆]+[^、。]{0,5}")


class Quantity(NamedTuple):
    """A number as printed in a text: from `start` to `end`, with its qualifiers; its least and greatest value in the
    basic unit of what it measures; the words that bound it.

    `sort` is `measured` for a known unit, `counted` for another word that follows, `deadline` for a date with まで,
    `date` for any other, `bare` for a number without a unit. A date's values are months; `fiscal_year` is the one that
    it falls in, None without a year.
    """

    start: int
    end: int
    sort: Sort
    low: Decimal
    high: Decimal
    measure: str
    unit: str
    bound: str = ""
    fiscal_year: int | None = None


@lru_cache(maxsize=64)
def narrow(text: str) -> str:
    """The text in half width, every character in its place."""
    return text.translate(_NARROW)


@lru_cache(maxsize=64)  # of the sentences of an item, asked for changes of them, then whether there are any
def trace(text: str) -> list[str]:
    """The numbers of a text with what stands right beside them: where two texts have the same, they state the same."""
    return _TRACE.findall(text)


@lru_cache(maxsize=64)
def numbers(text: str) -> tuple[Quantity, ...]:
    """The numbers of a text in order. Parts of names (JT-60SA, 13C) and numbers in a row (第２期, (2)) are none."""
    plain = narrow(text)
    found = []
    for date in dates(plain):
        plain = _masked(plain, date.start, date.end)
        found.append(_dated(date))
    for entry in _entries(plain):
        plain = _masked(plain, *entry.span())
    for phrase in re.finditer(_ONE_OF, plain) if "つ" in plain else ():
        plain = _masked(plain, *phrase.span())
    for fraction in re.finditer(_FRACTION, plain) if _may_hold_fraction(plain) else ():
        whole, part = value_of(fraction[1]), value_of(fraction[2])
        plain = _masked(plain, *fraction.span())
        share = 100 * part / whole if whole else part
        found.append(_bounded(plain, fraction.span(), "measured", (share, share), UNITS["%"], ""))
    return tuple(sorted([*found, *_figures(plain), *_kanji(plain)]))


def _may_hold_fraction(text: str) -> bool:
    """Whether 分の stands after a number somewhere, as in 三分の一 and not in 部分の."""
    before = {part[-1:] for part in text.split("分の")[:-1]}
    return any(char.isdecimal() or char in _KANJI_DIGITS or char in _SCALES for char in before)


def _masked(text: str, start: int, end: int) -> str:
    return text[:start] + "\0" * (end - start) + text[end:]


def _entries(text: str) -> Sequence[re.Match[str]]:
    """The numbers of a list's entries in running text: three or more that count up by one, each before its entry."""
    run: list[re.Match[str]] = []
    for match in re.finditer(_ENTRY, text) if _counts_up(text) else ():
        if run and int(match[0]) == int(run[-1][0]) + 1:
            run.append(match)
        elif len(run) < _RUN:
            run = [match]
    return run if len(run) >= _RUN else ()


def _counts_up(text: str) -> bool:
    """Whether the numbers of a text can be those of a list: most that have three do not count up."""
    stated = set(map(int, re.findall(r"\d{1,2}", text)))
    return any({number + k for k in range(_RUN)} <= stated for number in stated) if len(stated) >= _RUN else False


def _dated(date: Date) -> Quantity:
    month, sort = Decimal(date.month), _DATES[date.deadline]
    measure = "month" if date.fiscal_year is None else "date"
    return Quantity(date.start, date.end, sort, month, month, measure, "", "", date.fiscal_year)


def value_of(number: str) -> Decimal:
    """What a number says: 1,200, 3億5,000万, 3百万, 二十五."""
    if number[0] in _KANJI_DIGITS or number[0] in _SCALES:
        return Decimal(_kanji_value(number))
    number = number.replace(",", "")
    if number[-1].isdecimal() and number.replace(".", "", 1).isdecimal():
        return Decimal(number)
    total = Decimal(0)
    for figure, scales in re.findall(r"([\d.]+)([十百千万億兆]*)", number):
        part = Decimal(figure)
        for scale in scales:
            part *= _SCALES[scale]
        total += part
    return total


def _kanji_value(number: str) -> int:
    total = group = digit = 0
    for char in number:
        if char in _KANJI_DIGITS:
            digit = 10 * digit + _KANJI_DIGITS[char]
        elif _SCALES[char] < 10**4:
            group += (digit or 1) * _SCALES[char]
            digit = 0
        else:
            total += (group + digit or 1) * _SCALES[char]
            group = digit = 0
    return total + group + digit


def _figures(text: str) -> Iterator[Quantity]:
    """The numbers in figures; of a range both ends are one."""
    match = _NUMBER.search(text)
    while match:
        low = high = match
        first = _unit_at(text, match.end())
        dash = _DASH.match(text, match.end()) or _DASH.match(text, match.end() + len(first))
        if dash:
            high = _NUMBER.match(text, dash.end()) or match
        if not _NAME.search(text[max(0, low.start() - 3) : low.start()]):
            yield from _figure(text, low, high, first)
        match = _NUMBER.search(text, high.end())


def _figure(text: str, low: re.Match[str], high: re.Match[str], first: str) -> Iterator[Quantity]:
    """The quantity of a number, if it is one: by the unit that follows, or another word in katakana."""
    negative = text[max(0, low.start() - 1) : low.start()] in _NEGATIVE
    start, sign = (low.start() - 1, -1) if negative else (low.start(), 1)
    values = sign * value_of(low[0]), sign * value_of(high[0])
    name = _unit_at(text, high.end())
    at = high.end() + len(name)
    if name and text[at : at + 1] not in _NO_UNIT:
        if not _is_listed(text, low.start(), name, at):
            unit = UNITS[name.strip()]
            sizes = UNITS.get(first.strip(), unit).size, unit.size
            values = values[0] * sizes[0], values[1] * sizes[1]
            yield _bounded(text, (start, at), "measured", values, unit, name)
        return
    other = _OTHER.match(text, high.end())
    if other:
        yield _bounded(text, (start, other.end()), "counted", values, Unit(other[0], Decimal(1)), other[0])
    elif not name and not _GOES_ON.match(text, high.end()) and not _is_reference(text, low.start(), high.end()):
        yield Quantity(low.start(), high.end(), "bare", *values, "", "")


def _kanji(text: str) -> Iterator[Quantity]:
    """The numbers in kanji that count by a unit of their own, and make no other word with it."""
    for match in _KANJI_NUMBER.finditer(text):
        name = _unit_at(text, match.end())
        before, at = text[match.start() - 1 : match.start()] if match.start() else "", match.end() + len(name)
        alone = len(match[0]) > 1 or not _is_ideograph(before) or before in _BEFORE_KANJI
        if name not in KANJI_UNITS or before in _NO_KANJI_NUMBER or not alone:
            continue
        if text[at : at + 1] not in _IN_WORDS or _BOUND.match(text, at):
            value = value_of(match[0]) * UNITS[name].size
            yield _bounded(text, (match.start(), at), "measured", (value, value), UNITS[name], name)


def _is_ideograph(char: str) -> bool:
    return "一" <= char <= "鿿" or char == "々"


def _unit_at(text: str, at: int) -> str:
    """The longest unit that begins at a place, with a space before it; empty where there is none."""
    start = at + (text[at : at + 1] == " ")
    lengths = LENGTHS.get(text[start : start + 1])
    if not lengths or text.startswith(FALSE_UNITS, start):
        return ""
    for size in lengths:
        name = text[start : start + size]
        if name in UNITS and _ends_there(text, name, start + size):
            return text[at : start + size]
    return ""


def _ends_there(text: str, unit: str, end: int) -> bool:
    """Whether a unit goes on as no other word: letters do (3m in 3mol), and 年 does unless it is bounded."""
    if unit in BOUNDED:
        return _BOUND.match(text, end) is not None
    return not (_LETTER.fullmatch(unit[-1]) and _LETTER.match(text, end))


def _bounded(
    text: str, span: tuple[int, int], sort: Sort, values: tuple[Decimal, Decimal], unit: Unit, name: str
) -> Quantity:
    """A quantity with the qualifiers around it."""
    before = text[max(0, span[0] - 6) : span[0]]
    about = next((word for word in _ABOUT if before.endswith((word, word + " "))), "")
    bound = _BOUND.match(text, span[1])
    start = span[0] - len(about) - (bool(about) and before.endswith(" "))
    end = bound.end() if bound else span[1]
    words = about + (bound[1] if bound else "")
    return Quantity(start, end, sort, *values, unit.measure, name.strip(), words)


def _is_reference(text: str, start: int, end: int) -> bool:
    """Whether a number stands alone in brackets or opens a reference to a section: (2), 1.(2)."""
    return text[max(0, start - 3) : start].rstrip()[-1:] == "(" or text[end : end + 3].lstrip()[:1] in (")", ".")


def _is_listed(text: str, start: int, name: str, end: int) -> bool:
    """Whether a number may be that of an entry in a list: its unit goes on as another word (18地域包括支援事業)."""
    goes_on = "一" <= text[end : end + 1] <= "鿿" and not _BOUND.match(text, end)
    return goes_on and (name[0] == " " or name in WORDS or text[start - 1 : start].isspace())
