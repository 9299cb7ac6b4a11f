"""The lists that are open at a place of an HTML page in, the marker and depth of its next entry out."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from plandiff.markers import read_marker
from plandiff.model import Block

Element = Any

_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*(?:\w+\s+)*?([a-z-]+)", re.IGNORECASE)
_TYPES = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman", "1": "decimal"}
_KANJI = "〇一二三四五六七八九"
_KANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
BULLET = "・"


@dataclass
class _List:
    ordered: bool
    style: str
    step: int
    number: int
    marker: str = ""  # of the entry at hand, until its first text


@dataclass
class Listing:
    """The lists open at a place."""

    open: list[_List] = field(default_factory=list)

    @property
    def depth(self) -> int:
        """How many lists are open."""
        return len(self.open)

    def enter(self, element: Element) -> None:
        """Open a list or an entry."""
        if element.tag != "li":
            self.open.append(_list(element))
        elif self.open:
            at = self.open[-1]
            value = element.get("value") or ""
            at.number = int(value) if value.lstrip("-").isdecimal() else at.number
            at.marker = element.get("data-marker") or _marker(at)
            at.number += at.step

    def leave(self) -> None:
        """Close the innermost list."""
        if self.open:
            self.open.pop()

    def block(self, line: int, pieces: Sequence[str]) -> Block:
        """The block of a paragraph at this place: the first of an entry is one; a typed number goes over a bullet."""
        marker = next((entry.marker for entry in reversed(self.open) if entry.marker), "")
        depth = next((n for n in range(len(self.open), 0, -1) if self.open[n - 1].marker), self.depth)
        for entry in self.open:
            entry.marker = ""
        if not marker:
            return Block("", line, 0, "paragraph", depth=self.depth)
        typed = read_marker(next(piece.strip() for piece in pieces if piece.strip()))
        over = marker in (BULLET, " ") and typed is not None and not typed.weak
        return Block("", line, 0, "entry", depth=depth, marker="" if over else marker.strip())


def _list(element: Element) -> _List:
    style = _STYLE.search(element.get("style", ""))
    named = style[1].lower() if style else _TYPES.get(element.get("type", ""), "decimal")
    ordered = element.tag == "ol"
    backward = element.get("reversed") is not None
    entries = sum(child.tag == "li" for child in element)
    start = element.get("start") or ""
    number = int(start) if start.lstrip("-").isdecimal() else entries if backward else 1
    return _List(ordered, named, -1 if backward else 1, number)


def _marker(at: _List) -> str:
    """The marker of the next entry as a browser shows it; a space where there is none to see."""
    if at.style == "none":
        return " "
    if not at.ordered:
        return BULLET
    numeral: Callable[[int], str] = _NUMERALS.get(at.style, _decimal)
    return numeral(at.number)


def _decimal(number: int) -> str:
    return f"{number}."


def _alphabetic(letters: str, after: str) -> Callable[[int], str]:
    """Numerals that are letters: a … z, aa …."""

    def numeral(number: int) -> str:
        text = ""
        while number > 0:
            number, place = divmod(number - 1, len(letters))
            text = letters[place] + text
        return f"{text or number}{after}"

    return numeral


def _roman(number: int) -> str:
    text = ""
    rest = number
    for value, letters in _ROMAN:
        text += letters * (rest // value)
        rest %= value
    return text if 0 < number < 40 else str(number)


def _cjk(number: int) -> str:
    """Kanji numerals to 99, as lists count."""
    if not 0 < number < 100:
        return f"{number}、"
    tens, ones = divmod(number, 10)
    return f"{_KANJI[tens] if tens > 1 else ''}{'十' if tens else ''}{_KANJI[ones] if ones else ''}、"


_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_NUMERALS: dict[str, Callable[[int], str]] = {
    "lower-alpha": _alphabetic(_LETTERS, "."),
    "lower-latin": _alphabetic(_LETTERS, "."),
    "upper-alpha": _alphabetic(_LETTERS.upper(), "."),
    "upper-latin": _alphabetic(_LETTERS.upper(), "."),
    "lower-roman": lambda number: f"{_roman(number)}.",
    "upper-roman": lambda number: f"{_roman(number).upper()}.",
    "katakana": _alphabetic(_KANA, "、"),
    "katakana-iroha": _alphabetic(_IROHA, "、"),
    "cjk-ideographic": _cjk,
    "cjk-decimal": _cjk,
    "japanese-informal": _cjk,
}
