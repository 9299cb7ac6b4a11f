"""Bytes of a text file in, one block a line out; the encoding is found, line ends and page breaks are undone."""

from __future__ import annotations

import codecs

from plandiff.errors import ReadError
from plandiff.limits import DEFAULTS, Limits
from plandiff.model import Block, Source

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_GUESSES = ["cp932", "euc_jp", "utf_16_le", "utf_16_be"]
_LINE_ENDS = ("\r\n", "\r", "\x0b", "\x85", "\u2028", "\u2029")
_MAGIC = {
    b"%PDF": "PDF",
    b"PK\x03\x04": "Office 文書または zip",
    b"\xd0\xcf\x11\xe0": "旧形式の Office 文書",
    b"{\\rtf": "リッチテキスト（RTF）",
    b"\x89PNG": "画像",
    b"\xff\xd8\xff": "画像",
    b"\x7fELF": "実行ファイル",
}


def read(data: bytes, name: str, limits: Limits = DEFAULTS) -> Source:
    """The lines of a text. Raises `ReadError` for what is binary or in no known encoding."""
    blocks: list[Block] = []
    line = 1
    for page, sheet in enumerate(decode(data, name).split("\f"), start=1):
        rows = _lines(sheet)
        blocks += [Block(row, line + n, page) for n, row in enumerate(rows)]
        line += len(rows) - 1
    return Source(tuple(blocks))


def _lines(sheet: str) -> list[str]:
    """The lines of a page, whatever ends them."""
    for end in _LINE_ENDS:
        sheet = sheet.replace(end, "\n")
    return sheet.split("\n")


def decode(data: bytes, name: str) -> str:
    """The text of a file in UTF-8, UTF-16, CP932 or EUC-JP. Raises `ReadError`."""
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise ReadError(
                name, f"テキストではありません（{what}）。", "テキストとして保存したファイルを指定してください。"
            )
    if data[:200].lstrip().startswith(b"<?xml"):
        raise ReadError(name, "XML です。", "テキスト、HTML または Word 文書として保存してください。")
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data, encoding, name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _guessed(data, name)
    return text if "\0" not in text else _guessed(data, name)


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        cause = f"{error.start} バイト目が {encoding.upper()} として読めません。"
        raise ReadError(name, cause, "UTF-8 で保存し直してください。") from None


def _guessed(data: bytes, name: str) -> str:
    from charset_normalizer import from_bytes  # only files that are not UTF-8 pay for its import

    best = from_bytes(data, cp_isolation=_GUESSES).best()
    text = str(best) if best else "\0"
    if "\0" in text:
        cause = "文字コードを判別できません（UTF-8、UTF-16、CP932、EUC-JP のいずれでもない）。"
        raise ReadError(name, cause, "UTF-8 のテキストとして保存し直してください。")
    return text
