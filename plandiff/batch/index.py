"""What became of the pairs of a batch in, a page over all reports out: self-contained HTML, built as a tree by lxml."""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib.resources import files
from typing import Any
from urllib.parse import quote

from lxml.html import tostring
from lxml.html.builder import E

from plandiff.batch.manifest import Pair
from plandiff.batch.run import Outcome
from plandiff.batch.work import Figures
from plandiff.labels.words import Labels
from plandiff.model import KINDS
from plandiff.renderers.xml_text import xml_text

Element = Any  # lxml's elements have no types of their own


def render_index(outcomes: Sequence[Outcome], words: Labels) -> str:
    """The page: a table of the reports, the bodies in the order of their first pairs, and one of what failed."""
    reports = [(outcome.pair, outcome.figures) for outcome in outcomes if outcome.figures]
    failures = [outcome for outcome in outcomes if outcome.reason]
    page = E.html(
        E.head(
            E.meta(charset="utf-8"),
            E.meta(name="viewport", content="width=device-width, initial-scale=1"),
            E.title(words.batch_title),
            E.style(files("plandiff.batch").joinpath("index.css").read_text(encoding="utf-8")),
        ),
        E.body(
            E.h1(words.batch_title),
            E.p(words.batch_size.format(n=len(reports), failed=len(failures))),
            *([_failures(failures, words)] if failures else []),
            *([_reports(reports, words)] if reports else []),
        ),
        lang=words.language,
    )
    return f"<!DOCTYPE html>\n{tostring(page, encoding='unicode')}\n"


def _reports(reports: Sequence[tuple[Pair, Figures]], words: Labels) -> Element:
    bodies: dict[str, list[Element]] = {}
    for pair, figures in reports:
        bodies.setdefault(pair.body, []).append(_cells(pair, figures, words))
    rows = []
    for body, cells in bodies.items():
        first, *others = cells
        name = E.th(xml_text(body), scope="rowgroup", rowspan=str(len(cells)))
        rows += [E.tr(name, *first), *(E.tr(*other) for other in others)]
    columns = (
        *(words.body, words.old, words.new),
        *(words.kind[kind] for kind in KINDS),
        *(words.batch_total, words.batch_turnover, words.warnings, words.batch_report),
    )
    return E.section(E.h2(words.batch_report), _table(columns, rows), E.p(words.batch_legend, {"class": "legend"}))


def _cells(pair: Pair, figures: Figures, words: Labels) -> Element:
    turnover = "" if figures.turnover is None else f"{figures.turnover:.1%}"
    counts = [*(figures.kinds[kind] for kind in KINDS), sum(figures.kinds.values())]
    return [
        *(E.td(words.fiscal_year(year)) for year in (figures.old_year, figures.new_year)),
        *(_figure(number) for number in counts),
        E.td(turnover, {"class": "figure"}),
        _figure(figures.warnings),
        E.td(E.a(xml_text(pair.out), href=quote(os.fsencode(pair.out)))),
    ]


def _figure(number: int) -> Element:
    return E.td(str(number), {"class": "figure" if number else "figure zero"})


def _failures(failures: Sequence[Outcome], words: Labels) -> Element:
    rows = [
        E.tr(E.th(xml_text(pair.body), scope="row"), *(E.td(xml_text(text)) for text in (pair.old, pair.new, reason)))
        for pair, _, _, reason in failures
    ]
    table = _table((words.body, words.old, words.new, words.batch_reason), rows)
    return E.section(E.h2(words.batch_failures), table, {"class": "failed"})


def _table(columns: Sequence[str], rows: Sequence[Element]) -> Element:
    head = E.tr(*(E.th(column, scope="col") for column in columns))
    return E.div(E.table(E.thead(head), E.tbody(*rows)), {"class": "scroll"})
