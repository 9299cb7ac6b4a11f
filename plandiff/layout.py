"""Printed lines in, what the document's layout tells out: where lines wrap, how far paragraphs hang."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import inf
from typing import NamedTuple

from plandiff.lines import Line, columns

_FAR = 0.6  # of a long line
_OUTLYING = 10  # one line in so many may be longer than a page's lines are
_BAND = 8  # columns within which lines of one wrap width end
_WIDE, _NARROW = 40, 20  # columns of lines; narrower ones are no running text
_REPEATS = 3  # lines that are no accident
_FEW = 8  # lines that tell enough
_PHRASES = 0.1  # of the lines after broken ones
_LONG = 0.8  # of the edge
_RAGGED = 4  # columns; the ends of full lines differ by more where the widths of characters are not those of a grid
_OVER = 1.2  # of the edge: no line of a ragged text is longer


class Edge(NamedTuple):
    """Where lines are broken: no word goes past the column `at`, none of these lines past `limit`; a line that reaches
    `long` may have been broken, though long words or lost spaces make it shorter."""

    at: float
    long: float
    limit: float

    def is_full(self, line: Line, after: Line) -> bool:
        """Whether what the next line begins with would not have fitted: a paragraph that ends here may go on there."""
        return line.width <= self.limit and (line.width > self.at or _with_next(line, after) > self.at)

    def is_long(self, line: Line) -> bool:
        """Whether the line may have been broken by its width."""
        return self.long <= line.width <= self.limit


NO_EDGE = Edge(inf, inf, 0)  # nothing is wrapped


class Hang(NamedTuple):
    """Where a paragraph goes on: at a column of the page, or so many columns from where its first line is (`relative`),
    and whether ideographic spaces bring it there."""

    column: int
    relative: bool
    ideographic: bool

    def at(self, first: Line) -> int:
        """The column where the second line of a paragraph stands."""
        return self.column + first.indent if self.relative else self.column


class Layout(NamedTuple):
    """What holds for the document: the `edge` that its lines are broken at; `hangs`, by the style of a marker (empty
    for none), where the second lines of its paragraphs stand; `first_line_indent`, whether an ideographic space at a
    line's start begins a paragraph where that is not known."""

    edge: Edge
    hangs: Mapping[str, Hang]
    first_line_indent: bool


def learn_layout(lines: Sequence[Line]) -> Layout:
    """Learn the layout from all lines that are not whole."""
    lines = [line for line in lines if not line.is_whole]
    edge = _right_edge(lines) if any(line.is_placed for line in lines) else _edge(lines)
    return Layout(edge, *_paragraphs(lines, edge))


def _edge(lines: Sequence[Line]) -> Edge:
    """The edge that most lines end at which an unmarked line follows.

    Hard-wrapped lines end together and anywhere, so that next ones begin in mid-phrase, and hardly any is longer; lines
    that are paragraphs end apart, and on a full stop.
    """
    followed = [(line, after) for line, after in pairwise(lines) if not after.is_marked and line.width >= _NARROW]
    for start in _starts(followed):
        band = [(line, after) for line, after in followed if start <= line.width < start + _BAND]
        broken = [(line, after) for line, after in band if not line.ends_sentence]
        longer = sum(line.width >= start + _BAND for line in lines)
        cut = sum(line.ends_open or after.begins_mid_phrase for line, after in broken)
        is_wrapped = len(broken) >= 0.5 * len(band) and longer <= len(band)
        least = max(1 if start >= _WIDE - _BAND else _REPEATS, _PHRASES * len(broken))
        if is_wrapped and len(band) >= _REPEATS and cut >= least:
            return _measured(broken)
    return NO_EDGE


def _starts(followed: Sequence[tuple[Line, Line]]) -> Iterator[int]:
    """Where the ends of wrapped lines may begin: of those cut in mid-phrase, of long lines, of all lines."""
    cut = [line.width for line, after in followed if not line.ends_sentence and after.begins_mid_phrase]
    start = _densest(cut)
    if sum(start <= width < start + _BAND for width in cut) > max(_REPEATS, 0.5 * len(cut)):
        yield start
    widths = [line.width for line, _ in followed]
    for least in (_WIDE, _NARROW):
        start = _densest([width for width in widths if width >= least])
        yield _densest([width for width in widths if start - _BAND < width < start + _BAND])


def _densest(widths: Sequence[int]) -> int:
    """Where the few columns begin in which most widths are."""
    counts = Counter(widths)
    return max(counts, key=lambda width: (sum(counts[width + k] for k in range(_BAND)), width), default=0)


def _measured(broken: Sequence[tuple[Line, Line]]) -> Edge:
    """The edge of broken lines: just before the least column that a line's next word would have reached.

    Lines cut in mid-phrase tell; where they are few, some of the others may be titles that end near the edge by chance.
    """
    ends = sorted(_with_next(line, after) for line, after in broken)
    cut = sorted(_with_next(line, after) for line, after in broken if after.begins_mid_phrase)
    if len(cut) >= _FEW:
        ends, few = cut, len(cut) // 50
        at = cut[few] - 1
    else:
        few = 0
        at = min([*cut, ends[len(ends) // 4]]) - 2
    ragged = ends[-1 - 4 * few] - ends[4 * few] > _RAGGED
    return Edge(at, at * _LONG, at * _OVER) if ragged else Edge(at, at - _RAGGED, at + _RAGGED)


def _right_edge(lines: Sequence[Line]) -> Edge:
    """The column where most of the placed lines that reach far end, less one; punctuation may hang over it."""
    widths = sorted(line.width for line in lines if line.is_placed)
    ends = Counter(widths)
    far = _FAR * widths[-1 - len(widths) // _OUTLYING]
    at = max((end for end in ends if end >= far), key=lambda end: (ends[end] + ends[end + 1], end)) - 1
    return Edge(at, at * _LONG, inf)


def _with_next(line: Line, after: Line) -> float:
    """The column where a line would have ended with what the next one begins with."""
    if not line.is_placed:
        return line.width + after.lead
    return line.width + after.lead * max(1.0, (line.width - line.indent) / max(1, columns(line.text)))


def _paragraphs(lines: Sequence[Line], edge: Edge) -> tuple[dict[str, Hang], bool]:
    """For each style of marker where most second lines stand, by the full lines that a paragraph begins with; and
    whether few ideographic indents stand in mid-sentence."""
    found: dict[str, Counter[Hang]] = defaultdict(Counter)
    broken = [not line.ends_sentence and edge.is_full(line, after) for line, after in pairwise(lines)]
    begins = True
    for n, is_broken in enumerate(broken):
        line, after = lines[n], lines[n + 1]
        if begins and is_broken and not after.is_marked:
            # A line deeper than the next one of its paragraph is the first of it, and the line before a full title.
            is_first = broken[n + 1 : n + 2] == [True] and lines[n + 2].indent < after.indent
            if not is_first:
                found[line.style][Hang(after.indent, False, after.ideographic)] += 1
                found[line.style][Hang(after.indent - line.indent, True, after.ideographic)] += 1
        begins = not is_broken
    hangs = {
        style: max(counts, key=lambda hang: (counts[hang], hang.relative, -hang.column))
        for style, counts in found.items()
    }
    hanging = [is_broken for is_broken, after in zip(broken, lines[1:], strict=True) if after.ideographic]
    return hangs, 2 * sum(hanging) <= len(hanging)
