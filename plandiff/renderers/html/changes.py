"""A page in, its changes out under the headings they stand under, each with both sides and what is said of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from plandiff.model import Change, Edit, Item, Table
from plandiff.renderers.facts import fact_rows
from plandiff.renderers.groups import Group, heading_line, markers, moved_from, path_line, shown_marker
from plandiff.renderers.html.controls import tags_of
from plandiff.renderers.html.elements import Element, el, fill
from plandiff.renderers.html.page import Page
from plandiff.renderers.html.tables import table_change, whole_table
from plandiff.renderers.rows import edits_of, side_runs
from plandiff.summary import section_of

_Op = Literal["insert", "delete"]
_MARK: dict[str, str] = {"insert": "ins", "delete": "del"}


def changes(page: Page) -> Element:
    """All groups, in report order."""
    tags = tags_of(page)
    parts = [_group(page, group, tags) for group in page.groups]
    if not any(group.changed for group in page.groups):
        parts.append(el("p", page.words.no_changes))
    return el("section", el("h2", page.words.changes), *parts, id="changes", cls="by-section", tabindex="-1")


def _group(page: Page, group: Group, tags: dict[int, tuple[str, ...]]) -> Element:
    *above, last = [heading_line(heading) for heading in group.path] or [page.words.no_section]
    over = [el("span", " › ".join(above), cls="above")] if above else []
    place, key = page.group(group), section_of(group.key)
    section = page.anchors.of_group(key, group.path[: len(key)])
    parts = [_change(page, change, tags[id(change)]) for change in group.changed]
    gone = [_departed(page, change) for change in group.departed]
    return el(
        "section",
        el("h3", *over, last),
        *parts,
        *gone,
        *_unchanged(page, group),
        id=place,
        cls="group",
        data_section=section,
    )


def _unchanged(page: Page, group: Group) -> Iterator[Element]:
    view = page.view
    if group.unchanged and not view.changes_only:
        entries = [_carried_over(change) for change in group.unchanged]
        summary = el("summary", page.words.unchanged_folded.format(n=len(entries)))
        opened = "" if view.unchanged == "full" else None
        yield el("details", summary, el("ul", *entries), cls="unchanged", open=opened)


def _carried_over(change: Change) -> Element:
    """An unchanged item; where its year rolled or its width differs, with what it said before."""
    marker = shown_marker(change.new[0])
    edits = edits_of(change)
    return el("li", *([f"{marker} "] if marker else []), *_in_one(edits), cls="text")


def _in_one(edits: Sequence[Edit]) -> list[Element | str]:
    """Both texts in one; white space that differs is there, and unmarked."""
    return [
        el(_MARK[edit.op], edit.text, cls="space" if edit.text.isspace() else "") if edit.op in _MARK else edit.text
        for edit in edits
    ]


def _departed(page: Page, change: Change) -> Element:
    """What stands in the place that an item left."""
    path = path_line(page.report.new.path(change.new[0])) or page.words.no_section
    link = el("a", page.own.moved_to.format(path=path), href=f"#{page.change(change)}")
    text = f"{page.words.flag['moved']}: {heading_line(change.old[0])} "
    return el("p", el("span", text, cls="text"), link, cls="departed", id=f"from-{page.change(change)}")


def _change(page: Page, change: Change, tags: tuple[str, ...]) -> Element:
    name = page.change(change)
    return el(
        "article",
        _title(page, change, name, "check" in tags),
        *_remarks(page, change, name),
        _pair(page, change),
        *_inline(page, change),
        *(table_change(page, change.table) if change.table else ()),
        id=name,
        cls=f"change {change.kind}",
        tabindex="-1",
        data_kind=change.kind,
        data_tags=" ".join(tags),
        aria_labelledby=f"{name}-title",
    )


def _title(page: Page, change: Change, name: str, doubtful: bool) -> Element:
    words = page.words
    kind, *others = words.tags(change.kind, change.flags, change.notes)
    said = [
        el("span", f"{words.mark[change.kind]} {kind}", cls="kind"),
        *(el("span", tag, cls="tag") for tag in others),
    ]
    parts = [part for span in said for part in (span, " ")]
    if change.score is not None and change.kind == "reworded":
        parts.append(el("span", f"{words.score} {change.score:.2f}", cls="quiet"))
    said_of = el("span", *parts, id=f"{name}-title")
    check = [el("a", page.own.check, href=f"#check-{name}", cls="tag")] if doubtful else []
    link = el("a", "#", href=f"#{name}", cls="permalink", aria_label=page.own.link)
    return el("p", said_of, " ", *check, " ", link, cls="title")


def _remarks(page: Page, change: Change, name: str) -> Iterator[Element]:
    """Where a moved item stood, and its facts."""
    if change.moved:
        yield el("p", el("a", moved_from(page.report, change, page.words), href=f"#from-{name}"), cls="from")
    rows = fact_rows(change, page.words)
    if rows:
        yield el("ul", *(el("li", *_fact(*row)) for row in rows), cls="facts")


def _fact(label: str, old: str, new: str, remark: str) -> Iterator[Element | str]:
    yield el("b", label)
    yield " "
    if old:
        yield el("del", old)
    if old and new:
        yield " → "
    if new:
        yield el("ins", new)
    if remark:
        yield f" （{remark}）"


def _pair(page: Page, change: Change) -> Element:
    """Both sides; one where nothing at all differs but the number."""
    edits = edits_of(change) if change.old and change.new else ()
    if edits and all(edit.op == "equal" for edit in edits) and not change.table:
        return el("div", *_places(page, change), _same(change), cls="pair same")
    sides = [_side(page, change, edits, "insert"), _side(page, change, edits, "delete")]
    return el("div", *(sides if page.view.columns == "new-old" else sides[::-1]), cls="pair")


def _same(change: Change) -> Element:
    old, new = markers(change.old), markers(change.new)
    shown = new if old == new else f"{old or '―'} → {new or '―'}"
    return el("div", f"{shown} " if shown else "", "\n".join(item.text for item in change.new), cls="text")


def _places(page: Page, change: Change) -> list[Element]:
    places: list[Element] = [_place(page, change, "insert"), _place(page, change, "delete")]
    return places if page.view.columns == "new-old" else places[::-1]


def _place(page: Page, change: Change, op: _Op) -> Element:
    """Which side, and where in its plan."""
    items, side = (change.new, page.words.new) if op == "insert" else (change.old, page.words.old)
    lines = page.words.comma.join(str(item.line) for item in items)
    line = f" {page.words.line.format(n=lines)}" if items else ""
    return el("span", el("b", side), line, cls="where")


def _side(page: Page, change: Change, edits: Sequence[Edit], op: _Op) -> Element:
    items = change.new if op == "insert" else change.old
    cls = "side new-side" if op == "insert" else "side old-side"
    if not items:
        return el("div", _place(page, change, op), el("p", page.words.none[op], cls="none"), cls=cls)
    if change.table and items[0].table:
        return el("div", _place(page, change, op), el("div", items[0].table.caption, cls="text"), cls=cls)
    texts = [
        _text(item, [_run(run.text, run.changed, op) for run in runs]) for item, runs in side_runs(items, edits, op)
    ]
    if not edits:
        texts = [_whole(item, op) for item in items]
    return el("div", _place(page, change, op), *texts, cls=cls)


def _run(text: str, changed: bool, op: _Op) -> Element | str:
    return el(_MARK[op], text) if changed else text


def _text(item: Item, runs: list[Element | str]) -> Element:
    block = el("div", *([shown_marker(item), " "] if item.marker else []), cls="text")
    fill(block, runs)
    return block


def _whole(item: Item, op: _Op) -> Element:
    """An item that the other side has not, all of it marked."""
    table: Table | None = item.table
    if table and table.rows:
        return whole_table(table)
    return el("div", el(_MARK[op], heading_line(item)), cls="text")


def _inline(page: Page, change: Change) -> Iterator[Element]:
    """Both texts in one, for the view that strikes out."""
    if change.redline:
        old, new = markers(change.old), markers(change.new)
        number: list[Element | str] = [f"{new} "] if new else []
        if old != new:
            number = [el("del", old), " ", el("ins", new), " "]
        text = el("div", *number, *_in_one(change.redline), cls="text")
        yield el("div", *_places(page, change), text, cls="inline")
