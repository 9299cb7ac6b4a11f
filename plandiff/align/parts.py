"""Linked and unlinked items in, the splits and merges among them out: which further item took over part of a text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from plandiff.align.likeness import Likeness
from plandiff.align.pins import Part
from plandiff.align.sections import Key, Sections

_CONTAINED = 0.45  # of what the part says stands in the whole
_GAIN = 0.10  # of what the whole says is said by this part alone
_TRACE = 0.04  # of the bigrams of the whole that the part alone has: less than any gain in words leaves
_BESIDE = 2  # places from its partner that a part in another section can stand


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
        found += [
            (score, Part(side, whole, part)) for score, whole, part in _scored(side, partners, free, likeness, sections)
        ]
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
    grams, others = likeness.grams[side], likeness.grams[1 - side]
    rests: dict[int, set[str]] = {}
    by_section: dict[Key, list[int]] = defaultdict(list)
    by_partner: dict[int, int] = {}
    for whole, partner in partners.items():
        if not likeness.is_equal(side, whole, partner):
            by_section[sections.of[side][whole]].append(whole)
            by_partner[partner] = whole
    for part in free[1 - side]:
        beside = (by_partner.get(part + off) for off in range(-_BESIDE, _BESIDE + 1))
        near = {whole for whole in beside if whole is not None} | set(by_section[sections.of[1 - side][part]])
        said = others[part].keys()
        for whole in sorted(near):
            if whole not in rests:
                rests[whole] = grams[whole].keys() - others[partners[whole]].keys()
            # A part says something of the whole that its partner lacks: most pairs are out without a look at words.
            if len(rests[whole] & said) >= _TRACE * len(grams[whole]):
                score = _score(likeness, side, whole, partners[whole], part)
                if score:
                    yield score, whole, part


def _score(likeness: Likeness, side: int, whole: int, partner: int, part: int) -> float:
    """Containment and gain together, or 0 where either falls short."""
    old, new = (whole, part) if side == 0 else (part, whole)
    said = likeness.words[1 - side][part]
    mass = likeness.word_weights.mass(said)
    common = likeness.word_weights.mass(said & likeness.words[side][whole])
    if not common or common < _CONTAINED * mass or likeness.is_other_object(old, new):
        return 0.0
    gain = _gain(likeness, side, whole, partner, part)
    return common / mass + gain if gain >= _GAIN else 0.0


def _gain(likeness: Likeness, side: int, whole: int, partner: int, part: int) -> float:
    """The lesser of what part and partner each add to the other's share of the whole, over all the whole says."""
    said = likeness.words[side][whole]
    one, other = likeness.words[1 - side][partner], likeness.words[1 - side][part]
    both = likeness.word_weights.mass(said & (one + other))
    by_one, by_other = likeness.word_weights.mass(said & one), likeness.word_weights.mass(said & other)
    return min(both - by_one, both - by_other) / likeness.word_weights.mass(said)
