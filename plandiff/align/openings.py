"""Unsettled items in, the pairs out that begin alike in one place and mostly say the same, without a look at words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from plandiff.align.sections import Key, Sections
from plandiff.align.sides import Sides

_OPENING = 6  # characters: at least the first word, so that neither name nor topic differs
_ALIKE = 0.6  # Dice of the bigrams; measured on plans of four kinds, no such pair was wrong


def same_openings(
    sides: Sides, free: tuple[Sequence[int], Sequence[int]], sections: Sections
) -> Iterator[tuple[int, int, float]]:
    """(old, new, likeness) of items under counterparts whose opening no other item there has, and that are alike."""
    openings: dict[tuple[Key, str, str], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side in (0, 1):
        for index in free[side]:
            opening = sides.texts[side][index].relative[:_OPENING]
            openings[sections.of[side][index], sides.type(side, index), opening][side].append(index)
    for olds, news in openings.values():
        if len(olds) == len(news) == 1:
            likeness = _dice(sides.grams[0][olds[0]], sides.grams[1][news[0]])
            if likeness >= _ALIKE:
                yield olds[0], news[0], likeness


def _dice(left: Counter[str], right: Counter[str]) -> float:
    """The share of two bags that is common to them."""
    if len(left) > len(right):
        left, right = right, left
    common = sum([min(count, right[gram]) for gram, count in left.items() if gram in right])
    return 2 * common / (left.total() + right.total())
