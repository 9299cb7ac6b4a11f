"""Reading text: encodings, line ends, pages; and what is no text."""

from __future__ import annotations

import codecs

import pytest

from plandiff.errors import ReadError
from plandiff.readers.text import decode, read

TEXT = "１．観測\n・海洋の水温を測り、その記録を広く公開する。\n"
ENCODED = {
    "UTF-8": TEXT.encode(),
    "UTF-8 with BOM": codecs.BOM_UTF8 + TEXT.encode(),
    "UTF-16 little-endian": codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
    "UTF-16 big-endian": codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
    "UTF-16 without BOM": TEXT.encode("utf-16-le"),
    "CP932": TEXT.encode("cp932"),
    "EUC-JP": TEXT.encode("euc_jp"),
}
BINARY = {
    "PDF": (b"%PDF-1.7\n", "PDF"),
    "zip or Office": (b"PK\x03\x04\x00\x00", "Office"),
    "old Office": (b"\xd0\xcf\x11\xe0\x00", "Office"),
    "picture": (b"\x89PNG\r\n\x1a\n", "画像"),
    "noise": (bytes(range(256)) * 4, "文字コード"),
    "NUL bytes": (b"\x00\x01\x02\x03" * 50, "文字コード"),
    "broken UTF-16": (codecs.BOM_UTF16_LE + b"\x00\xd8\x41", "UTF-16"),
}


@pytest.mark.parametrize("data", ENCODED.values(), ids=ENCODED.keys())
def test_encoding(data: bytes) -> None:
    assert decode(data, "plan.txt").replace("\ufeff", "") == TEXT


@pytest.mark.parametrize(("data", "cause"), BINARY.values(), ids=BINARY.keys())
def test_not_a_text(data: bytes, cause: str) -> None:
    with pytest.raises(ReadError, match=cause) as caught:
        read(data, "plan.txt")
    assert str(caught.value).startswith("plan.txt: ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(end: str) -> None:
    blocks = read(f"一{end}二{end}三".encode(), "plan.txt").blocks
    assert [(block.text, block.line) for block in blocks] == [("一", 1), ("二", 2), ("三", 3)]


def test_form_feeds_count_pages_not_lines() -> None:
    blocks = read("一\n\f二\n三".encode(), "plan.txt").blocks
    assert [(b.text, b.line, b.page) for b in blocks if b.text] == [("一", 1, 1), ("二", 2, 2), ("三", 3, 2)]
