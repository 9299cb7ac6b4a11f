"""Links in, a sense of order out: where in the new plan an old item's place is."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping

_REACH = 3


def longest_chain(links: Mapping[int, int]) -> list[tuple[int, int]]:
    """The longest run of links that keep their order (patience sorting, as for a longest increasing subsequence)."""
    pairs = sorted(links.items())
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for n, (_, new) in enumerate(pairs):
        at = bisect_left(tails, new)
        before.append(ends[at - 1] if at else -1)
        if at == len(tails):
            tails.append(new)
            ends.append(n)
        else:
            tails[at], ends[at] = new, n
    chain = []
    n = ends[-1] if ends else -1
    while n >= 0:
        chain.append(pairs[n])
        n = before[n]
    return chain[::-1]


class Order:
    """Interpolates places through the links that keep their order."""

    def __init__(self, links: Mapping[int, int], old_size: int, new_size: int) -> None:
        chain = [(-1, -1), *longest_chain(links), (old_size, new_size)]
        self._old = [a for a, _ in chain]
        self._new = [b for _, b in chain]

    def place(self, old: int) -> float:
        """Where the old item would stand in the new plan if order were kept."""
        at = bisect_right(self._old, old) - 1
        if self._old[at] == old or at + 1 == len(self._old):
            return self._new[at]
        share = (old - self._old[at]) / (self._old[at + 1] - self._old[at])
        return self._new[at] + share * (self._new[at + 1] - self._new[at])

    def nearness(self, old: int, new: int) -> float:
        """1 at the interpolated place and right beside it, 0 from a few places on."""
        off = abs(self.place(old) - new) - 1
        return 1.0 if off <= 0 else max(0.0, 1 - off / _REACH)
