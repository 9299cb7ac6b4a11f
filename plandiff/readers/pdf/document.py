"""Bytes of a PDF in, its pages out; what is no PDF, is locked, broken or cut off raises an error of its own."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import pypdfium2.raw as pdfium

from plandiff.errors import ReadError, StuckError
from plandiff.limits import Limits
from plandiff.readers.pdf.fonts import use_own_font
from plandiff.readers.pdf.page import Page, read_page
from plandiff.readers.pdf.patience import in_time, is_stuck

_MAGIC_WITHIN = 1024  # bytes: readers accept a PDF whose header comes that late
_MOST_PAGES = 20_000


def read_pages(data: bytes, name: str, limits: Limits) -> list[Page]:
    """The pages of a PDF, in order. Raises `ReadError`."""
    if b"%PDF-" not in data[:_MAGIC_WITHIN]:
        raise ReadError(name, "PDF ではありません。", "中身に合う拡張子にするか、--input-format を指定してください。")
    if is_stuck():
        raise StuckError(name, "前の PDF をまだ読んでいます。", "もう一度実行してください。")
    use_own_font()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        raise _refusal(data, name, pdfium.FPDF_GetLastError())
    try:
        return list(_pages(document, data, name, limits))
    finally:
        if not is_stuck():
            pdfium.FPDF_CloseDocument(document)


def _refusal(data: bytes, name: str, code: int) -> ReadError:
    if code == pdfium.FPDF_ERR_PASSWORD:
        return ReadError(name, "パスワードで保護された PDF です。", "保護を解いて保存し直してください。")
    if code == pdfium.FPDF_ERR_SECURITY:
        return ReadError(name, "読めない方式で暗号化された PDF です。", "暗号化を解いて保存し直してください。")
    if _is_cut_off(data):
        return ReadError(name, "PDF が途中で切れています。", "ファイルを取得し直してください。")
    return ReadError(name, "壊れた PDF です。", "ファイルを取得し直すか、PDF として保存し直してください。")


def _is_cut_off(data: bytes) -> bool:
    """Whether an object comes after the last end of a file, or none has one."""
    return data.rfind(b"%%EOF") <= data.rfind(b"endobj")


def _pages(document: Any, data: bytes, name: str, limits: Limits) -> Iterator[Page]:
    if _is_cut_off(data):
        raise ReadError(name, "PDF が途中で切れています。", "ファイルを取得し直してください。")
    count = pdfium.FPDF_GetPageCount(document)
    if not 0 < count <= _MOST_PAGES:
        raise ReadError(name, f"PDF のページ数が {count} です。", "計画の PDF を指定してください。")
    for n in range(count):
        page = in_time(partial(_page, document, n, data), name, n + 1, limits.seconds)
        if page is None:
            cause = f"壊れた PDF です（{n + 1} ページ目が読めません）。"
            raise ReadError(name, cause, "ファイルを取得し直すか、PDF として保存し直してください。")
        yield page


def _page(document: Any, number: int, _: bytes) -> Page | None:
    """A page by its number from 0, or None; holds the bytes of the file as long as it is read: PDFium has no copy."""
    page = pdfium.FPDF_LoadPage(document, number)
    if not page:
        return None
    try:
        return read_page(page)
    finally:
        pdfium.FPDF_ClosePage(page)
