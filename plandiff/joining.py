"""Lines in, segments out: for each line, whether it begins a paragraph of its own or goes on with the one before."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise, zip_longest

from plandiff.layout import NO_EDGE, Hang, Layout, learn_layout
from plandiff.lines import Line
from plandiff.markers import Marker
from plandiff.segments import ARTICLE, CAPTION, Segment
from plandiff.tables.find import find_tables

# A paragraph that goes on with one of these belongs to the item before it.
_CONNECTIVES = tuple(
    word + comma
    for word in (
        *"また さらに 更に なお 加えて 併せて あわせて 特に このため これにより 具体的には ただし".split(),
        *"その際 その上で".split(),
    )
    for comma in "、,"
)
# A number taken up in running text: 「(1)の」「①から」, not a marker.
_REFERENCE_TAIL = (*"のにをはがとへでや、，,及又", "から", "まで", "より", "並び")
_CAPTION = r"[（(][^（）()]{1,30}[）)]"  # compiled for plans with articles
_BARE = "1"  # the style of a wide digit right before a word: in running text it is no marker
_DOTS = frozenset("・･•")
_GAP = 2  # from a number to the next where one was left out
_USUAL = 0.1  # of the second lines of paragraphs of one style: how many must stand where one goes on
_NARROW = 2  # columns of a bullet: text after it stands where a paragraph's first line does


def _leaves_open(text: str) -> bool:
    """Whether a bracket that the text opens is closed after it."""
    return max(text.rfind("（"), text.rfind("(")) > max(text.rfind("）"), text.rfind(")"))


def read_segments(lines: Sequence[Line]) -> list[Segment]:
    """Cut the lines of a plan into segments; every line is in exactly one."""
    lines = _captioned(lines)
    joiner = _Joiner(learn_layout(lines), _sequences(lines))
    at = 0
    for start, end in [*find_tables(lines), (len(lines), len(lines))]:
        for line, after in zip_longest(lines[at:start], lines[at + 1 : start]):
            joiner.take(line, after)
        if start < end:
            joiner.take_table(lines[start:end])
        at = end
    return joiner.segments


def _captioned(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines with those marked as headings that are an article's caption: 「（趣旨）」 above 「第１条」."""
    found = list(lines)
    for n, (line, after) in enumerate(pairwise(lines)):
        if after.marker and after.marker.style == ARTICLE and re.fullmatch(_CAPTION, line.text):
            found[n] = line._replace(marker=Marker("", 0, CAPTION))
    return found


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
        self.after: Line | None = None
        self.segments: list[Segment] = []
        self.numbers: dict[str, set[int]] = defaultdict(set)
        self.bullets: set[str] = set()
        self.seconds: dict[str, Counter[int]] = defaultdict(Counter)

    def take(self, line: Line, after: Line | None) -> None:
        """Put one line where it belongs."""
        self.after = after
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
            self.seconds[segment.style][line.indent - segment.first.indent] += 1
        segment.add(line)

    def _open(self, segment: Segment) -> None:
        if segment.marker:
            self.bullets.add(segment.marker.text)
            for style, number in segment.marker.readings:
                self.numbers[style].add(number)
            if segment.marker.style == ARTICLE:
                self.numbers["1 "].add(1)
                self.numbers[_BARE].add(1)
        self.segments.append(segment)

    def _is_marker(self, marker: Marker, line: Line, segment: Segment | None) -> bool:
        """Whether what looks like a marker is one here: in mid-sentence only a number that carries on counts."""
        if not self._can_stand(marker, line):
            return False
        if segment is None:
            return True
        if not self._begins_paragraph(line, segment) and self._in_mid_sentence(segment, line):
            return self._interrupts(marker, line, segment)
        # The end of a parenthesis that the line before opens is no marker.
        closes = marker.text[-1:] in ("）", ")") and marker.text[0] not in "（("
        return not (closes and _leaves_open(segment.last.text))

    def _can_stand(self, marker: Marker, line: Line) -> bool:
        """Whether it can be a marker at the beginning of a paragraph: weak ones carry on, alone on a line as well."""
        if marker.is_bullet:
            return True
        if (marker.weak or not line.text[marker.end :]) and not self._carries_on(marker):
            return False
        if marker.weak and not line.text[marker.end :]:
            return False
        return not marker.style.startswith("第") or self._in_sequence(marker)

    def _interrupts(self, marker: Marker, line: Line, segment: Segment) -> bool:
        """Whether a marker begins a paragraph though the sentence before it has not ended."""
        if marker.is_bullet:
            return marker.text not in _DOTS or marker.end > 1 or marker.text in self.bullets
        if not self._carries_on(marker) or _leaves_open(segment.last.text):
            return False
        rest = line.text[len(marker.text) :]
        if marker.style == _BARE or rest.startswith(_REFERENCE_TAIL) or (marker.weak and marker.text.endswith("、")):
            return False
        return not marker.weak or marker.readings[0].number > 1 or segment.is_numbered or segment.is_marked_line

    def _carries_on(self, marker: Marker) -> bool:
        """Whether its number is the first or follows one there has been."""
        return any(number == 1 or number - 1 in self.numbers[style] for style, number in marker.readings)

    def _in_sequence(self, marker: Marker) -> bool:
        """Whether the number begins a sequence or has a neighbour somewhere: a law quoted once has none.

        A gap in the numbers may part it from the next one; then a space tells the title from the quotation.
        """
        reach = _GAP if marker.end > len(marker.text) else 1
        near = range(-reach, reach + 1)
        return any(
            number == 1 or any(off and number + off in self.sequences[style] for off in near)
            for style, number in marker.readings
        )

    def _in_mid_sentence(self, segment: Segment, line: Line) -> bool:
        last = segment.last
        return not last.ends_sentence and (last.ends_open or self._may_be_broken(last, line))

    def _may_be_broken(self, line: Line, after: Line) -> bool:
        edge = self.layout.edge
        return edge.is_full(line, after) or edge.is_long(line)

    def _begins_paragraph(self, line: Line, segment: Segment) -> bool:
        """Whether an unmarked line begins a paragraph of its own."""
        last = segment.last
        if segment.solitary or (segment.marker and not any(segment.pieces)):
            return bool(segment.solitary)
        if line.is_placed:
            return self._begins_by_place(line, segment)
        if self.layout.edge.is_full(last, line):
            return self._stands_apart(line, segment)
        deeper = self._stands_deeper(line, segment)
        if last.ends_sentence:
            return (
                deeper or not line.text.startswith(_CONNECTIVES) or (line.blank_before and self.layout.edge is NO_EDGE)
            )
        may_be_title = segment.is_numbered_line or line.blank_before
        if deeper or (last.ends_open_title if may_be_title else last.ends_open):
            return deeper
        # A wrapped heading fills its line; an item's line can be shorter, broken before a long word.
        if not self.layout.edge.is_long(last) or self._stands_off(line, segment):
            return True
        return segment.is_numbered_line and not line.begins_mid_phrase

    def _begins_by_place(self, line: Line, segment: Segment) -> bool:
        """The same where positions tell: a line with room left ends a paragraph, unless nothing could stop there.

        After a full line, a line goes on where the lines of its paragraph stand, or the second lines of such ones.
        """
        last = segment.last
        if not self.layout.edge.is_full(last, line):
            return last.ends_sentence or not last.ends_open
        if last.ends_open and not last.ends_sentence:
            return False
        if last is not segment.first:
            return abs(line.indent - last.indent) > 1
        seconds = self.seconds[segment.style]
        alike = sum(seconds[line.indent - segment.first.indent + k] for k in (-1, 0, 1))
        return alike < _USUAL * seconds.total()

    def _stands_apart(self, line: Line, segment: Segment) -> bool:
        """Whether a line after a full one stands where no line of the same paragraph does."""
        deeper, hang = self._stands_deeper(line, segment), self._hang(segment)
        shallower = hang is not None and line.indent < hang.at(segment.first) - 1
        if segment.last.ends_sentence:
            return deeper or shallower
        if line.begins_mid_phrase or _is_aligned(line, segment):
            return False
        return deeper or shallower if segment.is_numbered_line else deeper and line.ideographic

    def _stands_deeper(self, line: Line, segment: Segment) -> bool:
        """Whether a line is indented as the first of a paragraph, not as the next one of this paragraph."""
        hang = self._hang(segment)
        if _is_aligned(line, segment):
            return False
        if hang is None:
            return (line.ideographic and self.layout.first_line_indent) or self._opens(line)
        # In one column other spaces tell the first line of a paragraph from the next one of an item.
        other = line.ideographic and not hang.ideographic and not segment.first.ideographic
        return other or line.indent > hang.at(segment.first) + 1

    def _opens(self, line: Line) -> bool:
        """Whether a line stands deeper than the one that goes on with it: it is the first of its paragraph."""
        after = self.after
        if after is None or after.is_marked or line.ends_sentence or after.indent >= line.indent:
            return False
        return self.layout.edge.is_full(line, after)

    def _stands_off(self, line: Line, segment: Segment) -> bool:
        """Whether a line is known to stand elsewhere than the next one of this paragraph."""
        hang = self._hang(segment)
        return hang is not None and abs(line.indent - hang.at(segment.first)) > _NARROW

    def _hang(self, segment: Segment) -> Hang | None:
        """Where its next line would stand, if that is known."""
        return segment.hang or self.layout.hangs.get(segment.style)


def _is_aligned(line: Line, segment: Segment) -> bool:
    """Whether a line stands below the text after a marker, where that is no paragraph's first column too."""
    first = segment.first
    return line.indent > first.indent + _NARROW and line.indent == first.text_column
