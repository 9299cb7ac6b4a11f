"""Alike pairs and the links so far in, what each pair is worth as a link out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from plandiff.align.assign import Candidate
from plandiff.align.leads import Leads
from plandiff.align.likeness import Likeness
from plandiff.align.order import Order
from plandiff.align.sections import Sections
from plandiff.align.sides import Sides

# What a pair is worth: the likeness of its texts (0 to 1), and on top of it
SECTION = 0.40  # for standing under counterparts,
FRESH = 0.10  # less where nothing else is linked that stands there,
RARE = 0.50  # or, elsewhere, for sharing a word that stands once in each plan,
ORDER = 0.10  # for standing where order would put it,
LEAD = 0.50  # of its lead in likeness over what else its items are like (or of what it is behind by),
LEAD_AT_MOST = 0.10
EXACT = 0.15  # and for being the same text.
STEADY = 0.01  # Where equal texts compete, the one whose years did what one expects is ahead.
FULL = 1 + SECTION + ORDER + LEAD * LEAD_AT_MOST


class Worth:
    """Scores pairs of items in no link yet.

    Section and order are bonuses, never walls. A pair that is ahead of all that compete with it may as well stand
    under headings side by side below counterparts: items move between neighbours. Fitted on four real pairs of plans.
    SECTION counts against the floors of the pipeline: 0.05 more or less of it costs 0.4 of the mean align F1; a quarter
    more or less of any other number costs at most 0.3.
    """

    def __init__(self, sides: Sides, links: Mapping[int, int], sections: Sections, order: Order) -> None:
        self._years, self._sections, self._order = sides.years, sections, order
        self._kept = {sections.of[0][old] for old, new in links.items() if sections.same(old, new)}

    def of(self, pairs: Iterable[Candidate], likeness: Likeness, floor: float) -> Iterator[Candidate]:
        """The pairs, scored, but for those elsewhere with years at odds; rare words count where `floor` is in reach."""
        pairs = list(pairs)
        leads = Leads(pairs)
        for pair in pairs:
            old, new, _ = pair
            score, lead = self._anywhere(pair), leads.of(pair)
            score += LEAD * max(-LEAD_AT_MOST, min(LEAD_AT_MOST, lead))
            if self._sections.same(old, new):
                yield Candidate(old, new, score + self._section(old))
            elif not self._years.at_odds(old, new):
                if lead > 0 and self._sections.beside(old, new):
                    score += SECTION
                elif score + RARE >= floor:
                    score += RARE * likeness.rarity(old, new)
                yield Candidate(old, new, score)

    def _anywhere(self, pair: Candidate) -> float:
        """What a pair is worth wherever it stands."""
        old, new, score = pair
        if score > 1 - EXACT / 2 and self._years.carried_over(old, new):
            score += EXACT + STEADY * self._years.steadiness(old, new)
        return score + ORDER * self._order.nearness(old, new)

    def _section(self, old: int) -> float:
        return SECTION if self._sections.of[0][old] in self._kept else SECTION - FRESH
