"""What differs between two tables in, tables of it out: a row for each cell, with what it grew or fell by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plandiff.model import Table, TableChange
from plandiff.renderers import View
from plandiff.renderers.frame import in_order
from plandiff.renderers.html.elements import Element, el
from plandiff.renderers.html.page import Page
from plandiff.tables.display import shown_cells, shown_parts, shown_unit


def table_change(page: Page, change: TableChange) -> Iterator[Element]:
    """The cells that differ, under their unit, and a list of what differs around them."""
    words = page.words
    cells = shown_cells(change, words)
    if cells:
        head = el("tr", *(el("th", column, scope="col") for column in _ordered(words.table_columns, page.view)))
        lines = (_ordered((words.row[cell.status], *cell[:6]), page.view) for cell in cells)
        body = [el("tr", *(el("td", text) for text in line)) for line in lines]
        caption = el("caption", shown_unit(change, words))
        yield el("div", el("table", caption, el("thead", head), el("tbody", *body), cls="cells"), cls="wide")
    parts = [
        el(
            "li",
            f"{part.name}: ",
            el("del", part.old or words.none_there),
            " → ",
            el("ins", part.new or words.none_there),
        )
        for part in shown_parts(change, words)
    ]
    if parts:
        yield el("ul", *parts, cls="facts")


def _ordered(cells: Sequence[str], view: View) -> tuple[str, ...]:
    """A line of such a table with both sides in the order of the view."""
    kind, item, column, old, new, *differences = cells
    return (kind, item, column, *in_order(new, old, view), *differences)


def whole_table(table: Table) -> Element:
    """A table that one side alone has, as printed."""
    head = [el("tr", *(el("th", cell, scope="col") for cell in row)) for row in table.rows[: table.header]]
    body = [el("tr", *(el("td", cell) for cell in row)) for row in table.rows[table.header :]]
    unit = "" if table.unit in table.caption else table.unit
    title = " ".join(filter(None, (table.caption, unit)))
    after = [el("p", line, cls="text") for line in (*table.notes, *table.unplaced)]
    return el(
        "div",
        el("table", el("caption", title), el("thead", *head), el("tbody", *body), cls="printed"),
        *after,
        cls="wide",
    )
