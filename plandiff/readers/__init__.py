"""Bytes in, a source of blocks out: the readers by format, and which one reads a file."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath

from plandiff.errors import FormatError
from plandiff.limits import Limits
from plandiff.model import Source
from plandiff.readers.web_archive import is_web_archive

Reader = Callable[[bytes, str, Limits], Source]

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
    ".mht": "html",
    ".mhtml": "html",
}
_MAGIC = {b"%PDF": "pdf", b"PK\x03\x04": "docx", b"\xd0\xcf\x11\xe0": "docx"}
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1a\x7f]")
_MARKUP = (  # compiled where a file begins with a tag
    rb"(?is)(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body|div|table|p|h[1-6])\b"
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
    """The format of a file by its content, else by its suffix, unless its content shows that to be wrong."""
    by_content = next((found for magic, found in _MAGIC.items() if data.startswith(magic)), None)
    by_suffix = _SUFFIXES.get(PurePath(name).suffix.lower(), "text")
    if by_content or by_suffix in ("html", "markdown"):
        return by_content or by_suffix
    tagged = data[:1000].removeprefix(BOM_UTF8).lstrip().startswith(b"<")
    if (tagged and re.match(_MARKUP, data[:1000])) or is_web_archive(data):
        return "html"
    return "text" if by_suffix == "text" or _is_text(data) else by_suffix


def _is_text(data: bytes) -> bool:
    """Whether a file is text without doubt: UTF-8 without control characters that no text has."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return not _BINARY.search(text) and not any(data.lstrip().startswith(magic) for magic in _MAGIC)
