"""Heading links in, a sense of place out: whether an old item's section is a new item's, or stands beside it."""

from __future__ import annotations

from collections.abc import Mapping

from plandiff.model import Plan

Key = tuple[str, int | None]


class Sections:
    """Names the section of every item so that counterparts have one name."""

    def __init__(self, old: Plan, new: Plan, headings: Mapping[int, int]) -> None:
        self._plans = (old, new)
        names: dict[int | None, Key] = {None: ("new", None)}
        for item in old.items:
            if item.type == "heading":
                names[item.index] = ("new", headings[item.index]) if item.index in headings else ("old", item.index)
        self.of: tuple[list[Key], list[Key]] = (
            [names[item.parent] for item in old.items],
            [("new", item.parent) for item in new.items],
        )

    def same(self, old: int, new: int) -> bool:
        """Whether the items stand directly under counterparts (or both under no heading)."""
        return self.of[0][old] == self.of[1][new]

    def beside(self, old: int, new: int) -> bool:
        """Whether the headings of the items stand directly under counterparts."""
        left, right = self._plans[0].items[old].parent, self._plans[1].items[new].parent
        return left is not None and right is not None and self.same(left, right)
