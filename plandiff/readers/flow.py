"""The pieces of a paragraph between its line breaks in, blocks out: a piece that begins with a marker stands alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate

from plandiff.layout import join_wraps
from plandiff.markers import read_marker
from plandiff.model import Block, Form

_SPACE = re.compile(r"[ \t\r\f]*\n[ \t\r\n\f]*|[ \t\r\f]+")
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\U00020000-\U0003ffff]")


def visible(text: str) -> str:
    """White space as a reader sees it: one space, and none where a source line ends between ideographs.

    (The segment breaks of CSS Text 3, section 4.1.2.)
    """

    def space(match: re.Match[str]) -> str:
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        return "" if "\n" in match[0] and (_WIDE.match(before) or not before) and _WIDE.match(after) else " "

    return _SPACE.sub(space, text)


def paragraph(pieces: Sequence[str], whole: Block) -> list[Block]:
    """The blocks of a paragraph that line breaks cut into pieces; `whole` says its form, level, marker and line.

    Breaks are wraps, unless pieces begin with markers of one style: then each piece is a line.
    """
    lines = accumulate((piece.count("\n") for piece in pieces), initial=whole.line)
    found = [(visible(piece).strip(), line + _leading(piece)) for piece, line in zip(pieces, lines, strict=False)]
    (first, line), *rest = [(piece, line) for piece, line in found if piece]
    styles = Counter(style for piece in (first, *(piece for piece, _ in rest)) for style in _styles(piece))
    if not any(count > 1 for count in styles.values()):
        return [whole._replace(text=join_wraps([first, *(piece for piece, _ in rest)]), line=line)]
    form: Form = "line" if whole.form == "paragraph" else whole.form
    blocks = [whole._replace(text=first, line=line, form=form)]
    blocks += [whole._replace(text=piece, line=line, form="line", marker="") for piece, line in rest]
    return [*blocks, blocks[-1]._replace(text="")]


def _leading(piece: str) -> int:
    """The line ends before the first character that is seen."""
    return piece[: len(piece) - len(piece.lstrip())].count("\n")


def _styles(piece: str) -> Iterator[str]:
    """The numbering styles that a piece may begin with."""
    marker = read_marker(piece)
    if marker and not marker.weak:
        yield from (reading.style for reading in marker.readings) if marker.readings else (marker.style,)
