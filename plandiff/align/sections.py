"""Heading links in, a sense of place out: whether an old item's section is a new item's."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from plandiff.model import Plan

Key = tuple[str, int | None]


class Sections:
    """Names the section of every item so that counterparts have one name."""

    def __init__(self, old: Plan, new: Plan, headings: Mapping[int, int]) -> None:
        self.of: tuple[list[Key], list[Key]] = (
            [_old_key(item.parent, headings) for item in old.items],
            [("new", item.parent) for item in new.items],
        )
        self._above = (
            [_above(old, item.parent, lambda parent: _old_key(parent, headings)) for item in old.items],
            [_above(new, item.parent, lambda parent: ("new", parent)) for item in new.items],
        )

    def same(self, old: int, new: int) -> bool:
        """Whether the items stand directly under counterparts (or both under no heading)."""
        return self.of[0][old] == self.of[1][new]

    def beside(self, old: int, new: int) -> bool:
        """Whether the items' sections stand directly under counterparts."""
        above = self._above[0][old]
        return above is not None and above == self._above[1][new]


def _above(plan: Plan, parent: int | None, key: Callable[[int | None], Key]) -> Key | None:
    return None if parent is None else key(plan.items[parent].parent)


def _old_key(parent: int | None, headings: Mapping[int, int]) -> Key:
    if parent is None:
        return ("new", None)
    return ("new", headings[parent]) if parent in headings else ("old", parent)
