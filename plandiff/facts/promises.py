"""A report in, last year's promises out: what the old plan announced for later years, and where the new one says it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from plandiff.facts.dates import Date, dates
from plandiff.facts.numbers import narrow
from plandiff.facts.sentences import likeness, sentences, words_of
from plandiff.fiscal import ERAS
from plandiff.model import Item, Promise, Report

_NEXT_YEARS = ("翌年度", "次年度", "来年度")
_NEXT_YEAR = rf"(?:{'|'.join(_NEXT_YEARS)})(?:以降)?(?:に|から|より|まで)"
# What follows a year for which something is announced; に also where it is not part of a longer particle (における).
_ANNOUNCES = (
    *"から より 以降 までに 中に 末に を目途に".split(),
    *(f"の{what}" for what in "開始 完成 実施 公開 運用 供用 導入 着手".split()),
)
_LONGER = frozenset("お関係対つよ比引わ渡")
_PAST = tuple(
    f"{past}{noun}"
    for past in "した された であった なった ました ている ていた".split()
    for noun in ("", "もの", "こと", "ところ")
)
_DONE_BY_THEN = r"[^、。]*?(?:した|された|である)(?!が)"
_ALIKE = 0.3  # share of common words (Dice) from which a sentence takes a promise up


def promises(report: Report) -> list[Promise]:
    """The sentences of the old plan that announce something for a year after its own, up to that of the new plan, or
    for the year after (翌年度), in reading order; not those that every year repeats word for word.

    Where the item went on, the sentence of it that says most of the same is quoted; whether it keeps the promise is
    for a reader to judge.
    """
    became = {item.index: change.new for change in report.changes for item in change.old}
    years = (report.old.fiscal_year, report.new.fiscal_year)
    names = _names_of_later(years)
    found = []
    for item in report.old.items:
        if item.type == "item" and _may_announce(item.text, names):
            for sentence in sentences(item.text):
                time = _time(sentence, years)
                taken_up = _taken_up(sentence, became[item.index]) if time else ""
                if time and not (taken_up == sentence and re.fullmatch(_NEXT_YEAR, time)):
                    found.append(Promise(item, sentence, time, became[item.index], taken_up))
    return found


def _names_of_later(years: tuple[int | None, int | None]) -> list[str]:
    """How years are named, in half width, in which later fiscal years than the old plan's lie, to the new one's."""
    names = [*_NEXT_YEARS]
    if years[0] is None or years[1] is None:
        return names
    for year in range(years[0] + 1, years[1] + 2):
        counts = ((era, year - first) for era, first in ERAS.items() if year > first)
        names += [str(year), *(f"{era}{space}{n if n > 1 else '元'}" for era, n in counts for space in ("", " "))]
    return names


def _may_announce(text: str, names: Sequence[str]) -> bool:
    """Whether a later year is named at all: most items name none."""
    return "年" in text and any(map(narrow(text).__contains__, names))


def _time(sentence: str, years: tuple[int | None, int | None]) -> str:
    """The words of a sentence that name a later year for what it announces; empty where it announces nothing."""
    return "" if "年" not in sentence or _is_past(sentence) else next(_times(sentence, years), "")


def _times(sentence: str, years: tuple[int | None, int | None]) -> Iterator[str]:
    old, new = years
    if old is not None and new is not None:
        plain = narrow(sentence)
        for date in dates(plain):
            end = _announced(plain, date)
            if date.fiscal_year and old < date.fiscal_year <= new and end:
                yield sentence[date.start : end]
    named = any(map(sentence.__contains__, _NEXT_YEARS))
    match = re.search(_NEXT_YEAR, sentence) if named else None
    if match:
        yield match[0]


def _announced(plain: str, date: Date) -> int:
    """Where the words end that announce something for a date; 0 where they do not."""
    if date.deadline:
        return date.end
    rest = plain[date.end :]
    announces = "に" if rest[:1] == "に" and rest[1:2] not in _LONGER else ""
    announces = announces or next(filter(rest.startswith, _ANNOUNCES), "")
    return date.end + len(announces) if announces and not re.fullmatch(_DONE_BY_THEN, rest) else 0


def _is_past(sentence: str) -> bool:
    return sentence.rstrip("。．").endswith(_PAST)


def _taken_up(sentence: str, news: Sequence[Item]) -> str:
    """The sentence of the new items that shares most words with a promise."""
    words = words_of(sentence)
    found = [(likeness(words, words_of(text)), text) for item in news for text in sentences(item.text)]
    best = max(found, key=lambda entry: entry[0], default=(0.0, ""))
    return best[1] if best[0] >= _ALIKE else ""
