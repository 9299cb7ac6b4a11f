"""Text in, its fiscal-year references out: where they stand, which year they mean, how they roll from plan to plan."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

# First year of each era, less one.
ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018, "H": 1988, "R": 2018, "S": 1925}

# A fiscal year as printed after `fold`: 令和7年度, 令和元年度, R7年度, 2025年度, FY2025, 令和7会計年度.
_REFERENCE = re.compile(
    r"(?P<era>令和|平成|昭和|大正|明治|(?<![A-Za-z])[RHS])(?P<n>元|\d{1,2})(?:会計|事業)?年度"
    r"|(?<!\d)(?P<west>(?:19|20)\d\d)(?:会計|事業)?年度"
    r"|(?<![A-Za-z])FY(?P<fy>20\d\d)(?!\d)"
)
_BEFORE = 6  # characters of a reference before 年度 at the most
# In a title any year is the plan's year: 「2025年 事業計画」「令和7年計画」.
_TITLE_YEAR = (
    r"(?P<era>令和|平成|昭和|(?<![A-Za-z])[RH])(?P<n>元|\d{1,2})年?|(?<!\d)(?P<west>(?:19|20)\d\d)(?:年|(?!\d))"
)
_PLAN_WORD = re.compile(
    r"年度(?:\(.{1,10}?\))?(?![にか~-])(?:の|における)?.{0,12}?(?:計画|予算|方針|取組|事業|目標|レビュー)"
)
# A period of years, or from an April on: the plan begins with its first.
_PERIOD = (
    r"(?:(?P<era>令和|平成|昭和|(?<![A-Za-z])[RH])(?P<n>元|\d{1,2})|(?<!\d)(?P<west>(?:19|20)\d\d))年(?:度|4月(?:1日)?)"
    r"(?:\(.{1,12}?\))?(?:から|~|-|−|―|–)"
)
# What follows a year that began something, and what joins two years into a period: both are history, not a stale year.
_SINCE = r"(?:から|より|以降|以来|~|〜|～|-|及び|乃至|[,、・]?(?:令和|平成|20)?\d+年度)"
_UNTIL = r"年度?(?:から|より|~|〜|～|-)$"


class Reference(NamedTuple):
    """A fiscal-year reference in a folded text: its place, its western year and how it was written."""

    start: int
    end: int
    year: int
    style: str


def _year(match: re.Match[str]) -> tuple[int, str]:
    era, count, western, *others = match.groups()
    if era:
        return ERAS[era] + (1 if count == "元" else int(count)), era if len(era) == 1 else "era"
    return (int(western), "western") if western else (int(others[0]), "FY")


@lru_cache(maxsize=1 << 16)
def references(folded: str) -> tuple[Reference, ...]:
    """The fiscal-year references of a folded text, in order. Calendar dates (令和7年3月) are none."""
    first, has_letters = folded.find("年度"), "FY" in folded
    if first < 0 and not has_letters:
        return ()
    found = []
    for match in _REFERENCE.finditer(folded, 0 if has_letters else max(0, first - _BEFORE)):
        year, style = _year(match)
        found.append(Reference(match.start(), match.end(), year, style))
    return tuple(found)


def mask(folded: str) -> str:
    """The text with each reference replaced by its style: two texts that differ by years alone become one."""
    refs = references(folded)
    if not refs:
        return folded
    parts, at = [], 0
    for ref in refs:
        parts += [folded[at : ref.start], "\x00", ref.style, "\x00"]
        at = ref.end
    return "".join([*parts, folded[at:]])


def rolls(old: tuple[Reference, ...], new: tuple[Reference, ...], distance: int | None) -> bool:
    """Whether each reference stayed or rolled forward by the distance between the plans, one by one."""
    return len(old) == len(new) and all(b.year - a.year in (0, distance or 0) for a, b in zip(old, new, strict=True))


def is_history(folded: str, ref: Reference) -> bool:
    """Whether a reference dates the start of something, or an end of a period, and so never rolls."""
    return bool(re.match(_SINCE, folded[ref.end :]) or re.search(_UNTIL, folded[: ref.start]))


def plan_year(title: str, preamble: str) -> int | None:
    """The fiscal year a plan is for: the first named as a plan's in its title, the title's only fiscal year, where its
    period begins, the first named as a plan's in its preamble, the title's only year.

    `title` is what stands above the first heading or paragraph, `preamble` the first paragraphs; both as printed.
    """
    title, preamble = (unicodedata.normalize("NFKC", text).replace(" ", "") for text in (title, preamble))
    return (
        _named_year(title)
        or _only(_REFERENCE.finditer(title))
        or _first_of_period(title)
        or _named_year(preamble)
        or _only(re.finditer(_TITLE_YEAR, title))
    )


def _named_year(text: str) -> int | None:
    """The first fiscal year that a word for a plan follows."""
    named = (match for match in _REFERENCE.finditer(text) if _PLAN_WORD.match(text, match.end() - 2))
    return next((_year(match)[0] for match in named), None)


def _first_of_period(title: str) -> int | None:
    """The year that the first period in a title begins with."""
    has_period = any(map(title.__contains__, ("から", *"~-−―–")))
    return _only(islice(re.finditer(_PERIOD, title), 1)) if has_period else None


def _only(found: Iterable[re.Match[str]]) -> int | None:
    """The year of all that was found, if it is one."""
    years = {_year(match)[0] for match in found}
    return years.pop() if len(years) == 1 else None
