"""Two plans in, links out: equal texts, headings, strong links, splits and merges, weak links, in this order."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import product

from plandiff.align.assign import Candidate, assign
from plandiff.align.headings import HeadingAligner
from plandiff.align.likeness import Likeness
from plandiff.align.openings import same_openings
from plandiff.align.order import Order
from plandiff.align.parts import find_parts
from plandiff.align.pins import Part, Settled
from plandiff.align.rivals import Rivals
from plandiff.align.sections import Key, Sections
from plandiff.align.texts import Bags, bigrams, read_texts
from plandiff.fiscal import rolls
from plandiff.model import ItemType, Link, Plan
from plandiff.tokenise import Tokeniser

# What a pair is worth: the likeness of its texts (0 to 1), and on top of it
SECTION = 0.35  # for standing under counterparts,
RARE = 0.30  # or, elsewhere, for sharing a word that stands once in each plan,
ORDER = 0.10  # for standing where order would put it,
EXACT = 0.15  # and for being the same text.
# Floors measured on plans of four kinds: from 0.54 to 0.62, WEAK moves their mean align F1 by less than 0.2.
STRONG, WEAK = 0.85, 0.56
_MANY = 2_500  # pairs of one text under one heading
_FULL = 1 + SECTION + ORDER
_NOTHING = Settled()


def align(old: Plan, new: Plan, tokenise: Tokeniser, settled: Settled = _NOTHING) -> tuple[Link, ...]:
    """Link the items of two plans: every heading, item and table is in at most one link, in the new plan's order.

    `settled` pairs come first and as they are.
    """
    return _Alignment(old, new, tokenise, settled).run()


def distance(old: Plan, new: Plan) -> int | None:
    """Fiscal years from the old plan to the new one, if both are known."""
    if old.fiscal_year is None or new.fiscal_year is None:
        return None
    return new.fiscal_year - old.fiscal_year


class _Alignment:
    """The links so far and the evidence they give; each step adds links and none takes one back."""

    def __init__(self, old: Plan, new: Plan, tokenise: Tokeniser, settled: Settled) -> None:
        self.plans = (old, new)
        self.settled = settled
        self.texts = (read_texts(old, tokenise.aliases), read_texts(new, tokenise.aliases))
        self.aligner = HeadingAligner(old, new, self.texts, settled)
        self.grams = (Bags(partial(self._grams, 0)), Bags(partial(self._grams, 1)))
        self.distance = distance(old, new)
        self.links: dict[int, int] = {}
        self.scores: dict[int, float] = {}
        self.parts: list[Part] = []
        self.used: tuple[set[int], set[int]] = (set(), set())
        self.rivals = Rivals()
        self.aligned = 0  # links that the headings were last aligned by
        self._take_settled()
        self.headings = self.aligner.align(self.links | dict(self._unique_texts()))
        self._settle_equal_texts()
        self._align_headings()
        self._settle_equal_texts()
        self._settle_openings()
        self._settle_moved()
        self._align_headings()
        self.likeness = Likeness(self.plans, self.texts, (self._free(0), self._free(1)), self.grams, tokenise)

    def run(self) -> tuple[Link, ...]:
        """The steps after the equal texts are settled; headings and items lend each other weight in turn."""
        alike = list(self._alike())
        self._link(alike, STRONG)
        self._align_headings()
        self._link(alike, STRONG)
        self._find_parts()
        self._link(alike, WEAK)
        self._align_headings()
        self._link(alike, WEAK)
        self._find_parts()
        self._align_headings()
        return tuple(sorted(self._result(), key=lambda link: link.new))

    def _grams(self, side: int, index: int) -> Counter[str]:
        return bigrams(self.texts[side][index].relative)

    def _align_headings(self) -> None:
        """Align the headings by the links so far, if there are more than the last time."""
        if len(self.links) > self.aligned:
            self.aligned = len(self.links)
            self.headings = self.aligner.align(self.links)

    def _sections(self) -> Sections:
        return Sections(*self.plans, self.headings.pairs)

    def _order(self) -> Order:
        return Order(self.links | self.headings.pairs, *(len(plan.items) for plan in self.plans))

    def _free(self, side: int) -> list[int]:
        """The items and tables of one plan that are in no link yet."""
        return [i.index for i in self.plans[side].items if i.type != "heading" and i.index not in self.used[side]]

    def _take(self, pair: Candidate) -> None:
        self.links[pair.old] = pair.new
        self.scores[pair.old] = pair.score
        self.used[0].add(pair.old)
        self.used[1].add(pair.new)

    def _take_settled(self) -> None:
        """Link what the user has decided; headings are left to their aligner."""
        for old, new in self.settled.links.items():
            if self._type(0, old) != "heading":
                self._take(Candidate(old, new, _FULL))
        self._add_parts(self.settled.parts)

    def _add_parts(self, parts: Iterable[Part]) -> None:
        for part in parts:
            self.parts.append(part)
            self.used[1 - part.side].add(part.part)

    # ---- equal texts

    def _equal_texts(self, sections: Sections | None = None) -> list[tuple[list[int], list[int]]]:
        """Free items of one text on both sides, their fiscal years aside, and of one section if these are given."""
        groups: dict[tuple[str, str, Key | None], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for side in (0, 1):
            for index in self._free(side):
                section = sections.of[side][index] if sections else None
                groups[self.plans[side].items[index].type, self.texts[side][index].key, section][side].append(index)
        return [group for group in groups.values() if group[0] and group[1]]

    def _unique_texts(self) -> Iterator[tuple[int, int]]:
        for olds, news in self._equal_texts():
            if len(olds) == len(news) == 1:
                yield olds[0], news[0]

    def _settle_equal_texts(self) -> None:
        """Link equal texts under counterparts; a text that stands there twice goes by its years, then by its place."""
        order = self._order()
        candidates = [
            Candidate(a, b, self._steadiness(a, b) + 1 / (2 + abs(order.place(a) - b)))
            for olds, news in self._equal_texts(self._sections())
            for a, b in _all_or_in_order(olds, news)
            if self._carried_over(a, b)
        ]
        for pair in assign(candidates, 0.0):
            self._take(pair._replace(score=_FULL))

    def _settle_openings(self) -> None:
        """Link what begins alike under counterparts and mostly says the same."""
        order, free = self._order(), (self._free(0), self._free(1))
        for old, new, likeness in same_openings(self.plans, self.texts, free, self.grams, self._sections()):
            if self.settled.allows(old, new):
                self._take(Candidate(old, new, likeness + SECTION + ORDER * order.nearness(old, new)))

    def _settle_moved(self) -> None:
        """Link what stands word for word in another section, and in each plan once."""
        order = self._order()
        for old, new in self._unique_texts():
            if self._carried_over(old, new):
                self._take(Candidate(old, new, 1 + EXACT + ORDER * order.nearness(old, new)))

    def _carried_over(self, old: int, new: int) -> bool:
        """Whether the texts are equal but for years that stayed or rolled, and may be linked."""
        left, right = self.texts[0][old], self.texts[1][new]
        return left.key == right.key and rolls(left.years, right.years, self.distance) and self.settled.allows(old, new)

    def _steadiness(self, old: int, new: int) -> float:
        """The share of years that did what one expects: the plan's own year rolled, any other stayed."""
        pairs = list(zip(self.texts[0][old].years, self.texts[1][new].years, strict=True))
        own = self.plans[0].fiscal_year
        steady = sum((b.year - a.year) == ((self.distance or 0) if a.year == own else 0) for a, b in pairs)
        return steady / len(pairs) if pairs else 0.0

    # ---- alike texts

    def _alike(self) -> Iterator[Candidate]:
        """Pairs of free items of one type that are alike and not about different objects; scored by likeness alone."""
        for old, new, likeness in self.likeness.pairs():
            same_type = self.plans[0].items[old].type == self.plans[1].items[new].type
            if same_type and self.settled.allows(old, new) and not self.likeness.is_other_object(old, new):
                yield Candidate(old, new, likeness)

    def _link(self, alike: Iterable[Candidate], floor: float) -> None:
        """Link the best pairs from `floor` up; remember for each item what else it might have become."""
        sections, order = self._sections(), self._order()
        scored = [
            pair._replace(score=self._score(pair, sections, order, floor))
            for pair in alike
            if pair.old not in self.used[0] and pair.new not in self.used[1]
        ]
        self.rivals.add(scored)
        for pair in assign(scored, floor):
            self._take(pair)

    def _score(self, pair: Candidate, sections: Sections, order: Order, floor: float) -> float:
        old, new, score = pair
        if score > 1 - EXACT / 2 and self._carried_over(old, new):
            score += EXACT + 0.01 * self._steadiness(old, new)
        score += ORDER * order.nearness(old, new)
        if sections.same(old, new):
            return score + SECTION
        return score + RARE * self.likeness.rarity(old, new) if score + RARE >= floor else score

    def _find_parts(self) -> None:
        """Splits and merges among what is free, before weak links can take a part away from its whole."""
        found = find_parts(self.links, (self._free(0), self._free(1)), self.likeness, self._sections())
        self._add_parts(part for part in found if self._is_admissible(part))

    def _is_admissible(self, part: Part) -> bool:
        """Whether a part is of the type of its whole, and may be linked with it."""
        pair = (part.whole, part.part) if part.side == 0 else (part.part, part.whole)
        return self._type(part.side, part.whole) == self._type(1 - part.side, part.part) and self.settled.allows(*pair)

    def _type(self, side: int, index: int) -> ItemType:
        return self.plans[side].items[index].type

    # ---- links

    def _result(self) -> Iterator[Link]:
        split: dict[int, list[int]] = defaultdict(list)
        merged: dict[int, list[int]] = defaultdict(list)
        for part in self.parts:
            (split if part.side == 0 else merged)[part.whole].append(part.part)
        for old, new in self.links.items():
            olds, news = tuple(sorted([old, *merged[new]])), tuple(sorted([new, *split[old]]))
            yield self._marked(_with_rival(olds, news, self.scores[old], self.rivals, _FULL))
        for old, new in self.headings.pairs.items():
            yield self._marked(_with_rival((old,), (new,), self.headings.scores[old], self.headings.rivals, 1.0))

    def _marked(self, link: Link) -> Link:
        """A link, with a mark if the user has decided it."""
        return link._replace(pinned=any(self.settled.links.get(old) in link.new for old in link.old))


def _all_or_in_order(olds: Sequence[int], news: Sequence[int]) -> Iterable[tuple[int, int]]:
    """All pairs; where a text stands so often that only its turn tells, the first with the first and so on."""
    return product(olds, news) if len(olds) * len(news) <= _MANY else zip(olds, news, strict=False)


def _with_rival(olds: tuple[int, ...], news: tuple[int, ...], score: float, rivals: Rivals, full: float) -> Link:
    """A link with its score and margin as shares of the full score."""
    rival = rivals.best(olds, news)
    margin = (score - rival.score) / full if rival else None
    return Link(olds, news, min(1.0, score / full), margin, rival.of(olds) if rival else None)
