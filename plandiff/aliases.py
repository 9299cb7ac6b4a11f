"""Terms that mean the same in, one of them for all out: in a folded text, and among its words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from plandiff.normalise import fold


class Aliases:
    """Pairs of terms that mean the same; so do terms that pairs join in a chain. The shortest stands for all."""

    def __init__(self, pairs: Iterable[tuple[str, str]] = ()) -> None:
        groups: dict[str, frozenset[str]] = {}
        for pair in pairs:
            terms = [fold(term) for term in pair]
            group = frozenset[str]().union(*(groups.get(term, {term}) for term in terms))
            groups.update(dict.fromkeys(group, group))
        self._terms = {term: min(group, key=lambda one: (len(one), one)) for term, group in groups.items() if term}
        longest_first = sorted(self._terms, key=lambda term: (-len(term), term))
        self._pattern = re.compile("|".join(map(re.escape, longest_first)))

    def __bool__(self) -> bool:
        return bool(self._terms)

    def canonical(self, folded: str) -> str:
        """A folded text with one term for all that mean the same; the longest goes first."""
        return self._pattern.sub(lambda match: self._terms[match[0]], folded) if self else folded

    def phrases(self, norms: Callable[[str], Sequence[str]]) -> Phrases:
        """The terms as sequences of normalised words, given what makes these of a text."""
        return Phrases({tuple(norms(term)): "".join(norms(one)) for term, one in self._terms.items()})


class Phrases:
    """Sequences of normalised words, each with the one word that stands for it."""

    def __init__(self, words: Mapping[tuple[str, ...], str]) -> None:
        self._words = words
        self._lengths: dict[str, list[int]] = {}
        for phrase in sorted(words, key=len, reverse=True):
            self._lengths.setdefault(phrase[0], []).append(len(phrase))

    def replace(self, norms: list[str]) -> None:
        """Put for each phrase the word that stands for it in its first place, and nothing in its others."""
        at = 0
        while at < len(norms):
            lengths = self._lengths.get(norms[at], ())
            length = next((n for n in lengths if tuple(norms[at : at + n]) in self._words), 0)
            if length:
                norms[at : at + length] = [self._words[tuple(norms[at : at + length])], *[""] * (length - 1)]
            at += max(1, length)
