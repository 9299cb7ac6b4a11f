"""The numbering part of a Word file in, the number of each paragraph as a reader sees it out (ECMA-376, 17.9)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from plandiff.readers.docx.package import Element, W
from plandiff.readers.docx.runs import symbol
from plandiff.readers.docx.styles import Styles, is_on, number
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
    listed,
    parenthesised,
    repeated,
    roman,
    stopped,
    symbols,
)

_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
_SYMBOL_FONTS = frozenset("Symbol Wingdings Webdings".split()) | {"Wingdings 2", "Wingdings 3"}
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
    "ideographTraditional": listed("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": listed("子丑寅卯辰巳午未申酉戌亥"),
    "ideographEnclosedCircle": symbols((1, "㊀㊉")),
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
    None for any above) it begins again, whether all its numbers are plain, the style it goes with, its indent."""

    start: int
    format: str
    text: str
    restart: int | None
    plain: bool
    style: str | None
    indent: Element | None


class Marked(NamedTuple):
    """A paragraph's automatic marker: its text and level (from 0); whether it is a bullet; the marker its numbers begin
    with, and its number; whether a level above begins alike; where its first line begins, in columns."""

    text: str
    level: int
    is_bullet: bool
    sequence: tuple[str, int] | None
    is_alike: bool
    indent: int


class _List(NamedTuple):
    """A list: what it counts with (lists of one kind count on together), its levels, those that begin anew in it and
    have not yet."""

    kind: str
    levels: Mapping[int, Level]
    anew: set[int]


class Numbering:
    """The lists of a document as they count: asked for each paragraph in turn."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        elements = list(root) if root is not None else []
        self._kinds = {e.get(f"{W}abstractNumId"): e for e in elements if e.tag == f"{W}abstractNum"}
        self._nums = {e.get(f"{W}numId"): e for e in elements if e.tag == f"{W}num"}
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, list[int | None]] = {}

    def mark(self, properties: Element | None) -> Marked | None:
        """The marker of the next paragraph, which counts it; None for one without."""
        key, depth, direct = self._styles.numbering(properties)
        if key is None or key not in self._nums:
            return None
        found = self._list(key)
        if depth is None:
            linked = [style.get(f"{W}styleId") for style in self._styles.chain(self._styles.of(properties))]
            depth = next((n for n, level in sorted(found.levels.items()) if level.style in linked), 0)
        if depth not in found.levels:
            return None
        level, counts = found.levels[depth], self._count(found, depth)
        indent = self._styles.indent(properties, level.indent, direct)
        if level.format == "bullet":
            return Marked(level.text.strip(), depth, True, None, False, indent)
        text = _printed(found.levels, depth, counts).strip()
        first = _first(found.levels, depth)
        sequence = (first, counts[depth] or 0) if f"%{depth + 1}" in level.text and first else None
        alike = any(_first(found.levels, above) == first for above in found.levels if above < depth)
        return Marked(text, depth, False, sequence, alike, indent) if text else None

    def _list(self, key: str) -> _List:
        if key not in self._lists:
            self._lists[key] = self._read(key)
        return self._lists[key]

    def _read(self, key: str) -> _List:
        """The levels of a list: those of its kind, under its own."""
        levels: dict[int, Level] = {}
        anew: set[int] = set()
        kind = ""
        for num in reversed(list(self._linked(key))):
            kind = kind or _kind_of(num)
            kinds = self._kinds.get(_kind_of(num))
            found = {_place(element): element for element in (kinds if kinds is not None else ())}
            levels |= {n: _level(element) for n, element in found.items() if element.tag == f"{W}lvl"}
            for override in num.iterfind(f"{W}lvlOverride"):
                place, own, start = _place(override), override.find(f"{W}lvl"), override.find(f"{W}startOverride")
                if own is not None:
                    levels[place] = _level(own)
                if start is not None and place in levels:
                    levels[place] = levels[place]._replace(start=number(start, 1))
                    anew.add(place)
        return _List(kind, {n: level for n, level in levels.items() if 0 <= n < _LEVELS}, anew)

    def _linked(self, key: str | None) -> Iterator[Element]:
        """A list and those that the numbering styles of their kinds lead to; a circle ends where it closes."""
        seen: set[str] = set()
        while key is not None and key in self._nums and key not in seen:
            seen.add(key)
            yield self._nums[key]
            kind = self._kinds.get(_kind_of(self._nums[key]))
            link = kind.find(f"{W}numStyleLink") if kind is not None else None
            key = self._styles.list_of(link.get(f"{W}val")) if link is not None else None

    def _count(self, found: _List, depth: int) -> list[int | None]:
        """Count one paragraph, and let the levels below begin again."""
        counts = self._counts.setdefault(found.kind, [None] * _LEVELS)
        last = None if depth in found.anew else counts[depth]
        found.anew.discard(depth)
        counts[depth] = found.levels[depth].start if last is None else last + 1
        for below in range(depth + 1, _LEVELS):
            restart = found.levels[below].restart if below in found.levels else None
            if restart is None or depth < restart:
                counts[below] = None
        return counts


def _printed(levels: Mapping[int, Level], depth: int, counts: list[int | None]) -> str:
    """The text of a level with its numbers in their places."""
    level = levels[depth]

    def numeral(place: re.Match[str]) -> str:
        other = levels.get(int(place[1]) - 1)
        if other is None or other.format == "bullet":
            return ""
        count = counts[int(place[1]) - 1]
        shape = str if level.plain else FORMATS.get(other.format, str)
        return shape(other.start if count is None else count)

    return _PLACE.sub(numeral, level.text)


def _first(levels: Mapping[int, Level], depth: int) -> str:
    return _printed(levels, depth, [1] * _LEVELS).strip()


def _kind_of(num: Element) -> str:
    kind = num.find(f"{W}abstractNumId")
    return "" if kind is None else kind.get(f"{W}val", "")


def _place(element: Element) -> int:
    text = element.get(f"{W}ilvl", "")
    return int(text) if re.fullmatch("[0-8]", text) else -1


def _level(element: Element) -> Level:
    shape, text, restart = (element.find(f"{W}{name}") for name in ("numFmt", "lvlText", "lvlRestart"))
    style, font = element.find(f"{W}pStyle"), element.find(f"{W}rPr/{W}rFonts")
    form = shape.get(f"{W}val", "decimal") if shape is not None else "decimal"
    printed = text.get(f"{W}val", "") if text is not None else ""
    symbolic = form == "bullet" and font is not None and font.get(f"{W}ascii") in _SYMBOL_FONTS
    return Level(
        start=number(element.find(f"{W}start"), 0),
        format=form,
        text=symbol(printed) if symbolic else printed,
        restart=None if restart is None else number(restart, 0),
        plain=is_on(element.find(f"{W}isLgl")),
        style=None if style is None else style.get(f"{W}val"),
        indent=element.find(f"{W}pPr/{W}ind"),
    )
