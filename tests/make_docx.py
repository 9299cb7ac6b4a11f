"""Writes a sample plan as a Word file: with typed numbers, or with Word's automatic ones."""

from __future__ import annotations

import re
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from sample_parts import heading_level, is_bullet, printed, table_title

from plandiff import Item, Plan
from plandiff.markers import read_marker

_DATE = (2025, 4, 1, 0, 0, 0)
_NUMERAL = re.compile(r"[0-9０-９一二三四五六七八九十Ⅰ-Ⅻ①-⑳ァ-ンA-Za-z]+")


def typed(plan: Plan) -> bytes:
    """Headings by style, numbers and bullets typed."""
    document = docx.Document()
    for item in plan.items:
        _write(document, plan, item, printed(item))
    return _packed(document)


def automatic(plan: Plan) -> bytes:
    """Headings by style, numbers and bullets by lists."""
    document = docx.Document()
    numbers = _Lists(document)
    for item in plan.items:
        paragraph = _write(document, plan, item, item.text)
        if paragraph is not None and item.marker:
            numbers.mark(paragraph, item)
    return _packed(document)


def _write(document: Any, plan: Plan, item: Item, text: str) -> Any:
    if item.table is not None:
        _write_table(document, item)
        return None
    if item.type == "heading":
        level = heading_level(plan, item) - 1
        return document.add_paragraph(text, style=f"Heading {level}" if level else "Title")
    return document.add_paragraph(text)


def _write_table(document: Any, item: Item) -> None:
    assert item.table is not None
    document.add_paragraph(table_title(item), style="Caption")
    table = document.add_table(rows=0, cols=len(item.table.rows[0]), style="Table Grid")
    for row in item.table.rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    for note in item.table.notes:
        document.add_paragraph(note)


class _Lists:
    """A list for each sequence of numbers: one kind for each way they are printed, begun anew under each parent."""

    def __init__(self, document: Any) -> None:
        self.root = document.part.numbering_part.element
        for element in list(self.root):
            self.root.remove(element)
        self.kinds: dict[tuple[str, str], int] = {}
        self.open: dict[tuple[int | None, str, str], tuple[int, int]] = {}

    def mark(self, paragraph: Any, item: Item) -> None:
        """Number a paragraph as its item is."""
        shape = item.marker if is_bullet(item) else _NUMERAL.sub("%1", item.marker)
        form = "bullet" if is_bullet(item) else _form(item.marker)
        if (form, shape) not in self.kinds:
            self.kinds[form, shape] = len(self.kinds)
            self._add_kind(self.kinds[form, shape], form, shape)
        key = (item.parent, form, shape, _number(item) if form != "bullet" else 0)
        if key[:3] not in self.open or self.open[key[:3]][1] + 1 != key[3]:
            self.open[key[:3]] = (self._add_list(self.kinds[form, shape], key[3]), key[3])
        self.open[key[:3]] = (self.open[key[:3]][0], key[3])
        pr = paragraph._p.get_or_add_pPr()
        number = self.open[key[:3]][0]
        pr.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'))

    def _add_kind(self, kind: int, format: str, shape: str) -> None:
        level = (
            f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:lvlText w:val="{shape}"/></w:lvl>'
        )
        element = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{kind}">{level}</w:abstractNum>')
        first = self.root.find(qn("w:num"))
        self.root.append(element) if first is None else first.addprevious(element)

    def _add_list(self, kind: int, start: int) -> int:
        number = len(self.root.findall(qn("w:num"))) + 1
        override = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        kind_of = f'<w:abstractNumId w:val="{kind}"/>'
        self.root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}">{kind_of}{override}</w:num>'))
        return number


def _form(marker: str) -> str:
    numeral = _NUMERAL.search(marker)
    assert numeral is not None
    first = numeral[0][0]
    if "①" <= first <= "⑳":
        return "decimalEnclosedCircle"
    if "Ⅰ" <= first <= "Ⅻ":
        return "upperRoman"
    if "ァ" <= first <= "ン":
        return "aiueoFullWidth"
    if first.isascii():
        return "lowerLetter" if first.isalpha() else "decimal"
    return "japaneseCounting" if first in "一二三四五六七八九十" else "decimalFullWidth"


def _number(item: Item) -> int:
    marker = read_marker(f"{item.marker}　項")
    return marker.readings[0].number if marker and marker.readings else 1


def _packed(document: Any) -> bytes:
    """The file, the same bytes on every run."""
    properties = document.core_properties
    properties.created = properties.modified = datetime(*_DATE)
    properties.author = properties.last_modified_by = properties.comments = ""
    drawn = BytesIO()
    document.save(drawn)
    packed = BytesIO()
    with ZipFile(drawn) as source, ZipFile(packed, "w", ZIP_DEFLATED) as target:
        for name in sorted(source.namelist()):
            target.writestr(ZipInfo(name, _DATE), source.read(name), ZIP_DEFLATED)
    return packed.getvalue()
