"""Linked and unlinked items in, the splits and merges among them out: which further item took over part of a text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from plandiff.align.likeness import Likeness
from plandiff.align.pins import Part
from plandiff.align.sections import Key, Sections

_CONTAINED = 0.45  # of what the part says stands in the whole
_ALONE = 0.18  # of what the part says stands in the whole and not in its partner
_GAIN = 0.05  # of what the whole says is said by this part alone, and by the partner alone
_TRACE = 0.10  # of the bigrams of the part that stand in the whole and not in its partner: less than words leave
_BESIDE = 2  # places from its partner that a part in another section can stand


def find_parts(
    links: Mapping[int, int], free: tuple[Sequence[int], Sequence[int]], likeness: Likeness, sections: Sections
) -> list[Part]:
    """Splits (a free new item continues part of a linked old one) and merges, best first, each free item once.

    Residual containment: the part must be mostly contained in the whole, and both it and the partner must say
    something of the whole that the other does not. Rare words count most, so shared boilerplate makes no part.
    `links` are those sure enough to have further parts.
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
    by_section: dict[Key, list[int]] = defaultdict(list)
    by_partner: dict[int, int] = {}
    for whole, partner in partners.items():
        if not likeness.is_equal(side, whole, partner):
            by_section[sections.of[side][whole]].append(whole)
            by_partner[partner] = whole
    for part in free[1 - side]:
        beside = (by_partner.get(part + off) for off in range(-_BESIDE, _BESIDE + 1))
        near = {whole for whole in beside if whole is not None} | set(by_section[sections.of[1 - side][part]])
        said = set(likeness.grams[1 - side][part])
        for whole in sorted(near):
            # A part says something of the whole that its partner lacks: most pairs are out without a look at words.
            if len(said & likeness.rest(side, whole, partners[whole])) >= _TRACE * len(said):
                score = _score(likeness, side, whole, partners[whole], part)
                if score:
                    yield score, whole, part


def _score(likeness: Likeness, side: int, whole: int, partner: int, part: int) -> float:
    """Containment and gain together, or 0 where either falls short."""
    old, new = (whole, part) if side == 0 else (part, whole)
    mass, words = likeness.word_weights.mass, likeness.words
    said, taken = words[1 - side][part], words[1 - side][partner]
    common = said & words[side][whole]
    contained, all_said = mass(common), mass(said)
    if not contained or contained < _CONTAINED * all_said or mass(common - taken) < _ALONE * all_said:
        return 0.0
    kept = taken & words[side][whole]
    gain = min(mass(common - kept), mass(kept - common)) / mass(words[side][whole])
    return contained / all_said + gain if gain >= _GAIN and not likeness.is_other_object(old, new) else 0.0
