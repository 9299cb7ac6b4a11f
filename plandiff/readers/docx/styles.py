"""The styles part of a Word file in, what each paragraph style means out: heading level, numbering, contents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from plandiff.readers.docx.package import Element, W

_HEADING = re.compile(r"(?:heading|見出し)\s*([1-9１-９])", re.IGNORECASE)
_TITLE = re.compile(r"title|subtitle|表題|副題", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|目次)\s*(?:\d|heading)|目次", re.IGNORECASE)
_BODY = 9  # the outline level of text that is no heading


class Numbered(NamedTuple):
    """What a paragraph or style says of its numbering: the list's id and the level, either may be unsaid."""

    list: str | None
    level: int | None


class Styles:
    """The paragraph styles of a document, by id, each with those it is based on."""

    def __init__(self, root: Element | None) -> None:
        found = root.iterfind(f"{W}style") if root is not None else ()
        self._styles = {style.get(f"{W}styleId"): style for style in found}
        defaults = (key for key, style in self._styles.items() if style.get(f"{W}default") in ("1", "true", "on"))
        paragraphs = (key for key in defaults if self._styles[key].get(f"{W}type") == "paragraph")
        self._default = next(paragraphs, None)

    def of(self, properties: Element | None) -> str | None:
        """The style id of a paragraph by its properties."""
        style = properties.find(f"{W}pStyle") if properties is not None else None
        return self._default if style is None else style.get(f"{W}val")

    def heading_level(self, properties: Element | None) -> int:
        """The level of a heading from 1, where the title has the first for itself; 0 for text."""
        if properties is not None and (outline := properties.find(f"{W}outlineLvl")) is not None:
            return _level(outline)
        for style in self._chain(self.of(properties)):
            name = _name(style)
            if match := _HEADING.fullmatch(name):
                return int(match[1]) + 1
            if _TITLE.fullmatch(name):
                return 1
            outline = style.find(f"{W}pPr/{W}outlineLvl")
            if outline is not None:
                return _level(outline)
        return 0

    def is_contents(self, properties: Element | None) -> bool:
        """Whether a paragraph is a line of a table of contents that Word has made."""
        return any(_CONTENTS.fullmatch(_name(style)) for style in self._chain(self.of(properties)))

    def numbering(self, properties: Element | None) -> Numbered:
        """The list and level of a paragraph: its own, else those of its styles."""
        found = [properties.find(f"{W}numPr")] if properties is not None else []
        found += [style.find(f"{W}pPr/{W}numPr") for style in self._chain(self.of(properties))]
        said = [_numbered(element) for element in found if element is not None]
        lists = (one.list for one in said if one.list is not None)
        levels = (one.level for one in said if one.level is not None)
        return Numbered(next(lists, None), next(levels, None))

    def ids(self, properties: Element | None) -> Iterator[str]:
        """The ids of a paragraph's style and those it is based on."""
        return (style.get(f"{W}styleId") for style in self._chain(self.of(properties)))

    def list_of(self, style: str) -> str | None:
        """The list that a numbering style stands for."""
        return next(
            (_numbered(e).list for s in self._chain(style) if (e := s.find(f"{W}pPr/{W}numPr")) is not None), None
        )

    def _chain(self, key: str | None) -> Iterator[Element]:
        """A style and those it is based on; a circle ends where it closes."""
        seen: set[str] = set()
        while key is not None and key not in seen and key in self._styles:
            seen.add(key)
            yield self._styles[key]
            based = self._styles[key].find(f"{W}basedOn")
            key = None if based is None else based.get(f"{W}val")


def _name(style: Element) -> str:
    name = style.find(f"{W}name")
    return str(name.get(f"{W}val", "")) if name is not None else ""


def _level(outline: Element) -> int:
    value = number(outline, _BODY)
    return value + 2 if value < _BODY else 0


def _numbered(element: Element) -> Numbered:
    found, level = element.find(f"{W}numId"), element.find(f"{W}ilvl")
    return Numbered(None if found is None else found.get(f"{W}val"), None if level is None else number(level, 0))


def number(element: Element | None, default: int) -> int:
    """The whole number that an element holds as its value."""
    text = element.get(f"{W}val", "") if element is not None else ""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else default
