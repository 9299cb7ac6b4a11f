"""Bytes of a fuzzer in, a plan or a whole comparison made of them; an error of ours is the expected answer to bad ones.

Of a Word file or a PDF the bytes may be a whole file, or what is worth changing in one: the XML of some parts, or the
operators of some pages, which are packed here.
"""

from __future__ import annotations

import json
import re
import sys
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import get_args

from lxml import etree, html

from plandiff import Plan, PlandiffError, Report, compare, render
from plandiff.api import parse_plan
from plandiff.check.config import Config
from plandiff.check.draft import Draft
from plandiff.check.outputs import OUTPUTS
from plandiff.check.run import check
from plandiff.renderers import RENDERERS, Columns, Unchanged

sys.path.insert(0, str(Path(__file__).parents[1]))
from pdfs import make_pdf

Target = Callable[[bytes], None]

_NAMESPACES = (
    b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    b'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    b'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_PRINTABLE = re.compile("[^\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_PART = re.compile(rb"^=== ?([a-z0-9]+)\n", re.MULTILINE)
_SIDES = re.compile(rb"^=====\n", re.MULTILINE)


def _text(data: bytes) -> None:
    _read(data, "text")


def _html(data: bytes) -> None:
    _read(data, "html")


def _markdown(data: bytes) -> None:
    _read(data, "markdown")


def _docx(data: bytes) -> None:
    _read(data if data.startswith(b"PK") else word_file(data), "docx")


def _pdf(data: bytes) -> None:
    pages = data.decode("utf-8", "ignore").split("\f")
    _read(data if data.startswith(b"%PDF") else make_pdf([[page] for page in pages]), "pdf")


def word_file(data: bytes) -> bytes:
    """A Word file of a body, and of the parts that follow it after lines `=== NAME`."""
    body, *others = _PART.split(data)
    parts = {b"document": b"<w:body>%b</w:body>" % body, **dict(zip(others[::2], others[1::2], strict=True))}
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, part in parts.items():
            archive.writestr(f"word/{name.decode()}.xml", b"<w:%b %b>%b</w:%b>" % (name, _NAMESPACES, part, name))
    return file.getvalue()


def _read(data: bytes, format: str) -> Plan | None:
    try:
        return parse_plan(data, "計画", format=format)
    except PlandiffError as error:
        message = str(error)
    assert _PRINTABLE.fullmatch(message), repr(message)
    return None


def _compare(data: bytes) -> None:
    """Two texts, parted by a line `=====`, in every format, with options that their own bytes choose."""
    sides = [_read(side, "text") for side in (*_SIDES.split(data, maxsplit=1), b"")[:2]]
    old, new = (sides[0] or sides[1]), (sides[1] or sides[0])
    if old is None or new is None:
        return
    report = compare(old, new)
    _everything_once(report)
    choice = zlib.crc32(data)
    for name in RENDERERS:
        if name != "docx" or choice % 8 == 0:  # it takes longer than all the others together
            _READABLE.get(name, str)(_rendered(report, name, choice // 8))
    for draft in (Draft(new), Draft(new, report)):
        checked = [check(draft, "計画", Config(Path()))]
        for name, output in OUTPUTS.items():
            _READABLE.get(name, str)(output(checked, "info", "error"))


def _everything_once(report: Report) -> None:
    """Every item of both plans stands in exactly one change."""
    for side, plan in (("old", report.old), ("new", report.new)):
        indices = Counter(item.index for change in report.changes for item in getattr(change, side))
        assert indices == Counter(item.index for item in plan.items)


def _rendered(report: Report, name: str, choice: int) -> bytes:
    """A report in a format, with options by a number; nothing where its Markdown has no room for what must stay."""
    unchanged, columns = get_args(Unchanged), get_args(Columns)
    room = choice % 5000 + 1 if name == "markdown" and choice % 2 else None
    try:
        rendered = render(
            report,
            name,
            lang=("ja", "en", None)[choice % 3],
            unchanged=unchanged[choice // 3 % len(unchanged)],
            columns=columns[choice // 9 % len(columns)],
            statute=choice % 4 > 1,
            max_length=room,
        )
    except PlandiffError:
        assert room is not None
        return b""
    assert room is None or len(rendered) <= room
    return rendered if isinstance(rendered, bytes) else rendered.encode()


def _package(data: bytes) -> None:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for name in (part for part in archive.namelist() if part.endswith((".xml", ".rels"))):
            etree.fromstring(archive.read(name), etree.XMLParser(huge_tree=True))


_READABLE: dict[str, Callable[[bytes], object]] = {
    "json": json.loads,
    "sarif": json.loads,
    "junit": lambda data: etree.fromstring(data.encode() if isinstance(data, str) else data),
    "html": lambda data: html.document_fromstring(data, parser=html.HTMLParser(huge_tree=True)),
    "docx": _package,
    "xlsx": _package,
}

TARGETS: dict[str, Target] = {
    "text": _text,
    "html": _html,
    "markdown": _markdown,
    "docx": _docx,
    "pdf": _pdf,
    "compare": _compare,
}
SEEDS = Path(__file__).parent / "seeds"
