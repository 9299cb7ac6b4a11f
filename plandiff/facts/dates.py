"""Text in, its dates out: fiscal years, months and days, each with its place in time; which are deadlines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from plandiff.fiscal import ERAS

_DATE = re.compile(
    r"(?:(?P<era>令和|平成|昭和|(?<![A-Za-z])[RHS])\s?(?P<n>元|\d{1,2})|(?<![\d.,])(?P<west>(?:19|20)\d\d))\s?"
    r"(?:会計|事業)?年(?P<fiscal>\s?度)?(?:\s?(?P<month>\d{1,2})\s?月)?(?:\s?(?P<day>\d{1,2})\s?日)?(?!間)"
    r"|(?<![\d.,])(?P<only>\d{1,2})\s?月(?:\s?(?P<on>\d{1,2})\s?日)?"
)
_DEADLINE = re.compile(
    r"(?P<part>(?:当初|初頭|上半期|下半期|前半|後半|上旬|中旬|下旬|秋|春|夏|冬|頃|末|中|内)*)"
    r"(?:を?(?:目途|めど|目処|期限)|まで(?!の間|続|の[\d一二三四五六七八九十]))"
)
# Months into the period at which a part of it ends.
_PARTS = {"当初": 0, "初頭": 0, "上半期": 6, "前半": 6, "春": 2, "夏": 5, "秋": 8}


class Date(NamedTuple):
    """A date from `start` to `end` in its text, with まで if it is a deadline; `month` counts from April of year 0 (of
    any year where none is named), days as fractions; `fiscal_year` is the one it falls in, None where none is named."""

    start: int
    end: int
    month: float
    fiscal_year: int | None
    deadline: bool


def dates(text: str) -> Iterator[Date]:
    """The dates of a text in half width, in order."""
    if "年" not in text and "月" not in text:
        return
    for match in _DATE.finditer(text):
        after = _DEADLINE.match(text, match.end())
        months = _months(match, after["part"] if after else "")
        day = int(match["day"] or match["on"] or 0) / 32
        end = after.end() if after else match.end()
        yield Date(match.start(), end, months + day, None if match["only"] else months // 12, bool(after))


def _months(match: re.Match[str], part: str) -> int:
    """Months from April of year 0 to the one that a date names; a year alone ends with its last month."""
    if match["only"]:
        return (int(match["only"]) - 4) % 12
    year = _year(match)
    if match["month"]:
        month = int(match["month"])
        return 12 * year + ((month - 4) % 12 if match["fiscal"] else month - 4)
    within = next((months for name, months in _PARTS.items() if name in part), 11)
    return 12 * year + within - (0 if match["fiscal"] else 3)


def _year(match: re.Match[str]) -> int:
    if match["era"]:
        return ERAS[match["era"]] + (1 if match["n"] == "元" else int(match["n"]))
    return int(match["west"])
