"""Bytes of a web archive (MHTML, a page saved in a single file) in, the bytes of its page out."""

from __future__ import annotations

import re

from plandiff.errors import ReadError

_TYPE = b"multipart/related"
_HEAD = rb"(?i)\s*(?:[\w-]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)*?Content-Type:\s*" + _TYPE


def is_web_archive(data: bytes) -> bool:
    """Whether a file begins as a web archive does."""
    head = data[:4000]
    return _TYPE in head.lower() and bool(re.match(_HEAD, head))


def page_of(data: bytes, name: str) -> tuple[bytes, str | None]:
    """The page of an archive, and the encoding that it is said to be in. Raises `ReadError` where there is none."""
    from email import message_from_bytes  # only web archives pay for its import

    for part in message_from_bytes(data).walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            page = part.get_payload(decode=True)
            if isinstance(page, bytes) and page.strip():
                return page, part.get_content_charset()
    raise ReadError(name, "Web アーカイブにページがありません。", "HTML として保存し直してください。")
