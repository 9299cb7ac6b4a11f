"""Heading links in, a sense of place out: how close an old item's section is to a new item's."""

from __future__ import annotations

from collections.abc import Mapping

from plandiff.model import Plan


class Sections:
    """Compares the places of items through the headings that are counterparts."""

    def __init__(self, old: Plan, new: Plan, headings: Mapping[int, int]) -> None:
        self._old, self._new = old, new
        self._headings = headings

    def same(self, old: int, new: int) -> bool:
        """Whether the items stand directly under counterparts (or both under no heading)."""
        above_old, above_new = self._old.items[old].parent, self._new.items[new].parent
        if above_old is None or above_new is None:
            return above_old is above_new
        return self._headings.get(above_old) == above_new

    def near(self, old: int, new: int) -> bool:
        """Whether the sections above the items' own are counterparts."""
        above_old, above_new = self._old.items[old].parent, self._new.items[new].parent
        return above_old is not None and above_new is not None and self.same(above_old, above_new)
