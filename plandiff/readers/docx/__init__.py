"""Bytes of a Word file in, a source out: its paragraphs as a reader sees them, automatic numbers written out."""

from __future__ import annotations

from plandiff.errors import ReadError
from plandiff.limits import DEFAULTS, Limits
from plandiff.model import Source
from plandiff.readers.docx.body import read_body
from plandiff.readers.docx.package import open_package

__all__ = ["read"]


def read(data: bytes, name: str, limits: Limits = DEFAULTS) -> Source:
    """The blocks of a Word file; `line` counts its paragraphs. Raises `ReadError`."""
    blocks, left_out = read_body(open_package(data, name, limits))
    if not blocks:
        raise ReadError(name, "Word 文書に読める文がありません。", "計画の本文を含むファイルを指定してください。")
    return Source(tuple(blocks), tuple(left_out), counts="paragraph")
