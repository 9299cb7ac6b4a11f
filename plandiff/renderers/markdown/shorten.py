"""The parts of a document and a number of characters in, as much as it holds out, with what was left out said."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from plandiff.errors import FormatError
from plandiff.labels.words import Labels


class Section(NamedTuple):
    """The changes under one heading: with all that is said of them, with the number of what is unchanged, and in a line
    each."""

    opening: str
    full: str
    folded: str
    lines: tuple[str, ...]
    closing: str


class Parts(NamedTuple):
    """A document in pieces, in order; what stands beside the changes comes in full and as numbers of its lines."""

    head: str
    summary: str
    turnover: str
    changes: str
    sections: Sequence[Section]
    beside: str
    beside_counted: str


class _Cut(NamedTuple):
    """What is left out: what is unchanged and the lines beside the changes, or not; from how many sections, from the
    last one, all but a list; how many lines of the lists, from the last one; the turnover, or not."""

    unchanged: bool = False
    beside: bool = False
    listed: int = 0
    dropped: int = 0
    turnover: bool = False


def whole(parts: Parts) -> str:
    """The document with nothing left out."""
    return _document(parts, _Cut(), "")


def shortened(parts: Parts, limit: int, words: Labels) -> str:
    """The document in no more characters than a limit; raises `FormatError` where even its head and summary have more.

    Left out are, until it fits: what is unchanged; the lists beside the changes; the wording of the changes, section by
    section from the last one; their lists, line by line from the last one; the turnover.
    """
    document = whole(parts)
    if len(document) <= limit:
        return document
    cuts = list(_cuts(parts))
    at = bisect_left(cuts, True, key=lambda cut: len(_said(parts, cut, words)) <= limit)
    if at == len(cuts):
        least = len(_said(parts, cuts[-1], words))
        raise FormatError(
            "markdown", f"{limit:,} 字には収まりません。", f"--max-length を {least:,} 以上にしてください。"
        )
    return _said(parts, cuts[at], words)


def _cuts(parts: Parts) -> Iterator[_Cut]:
    """Each leaves out more than the one before it."""
    sections, lines = len(parts.sections), sum(len(section.lines) for section in parts.sections)
    yield _Cut(unchanged=True)
    yield from (_Cut(True, True, n) for n in range(sections + 1))
    yield from (_Cut(True, True, sections, n) for n in range(1, lines + 1))
    yield _Cut(True, True, sections, lines, turnover=True)


def _said(parts: Parts, cut: _Cut, words: Labels) -> str:
    """The document with its cut, and what that is."""
    lines = sum(len(section.lines) for section in parts.sections[len(parts.sections) - cut.listed :])
    counts = {
        "unchanged": cut.unchanged,
        "beside": cut.beside and parts.beside_counted,
        "listed": lines - cut.dropped,
        "dropped": cut.dropped,
        "turnover": cut.turnover,
    }
    left_out = [words.shortened_by[name].format(n=n) for name, n in counts.items() if n]
    return _document(parts, cut, words.shortened.format(what=words.comma.join(left_out)))


def _document(parts: Parts, cut: _Cut, said: str) -> str:
    pieces = [
        parts.head,
        f"> {said}\n\n" if said else "",
        parts.summary,
        "" if cut.turnover else parts.turnover,
        parts.changes,
        *_sections(parts.sections, cut),
        parts.beside_counted if cut.beside else parts.beside,
    ]
    return "".join(pieces).rstrip() + "\n"


def _sections(sections: Sequence[Section], cut: _Cut) -> Iterator[str]:
    in_full = len(sections) - cut.listed
    for section in sections[:in_full]:
        yield section.opening + (section.folded if cut.unchanged else section.full) + section.closing
    listed = sections[in_full:]
    left = sum(len(section.lines) for section in listed) - cut.dropped
    ends = accumulate(len(section.lines) for section in listed)
    for section, end in zip(listed, ends, strict=True):
        shown = section.lines[: max(0, left - end + len(section.lines))]
        if shown:
            yield section.opening + "".join(shown) + "\n" + section.closing
