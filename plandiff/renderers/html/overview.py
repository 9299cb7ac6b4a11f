"""A page's report in, its opening out: the plans, the counts with their chart, what to check; and what was left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plandiff.facts.doubts import doubts
from plandiff.facts.promises import promises
from plandiff.labels.words import Labels
from plandiff.model import FLAGS, KINDS, Change, Plan
from plandiff.renderers.facts import Row, doubt_rows, promise_rows
from plandiff.renderers.groups import path_line
from plandiff.renderers.html.elements import Element, el
from plandiff.renderers.html.page import Page
from plandiff.summary import Counts, count, headings_of, items_of, section_of, sections

_WIDTH, _HEIGHT = 240, 14  # of the longest bar, in CSS pixels


def header(page: Page) -> Element:
    """The title, both plans, and all warnings."""
    plans = [
        el("p", el("b", side), " ", el("span", plan.name, cls="name"), " ", _plan_line(plan, page.words))
        for side, plan in page.sides
    ]
    warnings = [el("p", el("b", page.words.warnings), " ", warning, cls="warning") for warning in page.report.warnings]
    return el("header", el("h1", page.words.title), *plans, *warnings)


def _plan_line(plan: Plan, words: Labels) -> str:
    size, coverage = words.size.format(n=len(plan.items)), words.coverage.format(share=f"{plan.coverage:.1%}")
    return words.comma.join((words.fiscal_year(plan.fiscal_year), size, coverage))


def summary(page: Page) -> Element:
    """How many headings and items are of each kind and carry each flag."""
    words = page.words
    parts = (words.headings, headings_of(page.report)), (words.items, items_of(page.report))
    rows = [el("tr", _name(name), *_figures(count(changes))) for name, changes in parts]
    whole = el("tr", _name(page.own.total), *_figures(count(page.report.changes)), cls="total")
    table = el("table", el("thead", el("tr", _corner(), *_columns(words))), el("tbody", *rows, whole), cls="counts")
    legend = el("p", words.legend, cls="legend")
    return el("section", el("h2", words.summary), _scrolled(table, words.summary), legend, cls="summary")


def turnover(page: Page) -> Element:
    """The same of the items of each section, with a bar of their kinds."""
    words, found = page.words, sections(page.report)
    first: dict[object, str] = {}
    for group in page.groups:
        first.setdefault(section_of(group.key), page.group(group))
    longest = max((section.counts.total for section in found), default=1)
    rows = []
    for section in found:
        name, place = path_line(section.path) or words.no_section, first.get(section.key)
        title = el("a", name, href=f"#{place}") if place else name
        bar = el("td", _bar(section.counts, longest, words), cls="bar")
        rows.append(el("tr", _name(title), bar, *_figures(section.counts)))
    head = el("tr", _corner(words.section), el("th", page.own.chart, scope="col"), *_columns(words))
    table = el("table", el("thead", head), el("tbody", *rows), cls="counts turnover")
    return el("section", el("h2", words.turnover), _scrolled(table, words.turnover))


def _scrolled(table: Element, name: str) -> Element:
    """A wide table that scrolls within itself, also by keyboard."""
    return el("div", table, cls="scrolled", tabindex="0", role="region", aria_label=name)


def _corner(text: str = "") -> Element:
    return el("th", text, scope="col") if text else el("td")


def _name(title: Element | str) -> Element:
    return el("th", title, scope="row")


def _columns(words: Labels) -> list[Element]:
    names = [words.kind[kind] for kind in KINDS] + [words.flag[flag] for flag in FLAGS]
    return [el("th", name, scope="col") for name in names]


def _figures(counts: Counts) -> list[Element]:
    figures = (*counts.kinds.values(), *counts.flags.values())
    return [el("td", str(number), cls="figure" if number else "figure zero") for number in figures]


def _bar(counts: Counts, longest: int, words: Labels) -> Element:
    """The kinds as lengths; each is told by its hatching too, and the figures stand beside it."""
    said = words.comma.join(f"{words.kind[kind]} {number}" for kind, number in counts.kinds.items() if number)
    bar = el("svg", el("title", said), width=_WIDTH, height=_HEIGHT, role="img")
    at = 0.0
    for kind, number in counts.kinds.items():
        width = number * _WIDTH / longest
        if number:
            bar.append(el("rect", x=f"{at:.1f}", width=f"{width:.1f}", height=_HEIGHT, cls=kind))
            bar.extend(_hatching(kind, at, width))
        at += width
    return bar


def _hatching(kind: str, at: float, width: float) -> Iterator[Element]:
    """Strokes that tell a kind without its colour: none, slanted, upright and level."""
    slant = {"reworded": 4, "new": 0}
    if kind in slant:
        for step in range(2, int(width) - slant[kind], 5):
            left = at + step
            yield el("line", x1=f"{left + slant[kind]:.1f}", x2=f"{left:.1f}", y1="0", y2=_HEIGHT, cls="stroke")
    elif kind == "dropped":
        for height in (4, 10):
            yield el("line", x1=f"{at:.1f}", x2=f"{at + width:.1f}", y1=height, y2=height, cls="stroke")


def queues(page: Page) -> list[Element]:
    """What someone should look at: links that are not certain, and what last year's plan announced."""
    words, report = page.words, page.report
    listed = {item.index: change for group in page.groups for change in group.changed for item in change.old}
    promised = [listed.get(promise.item.index) for promise in promises(report)]
    doubtful = [doubt.change for doubt in doubts(report)]
    return [
        *_queue(page, "to-check", words.doubts, doubt_rows(report, words), doubtful),
        *_queue(page, "promises", words.promises, promise_rows(report, words), promised),
    ]


def _queue(page: Page, name: str, title: str, rows: Sequence[Row], changes: Sequence[Change | None]) -> list[Element]:
    """A table of rows, each with a link to its change where that is listed."""
    if not rows:
        return []
    words = page.words
    columns = [words.place, *([words.new, words.old] if _new_first(page) else [words.old, words.new]), words.remarks]
    body = []
    for row, change in zip(rows, changes, strict=True):
        place = page.change(change) if change else None
        label = el("a", row.label, href=f"#{place}") if place else row.label
        sides = [el("td", row.new, cls="text"), el("td", row.old, cls="text")]
        cells = [*(sides if _new_first(page) else sides[::-1]), el("td", row.remark)]
        body.append(el("tr", _name(label), *cells, id=f"check-{place}" if name == "to-check" else None))
    head = el("tr", *(el("th", column, scope="col") for column in columns))
    table = el("table", el("thead", head), el("tbody", *body), cls="queue")
    heading = el("h2", f"{title} ", el("span", str(len(rows)), cls="badge"))
    return [el("section", el("details", el("summary", heading), _scrolled(table, title)), id=name, cls="queues")]


def _new_first(page: Page) -> bool:
    return page.view.columns == "new-old"


def left_out(page: Page) -> list[Element]:
    """The lines of both plans that are in no item, and why."""
    words = page.words
    entries = [
        el("li", words.left_out_line.format(line=line, text=left.text, reason=words.reason[left.reason]), cls="text")
        for side, plan in page.sides
        for left in plan.left_out
        for line in [words.line_of.format(side=side, n=left.line)]
    ]
    heading = el("h2", f"{words.left_out} ", el("span", str(len(entries)), cls="badge"))
    return [el("section", heading, el("ul", *entries), id="left-out")] if entries else []
