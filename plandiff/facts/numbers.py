"""Text in, the numbers it states out: quantities with value and unit, dates with their place in time, bare numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, NamedTuple

from plandiff.facts.units import FALSE_UNITS, KANJI_UNITS, UNITS, WORDS, Unit
from plandiff.fiscal import ERAS

# Characters of full width become those of half width, one for one, so that places stay; ① and Ⅰ are no figures.
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0x301C: 0x7E, 0x00B5: 0x03BC}
_KANJI_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")}
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "億": 10**8, "兆": 10**12}

_FIGURE = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_NUMBER = rf"{_FIGURE}[十百千万億兆]*(?:{_FIGURE}[千万億兆]+)*(?:(?<=[万億兆]){_FIGURE})?"
# No unit begins within a longer word: 5種 in 5種目, 3m in 3mol.
_UNIT = "|".join(
    re.escape(name) + ("(?![A-Za-z0-9])" if name[-1].isascii() and name != "%" else "")
    for name in sorted(UNITS, key=lambda name: (-len(name), name))
)
_UNIT = rf"(?!{'|'.join(FALSE_UNITS)})(?:{_UNIT})"
_OTHER = r"[ァ-ヶ][ァ-ヶー]+"
_ABOUT = r"(?P<about>約|およそ|概ね|おおむね|最大|最低|最長|少なくとも)?\s?"
_BOUND = r"(?:\s?(?P<bound>以上|以下|未満|以内|程度|前後|超(?!え)))?"
_QUANTITY = re.compile(
    rf"{_ABOUT}(?<![A-Za-z\d.,/])(?<![A-Za-z][-‐–−])(?<!第)(?<!第\s)"
    rf"(?P<low>{_NUMBER})(?:\s?(?P<first>{_UNIT})?\s?[~〜–]\s?(?P<high>{_NUMBER}))?"
    rf"(?P<joint>\s?)(?:(?P<unit>{_UNIT})(?P<rest>[目型式別生次制性])?|(?P<other>{_OTHER})|(?P<latin>[A-Za-z]+)|(?P<more>[/.\-]\d))?{_BOUND}"
)
# What makes another word of a kanji numeral and its unit: 一人ひとり, 一回り, 一人当たり, 三回忌, 一社会.
_IN_WORDS = "一二三四五六七八九十百千万億兆半々りひっめ化体性線次忌目制分員長会者類書立生子形級前親称当暮転"
_KANJI_QUANTITY = re.compile(
    rf"{_ABOUT}(?<![第数何幾一二三四五六七八九十百千万億兆〇\d,.])(?P<low>[一二三四五六七八九十百千万億兆〇]+)"
    rf"(?P<unit>{'|'.join(sorted(KANJI_UNITS, key=len, reverse=True))})"
    rf"(?=\s?(?:以上|以下|以内|未満|程度|前後|超)|[^{_IN_WORDS}]|$){_BOUND}"
)
_BEFORE_KANJI = re.compile(r"(?:[^一-龥々]|[約計全各年月週日毎の間後に大低長くも])$")
_DATE = re.compile(
    r"(?:(?P<era>令和|平成|昭和|(?<![A-Za-z])[RHS])\s?(?P<n>元|\d{1,2})|(?<![\d.,])(?P<west>(?:19|20)\d\d))\s?"
    r"(?:会計|事業)?年(?P<fiscal>\s?度)?(?:\s?(?P<month>\d{1,2})\s?月)?(?:\s?(?P<day>\d{1,2})\s?日)?(?!間)"
    r"|(?<![\d.,])(?<!年)(?P<only>\d{1,2})\s?月(?:\s?(?P<on>\d{1,2})\s?日)?"
)
_DEADLINE = re.compile(
    r"(?P<part>(?:当初|初頭|上半期|下半期|前半|後半|上旬|中旬|下旬|中頃|秋|春|夏|冬|頃|ごろ|末|中|内)*)"
    r"(?:を?(?:目途|めど|目処|期限|目標年度)|(?:まで)(?!の間|続|の(?:\d|[一二三四五六七八九十])))"
)
_PARTS = {"当初": 0, "初頭": 0, "上旬": 0, "中旬": 1, "下旬": 2, "上半期": 6, "前半": 6, "夏": 5, "秋": 8}
_KANJI = re.compile(r"[一-龥]")
_DIGIT = re.compile(r"[\d一二三四五六七八九十]")


class Quantity(NamedTuple):
    """A number as printed in a text: from `start` to `end`, with its qualifiers; its least and greatest value in the
    basic unit of what it measures; the words that bound it.

    `sort` is `measured` for a known unit, `counted` for another word that follows, `deadline` for a date with まで,
    `date` for any other, `bare` for a number without a unit. A date's values are months, from year 0 on (days as
    fractions); `fiscal_year` is the one that it falls in, None without a year.
    """

    start: int
    end: int
    sort: Literal["measured", "counted", "deadline", "date", "bare"]
    low: Decimal
    high: Decimal
    measure: str
    unit: str
    bound: str = ""
    fiscal_year: int | None = None


def narrow(text: str) -> str:
    """The text in half width, every character in its place."""
    return text.translate(_NARROW)


def numbers(text: str) -> list[Quantity]:
    """The numbers of a text in order. Parts of names (JT-60SA, 13C) and numbers in a row (第２期, (2)) are none."""
    if not _DIGIT.search(text):
        return []
    plain = narrow(text)
    found = list(_dates(plain))
    masked = plain
    for date in found:
        masked = masked[: date.start] + "\0" * (date.end - date.start) + masked[date.end :]
    found += _figures(masked)
    found += _kanji(masked)
    return sorted(found)


def value_of(number: str) -> Decimal:
    """What a number says: 1,200, 3億5,000万, 3百万, 二十五."""
    number = number.replace(",", "")
    if not number[0].isdigit() or number[0] in _KANJI_DIGITS:
        return Decimal(_kanji_value(number))
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


# ---- quantities


def _figures(text: str) -> Iterator[Quantity]:
    for match in _QUANTITY.finditer(text):
        if match["latin"] or match["more"] or _is_reference(text, match):
            continue
        unit = UNITS.get(match["unit"] or "") if not match["rest"] and not _is_listed(text, match) else None
        if unit:
            yield _measured(match, unit, "measured")
        elif match["other"] and not match["joint"]:
            yield _measured(match, Unit(match["other"], Decimal(1)), "counted")
        elif not match["unit"]:
            low, high = value_of(match["low"]), value_of(match["high"] or match["low"])
            end = match.end("high") if match["high"] else match.end("low")
            yield Quantity(match.start("low"), end, "bare", low, high, "", "")


def _kanji(text: str) -> Iterator[Quantity]:
    for match in _KANJI_QUANTITY.finditer(text):
        before = text[max(0, match.start("low") - 1) : match.start("low")]
        if not before or _BEFORE_KANJI.match(before) or len(match["low"]) > 1:
            yield _measured(match, UNITS[match["unit"]], "measured")


def _measured(match: re.Match[str], unit: Unit, sort: Literal["measured", "counted"]) -> Quantity:
    groups = match.groupdict()
    low, high = value_of(match["low"]), value_of(groups.get("high") or match["low"])
    first = UNITS.get(groups.get("first") or "", unit)
    bound = (match["about"] or "") + (match["bound"] or "")
    name = match["unit"] or groups["other"]
    return Quantity(match.start(), match.end(), sort, low * first.size, high * unit.size, unit.measure, name, bound)


def _is_reference(text: str, match: re.Match[str]) -> bool:
    """Whether a number stands alone in brackets or opens a reference to a section: (2), 1.(2)."""
    before, after = text[: match.start("low")].rstrip()[-1:], text[match.end("low") :].lstrip()[:1]
    return not match["unit"] and not match["other"] and (before == "(" or after == ")" or after == ".")


def _is_listed(text: str, match: re.Match[str]) -> bool:
    """Whether a number may be that of an entry in a list: its unit goes on as another word (18地域包括支援事業)."""
    goes_on = _KANJI.match(text, match.end()) and not match["bound"]
    apart = match["joint"] or match["unit"] in WORDS or text[: match.start("low")][-1:].isspace()
    return bool(goes_on and apart)


# ---- dates


def _dates(text: str) -> Iterator[Quantity]:
    for match in _DATE.finditer(text):
        year = _year(match)
        after = _DEADLINE.match(text, match.end())
        month = _month(match, after["part"] if after else "")
        fiscal_year = None if year is None else year if match["fiscal"] else year - (month < 3)
        place = 12 * (fiscal_year or 0) + month if match["fiscal"] or year is None else 12 * year + month - 3
        value = Decimal(place) + Decimal(match["day"] or match["on"] or 0) / 32
        end = after.end() if after else match.end()
        sort: Literal["deadline", "date"] = "deadline" if after else "date"
        yield Quantity(match.start(), end, sort, value, value, "date" if year else "month", "", "", fiscal_year)


def _year(match: re.Match[str]) -> int | None:
    if match["era"]:
        return ERAS[match["era"]] + (1 if match["n"] == "元" else int(match["n"]))
    return int(match["west"]) if match["west"] else None


def _month(match: re.Match[str], part: str) -> int:
    """Months into the year: a fiscal one from April, a calendar one from January, a month alone from April."""
    if match["only"]:
        return (int(match["only"]) - 4) % 12
    if match["month"]:
        return int(match["month"]) - 1
    return next((months for name, months in _PARTS.items() if name in part), 11)
