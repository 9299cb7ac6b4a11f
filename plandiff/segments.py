"""Lines in, segments out: each a marked or unmarked paragraph, its line wraps undone, or a whole table."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from plandiff.layout import Layout, Line, join_wraps, learn_layout
from plandiff.markers import Marker
from plandiff.model import Table
from plandiff.normalise import WHITE
from plandiff.tables.find import find_tables

# A paragraph that goes on with one of these belongs to the item before it.
_CONNECTIVE = re.compile(
    r"(?:また|さらに|更に|なお|加えて|併せて|あわせて|特に|このため|これにより|具体的には|ただし|その際|その上で)[、,]|また、"
)
# A number taken up in running text: 「(1)の」「①から」, not a marker.
_REFERENCE_TAIL = re.compile(r"[のにをはがとへでや、，,及又]|から|まで|より|並び")
# Unnumbered headings every reader knows: those before the numbered ones hold none of them, those after may.
_FRONT = frozenset("序文 前文 まえがき 目次 はじめに 凡例".split())
_BACK = frozenset("おわりに 附則 付則 附帯事項 参考資料 別紙 別添 別表 用語集 用語解説".split())
_DOTS = frozenset("・･•")
_USUAL = 0.1  # of the second lines of paragraphs of one style: how many must stand where one goes on


@dataclass(eq=False, repr=False)
class Segment:
    """A paragraph as it grows: its marker, the pieces of its text, its first line and that line's indent."""

    marker: Marker | None
    first: Line
    pieces: list[str] = field(default_factory=list)
    last: Line = field(init=False)
    body_indent: int = field(init=False)
    is_table: bool = False
    table: Table | None = None

    def __post_init__(self) -> None:
        self.last = self.first
        self.body_indent = self.first.indent

    def add(self, line: Line) -> None:
        """Go on with one more line."""
        if self.last is self.first:
            self.body_indent = line.indent
        self.pieces.append(line.text)
        self.last = line

    @property
    def style(self) -> str:
        """The style of its marker, or nothing."""
        return self.marker.style if self.marker else ""

    @property
    def is_whole(self) -> bool:
        """Whether no further line can belong to it."""
        return self.is_table or self.first.is_whole

    @property
    def text(self) -> str:
        """The text with its line wraps undone (a table's lines stay lines)."""
        return "\n".join(self.pieces) if self.is_table else join_wraps(self.pieces)

    @property
    def solitary(self) -> str:
        """`front` or `back` for an unnumbered heading that every reader knows (序文, 附則), else empty."""
        text = "" if self.marker or len(self.pieces) > 1 else WHITE.sub("", self.pieces[0])
        return "front" if text in _FRONT else "back" if text in _BACK else ""


def _leaves_open(text: str) -> bool:
    """Whether a bracket that the text opens is closed after it."""
    return max(text.rfind("（"), text.rfind("(")) > max(text.rfind("）"), text.rfind(")"))


def read_segments(lines: Sequence[Line]) -> list[Segment]:
    """Cut the lines of a plan into segments; every line is in exactly one."""
    joiner = _Joiner(learn_layout(lines), _sequences(lines))
    at = 0
    for start, end in [*find_tables(lines), (len(lines), len(lines))]:
        for line in lines[at:start]:
            joiner.take(line)
        if start < end:
            joiner.take_table(lines[start:end])
        at = end
    return joiner.segments


def _sequences(lines: Sequence[Line]) -> dict[str, set[int]]:
    """For each numbering style the numbers that begin a line anywhere in the document."""
    numbers: dict[str, set[int]] = defaultdict(set)
    for line in lines:
        for style, number in line.marker.readings if line.marker else ():
            numbers[style].add(number)
    return numbers


class _Joiner:
    """Takes lines one by one and decides for each: a new segment, or more of the last one."""

    def __init__(self, layout: Layout, sequences: dict[str, set[int]]) -> None:
        self.layout = layout
        self.sequences = sequences
        self.segments: list[Segment] = []
        self.numbers: dict[str, set[int]] = defaultdict(set)
        self.bullets: set[str] = set()
        self.hangs: dict[str, Counter[int]] = defaultdict(Counter)

    def take(self, line: Line) -> None:
        """Put one line where it belongs."""
        segment = self.segments[-1] if self.segments and not self.segments[-1].is_whole else None
        marker = line.marker
        if line.is_whole:
            self._open(self._whole(line))
        elif marker and self._is_marker(marker, line, segment):
            self._open(Segment(marker, line, [line.text[marker.end :]]))
        elif segment and not self._begins_paragraph(line, segment):
            self._add(segment, line)
        else:
            self._open(Segment(None, line, [line.text]))

    def _whole(self, line: Line) -> Segment:
        """The segment of a line that its format calls whole; a heading always has a marker, if an empty one."""
        marker, form = line.marker, line.block.form
        if form == "table":
            return Segment(None, line, line.text.split("\n"), is_table=True, table=line.block.table)
        if form == "heading":
            style = "#" * line.block.level
            marker = marker._replace(style=style, readings=()) if marker else Marker("", 0, style)
        elif marker and not line.block.marker and not self._is_marker(marker, line, None):
            marker = None
        return Segment(marker, line, [line.text[marker.end :] if marker else line.text])

    def take_table(self, lines: Sequence[Line]) -> None:
        """A table is one segment, line by line."""
        from plandiff.tables.read import read_table

        pieces = [line.text for line in lines]
        self.segments.append(Segment(None, lines[0], pieces, is_table=True, table=read_table(lines)))

    def _add(self, segment: Segment, line: Line) -> None:
        if segment.last is segment.first:
            self.hangs[segment.style][line.indent - segment.first.indent] += 1
        segment.add(line)

    def _open(self, segment: Segment) -> None:
        if segment.marker:
            self.bullets.add(segment.marker.text)
            for style, number in segment.marker.readings:
                self.numbers[style].add(number)
        self.segments.append(segment)

    def _is_marker(self, marker: Marker, line: Line, segment: Segment | None) -> bool:
        """Whether what looks like a marker is one here: in mid-sentence only a number that carries on counts."""
        rest = line.text[marker.end :]
        carries_on = any(r.number == 1 or r.number - 1 in self.numbers[r.style] for r in marker.readings)
        if marker.readings and not (rest or carries_on):
            return False
        if marker.weak and not (carries_on and rest):
            return False
        if marker.style.startswith("第") and not self._in_sequence(marker):
            return False
        if (
            segment
            and marker.text[-1:] in ("）", ")")
            and marker.text[0] not in "（("
            and _leaves_open(segment.last.text)
        ):
            return False
        if segment is None or self._begins_paragraph(line, segment):
            return True
        if marker.is_bullet:
            return marker.text not in _DOTS or marker.end > 1 or marker.text in self.bullets
        return not self._in_mid_sentence(segment, line) or (carries_on and not _REFERENCE_TAIL.match(rest))

    def _in_sequence(self, marker: Marker) -> bool:
        """Whether the number begins a sequence or has a neighbour somewhere: a law quoted once has none."""
        return any(number == 1 or {number - 1, number + 1} & self.sequences[style] for style, number in marker.readings)

    def _in_mid_sentence(self, segment: Segment, line: Line) -> bool:
        last = segment.last
        return not last.ends_sentence and (last.ends_open or self.layout.is_long(last, line))

    def _begins_paragraph(self, line: Line, segment: Segment) -> bool:
        """Whether an unmarked line begins a paragraph of its own."""
        last = segment.last
        if segment.solitary or (segment.marker and not any(segment.pieces)):
            return bool(segment.solitary)
        if line.is_placed:
            return self._begins_by_place(line, segment)
        if line.paragraph_indent and self.layout.first_line_indent:
            return not (self.layout.hanging_indent and segment.marker and self._in_mid_sentence(segment, line))
        if self.layout.edge is None and line.blank_before and not last.ends_open:
            return True
        if last.ends_sentence:
            return not self.layout.is_full(last, line) and not _CONNECTIVE.match(line.text)
        # A wrapped heading fills its line; an item's line can be shorter, broken before a long word.
        numbered = segment.marker is not None and not segment.marker.is_bullet and last is segment.first
        broken = self.layout.is_full(last, line) if numbered else self.layout.is_long(last, line)
        return not broken and not last.ends_open

    def _begins_by_place(self, line: Line, segment: Segment) -> bool:
        """The same where positions tell: a line with room left ends a paragraph, unless nothing could stop there.

        After a full line, a line goes on where the lines of its paragraph stand, or the second lines of such ones.
        """
        last = segment.last
        if not self.layout.is_full(last, line):
            return last.ends_sentence or not last.ends_open
        if last.ends_open and not last.ends_sentence:
            return False
        if last is not segment.first:
            return abs(line.indent - last.indent) > 1
        hangs = self.hangs[segment.style]
        alike = sum(hangs[line.indent - segment.first.indent + k] for k in (-1, 0, 1))
        return alike < _USUAL * hangs.total()
