"""Alike pairs in, a sense of competition out: how far each pair is ahead of what else its items are like."""

from __future__ import annotations

from collections.abc import Iterable

from plandiff.align.assign import Candidate

_Best = dict[int, tuple[float, float]]
_NONE = (0.0, 0.0)


class Leads:
    """Knows for every item the two best likenesses among pairs."""

    def __init__(self, pairs: Iterable[Candidate]) -> None:
        self._old: _Best = {}
        self._new: _Best = {}
        for old, new, score in pairs:
            _note(self._old, old, score)
            _note(self._new, new, score)

    def of(self, pair: Candidate) -> float:
        """The pair's likeness less that of the best other pair of one of its items; negative where that is likelier."""
        old, new, score = pair
        return score - max(_rival(self._old.get(old, _NONE), score), _rival(self._new.get(new, _NONE), score))


def _note(best: _Best, index: int, score: float) -> None:
    first, second = best.get(index, _NONE)
    if score > first:
        best[index] = score, first
    elif score > second:
        best[index] = first, score


def _rival(best: tuple[float, float], score: float) -> float:
    """The best likeness beside that of a pair."""
    return best[1] if score >= best[0] else best[0]
