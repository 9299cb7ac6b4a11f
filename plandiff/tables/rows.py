"""The rows of two tables in, the pairs of rows that are counterparts out: by label and place among the labels."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence

from plandiff.tables.figures import Same
from plandiff.tables.grid import Row
from plandiff.tables.likeness import key, likeness

_ALIKE = 0.6
_BESIDE = 0.1  # for a counterpart that a row stands beside

Key = tuple[str, ...]


def align_rows(old: Sequence[Row], new: Sequence[Row], same: Same) -> dict[int, int]:
    """The rows that are counterparts (old to new).

    Equal labels under equal labels first; then equal labels where one table does not print the groups; then, in order
    and under counterparts, labels that are alike; last, rows without a label by the rows that they stand beside.
    """
    return _Alignment(old, new, same).run()


class _Alignment:
    def __init__(self, old: Sequence[Row], new: Sequence[Row], same: Same) -> None:
        self.rows, self.same = (old, new), same
        self.keys = tuple([tuple(map(key, row.path)) for row in side] for side in self.rows)
        self.links: dict[int, int] = {}
        self.back: dict[int, int] = {}
        self.alike: list[tuple[int, int]] = []

    def run(self) -> dict[int, int]:
        self._link_equal(lambda path: path)
        self._link_equal(lambda path: path[-1], self._may_be_one)
        while self._link_alike():
            pass
        self._link_unlabelled()
        return self.links

    def _link(self, old: int, new: int) -> None:
        self.links[old] = new
        self.back[new] = old

    def _left(self, side: int) -> Iterator[int]:
        """The labelled rows of a side without a counterpart, in order."""
        linked = (self.links, self.back)[side]
        return (n for n, path in enumerate(self.keys[side]) if path[-1] and n not in linked)

    def _link_equal(
        self, form: Callable[[Key], Hashable], admits: Callable[[Key, Key], bool] = lambda old, new: True
    ) -> None:
        """Link rows of equal form, in order, where both tables have as many of them."""
        groups: dict[Hashable, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for side in (0, 1):
            for n in self._left(side):
                groups[form(self.keys[side][n])][side].append(n)
        for olds, news in groups.values():
            if len(olds) == len(news):
                for a, b in zip(olds, news, strict=True):
                    if admits(self.keys[0][a], self.keys[1][b]):
                        self._link(a, b)

    def _may_be_one(self, old: Key, new: Key) -> bool:
        """Whether one path is the other with groups left out."""
        short, long = sorted((old[:-1], new[:-1]), key=len)
        labels = iter(long)
        return all(label in labels for label in short)

    # ---- labels that are alike

    def _link_alike(self) -> bool:
        """Link in order what is left and alike, under counterparts; whether anything was added."""
        olds, news = list(self._left(0)), list(self._left(1))
        scores = {(a, b): score for a in olds for b in news if (score := self._score(a, b))}
        chosen = _best_in_order(olds, news, scores) if scores else []
        for a, b in chosen:
            self._link(a, b)
        self.alike += chosen
        return bool(chosen)

    def _score(self, old: int, new: int) -> float:
        if not self._are_under_counterparts(old, new) or any((a < old) != (b < new) for a, b in self.alike):
            return 0.0
        left, right = self.rows[0][old], self.rows[1][new]
        if bool(any(left.cells)) != bool(any(right.cells)):
            return 0.0
        alike = likeness(left.path[-1], right.path[-1]) or float(self.same(left.path[-1], right.path[-1]))
        beside = (self.links.get(old + step) == new + step for step in (-1, 1))
        return alike + _BESIDE * sum(beside) if alike >= _ALIKE else 0.0

    def _are_under_counterparts(self, old: int, new: int) -> bool:
        above = self.keys[0][old][:-1], self.keys[1][new][:-1]
        if above[0] == above[1]:
            return True
        parents = self._parent(0, old), self._parent(1, new)
        return parents[0] is not None and self.links.get(parents[0]) == parents[1]

    def _parent(self, side: int, row: int) -> int | None:
        above = self.keys[side][row][:-1]
        return next((n for n in range(row - 1, -1, -1) if self.keys[side][n] == above), None)

    # ---- rows without a label

    def _link_unlabelled(self) -> None:
        """Link runs of as many rows without a label that follow, or stand before, counterparts; leave doubtful ones."""
        runs = [list(_unlabelled(keys)) for keys in self.keys]
        pairs = [(old, new) for old in runs[0] for new in runs[1] if self._are_beside_counterparts(old, new)]
        for old, new in pairs:
            if sum(old == a or new == b for a, b in pairs) == 1:
                for a, b in zip(range(*old), range(*new), strict=True):
                    self._link(a, b)

    def _are_beside_counterparts(self, old: tuple[int, int], new: tuple[int, int]) -> bool:
        if old[1] - old[0] != new[1] - new[0]:
            return False
        ends = len(self.rows[0]), len(self.rows[1])
        return self._are_one(old[0] - 1, new[0] - 1, (-1, -1)) or self._are_one(old[1], new[1], ends)

    def _are_one(self, old: int, new: int, edge: tuple[int, int]) -> bool:
        """Whether two rows are counterparts, or both are past the same edge of the table."""
        return (old, new) == edge or (old in self.links and self.links[old] == new)


def _unlabelled(keys: Sequence[Key]) -> Iterator[tuple[int, int]]:
    """The runs of rows without a label, as (first, last + 1)."""
    start = 0
    for n in range(len(keys) + 1):
        if n == len(keys) or keys[n][-1]:
            if start < n:
                yield start, n
            start = n + 1


def _best_in_order(
    olds: Sequence[int], news: Sequence[int], scores: dict[tuple[int, int], float]
) -> list[tuple[int, int]]:
    """The pairs of the greatest sum of scores that keep their order (Needleman & Wunsch 1970, gaps for nothing)."""
    best = [[0.0] * (len(news) + 1) for _ in range(len(olds) + 1)]
    for i, a in enumerate(olds, 1):
        for j, b in enumerate(news, 1):
            best[i][j] = max(best[i - 1][j], best[i][j - 1], best[i - 1][j - 1] + scores.get((a, b), 0.0))
    pairs = []
    i, j = len(olds), len(news)
    while i and j:
        if best[i][j] == best[i - 1][j]:
            i -= 1
        elif best[i][j] == best[i][j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            pairs.append((olds[i], news[j]))
    return pairs[::-1]
