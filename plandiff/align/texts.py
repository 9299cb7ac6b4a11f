"""Plans in, their items' texts out in the forms that alignment compares: folded, years masked, weighted for likeness."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from plandiff.fiscal import Reference, mask, references
from plandiff.model import Item, Plan, Token
from plandiff.normalise import fold

Vector = dict[str, float]
_YEAR_PARTS = frozenset(["令和", "平成", "昭和", "年度"])


class Text(NamedTuple):
    """An item's text: folded, its fiscal years, `key` with the years masked, `relative` with them counted from the
    plan's own year, so that 令和6年度 in the plan for 令和6年度 reads as 令和7年度 in the next."""

    folded: str
    years: tuple[Reference, ...]
    key: str
    relative: str


def read_texts(plan: Plan) -> tuple[Text, ...]:
    """The texts of all items, by index."""
    return tuple(read_text(item, plan.fiscal_year) for item in plan.items)


def read_text(item: Item, fiscal_year: int | None) -> Text:
    """The text of one item, seen from the plan's fiscal year."""
    folded = fold(item.text)
    years = references(folded)
    if not years:
        return Text(folded, (), folded, folded)
    parts, at = [], 0
    for ref in years:
        parts += [folded[at : ref.start], _year_mark(ref.year, fiscal_year)]
        at = ref.end
    return Text(folded, years, mask(folded, years), "".join([*parts, folded[at:]]))


def _year_mark(year: int, fiscal_year: int | None) -> str:
    """One private-use character for a year: its distance from the plan's own, or itself."""
    return chr(0xF0000 + year - fiscal_year + 500) if fiscal_year else chr(0xF1000 + year)


def bigrams(text: str) -> Counter[str]:
    """Character bigrams; a single character is its own."""
    return Counter(map(str.__add__, text, text[1:])) if len(text) > 1 else Counter([text])


def words(tokens: Sequence[Token]) -> Counter[str]:
    """Content words by normalised form, without the words that write a year."""
    return Counter(token.norm for token in tokens if token.content and token.norm not in _YEAR_PARTS)


class Weights:
    """How much a feature tells: w(t) = ln((N + 1) / (df + 1)) + 1 over the items of both plans."""

    def __init__(self, documents: Iterable[Iterable[str]]) -> None:
        frequency: Counter[str] = Counter()
        count = 0
        for document in documents:
            frequency.update(document)
            count += 1
        self._rarest = math.log((count + 1) / 1) + 1
        self._weights = {feature: math.log((count + 1) / (df + 1)) + 1 for feature, df in frequency.items()}

    def __getitem__(self, feature: str) -> float:
        return self._weights.get(feature, self._rarest)


def unit_vector(counts: Counter[str], weights: Weights, length: float) -> Vector:
    """The TF-IDF vector of a text, scaled to a length."""
    vector = {feature: count * weights[feature] for feature, count in counts.items()}
    norm = math.sqrt(sum(value * value for value in vector.values())) or 1.0
    return {feature: value * length / norm for feature, value in vector.items()}


Tokenise = Callable[[str], Sequence[Token]]
