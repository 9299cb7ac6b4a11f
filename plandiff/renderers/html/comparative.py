"""A page in, its 新旧対照表 out: a table of new text, old text and remarks, changed words underlined on both sides."""

from __future__ import annotations

from plandiff.renderers.html.elements import Element, el
from plandiff.renderers.html.page import Page
from plandiff.renderers.rows import Row, Run, rows

_DEEPEST = 5  # levels that the table indents
_LONG = 1_000  # rows from which a browser lays out only those in sight


def comparative(page: Page) -> Element:
    """The table, shown where the reader chooses it."""
    words = page.words
    sides = [words.after, words.before] if page.view.columns == "new-old" else [words.before, words.after]
    head = el("tr", *(el("th", column, scope="col") for column in (*sides, words.remarks)))
    body = [_row(page, row) for row in rows(page.report, page.view)]
    note = el("p", words.underlined, cls="legend")
    cls = "comparative-table long" if len(body) > _LONG else "comparative-table"
    table = el("table", el("thead", head), el("tbody", *body), cls=cls)
    return el("section", el("h2", words.comparative), note, table, id="comparative", cls="comparative")


def _row(page: Page, row: Row) -> Element:
    sides = [_cell(row.new), _cell(row.old)]
    ordered = sides if page.view.columns == "new-old" else sides[::-1]
    remarks = el("td", *(part for remark in row.remarks for part in (remark, el("br"))))
    one = row.changes[0] if len(row.changes) == 1 and row.kind != "abridged" else None
    return el(
        "tr",
        *ordered,
        remarks,
        cls=f"{row.kind} depth{min(row.depth, _DEEPEST)}",
        data_of=page.change(one) if one else None,
        data_depth=row.depth,
    )


def _cell(runs: tuple[Run, ...]) -> Element:
    return el("td", *(el("u", run.text) if run.changed else run.text for run in runs), cls="text")
