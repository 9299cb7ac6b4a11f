"""Items in no link yet in, the pairs of them out that say the same but for their fiscal years."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from plandiff.align.assign import Candidate, assign
from plandiff.align.order import Order
from plandiff.align.pins import Settled
from plandiff.align.sections import Key, Sections
from plandiff.align.sides import Sides

_MANY = 2_500  # pairs of one text under one heading

Free = tuple[Sequence[int], Sequence[int]]


def unique_texts(sides: Sides, free: Free) -> Iterator[tuple[int, int]]:
    """What stands in each plan once, wherever, and whose years are steady."""
    for olds, news in _groups(sides, free):
        if len(olds) == len(news) == 1 and sides.years.steady(olds[0], news[0]):
            yield olds[0], news[0]


def equal_in_place(sides: Sides, free: Free, sections: Sections, order: Order, settled: Settled) -> list[Candidate]:
    """What stands under counterparts; a text that stands there twice goes by its years, then by its place."""
    steadiness = sides.years.steadiness
    candidates = [
        Candidate(a, b, steadiness(a, b) + 1 / (2 + abs(order.place(a) - b)))
        for olds, news in _groups(sides, free, sections)
        for a, b in _all_or_in_order(olds, news)
        if sides.years.carried_over(a, b) and settled.allows(a, b)
    ]
    return assign(candidates, 0.0)


def _groups(sides: Sides, free: Free, sections: Sections | None = None) -> list[tuple[list[int], list[int]]]:
    """Items of one text on both sides, their fiscal years aside, and of one section if these are given."""
    groups: dict[tuple[str, str, Key | None], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side in (0, 1):
        items, texts, of = sides.plans[side].items, sides.texts[side], sections.of[side] if sections else None
        for index in free[side]:
            groups[items[index].type, texts[index].key, of[index] if of else None][side].append(index)
    return [group for group in groups.values() if group[0] and group[1]]


def _all_or_in_order(olds: Sequence[int], news: Sequence[int]) -> Iterable[tuple[int, int]]:
    """All pairs; where a text stands so often that only its turn tells, the first with the first and so on."""
    return product(olds, news) if len(olds) * len(news) <= _MANY else zip(olds, news, strict=False)
