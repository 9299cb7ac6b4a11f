"""Old text and new text in, the edits between them out: by words, cleaned up until a person can read them."""

from __future__ import annotations

from collections.abc import Iterable

from plandiff.model import Edit
from plandiff.tokenise import Tokenise

_WHOLE = 0.6  # share of changed characters from which both texts are shown whole
_LONGEST = 20_000  # tokens a side; beyond, both texts are shown whole

Run = tuple[str, str, str]  # equal, deleted, inserted text: either the first, or the other two


def redline(old: str, new: str, tokenise: Tokenise) -> tuple[Edit, ...]:
    """The edits from old to new: `equal` + `delete` spell the old text, `equal` + `insert` the new one, verbatim.

    Words are compared by surface with Levenshtein opcodes (rapidfuzz); then an equality no longer than the edits on
    both its sides is folded into them (semantic clean-up as in diff-match-patch). Texts that mostly differ come whole.
    """
    left, right = _surfaces(old, tokenise), _surfaces(new, tokenise)
    if max(len(left), len(right)) > _LONGEST:
        return _whole(old, new)
    runs = _clean_up(_runs(left, right))
    changed = sum(len(deleted) + len(inserted) for _, deleted, inserted in runs)
    if changed > _WHOLE * (len(old) + len(new)):
        return _whole(old, new)
    return tuple(edit for run in runs for edit in _edits(run))


def _whole(old: str, new: str) -> tuple[Edit, ...]:
    return tuple(_edits(("", old, new)))


def _edits(run: Run) -> Iterable[Edit]:
    equal, deleted, inserted = run
    if equal:
        yield Edit("equal", equal)
    if deleted:
        yield Edit("delete", deleted)
    if inserted:
        yield Edit("insert", inserted)


def _surfaces(text: str, tokenise: Tokenise) -> list[str]:
    """The words of a text as printed; together they are the text."""
    starts = sorted({0, *(token.start for token in tokenise(text))})
    return [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]


def _runs(left: list[str], right: list[str]) -> list[Run]:
    from rapidfuzz.distance import Levenshtein

    numbers: dict[str, int] = {}
    a, b = ([numbers.setdefault(word, len(numbers)) for word in side] for side in (left, right))
    runs: list[Run] = []
    for op in Levenshtein.opcodes(a, b):
        old, new = "".join(left[op.src_start : op.src_end]), "".join(right[op.dest_start : op.dest_end])
        runs = _append(runs, (old, "", "") if op.tag == "equal" else ("", old, new))
    return runs


def _append(runs: list[Run], run: Run) -> list[Run]:
    """Add a run; two edits in a row become one."""
    if runs and not runs[-1][0] and not run[0]:
        _, deleted, inserted = runs.pop()
        run = ("", deleted + run[1], inserted + run[2])
    runs.append(run)
    return runs


def _clean_up(runs: list[Run]) -> list[Run]:
    """Fold short equalities between longer edits into them, until none is left."""
    while True:
        cleaned: list[Run] = []
        for n, run in enumerate(runs):
            inner = 0 < n < len(runs) - 1 and bool(run[0])
            if inner and len(run[0]) <= min(max(map(len, runs[n - 1][1:])), max(map(len, runs[n + 1][1:]))):
                run = ("", run[0], run[0])
            cleaned = _append(cleaned, run)
        if len(cleaned) == len(runs):
            return cleaned
        runs = cleaned
