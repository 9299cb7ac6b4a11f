"""A draft in, hits in its tables out: totals that do not add up, totals that differ between tables, units missing.

Structures that cannot be read with certainty are left alone: a line of totals is judged where most of it adds up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from plandiff.check.draft import Draft
from plandiff.check.findings import Hit
from plandiff.model import Item, Plan
from plandiff.normalise import WHITE
from plandiff.tables.compare import unit_of
from plandiff.tables.figures import conversion, is_figure, read_figure, read_sign, unit_in_brackets
from plandiff.tables.grid import TOTALS, Grid, Row, of_which, read_grid

# Amounts in these are rounded as they are printed, so that each may be off by half of its last place.
_ROUNDED = frozenset("千円 万円 百万円 千万円 億円 十億円 兆円".split())
_ENDINGS = ("計", "合計", "総額")
_COUNTS = ("数", "率", "割合", "回", "年度", "番号", "順位", "指数", "倍")
_YEARS = range(1900, 2101)
_FEWEST = 2  # parts that make a total


class _Sum(NamedTuple):
    """A total as printed beside the sum of its parts: the row, its column, whether they agree."""

    label: str
    column: str
    printed: Decimal
    summed: Decimal
    agrees: bool


def wrong_totals(draft: Draft) -> Iterator[Hit]:
    """Totals at the foot and at the end of rows that differ from the sum of what they add up, rounding aside."""
    for item, grid, unit in _grids(draft.plan):
        for line in (*_feet(grid, unit), _ends(grid, unit)):
            if 2 * sum(total.agrees for total in line) >= len(line) or (len(line) == 1 and _is_flat(grid)):
                yield from (_wrong(item, total) for total in line if not total.agrees)


def _wrong(item: Item, total: _Sum) -> Hit:
    place = "・".join(filter(None, (total.label, total.column)))
    return Hit(f"「{place}」は {total.printed:,} ですが、内訳の和は {total.summed:,} です。", place, item)


def _grids(plan: Plan) -> Iterator[tuple[Item, Grid, str]]:
    for item in plan.items:
        if item.table and item.table.rows:
            yield item, read_grid(item.table), unit_of(plan, item)


def _feet(grid: Grid, unit: str) -> Iterator[list[_Sum]]:
    """For each total row, its columns beside the sums of the rows it closes."""
    above: list[Row] = []
    for row in grid.rows:
        label = WHITE.sub("", row.path[-1])
        if label in TOTALS:
            parts = [part for part in above if part.path[:-1] == row.path[:-1] and not of_which(part.path[-1])]
            columns = zip(*(part.cells for part in parts), strict=True) if parts else ()
            lines = zip(grid.headers, row.cells, columns, strict=False)
            yield [total for name, cell, of in lines for total in _sum(_name(row), name, cell, of, unit)]
            above = []
        elif not any(map(str.strip, row.cells)):
            above = []
        else:
            above.append(row)


def _ends(grid: Grid, unit: str) -> list[_Sum]:
    """The column of totals, if it is the only one, beside the sums of the columns before it."""
    at = [n for n, header in enumerate(grid.headers) if WHITE.sub("", header).endswith(_ENDINGS)]
    if at != [len(grid.headers) - 1]:
        return []
    name = grid.headers[-1]
    return [total for row in grid.rows for total in _sum(_name(row), name, row.cells[-1], row.cells[:-1], unit)]


def _sum(label: str, column: str, printed: str, parts: Sequence[str], unit: str) -> Iterator[_Sum]:
    total, figures = read_figure(printed), [_value(part) for part in parts]
    values = [value for value in figures if value is not None]
    if total is None or len(values) < max(len(figures), _FEWEST):
        return
    slack = Decimal(len(values) + 1) / 2 if unit in _ROUNDED else Decimal(0)
    summed = sum(values, Decimal(0))
    yield _Sum(label, column, total.value, summed, abs(summed - total.value) <= slack)


def _value(cell: str) -> Decimal | None:
    figure = read_figure(cell)
    if figure:
        return None if figure.unit or figure.bracketed else figure.value
    return Decimal(0) if read_sign(cell) == "-" else None


def _name(row: Row) -> str:
    return " ".join(filter(None, row.path))


def _is_flat(grid: Grid) -> bool:
    """Whether no row stands below another, nor only one column tells that the total is one."""
    return len({len(row.path) for row in grid.rows}) == 1 and not any(of_which(row.path[-1]) for row in grid.rows)


def differing_totals(draft: Draft) -> Iterator[Hit]:
    """Totals of one name, under one header, that differ between two tables in one unit or its multiples."""
    seen: dict[tuple[str, str], tuple[Item, str, Decimal]] = {}
    for item, grid, unit in _grids(draft.plan):
        for row in grid.rows:
            for header, cell in zip(grid.headers, row.cells, strict=True):
                key, figure = (WHITE.sub("", "".join(row.path)), WHITE.sub("", header)), read_figure(cell)
                if figure and key[0] not in TOTALS and key[0].endswith(_ENDINGS):
                    first, other, value = seen.setdefault(key, (item, unit, figure.value))
                    if first is not item and _differ(value, other, figure.value, unit):
                        message = (
                            f"{draft.at(first)}の表では {value:,}{other} ですが、ここでは {figure.value:,}{unit} です。"
                        )
                        yield Hit(message, f"{_name(row)}・{header}", item)


def _differ(old: Decimal, old_unit: str, new: Decimal, new_unit: str) -> bool:
    factor = conversion(old_unit, new_unit)
    return factor is not None and abs(old * factor - new) > max(factor, Decimal(1)) / 2


def without_unit(draft: Draft) -> Iterator[Hit]:
    """Tables of bare figures that name no unit: beside the table, in a header, a label or a cell."""
    for item, grid, unit in _grids(draft.plan):
        names = [
            *grid.headers,
            *(label for row in grid.rows for label in row.path),
            item.table.caption if item.table else "",
        ]
        cells = [cell for row in grid.rows for cell in row.cells if cell.strip()]
        if not unit and not any(map(_names_measure, names)) and cells and all(map(_is_bare, cells)):
            yield Hit("表の数値に単位がありません。", item.text[:40], item)


def _names_measure(name: str) -> bool:
    return "単位" in name or bool(unit_in_brackets(name)) or name.strip().endswith(_COUNTS)


def _is_bare(cell: str) -> bool:
    figure = read_figure(cell)
    return is_figure(cell) and (figure is None or (not figure.unit and ("," in cell or figure.value not in _YEARS)))
