"""The lines of all pages in, apart from them the running heads and page numbers that repeat at the same height."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import NamedTuple

from plandiff.furniture import is_page_number
from plandiff.markers import read_marker
from plandiff.normalise import fold
from plandiff.readers.pdf.lines import Run

_DIGITS = re.compile(r"\d+")
_ROWS = 3  # at the top and at the bottom of a page
_SAME = 3.0  # points
_CLEAR = 1.4  # of the line pitch: further from the text than its lines are from each other
_FEW, _OFTEN = 5, 3  # pages of a short plan; pages of a longer one that furniture stands on
_SHARE = 0.3  # of the pages from the first that it stands on to the last: left and right ones, chapters' first ones
_LONGEST = 60  # characters


def repeated(pages: Sequence[Sequence[Run]]) -> list[dict[int, str]]:
    """For each page which of its runs (by number) are furniture, and why: a key of `Labels.reason`.

    Furniture stands clear of the text and says the same, numbers aside, at the same height of another page; what
    begins with a marker must be the same to the letter.
    """
    rows = [_rows(runs) for runs in pages]
    pitches = sorted(gap for page in rows for gap in _gaps(page))
    clear = _CLEAR * pitches[len(pitches) // 2] if pitches else 0.0
    places: dict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
    for page, runs in enumerate(pages):
        for n in _outer(rows[page], clear):
            if _may_be_furniture(runs[n].text):
                for height in (round(runs[n].y / _SAME), round(runs[n].y / _SAME) + 1):
                    places[_key(runs[n].text), height].append((page, n))
    found: list[dict[int, str]] = [{} for _ in pages]
    for members in places.values():
        if _is_often({page for page, _ in members}, len(pages)):
            for page, n in members:
                found[page][n] = "page-number" if is_page_number(pages[page][n].text) else "running-head"
    return found


def _is_often(found: Collection[int], pages: int) -> bool:
    """Whether furniture would stand on so many pages: a heading or a caption now and then begins a page, too."""
    enough = len(found) >= (_OFTEN if pages > _FEW else 2)
    return enough and len(found) >= _SHARE * (max(found) - min(found) + 1)


def _may_be_furniture(text: str) -> bool:
    return len(text) <= _LONGEST and not text.endswith("。")


def _key(text: str) -> str:
    folded = fold(text)
    return folded if read_marker(text) and not is_page_number(text) else _DIGITS.sub("#", folded)


class _Row(NamedTuple):
    """Runs (by number) on one height of a page."""

    y: float
    runs: list[int]


def _rows(runs: Sequence[Run]) -> list[_Row]:
    """The rows of a page, downwards."""
    rows: list[_Row] = []
    for n in sorted((n for n in range(len(runs)) if not runs[n].turn), key=lambda n: -runs[n].y):
        if rows and rows[-1].y - runs[n].y <= _SAME:
            rows[-1].runs.append(n)
        else:
            rows.append(_Row(runs[n].y, [n]))
    return rows


def _gaps(rows: Sequence[_Row]) -> list[float]:
    return [abs(row.y - after.y) for row, after in pairwise(rows)]


def _outer(rows: Sequence[_Row], clear: float) -> list[int]:
    """The runs of the first and of the last rows of a page, as far as they stand clear of the text."""
    outer: list[int] = []
    for ends in (rows, rows[::-1]):
        gaps = _gaps(ends)[:_ROWS]
        widest = max(gaps, default=0.0)
        if widest > clear:
            outer += [n for row in ends[: gaps.index(widest) + 1] for n in row.runs]
    return outer
