"""Files that cannot be read: one clear line each that names file, cause and remedy, exit code 2, nothing written."""

from __future__ import annotations

import os
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from conftest import archive
from pdfs import lines, make_pdf
from test_readers_pdf import LOCK
from truth import SAMPLES

from plandiff import cli, read_plan

GOOD = str(SAMPLES / "city" / "2025.txt")
WORD = (SAMPLES / "city" / "2024.docx").read_bytes()
PDF = (SAMPLES / "city" / "2024.pdf").read_bytes()
HTML = (SAMPLES / "city" / "2024.html").read_bytes()
TEXT = (SAMPLES / "city" / "2024.txt").read_bytes()
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def with_part(data: bytes, name: str) -> bytes:
    """A Word file with one more part."""
    file = BytesIO(data)
    with zipfile.ZipFile(file, "a") as opened:
        opened.writestr(name, OLE)
    return file.getvalue()


def damaged(data: bytes, part: str) -> bytes:
    """A zip with a part whose packed bytes are noise."""
    with zipfile.ZipFile(BytesIO(data)) as opened:
        info = opened.getinfo(part)
    start = info.header_offset + 30 + len(part)
    return data[:start] + b"\xff" * info.compress_size + data[start + info.compress_size :]


def encrypted(data: bytes) -> bytes:
    """A zip whose first part says that it is encrypted."""
    at = data.index(b"PK\x01\x02") + 8
    return data[:at] + bytes([data[at] | 1]) + data[at + 1 :]


SCAN = make_pdf([["10 10 100 100 re f"], ["10 10 100 100 re f"]])
REFUSED: dict[str, tuple[str, bytes, str]] = {
    "a broken PDF": ("plan.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 9 + b"\n%%EOF\n", "壊れた PDF です"),
    "a truncated PDF": ("plan.pdf", PDF[: len(PDF) // 2], "PDF が途中で切れています"),
    "a PDF with a password": ("plan.pdf", make_pdf([lines(60, 700, ["海"])], LOCK), "パスワードで保護された PDF です"),
    "a PDF encrypted in another way": ("plan.pdf", make_pdf([["0 0 m"]], LOCK.replace(b"/Standard", b"/Other")), "読めない方式で暗号化された PDF です"),
    "a scan": ("plan.pdf", SCAN, "文字の情報がない PDF です（全 2 ページのうち、文字のあるページは 0）"),
    "a picture called a PDF": ("plan.pdf", b"\x89PNG\r\n\x1a\n" + bytes(99), "PDF ではありません"),
    "noise called a PDF": ("plan.pdf", bytes(range(256)) * 9, "PDF ではありません"),
    "a broken Word file": ("plan.docx", damaged(WORD, "word/document.xml"), "word/document.xml が壊れています"),
    "a truncated Word file": ("plan.docx", WORD[: len(WORD) // 2], "zip が壊れています"),
    "a Word file with a password": ("plan.docx", OLE + bytes(99) + "EncryptedPackage".encode("utf-16-le"), "パスワードで保護されています"),
    "an encrypted zip": ("plan.docx", encrypted(WORD), "パスワードで保護されています"),
    "a zip bomb": ("plan.docx", archive(word__document_xml=b"<a>" + b" " * 30_000_000 + b"</a>"), "展開すると大きすぎます"),
    "a Word file with macros": ("plan.docm", with_part(WORD, "word/vbaProject.bin"), "マクロを含む Word 文書です"),
    "macros under another name": ("plan.docx", with_part(WORD, "word/vbaProject.bin"), "マクロを含む Word 文書です"),
    "an old Word file": ("plan.doc", OLE + bytes(999), "旧形式の Office 文書"),
    "an Excel book called a Word file": ("plan.docx", archive(xl__workbook_xml=b"<a/>"), "Excel ブック"),
    "a PowerPoint file": ("plan.pptx", archive(ppt__presentation_xml=b"<a/>"), "PowerPoint 文書"),
    "an OpenDocument text": ("plan.odt", archive(content_xml=b"<a/>"), "OpenDocument 文書"),
    "a zip": ("plan.zip", archive(plan_xml=b"<a/>"), "本文のない zip"),
    "noise called a Word file": ("plan.docx", bytes(range(256)) * 9, "Word 文書ではありません"),
    "rich text": ("plan.rtf", b"{\\rtf1 plan}", "リッチテキスト"),
    "a picture called a text": ("plan.txt", b"\xff\xd8\xff\xe0" + bytes(99), "画像"),
    "a program": ("plan", b"\x7fELF" + bytes(99), "実行ファイル"),
    "noise called a text": ("plan.txt", bytes(range(256)) * 9, "文字コードを判別できません"),
    "noise called a page": ("plan.html", bytes(range(256)) * 9, "文字コードを判別できません"),
    "an empty file": ("plan.txt", b"", "ファイルが空です"),
    "blank space": ("plan.pdf", b" \n" * 99, "ファイルが空です"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "data", "cause"), REFUSED.values(), ids=REFUSED.keys())
def test_refused(
    tmp_path: Path,
    name: str,
    data: bytes,
    cause: str,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    plan, report = tmp_path / name, tmp_path / "report.html"
    plan.write_bytes(data)
    left: list[int] = []
    monkeypatch.setattr(sys, "argv", ["plandiff", "compare", str(plan), GOOD, "-o", str(report)])
    monkeypatch.setattr(os, "_exit", left.append)
    cli.main()
    output = capfd.readouterr()
    assert (left, output.out, report.exists()) == ([2], "", False)
    (line,) = output.err.splitlines()
    assert line.startswith(f"plandiff: {name}: ")
    assert cause in line
    assert line.endswith("してください。")


MISLABELLED = {
    "a PDF called a Word file": ("plan.docx", PDF),
    "a PDF called a text": ("plan.txt", PDF),
    "a Word file called a PDF": ("plan.pdf", WORD),
    "a Word file called a page": ("plan.html", WORD),
    "a Word file called by nothing": ("plan", WORD),
    "a page called a Word file": ("plan.docx", HTML),
    "a page called a PDF": ("plan.pdf", HTML),
    "a page called a text": ("plan.txt", HTML),
    "a text called a Word file": ("plan.docx", TEXT),
    "a text called a PDF": ("plan.pdf", TEXT),
}


@pytest.mark.parametrize(("name", "data"), MISLABELLED.values(), ids=MISLABELLED.keys())
def test_mislabelled_files_are_read_as_what_they_are(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    plan = read_plan(tmp_path / name)
    assert len(plan.items) == len(read_plan(GOOD.replace("2025", "2024")).items)
