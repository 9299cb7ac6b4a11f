"""Bytes of a PDF in, blocks out: its lines in reading order with their places, its tables with their cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plandiff.errors import ReadError
from plandiff.limits import DEFAULTS, Limits
from plandiff.model import Source
from plandiff.readers.pdf.blocks import make_blocks
from plandiff.readers.pdf.document import read_pages
from plandiff.readers.pdf.lines import is_spaceless
from plandiff.readers.pdf.margins import repeated
from plandiff.readers.pdf.page import Page
from plandiff.readers.pdf.sheets import in_order, read_sheet


def read(data: bytes, name: str, limits: Limits = DEFAULTS) -> Source:
    """The lines and tables of a PDF. Raises `ReadError` for what has no text, is locked or broken."""
    pages = read_pages(data, name, limits)
    if not any(page.chars for page in pages):
        cause = f"文字の情報がない PDF です（全 {len(pages)} ページのうち、文字のあるページは 0）。"
        raise ReadError(name, cause, "OCR で文字を付けた PDF か、元のファイルを指定してください。")
    spaceless = is_spaceless(char for page in pages for char in page.chars)
    sheets = [read_sheet(page, spaceless) for page in pages]
    furniture = repeated([sheet.runs for sheet in sheets])
    blocks, left_out = make_blocks([in_order(sheet, out) for sheet, out in zip(sheets, furniture, strict=True)])
    return Source(blocks, left_out, tuple(_warnings(pages)))


def _warnings(pages: Sequence[Page]) -> Iterator[str]:
    silent = [n for n, page in enumerate(pages, 1) if page.has_content and not page.chars]
    if silent:
        yield f"文字の情報がないページがあり、読めていません: {_numbers(silent)} ページ（全 {len(pages)} ページ）。"
    unknown = [n for n, page in enumerate(pages, 1) if page.unknown]
    if unknown:
        count = sum(page.unknown for page in pages)
        yield f"どの文字か分からない字が {count} 字あります（\ufffd と表示）: {_numbers(unknown)} ページ。"


def _numbers(pages: Sequence[int]) -> str:
    """Page numbers with their runs drawn together: 2、5-7."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return "、".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)
