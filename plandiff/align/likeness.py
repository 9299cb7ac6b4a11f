"""Unsettled items in, the pairs of them whose texts are alike out, each with its likeness."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from plandiff.align.texts import Text, Vector, Weights, bigrams, words
from plandiff.model import Plan, Token
from plandiff.tokenise import Tokenise

_HALF = 0.5**0.5
_FLOOR = 0.05  # below this, a pair is noise
_RARE_FROM, _RARE_FULL = 5.0, 25.0  # weight × length of a shared word: from any word to an unmistakable one


class Likeness:
    """The likeness of texts: the mean of two cosines, over Sudachi's normalised words and over character bigrams.

    The bigrams see inside compounds and names; the words hold against spelling variants.
    """

    def __init__(
        self, plans: tuple[Plan, Plan], texts: tuple[Sequence[Text], Sequence[Text]], tokenise: Tokenise
    ) -> None:
        bodies = [[item for item in plan.items if item.type != "heading"] for plan in plans]
        self.grams: tuple[dict[int, Counter[str]], ...] = tuple(
            {item.index: bigrams(texts[side][item.index].relative) for item in bodies[side]} for side in (0, 1)
        )
        tokens = [{item.index: tokenise(item.text) for item in side} for side in bodies]
        self.words: tuple[dict[int, Counter[str]], ...] = tuple(
            {index: words(found) for index, found in side.items()} for side in tokens
        )
        self._topics = tuple({index: _topic(found) for index, found in side.items()} for side in tokens)
        self.gram_weights = Weights(grams for side in self.grams for grams in side.values())
        self.word_weights = Weights(found for side in self.words for found in side.values())
        self._frequencies = [Counter(word for found in side.values() for word in found) for side in self.words]

    def pairs(self, olds: Sequence[int], news: Sequence[int]) -> Iterator[tuple[int, int, float]]:
        """(old, new, likeness) of the pairs that share enough, by an inverted index over the new items."""
        postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for new in news:
            for feature, value in self._vector(1, new).items():
                postings[feature].append((new, value))
        for old in olds:
            sums: dict[int, float] = defaultdict(float)
            for feature, value in self._vector(0, old).items():
                for new, other in postings.get(feature, ()):
                    sums[new] += value * other
            yield from ((old, new, total) for new, total in sums.items() if total >= _FLOOR)

    def _vector(self, side: int, index: int) -> Vector:
        by_words = self.word_weights.unit_vector(self.words[side][index], _HALF)
        by_grams = self.gram_weights.unit_vector(self.grams[side][index], _HALF)
        return by_grams | {"\0" + word: value for word, value in by_words.items()}

    def rarity(self, old: int, new: int) -> float:
        """0 to 1: how unmistakable the rarest word is that stands once in each plan, in these two items."""
        left, right = self.words[0][old], self.words[1][new]
        best = max((self._telling(word) for word in left if word in right), default=0.0)
        return min(1.0, max(0.0, (best - _RARE_FROM) / (_RARE_FULL - _RARE_FROM)))

    def _telling(self, word: str) -> float:
        if self._frequencies[0][word] != 1 or self._frequencies[1][word] != 1 or word.isdecimal():
            return 0.0
        return self.word_weights[word] ** 0.5 * len(word)

    def is_other_object(self, old: int, new: int) -> bool:
        """Whether all that differs is the name of what the item is about: 青葉寮について…, 豊岡寮について…."""
        topics = (self._topics[0][old], self._topics[1][new])
        if not all(topics) or topics[0] == topics[1]:
            return False
        left, right = self.words[0][old], self.words[1][new]
        return left - Counter([topics[0]]) == right - Counter([topics[1]])

    def mass(self, found: Mapping[str, int]) -> float:
        """How much a bag of words says."""
        return sum(self.word_weights[word] * count for word, count in found.items())


def _topic(tokens: Sequence[Token]) -> str:
    """The proper name that a text begins with, or nothing."""
    first = next((token for token in tokens if token.content), None)
    return first.norm if first and first.name else ""
