"""Old text and new text in, the edits between them out: by words, cleaned up until a person can read them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from plandiff.model import Edit
from plandiff.tokenise import Tokeniser

_CLAUSE = re.compile(r"[^、。，．\s]+[、。，．]?|[、。，．\s]")  # or a cell
_WHOLE = 0.6  # share of changed characters from which both texts are shown whole
_LONGEST = 4_000  # clauses or words that differ on a side; beyond, they are shown whole


class Run(NamedTuple):
    """A stretch of the comparison: text on both sides, or what was deleted and inserted in one place."""

    equal: str
    deleted: str
    inserted: str


def redline(old: str, new: str, tokenise: Tokeniser) -> tuple[Edit, ...]:
    """The edits from old to new: `equal` + `delete` spell the old text, `equal` + `insert` the new one, verbatim.

    A longest common subsequence of clauses, and of words between them; then an equality no longer than the edits on
    both its sides is folded into them (semantic clean-up as in diff-match-patch). Texts that mostly differ come whole.
    """
    runs: list[Run] = []
    at_old = at_new = 0
    for run in by_clauses(old, new):
        to_old, to_new = at_old + len(run.equal or run.deleted), at_new + len(run.equal or run.inserted)
        if run.deleted and run.inserted:
            runs += _by_words(run, tokenise.pieces(old, at_old, to_old), tokenise.pieces(new, at_new, to_new))
        else:
            runs.append(run)
        at_old, at_new = to_old, to_new
    runs = _clean_up(runs)
    changed = sum(len(run.deleted) + len(run.inserted) for run in runs)
    if changed > _WHOLE * (len(old) + len(new)):
        runs = [Run("", old, new)]
    return tuple(edit for run in runs for edit in _edits(run))


@lru_cache(maxsize=1)  # what is said of a change asks for them, then its redline
def by_clauses(old: str, new: str) -> tuple[Run, ...]:
    """Stretches of whole clauses that are equal or changed, in turn."""
    return tuple(_runs(_CLAUSE.findall(old), _CLAUSE.findall(new)))


def _by_words(run: Run, old: Sequence[str], new: Sequence[str]) -> Iterable[Run]:
    """What changed in a stretch, word by word, unless too little of it stayed."""
    if _in_common(old, new) < (1 - _WHOLE) * (len(run.deleted) + len(run.inserted)) / 2:
        return [run]
    return _runs(old, new)


def _edits(run: Run) -> Iterator[Edit]:
    if run.equal:
        yield Edit("equal", run.equal)
    if run.deleted:
        yield Edit("delete", run.deleted)
    if run.inserted:
        yield Edit("insert", run.inserted)


def _in_common(old: Sequence[str], new: Sequence[str]) -> int:
    """Characters in words that both texts have, order aside: no subsequence can have more."""
    counts = Counter(old)
    total = 0
    for word in new:
        if counts.get(word, 0):
            counts[word] -= 1
            total += len(word)
    return total


def _runs(old: Sequence[str], new: Sequence[str]) -> Iterator[Run]:
    """Equal and changed stretches in turn."""
    a = b = start = 0  # `old[start:a]` is the equal stretch at hand; it ends in the new text at b
    for i, j in [*_common(old, new), (len(old), len(new))]:
        if (i, j) != (a, b):
            if start < a:
                yield Run("".join(old[start:a]), "", "")
            yield Run("", "".join(old[a:i]), "".join(new[b:j]))
            start = i
        a, b = i + 1, j + 1
    if start < len(old):
        yield Run("".join(old[start:]), "", "")


def _common(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Positions of a longest common subsequence (bit-parallel, Hyyrö 2004, with one saved row a word to trace back).

    Equal words at both ends are paired first; where the middle is too long to compare, nothing in it is.
    """
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    middle = _middle(old[head : len(old) - tail], new[head : len(new) - tail])
    return [
        *((n, n) for n in range(head)),
        *((head + i, head + j) for i, j in middle),
        *((len(old) - n, len(new) - n) for n in range(tail, 0, -1)),
    ]


def _middle(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    if max(len(old), len(new)) > _LONGEST:
        return []
    places: dict[str, int] = {}
    for n, word in enumerate(old):
        places[word] = places.get(word, 0) | 1 << n
    full = (1 << len(old)) - 1
    rows = [full]
    for word in new:
        row = rows[-1]
        match = row & places.get(word, 0)
        rows.append(((row + match) | (row - match)) & full)
    # A 0 bit marks an old word at which the subsequence grows; walk back from the last one.
    pairs = []
    i, j = len(old) - 1, len(new)
    while i >= 0 and j > 0:
        if rows[j] >> i & 1:
            i -= 1
        elif not rows[j - 1] >> i & 1:
            j -= 1
        else:
            pairs.append((i, j - 1))
            i, j = i - 1, j - 1
    return pairs[::-1]


def _clean_up(runs: list[Run]) -> list[Run]:
    """Join equal words, fold short equalities between longer edits into them, until nothing changes."""
    while True:
        cleaned: list[Run] = []
        for run in runs:
            _append(cleaned, run)
        size = len(cleaned)
        folded: list[Run] = []
        for n, run in enumerate(cleaned):
            inner = run.equal and 0 < n < size - 1
            if inner and len(run.equal) <= min(_length(cleaned[n - 1]), _length(cleaned[n + 1])):
                run = Run("", run.equal, run.equal)
            _append(folded, run)
        if len(folded) == size:
            return folded
        runs = folded


def _length(run: Run) -> int:
    return max(len(run.deleted), len(run.inserted))


def _append(runs: list[Run], run: Run) -> None:
    """Add a run; it joins one of its sort before it."""
    if runs and bool(runs[-1].equal) == bool(run.equal):
        last = runs.pop()
        run = Run(last.equal + run.equal, last.deleted + run.deleted, last.inserted + run.inserted)
    runs.append(run)
