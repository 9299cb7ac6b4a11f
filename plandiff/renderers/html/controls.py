"""A page in, what moves its reader about out: the contents with badges, the views and the filters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from plandiff.facts.doubts import doubts
from plandiff.model import KINDS, Change, Item, Kind
from plandiff.renderers.facts import whole_sentences
from plandiff.renderers.groups import Group, heading_line, path_line
from plandiff.renderers.html.elements import Element, el
from plandiff.renderers.html.page import Page
from plandiff.summary import count, is_heading, section_of

_DEEPEST = 5  # levels that the contents indent


def contents(page: Page) -> Element:
    """The headings that something stands under, with how many changes of each kind, under those above them."""
    entries: list[Element] = []
    above: tuple[Item, ...] = ()
    for group in page.groups:
        for depth, heading in enumerate(group.path[:-1]):
            if above[: depth + 1] != group.path[: depth + 1]:
                entries.append(el("li", heading_line(heading), cls=_depth(depth), data_depth=depth))
        above = group.path
        entries.append(_entry(page, group))
    return el("ol", *entries, cls="contents")


def others(parts: Sequence[Element]) -> Element:
    """Links to the parts of the page that stand beside the changes."""
    links = (el("li", el("a", *part.find(".//h2").itertext(), href=f"#{part.get('id')}")) for part in parts)
    return el("ul", *links)


def _entry(page: Page, group: Group) -> Element:
    title = heading_line(group.path[-1]) if group.path else page.words.no_section
    kinds = count(group.changed).kinds
    badges = [_badge(page, kind, kinds[kind]) for kind in KINDS if kinds[kind]]
    link = el("a", title, href=f"#{page.group(group)}")
    depth = max(len(group.path) - 1, 0)
    said = [el("span", page.words.remark[kind], cls="tag") for kind in _one_sided(group)]
    return el("li", link, " ", *said, *badges, cls=_depth(depth), data_depth=depth)


def _one_sided(group: Group) -> list[Kind]:
    """Whether the heading itself is new or was dropped."""
    return [change.kind for change in group.changed[:1] if is_heading(change) and not (change.old and change.new)]


def _badge(page: Page, kind: Kind, number: int) -> Element:
    said = f"{page.words.kind[kind]} {number}"
    return el("span", f"{page.words.mark[kind]}{number}", cls=f"badge {kind}", title=said)


def _depth(above: int) -> str:
    return f"depth{min(above, _DEEPEST)}"


def tags_of(page: Page) -> dict[int, tuple[str, ...]]:
    """What each change can be filtered by beside its kind, by `id(change)`: flags, notes, facts, a doubtful link."""
    doubtful = {id(doubt.change) for doubt in doubts(page.report)}
    return {
        id(change): (*change.flags, *change.notes, *_facts(change), *(["check"] if id(change) in doubtful else []))
        for change in page.report.changes
    }


def _facts(change: Change) -> Iterator[str]:
    if change.facts:
        found: set[str] = {quantity.direction for quantity in change.facts.quantities}
        found.update(stage.direction for stage in change.facts.stages)
        found.update(sentence.op for sentence in whole_sentences(change))
        yield from (name for name in ("higher", "lower", "retreat", "added", "removed") if name in found)


def controls(page: Page) -> Element:
    """The views, which need no script, and the filters and steps, which do."""
    return el("form", _views(page), _filters(page), cls="controls", aria_label=page.own.filters, autocomplete="off")


def _views(page: Page) -> Element:
    choices = [
        el("label", el("input", type="radio", name="view", id=f"view-{name}", checked=checked), " ", title)
        for name, title in page.own.view.items()
        for checked in ["" if name == "side" else None]
    ]
    return el("fieldset", el("legend", page.own.views), *choices, cls="views")


def _filters(page: Page) -> Element:
    own = page.own
    search = el("label", own.search, " ", el("input", type="search", id="search"))
    return el(
        "div",
        _kinds(page),
        el("details", el("summary", own.tags), *_tags(page), cls="tags"),
        el("p", id="shown", role="status", data_template=own.shown),
        el("div", search, " ", _sections(page), " ", _steps(page), cls="row"),
        cls="scripted",
    )


def _kinds(page: Page) -> Element:
    counts = count(page.report.changes).kinds
    boxes = [_box("kind", kind, f"{page.words.mark[kind]} {page.words.kind[kind]}", counts[kind], "") for kind in KINDS]
    return el("fieldset", el("legend", page.words.kind_column), *boxes)


def _box(name: str, value: str, title: str, number: int, checked: str | None) -> Element:
    box = el("input", type="checkbox", name=name, value=value, checked=checked)
    return el("label", box, f" {title} ", el("span", str(number), cls="number"), cls=f"box {value}")


def _tags(page: Page) -> Iterator[Element]:
    found = Counter(tag for tags in tags_of(page).values() for tag in tags)
    titles = {**page.words.flag, **page.words.note, **page.own.tag}
    yield from (_box("tag", tag, titles[tag], found[tag], None) for tag in titles if found[tag])


def _sections(page: Page) -> Element:
    names: dict[str, str] = {}
    for group in page.groups:
        key = section_of(group.key)
        names.setdefault(page.anchors.of_group(key, group.path[: len(key)]), path_line(group.path[: len(key)]))
    options = [el("option", name or page.words.no_section, value=value) for value, name in names.items()]
    choice = el("select", el("option", page.own.all_sections, value=""), *options, id="section")
    return el("label", page.words.section, " ", choice)


def _steps(page: Page) -> Element:
    own = page.own
    buttons = [
        el("button", title, type="button", id=name)
        for name, title in (("previous", own.previous), ("next", own.next), ("reset", own.reset))
    ]
    keys = el("label", el("input", type="checkbox", id="keys", checked=""), " ", own.keys, cls="keys")
    unchanged = el("label", el("input", type="checkbox", id="unchanged"), " ", own.open_unchanged)
    return el("span", *buttons, unchanged, keys, cls="steps")
