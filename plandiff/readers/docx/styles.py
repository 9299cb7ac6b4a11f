"""The styles part of a Word file in, what each style means out: heading level, numbering, indent, contents, hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from plandiff.readers.docx.package import Element, W

_HEADING = re.compile(r"(?:heading|見出し)\s*([1-9１-９])", re.IGNORECASE)
_TITLE = re.compile(r"title|subtitle|表題|副題|タイトル", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|目次)\s*(?:\d|heading)|目次|目次の見出し|table of figures|図表目次", re.IGNORECASE)
_BODY = 9  # the outline level of text that is no heading
_TWIPS = 105  # in a column: half an ideograph of 10.5 points


class Numbered(NamedTuple):
    """What a paragraph or style says of its numbering: the list's id and the level, either may be unsaid; and whether
    the paragraph itself names the list."""

    list: str | None
    level: int | None
    direct: bool = True


class Styles:
    """The styles of a document, by id, each with those it is based on."""

    def __init__(self, root: Element | None) -> None:
        found = list(root.iterfind(f"{W}style")) if root is not None else []
        self._styles = {style.get(f"{W}styleId"): style for style in found}
        defaults = (style for style in found if style.get(f"{W}default") in ("1", "true", "on"))
        paragraphs = (style.get(f"{W}styleId") for style in defaults if style.get(f"{W}type") == "paragraph")
        self._default = next(paragraphs, None)

    def of(self, properties: Element | None) -> str | None:
        """The style id of a paragraph by its properties."""
        style = properties.find(f"{W}pStyle") if properties is not None else None
        return self._default if style is None else style.get(f"{W}val")

    def heading_level(self, properties: Element | None) -> int:
        """The level of a heading from 1, where the title has the first for itself; 0 for text."""
        if properties is not None and (outline := properties.find(f"{W}outlineLvl")) is not None:
            return _level(outline)
        for name, style in self._named(properties):
            if match := _HEADING.fullmatch(name):
                return int(match[1]) + 1
            if _TITLE.fullmatch(name):
                return 1
            outline = style.find(f"{W}pPr/{W}outlineLvl") if style is not None else None
            if outline is not None:
                return _level(outline)
        return 0

    def is_contents(self, properties: Element | None) -> bool:
        """Whether a paragraph is a line of a table of contents that Word has made."""
        return any(_CONTENTS.fullmatch(name) for name, _ in self._named(properties))

    def numbering(self, properties: Element | None) -> Numbered:
        """The list and level of a paragraph: its own, else those of its styles."""
        own = properties.find(f"{W}numPr") if properties is not None else None
        found = [own, *(style.find(f"{W}pPr/{W}numPr") for style in self.chain(self.of(properties)))]
        said = [_numbered(element) for element in found if element is not None]
        lists = (one.list for one in said if one.list is not None)
        levels = (one.level for one in said if one.level is not None)
        return Numbered(next(lists, None), next(levels, None), own is not None)

    def list_of(self, style: str) -> str | None:
        """The list that a numbering style stands for."""
        found = (element.find(f"{W}pPr/{W}numPr") for element in self.chain(style))
        return next((_numbered(element).list for element in found if element is not None), None)

    def indent(self, properties: Element | None, list_indent: Element | None = None, direct: bool = True) -> int:
        """The column where a paragraph's first line begins; a list that the paragraph names comes before its styles."""
        own = properties.find(f"{W}ind") if properties is not None else None
        styles = [style.find(f"{W}pPr/{W}ind") for style in self.chain(self.of(properties))]
        found = [own, list_indent, *styles] if direct else [own, *styles, list_indent]
        said = [element for element in found if element is not None]
        begins = (value for element in said for value in _lengths(element, ("left", 1), ("start", 1)))
        first = (value for element in said for value in _lengths(element, ("hanging", -1), ("firstLine", 1)))
        return max(0, round(next(begins, 0) + next(first, 0)))

    def is_hidden(self, key: str | None) -> bool | None:
        """Whether a style hides its text; None where it does not say."""
        found = (style.find(f"{W}rPr/{W}vanish") for style in self.chain(key))
        return next((is_on(element) for element in found if element is not None), None)

    def chain(self, key: str | None) -> Iterator[Element]:
        """A style and those it is based on; a circle ends where it closes."""
        seen: set[str] = set()
        while key is not None and key not in seen and key in self._styles:
            seen.add(key)
            yield self._styles[key]
            based = self._styles[key].find(f"{W}basedOn")
            key = None if based is None else based.get(f"{W}val")

    def _named(self, properties: Element | None) -> Iterator[tuple[str, Element | None]]:
        """The names of a paragraph's style and those it is based on; of one that is not there, its id."""
        key = self.of(properties)
        if key is not None and key not in self._styles:
            yield key, None
        for style in self.chain(key):
            name = style.find(f"{W}name")
            yield name.get(f"{W}val", "") if name is not None else "", style


def _level(outline: Element) -> int:
    value = number(outline, _BODY)
    return value + 2 if value < _BODY else 0


def _numbered(element: Element) -> Numbered:
    found, level = element.find(f"{W}numId"), element.find(f"{W}ilvl")
    return Numbered(None if found is None else found.get(f"{W}val"), None if level is None else number(level, 0))


def _lengths(element: Element, *names: tuple[str, int]) -> Iterator[float]:
    """What an indent says under these names, in columns: hundredths of characters before twips."""
    for unit, size in (("Chars", 50), ("", _TWIPS)):
        for name, sign in names:
            text = element.get(f"{W}{name}{unit}", "")
            if re.fullmatch(r"-?\d{1,5}", text, re.ASCII):
                yield sign * int(text) / size


def number(element: Element | None, default: int) -> int:
    """The whole number that an element holds as its value."""
    text = element.get(f"{W}val", "") if element is not None else ""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else default


def is_on(element: Element | None) -> bool:
    """Whether a switch is there and not turned off."""
    return element is not None and element.get(f"{W}val", "1") not in ("0", "false", "off")
