"""The texts of two plans in, what became of their fiscal years out: which stayed or rolled, and which are names."""

from __future__ import annotations

from collections.abc import Sequence

from plandiff.align.texts import Text
from plandiff.fiscal import rolls
from plandiff.model import Plan

_NEAR = 1  # years this far from the plan's own roll with it; others name something


class Years:
    """How the years of an old item and a new one, by index, go together."""

    def __init__(self, plans: tuple[Plan, Plan], texts: tuple[Sequence[Text], Sequence[Text]]) -> None:
        self._texts = texts
        self._own = plans[0].fiscal_year
        self._distance = distance(*plans)

    def carried_over(self, old: int, new: int) -> bool:
        """Whether the texts are equal but for years that stayed or rolled."""
        return self._texts[0][old].key == self._texts[1][new].key and self._roll(old, new)

    def steady(self, old: int, new: int) -> bool:
        """Whether a text was carried over and no year rolled that is a name: 令和3年度 in a plan for 令和6年度."""
        return self.carried_over(old, new) and all(
            a == b or (self._own is not None and abs(a - self._own) <= _NEAR) for a, b in self._pairs(old, new)
        )

    def steadiness(self, old: int, new: int) -> float:
        """The share of years that did what one expects: the plan's own year rolled, any other stayed."""
        pairs = self._pairs(old, new)
        steady = sum((b - a) == ((self._distance or 0) if a == self._own else 0) for a, b in pairs)
        return steady / len(pairs) if pairs else 0.0

    def at_odds(self, old: int, new: int) -> bool:
        """Whether the texts name equally many years, and one of them neither stayed nor rolled."""
        named = len(self._texts[0][old].years)
        return named > 0 and named == len(self._texts[1][new].years) and not self._roll(old, new)

    def _roll(self, old: int, new: int) -> bool:
        return rolls(self._texts[0][old].years, self._texts[1][new].years, self._distance)

    def _pairs(self, old: int, new: int) -> list[tuple[int, int]]:
        pairs = zip(self._texts[0][old].years, self._texts[1][new].years, strict=True)
        return [(a.year, b.year) for a, b in pairs]


def distance(old: Plan, new: Plan) -> int | None:
    """Fiscal years from the old plan to the new one, if both are known."""
    if old.fiscal_year is None or new.fiscal_year is None:
        return None
    return new.fiscal_year - old.fiscal_year
