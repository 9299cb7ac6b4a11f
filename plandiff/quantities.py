"""Text in, the numbers it states out: to tell whether two texts say the same quantities."""

from __future__ import annotations

import re
from collections import Counter

from plandiff.fiscal import mask, references
from plandiff.normalise import fold

# Not inside a name (JT-60SA, TDP-43), not an isotope (13C, 64Cu).
_NUMBER = re.compile(
    r"(?<![A-Za-z\d.])(?<![A-Za-z]-)(?P<value>\d[\d,]*(?:\.\d+)?)(?P<scale>[兆億万千百]*)"
    r"(?![\d]|(?:[CNOHF]|[A-Z][a-z])(?![A-Za-z]))"
)
_KANJI_NUMBER = re.compile(r"[一二三四五六七八九十百千]+[年月週日回件人名社箇ヶか所校種本台機倍割つ](?![化体性線次])")


def quantities(text: str) -> Counter[str]:
    """The numbers of a text as printed after NFKC, without separators; fiscal years are none."""
    folded = fold(text)
    masked = mask(folded, references(folded))
    found = Counter(match["value"].replace(",", "") + match["scale"] for match in _NUMBER.finditer(masked))
    found.update(match[0] for match in _KANJI_NUMBER.finditer(masked) if not _goes_on(masked, match.start()))
    return found


def _goes_on(text: str, at: int) -> bool:
    """Whether a kanji stands before: what follows is then part of a word. (A range so wide is slow to compile.)"""
    return at > 0 and "一" <= text[at - 1] <= "龥"
