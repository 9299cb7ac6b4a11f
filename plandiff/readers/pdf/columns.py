"""Pieces of a page in, the same in reading order out: column after column where the page has columns.

The page is cut recursively, as by the XY-cut of Nagy and Seth (1984), but only at gutters between running texts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import Generic, NamedTuple, Protocol, TypeVar

_PLACES = 100  # tried for a gutter
_MARGIN = 0.2  # of the width: no gutter is nearer to the edge
_FILLED = 0.6  # of a column: a line that long is running text
_ENOUGH = 4  # lines of running text on each side of a gutter
_SAME = 3.0  # points


class Piece(Protocol):
    """What has a place on a page, in points."""

    @property
    def x0(self) -> float:
        """Where it begins."""

    @property
    def x1(self) -> float:
        """Where it ends."""

    @property
    def y(self) -> float:
        """Its height on the page."""


P = TypeVar("P", bound=Piece)


class Column(NamedTuple, Generic[P]):
    """Pieces from top to bottom, and the right edge in points that they have to themselves (None: the page's)."""

    pieces: list[P]
    right: float | None


def in_columns(pieces: Sequence[P]) -> list[Column[P]]:
    """The pieces of a page, column by column; pieces across a gutter end the columns above them."""
    ordered = sorted(pieces, key=lambda piece: (-piece.y, piece.x0))
    gutter = _gutter(ordered)
    if gutter is None:
        return [Column(ordered, None)] if ordered else []
    columns: list[Column[P]] = []
    for across, band in groupby(ordered, key=lambda piece: piece.x0 < gutter < piece.x1):
        part = list(band)
        if across:
            columns.append(Column(part, None))
            continue
        for side in ([p for p in part if p.x1 <= gutter], [p for p in part if p.x1 > gutter]):
            right = right_edge(side)
            columns += [Column(inner.pieces, inner.right or right) for inner in in_columns(side)]
    return columns


def right_edge(pieces: Sequence[Piece]) -> float:
    """Where most of the pieces that reach far end, in points; punctuation may hang over it. 0 without any."""
    ends = Counter(round(piece.x1 / _SAME) for piece in pieces)
    left, right = min((piece.x0 for piece in pieces), default=0.0), max((piece.x1 for piece in pieces), default=0.0)
    far = [end for end in ends if end * _SAME >= left + _FILLED * (right - left)]
    best = max(far, key=lambda end: (ends[end] + ends[end + 1], end), default=0)
    return max((piece.x1 for piece in pieces if round(piece.x1 / _SAME) in (best, best + 1)), default=right)


def _gutter(pieces: Sequence[Piece]) -> float | None:
    """The middle of the gap that running text stands on both sides of and the fewest pieces cross, if there is one."""
    if len(pieces) < 2 * _ENOUGH:
        return None
    left, right = min(piece.x0 for piece in pieces), max(piece.x1 for piece in pieces)
    width = right - left
    step = width * (1 - 2 * _MARGIN) / _PLACES
    tried = [left + width * _MARGIN + step * n for n in range(_PLACES + 1)]
    scores = [(x, _score(pieces, x, left, right)) for x in tried]
    best = max((score for _, score in scores), default=0)
    if best <= 0:
        return None
    good = [n for n, (_, score) in enumerate(scores) if score == best]
    end = next((at for at, (a, b) in enumerate(pairwise(good), 1) if b != a + 1), len(good))
    return (scores[good[0]][0] + scores[good[end - 1]][0]) / 2


def _score(pieces: Sequence[Piece], x: float, left: float, right: float) -> int:
    """Lines of running text beside x less those across it, or 0 where x is no gutter."""
    before = sum(piece.x1 <= x and piece.x1 - piece.x0 >= _FILLED * (x - left) for piece in pieces)
    after = sum(piece.x0 >= x and piece.x1 - piece.x0 >= _FILLED * (right - x) for piece in pieces)
    across = sum(piece.x0 < x < piece.x1 for piece in pieces)
    return max(0, before + after - 2 * across) if min(before, after) >= _ENOUGH else 0
