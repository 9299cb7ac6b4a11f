"""Unsettled items in, the pairs of them whose texts are alike out, each with its likeness."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from plandiff.align.texts import Text, Vector, Weights, bigrams, content_words, dot
from plandiff.model import Plan, Words
from plandiff.normalise import fold
from plandiff.tokenise import Tokenise

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
        tokenise: Tokenise,
    ) -> None:
        tokens = [{index: tokenise(plan.items[index].text) for index in free[side]} for side, plan in enumerate(plans)]
        self.words: tuple[dict[int, Counter[str]], ...] = tuple(
            {index: content_words(found) for index, found in side.items()} for side in tokens
        )
        self._names = tuple({index: found.name for index, found in side.items()} for side in tokens)
        self._topics = tuple(
            {index: _topic(plan.items[index].text, found) for index, found in side.items()}
            for plan, side in zip(plans, tokens, strict=True)
        )
        settled = [item.index for item in plans[1].items if item.type != "heading" and item.index not in self.words[1]]
        # Counting the settled items' words too costs a third of the time and gains less than the measures' noise.
        self.word_weights = Weights((found for side in self.words for found in side.values()), [()] * len(settled))
        self._grams = tuple({index: bigrams(texts[side][index].relative) for index in free[side]} for side in (0, 1))
        self._gram_weights = Weights(
            (grams for side in self._grams for grams in side.values()),
            (bigrams(texts[1][index].relative) for index in settled),
        )
        self._frequencies = [Counter(word for found in side.values() for word in found) for side in self.words]
        self._settled = "\n".join(texts[1][index].folded for index in settled)

    def pairs(self) -> Iterator[tuple[int, int, float]]:
        """(old, new, likeness) of the free pairs that share enough.

        Candidates come from an inverted index without the features that many new items share; squared weights make
        those count for little. What they share is then weighed in full.
        """
        shared = tuple(_shared(features) for features in (self._grams, self.words))
        vectors = tuple({index: self._vector(side, index, shared) for index in self.words[side]} for side in (0, 1))
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
        vector = self._gram_weights.unit_vector(self._grams[side][index], _HALF, shared[0])
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
        topics = self._topics[0][old], self._topics[1][new]
        if all(topics) and not topics[0] & topics[1]:
            return True
        names = self._names[0][old], self._names[1][new]
        if not all(names) or names[0] == names[1]:
            return False
        return self.words[0][old] - Counter([names[0]]) == self.words[1][new] - Counter([names[1]])


def _topic(text: str, words: Words) -> frozenset[str]:
    """The content words of what a text says at its start that it is about, if it does."""
    topic = _TOPIC.match(text)
    if not topic:
        return frozenset()
    end = bisect_left(words.starts, topic.end(1))
    return frozenset(words.norms[n] for n in words.content if n < end)


def _shared(features: Sequence[Mapping[int, Counter[str]]]) -> set[str]:
    """The features that free items of both plans have."""
    old, new = (set().union(*side.values()) for side in features)
    return old & new
