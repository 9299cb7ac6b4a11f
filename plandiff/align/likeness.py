"""Unsettled items in, the pairs of them whose texts are alike out, each with its likeness."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import cached_property, partial
from heapq import nsmallest
from itertools import chain

from plandiff.align.sides import Sides
from plandiff.align.texts import Bags, Vector, Weights, bigram_set, content_words, dot
from plandiff.ends import equal_ends
from plandiff.model import Words
from plandiff.normalise import fold
from plandiff.tokenise import Tokeniser

_TOPIC = re.compile(r"([^、，。]{2,40}?)(?:について|に関して)は?[、，]")
_WORDS = (
    0.35  # the share of words in a likeness; from 0.25 to 0.5 the mean align F1 of four kinds of plans moves by 0.2
)
_FLOOR = 0.11  # below this, no bonus makes a link of a pair
_COMMON, _COMMON_AT_MOST = 6, 20  # new items that can share a feature before it stops to suggest pairs
_SAMPLE = 200  # settled items that tell how common a bigram is among them
_CANDIDATES, _SUGGESTED = 8, 0.08  # for one item at most; what telling features must make of a likeness
_RARE_FROM, _RARE_FULL = 5.0, 35.0  # weight × length of a shared word: from any word to an unmistakable one
_HIRAGANA = re.compile("[ぁ-ん]+")  # what verbs and grammar are written in, and names are not


class Likeness:
    """The likeness of texts: the mean of two cosines, over Sudachi's normalised words and over character bigrams.

    The bigrams see inside compounds and names; the words hold against spelling variants.
    """

    def __init__(self, sides: Sides, free: tuple[Sequence[int], Sequence[int]], tokenise: Tokeniser) -> None:
        self._sides, self._texts, self._tokenise = sides, sides.texts, tokenise
        self.words = (Bags(partial(self._content, 0)), Bags(partial(self._content, 1)))
        self._topics: tuple[dict[int, frozenset[str]], ...] = ({}, {})
        self.grams = grams = sides.grams
        self._free = free
        unsettled = set(free[1])
        self._settled = [i.index for i in sides.plans[1].items if i.type != "heading" and i.index not in unsettled]
        sample = self._settled[:: 1 + len(self._settled) // _SAMPLE]
        self._gram_weights = Weights(
            (grams[side][index] for side in (0, 1) for index in free[side]),
            (bigram_set(sides.texts[1][index].relative) for index in sample),
            len(self._settled) / max(1, len(sample)),
        )
        self._by_grams = list(self._weighed(grams, self._gram_weights, 1 - _WORDS))  # words may still be looked up
        # Counting the settled items' words too costs a third of the time and gains less than the measures' noise.
        self.word_weights = Weights(
            (self.words[side][index] for side in (0, 1) for index in free[side]), [()] * len(self._settled)
        )
        self._elsewhere: dict[str, bool] = {}
        self._rests: dict[tuple[int, int, int], set[str]] = {}

    def is_equal(self, side: int, index: int, other: int) -> bool:
        """Whether an item of one side and one of the other differ in their years at most."""
        return self._texts[side][index].key == self._texts[1 - side][other].key

    def rest(self, side: int, index: int, other: int) -> set[str]:
        """The bigrams of an item of one side that one of the other does not have."""
        known = self._rests.get((side, index, other))
        if known is None:
            text, others = self._texts[side][index].relative, self._texts[1 - side][other].relative
            before, after = (max(0, shared - 1) for shared in equal_ends(text, others))
            changed = bigram_set(text[before : len(text) - after])
            known = self._rests[side, index, other] = {gram for gram in changed if gram not in others}
        return known

    def _content(self, side: int, index: int) -> Counter[str]:
        return content_words(self._words(side, index))

    def _words(self, side: int, index: int) -> Words:
        return self._tokenise(self._sides.plans[side].items[index].text)

    def pairs(self) -> Iterator[tuple[int, int, float]]:
        """(old, new, likeness) of the free pairs that share enough.

        Candidates come from an inverted index of the features that few new items have; squared weights make the others
        count for little. Those of the best candidates are then weighed too.
        """
        vectors = self._vectors
        frequency = Counter(chain.from_iterable(vectors[1].values()))
        limit = max(_COMMON, min(_COMMON_AT_MOST, len(vectors[1]) // 20))
        common = {feature for feature, count in frequency.items() if count > limit}
        postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for new, vector in vectors[1].items():
            for feature, value in vector.items():
                if feature not in common:
                    postings[feature].append((new, value))
        often = [_only(side, common) for side in vectors]
        for old, vector in vectors[0].items():
            for new, telling in _best(vector, postings):
                likeness = telling + dot(often[0][old], often[1][new])
                if likeness >= _FLOOR:
                    yield old, new, likeness

    def of(self, old: int, new: int) -> float:
        """The likeness of two free items."""
        return dot(self._vectors[0][old], self._vectors[1][new])

    @cached_property
    def _vectors(self) -> tuple[dict[int, Vector], dict[int, Vector]]:
        """The weighted features of each free item, as far as the other plan has them too."""
        old, new = self._by_grams
        by_words = self._weighed(self.words, self.word_weights, _WORDS)
        for vectors, others in zip((old, new), by_words, strict=True):
            for index, vector in others.items():
                vectors[index].update({"\0" + word: value for word, value in vector.items()})
        return old, new

    def _weighed(self, features: tuple[Bags, Bags], weights: Weights, share: float) -> Iterator[dict[int, Vector]]:
        """For each side the weighted features of one measure, scaled to its share of a likeness."""
        old, new = (set().union(*(features[side][index] for index in self._free[side])) for side in (0, 1))
        kept = old & new
        for side in (0, 1):
            yield {index: weights.unit_vector(features[side][index], share**0.5, kept) for index in self._free[side]}

    def rarity(self, old: int, new: int) -> float:
        """0 to 1: how unmistakable the rarest word is that stands once in each plan, in these two items."""
        once, others = self._once, self.words[1][new]
        shared = [
            word for word in self.words[0][old] if word in others and word in once and self._is_nowhere_else(word)
        ]
        best = max((self.word_weights[word] ** 0.5 * len(_HIRAGANA.sub("", word)) for word in shared), default=0.0)
        return min(1.0, max(0.0, (best - _RARE_FROM) / (_RARE_FULL - _RARE_FROM)))

    @cached_property
    def _once(self) -> set[str]:
        """The words that stand once among the unsettled items of each plan; no single characters."""
        old, new = (
            Counter(chain.from_iterable(self.words[side][index] for index in self._free[side])) for side in (0, 1)
        )
        both = (word for word, count in old.items() if count == new.get(word) == 1)
        return {word for word in both if len(word) > 1 and not word.isdecimal()}

    def _is_nowhere_else(self, word: str) -> bool:
        """Whether a word stands in no settled item."""
        if word not in self._elsewhere:
            folded = fold(word)
            self._elsewhere[word] = any(folded in self._texts[1][index].folded for index in self._settled)
        return not self._elsewhere[word]

    def is_other_object(self, old: int, new: int) -> bool:
        """Whether the items are about different things, however alike.

        Their texts are equal but for a year that neither stayed nor rolled; or both say at the start what they are
        about (…については、) and share no word of it; or all that differs is the proper name they begin with:
        青葉寮について…, 豊岡寮について….
        """
        if self.is_equal(0, old, new) and not self._sides.years.carried_over(old, new):
            return True
        left, right = self._topic(0, old), self._topic(1, new)
        if left and right and left.isdisjoint(right):
            return True
        one, other = self._words(0, old).name, self._words(1, new).name
        if not one or not other or one == other:
            return False
        return self.words[0][old] - Counter([one]) == self.words[1][new] - Counter([other])

    def _topic(self, side: int, index: int) -> frozenset[str]:
        known = self._topics[side].get(index)
        if known is None:
            known = self._topics[side][index] = _topic(
                self._sides.plans[side].items[index].text, self._words(side, index)
            )
        return known


def _topic(text: str, words: Words) -> frozenset[str]:
    """The content words of what a text says at its start that it is about, if it does."""
    topic = _TOPIC.match(text)
    if not topic:
        return frozenset()
    end = bisect_left(words.starts, topic.end(1))
    return frozenset(words.norms[n] for n in words.content if n < end)


def _only(vectors: Mapping[int, Vector], features: Container[str]) -> dict[int, Vector]:
    """Of each vector these features."""
    return {
        index: {feature: value for feature, value in vector.items() if feature in features}
        for index, vector in vectors.items()
    }


def _best(vector: Vector, postings: Mapping[str, Sequence[tuple[int, float]]]) -> list[tuple[int, float]]:
    """The items that share most with a vector, in order, each with what it shares."""
    sums: dict[int, float] = defaultdict(float)
    for feature, value in vector.items():
        for new, other in postings.get(feature, ()):
            sums[new] += value * other
    found = [(new, total) for new, total in sums.items() if total >= _SUGGESTED]
    if len(found) > _CANDIDATES:
        found = nsmallest(_CANDIDATES, found, key=lambda pair: (-pair[1], pair[0]))
    return sorted(found)
