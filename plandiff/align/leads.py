"""Alike pairs in, a sense of competition out: how far each pair is ahead of what else its items are like."""

from __future__ import annotations

from collections.abc import Iterable

from plandiff.align.assign import Candidate


class Leads:
    """Knows for every item the two best likenesses among pairs."""

    def __init__(self, pairs: Iterable[Candidate]) -> None:
        self._best: tuple[dict[int, tuple[float, float]], ...] = ({}, {})
        for pair in pairs:
            for side, index in enumerate((pair.old, pair.new)):
                first, second = self._best[side].get(index, (0.0, 0.0))
                if pair.score > second:
                    self._best[side][index] = (max(first, pair.score), min(first, pair.score))

    def of(self, pair: Candidate) -> float:
        """The pair's likeness less that of the best other pair of one of its items; negative where that is likelier."""
        return min(self._over(side, index, pair.score) for side, index in enumerate((pair.old, pair.new)))

    def _over(self, side: int, index: int, score: float) -> float:
        first, second = self._best[side].get(index, (0.0, 0.0))
        return score - (second if score >= first else first)
