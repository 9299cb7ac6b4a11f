"""Bytes in, blocks out: the readers by format, and which one reads a file."""

from __future__ import annotations

from collections.abc import Callable

from plandiff.model import Block
from plandiff.readers.text import read_text

READERS: dict[str, Callable[[bytes, str], tuple[Block, ...]]] = {
    "text": read_text,
}
