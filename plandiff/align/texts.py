"""Plans in, their items' texts out in the forms that alignment compares: folded, years masked, counted by feature."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping
from itertools import chain
from operator import add, mul
from typing import NamedTuple

from plandiff.aliases import Aliases
from plandiff.fiscal import Reference, mask, references
from plandiff.model import Plan, Words
from plandiff.normalise import fold

Vector = dict[str, float]

_YEAR_WORDS = frozenset(["令和", "平成", "昭和", "年度"])
_NONE = Aliases()
_NEAR_YEARS = 1  # years this far from the plan's own roll with it; others stay what they are


class Text(NamedTuple):
    """An item's text: folded, its fiscal years, `key` with the years masked, and `relative` with last year, this year
    and next year counted from the plan's own, so that this year's 令和6年度 reads as next year's 令和7年度."""

    folded: str
    years: tuple[Reference, ...]
    key: str
    relative: str


def read_texts(plan: Plan, aliases: Aliases = _NONE) -> tuple[Text, ...]:
    """The texts of all items, by index; of terms that mean the same, one stands for all."""
    return tuple(_read_text(aliases.canonical(fold(item.text)), plan.fiscal_year) for item in plan.items)


def _read_text(folded: str, fiscal_year: int | None) -> Text:
    years = references(folded)
    if not years:
        return Text(folded, (), folded, folded)
    parts, at = [], 0
    for ref in years:
        parts += [folded[at : ref.start], _year_mark(ref.year, fiscal_year)]
        at = ref.end
    return Text(folded, years, mask(folded), "".join([*parts, folded[at:]]))


def _year_mark(year: int, fiscal_year: int | None) -> str:
    """One private-use character for a year: its distance from the plan's own where it is near, else the year."""
    near = fiscal_year is not None and abs(year - fiscal_year) <= _NEAR_YEARS
    return chr(0xF0000 + (year - fiscal_year if near and fiscal_year else year))


def bigrams(text: str) -> Counter[str]:
    """Character bigrams; a single character is its own."""
    return Counter(map(add, text, text[1:])) if len(text) > 1 else Counter([text])


def content_words(words: Words) -> Counter[str]:
    """Content words by normalised form, without the words that write a year."""
    counts = Counter(map(words.norms.__getitem__, words.content))
    for word in _YEAR_WORDS:
        del counts[word]
    return counts


def bigram_set(text: str) -> set[str]:
    """Its bigrams, each once."""
    return set(map(add, text, text[1:])) or {text}


class Bags(dict[int, Counter[str]]):
    """The features of items by index, each counted when first asked for."""

    def __init__(self, count: Callable[[int], Counter[str]]) -> None:
        super().__init__()
        self._count = count

    def __missing__(self, index: int) -> Counter[str]:
        found = self[index] = self._count(index)
        return found


class Weights:
    """How much a feature tells: w(t) = (ln((N + 1) / (df + 1)) + 1)² over the items of both plans.

    The square of the usual inverse document frequency: what every item says (to promote, to carry out) must not
    outweigh the one rare word two items share. Measured better than the plain one on every kind of plan.
    """

    def __init__(
        self, documents: Iterable[Iterable[str]], shared: Iterable[Iterable[str]] = (), each: float = 1.0
    ) -> None:
        """Count the features of `documents`, and of `shared` ones, which stand in both plans and so count twice.

        Where these are a sample, each of them stands for so many.
        """
        frequency, count = _frequencies(documents)
        again, twice = _frequencies(shared)
        total = count + round(2 * each * twice)
        for feature in frequency.keys() & again.keys():
            frequency[feature] += round(2 * each * again[feature])
        by_frequency = {df: (math.log((total + 1) / (df + 1)) + 1) ** 2 for df in set(frequency.values())}
        self._weights = {feature: by_frequency[df] for feature, df in frequency.items()}
        self._uncounted = (math.log((total + 1) / 3) + 1) ** 2  # as if once in each plan

    def __getitem__(self, feature: str) -> float:
        return self._weights[feature]

    def mass(self, counts: Mapping[str, int]) -> float:
        """How much a bag of features says."""
        weight, uncounted = self._weights.get, self._uncounted
        return sum([weight(feature, uncounted) * count for feature, count in counts.items()])

    def unit_vector(self, counts: Counter[str], length: float, kept: Container[str] | None = None) -> Vector:
        """The weighted vector of a text, scaled to a length; of its features only those `kept` are in it."""
        weights = self._weights
        values = [count * weights[feature] for feature, count in counts.items()]
        norm = math.sqrt(sum(map(mul, values, values)))
        if not norm:
            return {}
        scale = length / norm
        return {
            feature: value * scale
            for feature, value in zip(counts, values, strict=True)
            if kept is None or feature in kept
        }


def _frequencies(documents: Iterable[Iterable[str]]) -> tuple[Counter[str], int]:
    """In how many documents each feature stands (no document names one twice), and how many documents there are."""
    group = list(documents)
    return Counter(chain.from_iterable(group)), len(group)


def dot(left: Vector, right: Vector) -> float:
    """The inner product of two sparse vectors."""
    if len(left) > len(right):
        left, right = right, left
    return sum([value * right[feature] for feature, value in left.items() if feature in right])
