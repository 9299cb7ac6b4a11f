"""What every part of the page is made from: the report, how to show it, and the names of its places."""

from __future__ import annotations

from typing import NamedTuple

from plandiff.labels.page import PageLabels
from plandiff.labels.words import Labels
from plandiff.model import Change, Plan, Report
from plandiff.renderers import View
from plandiff.renderers.groups import Group, groups
from plandiff.renderers.html.anchors import Anchors


class Page(NamedTuple):
    """A report on its way to a page; `groups` are those shown."""

    report: Report
    view: View
    groups: tuple[Group, ...]
    anchors: Anchors

    @property
    def words(self) -> Labels:
        """The words of every format."""
        return self.view.words

    @property
    def own(self) -> PageLabels:
        """The words of the page alone."""
        return self.view.words.page

    @property
    def sides(self) -> tuple[tuple[str, Plan], tuple[str, Plan]]:
        """Both plans under the words for old and new."""
        return (self.words.old, self.report.old), (self.words.new, self.report.new)

    def group(self, group: Group) -> str:
        """The name of a group's place."""
        return self.anchors.of_group(group.key, group.path)

    def change(self, change: Change) -> str:
        """The name of a change's place."""
        return self.anchors.of_change(change)


def page_of(report: Report, view: View) -> Page:
    """What a page is made from; groups without changes are left out where unchanged items are."""
    shown = (group for group in groups(report) if group.changed or group.departed or not view.changes_only)
    return Page(report, view, tuple(shown), Anchors())
