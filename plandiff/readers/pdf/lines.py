"""Characters of a page in, its printed lines out: cut at wide gaps, sub- and superscripts in place, ruby apart."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from plandiff.readers.pdf.page import Char

_WHITE = frozenset(" \t\u3000\xa0")
_BASELINE = 0.3  # of the size: how far the baselines of one line may be apart
_SMALL = 0.86  # of the size of a line: what is smaller may be its script
_RUBY = 0.8  # what is smaller may be its ruby
_TOUCH = 0.35  # of the size: how near a script stands to what carries it
_WIDE_GAP = 1.5  # of the size: what is further apart may be of two columns
_SPACE = 0.7  # of the size: a gap between ideographs that stands for a space
_LATIN_SPACE = 0.18
_MIXED_SPACE = 0.45


class Run(NamedTuple):
    """A piece of a line without wide gaps: its text, its ends, baseline and size in points, and its characters."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    turn: int
    chars: tuple[Char, ...]


def read_runs(chars: Sequence[Char], spaceless: bool) -> tuple[list[Run], list[Run]]:
    """The runs of a page from top to bottom, and apart from them the ruby.

    `spaceless` says that the file writes no spaces: every gap as wide as one stands for one.
    """
    runs: list[Run] = []
    ruby: list[Run] = []
    for turn in sorted({char.turn for char in chars}):
        rows = _rows([char for char in chars if char.turn == turn])
        rows, above = _attach_small(rows)
        ruby += [_run(row, spaceless) for row in above]
        runs += [_run(part, spaceless) for row in rows for part in _cut(row)]
    return [run for run in runs if run.text], sorted(ruby, key=lambda run: (-run.y, run.x0))


def is_spaceless(chars: Iterable[Char]) -> bool:
    """Whether a file writes no space, and its typesetter puts none between Latin and Japanese letters by itself."""
    gaps = 0
    letters = 0
    for before, char in pairwise(chars):
        if " " in (before.text, char.text):
            return False
        if before.y == char.y and before.text.isalnum() and before.text.isascii() != char.text.isascii():
            letters += 1
            gaps += char.x0 - before.x1 > _LATIN_SPACE * char.size
    return gaps <= letters / 2


def _rows(chars: Sequence[Char]) -> list[list[Char]]:
    """Characters by baseline, downwards, each row from left to right."""
    rows: list[list[Char]] = []
    for char in sorted(chars, key=attrgetter("y"), reverse=True):
        if rows and rows[-1][0].y - char.y <= _BASELINE * min(rows[-1][0].size, char.size):
            rows[-1].append(char)
        else:
            rows.append([char])
    for row in rows:
        row.sort(key=attrgetter("x0"))
    return rows


def _size(row: Sequence[Char]) -> float:
    return sorted(char.size for char in row)[len(row) // 2]


# ---- scripts and ruby


def _attach_small(rows: list[list[Char]]) -> tuple[list[list[Char]], list[list[Char]]]:
    """Put sub- and superscripts into the line they stand at; take out the ruby above lines."""
    sizes = [_size(row) for row in rows]
    ruby: list[list[Char]] = []
    kept: list[list[Char]] = []
    grown: dict[int, list[Char]] = defaultdict(list)
    for n, row in enumerate(rows):
        near = [k for k in (n + 1, n - 1, n + 2) if 0 <= k < len(rows) and rows[k]]
        hosts = [k for k in near if sizes[n] <= _SMALL * sizes[k]]
        if not hosts:
            continue
        rest: list[Char] = []
        for part in _cut(row, 0.5):
            host = next((k for k in hosts if _is_script(part, rows[k])), None)
            if host is not None:
                grown[host] += part
            elif any(sizes[n] <= _RUBY * sizes[k] and _is_ruby(part, rows[k]) for k in hosts):
                ruby.append(part)
            else:
                rest += part
        rows[n] = rest
    for n, row in enumerate(rows):
        if row or grown[n]:
            kept.append(sorted([*row, *grown[n]], key=lambda char: char.x0))
    return kept, ruby


def _is_script(part: Sequence[Char], row: Sequence[Char]) -> bool:
    """Whether small characters stand right beside one of a row, above or below its baseline, and over none."""
    size = _size(row)
    rise = part[0].y - row[0].y
    if not -0.5 * size < rise < 0.8 * size:
        return False
    beside = any(abs(part[0].x0 - char.x1) <= _TOUCH * size for char in row)
    return beside and not _overlap(part, row)


def _is_ruby(part: Sequence[Char], row: Sequence[Char]) -> bool:
    """Whether kana stand just above the ideographs of a row."""
    rise = part[0].y - row[0].y
    kana = all(unicodedata.name(char.text[0], "").startswith(("HIRAGANA", "KATAKANA")) for char in part)
    return kana and 0.5 * _size(row) < rise < 1.6 * _size(row) and _overlap(part, row)


def _overlap(part: Sequence[Char], row: Sequence[Char]) -> bool:
    left, right = part[0].x0, part[-1].x1
    return any(min(right, char.x1) - max(left, char.x0) > 0.5 * (char.x1 - char.x0) for char in row if char.text != " ")


# ---- runs


def _cut(row: Sequence[Char], gap: float = _WIDE_GAP) -> list[list[Char]]:
    """Cut a row where nothing is printed for longer than `gap` of the size; white space at the cuts is dropped."""
    parts: list[list[Char]] = []
    before: Char | None = None
    for char in row:
        if char.text in _WHITE:
            if parts:
                parts[-1].append(char)
            continue
        if before and char.x0 - before.x1 <= gap * max(before.size, char.size):
            parts[-1].append(char)
        else:
            parts.append([char])
        before = char
    return parts


def _run(chars: Sequence[Char], spaceless: bool) -> Run:
    chars = chars[: len(chars) - next(n for n, char in enumerate(reversed(chars)) if char.text not in _WHITE)]
    return Run(
        _text(chars, spaceless), chars[0].x0, chars[-1].x1, chars[0].y, _size(chars), chars[0].turn, tuple(chars)
    )


def _text(chars: Sequence[Char], spaceless: bool) -> str:
    """The characters with a space where a gap stands for one."""
    text = chars[0].text
    for before, char in pairwise(chars):
        gap = (char.x0 - before.x1) / max(before.size, char.size)
        if gap > _LATIN_SPACE and before.text not in _WHITE and char.text not in _WHITE:
            text += _space(before.text[-1], char.text[0], gap, spaceless)
        text += char.text
    return text


def _space(before: str, after: str, gap: float, spaceless: bool) -> str:
    """The space that a gap (in parts of the size) between two characters stands for, or nothing.

    Typesetters put up to a quarter between Latin and Japanese letters by themselves, but not beside punctuation.
    """
    latin = before.isascii(), after.isascii()
    if not any(latin):
        return "\u3000" if gap > _SPACE else ""
    written = all(latin) or (latin[0] and not before.isalnum()) or spaceless
    return " " if written or gap > _MIXED_SPACE else ""
