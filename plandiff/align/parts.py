"""Linked and unlinked items in, the splits and merges among them out: which further item took over part of a text."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from plandiff.align.likeness import Likeness
from plandiff.align.sections import Sections

_CONTAINED = 0.45  # of what the part says stands in the whole
_GAIN = 0.10  # of what the whole says is said by this part alone
_BESIDE = 2  # places from its partner that a part in another section can stand


class Part(NamedTuple):
    """A further part of a link: `whole` on `side` (0 old, 1 new) was split into, or merged from, `part` as well."""

    side: int
    whole: int
    part: int


def find_parts(
    links: Mapping[int, int], free: tuple[Sequence[int], Sequence[int]], likeness: Likeness, sections: Sections
) -> list[Part]:
    """Splits (a free new item continues part of a linked old one) and merges, best first, each free item once.

    Residual containment: the part must be mostly contained in the whole, and both it and the partner must say
    something of the whole that the other does not. Rare words count most, so shared boilerplate makes no part.
    """
    found = []
    back = {new: old for old, new in links.items()}
    for side, partners in ((0, links), (1, back)):
        found += [(score, Part(side, whole, part)) for score, whole, part in _scored(side, partners, free, likeness, sections)]
    chosen: list[Part] = []
    used: set[tuple[int, int]] = set()
    for _, part in sorted(found, key=lambda scored: (-round(scored[0], 9), scored[1])):
        if (1 - part.side, part.part) not in used:
            used.add((1 - part.side, part.part))
            chosen.append(part)
    return chosen


def _scored(
    side: int,
    partners: Mapping[int, int],
    free: tuple[Sequence[int], Sequence[int]],
    likeness: Likeness,
    sections: Sections,
) -> Iterator[tuple[float, int, int]]:
    """(score, whole, part) of the admissible parts of wholes on one side."""
    wholes: dict[str, list[int]] = defaultdict(list)
    for whole in sorted(partners):
        for word in likeness.words[side].get(whole, ()):
            wholes[word].append(whole)
    for part in free[1 - side]:
        said = likeness.words[1 - side][part]
        mass = likeness.mass(said)
        shared: Counter[int] = Counter()
        for word, count in said.items():
            for whole in wholes.get(word, ()):
                shared[whole] += likeness.word_weights[word] * min(count, likeness.words[side][whole][word])  # type: ignore[assignment]
        for whole, common in shared.items():
            old, new = (whole, part) if side == 0 else (part, whole)
            if common < _CONTAINED * mass or likeness.is_other_object(old, new):
                continue
            if sections.same(old, new) or abs(partners[whole] - part) <= _BESIDE:
                gain = _gain(likeness, side, whole, partners[whole], part)
                if gain >= _GAIN:
                    yield common / mass + gain, whole, part


def _gain(likeness: Likeness, side: int, whole: int, partner: int, part: int) -> float:
    """The lesser of what part and partner each add to the other's share of the whole, over all the whole says."""
    said = likeness.words[side][whole]
    one, other = likeness.words[1 - side][partner], likeness.words[1 - side][part]
    both = likeness.mass({word: min(count, one[word] + other[word]) for word, count in said.items()})
    by_one = likeness.mass({word: min(count, one[word]) for word, count in said.items()})
    by_other = likeness.mass({word: min(count, other[word]) for word, count in said.items()})
    return min(both - by_one, both - by_other) / likeness.mass(said)
