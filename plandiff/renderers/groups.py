"""A report in, its changes by section out: how every readable format orders and words them."""

from __future__ import annotations

from typing import NamedTuple

from plandiff.labels.words import Labels
from plandiff.model import Change, Item, Report
from plandiff.summary import PlaceKey, Places, is_heading


class Group(NamedTuple):
    """What stands under one heading: the changes to show, that of the heading first, those carried over in their place,
    and those that went from here to another place (they are among the changes of that one)."""

    path: tuple[Item, ...]
    changed: list[Change]
    unchanged: list[Change]
    departed: list[Change]
    key: PlaceKey


def is_unchanged(change: Change) -> bool:
    """Whether there is nothing to show: continued, in its place and under its number, without a doubt."""
    return change.kind == "continued" and not change.flags and "stale-year" not in change.notes


def groups(report: Report) -> list[Group]:
    """The changes under the headings above them, in report order; dropped items under their section's counterpart.

    Unchanged headings are not listed: they show as the headings of their groups.
    """
    places = Places(report)
    found: dict[PlaceKey, Group] = {}
    for change in report.changes:
        changed, heading = not is_unchanged(change), is_heading(change)
        if changed or not heading:
            key, path = places.under(change) if heading else places.of(change)
            group = found.setdefault(key, Group(path, [], [], [], key))
            (group.changed if changed else group.unchanged).append(change)
    for change in report.changes:
        if change.moved:
            key, path = places.of(change._replace(new=()))
            found.setdefault(key, Group(path, [], [], [], key)).departed.append(change)
    return [group for group in found.values() if group.changed or group.unchanged or group.departed]


def shown_marker(item: Item) -> str:
    """A marker as a reader can see it: the bullets of symbol fonts, which have no glyph elsewhere, as a middle dot."""
    return "".join("・" if "\ue000" <= char <= "\uf8ff" or char == "\ufffd" else char for char in item.marker)


def heading_line(item: Item) -> str:
    """A heading as printed: marker and text."""
    return f"{shown_marker(item)} {item.text}".strip()


def path_line(path: tuple[Item, ...], separator: str = " > ") -> str:
    """Headings in one line, outermost first."""
    return separator.join(heading_line(item) for item in path)


def moved_from(report: Report, change: Change, words: Labels) -> str:
    """Where a moved item stood in the old plan, in words; nothing for any other."""
    if not change.moved:
        return ""
    return words.moved_from.format(path=path_line(report.old.path(change.old[0])) or words.no_section)


def markers(items: tuple[Item, ...]) -> str:
    """The markers of the items of one side; a bullet that several have, once."""
    return " ".join(filter(None, dict.fromkeys(map(shown_marker, items))))
