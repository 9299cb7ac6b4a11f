"""The lines of a column in, the same out with tables without rules put together: figures that end below each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from plandiff.lines import ends_sentence, join_wraps
from plandiff.markers import read_marker
from plandiff.readers.pdf.grids import Grid
from plandiff.readers.pdf.lines import Run
from plandiff.readers.pdf.printed import Printed
from plandiff.tables.figures import is_figure

_MIN_ROWS = 3  # of two figures or more
_SAME = 0.6  # of the size: how far the ends of one column may be apart
_LABEL = 40  # characters
_LABELS_APART = 2  # lines of label alone between rows
_PITCH = 0.8  # of the rows': a line of label so near to a row belongs to its label
_HEADER = 10  # lines at the most


def with_aligned_tables(lines: Sequence[Printed]) -> list[Printed]:
    """The lines, with each table in place of its own."""
    done: list[Printed] = []
    at = 0
    while at < len(lines):
        end = _body_end(lines, at)
        ends = _column_ends(lines[at:end]) if _has_whole_labels(lines[at:end]) else None
        if ends is None:
            end = max(end, at + 1)
            done += lines[at:end]
        else:
            above, header = _header(done, lines[at:end], ends)
            done[len(done) - len(header) - len(above) :] = [_table(header, [*above, *lines[at:end]], ends)]
        at = end
    return done


def _split(line: Printed) -> tuple[list[Run], list[Run]]:
    """The runs of a label and the figures after it; no figures where the line is no row."""
    start = len(line.row)
    while start and is_figure(line.row[start - 1].text):
        start -= 1
    is_row = sum(len(run.text) for run in line.row[:start]) <= _LABEL
    return list(line.row[:start]), list(line.row[start:]) if is_row else []


def _body_end(lines: Sequence[Printed], start: int) -> int:
    """Past the last row that follows the first: rows, and labels alone between them."""
    end = start
    if len(_split(lines[start])[1]) < 2:
        return end
    for n in range(start, len(lines)):
        if _split(lines[n])[1]:
            end = n + 1
        elif n - end >= _LABELS_APART or not _is_cell(lines[n]):
            break
    return end


def _is_cell(line: Printed) -> bool:
    """Whether a line can be of cells: short, unmarked, no sentence, no unit."""
    short = line.row and all(len(run.text) <= _LABEL for run in line.row)
    return bool(short) and not (ends_sentence(line.text) or read_marker(line.text) or "単位" in line.text)


def _has_whole_labels(rows: Sequence[Printed]) -> bool:
    """Whether each row of figures has its label on its own line, and no label goes on above or below it."""
    gaps = sorted(before.y - row.y for before, row in pairwise(rows) if _split(before)[1] and _split(row)[1])
    pitch = gaps[len(gaps) // 2] if gaps else 0.0
    close = any(
        before.y - row.y < _PITCH * pitch
        for before, row in pairwise(rows)
        if not (_split(before)[1] and _split(row)[1])
    )
    return not close and all(label or not figures for label, figures in map(_split, rows))


def _column_ends(rows: Sequence[Printed]) -> list[float] | None:
    """Where the columns of figures end, if there are two or more and each figure has its own."""
    figures = [_split(row)[1] for row in rows]
    if sum(len(row) > 1 for row in figures) < _MIN_ROWS:
        return None
    ends: list[float] = []
    for end, size in sorted((run.x1, run.size) for row in figures for run in row):
        if not ends or end - ends[-1] > _SAME * size:
            ends.append(end)
    for row in figures:
        if len({_column(run.x1, ends) for run in row}) < len(row):
            return None
    counts = [sum(_column(run.x1, ends) == n for row in figures for run in row) for n in range(len(ends))]
    return ends if len(ends) > 1 and min(counts) > 1 else None


def _column(x: float, ends: Sequence[float]) -> int:
    """The column whose figures end nearest to a place."""
    return min(range(len(ends)), key=lambda n: abs(ends[n] - x))


def _header(
    before: Sequence[Printed], rows: Sequence[Printed], ends: Sequence[float]
) -> tuple[list[Printed], list[Printed]]:
    """The labels alone right above the rows, and the lines above those whose every run stands above one column."""
    label_end = _label_end(rows)
    found: list[Printed] = []
    for line in reversed(before[-_HEADER:]):
        if not _is_cell(line) or any(_place(run, label_end, ends) is None for run in line.row):
            break
        found.insert(0, line)
    heads = [n for n, line in enumerate(found) if any(_place(run, label_end, ends) for run in line.row)]
    return (found[heads[-1] + 1 :], found[heads[0] : heads[-1] + 1]) if heads else ([], [])


def _label_end(rows: Iterable[Printed]) -> float:
    return max((run.x1 for row in rows for run in _split(row)[0]), default=0.0)


def _place(run: Run, label_end: float, ends: Sequence[float]) -> int | None:
    """The column, from 0 for the labels', that a run of the header stands above; None where it spans several."""
    if run.x1 <= label_end:
        return 0
    starts = [label_end, *ends]
    for n, end in enumerate(ends):
        if run.x0 >= starts[n] - _SAME * run.size and run.x1 <= end + run.size:
            return n + 1
    return None


def _table(header: Sequence[Printed], rows: Sequence[Printed], ends: Sequence[float]) -> Printed:
    """The table of the rows and the header above them."""
    label_end = _label_end(rows)
    heads: dict[int, list[str]] = defaultdict(list)
    for line in header:
        for run in line.row:
            heads[_place(run, label_end, ends) or 0].append(run.text)
    cells = [tuple(join_wraps(heads[n]) for n in range(len(ends) + 1))] if header else []
    for row in rows:
        label, figures = _split(row)
        at = {_column(run.x1, ends): run.text for run in figures}
        cells.append((_joined(label), *(at.get(n, "") for n in range(len(ends)))))
    first, lines = [*header, *rows][0], [*header, *rows]
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    grid = Grid(left, right, first.y, tuple(cells), (left, *ends))
    return Printed("", left, right, first.y, 0.0, first.right, grid)


def _joined(label: Iterable[Run]) -> str:
    return " ".join(run.text for run in label)
