"""A report in, its counts out: in all and by section, the same figures for every format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from plandiff.model import FLAGS, KINDS, Change, Item, Report

PlaceKey = tuple[tuple[str, int], ...]

SECTION_DEPTH = 2  # headings from the top that make a section


class Counts(NamedTuple):
    """How many changes are of each kind, carry each flag and each note."""

    kinds: dict[str, int]
    flags: dict[str, int]
    notes: dict[str, int]

    @property
    def total(self) -> int:
        """All changes counted."""
        return sum(self.kinds.values())


class Section(NamedTuple):
    """A section of the new plan (of the old one where it was dropped): its headings, and the counts of its items."""

    path: tuple[Item, ...]
    counts: Counts
    key: PlaceKey


def is_heading(change: Change) -> bool:
    """Whether a change is one of headings."""
    return (change.new or change.old)[0].type == "heading"


def count(changes: Iterable[Change]) -> Counts:
    """Count changes; one that splits or merges items is one."""
    kinds: Counter[str] = Counter()
    flags: Counter[str] = Counter()
    notes: Counter[str] = Counter()
    for change in changes:
        kinds[change.kind] += 1
        for flag in change.flags:
            flags[flag] += 1
        for note in change.notes:
            notes[note] += 1
    return Counts(
        {kind: kinds[kind] for kind in KINDS}, {flag: flags[flag] for flag in FLAGS}, dict(sorted(notes.items()))
    )


def items_of(report: Report) -> list[Change]:
    """The changes of items and tables."""
    return [change for change in report.changes if not is_heading(change)]


def headings_of(report: Report) -> list[Change]:
    """The changes of headings."""
    return [change for change in report.changes if is_heading(change)]


class Places:
    """Where the changes of a report stand."""

    def __init__(self, report: Report) -> None:
        self._old, self._new = report.old, report.new
        self._counterparts = {c.old[0].index: c.new[0] for c in headings_of(report) if c.old and c.new}
        self._known: dict[tuple[bool, int | None], tuple[PlaceKey, tuple[Item, ...]]] = {}

    def of(self, change: Change) -> tuple[PlaceKey, tuple[Item, ...]]:
        """The headings above a change, with a key that is equal for what stands in one place.

        They are the new plan's; for a dropped item, the counterparts of its old headings, or the old where one is gone.
        """
        item = (change.new or change.old)[0]
        section = (not change.new, item.parent)  # its items stand in one place
        if section not in self._known:
            self._known[section] = self._under_new(item) if change.new else self._under_old(item)
        return self._known[section]

    def under(self, change: Change) -> tuple[PlaceKey, tuple[Item, ...]]:
        """The place that the heading of a change makes, with its key: the headings above it, and itself."""
        key, path = self.of(change)
        item = (change.new or change.old)[0]
        return (*key, ("new" if change.new else "old", item.index)), (*path, item)

    def _under_new(self, item: Item) -> tuple[PlaceKey, tuple[Item, ...]]:
        path = self._new.path(item)
        return tuple(("new", heading.index) for heading in path), path

    def _under_old(self, item: Item) -> tuple[PlaceKey, tuple[Item, ...]]:
        path = self._old.path(item)
        found = [self._counterparts.get(heading.index, heading) for heading in path]
        sides = ("new" if heading.index in self._counterparts else "old" for heading in path)
        return tuple((side, heading.index) for side, heading in zip(sides, found, strict=True)), tuple(found)


def section_of(place: PlaceKey) -> PlaceKey:
    """The section that a place belongs to."""
    return place[:SECTION_DEPTH]


def sections(report: Report) -> list[Section]:
    """The sections with their counts, in report order; each item's change is in exactly one."""
    places = Places(report)
    groups: dict[PlaceKey, tuple[tuple[Item, ...], list[Change]]] = {}
    for change in items_of(report):
        key, path = places.of(change)
        groups.setdefault(section_of(key), (path[:SECTION_DEPTH], []))[1].append(change)
    return [Section(path, count(changes), key) for key, (path, changes) in groups.items()]
