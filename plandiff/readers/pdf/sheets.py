"""A page in, its printed lines and tables out in reading order, furniture, ruby and watermarks marked as such."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from plandiff.readers.pdf.aligned import with_aligned_tables
from plandiff.readers.pdf.columns import in_columns
from plandiff.readers.pdf.grids import Grid, read_grids
from plandiff.readers.pdf.lines import Run, read_runs
from plandiff.readers.pdf.page import Page
from plandiff.readers.pdf.printed import Printed

_BASELINE = 0.3  # of the size


class Sheet(NamedTuple):
    """A page taken apart: its tables, its runs, its ruby, and what is printed askew."""

    grids: list[Grid]
    runs: list[Run]
    ruby: list[Run]
    askew: str


def read_sheet(page: Page, spaceless: bool) -> Sheet:
    """Take a page apart; `spaceless` says that the file writes no spaces."""
    grids, chars = read_grids(page.chars, page.rules, spaceless)
    return Sheet(grids, *read_runs(chars, spaceless), page.askew)


def in_order(sheet: Sheet, furniture: Mapping[int, str]) -> list[Printed]:
    """All that a page holds, in reading order; `furniture` says why runs (by number) are left out."""
    level = [run for n, run in enumerate(sheet.runs) if n not in furniture and not run.turn]
    turned = [run for n, run in enumerate(sheet.runs) if n not in furniture and run.turn]
    turned.sort(key=lambda run: (run.turn, -run.y, run.x0))
    pieces: list[Run | Grid] = [*level, *sheet.grids]
    lines: list[Printed] = []
    for column in in_columns(pieces):
        lines += with_aligned_tables(_lines(column.pieces, column.right))
    lines += _lines(turned, None)
    middle = (max((line.y for line in lines), default=0.0) + min((line.y for line in lines), default=0.0)) / 2
    extras = sorted(((sheet.runs[n], reason) for n, reason in furniture.items()), key=lambda extra: -extra[0].y)
    above = [_printed([run], reason=reason) for run, reason in extras if run.y > middle]
    below = [_printed([run], reason=reason) for run, reason in extras if run.y <= middle]
    if sheet.askew:
        below.append(Printed(sheet.askew, 0, 0, 0, 0, reason="watermark"))
    return [*above, *_with_ruby(lines, sheet.ruby), *below]


def _lines(pieces: Sequence[Run | Grid], right: float | None) -> list[Printed]:
    """The pieces of a column, those on one baseline as one line."""
    lines: list[Printed] = []
    for piece in pieces:
        if not isinstance(piece, Run):
            lines.append(Printed("", piece.x0, piece.x1, piece.y, 0.0, right, piece))
        elif lines and lines[-1].row and _beside(lines[-1].row[-1], piece):
            lines[-1] = _printed([*lines[-1].row, piece], right)
        else:
            lines.append(_printed([piece], right))
    return lines


def _beside(run: Run, after: Run) -> bool:
    return run.turn == after.turn and abs(run.y - after.y) <= _BASELINE * min(run.size, after.size)


def _printed(row: Sequence[Run], right: float | None = None, reason: str = "") -> Printed:
    row = sorted(row, key=lambda run: run.x0)
    text = " ".join(run.text for run in row)
    return Printed(text, row[0].x0, row[-1].x1, row[0].y, max(run.size for run in row), right, None, reason, tuple(row))


def _with_ruby(lines: list[Printed], ruby: Sequence[Run]) -> list[Printed]:
    """The ruby before the lines that it stands above."""
    for reading in _lines(ruby, None):
        below = [n for n, line in enumerate(lines) if line.y < reading.y]
        at = max(below, key=lambda n: (lines[n].y, -n)) if below else len(lines)
        lines.insert(at, reading._replace(reason="ruby"))
    return lines
