"""What differs between two tables in, rows ready for showing out: one for each cell, all in words and figures."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import zip_longest
from typing import Literal, NamedTuple

from plandiff.labels.words import Labels
from plandiff.model import CellChange, PartChange, RowChange, TableChange

_SEPARATOR = " > "


class ShownCell(NamedTuple):
    """A line of a table of changes: the row's labels, the column, the texts verbatim (empty where there is none), the
    difference (増減額) and the rate (増減率) with △ for less; what became of the row, as a key of `Labels.row`."""

    label: str
    column: str
    old: str
    new: str
    difference: str
    rate: str
    status: Literal["changed", "new", "dropped"]


class ShownPart(NamedTuple):
    """A line about what stands around the cells, such as a note: its name, and its text in either table."""

    name: str
    old: str
    new: str


def shown_cells(change: TableChange, words: Labels) -> list[ShownCell]:
    """The cells that differ, in the new table's order; a row that is only renamed, or empty, has a line of its own."""
    return [cell for row in change.rows for cell in shown_row(row, words)]


def shown_row(row: RowChange, words: Labels) -> list[ShownCell]:
    """The lines of one row."""
    return [_shown(row, cell, words) for cell in row.cells or (None,)]


def shown_unit(change: TableChange, words: Labels) -> str:
    """The unit, or both where the tables differ in it; nothing where none is printed."""
    old = next((part.old for part in change.parts if part.part == "unit"), change.unit)
    if old == change.unit:
        return words.table_unit.format(new=change.unit) if change.unit else ""
    return words.table_units.format(old=old or words.none_there, new=change.unit or words.none_there)


def shown_parts(change: TableChange, words: Labels) -> list[ShownPart]:
    """What differs around the cells but for the unit; notes, and lines without a place, in order side by side."""
    found = [_part(part, words) for part in change.parts if part.part in ("caption", "column")]
    for name in ("note", "unplaced"):
        old = [part.old for part in change.parts if part.part == name and part.old is not None]
        new = [part.new for part in change.parts if part.part == name and part.new is not None]
        found += [ShownPart(words.table_part[name], a, b) for a, b in zip_longest(old, new, fillvalue="")]
    return found


def _part(part: PartChange, words: Labels) -> ShownPart:
    return ShownPart(words.table_part[part.part], part.old or "", part.new or "")


def _shown(row: RowChange, cell: CellChange | None, words: Labels) -> ShownCell:
    if cell is None:
        return ShownCell(_label(row, words), "", "", "", "", "", row.status)
    rate = f"{_figure(cell.rate)}%" if cell.rate is not None else ""
    figures = _figure(cell.difference), rate
    return ShownCell(_label(row, words), _column(cell, words), cell.old or "", cell.new or "", *figures, row.status)


def _label(row: RowChange, words: Labels) -> str:
    """The labels of a row, with the old ones beside them where its own was another."""
    label = _path(row, row.label or row.old_label, words)
    renamed = row.status == "changed" and row.label[-1] != row.old_label[-1]
    return words.row_was.format(new=label, old=_path(row, row.old_label, words)) if renamed else label


def _path(row: RowChange, path: Sequence[str], words: Labels) -> str:
    if path[-1]:
        return _SEPARATOR.join(path)
    return (words.row_below if row.above else words.row_from_top).format(label=row.above, n=row.below)


def _column(cell: CellChange, words: Labels) -> str:
    return cell.column or (words.column.format(n=cell.place) if cell.place else words.whole_row)


def _figure(value: Decimal | None) -> str:
    """1,234 and △1,234, as tables print them."""
    return "" if value is None else f"{'△' if value < 0 else ''}{abs(value):,f}"
