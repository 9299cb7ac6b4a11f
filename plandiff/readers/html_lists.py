"""The lists that are open at a place of an HTML page in, the marker and depth of its next entry out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice, takewhile
from typing import Any

from plandiff.markers import read_marker
from plandiff.model import Block
from plandiff.readers.numerals import IROHA, KANA, LETTERS, Numeral, counting, digital, positional, roman

Element = Any

_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*(?:\w+\s+)*?([a-z-]+)", re.IGNORECASE)
_TYPES = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman", "1": "decimal"}
_DEPTH = 12  # elements between a heading and the entry that holds it
BULLET = "・"


@dataclass
class _List:
    ordered: bool
    style: str
    step: int
    number: int
    marker: str = ""  # of the entry at hand, until its first text
    at: int = 0  # its number


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
            at.marker, at.at = element.get("data-marker") or _marker(at), at.number
            at.number += at.step

    def enter_scope(self) -> None:
        """Open a part of an entry that stands apart, as a list would."""
        self.open.append(_List(False, "none", 0, 0))

    def leave(self) -> None:
        """Close the innermost list."""
        if self.open:
            self.open.pop()

    def block(self, line: int, pieces: Sequence[str]) -> Block:
        """The block of a paragraph at this place: the first of an entry is one.

        A typed number goes over a bullet, and over the same number of the list, which then is not seen.
        """
        marker, number = next(((entry.marker, entry.at) for entry in reversed(self.open) if entry.marker), ("", 0))
        depth = next((n for n in range(len(self.open), 0, -1) if self.open[n - 1].marker), self.depth)
        for entry in self.open:
            entry.marker = ""
        if not marker:
            return Block("", line, 0, "paragraph", depth=self.depth)
        text = next(piece.strip() for piece in pieces if piece.strip())
        typed = read_marker(text)
        over = typed is not None and (
            (not typed.weak or text[len(typed.text) :][:1] == "\u3000")
            if marker in (BULLET, " ")
            else number in (reading.number for reading in typed.readings)
        )
        return Block("", line, 0, "entry", depth=depth, marker="" if over else marker.strip())


def heading_scopes(root: Element) -> set[Element]:
    """The outermost parts of list entries that hold headings and go on after them: there ends what those head.

    Outside lists no element ends what a heading heads: pages are laid out in too many ways.
    """
    found: set[Element] = set()
    for heading in root.iter("h1", "h2", "h3", "h4", "h5", "h6"):
        within = list(takewhile(lambda above: above.tag != "li", islice(heading.iterancestors(), _DEPTH)))
        if len(within) == _DEPTH or not within or within[-1].getparent() is None:
            continue
        below = [heading, *within]
        held = [above for above, child in zip(within, below, strict=False) if _goes_on(child)]
        found.update(held[-1:])
    return found


def _goes_on(element: Element) -> bool:
    after = element.getnext()
    texts = after.itertext() if after is not None else ()
    return bool((element.tail or "").strip()) or any(text.strip() for text in texts)


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
    return _NUMERALS.get(at.style, _decimal)(at.number)


def _after(numeral: Numeral, mark: str) -> Numeral:
    return lambda number: numeral(number) + mark


_decimal = _after(str, ".")
_NUMERALS: dict[str, Numeral] = {
    "lower-alpha": _after(positional(LETTERS), "."),
    "lower-latin": _after(positional(LETTERS), "."),
    "upper-alpha": _after(positional(LETTERS.upper()), "."),
    "upper-latin": _after(positional(LETTERS.upper()), "."),
    "lower-roman": _after(roman, "."),
    "upper-roman": lambda number: f"{roman(number).upper()}.",
    "katakana": _after(positional(KANA), "、"),
    "katakana-iroha": _after(positional(IROHA), "、"),
    "cjk-ideographic": _after(counting, "、"),
    "cjk-decimal": _after(digital, "、"),
    "japanese-informal": _after(counting, "、"),
}
