"""What a line joiner makes of lines: a marked or unmarked paragraph, its line wraps undone, or a whole table."""

from __future__ import annotations

import re

from plandiff.layout import Hang
from plandiff.lines import Line, join_wraps
from plandiff.markers import Marker
from plandiff.model import Table

ARTICLE = "第1条"  # the style of an article, whose first paragraph has no number
CAPTION = "（）"  # and of the caption in parentheses above it
# Unnumbered headings every reader knows: those before the numbered ones hold none of them, those after may.
_FRONT = frozenset("序文 前文 まえがき 目次 はじめに 凡例".split())
_BACK = (  # compiled when a text begins so
    r"(?:おわりに|附則|付則|附帯事項|(?:参考)?資料|用語(?:集|解説)|(?:別紙|別添|別表|別記)(?:第?[0-9０-９一二三]{1,2}号?)?)(?:[（(].{1,40}[）)])?"
)
_BACK_STARTS = frozenset("お附付参資用別")


class Segment:
    """A paragraph as it grows: its marker, the pieces of its text, its first and last line, where its second stands."""

    def __init__(
        self,
        marker: Marker | None,
        first: Line,
        pieces: list[str],
        is_table: bool = False,
        table: Table | None = None,
    ) -> None:
        self.marker = marker
        self.first = self.last = first
        self.pieces = pieces
        self.hang: Hang | None = None
        self.is_table, self.table = is_table, table

    def add(self, line: Line) -> None:
        """Go on with one more line."""
        if self.last is self.first:
            self.hang = Hang(line.indent, False, line.ideographic)
        self.pieces.append(line.text)
        self.last = line

    @property
    def style(self) -> str:
        """The style of its marker, or nothing."""
        return self.marker.style if self.marker else ""

    @property
    def is_numbered(self) -> bool:
        """Whether its marker has a number."""
        return self.marker is not None and not self.marker.is_bullet

    @property
    def is_marked_line(self) -> bool:
        """Whether it is one line so far, with a marker."""
        return self.marker is not None and self.last is self.first

    @property
    def is_numbered_line(self) -> bool:
        """Whether it is one line so far, with a number: it may be a heading."""
        return self.is_numbered and self.last is self.first

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
        if self.marker:
            return "back" if self.marker.style.startswith("別") else ""
        text = "" if len(self.pieces) > 1 else "".join(self.pieces[0].split())
        return "front" if text in _FRONT else "back" if text[:1] in _BACK_STARTS and re.fullmatch(_BACK, text) else ""
