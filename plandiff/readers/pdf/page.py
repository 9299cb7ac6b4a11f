"""An opened PDF page in, what is drawn on it out: characters with their places, and the rules that frame tables."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from plandiff.readers.pdf.rules import Rule, page_rules
from plandiff.readers.pdf.symbols import LETTERS_END, pictured

_LINE_ENDS = frozenset(b"\r\n")
_SPACE = 0x20
_HYPHENS = (0x2, 0xFFFE)  # the library's own codes for a hyphen at a line's end
_ASKEW = 4  # in place of a quarter turn
_LEVEL = 0.1  # quarter turns: lines that slope no more count as level
_FAR = 1e5  # points
# Fonts that share a glyph between a radical and its ideograph print the radical's code. NFKC knows most of the
# ideographs, not those of the supplement (U+2E80), and for some the traditional form instead of the Japanese one.
_RADICALS = dict(
    zip("⺟⺠⻁⻄⻆⻑⻘⻝⻤⻨⻩⻫⻭⻯⻲⼾⾭⿆⿈⿊⿑⿒", "母民虎西角長青食鬼麦黄斉歯竜亀戸青麦黄黒斉歯", strict=True)
)
_FIRST_RADICAL, _LAST_RADICAL = "\u2e80", "\u2fd5"
_FIRST_LIGATURE, _LAST_LIGATURE = "\ufb00", "\ufb06"


class Char(NamedTuple):
    """A character: where it begins and ends along its line, its baseline (upwards), and its size, all in points.

    `turn` counts the quarter turns (counterclockwise) that its line is turned by on the page as read; the places are
    those of the page turned back, so that its line runs to the right and the next one stands below.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    turn: int


class Page(NamedTuple):
    """What stands on a page: its characters as they were drawn, its rules, the text printed askew (a watermark), how
    many characters have no known code, and whether anything is drawn at all."""

    chars: tuple[Char, ...]
    rules: tuple[Rule, ...]
    askew: str
    unknown: int
    has_content: bool


def read_page(page: Any) -> Page:
    """Read one page, turned so that most of its lines run to the right; the page stays open."""
    text = pdfium.FPDFText_LoadPage(page)
    try:
        chars = _chars(text)
    finally:
        pdfium.FPDFText_ClosePage(text)
    turns = Counter([char.turn for char in chars])
    askew = "".join([char.text for char in chars if char.turn == _ASKEW]) if _ASKEW in turns else ""
    chars = [char for char in chars if char.turn != _ASKEW] if askew else chars
    turn = max((turn for turn in turns if turn != _ASKEW), key=lambda turn: (turns[turn], -turn), default=0)
    if not turn and _is_vertical(chars):
        turn, chars = 3, [_set_down(char) for char in chars]
    if turn:
        chars = [char._replace(turn=(char.turn - turn) % 4) for char in chars]
    rules = [_turned_rule(turn, rule) if turn else rule for rule in page_rules(page)]
    unknown = sum([char.text == "\ufffd" for char in chars])
    return Page(tuple(chars), tuple(rules), askew.strip(), unknown, pdfium.FPDFPage_CountObjects(page) > 0)


# ---- characters


def _chars(text: Any) -> list[Char]:
    """The printed characters in the order of the file; what the library adds (spaces, line ends) is left out.

    There are hundreds of thousands in a long plan, and each call takes its time: none that can be spared is made.
    """
    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    to_box, to_matrix, to_x, to_y = (ctypes.byref(field) for field in (box, matrix, x, y))
    get_origin, get_matrix, get_size = (
        pdfium.FPDFText_GetCharOrigin,
        pdfium.FPDFText_GetMatrix,
        pdfium.FPDFText_GetFontSize,
    )
    chars: list[Char] = []
    last_x = last_y = math.inf
    for n in range(pdfium.FPDFText_CountChars(text)):
        code = pdfium.FPDFText_GetUnicode(text, n)
        if code in _LINE_ENDS or (code == _SPACE and pdfium.FPDFText_IsGenerated(text, n) == 1):
            continue
        get_matrix(text, n, to_matrix)
        get_origin(text, n, to_x, to_y)
        if code < LETTERS_END and (y.value != last_y or x.value < last_x):  # a bullet begins a line
            code = pictured(text, n, code)
        last_x, last_y = x.value, y.value
        wide, high, turn = _scale(matrix.a, matrix.b, matrix.c, matrix.d)
        size = abs(get_size(text, n)) or 1.0
        shown, is_wide = _shown(code)
        start, base = _turned(turn, x.value, y.value) if turn else (x.value, y.value)
        if is_wide:  # fonts of drawn glyphs tell their ink, not their width
            end = start + size * wide
        else:
            pdfium.FPDFText_GetLooseCharBox(text, n, to_box)
            end, _ = _turned(turn, *((box.right, box.top) if turn in (0, 1, _ASKEW) else (box.left, box.bottom)))
        if not -_FAR < start + end + base + size < _FAR:  # only broken files draw that far away, or nowhere
            start = end = base = 0.0
        chars.append(Char(shown, start, end, base, size * high, turn))
    return chars


@cache
def _scale(a: float, b: float, c: float, d: float) -> tuple[float, float, int]:
    """By how much a text matrix scales along a line and across it, and the quarter turns it makes."""
    turns = math.atan2(b, a) / (math.pi / 2)
    return (
        math.hypot(a, b) or 1.0,
        math.hypot(c, d) or 1.0,
        round(turns) % 4 if abs(turns - round(turns)) < _LEVEL else _ASKEW,
    )


def _turned(turn: int, x: float, y: float) -> tuple[float, float]:
    """A point of the page when the page is turned back by quarter turns."""
    return ((x, y), (y, -x), (-x, -y), (-y, x), (x, y))[turn]


def _turned_rule(turn: int, rule: Rule) -> Rule:
    (x0, y0), (x1, y1) = _turned(turn, rule.x0, rule.y0), _turned(turn, rule.x1, rule.y1)
    return Rule(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _is_vertical(chars: Sequence[Char]) -> bool:
    """Whether most characters stand right below the one before: lines run downwards."""
    steps = sum(
        abs(before.x0 + before.x1 - char.x0 - char.x1) < 0.6 * char.size and 0.7 < (before.y - char.y) / char.size < 1.7
        for before, char in pairwise(chars)
        if char.size > 0
    )
    return steps > 0.6 * len(chars)


def _set_down(char: Char) -> Char:
    """A character of a line that runs downwards, as of a page turned so that the line runs to the right."""
    if char.turn:
        return char
    top, middle = char.y + 0.88 * char.size, (char.x0 + char.x1) / 2
    return char._replace(x0=-top, x1=char.size - top, y=middle - 0.35 * char.size, turn=3)


@cache
def _shown(code: int) -> tuple[str, bool]:
    """The character that a reader sees for a code, and whether it is as wide as high."""
    char = chr(code) if code else "\ufffd"
    if code in _HYPHENS:
        char = "-"
    elif _FIRST_RADICAL <= char <= _LAST_RADICAL:
        char = _RADICALS.get(char) or unicodedata.normalize("NFKC", char)
    elif _FIRST_LIGATURE <= char <= _LAST_LIGATURE:
        char = unicodedata.normalize("NFKC", char)
    return char, unicodedata.east_asian_width(char[0]) in "WF"
