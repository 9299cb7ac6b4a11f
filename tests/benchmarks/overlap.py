"""A word diff of two files of items, one a line, in; the pairs of lines that it shows as one out.

A line is linked with the line of the other side with which it shares most characters of equal stretches, if each is the
other's best; where lines were replaced as a whole, in turn. White space aside, as tools print it their own way.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Literal, NamedTuple

_REPLACED = 0.5  # characters that lines in turn within a replacement are worth


class Stretch(NamedTuple):
    """A stretch of a word diff."""

    op: Literal["equal", "delete", "insert"]
    text: str


def read_porcelain(output: str) -> Iterator[Stretch]:
    """The stretches of `git diff --word-diff=porcelain`."""
    ops: dict[str, Literal["equal", "delete", "insert"]] = {" ": "equal", "-": "delete", "+": "insert"}
    body = output.partition("\n@@")[2].partition("\n")[2]
    return (Stretch(ops[line[0]], line[1:]) for line in body.split("\n") if line[:1] in ops)


def read_spans(output: str) -> Iterator[Stretch]:
    """The stretches of the Markdown of redlines; ¶ is its own."""
    output = output.replace("¶", "")
    for match in re.finditer(r"<span style='color:(red|green)[^>]*>(.*?)</span>|(.+?)(?=<span style=|$)", output, re.S):
        op: Literal["delete", "insert"] = "delete" if match[1] == "red" else "insert"
        yield Stretch(op, match[2]) if match[1] else Stretch("equal", match[3])


def pairs_of(stretches: Iterable[Stretch], old: Sequence[str], new: Sequence[str]) -> set[tuple[int, int]]:
    """The linked lines, by number from 0. Raises `ValueError` where the stretches do not spell the lines."""
    shared: Counter[tuple[int, int]] = Counter()
    ends = [list(accumulate(_size(line) for line in lines)) for lines in (old, new)]
    at = [0, 0]
    deleted: range | None = None
    for op, text in stretches:
        sides = {"equal": (0, 1), "delete": (0,), "insert": (1,)}[op]
        starts, size = at.copy(), _size(text)
        for side in sides:
            at[side] += size
        if op == "equal":
            shared.update(_common(starts, size, ends))
        elif op == "insert" and deleted:
            inserted = _lines(starts[1], at[1], ends[1])
            shared.update(dict.fromkeys(zip(deleted, inserted, strict=False), _REPLACED))  # type: ignore[arg-type]
        deleted = _lines(starts[0], at[0], ends[0]) if op == "delete" else None
    if at != [ends[0][-1], ends[1][-1]]:
        raise ValueError(f"the diff spells {at} characters of {ends[0][-1]} and {ends[1][-1]}")
    return set(_mutual(shared))


def _size(text: str) -> int:
    return len("".join(text.split()))


def _common(starts: Sequence[int], size: int, ends: Sequence[Sequence[int]]) -> Counter[tuple[int, int]]:
    """How many characters of an equal stretch each pair of lines shares."""
    found: Counter[tuple[int, int]] = Counter()
    done = 0
    while done < size:
        lines = [bisect_right(ends[side], starts[side] + done) for side in (0, 1)]
        step = min(size - done, *(ends[side][lines[side]] - starts[side] - done for side in (0, 1)))
        found[lines[0], lines[1]] += step
        done += step
    return found


def _lines(start: int, end: int, ends: Sequence[int]) -> range:
    """The lines that a stretch of one side touches."""
    return range(bisect_right(ends, start), bisect_right(ends, end - 1) + 1) if end > start else range(0)


def _mutual(shared: Counter[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    best: tuple[dict[int, tuple[int, int]], dict[int, tuple[int, int]]] = ({}, {})
    for pair in sorted(shared, key=lambda pair: (-shared[pair], pair)):
        for side in (0, 1):
            best[side].setdefault(pair[side], pair)
    return (pair for a, pair in best[0].items() if best[1][pair[1]] == pair)
