"""A report in, GitHub Markdown out: counts, turnover, and a table of changes under each heading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from plandiff import labels
from plandiff.model import FLAGS, KINDS, Change, Edit, Item, Plan, Report
from plandiff.renderers import View
from plandiff.renderers.groups import Group, groups, heading_line, markers, moved_from, path_line
from plandiff.summary import Counts, count, headings_of, items_of, sections

# Whatever Markdown, its GitHub dialect or a table cell could take for syntax, mentions and emoji codes included.
_SYNTAX = re.compile(r"[\\`*_{}\[\]()#+\-.!|~$^=:@<>&]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def render(report: Report, view: View) -> str:
    """The report as one Markdown document whose tables no plan text can break."""
    lines = [
        f"# {labels.TITLE}",
        "",
        *(f"- {side}: {_plan_line(plan)}" for side, plan in ((labels.OLD, report.old), (labels.NEW, report.new))),
        *(f"\n> **{labels.WARNINGS}**: {escape(warning)}" for warning in report.warnings),
        "",
        *_summary(report),
        f"## {labels.CHANGES}",
        "",
        *_changes(report, view),
        *_left_out(report),
    ]
    return "\n".join(lines).rstrip() + "\n"


def escape(text: str) -> str:
    """Plan text as inert Markdown, in one line: rendered, it reads as printed."""
    text = _CONTROL.sub(lambda match: _visible(match[0]), text.replace("\r\n", "\n"))
    return _SYNTAX.sub(lambda match: f"&#{ord(match[0])};", text).replace("\n", "<br>")


def _visible(char: str) -> str:
    return chr(0x2400 + ord(char)) if char < " " else "\u2421" if char == "\x7f" else "\ufffd"


def _plan_line(plan: Plan) -> str:
    size = f"{len(plan.items)} {labels.TYPE['item']}"
    return f"{escape(plan.name)} {labels.fiscal_year(plan.fiscal_year)}、{size}、{labels.COVERAGE} {plan.coverage:.1%}"


def _summary(report: Report) -> Iterator[str]:
    yield f"## {labels.SUMMARY}"
    yield ""
    yield from _table([(labels.HEADINGS, count(headings_of(report))), (labels.ITEMS, count(items_of(report)))])
    yield f"## {labels.TURNOVER}"
    yield ""
    yield from _table([(escape(path_line(s.path)) or labels.NO_SECTION, s.counts) for s in sections(report)])


def _table(rows: Sequence[tuple[str, Counts]]) -> Iterator[str]:
    columns = [labels.KIND[kind] for kind in KINDS] + [labels.FLAG[flag] for flag in FLAGS]
    yield f"| {labels.SECTION} | " + " | ".join(columns) + " |"
    yield "|---|" + "---:|" * len(columns)
    for name, counts in rows:
        figures = [str(figure) for figure in (*counts.kinds.values(), *counts.flags.values())]
        yield f"| {name} | " + " | ".join(figures) + " |"
    yield ""


def _changes(report: Report, view: View) -> Iterator[str]:
    shown = [group for group in groups(report) if group.changed or not view.changes_only]
    for group in shown:
        yield from _group(report, group, view)
    if not any(group.changed for group in shown):
        yield labels.NO_CHANGES
        yield ""


def _group(report: Report, group: Group, view: View) -> Iterator[str]:
    yield f"### {escape(path_line(group.path)) or labels.NO_SECTION}"
    yield ""
    if group.changed:
        yield f"| {labels.KIND_COLUMN} | {labels.OLD} | {labels.NEW} |"
        yield "|---|---|---|"
        for change in group.changed:
            old, new = _side(change.old, change, "delete"), _side(change.new, change, "insert")
            yield f"| {_tags(report, change)} | {old} | {new} |"
        yield ""
        for change in group.changed:
            yield from _table_change(change)
    if group.unchanged and not view.changes_only:
        yield f"<details><summary>{labels.UNCHANGED_FOLDED.format(n=len(group.unchanged))}</summary>"
        yield ""
        for change in group.unchanged:
            yield f"- {escape(heading_line(change.new[0]))}"
        yield ""
        yield "</details>"
        yield ""


def _table_change(change: Change) -> Iterator[str]:
    """A table of what differs between two tables, and another of what stands around their cells."""
    if change.table is None:
        return
    from plandiff.tables.display import shown_cells, shown_parts, shown_unit

    title = labels.TABLE_OF.format(old=change.old[0].line, new=change.new[0].line)
    yield f"**{title}** {escape(shown_unit(change.table))}".rstrip()
    yield ""
    cells = shown_cells(change.table)
    if cells:
        yield _row(labels.TABLE_COLUMNS)
        yield "|---|---|---|---:|---:|---:|---:|"
        yield from (_row((labels.ROW[cell.status], *map(escape, cell[:6]))) for cell in cells)
        yield ""
    parts = shown_parts(change.table)
    if parts:
        yield _row((labels.KIND_COLUMN, labels.OLD, labels.NEW))
        yield "|---|---|---|"
        yield from (_row(map(escape, part)) for part in parts)
        yield ""


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _tags(report: Report, change: Change) -> str:
    tags = [*labels.tags(change.kind, change.flags, change.notes), escape(moved_from(report, change))]
    return "<br>".join(filter(None, tags))


def _side(items: Sequence[Item], change: Change, op: str) -> str:
    """One side's text: words that are only on this side underlined or struck out."""
    if not items:
        return ""
    if change.table:
        return labels.TABLE_BELOW
    if not change.redline:
        return "<br>".join(escape(heading_line(item)) for item in items)
    marker = escape(markers(tuple(items)))
    return f"{marker} ".lstrip() + "".join(_edit(edit) for edit in change.redline if edit.op in ("equal", op))


def _edit(edit: Edit) -> str:
    if edit.op == "equal":
        return escape(edit.text)
    tag = "del" if edit.op == "delete" else "ins"
    return f"<{tag}>{escape(edit.text)}</{tag}>"


def _left_out(report: Report) -> Iterator[str]:
    entries = [(labels.OLD, left) for left in report.old.left_out] + [
        (labels.NEW, left) for left in report.new.left_out
    ]
    if entries:
        yield f"## {labels.LEFT_OUT}"
        yield ""
    for side, left in entries:
        yield f"- {side} {left.line}行: {escape(left.text)}（{labels.REASON[left.reason]}）"
