"""A report in, plain text for a terminal out: counts, turnover, and every change with its redline."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from unicodedata import combining, east_asian_width

import click

from plandiff import labels
from plandiff.model import FLAGS, KINDS, Change, Edit, Item, Plan, Report, TableChange
from plandiff.renderers import View
from plandiff.renderers.groups import groups, heading_line, markers, moved_from, path_line
from plandiff.summary import Counts, count, headings_of, items_of, sections

_COLOURS = {"continued": None, "reworded": "yellow", "new": "green", "dropped": "red"}
_LABEL_WIDTH = 44
_CONTROL = {code: 0x2400 + code for code in range(32) if code not in (9, 10)} | {0x7F: 0x2421}

Paint = Callable[..., str]


def render(report: Report, view: View) -> str:
    """The report as lines of text; colours only where the view asks for them."""
    paint: Paint = click.style if view.color else (lambda text, **_: text)
    lines = [
        *_head(report, paint),
        "",
        *_tables(report, paint),
        "",
        *_changes(report, view, paint),
        "",
        *_left_out(report),
    ]
    return "\n".join(lines).translate(_CONTROL if not view.color else {}).rstrip() + "\n"


def _head(report: Report, paint: Paint) -> Iterator[str]:
    yield paint(labels.TITLE, bold=True)
    for side, plan in ((labels.OLD, report.old), (labels.NEW, report.new)):
        yield f"{side}: {_plan_line(plan)}"
    for warning in report.warnings:
        yield paint(f"{labels.WARNINGS}: {warning}", fg="red", bold=True)


def _plan_line(plan: Plan) -> str:
    size = f"{labels.TYPE['item']} {len(plan.items)}"
    return f"{plan.name}  {labels.fiscal_year(plan.fiscal_year)}  {size}  {labels.COVERAGE} {plan.coverage:.1%}"


def _tables(report: Report, paint: Paint) -> Iterator[str]:
    columns = [labels.KIND[kind] for kind in KINDS] + [labels.FLAG[flag] for flag in FLAGS]
    rows = ((labels.HEADINGS, count(headings_of(report))), (labels.ITEMS, count(items_of(report))))
    yield paint(labels.SUMMARY, bold=True)
    yield from _table(columns, rows)
    yield ""
    yield paint(labels.TURNOVER, bold=True)
    yield from _table(columns, list(_turnover(report)))


def _turnover(report: Report) -> Iterator[tuple[str, Counts | None]]:
    """The sections with their counts, each under the heading that holds it."""
    above: tuple[Item, ...] = ()
    for section in sections(report):
        if section.path[:-1] and section.path[:-1] != above:
            yield path_line(section.path[:-1]), None
        above = section.path[:-1]
        yield "  " * len(above) + (path_line(section.path[-1:]) or labels.NO_SECTION), section.counts


def _table(columns: Sequence[str], rows: Sequence[tuple[str, Counts | None]]) -> Iterator[str]:
    yield _pad("", _LABEL_WIDTH) + "".join(_pad(column, 10, right=True) for column in columns)
    for name, counts in rows:
        figures = [*counts.kinds.values(), *counts.flags.values()] if counts else []
        line = _pad(_clip(name, _LABEL_WIDTH), _LABEL_WIDTH) + "".join(f"{figure or '-':>10}" for figure in figures)
        yield line.rstrip()


def _width(text: str) -> int:
    """Columns on a terminal (the wcwidth package knows more scripts, and takes longer to import than to compare)."""
    return sum(0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1 for char in text)


def _pad(text: str, width: int, right: bool = False) -> str:
    space = " " * max(0, width - _width(text))
    return space + text if right else text + space


def _clip(text: str, width: int) -> str:
    if _width(text) <= width:
        return text
    while _width(text) > width - 2:
        text = text[:-1]
    return text + "…"


def _changes(report: Report, view: View, paint: Paint) -> Iterator[str]:
    yield paint(labels.CHANGES, bold=True)
    above: tuple[Item, ...] = ()
    shown = [group for group in groups(report) if group.changed or not view.changes_only]
    for group in shown:
        yield ""
        yield from _headings(group.path, above, paint)
        above = group.path
        for change in group.changed:
            yield from _change(report, change, paint)
        if group.unchanged and not view.changes_only:
            yield f"  {labels.MARK['continued']} {labels.UNCHANGED_FOLDED.format(n=len(group.unchanged))}"
    if not any(group.changed for group in shown):
        yield labels.NO_CHANGES


def _headings(path: tuple[Item, ...], above: tuple[Item, ...], paint: Paint) -> Iterator[str]:
    """The headings that differ from those of the group above, each under the one that holds it."""
    if not path:
        yield paint(labels.NO_SECTION, bold=True)
    same = 0
    while same < min(len(path), len(above)) and path[same] == above[same]:
        same += 1
    for depth in range(min(same, max(0, len(path) - 1)), len(path)):
        yield paint("  " * depth + "■ " + heading_line(path[depth]), bold=True)


def _change(report: Report, change: Change, paint: Paint) -> Iterator[str]:
    tags = "・".join(labels.tags(change.kind, change.flags, change.notes))
    yield paint(f"  {labels.MARK[change.kind]} {tags}", fg=_COLOURS[change.kind]) + f"  {_place(change)}"
    if change.moved:
        yield f"      {moved_from(report, change)}"
    if change.table:
        yield from _table_change(change.table)
        return
    if change.redline and any(edit.op == "equal" for edit in change.redline):
        yield f"      {_markers(change)}" + "".join(_edit(edit, paint) for edit in change.redline).replace(
            "\n", "\n      "
        )
        return
    if change.kind != "new":
        yield from _side(labels.OLD, change.old)
    if change.kind in ("new", "reworded"):
        yield from _side(labels.NEW, change.new)


def _table_change(change: TableChange) -> Iterator[str]:
    """The rows that differ, each with its cells in columns; then what stands around them."""
    from plandiff.tables.display import shown_parts, shown_row, shown_unit

    rows = [shown_row(row) for row in change.rows]
    lines = [labels.TABLE_COLUMNS[2:], *(cell[1:6] for row in rows for cell in row)]
    widths = [max(map(_width, column)) for column in zip(*lines, strict=True)]
    unit = shown_unit(change)
    if unit:
        yield f"      {unit}"
    if rows:
        yield f"        {_cells(lines[0], widths)}"
    for row in rows:
        yield f"      {labels.ROW[row[0].status]}: {row[0].label}"
        yield from (f"        {_cells(cell[1:6], widths)}" for cell in row if cell.column)
    for part in shown_parts(change):
        yield f"      {part.name}: {part.old or labels.NONE_THERE} → {part.new or labels.NONE_THERE}"


def _cells(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (_pad(cell, width, right=n > 0) for n, (cell, width) in enumerate(zip(cells, widths, strict=True)))
    return "  ".join(padded).rstrip()


def _place(change: Change) -> str:
    sides = ((labels.OLD, change.old), (labels.NEW, change.new))
    return " → ".join(f"{side} {','.join(str(item.line) for item in items)}行" for side, items in sides if items)


def _markers(change: Change) -> str:
    old, new = markers(change.old), markers(change.new)
    both = old if old == new else f"{old} → {new}"
    return f"{both} " if both.strip() else ""


def _edit(edit: Edit, paint: Paint) -> str:
    if edit.op == "equal":
        return edit.text
    if edit.op == "delete":
        return paint(f"[-{edit.text}-]", fg="red", strikethrough=True)
    return paint(f"{{+{edit.text}+}}", fg="green", underline=True)


def _side(side: str, items: Sequence[Item]) -> Iterator[str]:
    for item in items:
        yield f"      {side}: " + heading_line(item).replace("\n", "\n          ")


def _left_out(report: Report) -> Iterator[str]:
    for side, plan in ((labels.OLD, report.old), (labels.NEW, report.new)):
        for left in plan.left_out:
            yield f"{labels.LEFT_OUT} {side} {left.line}行: {left.text}（{labels.REASON[left.reason]}）"
