"""Two plans in, both of them as alignment looks at them out: their items' texts, bigrams and years."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from plandiff.aliases import Aliases
from plandiff.align.texts import Bags, Text, bigrams, read_texts
from plandiff.align.years import Years
from plandiff.model import ItemType, Plan


class Sides(NamedTuple):
    """The old plan and the new one: of each pair the first is of the old plan, and an item goes by its index."""

    plans: tuple[Plan, Plan]
    texts: tuple[Sequence[Text], Sequence[Text]]
    grams: tuple[Bags, Bags]
    years: Years

    def type(self, side: int, index: int) -> ItemType:
        """What an item of one side is."""
        return self.plans[side].items[index].type


def read_sides(old: Plan, new: Plan, aliases: Aliases) -> Sides:
    """Both plans, their bigrams counted when first asked for."""
    texts = (read_texts(old, aliases), read_texts(new, aliases))
    return Sides((old, new), texts, (_bigrams(texts[0]), _bigrams(texts[1])), Years((old, new), texts))


def _bigrams(texts: Sequence[Text]) -> Bags:
    return Bags(lambda index: bigrams(texts[index].relative))
