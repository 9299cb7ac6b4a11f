"""Bytes in, a source of blocks out: the readers by format, and which one reads a file."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath

from plandiff.errors import FormatError
from plandiff.model import Source

Reader = Callable[[bytes, str], Source]

# The formats; the suffixes that name one; and what a file begins with that tells it, whatever it is called.
FORMATS = ("text", "html", "markdown", "docx", "pdf")
_SUFFIXES = {
    ".docx": "docx",
    ".docm": "docx",
    ".pdf": "pdf",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
}
_MAGIC = {b"%PDF": "pdf", b"PK\x03\x04": "docx", b"\xd0\xcf\x11\xe0": "docx"}
_MARKUP = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|div|table|p|h[1-6])\b",
    re.IGNORECASE | re.DOTALL,
)


def reader_for(data: bytes, name: str, format: str | None = None) -> Reader:
    """The reader of a file: of the format named, else by what it begins with, else by its suffix, else as text.

    Raises `FormatError` for a format that there is not.
    """
    if format is not None and format not in FORMATS:
        raise FormatError(format, "この入力形式はありません。", f"{'、'.join(FORMATS)} から選んでください。")
    reader: Reader = import_module(f"plandiff.readers.{format or sniff(data, name)}").read
    return reader


def sniff(data: bytes, name: str) -> str:
    """The format of a file by its content and its suffix."""
    by_content = next((found for magic, found in _MAGIC.items() if data.startswith(magic)), None)
    by_suffix = _SUFFIXES.get(PurePath(name).suffix.lower(), "text")
    return by_content or ("html" if by_suffix == "text" and _MARKUP.match(data[:1000]) else by_suffix)
