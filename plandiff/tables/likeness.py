"""Two labels of a table in, how alike they are out."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from plandiff.align.texts import bigrams
from plandiff.normalise import loose
from plandiff.tables.grid import without_of_which

_DIGITS, _BRACKETS = r"\d+", r"\([^)]*\)"  # compiled when first needed


class _Features(NamedTuple):
    digits: list[str]
    brackets: list[str]
    bigrams: Counter[str]
    size: int


def key(label: str) -> str:
    """A label as it is compared: folded, without 「うち、」."""
    return loose(without_of_which(label.strip()))


def likeness(old: str, new: str) -> float:
    """0 to 1, by the pairs of characters that two labels share.

    0 where their numbers or what they say in brackets differ: 第１号 and 第２号, 人件費（管理系） and 人件費（業務系）
    are two things.
    """
    left, right = _features(old), _features(new)
    if left.digits != right.digits or left.bigrams.keys().isdisjoint(right.bigrams):
        return 0.0
    if left.brackets and right.brackets and left.brackets != right.brackets:
        return 0.0
    return 2 * (left.bigrams & right.bigrams).total() / (left.size + right.size)


@lru_cache(maxsize=1 << 14)
def _features(label: str) -> _Features:
    text = key(label)
    counts = bigrams(text)
    return _Features(re.findall(_DIGITS, text), re.findall(_BRACKETS, text), counts, counts.total())
