"""Two tables in, what differs between them out: rows by label, columns by header, figures with difference and rate."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from plandiff.model import CellChange, Item, PartChange, Plan, RowChange, Table, TableChange
from plandiff.normalise import fold
from plandiff.tables.columns import align_columns
from plandiff.tables.figures import Same, compare_cells, unit_in_brackets
from plandiff.tables.find import unit_in
from plandiff.tables.grid import Row, read_grid
from plandiff.tables.likeness import key
from plandiff.tables.rows import align_rows

_UNIT = r"単位\s*[：:]\s*([^）)\]】〕\s]+)"  # compiled when first needed: most tables come with their unit
_BESIDE = 40  # characters of a paragraph that can say a table's unit


def unit_of(plan: Plan, item: Item) -> str:
    """The unit of a table: its own, or the one printed in its caption or header, or in a short paragraph beside it."""
    table = item.table
    if table is None or table.unit:
        return table.unit if table else ""
    beside = (plan.items[n] for n in (item.index - 1, item.index + 1) if 0 <= n < len(plan.items))
    short = (other.text for other in beside if other.type != "table" and len(other.text) <= _BESIDE)
    texts = (table.caption, *(cell for row in table.rows[: max(1, table.header)] for cell in row), *short)
    return next((match[1] for text in texts if (match := re.search(_UNIT, text))), "")


def compare_tables(old: Table, new: Table, same: Same) -> TableChange | None:
    """What differs, or None. `same` says of two texts whether one was carried over as the other.

    The tables have the units that are to be read with them, wherever these were printed.
    """
    comparison = _Comparison(old, new, same)
    rows, parts = tuple(comparison.rows()), tuple(comparison.parts())
    return TableChange(rows, parts, new.unit) if rows or parts else None


class _Comparison:
    def __init__(self, old: Table, new: Table, same: Same) -> None:
        self.same = same
        self.old, self.new = old, new
        grids = read_grid(old), read_grid(new)
        self.olds, self.news = grids[0].rows, grids[1].rows
        self.headers = grids[0].headers, grids[1].headers
        self.units = [
            [unit_in_brackets(header) or table.unit for header in grid.headers]
            for table, grid in zip((old, new), grids, strict=True)
        ]
        self.columns = align_columns(*self.headers, same)
        self.links = align_rows(self.olds, self.news, same)

    # ---- rows

    def rows(self) -> Iterator[RowChange]:
        """The rows that differ, in the new order; dropped ones after the row that they followed."""
        back = {new: old for old, new in self.links.items()}
        dropped = _dropped_after(len(self.olds), self.links)
        for place in range(-1, len(self.news)):
            if place in back:
                yield from self._changed(back[place], place)
            elif place >= 0:
                yield self._one_sided(1, place)
            yield from (self._one_sided(0, n) for n in dropped.get(place, ()))

    def _one_sided(self, side: int, place: int) -> RowChange:
        """A new or a dropped row, with all its cells that are filled."""
        rows = (self.olds, self.news)[side]
        path = rows[place].path
        cells = tuple(
            CellChange(self.headers[side][n], n + 1, *((None, cell) if side else (cell, None)))
            for n, cell in enumerate(rows[place].cells)
            if cell.strip()
        )
        above = _above(rows, place)
        return RowChange("new", path, (), *above, cells) if side else RowChange("dropped", (), path, *above, cells)

    def _changed(self, old: int, new: int) -> Iterator[RowChange]:
        before, after = self.olds[old], self.news[new]
        cells = tuple(self._cells(before, after))
        if cells or not self._is_same_label(before.path[-1], after.path[-1]):
            yield RowChange("changed", after.path, before.path, *_above(self.news, new), cells)

    def _is_same_label(self, old: str, new: str) -> bool:
        return old == new or key(old) == key(new) or self.same(old, new)

    def _cells(self, old: Row, new: Row) -> Iterator[CellChange]:
        """The cells that differ; the rows whole, verbatim, where nothing says which columns are counterparts."""
        if self.columns is None:
            if not self.same(" ".join(old.cells), " ".join(new.cells)):
                yield CellChange("", 0, " ".join(old.cells), " ".join(new.cells))
            return
        own = unit_in_brackets(old.path[-1]), unit_in_brackets(new.path[-1])
        for a, b in self.columns:
            if a is None or b is None:
                yield from self._cell_of_one_table(old, new, a, b)
                continue
            units = own[0] or self.units[0][a], own[1] or self.units[1][b]
            if old.cells[a] == new.cells[b] and units[0] == units[1]:
                continue
            delta = compare_cells(old.cells[a], new.cells[b], units, self.same)
            if delta:
                header = self.headers[1][b] or self.headers[0][a]
                yield CellChange(header, b + 1, old.cells[a], new.cells[b], *delta)

    def _cell_of_one_table(self, old: Row, new: Row, a: int | None, b: int | None) -> Iterator[CellChange]:
        if a is not None and old.cells[a].strip():
            yield CellChange(self.headers[0][a], a + 1, old.cells[a], None)
        if b is not None and new.cells[b].strip():
            yield CellChange(self.headers[1][b], b + 1, None, new.cells[b])

    # ---- what stands around them

    def parts(self) -> Iterator[PartChange]:
        """The caption, the unit, the headers, the notes and the lines without a place that differ."""
        if not self.same(_bare(self.old.caption), _bare(self.new.caption)):
            yield PartChange("caption", self.old.caption or None, self.new.caption or None)
        if fold(self.old.unit) != fold(self.new.unit):
            yield PartChange("unit", self.old.unit or None, self.new.unit or None)
        for a, b in self.columns or ():
            before = None if a is None else self.headers[0][a]
            after = None if b is None else self.headers[1][b]
            if before != after and not (before and after and self.same(before, after)):
                yield PartChange("column", before, after)
        for old in _without(self.old.notes, self.new.notes, self.same):
            yield PartChange("note", old, None)
        for new in _without(self.new.notes, self.old.notes, lambda a, b: self.same(b, a)):
            yield PartChange("note", None, new)
        for old in _without(self.old.unplaced, self.new.unplaced, self.same):
            yield PartChange("unplaced", old, None)
        for new in _without(self.new.unplaced, self.old.unplaced, lambda a, b: self.same(b, a)):
            yield PartChange("unplaced", None, new)


def _bare(caption: str) -> str:
    """A caption without the unit, which some formats hold in it."""
    unit = unit_in(caption)
    return caption[: unit.start()] + caption[unit.end() :] if unit else caption


def _dropped_after(count: int, links: Mapping[int, int]) -> Mapping[int, list[int]]:
    """The old rows without a counterpart, by the new row that they come after (-1: none)."""
    dropped: dict[int, list[int]] = defaultdict(list)
    place = -1
    for n in range(count):
        place = links.get(n, place)
        if n not in links:
            dropped[place].append(n)
    return dropped


def _above(rows: Sequence[Row], place: int) -> tuple[str, int]:
    """The label of the nearest row above that has one, and how many rows below it this one stands."""
    labelled = next((n for n in range(place - 1, -1, -1) if rows[n].path[-1]), -1)
    return rows[labelled].path[-1] if labelled >= 0 else "", place - labelled


def _without(lines: Sequence[str], others: Sequence[str], same: Same) -> Iterator[str]:
    """The lines that are not among the others, each of which stands for one."""
    left = list(others)
    for line in lines:
        found = next((n for n, other in enumerate(left) if same(line, other)), None)
        if found is None:
            yield line
        else:
            left.pop(found)
