"""Bytes of an HTML page or fragment in, a source out: headings, paragraphs, lists, tables as a browser shows them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree, html

from plandiff.errors import ReadError
from plandiff.limits import DEFAULTS, Limits, too_deep
from plandiff.markers import lone_marker, read_marker
from plandiff.model import Block, LeftOut, Source
from plandiff.readers.flow import paragraph, visible
from plandiff.readers.html_aside import reason_of, reasons_by_place
from plandiff.readers.html_lists import Listing, heading_scopes
from plandiff.readers.html_tables import is_data, read_table
from plandiff.readers.text import decode
from plandiff.readers.web_archive import is_web_archive, page_of

Element = Any  # lxml's elements have no types of their own

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "form h1 h2 h3 h4 h5 h6 hr html legend li main menu ol p pre search section summary table tbody td tfoot th thead "
    "tr ul".split()
)
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE)
_HTML_NAMES = {"shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "x-sjis": "cp932", "windows-31j": "cp932"}


def read(data: bytes, name: str, limits: Limits = DEFAULTS) -> Source:
    """The blocks of a page, or of the one in a web archive.

    Raises `ReadError` for what is in no known encoding or has no text at all.
    """
    charset: str | None = None
    if is_web_archive(data):
        data, charset = page_of(data, name)
    source = read_tree(_decode(data, name, charset), name, limits)
    if not source.blocks:
        raise ReadError(name, "HTML に読める文がありません。", "計画の本文を含むページを指定してください。")
    return source


def read_tree(text: str, name: str, limits: Limits = DEFAULTS, *, numbered: bool = False) -> Source:
    """The blocks of a page or a fragment as text, if it has any.

    Where it is `numbered`, its elements say in `data-source-line` where they come from. Raises `ReadError`.
    """
    root = _parse(text, name, limits)
    reading = _Reading(name, numbered, limits.depth)
    if root is not None:
        reading.walk(root)
    return Source(tuple(reading.blocks), tuple(reading.left_out))


def _decode(data: bytes, name: str, charset: str | None = None) -> str:
    """The text of a page by its byte order mark, by the encoding it names or comes with, or else as any text."""
    found = _CHARSET.search(data[:2048])
    named = charset or (found[1].decode("ascii") if found else "")
    if named and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        encoding = named.lower()
        try:
            return data.decode(_HTML_NAMES.get(encoding, encoding))
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data, name)


def _parse(text: str, name: str, limits: Limits) -> Element:
    """The tree of a page, or None of an empty one; no comments are in it, and nothing outside it is fetched."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        root = None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise too_deep(name, limits.depth)
    return root


@dataclass(eq=False)
class _Reading:
    """A page as it is walked: the blocks so far, the paragraph at hand, the lists that are open."""

    name: str
    numbered: bool
    deepest: int
    blocks: list[Block] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    pieces: list[str] = field(default_factory=lambda: [""])
    line: int = 0
    heading: int = 0
    preformatted: int = 0
    has_lines: bool = False  # whether some of the paragraph at hand is preformatted
    after_cell: bool = False  # whether the last block is all of a cell
    scopes: set[Element] = field(default_factory=set)
    lists: Listing = field(default_factory=Listing)

    def walk(self, root: Element) -> None:
        """Read a tree, element by element; none is recursed into, however deep it lies."""
        aside = reasons_by_place(root)
        self.scopes = heading_scopes(root)
        skipped: Element = None
        events = etree.iterwalk(root, events=("start", "end"))
        depth = 0
        for event, element in events:
            depth += 1 if event == "start" else -1
            if depth > self.deepest:
                raise too_deep(self.name, self.deepest)
            if event == "end" and element is skipped:
                self._add(element.tail)
            elif event == "end":
                self._end(element)
            elif self._takes_whole(element, aside):
                skipped = element
                events.skip_subtree()
            else:
                self._start(element)
        self._flush()

    def _takes_whole(self, element: Element, aside: Mapping[Element, str]) -> bool:
        """Leave an element out, or read it as one table; whether either was done."""
        reason = aside.get(element) or reason_of(element)
        if element.tag in _BLOCKS and (reason or element.tag == "table"):
            self._flush()
        if reason:
            self._leave_out(element, reason)
        elif element.tag == "table" and is_data(element):
            self.blocks += read_table(element, self._line(element), self.lists.depth, self._leave_out)
        else:
            return False
        return True

    def _start(self, element: Element) -> None:
        tag = element.tag
        if tag in _BLOCKS:
            self._flush()
            self.line = self._line(element) or self.line
        if tag == "br":
            self.pieces.append("")
        elif tag in ("ol", "ul", "menu", "dir", "li"):
            self.lists.enter(element)
        elif element in self.scopes:
            self.lists.enter_scope()
        self.heading = _heading_level(element) or self.heading
        self.preformatted += tag == "pre"
        self._add(element.text)

    def _end(self, element: Element) -> None:
        tag = element.tag
        if tag in _BLOCKS:
            self._flush()
        if tag == "td":
            self.after_cell = True
        if tag in ("ol", "ul", "menu", "dir") or element in self.scopes:
            self.lists.leave()
        if _heading_level(element):
            self.heading = 0
        self.preformatted -= tag == "pre"
        self._add(element.tail)

    def _add(self, text: str | None) -> None:
        if text and self.preformatted:
            first, *rest = text.split("\n")
            self.pieces[-1] += first
            self.pieces += rest
            self.has_lines = True
        elif text:
            self.pieces[-1] += text

    def _flush(self) -> None:
        """End the paragraph at hand."""
        pieces, self.pieces, has_lines, self.has_lines = self.pieces, [""], self.has_lines, False
        if not any(piece.strip() for piece in pieces):
            return
        if self.heading:
            whole = Block("", self.line, 0, "heading", self.heading, self.lists.depth)
        else:
            whole = self.lists.block(self.line, pieces)
        blocks = paragraph(pieces, whole, has_lines)
        number = self._number_before(blocks[0])
        if number:
            self.blocks[-1:] = [blocks[0]._replace(text=f"{number}\u3000{blocks[0].text}", line=self.blocks[-1].line)]
        self.blocks += blocks[1:] if number else blocks
        self.after_cell = False

    def _number_before(self, block: Block) -> str:
        """What stands alone before a block, in a cell or paragraph of its own, and numbers it."""
        before = self.blocks[-1] if self.blocks else None
        if not before or before.form != "paragraph" or block.form not in ("paragraph", "heading") or block.marker:
            return ""
        alone = lone_marker(before.text)
        numbers = alone and alone.readings and (not alone.weak or (self.after_cell and before.text.isdecimal()))
        return before.text if numbers and not read_marker(block.text) else ""

    def _leave_out(self, element: Element, reason: str) -> None:
        """Name what a reader of the page would not take for the plan; the text after the element goes on."""
        alternative = element.get("alt") if element.tag == "img" else None
        text = visible(alternative or element.text_content()).strip() if reason != "unseen" else ""
        if text:
            self.left_out.append(LeftOut(self._line(element) or self.line, text, reason))

    def _line(self, element: Element) -> int:
        """The line of the source where an element begins, or 0."""
        return int(element.get("data-source-line", 0) if self.numbered else element.sourceline or 0)


def _heading_level(element: Element) -> int:
    if element.get("role") == "heading":
        level = element.get("aria-level") or "2"
        return int(level) if level.isdecimal() and level.isascii() else 2
    return _HEADINGS.get(element.tag, 0)
