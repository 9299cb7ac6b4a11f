"""Scored candidates in, for each link the best candidate that was rejected for it out."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Literal, NamedTuple

from plandiff.align.assign import Candidate


class Rival(NamedTuple):
    """A rejected pair that shares an item with a link."""

    old: int
    new: int
    score: float

    def of(self, olds: Collection[int]) -> tuple[Literal["old", "new"], int]:
        """The item that the link does not have: its side and index."""
        return ("new", self.new) if self.old in olds else ("old", self.old)


class Rivals:
    """Remembers every scored pair under both its items."""

    def __init__(self) -> None:
        self._of_old: dict[int, dict[int, float]] = {}
        self._of_new: dict[int, dict[int, float]] = {}

    def add(self, candidates: Iterable[Candidate]) -> None:
        """Note the latest score of each pair."""
        for old, new, score in candidates:
            self._of_old.setdefault(old, {})[new] = score
            self._of_new.setdefault(new, {})[old] = score

    def best(self, olds: Collection[int], news: Collection[int]) -> Rival | None:
        """The best-scored pair of one of these items with an item outside; ties go to the earlier items."""
        found = [Rival(a, b, s) for a in olds for b, s in self._of_old.get(a, {}).items() if b not in news]
        found += [Rival(a, b, s) for b in news for a, s in self._of_new.get(b, {}).items() if a not in olds]
        return min(found, key=lambda rival: (-round(rival.score, 9), rival.new, rival.old), default=None)
