"""Old text and new text in, the edits between them out: by words, cleaned up until a person can read them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from plandiff.model import Edit
from plandiff.tokenise import Tokeniser

_CLAUSE = r"[^、。，．\s]+[、。，．]?|[、。，．\s]"  # or a cell
_STRETCH = re.compile(r"(?!\Z)[^、。，．]*(?:[，．](?=\d)[^、。，．]*)*[、。，．]*\s*")  # ３．０ is one word
_ANCHOR = 4  # characters that a clause must have to tell where two texts go on alike
_WHOLE = 0.6  # share of changed characters from which both texts are shown whole
_PASSAGE = 12  # characters in a row that are worth showing as carried over even then
_PHRASE = 8  # characters in a row that are shown unchanged, however much around them is not
_LONGEST = 4_000  # clauses or words that differ on a side; beyond, they are shown whole

_Word = tuple[str, str]  # and the white space after it


class Run(NamedTuple):
    """A stretch of the comparison: text on both sides, or what was deleted and inserted in one place."""

    equal: str
    deleted: str
    inserted: str


def redline(old: str, new: str, tokenise: Tokeniser) -> tuple[Edit, ...]:
    """The edits from old to new: `equal` + `delete` spell the old text, `equal` + `insert` the new one, verbatim.

    A longest common subsequence of clauses, and of words between them, white space aside; then an equality no longer
    than the edits on both its sides, and no phrase, is folded into them (semantic clean-up as in diff-match-patch).
    Texts that mostly differ come whole, unless a passage of them went on.
    """
    runs: list[Run] = []
    at_old = at_new = 0
    for a, b in stretches(old, new):
        to_old, to_new = at_old + len(a), at_new + len(b)
        if a == b or not a or not b:
            runs.append(Run(a, "", "") if a == b else Run("", a, b))
        else:
            words = (tokenise.pieces(old, at_old, to_old), tokenise.pieces(new, at_new, to_new))
            solid = a.split() == [a] and b.split() == [b]  # as most Japanese is
            runs += _runs(*words) if solid else _by_words(*map(_spaced, words))
        at_old, at_new = to_old, to_new
    return tuple(edit for run in _readable(runs) for edit in _edits(run))


def stretches(old: str, new: str) -> Iterator[tuple[str, str]]:
    """Both texts in turn: a clause that both have, whatever its white space, or what stands between two of these."""
    left, right = _STRETCH.findall(old), _STRETCH.findall(new)
    i = j = 0
    for m, n in [*_common(_anchors(left, "old"), _anchors(right, "new")), (len(left), len(right))]:
        if (i, j) != (m, n):
            yield "".join(left[i:m]), "".join(right[j:n])
        if m < len(left):
            yield left[m], right[n]
        i, j = m + 1, n + 1


def _anchors(clauses: Sequence[str], side: str) -> list[str]:
    """What clauses are compared by; those too short to anchor anything (また、) equal none of the other side."""
    keys = ("".join(clause.split()) for clause in clauses)
    return [key if len(key) >= _ANCHOR else f"{side} {n}" for n, key in enumerate(keys)]


def _spaced(pieces: Iterable[str]) -> list[_Word]:
    """Words with the white space after them; an empty one before that at the beginning."""
    found: list[_Word] = []
    for piece in pieces:
        word = piece.rstrip()
        if word or not found:
            found.append((word, piece[len(word) :]))
        else:
            found[-1] = (found[-1][0], found[-1][1] + piece)
    return found


def _by_words(old: Sequence[_Word], new: Sequence[_Word]) -> Iterator[Run]:
    """Equal and changed stretches in turn."""
    i = j = 0
    left, right = [word for word, _ in old], [word for word, _ in new]
    equal: list[str] = []
    for m, n in [*_common(left, right), (len(old), len(new))]:
        if equal and ((i, j) != (m, n) or m == len(old)):
            yield Run("".join(equal), "", "")
            equal = []
        if (i, j) != (m, n):
            yield Run("", "".join(map("".join, old[i:m])), "".join(map("".join, new[j:n])))
        if m < len(old):
            word, (before, after) = old[m][0], (old[m][1], new[n][1])
            equal += (word, before) if before == after else (word,)
            if before != after:
                yield Run("".join(equal), "", "")
                yield Run("", before, after)
                equal = []
        i, j = m + 1, n + 1


def _readable(runs: Iterable[Run]) -> list[Run]:
    """The runs cleaned up; one whole run where they mostly differ and no passage went on."""
    runs = _clean_up(runs)
    changed = _length("".join([run.deleted + run.inserted for run in runs]))
    total = changed + 2 * _length("".join([run.equal for run in runs]))
    if changed > _WHOLE * total and all(_length(run.equal) < _PASSAGE for run in runs):
        return [Run("", "".join(r.equal + r.deleted for r in runs), "".join(r.equal + r.inserted for r in runs))]
    return runs


def _length(text: str) -> int:
    """How long a text is without white space."""
    return sum(map(len, text.split()))


def by_clauses(old: str, new: str) -> tuple[Run, ...]:
    """Stretches of whole clauses that are equal or changed, in turn."""
    return tuple(_runs(re.findall(_CLAUSE, old), re.findall(_CLAUSE, new)))


def _edits(run: Run) -> Iterator[Edit]:
    if run.equal:
        yield Edit("equal", run.equal)
    if run.deleted:
        yield Edit("delete", run.deleted)
    if run.inserted:
        yield Edit("insert", run.inserted)


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
    size = min(len(old), len(new))
    head = 0
    while head < size and old[head] == new[head]:
        head += 1
    size -= head
    tail = 0
    while tail < size and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    middle = _middle(old[head : len(old) - tail], new[head : len(new) - tail])
    return [
        *((n, n) for n in range(head)),
        *((head + i, head + j) for i, j in middle),
        *((len(old) - n, len(new) - n) for n in range(tail, 0, -1)),
    ]


def _middle(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    if max(len(old), len(new)) > _LONGEST or set(old).isdisjoint(new):
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
    i, j, bit = len(old) - 1, len(new), 1 << len(old) >> 1
    while bit and j:
        if rows[j] & bit:
            i, bit = i - 1, bit >> 1
        elif rows[j - 1] & bit:
            pairs.append((i, j - 1))
            i, j, bit = i - 1, j - 1, bit >> 1
        else:
            j -= 1
    return pairs[::-1]


def _clean_up(runs: Iterable[Run]) -> list[Run]:
    """Join equal words, fold short equalities between longer edits into them, until nothing changes."""
    joined = _joined(runs)
    while len(joined) > 2:
        inner = range(1, len(joined) - 1)
        lost = {n for n in inner if joined[n].equal and _is_lost(joined[n].equal, joined[n - 1], joined[n + 1])}
        if not lost:
            break
        joined = _joined(Run("", run.equal, run.equal) if n in lost else run for n, run in enumerate(joined))
    return joined


def _joined(runs: Iterable[Run]) -> list[Run]:
    """The runs, those of one sort in a row as one."""
    found: list[Run] = []
    for run in runs:
        if found and bool(found[-1].equal) == bool(run.equal):
            last = found.pop()
            run = Run(last.equal + run.equal, last.deleted + run.deleted, last.inserted + run.inserted)
        found.append(run)
    return found


def _is_lost(equal: str, before: Run, after: Run) -> bool:
    """Whether an equality says nothing to a reader between two edits."""
    length = _length(equal)
    return length < _PHRASE and all(
        _length(run.deleted) >= length or _length(run.inserted) >= length for run in (before, after)
    )
