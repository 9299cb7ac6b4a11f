"""The pieces of a paragraph between its line breaks in, blocks out: a piece that begins with a marker stands alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate, pairwise

from plandiff.lines import ends_sentence, join_wraps
from plandiff.markers import read_marker
from plandiff.model import Block, Form

_SPACE = re.compile(r"[ \t\r\f]*\n[ \t\r\n\f]*|[ \t\r\f]+")
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\U00020000-\U0003ffff]")
_INDENT = "\u3000"
_NARROW = " \t\r\n\f\v\xa0"

Piece = tuple[str, int]  # text and line


def visible(text: str) -> str:
    """White space as a reader sees it: one space, and none where a source line ends between ideographs.

    (The segment breaks of CSS Text 3, section 4.1.2.)
    """

    def space(match: re.Match[str]) -> str:
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        return "" if "\n" in match[0] and (_WIDE.match(before) or not before) and _WIDE.match(after) else " "

    return _SPACE.sub(space, text)


def paragraph(pieces: Sequence[str], whole: Block, preformatted: bool = False) -> list[Block]:
    """The blocks of a paragraph that line breaks cut into pieces; `whole` says its form, level, marker and line.

    Breaks are wraps, and where a piece is empty or indented, paragraphs of their own; but each piece is a line where
    pieces begin with numbers of one style, or where they are `preformatted`.
    """
    lines = accumulate((piece.count("\n") for piece in pieces), initial=whole.line)
    found = [(_shown(piece, preformatted), n + _leading(piece)) for piece, n in zip(pieces, lines, strict=False)]
    filled = [n for n, (text, _) in enumerate(found) if text]
    found = found[filled[0] : filled[-1] + 1]
    if preformatted or _is_numbered([text for text, _ in found]):
        return _lines(found, whole)
    if whole.form == "heading":
        return [_joined(found, whole)]
    first, *rest = _paragraphs(found)
    after = whole._replace(form="paragraph", marker="", sequence=None)
    return [_joined(first, whole), *(_joined(part, after) for part in rest)]


def _shown(piece: str, preformatted: bool) -> str:
    """A piece without what no reader sees: of white space only an ideographic indent stays, or all before a line."""
    return piece.rstrip() if preformatted else visible(piece).strip(_NARROW).rstrip()


def _leading(piece: str) -> int:
    """The line ends before the first character that is seen."""
    return piece[: len(piece) - len(piece.lstrip())].count("\n")


def _lines(found: Sequence[Piece], whole: Block) -> list[Block]:
    """Each piece as a line, and a blank one at the end."""
    (first, line), *rest = found
    form: Form = "line" if whole.form == "paragraph" else whole.form
    blocks = [whole._replace(text=first if form == "line" else first.strip(), line=line, form=form)]
    blocks += [whole._replace(text=piece, line=line, form="line", marker="", sequence=None) for piece, line in rest]
    return [*blocks, blocks[-1]._replace(text="", form="line", marker="", sequence=None)]


def _paragraphs(found: Sequence[Piece]) -> list[list[Piece]]:
    """The pieces by paragraph: one ends at an empty piece, or at a full stop before an indent."""
    parts: list[list[Piece]] = [[found[0]]]
    for (before, _), piece in pairwise(found):
        text = piece[0]
        if text and (not before or (text.startswith(_INDENT) and ends_sentence(before))):
            parts.append([piece])
        elif text:
            parts[-1].append(piece)
    return parts


def _joined(part: Sequence[Piece], whole: Block) -> Block:
    return whole._replace(text=join_wraps([text.strip() for text, _ in part if text]), line=part[0][1])


def _is_numbered(texts: Sequence[str]) -> bool:
    """Whether two pieces begin with markers of one style: of numbers that a bare space follows, with two in a row."""
    strong: list[str] = []
    weak: set[tuple[str, int]] = set()
    for text in texts:
        marker = read_marker(text.strip())
        if marker and marker.weak:
            weak.update(marker.readings)
        elif marker:
            strong += {reading.style for reading in marker.readings} or {marker.style}
    return len(set(strong)) < len(strong) or any((style, number + 1) in weak for style, number in weak)
