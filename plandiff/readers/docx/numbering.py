"""The numbering part of a Word file in, the number of each paragraph as a reader sees it out (ECMA-376, 17.9)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from plandiff.readers.docx.package import Element, W
from plandiff.readers.docx.styles import Styles, number
from plandiff.readers.numerals import (
    HALF_IROHA,
    HALF_KANA,
    IROHA,
    KANA,
    LETTERS,
    Numeral,
    circled,
    counting,
    digital,
    full_width,
    parenthesised,
    repeated,
    roman,
    stopped,
)

_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
FORMATS: dict[str, Numeral] = {
    "decimal": str,
    "decimalZero": lambda n: f"{n:02}",
    "decimalHalfWidth": str,
    "decimalFullWidth": full_width,
    "decimalFullWidth2": full_width,
    "decimalEnclosedCircle": circled,
    "decimalEnclosedCircleChinese": circled,
    "decimalEnclosedParen": parenthesised,
    "decimalEnclosedFullstop": stopped,
    "numberInDash": lambda n: f"- {n} -",
    "japaneseCounting": counting,
    "chineseCounting": counting,
    "chineseCountingThousand": counting,
    "ideographDigital": digital,
    "japaneseDigitalTenThousand": digital,
    "taiwaneseCounting": counting,
    "aiueo": repeated(HALF_KANA),
    "aiueoFullWidth": repeated(KANA),
    "iroha": repeated(HALF_IROHA),
    "irohaFullWidth": repeated(IROHA),
    "upperLetter": repeated(LETTERS.upper()),
    "lowerLetter": repeated(LETTERS),
    "upperRoman": lambda n: roman(n).upper(),
    "lowerRoman": roman,
    "none": lambda n: "",
}


class Level(NamedTuple):
    """A level of a list: the first number, the format, the text with places for numbers, after which level (from 1, or
    None for any above) it begins again, and whether all its numbers are plain."""

    start: int
    format: str
    text: str
    restart: int | None
    plain: bool
    style: str | None


class Marked(NamedTuple):
    """A paragraph's automatic marker, and whether it is a bullet of which depth (from 1), or 0 for a number."""

    text: str
    bullet: int


class Numbering:
    """The lists of a document as they count: asked for each paragraph in turn."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        elements = list(root) if root is not None else []
        self._abstract = {e.get(f"{W}abstractNumId"): e for e in elements if e.tag == f"{W}abstractNum"}
        self._lists = {e.get(f"{W}numId"): e for e in elements if e.tag == f"{W}num"}
        self._levels: dict[str, Mapping[int, Level]] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()

    def mark(self, properties: Element | None) -> Marked | None:
        """The marker of the next paragraph, which counts it; None for one without."""
        key, depth = self._styles.numbering(properties)
        if key is None or key not in self._lists:
            return None
        levels = self.levels(key)
        if depth is None:
            linked = list(self._styles.ids(properties))
            depth = next((n for n, level in sorted(levels.items()) if level.style in linked), 0)
        if depth not in levels:
            return None
        counts = self._count(key, depth, levels)
        level = levels[depth]
        if level.format == "bullet":
            return Marked(level.text, depth + 1)
        text = _PLACE.sub(lambda place: self._numeral(counts, levels, level, int(place[1]) - 1), level.text)
        return Marked(text.strip(), 0) if text.strip() else None

    def levels(self, key: str) -> Mapping[int, Level]:
        """The levels of a list, its own over those of its kind."""
        if key not in self._levels:
            found = {n: _level(element) for n, element in self._elements(key).items()}
            self._levels[key] = found
        return self._levels[key]

    def _elements(self, key: str) -> dict[int, Element]:
        abstract = self._kind(key)
        if abstract is None:
            return {}
        link = abstract.find(f"{W}numStyleLink")
        linked = self._styles.list_of(link.get(f"{W}val")) if link is not None else None
        found = self._elements(linked) if linked and linked != key and linked in self._lists else {}
        found |= {_place(element): element for element in abstract.iterfind(f"{W}lvl")}
        for override in self._lists[key].iterfind(f"{W}lvlOverride"):
            own = override.find(f"{W}lvl")
            if own is not None:
                found[_place(override)] = own
        return found

    def _kind(self, key: str) -> Element | None:
        kind = self._lists[key].find(f"{W}abstractNumId")
        return None if kind is None else self._abstract.get(kind.get(f"{W}val"))

    def _count(self, key: str, depth: int, levels: Mapping[int, Level]) -> list[int | None]:
        """Count one paragraph. Lists of one kind count on together, unless one begins with a number of its own."""
        kind = self._lists[key].find(f"{W}abstractNumId")
        counts = self._counts.setdefault(kind.get(f"{W}val"), [None] * _LEVELS)
        if key not in self._begun:
            self._begun.add(key)
            for override in self._lists[key].iterfind(f"{W}lvlOverride"):
                start = override.find(f"{W}startOverride")
                if start is not None and _place(override) < _LEVELS:
                    counts[_place(override)] = number(start, 1) - 1
        last = counts[depth]
        counts[depth] = levels[depth].start if last is None else last + 1
        for below in range(depth + 1, _LEVELS):
            restart = levels[below].restart if below in levels else None
            if restart is None or depth < restart:
                counts[below] = None
        return counts

    def _numeral(self, counts: list[int | None], levels: Mapping[int, Level], level: Level, place: int) -> str:
        other = levels.get(place)
        if other is None or other.format == "bullet":
            return ""
        count = counts[place]
        numeral = str if level.plain else FORMATS.get(other.format, str)
        return numeral(other.start if count is None else count)


def _place(element: Element) -> int:
    text = element.get(f"{W}ilvl", "0")
    return int(text) if text.isascii() and text.isdecimal() else 0


def _level(element: Element) -> Level:
    shape, text, restart = (element.find(f"{W}{name}") for name in ("numFmt", "lvlText", "lvlRestart"))
    plain, style = element.find(f"{W}isLgl"), element.find(f"{W}pStyle")
    return Level(
        start=number(element.find(f"{W}start"), 0),
        format=shape.get(f"{W}val", "decimal") if shape is not None else "decimal",
        text=text.get(f"{W}val", "") if text is not None else "",
        restart=None if restart is None else number(restart, 0),
        plain=plain is not None and plain.get(f"{W}val", "1") not in ("0", "false", "off"),
        style=None if style is None else style.get(f"{W}val"),
    )
