"""A report in, one self-contained HTML file out: built as a tree by lxml, so that no plan text can become markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import Any

from lxml.html import tostring
from lxml.html.builder import E

from plandiff.labels import Labels
from plandiff.model import FLAGS, KINDS, Change, Plan, Report, TableChange
from plandiff.renderers import View
from plandiff.renderers.groups import Group, groups, heading_line, markers, moved_from, path_line
from plandiff.summary import Counts, count, headings_of, items_of, sections

_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

Element = Any  # lxml's elements have no types of their own


def render(report: Report, view: View) -> str:
    """The report as a page that needs nothing but itself."""
    shown = [group for group in groups(report) if group.changed or not view.changes_only]
    words = view.words
    page = E.html(
        E.head(
            E.meta(charset="utf-8"),
            E.meta(name="viewport", content="width=device-width, initial-scale=1"),
            E.title(_text(f"{words.title}: {report.old.name} → {report.new.name}")),
            E.style(files("plandiff.renderers").joinpath("report.css").read_text(encoding="utf-8")),
        ),
        E.body(
            _header(report, words),
            E.nav(E.h2(words.contents), _contents(shown, words), {"aria-label": words.contents}),
            E.main(
                _summary(report, words),
                _turnover(report, words),
                _changes(report, shown, view),
                *_left_out(report, words),
            ),
        ),
        lang=words.language,
    )
    return f"<!DOCTYPE html>\n{tostring(page, encoding='unicode')}\n"


def _text(text: str) -> str:
    """Text that XML can hold: control characters as their pictures, lone surrogates as the replacement character."""
    return _UNFIT.sub(lambda match: chr(0x2400 + ord(match[0])) if match[0] < " " else "\ufffd", text)


def _header(report: Report, words: Labels) -> Element:
    plans = [E.p(E.b(side + " "), _text(_plan_line(plan, words))) for side, plan in _sides(report, words)]
    warnings = [E.p(E.b(words.warnings + " "), _text(warning), {"class": "warning"}) for warning in report.warnings]
    return E.header(E.h1(words.title), *plans, *warnings)


def _sides(report: Report, words: Labels) -> tuple[tuple[str, Plan], tuple[str, Plan]]:
    return (words.old, report.old), (words.new, report.new)


def _plan_line(plan: Plan, words: Labels) -> str:
    size, coverage = words.size.format(n=len(plan.items)), words.coverage.format(share=f"{plan.coverage:.1%}")
    return words.comma.join((plan.name, words.fiscal_year(plan.fiscal_year), size, coverage))


def _summary(report: Report, words: Labels) -> Element:
    rows = [(words.headings, count(headings_of(report))), (words.items, count(items_of(report)))]
    return E.section(E.h2(words.summary), _table(rows, words), E.p(words.legend, {"class": "legend"}))


def _turnover(report: Report, words: Labels) -> Element:
    rows = [(path_line(section.path) or words.no_section, section.counts) for section in sections(report)]
    return E.section(E.h2(words.turnover), _table(rows, words))


def _table(rows: Sequence[tuple[str, Counts]], words: Labels) -> Element:
    columns = [words.kind[kind] for kind in KINDS] + [words.flag[flag] for flag in FLAGS]
    head = E.tr(E.th(words.section, scope="col"), *(E.th(column, scope="col") for column in columns))
    body = [
        E.tr(E.th(_text(name), scope="row"), *(_figure(n) for n in (*counts.kinds.values(), *counts.flags.values())))
        for name, counts in rows
    ]
    return E.table(E.thead(head), E.tbody(*body), {"class": "counts"})


def _figure(number: int) -> Element:
    return E.td(str(number), {} if number else {"class": "zero"})


def _contents(shown: Sequence[Group], words: Labels) -> Element:
    return E.ol(
        *(
            E.li(
                E.a(_text(heading_line(group.path[-1]) if group.path else words.no_section), href=f"#s{n}"),
                E.span(f" {len(group.changed)}", {"class": "badge"}) if group.changed else "",
                {"style": f"margin-left:{max(0, len(group.path) - 1) * 0.8:.1f}em"},
            )
            for n, group in enumerate(shown)
        )
    )


def _changes(report: Report, shown: Sequence[Group], view: View) -> Element:
    words = view.words
    parts = [_group(report, n, group, view) for n, group in enumerate(shown)]
    if not any(group.changed for group in shown):
        parts.append(E.p(words.no_changes))
    return E.section(E.h2(words.changes), *parts)


def _group(report: Report, number: int, group: Group, view: View) -> Element:
    words = view.words
    *above, last = [_text(heading_line(heading)) for heading in group.path] or [words.no_section]
    title = [E.span(" › ".join(above) + " › ", {"class": "above"})] if above else []
    parts = [E.h3(*title, last)]
    if group.changed:
        head = E.tr(E.th(words.kind_column), E.th(words.new), E.th(words.old))
        parts.append(
            E.table(
                E.thead(head),
                E.tbody(*(row for change in group.changed for row in _change(report, change, words))),
                {"class": "changes"},
            )
        )
    if group.unchanged and not view.changes_only:
        items = [E.li(_text(heading_line(change.new[0]))) for change in group.unchanged]
        summary = E.summary(words.unchanged_folded.format(n=len(group.unchanged)))
        parts.append(E.details(summary, E.ul(*items), {"open": "open"} if view.unchanged == "full" else {}))
    return E.section(*parts, {"id": f"s{number}", "class": "group"})


def _change(report: Report, change: Change, words: Labels) -> list[Element]:
    tags = words.tags(change.kind, change.flags, change.notes)
    cell = E.td(*(E.span(tag, {"class": "tag"}) for tag in tags), *_details(report, change, words))
    row = E.tr(cell, _side(change, "insert", words), _side(change, "delete", words), {"class": change.kind})
    return [row, *([E.tr(E.td(*_table_change(change.table, words), colspan="3"))] if change.table else [])]


def _table_change(change: TableChange, words: Labels) -> Iterator[Element]:
    """The unit, a table of the cells that differ, and a list of what differs around them."""
    from plandiff.tables.display import shown_cells, shown_parts, shown_unit

    yield E.p(_text(shown_unit(change, words)))
    cells = shown_cells(change, words)
    if cells:
        head = E.tr(*(E.th(column, scope="col") for column in words.table_columns))
        body = [E.tr(*(E.td(_text(text)) for text in (words.row[cell.status], *cell[:6]))) for cell in cells]
        yield E.table(E.thead(head), E.tbody(*body), {"class": "cells"})
    for part in shown_parts(change, words):
        yield E.p(_text(f"{part.name}: {part.old or words.none_there} → {part.new or words.none_there}"))


def _details(report: Report, change: Change, words: Labels) -> Iterator[Element]:
    """Where a moved item stood; how sure a link is, where it is worth a look."""
    if change.moved:
        yield E.span(_text(moved_from(report, change, words)), {"class": "score"})
    if change.score is not None and change.kind == "reworded":
        yield E.span(f"{words.score} {change.score:.2f}", {"class": "score"})


def _side(change: Change, op: str, words: Labels) -> Element:
    items = change.old if op == "delete" else change.new
    if not items:
        return E.td(words.none[op], {"class": "none"})
    lines = words.comma.join(str(item.line) for item in items)
    line = E.span(words.line.format(n=lines), {"class": "line"})
    if not change.redline:
        text = "\n".join(heading_line(item) for item in items)
        whole = change.kind in ("new", "dropped")
        body = [E.ins(_text(text)) if change.kind == "new" else E("del", _text(text))] if whole else [_text(text)]
        return E.td(line, E.div(*body, {"class": "text"}))
    parts: list[Element] = [_text(markers(items) + " ").lstrip()]
    tag = "ins" if op == "insert" else "del"
    parts += [
        _text(edit.text) if edit.op == "equal" else E(tag, _text(edit.text))
        for edit in change.redline
        if edit.op in ("equal", op)
    ]
    return E.td(line, E.div(*parts, {"class": "text"}))


def _left_out(report: Report, words: Labels) -> list[Element]:
    entries = [
        E.li(
            _text(
                words.left_out_line.format(
                    line=words.line_of.format(side=side, n=left.line),
                    text=left.text,
                    reason=words.reason[left.reason],
                )
            )
        )
        for side, plan in _sides(report, words)
        for left in plan.left_out
    ]
    return [E.section(E.h2(words.left_out), E.ul(*entries))] if entries else []
