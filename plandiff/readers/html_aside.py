"""An HTML page in, what of it is no part of the plan out, and why: furniture, lists of contents, what is not seen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

Element = Any  # lxml's elements have no types of their own

_UNSEEN = frozenset("script style template head noscript rt rp rtc datalist iframe object audio video canvas".split())
_CONTROLS = frozenset("button select textarea input option".split())
_PICTURES = frozenset(["img", "svg"])
_DELETED = frozenset(["del", "s", "strike"])
_NAMES = frozenset(
    "header footer nav gnav gnavi globalnav global-nav breadcrumb breadcrumbs topicpath pankuzu sidebar pagetop".split()
)
# As a class only what heads no part of a text.
_CLASSES = _NAMES - {"header", "footer"} | {"site-header", "site-footer", "skip-link"}
_ROLES = frozenset("navigation banner contentinfo search".split())
_INNER = frozenset(["main", "article", "section", "blockquote"])
_MAINS = frozenset("main contents content main-content main-contents maincontent maincontents".split())
_LISTS = ("ul", "ol", "dl")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_JUMP = re.compile(
    r"[▲△↑⇑]?(?:(?:この)?ページの?(?:先頭|最初|トップ|上部?)|ページトップ|トップ|先頭|上|目次|(?:この)?(?:ページの)?本文)"
    r"(?:へ|に)?(?:戻る|もどる|移動|スキップ|ジャンプ)?(?:する|します)?"
)
_MOST = 0.5  # of a page's text: what holds less is not the main part
_MANY = 20  # of what is called the main part: none of them is


def reason_of(element: Element) -> str:
    """Why an element is left out by what it is (a key of `Labels.reason`, or `unseen`), or nothing."""
    tag = element.tag
    if tag in _UNSEEN:
        return "unseen"
    if tag in _PICTURES:
        return "picture"
    if tag in _CONTROLS:
        return "control"
    if tag in _DELETED:
        return "deleted"
    if element.get("hidden") is not None or _HIDDEN.search(element.get("style", "")):
        return "hidden"
    return "navigation" if _is_furniture(element) else ""


def _is_furniture(element: Element) -> bool:
    if element.tag == "nav" or element.get("role") in _ROLES:
        return True
    if element.tag == "a" and (element.get("href") or "").startswith("#"):
        return bool(_JUMP.fullmatch(element.text_content().strip()))
    names = (element.get("class") or "").lower().split()
    titled = element.tag == "div" and element.get("title") in ("header", "footer")  # as LibreOffice exports them
    framing = titled or element.tag in ("header", "footer") or (element.get("id") or "").lower() in _NAMES
    if not framing and not any(name in _CLASSES for name in names):
        return False
    return not any(above.tag in _INNER for above in element.iterancestors())


def reasons_by_place(root: Element) -> dict[Element, str]:
    """The elements that are left out by where they stand: beside the main part, and lists of links to parts."""
    return dict.fromkeys(_beside_main(root), "navigation") | dict.fromkeys(_contents(root), "contents")


def _beside_main(root: Element) -> Iterator[Element]:
    """What stands beside the main part of a page and beside all that holds it."""
    found = [element for element in root.iter() if _is_main(element)]
    if not 0 < len(found) <= _MANY or sum(element.tag == "main" for element in found) > 1:
        return
    most = _MOST * _length(root)
    main = next((element for element in reversed(found) if _length(element) >= most), None)
    if main is None:
        return
    inner = [main, *main.iterancestors()]
    yield from (child for parent in inner[1:] for child in parent if child not in inner)


def _length(element: Element) -> int:
    """The characters of the text that an element holds, scripts aside."""
    return sum(map(len, element.xpath(".//text()[not(parent::script or parent::style)]")))


def _is_main(element: Element) -> bool:
    return element.tag == "main" or element.get("role") == "main" or (element.get("id") or "").lower() in _MAINS


def _contents(root: Element) -> Iterator[Element]:
    """The lists of a page, none inside another, whose text is all links to places of the page itself."""
    events = etree.iterwalk(root, events=("start",), tag=_LISTS)
    for _, element in events:
        events.skip_subtree()
        if _is_contents(element):
            yield element


def _is_contents(element: Element) -> bool:
    links = [link for link in element.iter("a") if link.get("href", "").startswith("#") and len(link.get("href")) > 1]
    linked = sum(len("".join(link.text_content().split())) for link in links)
    return len(links) > 1 and linked == len("".join(element.text_content().split()))
