"""A report in, one self-contained HTML file out: built as a tree by lxml, so that no plan text can become markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import Any

from lxml.html import tostring
from lxml.html.builder import E

from plandiff import labels
from plandiff.model import FLAGS, KINDS, Change, Item, Plan, Report
from plandiff.renderers import View
from plandiff.renderers.groups import Group, groups, heading_line, markers, moved_from, path_line
from plandiff.summary import Counts, count, headings_of, items_of, sections

_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

Element = Any  # lxml's elements have no types of their own


def render(report: Report, view: View) -> str:
    """The report as a page that needs nothing but itself."""
    shown = [group for group in groups(report) if group.changed or not view.changes_only]
    page = E.html(
        E.head(
            E.meta(charset="utf-8"),
            E.meta(name="viewport", content="width=device-width, initial-scale=1"),
            E.title(_text(f"{labels.TITLE}: {report.old.name} → {report.new.name}")),
            E.style(files("plandiff.renderers").joinpath("report.css").read_text(encoding="utf-8")),
        ),
        E.body(
            _header(report),
            E.nav(E.h2(labels.CONTENTS), _contents(shown), {"aria-label": labels.CONTENTS}),
            E.main(_summary(report), _turnover(report), _changes(report, shown, view), *_left_out(report)),
        ),
        lang="ja",
    )
    return f"<!DOCTYPE html>\n{tostring(page, encoding='unicode')}\n"


def _text(text: str) -> str:
    """Text that XML can hold: control characters as their pictures, lone surrogates as the replacement character."""
    return _UNFIT.sub(lambda match: chr(0x2400 + ord(match[0])) if match[0] < " " else "\ufffd", text)


def _header(report: Report) -> Element:
    plans = [E.p(E.b(side + " "), _text(_plan_line(plan))) for side, plan in _sides(report)]
    warnings = [E.p(E.b(labels.WARNINGS + " "), _text(warning), {"class": "warning"}) for warning in report.warnings]
    return E.header(E.h1(labels.TITLE), *plans, *warnings)


def _sides(report: Report) -> tuple[tuple[str, Plan], tuple[str, Plan]]:
    return (labels.OLD, report.old), (labels.NEW, report.new)


def _plan_line(plan: Plan) -> str:
    size = f"{len(plan.items)} {labels.TYPE['item']}"
    return f"{plan.name}　{labels.fiscal_year(plan.fiscal_year)}　{size}　{labels.COVERAGE} {plan.coverage:.1%}"


def _summary(report: Report) -> Element:
    rows = [(labels.HEADINGS, count(headings_of(report))), (labels.ITEMS, count(items_of(report)))]
    return E.section(E.h2(labels.SUMMARY), _table(rows), E.p(labels.LEGEND, {"class": "legend"}))


def _turnover(report: Report) -> Element:
    rows = [(path_line(section.path) or labels.NO_SECTION, section.counts) for section in sections(report)]
    return E.section(E.h2(labels.TURNOVER), _table(rows))


def _table(rows: Sequence[tuple[str, Counts]]) -> Element:
    columns = [labels.KIND[kind] for kind in KINDS] + [labels.FLAG[flag] for flag in FLAGS]
    head = E.tr(E.th(labels.SECTION, scope="col"), *(E.th(column, scope="col") for column in columns))
    body = [
        E.tr(E.th(_text(name), scope="row"), *(_figure(n) for n in (*counts.kinds.values(), *counts.flags.values())))
        for name, counts in rows
    ]
    return E.table(E.thead(head), E.tbody(*body), {"class": "counts"})


def _figure(number: int) -> Element:
    return E.td(str(number), {} if number else {"class": "zero"})


def _contents(shown: Sequence[Group]) -> Element:
    return E.ol(
        *(
            E.li(
                E.a(_text(heading_line(group.path[-1]) if group.path else labels.NO_SECTION), href=f"#s{n}"),
                E.span(f" {len(group.changed)}", {"class": "badge"}) if group.changed else "",
                {"style": f"margin-left:{max(0, len(group.path) - 1) * 0.8:.1f}em"},
            )
            for n, group in enumerate(shown)
        )
    )


def _changes(report: Report, shown: Sequence[Group], view: View) -> Element:
    parts = [_group(report, n, group, view) for n, group in enumerate(shown)]
    if not any(group.changed for group in shown):
        parts.append(E.p(labels.NO_CHANGES))
    return E.section(E.h2(labels.CHANGES), *parts)


def _group(report: Report, number: int, group: Group, view: View) -> Element:
    *above, last = [_text(heading_line(heading)) for heading in group.path] or [labels.NO_SECTION]
    title = [E.span(" › ".join(above) + " › ", {"class": "above"})] if above else []
    parts = [E.h3(*title, last)]
    if group.changed:
        head = E.tr(E.th(labels.KIND_COLUMN), E.th(labels.NEW_COLUMN), E.th(labels.OLD_COLUMN))
        parts.append(
            E.table(
                E.thead(head), E.tbody(*(_change(report, change) for change in group.changed)), {"class": "changes"}
            )
        )
    if group.unchanged and not view.changes_only:
        items = [E.li(_text(heading_line(change.new[0]))) for change in group.unchanged]
        summary = E.summary(labels.UNCHANGED_FOLDED.format(n=len(group.unchanged)))
        parts.append(E.details(summary, E.ul(*items)))
    return E.section(*parts, {"id": f"s{number}", "class": "group"})


def _change(report: Report, change: Change) -> Element:
    tags = labels.tags(change.kind, change.flags, change.notes)
    cell = E.td(*(E.span(tag, {"class": "tag"}) for tag in tags), *_details(report, change))
    return E.tr(cell, _side("insert", change.new, change), _side("delete", change.old, change), {"class": change.kind})


def _details(report: Report, change: Change) -> Iterator[Element]:
    """Where a moved item stood; how sure a link is, where it is worth a look."""
    if change.moved:
        yield E.span(_text(moved_from(report, change)), {"class": "score"})
    if change.score is not None and change.kind == "reworded":
        yield E.span(f"{labels.SCORE} {change.score:.2f}", {"class": "score"})


def _side(op: str, items: Sequence[Item], change: Change) -> Element:
    if not items:
        return E.td(labels.NONE[op], {"class": "none"})
    lines = "、".join(str(item.line) for item in items)
    line = E.span(labels.LINE.format(n=lines), {"class": "line"})
    if not change.redline:
        text = "\n".join(heading_line(item) for item in items)
        whole = change.kind in ("new", "dropped")
        body = [E.ins(_text(text)) if change.kind == "new" else E("del", _text(text))] if whole else [_text(text)]
        return E.td(line, E.div(*body, {"class": "text"}))
    parts: list[Element] = [_text(markers(tuple(items)) + " ").lstrip()]
    tag = "ins" if op == "insert" else "del"
    parts += [
        _text(edit.text) if edit.op == "equal" else E(tag, _text(edit.text))
        for edit in change.redline
        if edit.op in ("equal", op)
    ]
    return E.td(line, E.div(*parts, {"class": "text"}))


def _left_out(report: Report) -> list[Element]:
    entries = [
        E.li(_text(f"{side} {labels.LINE.format(n=left.line)} {left.text}（{labels.REASON[left.reason]}）"))
        for side, plan in _sides(report)
        for left in plan.left_out
    ]
    return [E.section(E.h2(labels.LEFT_OUT), E.ul(*entries))] if entries else []
