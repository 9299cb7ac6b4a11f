"""Unsettled items in, the pairs out that begin alike in one place and mostly say the same, without a look at words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from plandiff.align.sections import Key, Sections
from plandiff.align.sides import Sides
from plandiff.align.texts import bigrams
from plandiff.ends import equal_ends

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
            likeness = _dice(sides.texts[0][olds[0]].relative, sides.texts[1][news[0]].relative)
            if likeness >= _ALIKE:
                yield olds[0], news[0], likeness


def _dice(old: str, new: str) -> float:
    """The share of the bigrams of two texts that is common to them.

    Those of a beginning or an end that both have are; only what stands between is counted.
    """
    if min(len(old), len(new)) < 2:
        return float(old == new)
    before, after = (max(0, shared - 1) for shared in equal_ends(old, new))  # bigrams
    common = before + after + _common(old[before : len(old) - after], new[before : len(new) - after])
    return 2 * common / (len(old) + len(new) - 2)


def _common(old: str, new: str) -> int:
    """How many bigrams two texts have in common; a single character has none."""
    if min(len(old), len(new)) < 2:
        return 0
    left, right = bigrams(old), bigrams(new)
    return sum([min(count, right[gram]) for gram, count in left.items() if gram in right])
