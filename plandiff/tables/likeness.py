"""Two labels of a table in, how alike they are out."""

from __future__ import annotations

import re

from plandiff.align.texts import bigrams
from plandiff.fiscal import mask, references
from plandiff.normalise import fold, loose
from plandiff.tables.grid import OF_WHICH

_DIGITS = re.compile(r"\d+")
_BRACKETS = re.compile(r"\(([^)]*)\)")


def key(label: str) -> str:
    """A label as it is compared: folded, without 「うち、」."""
    return loose(OF_WHICH.sub("", label.strip()))


def likeness(old: str, new: str) -> float:
    """0 to 1, by the pairs of characters that two labels share, fiscal years aside.

    0 where their numbers or what they say in brackets differ: 第１号 and 第２号, 人件費（管理系） and 人件費（業務系）
    are two things.
    """
    left, right = (mask(folded, references(folded)) for folded in map(fold, (key(old), key(new))))
    if _DIGITS.findall(left) != _DIGITS.findall(right):
        return 0.0
    brackets = _BRACKETS.findall(left), _BRACKETS.findall(right)
    if all(brackets) and brackets[0] != brackets[1]:
        return 0.0
    a, b = bigrams(left), bigrams(right)
    return 2 * (a & b).total() / (a.total() + b.total())
