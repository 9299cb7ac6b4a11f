"""Changed sentences in, the quantities that differ out: aligned by what they count, compared in one unit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from operator import add
from typing import NamedTuple

from plandiff.facts.numbers import Quantity, narrow, numbers, trace
from plandiff.model import Direction, QuantityChange, SentenceChange

Years = tuple[int | None, int | None]

_BEFORE, _AFTER = 12, 6  # characters beside a quantity that tell what it counts
_ALIKE = 0.4  # share of them in common (Dice of bigrams) from which two quantities count the same
_ALIKE_COUNTED = 0.6  # where the unit is no known one
_STAYED = 0.3  # what an equal value is worth beside them
_REACH = 40  # quantities of one sentence that another can have moved by; only a table in disguise has more
_STOPS = str.maketrans("。，．", "、、、")
_DIGITS = re.compile(r"[\d,.]+")
_CLAUSE = re.compile(r"[^、。，．\s（）()「」『』;；:：]{2,}$")
# Compiled where a quantity differs.
_NEXT = r"[のをにはがでと\s]*([^、。，．\s（）()「」『』]{1,12})"
_LONG = 24
_LONG_START = r"^.{0,12}?[をにはがで、](?=.{4})"
_ONLY_TIME = r"(?:令和|平成)?[\d元０-９]+(?:年度?|年間|か月|週間|日間|日|時間)|年|月|週"
_PARTICLES = r"(?:について|[をはがの]?(?:(?:令和|平成|20)?[\d元０-９]+年度末?)まで(?:に|の)?|[をにはがのでとも]年?)+$"


class _Placed(NamedTuple):
    """A quantity in its sentence, with the bigrams of what stands before and after it."""

    quantity: Quantity
    text: str
    around: Counter[str]


def quantity_changes(sentences: Iterable[SentenceChange], years: Years) -> tuple[QuantityChange, ...]:
    """The quantities that differ between the sentences that changed, in the order of the new text."""
    return tuple(
        change for sentence in sentences if sentence.old and sentence.new
        for change in _between(sentence.old, sentence.new, years)
    )  # fmt: skip


def same_figures(olds: Sequence[str], news: Sequence[str]) -> bool:
    """Whether the texts of two sides state the same numbers, in whatever order and however often; dates with a year
    aside."""
    traces = ([number for text in side for number in trace(text)] for side in (olds, news))
    return next(traces) == next(traces) or _figures(olds) == _figures(news)


def _figures(texts: Iterable[str]) -> set[tuple[object, ...]]:
    return {_value(q) for text in texts for q in numbers(text) if q.fiscal_year is None}


def _between(old: str, new: str, years: Years) -> Iterator[QuantityChange]:
    if trace(old) == trace(new):
        return
    olds, news = _placed(old), _placed(new)
    for a, b in _pairs(olds, news):
        if _value(a.quantity) != _value(b.quantity) and not _rolled(a.quantity, b.quantity, years):
            yield _change(a, b)


def _placed(text: str) -> list[_Placed]:
    """The quantities of a sentence that can differ; a bare number says nothing of what it counts."""
    found = [q for q in numbers(text) if q.sort in ("measured", "counted", "deadline")]
    plain = narrow(text) if found else ""
    return [_Placed(q, text, _around(plain, q)) for q in found]


def _around(plain: str, quantity: Quantity) -> Counter[str]:
    window = plain[max(0, quantity.start - _BEFORE) : quantity.start]
    clause = _CLAUSE.search(window)  # what stands before it in another clause tells nothing
    before = _DIGITS.sub("0", clause[0] if clause else window) + "\0"
    after = "\0" + _DIGITS.sub("0", plain[quantity.end : quantity.end + _AFTER].translate(_STOPS).partition("、")[0])
    return Counter([*map(add, before, before[1:]), *map(add, after, after[1:])])


def _pairs(olds: Sequence[_Placed], news: Sequence[_Placed]) -> list[tuple[_Placed, _Placed]]:
    """Quantities that count the same, best first by the words around them, in the order of the new text."""
    near = ((i, j) for i in range(len(olds)) for j in range(max(0, i - _REACH), min(len(news), i + _REACH + 1)))
    scored = sorted((-score, abs(i - j), i, j) for i, j in near if (score := _score(olds[i], news[j])))
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in scored:
        if j not in partner and i not in taken:
            partner[j] = i
            taken.add(i)
    return [(olds[i], news[j]) for j, i in sorted(partner.items())]


def _score(old: _Placed, new: _Placed) -> float:
    """How likely two quantities count the same; 0 where they do not."""
    a, b = old.quantity, new.quantity
    if (a.sort, a.measure) != (b.sort, b.measure):
        return 0.0
    alike = 2 * (old.around & new.around).total() / (old.around.total() + new.around.total())
    equal = _value(a) == _value(b)
    floor = _ALIKE_COUNTED if a.sort == "counted" else _ALIKE
    return alike + _STAYED * equal if equal or alike >= floor else 0.0


def _value(quantity: Quantity) -> tuple[object, ...]:
    return quantity.sort, quantity.low, quantity.high, quantity.measure, quantity.bound


def _rolled(old: Quantity, new: Quantity, years: Years) -> bool:
    """Whether a deadline only went along with the plan: it falls in the plan's own year, or before, on both sides."""
    if old.fiscal_year is None or new.fiscal_year is None or years[0] is None or years[1] is None:
        return False
    own, next_own = old.fiscal_year - years[0], new.fiscal_year - years[1]
    return own == next_own <= 0 and new.low - old.low == 12 * (years[1] - years[0])


def _change(old: _Placed, new: _Placed) -> QuantityChange:
    unit, direction = new.quantity.unit, _direction(old.quantity, new.quantity)
    return QuantityChange(_printed(old), _printed(new), unit, direction, _what(new))


def _printed(placed: _Placed) -> str:
    return placed.text[placed.quantity.start : placed.quantity.end].strip()


def _direction(old: Quantity, new: Quantity) -> Direction:
    least, most = new.low - old.low, new.high - old.high
    if least == most == 0 or least * most < 0:
        return "changed"
    if new.sort == "deadline":
        return "later" if least + most > 0 else "earlier"
    return "higher" if least + most > 0 else "lower"


def _what(placed: _Placed) -> str:
    """The words before a quantity in its clause, from a particle on where they are many; if none, those after it."""
    quantity, text = placed.quantity, placed.text
    before = _CLAUSE.search(text[: quantity.start].rstrip(" 　、，（(：:"))
    words = re.sub(_PARTICLES, "", before[0]) if before else ""
    if len(words) > _LONG:
        words = re.sub(_LONG_START, "", words[-_LONG:])
    if words and not re.fullmatch(_ONLY_TIME, words):
        return words
    after = re.match(_NEXT, text[quantity.end :])
    return after[1] if after else words
