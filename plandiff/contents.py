"""The texts of lines in, which of them are a printed table of contents out: leaders and page numbers that only rise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from plandiff.normalise import fold

# Compiled when first needed: few plans have a table of contents.
_ENTRY = r"(?i)\S.*?[.・…‥⋯]{4,}[-(]?(?:p\.?)?(\d{1,4})[-)]?"
_TITLE = r"[【〔<\[]?(?:目次|もくじ|内容)[】〕>\]]?"
_LEADERS = frozenset(".．･・…‥⋯")
_APART = 3  # lines: an entry may be broken, and stand apart from the next
_FEWEST = 2
_LONGEST = 200  # characters


def contents_lines(texts: Sequence[str]) -> set[int]:
    """The lines (by number) of tables of contents, with their titles and what stands between their entries."""
    found: set[int] = set()
    filled = [n for n, text in enumerate(texts) if text]
    for run in _runs([(at, page) for at, n in enumerate(filled) if (page := _page(texts[n])) is not None]):
        first = run[0]
        above = range(max(0, first - _APART - 1), first)
        first = next((at for at in above if re.fullmatch(_TITLE, fold(texts[filled[at]]))), first)
        found.update(filled[first : run[-1] + 1])
    return found


def _page(text: str) -> int | None:
    """The page that an entry ends with, or None for no entry."""
    if (
        len(text) > _LONGEST
        or not (text[-1].isdecimal() or text[-1] in "-－)）")
        or sum(map(_LEADERS.__contains__, text)) < 2
    ):
        return None  # most lines
    entry = re.fullmatch(_ENTRY, fold(text))
    return int(entry[1]) if entry else None


def _runs(entries: Sequence[tuple[int, int]]) -> Iterator[list[int]]:
    """The places of entries that stand near each other and whose page numbers never fall, if there are several."""
    run: list[tuple[int, int]] = []
    for entry in entries:
        if run and (entry[0] - run[-1][0] > _APART or entry[1] < run[-1][1]):
            if len(run) >= _FEWEST:
                yield [at for at, _ in run]
            run = []
        run.append(entry)
    if len(run) >= _FEWEST:
        yield [at for at, _ in run]
