"""A report in, its counts out: in all and by section, the same figures for every format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from plandiff.model import FLAGS, KINDS, Change, Item, Report

_DEPTH = 2  # headings from the top that make a section


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
        flags.update(change.flags)
        notes.update(change.notes)
    return Counts({kind: kinds[kind] for kind in KINDS}, {flag: flags[flag] for flag in FLAGS}, dict(sorted(notes.items())))


def items_of(report: Report) -> list[Change]:
    """The changes of items and tables."""
    return [change for change in report.changes if not is_heading(change)]


def headings_of(report: Report) -> list[Change]:
    """The changes of headings."""
    return [change for change in report.changes if is_heading(change)]


def path_of(report: Report, change: Change) -> tuple[Item, ...]:
    """The headings above a change: in the new plan, or for a dropped item in the old one."""
    plan, item = (report.new, change.new[0]) if change.new else (report.old, change.old[0])
    return plan.path(item)


def sections(report: Report) -> list[Section]:
    """The sections with their counts, in report order; each item's change is in exactly one.

    What was dropped counts in the counterpart of its old section, or in the old section itself where that is gone.
    """
    counterpart = {c.old[0].index: c.new[0] for c in headings_of(report) if c.old and c.new}
    groups: dict[tuple[tuple[bool, int], ...], tuple[tuple[Item, ...], list[Change]]] = {}
    for change in items_of(report):
        path = path_of(report, change)[:_DEPTH]
        if not change.new:
            path = tuple(counterpart.get(heading.index, heading) for heading in path)
        is_old = [not change.new and heading.index not in counterpart for heading in path_of(report, change)[:_DEPTH]]
        key = tuple((gone, heading.index) for gone, heading in zip(is_old, path, strict=True))
        groups.setdefault(key, (path, []))[1].append(change)
    return [Section(path, count(changes)) for path, changes in groups.values()]
