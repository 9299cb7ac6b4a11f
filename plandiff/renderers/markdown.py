"""A report in, GitHub Markdown out: counts, turnover, and a table of changes under each heading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from plandiff.labels import Labels
from plandiff.model import FLAGS, KINDS, Change, Edit, Plan, Report
from plandiff.renderers import View
from plandiff.renderers.facts import Row, doubt_rows, fact_rows, promise_rows
from plandiff.renderers.groups import Group, groups, heading_line, markers, moved_from, path_line
from plandiff.renderers.xml_text import closed, sheet_text
from plandiff.summary import Counts, count, headings_of, items_of, sections

# Whatever Markdown, its GitHub dialect or a table cell could take for syntax, mentions and emoji codes included.
_SYNTAX = re.compile(r"[\\`*_{}\[\]()#+\-.!|~$^=:@<>&]")


def render(report: Report, view: View) -> str:
    """The report as one Markdown document whose tables no plan text can break."""
    words = view.words
    lines = [
        f"# {words.title}",
        "",
        *(f"- {side}: {_plan_line(plan, words)}" for side, plan in ((words.old, report.old), (words.new, report.new))),
        *(f"\n> **{words.warnings}**: {escape(warning)}" for warning in report.warnings),
        "",
        *_summary(report, words),
        f"## {words.changes}",
        "",
        *_changes(report, view),
        *_to_check(words.promises, promise_rows(report, words), words),
        *_to_check(words.doubts, doubt_rows(report, words), words),
        *_left_out(report, words),
    ]
    return "\n".join(lines).rstrip() + "\n"


def escape(text: str) -> str:
    """Plan text as inert Markdown, in one line: rendered, it reads as printed."""
    return _SYNTAX.sub(lambda match: f"&#{ord(match[0])};", closed(sheet_text(text))).replace("\n", "<br>")


def _plan_line(plan: Plan, words: Labels) -> str:
    size, coverage = words.size.format(n=len(plan.items)), words.coverage.format(share=f"{plan.coverage:.1%}")
    return f"{escape(plan.name)} {words.comma.join((words.fiscal_year(plan.fiscal_year), size, coverage))}"


def _summary(report: Report, words: Labels) -> Iterator[str]:
    yield f"## {words.summary}"
    yield ""
    yield from _table([(words.headings, count(headings_of(report))), (words.items, count(items_of(report)))], words)
    yield f"## {words.turnover}"
    yield ""
    yield from _table([(escape(path_line(s.path)) or words.no_section, s.counts) for s in sections(report)], words)


def _table(rows: Sequence[tuple[str, Counts]], words: Labels) -> Iterator[str]:
    columns = [words.kind[kind] for kind in KINDS] + [words.flag[flag] for flag in FLAGS]
    yield f"| {words.section} | " + " | ".join(columns) + " |"
    yield "|---|" + "---:|" * len(columns)
    for name, counts in rows:
        figures = [str(figure) for figure in (*counts.kinds.values(), *counts.flags.values())]
        yield f"| {name} | " + " | ".join(figures) + " |"
    yield ""


def _changes(report: Report, view: View) -> Iterator[str]:
    shown = [group for group in groups(report) if group.changed or (group.unchanged and not view.changes_only)]
    for group in shown:
        yield from _group(report, group, view)
    if not any(group.changed for group in shown):
        yield view.words.no_changes
        yield ""


def _group(report: Report, group: Group, view: View) -> Iterator[str]:
    words = view.words
    yield f"### {escape(path_line(group.path)) or words.no_section}"
    yield ""
    if group.changed:
        yield f"| {words.kind_column} | {words.old} | {words.new} |"
        yield "|---|---|---|"
        for change in group.changed:
            old, new = _side(change, "delete", words), _side(change, "insert", words)
            yield f"| {_tags(report, change, words)} | {old} | {new} |"
            yield from (_row(_fact(row)) for row in fact_rows(change, words))
        yield ""
        for change in group.changed:
            yield from _table_change(change, words)
    if group.unchanged and not view.changes_only:
        yield f"<details><summary>{words.unchanged_folded.format(n=len(group.unchanged))}</summary>"
        yield ""
        for change in group.unchanged:
            yield f"- {escape(heading_line(change.new[0]))}"
        yield ""
        yield "</details>"
        yield ""


def _fact(row: Row) -> tuple[str, str, str]:
    """A fact as a row below its change."""
    return "<br>".join(filter(None, (f"└ {row.label}", escape(row.remark)))), escape(row.old), escape(row.new)


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
        yield _row(words.table_columns)
        yield "|---|---|---|---:|---:|---:|---:|"
        yield from (_row((words.row[cell.status], *map(escape, cell[:6]))) for cell in cells)
        yield ""
    parts = shown_parts(change.table, words)
    if parts:
        yield _row((words.kind_column, words.old, words.new))
        yield "|---|---|---|"
        yield from (_row(map(escape, part)) for part in parts)
        yield ""


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


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
    if edit.op == "equal":
        return escape(edit.text)
    tag = "del" if edit.op == "delete" else "ins"
    return f"<{tag}>{escape(edit.text)}</{tag}>"


def _to_check(title: str, rows: Sequence[Row], words: Labels) -> Iterator[str]:
    """What a reader should look at: where it stands, the words of both sides, and why."""
    if rows:
        yield f"## {title}"
        yield ""
        yield _row((words.place, words.old, words.new, words.remarks))
        yield "|---|---|---|---|"
        yield from (_row(map(escape, row)) for row in rows)
        yield ""


def _left_out(report: Report, words: Labels) -> Iterator[str]:
    entries = [(words.old, left) for left in report.old.left_out] + [(words.new, left) for left in report.new.left_out]
    if entries:
        yield f"## {words.left_out}"
        yield ""
    for side, left in entries:
        line = words.line_of.format(side=side, n=left.line)
        yield "- " + words.left_out_line.format(line=line, text=escape(left.text), reason=words.reason[left.reason])
