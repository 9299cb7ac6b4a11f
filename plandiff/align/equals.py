"""Two plans in, the pairs of items out that say the same but for their fiscal years and are in no link yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import product

from plandiff.align.assign import Candidate, assign
from plandiff.align.order import Order
from plandiff.align.pins import Settled
from plandiff.align.sections import Key, Sections
from plandiff.align.sides import Sides

_MANY = 2_500  # pairs of one text under one heading

Used = tuple[Container[int], Container[int]]


class Equals:
    """Knows the items and tables of both plans that have one text; `used` are those in links."""

    def __init__(self, sides: Sides) -> None:
        self._years = sides.years
        groups: dict[tuple[str, str], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for side, (plan, texts) in enumerate(zip(sides.plans, sides.texts, strict=True)):
            for item in plan.items:
                if item.type != "heading":
                    groups[item.type, texts[item.index].key][side].append(item.index)
        self._groups = [group for group in groups.values() if group[0] and group[1]]

    def unique(self, used: Used) -> Iterator[tuple[int, int]]:
        """What stands in each plan once, wherever, and whose years are steady."""
        for olds, news in self._free(used):
            if len(olds) == len(news) == 1 and self._years.steady(olds[0], news[0]):
                yield olds[0], news[0]

    def in_place(self, used: Used, sections: Sections, order: Order, settled: Settled) -> list[Candidate]:
        """What stands under counterparts; a text that stands there twice goes by its years, then by its place."""
        steadiness = self._years.steadiness
        candidates = [
            Candidate(a, b, steadiness(a, b) + 1 / (2 + abs(order.place(a) - b)))
            for group in self._free(used)
            for olds, news in _by_section(group, sections)
            for a, b in _all_or_in_order(olds, news)
            if self._years.carried_over(a, b) and settled.allows(a, b)
        ]
        return assign(candidates, 0.0)

    def _free(self, used: Used) -> Iterator[tuple[list[int], list[int]]]:
        """The groups without what is in links, those that are left on both sides."""
        for olds, news in self._groups:
            free = [n for n in olds if n not in used[0]], [n for n in news if n not in used[1]]
            if free[0] and free[1]:
                yield free


def _by_section(
    group: tuple[Sequence[int], Sequence[int]], sections: Sections
) -> Iterable[tuple[Sequence[int], Sequence[int]]]:
    """A group of items of one text as one for each section."""
    olds, news = group
    if len(olds) == len(news) == 1:
        return [group] if sections.same(olds[0], news[0]) else []
    found: dict[Key, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, indices in enumerate(group):
        for index in indices:
            found[sections.of[side][index]][side].append(index)
    return found.values()


def _all_or_in_order(olds: Sequence[int], news: Sequence[int]) -> Iterable[tuple[int, int]]:
    """All pairs; where a text stands so often that only its turn tells, the first with the first and so on."""
    return product(olds, news) if len(olds) * len(news) <= _MANY else zip(olds, news, strict=False)
