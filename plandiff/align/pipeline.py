"""Two plans in, links out: equal texts, headings, strong links, splits and merges, weak links, in this order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain, product

from plandiff.align.assign import Candidate, assign
from plandiff.align.equals import Equals
from plandiff.align.headings import HeadingAligner
from plandiff.align.likeness import Likeness
from plandiff.align.openings import same_openings
from plandiff.align.order import Order
from plandiff.align.parts import find_parts
from plandiff.align.pins import Part, Settled
from plandiff.align.rivals import Rivals
from plandiff.align.sections import Key, Sections
from plandiff.align.sides import read_sides
from plandiff.align.worth import EXACT, FULL, ORDER, SECTION, Worth
from plandiff.model import Link, Plan
from plandiff.tokenise import Tokeniser

# Floors measured on plans of four kinds: from 0.58 to 0.62, WEAK moves their mean align F1 by less than 0.2, and
# STRONG may be anything from 0.8. What is below it can have no further parts.
STRONG, WEAK = 1.00, 0.60
_MANY = 2_500  # pairs of items left over under one heading
_NOTHING = Settled()


def align(old: Plan, new: Plan, tokenise: Tokeniser, settled: Settled = _NOTHING) -> tuple[Link, ...]:
    """Link the items of two plans: every heading, item and table is in at most one link, in the new plan's order.

    `settled` pairs come first and as they are.
    """
    return _Alignment(old, new, tokenise, settled).run()


class _Alignment:
    """The links so far and the evidence they give; each step adds links and none takes one back."""

    def __init__(self, old: Plan, new: Plan, tokenise: Tokeniser, settled: Settled) -> None:
        self.sides = read_sides(old, new, tokenise.aliases)
        self.settled = settled
        self.leaves = tuple([item.index for item in plan.items if item.type != "heading"] for plan in (old, new))
        self.aligner = HeadingAligner(self.sides, settled)
        self.equals = Equals(self.sides)
        self.links: dict[int, int] = {}
        self.scores: dict[int, float] = {}
        self.parts: list[Part] = []
        self.used: tuple[set[int], set[int]] = (set(), set())
        self.rivals = Rivals()
        self.aligned = 0  # links that the headings were last aligned by
        self._take_settled()
        self.headings = self.aligner.align(self.links | dict(self.equals.unique(self.used)))
        self.sections = Sections(old, new, self.headings.pairs)
        self._settle_equal_texts()
        self._align_headings()
        self._settle_equal_texts()
        self._settle_openings()
        self._settle_moved()
        self._align_headings()
        self.likeness = Likeness(self.sides, self._free(), tokenise)

    def run(self) -> tuple[Link, ...]:
        """The steps after the equal texts are settled; headings and items lend each other weight in turn."""
        alike = list(self._alike())
        self._link(alike, STRONG)
        self._align_headings()
        self._link(alike, STRONG)
        self._find_parts()
        self._link(chain(alike, self._left_in_place(alike)), WEAK)
        self._align_headings()
        self._link(chain(alike, self._left_in_place(alike)), WEAK)
        self._find_parts()
        self._align_headings()
        return tuple(sorted(self._result(), key=lambda link: link.new))

    def _align_headings(self) -> None:
        """Align the headings by the links so far, if there are more than the last time."""
        if len(self.links) > self.aligned:
            self.aligned = len(self.links)
            self.headings = self.aligner.align(self.links)
            self.sections = Sections(*self.sides.plans, self.headings.pairs)

    def _order(self) -> Order:
        return Order(self.links | self.headings.pairs, *(len(plan.items) for plan in self.sides.plans))

    def _free(self) -> tuple[list[int], list[int]]:
        """The items and tables of both plans that are in no link yet."""
        old, new = (
            [index for index in leaves if index not in used]
            for leaves, used in zip(self.leaves, self.used, strict=True)
        )
        return old, new

    def _take(self, pair: Candidate) -> None:
        self.links[pair.old] = pair.new
        self.scores[pair.old] = pair.score
        self.used[0].add(pair.old)
        self.used[1].add(pair.new)

    def _take_settled(self) -> None:
        """Link what the user has decided; headings are left to their aligner."""
        for old, new in self.settled.links.items():
            if self.sides.type(0, old) != "heading":
                self._take(Candidate(old, new, FULL))
        self._add_parts(self.settled.parts)

    def _add_parts(self, parts: Iterable[Part]) -> None:
        for part in parts:
            self.parts.append(part)
            self.used[1 - part.side].add(part.part)

    # ---- equal texts

    def _settle_equal_texts(self) -> None:
        for pair in self.equals.in_place(self.used, self.sections, self._order(), self.settled):
            self._take(pair._replace(score=FULL))

    def _settle_openings(self) -> None:
        """Link what begins alike under counterparts and mostly says the same."""
        order = self._order()
        for old, new, likeness in same_openings(self.sides, self._free(), self.sections):
            if self.settled.allows(old, new):
                self._take(Candidate(old, new, likeness + SECTION + ORDER * order.nearness(old, new)))

    def _settle_moved(self) -> None:
        """Link what stands word for word in another section, and in each plan once."""
        order = self._order()
        for old, new in list(self.equals.unique(self.used)):
            if self.settled.allows(old, new):
                self._take(Candidate(old, new, 1 + EXACT + ORDER * order.nearness(old, new)))

    # ---- alike texts

    def _alike(self) -> Iterator[Candidate]:
        """Pairs of free items that are alike; scored by likeness alone."""
        for old, new, likeness in self.likeness.pairs():
            if self._may_be_one(old, new):
                yield Candidate(old, new, likeness)

    def _left_in_place(self, alike: Iterable[Candidate]) -> Iterator[Candidate]:
        """The free pairs under counterparts that are not among the alike ones: few are left, so little tells much."""
        known = {(pair.old, pair.new) for pair in alike}
        left: dict[Key, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for side, free in enumerate(self._free()):
            for index in free:
                left[self.sections.of[side][index]][side].append(index)
        for olds, news in left.values():
            for old, new in product(olds, news) if len(olds) * len(news) <= _MANY else ():
                if (old, new) not in known and self._may_be_one(old, new):
                    yield Candidate(old, new, self.likeness.of(old, new))

    def _may_be_one(self, old: int, new: int) -> bool:
        """Whether two items are of one type, not about different objects, and not kept apart by the user."""
        same_type = self.sides.type(0, old) == self.sides.type(1, new)
        return same_type and self.settled.allows(old, new) and not self.likeness.is_other_object(old, new)

    def _link(self, alike: Iterable[Candidate], floor: float) -> None:
        """Link the best pairs from `floor` up; remember for each item what else it might have become."""
        free = [pair for pair in alike if pair.old not in self.used[0] and pair.new not in self.used[1]]
        scored = list(Worth(self.sides, self.links, self.sections, self._order()).of(free, self.likeness, floor))
        self.rivals.add(scored)
        for pair in assign(scored, floor):
            self._take(pair)

    def _find_parts(self) -> None:
        """Splits and merges among what is free, before weak links can take a part away from its whole."""
        sure = {old: new for old, new in self.links.items() if self.scores[old] >= STRONG}
        found = find_parts(sure, self._free(), self.likeness, self.sections)
        self._add_parts(part for part in found if self._is_admissible(part))

    def _is_admissible(self, part: Part) -> bool:
        """Whether a part is of the type of its whole, and may be linked with it."""
        pair = (part.whole, part.part) if part.side == 0 else (part.part, part.whole)
        same_type = self.sides.type(part.side, part.whole) == self.sides.type(1 - part.side, part.part)
        return same_type and self.settled.allows(*pair)

    # ---- links

    def _result(self) -> Iterator[Link]:
        split: dict[int, list[int]] = defaultdict(list)
        merged: dict[int, list[int]] = defaultdict(list)
        for part in self.parts:
            (split if part.side == 0 else merged)[part.whole].append(part.part)
        for old, new in self.links.items():
            olds, news = tuple(sorted([old, *merged[new]])), tuple(sorted([new, *split[old]]))
            yield self._marked(_with_rival(olds, news, self.scores[old], self.rivals, FULL))
        for old, new in self.headings.pairs.items():
            yield self._marked(_with_rival((old,), (new,), self.headings.scores[old], self.headings.rivals, 1.0))

    def _marked(self, link: Link) -> Link:
        """A link, with a mark if the user has decided it."""
        if not self.settled.links:
            return link
        return link._replace(pinned=any(self.settled.links.get(old) in link.new for old in link.old))


def _with_rival(olds: tuple[int, ...], news: tuple[int, ...], score: float, rivals: Rivals, full: float) -> Link:
    """A link with its score and margin as shares of the full score."""
    rival = rivals.best(olds, news)
    margin = (score - rival.score) / full if rival else None
    return Link(olds, news, min(1.0, score / full), margin, rival.of(olds) if rival else None)
