"""Bytes in, blocks out: the readers by format, and which one reads a file."""

from __future__ import annotations

from collections.abc import Callable

from plandiff.model import Block
from plandiff.readers.text import read_text

READERS: dict[str, Callable[[bytes, str], tuple[Block, ...]]] = {
    "text": read_text,
}


def reader_for(name: str) -> Callable[[bytes, str], tuple[Block, ...]]:
    """The reader of a file by its name; text is what anything else is taken for."""
    return READERS["text"]
