"""A report in, its changes by heading out: how every readable format orders them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from plandiff.model import Change, Item, Report
from plandiff.summary import path_of


class Group(NamedTuple):
    """Successive changes under the same headings: those to show, and how many unchanged ones stand among them."""

    path: tuple[Item, ...]
    changes: tuple[Change, ...]

    @property
    def changed(self) -> list[Change]:
        """What is not simply carried over."""
        return [change for change in self.changes if not is_unchanged(change)]

    @property
    def unchanged(self) -> list[Change]:
        """What is carried over in its place."""
        return [change for change in self.changes if is_unchanged(change)]


def is_unchanged(change: Change) -> bool:
    """Whether there is nothing to show: continued, in its place and under its number, without a warning note."""
    return change.kind == "continued" and not change.flags and "stale-year" not in change.notes


def groups(report: Report) -> Iterator[Group]:
    """The changes grouped by the headings above them, in report order."""
    keyed = ((bool(change.new), path_of(report, change), change) for change in report.changes)
    for (_, path), entries in groupby(keyed, key=lambda entry: (entry[0], entry[1])):
        yield Group(path, tuple(change for _, _, change in entries))


def heading_line(item: Item) -> str:
    """A heading as printed: marker and text."""
    return f"{item.marker} {item.text}" if item.marker else item.text


def path_line(path: tuple[Item, ...], separator: str = " > ") -> str:
    """Headings in one line, outermost first."""
    return separator.join(heading_line(item) for item in path)
