"""A character of a PDF in, its code out: of a symbol font, where its font has pictures under the codes of letters."""

from __future__ import annotations

import ctypes
import re
from typing import Any

import pypdfium2.raw as pdfium

LETTERS_END = 0x180  # codes of single bytes, as Windows writes them, all lie below
_PICTURES = 0xF000  # where the private use area holds the characters of symbol fonts
_PICTURE_FONTS = re.compile(rb"wingdings|webdings", re.IGNORECASE)
_SYMBOL_FONTS = re.compile(rb"symbol", re.IGNORECASE)  # Greek letters but for its bullet
_BULLET = 0xB7
_NAME = 64  # bytes of a font's name


def pictured(text: Any, n: int, code: int) -> int:
    """The code of character `n` of a text page: that of the private use area where its font shows no letter for it."""
    name = ctypes.create_string_buffer(_NAME)
    pdfium.FPDFText_GetFontInfo(text, n, name, _NAME, ctypes.byref(ctypes.c_int()))
    is_picture = _PICTURE_FONTS.search(name.raw) or (code == _BULLET and _SYMBOL_FONTS.search(name.raw))
    return _PICTURES + _byte(code) if is_picture else code


def _byte(code: int) -> int:
    """The byte that Windows' Latin letters have for a code."""
    try:
        return chr(code).encode("cp1252")[0]
    except UnicodeEncodeError:
        return code & 0xFF
