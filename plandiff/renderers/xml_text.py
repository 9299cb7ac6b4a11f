"""Any text in, text that XML can hold out: for pages, documents and sheets."""

from __future__ import annotations

import re

_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def xml_text(text: str) -> str:
    """Control characters as their pictures (␇), lone surrogates and non-characters as the replacement character."""
    return _UNFIT.sub(_visible, text)


def sheet_text(text: str) -> str:
    """The same for documents and sheets, which have one kind of line break."""
    return xml_text(text.replace("\r\n", "\n").replace("\r", "\n"))


def _visible(match: re.Match[str]) -> str:
    char = match[0]
    return chr(0x2400 + ord(char)) if char < " " else "\u2421" if char == "\x7f" else "\ufffd"
