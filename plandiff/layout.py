"""Blocks in, printed lines out, and what the document's layout tells: where lines wrap, how paragraphs begin."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from plandiff.markers import Marker, given_marker, read_marker
from plandiff.model import Block

_SENTENCE_END = re.compile(r"[。！？!?][」』）)】〕]*$|[a-z0-9)][.．]$|[。．]$")
_MAY_END = frozenset("！？!?」』）)】〕].．。")
# A line cannot end a paragraph on these: a comma, an open bracket, a conjunction or a particle.
_OPEN_END = re.compile(
    r"(?:[、，,・（(「『【〔／/]|及び|並びに|又は|若しくは|かつ|[をにのはがとでへや]|から|より|ため|ながら|として|おいて|ついて)$"
)
_LATIN = re.compile(r"[A-Za-z0-9,.;:)%&]")
_LATIN_START = re.compile(r"[A-Za-z0-9(&]")
# What a line break cannot part, at a line's start: a Latin word, a character with its brackets and punctuation.
_UNIT = re.compile(
    r"[（「『【〔(\[]*(?:[!-~]+|.)[、。，．・：；）」』】〕！？ーァィゥェォッャュョぁぃぅぇぉっゃゅょ々]*"
)
_FAR = 0.6  # of a long line
_OUTLYING = 10  # one line in so many may be longer than a page's lines are
_BAND = 8  # columns within which lines of one wrap width end
_MIN_WRAP = 40
_LONG = 0.8  # of the edge


class Line(NamedTuple):
    """A filled line: its text without indent, what looks like its marker, the columns of its indent and its end, the
    block it is, and whether a sentence is complete at its end."""

    text: str
    marker: Marker | None
    indent: int
    paragraph_indent: bool
    width: int
    block: Block
    blank_before: bool
    ends_sentence: bool

    @property
    def is_whole(self) -> bool:
        """Whether the format says that the block is whole: nothing before or after it belongs to it."""
        return self.block.form != "line"

    @property
    def is_placed(self) -> bool:
        """Whether its columns are those of its place on a page."""
        return self.block.span is not None

    @property
    def ends_open(self) -> bool:
        """Whether nothing could stop here: the next line must go on."""
        return bool(_OPEN_END.search(self.text[-4:]))


class Layout(NamedTuple):
    """What holds for the document: `edge`, the column from which a line counts as full (None: nothing is wrapped);
    `first_line_indent`, whether an ideographic space at a line's start begins a paragraph; `hanging_indent`, whether
    it also stands before lines that go on."""

    edge: int | None
    first_line_indent: bool
    hanging_indent: bool

    def is_full(self, line: Line, after: Line) -> bool:
        """Whether the line reaches the edge: a paragraph that ends here may go on in the next line."""
        if self.edge is None:
            return False
        return _has_no_room(line, after, self.edge) if line.is_placed else line.width >= self.edge

    def is_long(self, line: Line, after: Line) -> bool:
        """Whether the line may have been broken by its width, though long words or lost spaces make it shorter."""
        if self.edge is None:
            return False
        return _has_no_room(line, after, self.edge) if line.is_placed else line.width >= self.edge * _LONG


def ends_sentence(text: str) -> bool:
    """Whether a text ends a sentence."""
    return text.endswith("。") or (text[-1:] in _MAY_END and bool(_SENTENCE_END.search(text[-6:])))


def columns(text: str) -> int:
    """Display width, near enough to tell where lines wrap: one for ASCII, two for what UTF-8 writes in three bytes."""
    return (len(text) + len(text.encode("utf-8", "replace"))) // 2


def join_wraps(pieces: Sequence[str]) -> str:
    """Undo hard wraps: nothing between Japanese, a space between Latin words, none after a hyphen."""
    if len(pieces) == 1:
        return pieces[0]
    text = ""
    for piece in pieces:
        latin = text and _LATIN.match(text[-1]) and _LATIN_START.match(piece)
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
        space = block.text[: len(block.text) - len(block.text.lstrip())]
        indent = columns(space.expandtabs(4)) if space else 0
        indent, width = block.span or (indent, indent + columns(text))
        marker = given_marker(block.marker, block.sequence) if block.marker else read_marker(text)
        lines.append(Line(text, marker, indent, "\u3000" in space, width, block, blank, ends_sentence(text)))
        blank = False
    return lines


def learn_layout(lines: Sequence[Line]) -> Layout:
    """Learn the layout from all lines that are not whole."""
    lines = [line for line in lines if not line.is_whole]
    edge = _right_edge(lines) if any(line.is_placed for line in lines) else _edge(lines)
    hanging = _hanging_share(lines, edge)
    return Layout(edge, hanging <= 0.5, hanging > 0.1)


def _edge(lines: Sequence[Line]) -> int | None:
    """The column where most long lines end that an unmarked line follows, if most of those end in mid-sentence.

    Hard-wrapped lines end together and anywhere, and hardly any is longer; lines that are paragraphs end apart, and on
    a full stop.
    """
    followed = [line for line, after in zip(lines, lines[1:], strict=False) if _may_continue(after)]
    widths = Counter(line.width for line in followed if line.width >= _MIN_WRAP)
    if not widths:
        return None
    start = max(widths, key=lambda width: (sum(widths[width + k] for k in range(_BAND)), width))
    band = [line for line in followed if start <= line.width < start + _BAND]
    broken = sum(not line.ends_sentence for line in band)
    longer = sum(line.width >= start + _BAND for line in lines)
    if len(band) < 3 or broken < 0.5 * len(band) or longer > len(band):
        return None
    return start - _BAND // 2


def _right_edge(lines: Sequence[Line]) -> int:
    """The column where most of the placed lines that reach far end; punctuation may hang over it."""
    widths = sorted(line.width for line in lines if line.is_placed)
    ends = Counter(widths)
    far = _FAR * widths[-1 - len(widths) // _OUTLYING]
    return max((end for end in ends if end >= far), key=lambda end: (ends[end] + ends[end + 1], end))


def _has_no_room(line: Line, after: Line, edge: int) -> bool:
    """Whether what the next line begins with would not have fitted: the line ends because it is full."""
    unit = _UNIT.match(after.text)
    scale = (line.width - line.indent) / max(1, columns(line.text))
    return line.width + columns(unit[0] if unit else "") * max(1.0, scale) > edge - 1


def _may_continue(line: Line) -> bool:
    return not line.paragraph_indent and not line.marker


def _hanging_share(lines: Sequence[Line], edge: int | None) -> float:
    """The share of ideographic indents that stand in mid-sentence after a full line."""
    hanging = starts = 0
    for before, line in zip(lines, lines[1:], strict=False):
        if line.paragraph_indent:
            starts += 1
            hanging += edge is not None and before.width >= edge and not before.ends_sentence
    return hanging / starts if starts else 0.0
