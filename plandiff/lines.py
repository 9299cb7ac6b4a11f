"""Blocks in, printed lines out: their text, marker and columns, and what begins and ends them; wraps undone."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from typing import NamedTuple

from plandiff.markers import Marker, given_marker, read_marker
from plandiff.model import Block

_PRINTABLE = frozenset(map(chr, range(0x21, 0x7F)))  # of ASCII
_ALPHANUMERIC = frozenset(filter(str.isalnum, _PRINTABLE))
_MAY_END = frozenset("！？!?」』）)】〕].．。")
_STOPS, _CLOSING = ("。", "！", "？", "!", "?"), "」』）)】〕"
_BEFORE_POINT = frozenset(char for char in _ALPHANUMERIC if not char.isupper()) | {")"}  # A. and 令和. end nothing
# A line cannot end a paragraph on these: a comma, an open bracket, a conjunction or a particle.
_OPEN_END = (
    *"、，,・（(「『【〔／/をにのはがとでへや",
    *"及び 並びに 又は 若しくは かつ から より ため ながら として おいて ついて".split(),
)
# A title ends on some of them: 「計画の見直しについて」「おわりに」.
_TITLE_END = ("に", "へ", "で", "から", "より", "ため", "として", "おいて", "ついて")
_LATIN_END = _ALPHANUMERIC | frozenset(",.;:)%&")
_LATIN_START = _ALPHANUMERIC | frozenset("(&")
# What a line break cannot part, at a line's start: a Latin word, a character with its brackets and punctuation.
_CLOSES = "、。，．・：；）」』】〕！？ーァィゥェォッャュョぁぃぅぇぉっゃゅょ々｡｣､･"
_OPENS = frozenset("（「『【〔([")
_WIDE_DIGITS = frozenset("０１２３４５６７８９")
# What begins in mid-phrase: no paragraph of a plan starts with kana of a verb's end or a particle, or with punctuation.
_MID_PHRASE = frozenset(
    "をにのはがとでへやもれらりるくすさせたてなめけえいきしみちわうつ、。，．・：；）」』】〕ーァィゥェォッャュョぁぃぅぇぉっゃゅょびべん"
)
_HALF_WIDTH = re.compile("[｡-ﾟ]")


class Line(NamedTuple):
    """A filled line: its text without indent, what looks like its marker, the columns of its indent and its end, the
    block it is, and whether a sentence is complete at its end; `ideographic`, whether it is indented by such spaces;
    `lead`, the columns of what it begins with that no line break parts."""

    text: str
    marker: Marker | None
    indent: int
    ideographic: bool
    width: int
    block: Block
    blank_before: bool
    ends_sentence: bool
    lead: int

    @property
    def is_whole(self) -> bool:
        """Whether the format says that the block is whole: nothing before or after it belongs to it."""
        return self.block.form != "line"

    @property
    def is_placed(self) -> bool:
        """Whether its columns are those of its place on a page."""
        return self.block.span is not None

    @property
    def begins_mid_phrase(self) -> bool:
        """Whether it begins as only the rest of a line does."""
        return self.text[0] in _MID_PHRASE

    @property
    def text_column(self) -> int:
        """The column where its text begins after its marker."""
        return self.indent + (columns(self.text[: self.marker.end]) if self.marker else 0)

    @property
    def ends_open_title(self) -> bool:
        """Whether nothing could stop here, a title neither."""
        return self.ends_open and not self.text.endswith(_TITLE_END)

    @property
    def is_marked(self) -> bool:
        """Whether it begins with what is a marker wherever it stands."""
        return self.marker is not None and not self.marker.weak

    @property
    def style(self) -> str:
        """The style of its marker, or nothing."""
        return self.marker.style if self.marker else ""

    @property
    def ends_open(self) -> bool:
        """Whether nothing could stop here: the next line must go on."""
        return self.text.endswith(_OPEN_END)


def ends_sentence(text: str) -> bool:
    """Whether a text ends a sentence."""
    if text.endswith("。") or text[-1:] not in _MAY_END:
        return text.endswith("。")
    if text.endswith(".") and text[-2:-1] in _BEFORE_POINT:
        return True
    return text.endswith("．") or text.rstrip(_CLOSING).endswith(_STOPS)


def columns(text: str) -> int:
    """Display width, near enough to tell where lines wrap: one for ASCII, two for what UTF-8 writes in three bytes."""
    encoded = text.encode("utf-8", "replace")
    width = (len(text) + len(encoded)) // 2
    narrow = b"\xef\xbd" in encoded or b"\xef\xbe" in encoded  # with which half-width kana begin
    return width - len(_HALF_WIDTH.findall(text)) if narrow else width


def _lead(text: str) -> int:
    """The columns of what a line break cannot part at the beginning of a text."""
    if "\u3040" <= text[0] < "\uff00" and text[1:2] not in _CLOSES:
        return 2  # most lines
    at = _past(text, 0, _OPENS)
    end = _past(text, at, _PRINTABLE) if text[at : at + 1] in _PRINTABLE else _past(text, at, _WIDE_DIGITS)
    return columns(text[: _past(text, max(end, at + 1), _CLOSES)])


def _past(text: str, at: int, characters: Container[str]) -> int:
    """The place past a run of characters that begins at a place."""
    while at < len(text) and text[at] in characters:
        at += 1
    return at


def join_wraps(pieces: Sequence[str]) -> str:
    """Undo hard wraps: nothing between Japanese, a space between Latin words, none after a hyphen."""
    if len(pieces) == 1:
        return pieces[0]
    text = ""
    for piece in pieces:
        latin = text[-1:] in _LATIN_END and piece[:1] in _LATIN_START
        text += " " + piece if latin else piece
    return text


def read_lines(blocks: Sequence[Block]) -> list[Line]:
    """The filled lines in order."""
    lines: list[Line] = []
    blank = True
    for block in blocks:
        text = block.text.strip()
        if not text:
            blank = True
            continue
        space = block.text[: block.text.index(text[0])]
        indent = columns(space.expandtabs(4)) if space else 0
        indent, width = block.span or (indent, indent + columns(text))
        marker = given_marker(block.marker, block.sequence) if block.marker else read_marker(text)
        ideographic = "\u3000" in space
        lines.append(Line(text, marker, indent, ideographic, width, block, blank, ends_sentence(text), _lead(text)))
        blank = False
    return lines
