"""The one font that stands in for all that a PDF does not hold: an empty box for every character.

pdfium takes such fonts from the system and drops a text without any glyph, so that what is read would depend on what
is installed. Only the places of characters matter here, and those come from the PDF.
"""

from __future__ import annotations

import ctypes
from struct import pack, unpack
from typing import Any

import pypdfium2.raw as pdfium

_BOX = (0, -120, 500, 880)  # of an em of 1000; no wider than a Latin letter
_BY_TYPE = dict(pdfium.FPDF_SYSFONTINFO._fields_)
_DEFAULT_CHARSET = 1


def build_font() -> bytes:
    """A TrueType font of 400 bytes: one glyph, which a many-to-one table (`cmap` format 13) gives to every code."""
    left, low, right, high = _BOX
    every = pack(">HHIIIIII", 13, 0, 28, 0, 1, 0x20, 0x10FFFF, 1)
    points = bytes([1, 1, 1, 1]) + pack(">8h", left, right - left, 0, left - right, low, 0, high - low, 0)
    glyph = pack(">5h", 1, *_BOX) + pack(">HH", 3, 0) + points + b"\0\0"
    tables = {
        b"cmap": pack(">HHHHIHHI", 0, 2, 0, 6, 20, 3, 10, 20) + every,
        b"glyf": glyph,
        b"head": pack(">IIIIHHqq4h2H3h", 0x10000, 0x10000, 0, 0x5F0F3CF5, 3, 1000, 0, 0, *_BOX, 0, 8, 2, 1, 0),
        b"hhea": pack(">I3hH11hH", 0x10000, high, low, 0, right, 0, 0, right, 1, *[0] * 7, 1),
        b"hmtx": pack(">Hhh", right, 0, 0),
        b"loca": pack(">III", 0, 0, len(glyph)),
        b"maxp": pack(">I14H", 0x10000, 2, 4, 1, 0, 0, 1, *[0] * 8),
        b"post": pack(">IIhh5I", 0x30000, *[0] * 8),
    }
    head = pack(">IHHHH", 0x10000, len(tables), 128, 3, 0)
    start, body = len(head) + 16 * len(tables), b""
    for tag, table in tables.items():
        padded = table + b"\0" * (-len(table) % 4)
        total = sum(unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF
        head += pack(">4sIII", tag, total, start + len(body), len(table))
        body += padded
    return head + body


_FONT = build_font()


def _copy_font(_info: Any, _font: Any, table: int, buffer: Any, size: int) -> int:
    """The font's bytes, as pdfium asks for them: first the size, then all of it; never a single table."""
    if table:
        return 0
    if buffer and size >= len(_FONT):
        ctypes.memmove(buffer, _FONT, len(_FONT))
    return len(_FONT)


# pdfium keeps a pointer to this record: it lives as long as the module.
_INFO = pdfium.FPDF_SYSFONTINFO(
    version=1,
    MapFont=_BY_TYPE["MapFont"](lambda *_: 1),
    GetFontData=_BY_TYPE["GetFontData"](_copy_font),
    GetFontCharset=_BY_TYPE["GetFontCharset"](lambda *_: _DEFAULT_CHARSET),
)


def use_own_font() -> None:
    """Have pdfium take this font, in this process, for every font that a PDF does not hold."""
    pdfium.FPDF_SetSystemFontInfo(_INFO)
