"""A report in, plain text for a terminal out: counts, turnover, and every change with its redline."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import accumulate
from typing import Any
from unicodedata import combining, east_asian_width

import click

from plandiff.labels.words import Labels
from plandiff.model import FLAGS, KINDS, Change, Edit, Item, Plan, Report, TableChange
from plandiff.renderers import View
from plandiff.renderers.facts import Row, doubt_rows, fact_rows, promise_rows
from plandiff.renderers.groups import groups, heading_line, markers, moved_from, path_line
from plandiff.renderers.xml_text import closed, terminal_text
from plandiff.summary import Counts, count, headings_of, items_of, sections

_COLOURS = {"continued": None, "reworded": "yellow", "new": "green", "dropped": "red"}
_LABEL_WIDTH = 44

Paint = Callable[..., str]


def render(report: Report, view: View) -> str:
    """The report as lines of text; colours only where the view asks for them."""
    plain = _text(report, view, lambda text, **_: text)
    if not view.color:
        return terminal_text(plain)
    # Which escape sequences are the plan's and which are ours: ours begin with a character that the plan has not.
    escape = next(char for char in map(chr, range(0x10FFFF, 0, -1)) if char not in plain)

    def paint(text: str, **style: Any) -> str:
        return click.style(terminal_text(text), **style).replace("\x1b", escape)

    return terminal_text(_text(report, view, paint)).replace(escape, "\x1b")


def _text(report: Report, view: View, paint: Paint) -> str:
    words = view.words
    lines = [
        *_head(report, words, paint),
        "",
        *_tables(report, words, paint),
        "",
        *_changes(report, view, paint),
        "",
        *_to_check(words.promises, promise_rows(report, words), words, paint),
        *_to_check(words.doubts, doubt_rows(report, words), words, paint),
        *_left_out(report, words),
    ]
    return "\n".join(lines).rstrip() + "\n"


def _head(report: Report, words: Labels, paint: Paint) -> Iterator[str]:
    yield paint(words.title, bold=True)
    for side, plan in ((words.old, report.old), (words.new, report.new)):
        yield f"{side}: {_plan_line(plan, words)}"
    for warning in report.warnings:
        yield paint(f"{words.warnings}: {warning}", fg="red", bold=True)


def _plan_line(plan: Plan, words: Labels) -> str:
    size, coverage = words.size.format(n=len(plan.items)), words.coverage.format(share=f"{plan.coverage:.1%}")
    return f"{closed(plan.name)}  {words.fiscal_year(plan.fiscal_year)}  {size}  {coverage}"


def _tables(report: Report, words: Labels, paint: Paint) -> Iterator[str]:
    columns = [words.kind[kind] for kind in KINDS] + [words.flag[flag] for flag in FLAGS]
    rows = ((words.headings, count(headings_of(report))), (words.items, count(items_of(report))))
    yield paint(words.summary, bold=True)
    yield from _table(columns, rows)
    yield ""
    yield paint(words.turnover, bold=True)
    yield from _table(columns, list(_turnover(report, words)))


def _turnover(report: Report, words: Labels) -> Iterator[tuple[str, Counts | None]]:
    """The sections with their counts, each under the heading that holds it."""
    above: tuple[Item, ...] = ()
    for section in sections(report):
        if section.path[:-1] and section.path[:-1] != above:
            yield path_line(section.path[:-1]), None
        above = section.path[:-1]
        yield "  " * len(above) + (path_line(section.path[-1:]) or words.no_section), section.counts


def _table(columns: Sequence[str], rows: Sequence[tuple[str, Counts | None]]) -> Iterator[str]:
    yield _pad("", _LABEL_WIDTH) + "".join(_pad(column, 10, right=True) for column in columns)
    for name, counts in rows:
        figures = [*counts.kinds.values(), *counts.flags.values()] if counts else []
        line = closed(_pad(_clip(name, _LABEL_WIDTH), _LABEL_WIDTH)) + "".join(
            f"{figure or '-':>10}" for figure in figures
        )
        yield line.rstrip()


def _width(text: str) -> int:
    """Columns on a terminal (the wcwidth package knows more scripts, and takes longer to import than to compare)."""
    return sum(map(_columns, text))


@cache
def _columns(char: str) -> int:
    return 0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1


def _pad(text: str, width: int, right: bool = False) -> str:
    space = " " * max(0, width - _width(text))
    return space + text if right else text + space


def _clip(text: str, width: int) -> str:
    columns = list(accumulate(map(_columns, text)))
    if not columns or columns[-1] <= width:
        return text
    return text[: bisect_right(columns, width - 2)] + "…"


def _changes(report: Report, view: View, paint: Paint) -> Iterator[str]:
    words = view.words
    yield paint(words.changes, bold=True)
    above: tuple[Item, ...] = ()
    shown = [group for group in groups(report) if group.changed or (group.unchanged and not view.changes_only)]
    for group in shown:
        yield ""
        yield from _headings(group.path, above, words, paint)
        above = group.path
        for change in group.changed:
            yield from _change(report, change, words, paint)
        if view.unchanged == "full":
            yield from (f"  {words.mark['continued']} {heading_line(change.new[0])}" for change in group.unchanged)
        elif group.unchanged and not view.changes_only:
            yield f"  {words.mark['continued']} {words.unchanged_folded.format(n=len(group.unchanged))}"
    if not any(group.changed for group in shown):
        yield words.no_changes


def _headings(path: tuple[Item, ...], above: tuple[Item, ...], words: Labels, paint: Paint) -> Iterator[str]:
    """The headings that differ from those of the group above, each under the one that holds it."""
    if not path:
        yield paint(words.no_section, bold=True)
    same = 0
    while same < min(len(path), len(above)) and path[same] == above[same]:
        same += 1
    for depth in range(min(same, max(0, len(path) - 1)), len(path)):
        yield paint("  " * depth + "■ " + heading_line(path[depth]), bold=True)


def _change(report: Report, change: Change, words: Labels, paint: Paint) -> Iterator[str]:
    tags = words.tag_separator.join(words.tags(change.kind, change.flags, change.notes))
    yield paint(f"  {words.mark[change.kind]} {tags}", fg=_COLOURS[change.kind]) + f"  {_place(change, words)}"
    if change.moved:
        yield f"      {moved_from(report, change, words)}"
    if change.table:
        yield from _table_change(change.table, words)
        return
    yield from _wording(change, words, paint)
    for row in fact_rows(change, words):
        quoted = " → ".join(filter(None, (row.old, row.new)))
        yield f"      {row.label}: {_indented(quoted, 10)}  {row.remark}".rstrip()


def _wording(change: Change, words: Labels, paint: Paint) -> Iterator[str]:
    """The words of both sides: as one redline, or apart where they share none."""
    if change.redline and any(edit.op == "equal" for edit in change.redline):
        yield f"      {_markers(change)}" + _indented("".join(_edit(edit, paint) for edit in change.redline), 6)
        return
    if change.kind != "new":
        yield from _side(words.old, change.old)
    if change.kind in ("new", "reworded"):
        yield from _side(words.new, change.new)


def _table_change(change: TableChange, words: Labels) -> Iterator[str]:
    """The rows that differ, each with its cells in columns; then what stands around them."""
    from plandiff.tables.display import shown_parts, shown_row, shown_unit

    rows = [shown_row(row, words) for row in change.rows]
    lines = [words.table_columns[2:], *(cell[1:6] for row in rows for cell in row)]
    widths = [max(map(_width, column)) for column in zip(*lines, strict=True)]
    unit = shown_unit(change, words)
    if unit:
        yield f"      {unit}"
    if rows:
        yield f"        {_cells(lines[0], widths)}"
    for row in rows:
        yield f"      {words.row[row[0].status]}: {row[0].label}"
        yield from (f"        {_cells(cell[1:6], widths)}" for cell in row if cell.column)
    for part in shown_parts(change, words):
        yield f"      {part.name}: {part.old or words.none_there} → {part.new or words.none_there}"


def _cells(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (_pad(cell, width, right=n > 0) for n, (cell, width) in enumerate(zip(cells, widths, strict=True)))
    return "  ".join(padded).rstrip()


def _place(change: Change, words: Labels) -> str:
    sides = ((words.old, change.old), (words.new, change.new))
    lines = ((side, ",".join(str(item.line) for item in items)) for side, items in sides if items)
    return " → ".join(words.line_of.format(side=side, n=line) for side, line in lines)


def _markers(change: Change) -> str:
    old, new = markers(change.old), markers(change.new)
    both = old if old == new else f"{old} → {new}"
    return f"{both} " if both.strip() else ""


def _edit(edit: Edit, paint: Paint) -> str:
    if edit.op == "equal":
        return edit.text
    if edit.text.isspace():  # no change of wording; a line break shows where an item ended
        return "" if edit.op == "delete" and "\n" not in edit.text else edit.text
    text = closed(edit.text)
    if edit.op == "delete":
        return paint(f"[-{text}-]", fg="red", strikethrough=True)
    return paint(f"{{+{text}+}}", fg="green", underline=True)


def _side(side: str, items: Sequence[Item]) -> Iterator[str]:
    for item in items:
        yield f"      {side}: {_indented(heading_line(item), 10)}"


def _indented(text: str, columns: int) -> str:
    """A text that goes on below its first line at a column."""
    return text.replace("\n", "\n" + " " * columns)


def _to_check(title: str, rows: Sequence[Row], words: Labels, paint: Paint) -> Iterator[str]:
    """What a reader should look at, each with where it stands and the words of both sides."""
    if rows:
        yield paint(title, bold=True)
    for row in rows:
        yield f"  {row.label}  {_indented(row.remark, 6)}".rstrip()
        for side, text in ((words.old, row.old), (words.new, row.new)):
            if text:
                yield f"      {side}: {_indented(text, 10)}"
    if rows:
        yield ""


def _left_out(report: Report, words: Labels) -> Iterator[str]:
    for side, plan in ((words.old, report.old), (words.new, report.new)):
        for left in plan.left_out:
            line = words.line_of.format(side=side, n=left.line)
            entry = words.left_out_line.format(line=line, text=closed(left.text), reason=words.reason[left.reason])
            yield f"{words.left_out} {entry}"
