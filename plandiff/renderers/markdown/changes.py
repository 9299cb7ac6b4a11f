"""The changes under one heading in, lines of Markdown out: a table of them, or a list with a line each."""

from __future__ import annotations

from collections.abc import Iterator

from plandiff.labels.words import Labels
from plandiff.model import Change, Edit, Report
from plandiff.renderers import facts
from plandiff.renderers.facts import fact_rows
from plandiff.renderers.groups import Group, heading_line, markers, moved_from
from plandiff.renderers.markdown.cells import escape, row

_LISTED = 60  # characters of an item in a list


def table_of(report: Report, group: Group, words: Labels) -> Iterator[str]:
    """Both sides of each change, its facts below it; then what differs between tables."""
    if not group.changed:
        return
    yield row((words.kind_column, words.old, words.new))
    yield "|---|---|---|"
    for change in group.changed:
        yield row((_tags(report, change, words), _side(change, "delete", words), _side(change, "insert", words)))
        yield from (row(_fact(fact)) for fact in fact_rows(change, words))
    yield ""
    for change in group.changed:
        yield from _table_change(change, words)


def unchanged_counted(group: Group, words: Labels) -> Iterator[str]:
    """How much was carried over."""
    if group.unchanged:
        yield words.unchanged_folded.format(n=len(group.unchanged))
        yield ""


def unchanged_of(group: Group, words: Labels) -> Iterator[str]:
    """What was carried over, folded."""
    if group.unchanged:
        yield f"<details><summary>{words.unchanged_folded.format(n=len(group.unchanged))}</summary>"
        yield ""
        yield from (f"- {escape(heading_line(change.new[0]))}" for change in group.unchanged)
        yield ""
        yield "</details>"
        yield ""


def listed(change: Change, words: Labels) -> str:
    """A change in one line: what it is, where, and how its text begins."""
    tags = words.tag_separator.join(words.tags(change.kind, change.flags, change.notes))
    text = heading_line((change.new or change.old)[0])
    begins = text if len(text) <= _LISTED else text[:_LISTED] + "…"
    return f"- {tags}  {_place(change, words)}: {escape(begins)}"


def _place(change: Change, words: Labels) -> str:
    sides = ((words.old, change.old), (words.new, change.new))
    lines = ((side, ",".join(str(item.line) for item in items)) for side, items in sides if items)
    return " → ".join(words.line_of.format(side=side, n=line) for side, line in lines)


def _fact(fact: facts.Row) -> tuple[str, str, str]:
    """A fact as a row below its change."""
    return "<br>".join(filter(None, (f"└ {fact.label}", escape(fact.remark)))), escape(fact.old), escape(fact.new)


def _table_change(change: Change, words: Labels) -> Iterator[str]:
    """A table of what differs between two tables, and another of what stands around their cells."""
    if change.table is None:
        return
    from plandiff.tables.display import shown_cells, shown_parts, shown_unit

    title = words.table_of.format(old=change.old[0].line, new=change.new[0].line)
    yield f"**{title}** {escape(shown_unit(change.table, words))}".rstrip()
    yield ""
    cells = shown_cells(change.table, words)
    if cells:
        yield row(words.table_columns)
        yield "|---|---|---|---:|---:|---:|---:|"
        yield from (row((words.row[cell.status], *map(escape, cell[:6]))) for cell in cells)
        yield ""
    parts = shown_parts(change.table, words)
    if parts:
        yield row((words.kind_column, words.old, words.new))
        yield "|---|---|---|"
        yield from (row(map(escape, part)) for part in parts)
        yield ""


def _tags(report: Report, change: Change, words: Labels) -> str:
    tags = [*words.tags(change.kind, change.flags, change.notes), escape(moved_from(report, change, words))]
    return "<br>".join(filter(None, tags))


def _side(change: Change, op: str, words: Labels) -> str:
    """One side's text: words that are only on this side underlined or struck out."""
    items = change.old if op == "delete" else change.new
    if not items:
        return ""
    if change.table:
        return words.table_below
    if not change.redline:
        return "<br>".join(escape(heading_line(item)) for item in items)
    marker = escape(markers(items))
    return f"{marker} ".lstrip() + "".join(_edit(edit) for edit in change.redline if edit.op in ("equal", op))


def _edit(edit: Edit) -> str:
    if edit.op == "equal" or edit.text.isspace():
        return escape(edit.text)
    tag = "del" if edit.op == "delete" else "ins"
    return f"<{tag}>{escape(edit.text)}</{tag}>"
