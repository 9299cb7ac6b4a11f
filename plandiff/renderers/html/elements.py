"""Names, texts and attributes in, elements of a page out: whatever a plan says, it is text in them and never markup."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lxml import etree

from plandiff.renderers.xml_text import sheet_text

Element = Any  # lxml's elements have no types of their own


def el(tag: str, *children: Element | str, cls: str = "", **attributes: str | int | None) -> Element:
    """An element; attributes that are None are left out, an underscore in a name stands for a hyphen."""
    element = etree.Element(tag)
    if cls:
        element.set("class", cls)
    for name, value in attributes.items():
        if value is not None:
            element.set(name.rstrip("_").replace("_", "-"), sheet_text(str(value)))
    fill(element, children)
    return element


def fill(element: Element, children: Iterable[Element | str]) -> None:
    """Add texts and elements to an element, in order."""
    last = element[-1] if len(element) else None
    for child in children:
        if not isinstance(child, str):
            element.append(child)
            last = child
        elif last is None:
            element.text = (element.text or "") + sheet_text(child)
        else:
            last.tail = (last.tail or "") + sheet_text(child)
