"""Unsettled items in, the pairs of them whose texts are alike out, each with its likeness."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from plandiff.align.texts import Bags, Text, Vector, Weights, content_words, dot
from plandiff.model import Plan, Words
from plandiff.normalise import fold
from plandiff.tokenise import Tokeniser

_TOPIC = re.compile(r"([^、，。]{2,40}?)(?:について|に関して)は?[、，]")
_HALF = 0.5**0.5
_FLOOR = 0.08  # below this, a pair is noise
_COMMON = 6  # new items that can share a feature before it stops to suggest pairs
_RARE_FROM, _RARE_FULL = 5.0, 25.0  # weight × length of a shared word: from any word to an unmistakable one


class Likeness:
    """The likeness of texts: the mean of two cosines, over Sudachi's normalised words and over character bigrams.

    The bigrams see inside compounds and names; the words hold against spelling variants.
    """

    def __init__(
        self,
        plans: tuple[Plan, Plan],
        texts: tuple[Sequence[Text], Sequence[Text]],
        free: tuple[Sequence[int], Sequence[int]],
        grams: tuple[Bags, Bags],
        tokenise: Tokeniser,
    ) -> None:
        self._plans, self._texts, self._tokenise = plans, texts, tokenise
        self.words = (Bags(partial(self._content, 0)), Bags(partial(self._content, 1)))
        self.grams = grams
        self._free = free
        unsettled = set(free[1])
        settled = [i.index for i in plans[1].items if i.type != "heading" and i.index not in unsettled]
        # Counting the settled items' words too costs a third of the time and gains less than the measures' noise.
        self.word_weights = Weights(
            (self.words[side][index] for side in (0, 1) for index in free[side]), [()] * len(settled)
        )
        self._gram_weights = Weights(
            (grams[side][index] for side in (0, 1) for index in free[side]), (grams[1][index] for index in settled)
        )
        self._frequencies = [Counter(word for found in side.values() for word in found) for side in self.words]
        self._settled = "\n".join(texts[1][index].folded for index in settled)

    def is_equal(self, side: int, index: int, other: int) -> bool:
        """Whether an item of one side and one of the other differ in their years at most."""
        return self._texts[side][index].key == self._texts[1 - side][other].key

    def _content(self, side: int, index: int) -> Counter[str]:
        return content_words(self._words(side, index))

    def _words(self, side: int, index: int) -> Words:
        return self._tokenise(self._plans[side].items[index].text)

    def pairs(self) -> Iterator[tuple[int, int, float]]:
        """(old, new, likeness) of the free pairs that share enough.

        Candidates come from an inverted index without the features that many new items share; squared weights make
        those count for little. What they share is then weighed in full.
        """
        shared = tuple(self._shared(features) for features in (self.grams, self.words))
        vectors = tuple({index: self._vector(side, index, shared) for index in self._free[side]} for side in (0, 1))
        postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for new, vector in vectors[1].items():
            for feature, value in vector.items():
                postings[feature].append((new, value))
        common = max(_COMMON, len(vectors[1]) // 20)
        telling = {feature: found for feature, found in postings.items() if len(found) <= common}
        for old, vector in vectors[0].items():
            sums: dict[int, float] = defaultdict(float)
            for feature, value in vector.items():
                for new, other in telling.get(feature, ()):
                    sums[new] += value * other
            for new in sorted(new for new, total in sums.items() if total >= 0.75 * _FLOOR):
                likeness = dot(vector, vectors[1][new])
                if likeness >= _FLOOR:
                    yield old, new, likeness

    def _vector(self, side: int, index: int, shared: Sequence[set[str]]) -> Vector:
        """A text's weighted features, as far as the other plan has them too."""
        vector = self._gram_weights.unit_vector(self.grams[side][index], _HALF, shared[0])
        for word, value in self.word_weights.unit_vector(self.words[side][index], _HALF, shared[1]).items():
            vector["\0" + word] = value
        return vector

    def rarity(self, old: int, new: int) -> float:
        """0 to 1: how unmistakable the rarest word is that stands once in each plan, in these two items."""
        left, right = self.words[0][old], self.words[1][new]
        best = max((self._telling(word) for word in left if word in right), default=0.0)
        return min(1.0, max(0.0, (best - _RARE_FROM) / (_RARE_FULL - _RARE_FROM)))

    def _telling(self, word: str) -> float:
        once = self._frequencies[0][word] == self._frequencies[1][word] == 1
        if not once or word.isdecimal() or fold(word) in self._settled:
            return 0.0
        return float(self.word_weights[word] ** 0.5 * len(word))

    def is_other_object(self, old: int, new: int) -> bool:
        """Whether the items are about different things, however alike.

        Both say at the start what they are about (…については、) and share no word of it; or all that differs is the
        proper name they begin with: 青葉寮について…, 豊岡寮について….
        """
        texts = (self._plans[0].items[old].text, self._plans[1].items[new].text)
        left, right = self._words(0, old), self._words(1, new)
        topics = _topic(texts[0], left), _topic(texts[1], right)
        if all(topics) and not topics[0] & topics[1]:
            return True
        if not left.name or not right.name or left.name == right.name:
            return False
        return self.words[0][old] - Counter([left.name]) == self.words[1][new] - Counter([right.name])

    def _shared(self, features: Sequence[Mapping[int, Counter[str]]]) -> set[str]:
        """The features that free items of both plans have."""
        old, new = (set().union(*(features[side][index] for index in self._free[side])) for side in (0, 1))
        return old & new


def _topic(text: str, words: Words) -> frozenset[str]:
    """The content words of what a text says at its start that it is about, if it does."""
    topic = _TOPIC.match(text)
    if not topic:
        return frozenset()
    end = bisect_left(words.starts, topic.end(1))
    return frozenset(words.norms[n] for n in words.content if n < end)
