"""Two plans in, the texts of items out that only one of them has, fiscal years aside."""

from __future__ import annotations

from collections.abc import Iterator

from plandiff.fiscal import mask
from plandiff.model import Plan
from plandiff.normalise import fold


def changed_texts(old: Plan, new: Plan) -> Iterator[str]:
    """The texts of items, not of headings and tables, in order: those that will be compared by their words."""
    sides = [dict.fromkeys(item.text for item in plan.items if item.type == "item") for plan in (old, new)]
    masked = [{text: mask(fold(text)) for text in side if text not in other} for side, other in (sides, sides[::-1])]
    for texts, others in (masked, masked[::-1]):
        known = set(others.values())
        yield from (text for text, key in texts.items() if key not in known)
