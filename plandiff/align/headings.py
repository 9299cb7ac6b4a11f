"""Two plans and the item links so far in, links between their headings out: by title and by what hangs under them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from plandiff.align.assign import Candidate, assign
from plandiff.align.pins import Settled
from plandiff.align.rivals import Rivals
from plandiff.align.sides import Sides
from plandiff.align.texts import Vector, Weights, bigrams, dot
from plandiff.model import Plan

_TITLE, _CONTENT = 0.6, 0.4
_UNKNOWN = 0.35  # content share where nothing under the headings is linked yet
_CHILD_FLOOR = 0.42  # below counterparts
_FAR_FLOOR = 0.66  # anywhere
_MANY = 10_000  # pairs of siblings that are all scored
_SAME_YEARS = 0.1  # where siblings differ by their years alone, a year is a name
_OTHER_YEARS = 0.3  # what is left of the likeness of titles whose years neither stayed nor rolled
_RARE = 10  # titles that can share a bigram for it to suggest pairs


class HeadingLinks(NamedTuple):
    """Headings that are counterparts (old index to new), their scores (0 to 1), and what they were chosen over."""

    pairs: dict[int, int]
    scores: dict[int, float]
    rivals: Rivals


class HeadingAligner:
    """Aligns the headings of two plans; can be asked again as more of their items get linked."""

    def __init__(self, sides: Sides, settled: Settled) -> None:
        self.plans = old, new = sides.plans
        self.texts = texts = sides.texts
        self.years = sides.years
        self.settled = settled
        self.children = (_children(old), _children(new))
        self.ranks = (_ranks(self.children[0]), _ranks(self.children[1]))
        self.headings = tuple([i.index for i in plan.items if i.type == "heading"] for plan in self.plans)
        titles = (bigrams(texts[side][n].relative) for side in (0, 1) for n in self.headings[side])
        self.weights = Weights(titles)
        self.leaves = SharedLeaves(_above(old), _above(new))
        self._vectors: dict[str, Vector] = {}

    def align(self, leaves: Mapping[int, int]) -> HeadingLinks:
        """The headings that are counterparts, given linked items (old index to new index).

        Top-down among the children of counterparts, then what is left anywhere; never by number alone. (Inner nodes
        are matched by shared matched leaves as in Chawathe et al. 1996, with the title beside them.)
        """
        self.leaves.count(leaves)
        return _Matching(self).run()

    def likeness(self, old: int, new: int) -> float:
        """How alike two titles are, 0 to 1; years that stayed or rolled aside."""
        left, right = self.texts[0][old], self.texts[1][new]
        likeness = 1.0 if left.key == right.key else dot(self._vector(left.relative), self._vector(right.relative))
        return likeness * _OTHER_YEARS if self.years.at_odds(old, new) else likeness

    def sharing_rare_bigrams(self, olds: Iterable[int], news: Iterable[int]) -> Iterator[tuple[int, int]]:
        """The pairs of headings whose titles share a bigram that few of the new ones have."""
        having: dict[str, list[int]] = defaultdict(list)
        for new in news:
            for gram in self._vector(self.texts[1][new].relative):
                having[gram].append(new)
        for old in olds:
            for gram in self._vector(self.texts[0][old].relative):
                if len(having.get(gram, ())) <= _RARE:
                    yield from ((old, new) for new in having.get(gram, ()))

    def _vector(self, title: str) -> Vector:
        known = self._vectors.get(title)
        if known is None:
            known = self._vectors[title] = self.weights.unit_vector(bigrams(title), 1.0)
        return known


class _Matching:
    """One alignment of headings as it grows."""

    def __init__(self, aligner: HeadingAligner) -> None:
        self.aligner = aligner
        self.texts, self.children, self.ranks = aligner.texts, aligner.children, aligner.ranks
        self.shared, self.linked = aligner.leaves.shared, aligner.leaves.linked
        self.links: dict[int, int] = {}
        self.back: dict[int, int] = {}
        self.scores: dict[int, float] = {}
        self.rivals = Rivals()

    def run(self) -> HeadingLinks:
        """Descend from the roots and settled pairs, then from each pair of far counterparts, until nothing is added."""
        items = self.aligner.plans[0].items
        settled = [pair for pair in self.aligner.settled.links.items() if items[pair[0]].type == "heading"]
        for old, new in settled:
            self._link(old, new)
            self.scores[old] = 1.0
        self._descend([(None, None), *settled])
        while True:
            far = self._assign(self._far_candidates(), _FAR_FLOOR)
            if not far:
                return HeadingLinks(self.links, self.scores, self.rivals)
            for pair in far:
                if pair.old not in self.links and pair.new not in self.back:
                    self._link(pair.old, pair.new)
                    self._descend([(pair.old, pair.new)])

    def _link(self, old: int, new: int) -> None:
        self.links[old] = new
        self.back[new] = old
        self.scores[old] = min(1.0, self._candidate(old, new).score)

    def _assign(self, candidates: Iterable[Candidate], floor: float) -> list[Candidate]:
        scored = [pair for pair in candidates if self.aligner.settled.allows(pair.old, pair.new)]
        self.rivals.add(scored)
        return assign(scored, floor)

    def _descend(self, pairs: list[tuple[int | None, int | None]]) -> None:
        while pairs:
            old_parent, new_parent = pairs.pop()
            olds = [n for n in self.children[0][old_parent] if n not in self.links]
            news = [n for n in self.children[1][new_parent] if n not in self.back]
            for old, new in self._siblings(olds, news) if olds and news else ():
                self._link(old, new)
                pairs.append((old, new))

    def _siblings(self, olds: list[int], news: list[int]) -> Iterator[tuple[int, int]]:
        """Counterparts among the children of counterparts: equal titles first, then the likest."""
        equal = list(self._equal_titles(olds, news))
        yield from equal
        taken = {a for a, _ in equal}, {b for _, b in equal}
        rest_old, rest_new = [n for n in olds if n not in taken[0]], [n for n in news if n not in taken[1]]
        candidates = (self._candidate(a, b) for a, b in self._pairs(rest_old, rest_new))
        for pair in self._assign(candidates, _CHILD_FLOOR):
            yield pair.old, pair.new

    def _equal_titles(self, olds: list[int], news: list[int]) -> Iterator[tuple[int, int]]:
        """Siblings of one title on each side; where the title repeats, by its years, by content, then in order."""
        by_title: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for side, group in enumerate((olds, news)):
            for n in group:
                by_title[self.texts[side][n].key][side].append(n)
        for left, right in by_title.values():
            pairs = [(a, b) for a, b in self._pairs(left, right) if not self.aligner.years.at_odds(a, b)]
            if len(left) == len(right) == 1 and self.aligner.settled.allows(left[0], right[0]):
                yield from pairs
            else:
                candidates = (self._of_one_title(a, b) for a, b in pairs)
                yield from ((pair.old, pair.new) for pair in self._assign(candidates, 0.0))

    def _pairs(self, olds: Sequence[int], news: Sequence[int]) -> Iterable[tuple[int, int]]:
        """The pairs worth a look: all of a few; of many, those that share linked items, rare bigrams or their turn."""
        if len(olds) * len(news) <= _MANY:
            return product(olds, news)
        left, right = set(olds), set(news)
        pairs = {(a, b) for a, b in self.shared if a in left and b in right}
        pairs.update(zip(olds, news, strict=False))
        pairs.update(self.aligner.sharing_rare_bigrams(olds, news))
        return sorted(pairs)

    def _candidate(self, old: int, new: int) -> Candidate:
        title = self.aligner.likeness(old, new)
        nearness = 0.02 / (1 + abs(self.ranks[0][old] - self.ranks[1][new]))
        return Candidate(old, new, _TITLE * title + _CONTENT * self._content(old, new) + nearness)

    def _of_one_title(self, old: int, new: int) -> Candidate:
        pair = self._candidate(old, new)
        same = self.texts[0][old].folded == self.texts[1][new].folded
        return pair._replace(score=pair.score + _SAME_YEARS) if same else pair

    def _content(self, old: int, new: int) -> float:
        """Dice of the linked items that hang under both."""
        linked = self.linked[0][old] + self.linked[1][new]
        return 2 * self.shared[old, new] / linked if linked else _UNKNOWN

    def _far_candidates(self) -> Iterator[Candidate]:
        """Headings left over, anywhere, that share linked items or an unrepeated title."""
        olds = [n for n in self.aligner.headings[0] if n not in self.links]
        news = [n for n in self.aligner.headings[1] if n not in self.back]
        left, right = set(olds), set(news)
        pairs = {(a, b) for a, b in self.shared if a in left and b in right}
        titles: tuple[dict[str, list[int]], ...] = (defaultdict(list), defaultdict(list))
        for side, group in enumerate((olds, news)):
            for n in group:
                titles[side][self.texts[side][n].key].append(n)
        pairs |= {
            (g[0], titles[1][key][0]) for key, g in titles[0].items() if len(g) == len(titles[1].get(key, ())) == 1
        }
        return (self._candidate(a, b) for a, b in sorted(pairs))


def _children(plan: Plan) -> dict[int | None, list[int]]:
    children: dict[int | None, list[int]] = defaultdict(list)
    for item in plan.items:
        if item.type == "heading":
            children[item.parent].append(item.index)
    return children


def _ranks(children: Mapping[int | None, Sequence[int]]) -> dict[int, int]:
    return {n: rank for group in children.values() for rank, n in enumerate(group)}


def _above(plan: Plan) -> list[tuple[int, ...]]:
    """For each item the indices of the headings above it."""
    above: list[tuple[int, ...]] = []
    for item in plan.items:
        above.append(() if item.parent is None else (item.parent, *above[item.parent]))
    return above


class SharedLeaves:
    """How many linked items hang under each pair of headings, and under each heading; headings without any are none."""

    def __init__(self, above_old: Sequence[tuple[int, ...]], above_new: Sequence[tuple[int, ...]]) -> None:
        self._above = above_old, above_new
        self._counted: dict[int, int] = {}
        self.shared: Counter[tuple[int, int]] = Counter()
        self.linked: tuple[Counter[int], Counter[int]] = (Counter(), Counter())

    def count(self, leaves: Mapping[int, int]) -> None:
        """Count these links instead of the last ones: few differ."""
        self._add(self._counted.items() - leaves.items(), -1)
        self._add(leaves.items() - self._counted.items(), 1)
        self._counted = dict(leaves)

    def _add(self, links: Iterable[tuple[int, int]], times: int) -> None:
        by_parents = Counter((self._above[0][old], self._above[1][new]) for old, new in links)
        for (olds, news), count in by_parents.items():
            for old in olds:
                self.linked[0][old] += times * count
                for new in news:
                    _add_to(self.shared, (old, new), times * count)
            for new in news:
                self.linked[1][new] += times * count


def _add_to(counts: Counter[tuple[int, int]], key: tuple[int, int], count: int) -> None:
    """Add to a count that is not kept where it comes to nothing."""
    counts[key] += count
    if not counts[key]:
        del counts[key]
