"""Scored candidate pairs in, a one-to-one assignment out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Candidate(NamedTuple):
    """A pair that could be linked: old and new index, and its score."""

    old: int
    new: int
    score: float


def assign(candidates: Iterable[Candidate], floor: float) -> list[Candidate]:
    """The pairs to link, best first: greedy over scores from `floor` up; ties go to the earlier new, then old item."""
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    chosen = []
    for pair in sorted(candidates, key=lambda c: (-round(c.score, 9), c.new, c.old)):
        if pair.score < floor:
            break
        if pair.old not in taken_old and pair.new not in taken_new:
            taken_old.add(pair.old)
            taken_new.add(pair.new)
            chosen.append(pair)
    return chosen
