"""Hostile text comes through every format verbatim and inert, wherever in a plan it stands."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

import lxml.html
import pytest
from docx import Document
from lxml import etree
from markdown_it import MarkdownIt
from sheets import sheets

from plandiff import Report, compare, render
from plandiff.labels import labels_of
from plandiff.model import (
    CellChange,
    Change,
    Edit,
    Facts,
    Item,
    LeftOut,
    PartChange,
    Plan,
    QuantityChange,
    RowChange,
    Table,
    TableChange,
)
from plandiff.renderers import RENDERERS
from plandiff.renderers.xml_text import closed, encodable, sheet_text, terminal_text

HOSTILE = {
    "script": "<script>alert(1)</script>",
    "attribute": '" onmouseover="alert(1)',
    "end of CDATA": "]]>",
    "entity": "&lt;&amp;&#x41;",
    "pipe": "左|右",
    "line of a table": "|---|---|",
    "backticks": "```三つ```",
    "link": "[招待](javascript:alert(1))",
    "picture": "![図](https://example.com/a.png)",
    "bare address": "https://example.com/",
    "emphasis": "**強調**と_下線_と~~取り消し~~",
    "heading": "# 見出し",
    "list": "1. 番号",
    "quotation": "> 引用",
    "rule": "---",
    "backslash": "\\|\\`\\\\",
    "mention and emoji code": "@octocat :tada: #1",
    "mathematics": "$`x`$ $$y$$",
    "end of folded text": "</details></summary>",
    "formula": "=cmd()",
    "formula behind a sign": "+1-1@SUM(A1)",
    "formula at full width": "＝cmd()",
    "array formula": "{=1+1}",
    "number": "00123",
    "template": "{n}{0}%s${x}",
    "redline": "[-消す-]{+足す+}",
    "override of direction": "\u202e逆さ",
    "isolate of direction": "\u2067隔てる",
    "right-to-left mark": "\u200f右から",
    "emoji": "🐟👨‍👩‍👧🇯🇵",
    "combining": "か\u3099e\u0301",
    "control": "鳴\x07らす\x00\x7f",
    "colour": "\x1b[31m赤\x1b[0m",
    "eight-bit control": "\x9b31m赤",
    "carriage return": "前\r後",
    "lone surrogate": "\ud800欠け",
    "non-character": "\ufffe\uffff\U0010ffff",
    "escape of a sheet": "_x0041_と_xFFFF_",
    "rich text of a sheet": "<r><t>赤</t></r>",
    "long word": "あ" * 100_000,
}
PLACES = (
    *("name", "warning", "left out", "heading", "marker", "dropped", "new", "reworded old", "reworded new"),
    *("label", "column", "cell", "note", "quantity", "runner-up"),
)
# What a format has no place for.
LACKS = {
    "csv": {"name", "warning", "left out", "label", "column", "cell", "note", "quantity"},
    "html": {"quantity", "runner-up"},
    "docx": {"quantity", "runner-up"},
    "xlsx": {"quantity", "runner-up"},
}
Text = Callable[[str], str]


def item(index: int, text: str, marker: str = "・", parent: int | None = 0, table: Table | None = None) -> Item:
    kind: Any = "table" if table else "heading" if parent is None else "item"
    return Item(index, kind, parent, 0 if parent is None else 1, marker, text, index + 1, table=table)


def reported(at: Text) -> Report:
    """A report with a text in every place; each place's is its own."""
    table = Table(((at("label"), "1"),))
    old = (
        item(0, at("heading"), "1.", None),
        item(1, at("dropped")),
        item(2, at("reworded old")),
        item(3, "表", table=table),
    )
    new = (
        item(0, at("heading"), "1.", None),
        item(1, at("new")),
        item(2, at("reworded new"), at("marker")),
        item(3, "表", table=table),
    )
    cells = RowChange("changed", (at("label"),), (at("label"),), "", 1, (CellChange(at("column"), 1, at("cell"), "2"),))
    quantity = QuantityChange(at("quantity"), "2", "", "changed", "")
    redline = (Edit("delete", at("reworded old")), Edit("insert", at("reworded new")))
    changes = (
        Change("continued", old[:1], new[:1]),
        Change("dropped", old[1:2], ()),
        Change("new", (), new[1:2]),
        Change("reworded", old[2:3], new[2:3], False, False, (), 0.1, 0.0, item(1, at("runner-up")), redline,
               facts=Facts((quantity,))),
        Change("reworded", old[3:], new[3:], table=TableChange((cells,), (PartChange("note", at("note"), None),))),
    )  # fmt: skip
    left_out = (LeftOut(9, at("left out"), "hidden"),)
    return Report(Plan(at("name"), 2024, old, left_out), Plan("new.txt", 2025, new), changes, (at("warning"),))


def placed(text: str) -> Text:
    """The text with the name of its place, the text first so that its beginning is a cell's."""
    return lambda place: f"{text}〔{place}〕"


@cache
def rendered(format_: str, text: str) -> Any:
    return render(reported(placed(text)), format_, lang="ja")


# ---- what a reader of each format sees: its texts


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from strings(inner)


def markdown_page(content: str) -> Any:
    shown = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(content)
    return lxml.html.fromstring(f"<html><body>{shown}</body></html>", parser=lxml.html.HTMLParser(huge_tree=True))


def html_page(content: str) -> Any:
    return lxml.html.fromstring(content, parser=lxml.html.HTMLParser(huge_tree=True))


def html_text(page: Any) -> str:
    for line_break in page.iter("br"):
        line_break.tail = "\n" + (line_break.tail or "")
    return str(page.text_content())


def docx_text(content: bytes) -> str:
    document = Document(BytesIO(content))
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *(cell.text for cell in cells)])


def xlsx_text(content: bytes) -> str:
    """The texts by column, so that those cut over several rows are whole."""
    columns = (column for sheet in sheets(content) for column in sheet.iter_cols(values_only=True))
    return "\n".join("".join(str(value) for value in column if value is not None) for column in columns)


READ: dict[str, Callable[[Any], str]] = {
    "text": str,
    "markdown": lambda content: html_text(markdown_page(content)),
    "html": lambda content: html_text(html_page(content)).replace("\u2421", "\ufffd"),
    "json": lambda content: "\n".join(strings(json.loads(content))),
    "csv": lambda content: "\n".join(cell for row in table(content) for cell in row),
    "docx": docx_text,
    "xlsx": xlsx_text,
}
# How a text looks where a format cannot hold it, or must keep it from doing something.
SHOWN: dict[str, Text] = {
    "text": terminal_text,
    "markdown": sheet_text,
    "html": lambda text: sheet_text(text).replace("\u2421", "\ufffd"),
    "json": str,
    "csv": encodable,
    "docx": sheet_text,
    "xlsx": sheet_text,
}


def table(content: str) -> list[list[str]]:
    csv.field_size_limit(1_000_000)
    return list(csv.reader(StringIO(content.removeprefix("\ufeff"), newline=""), strict=True))


def test_every_format_is_tested() -> None:
    assert set(READ) == set(SHOWN) == set(RENDERERS)


@pytest.mark.parametrize("format_", RENDERERS)
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_verbatim(text: str, format_: str) -> None:
    seen = READ[format_](rendered(format_, text))
    places = [place for place in PLACES if place not in LACKS.get(format_, ())]
    assert [place for place in places if SHOWN[format_](placed(text)(place)) not in seen] == []


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
class TestInert:
    """The structure is that of the same report with harmless text; nothing can be run, followed or obeyed."""

    def test_markdown(self, text: str) -> None:
        content = rendered("markdown", text)
        assert skeleton(markdown_page(content)) == skeleton(markdown_page(rendered("markdown", "字")))
        # What GitHub would make of it beyond CommonMark: mentions, references, addresses, mathematics, emoji codes.
        assert not re.search(r"@octocat|:tada:|(?<!&)#1\b|https?:|\$", content)

    def test_html(self, text: str) -> None:
        assert skeleton(html_page(rendered("html", text))) == skeleton(html_page(rendered("html", "字")))

    def test_json(self, text: str) -> None:
        rendered("json", text).encode()

    def test_csv(self, text: str) -> None:
        rows = table(rendered("csv", text))
        assert {len(row) for row in rows} == {len(labels_of("ja").csv_columns)}
        assert not [cell for row in rows for cell in row if re.match(r"[=+\-@＝＋－＠\t\r\n]", cell)]

    def test_text(self, text: str) -> None:
        content = rendered("text", text)
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", content)
        coloured = render(reported(placed(text)), "text", lang="ja", color=True)
        assert isinstance(coloured, str)
        assert re.sub(r"\x1b\[\d+m", "", coloured) == content

    def test_docx(self, text: str) -> None:
        parts = ZipFile(BytesIO(rendered("docx", text)))
        harmless = ZipFile(BytesIO(rendered("docx", "字")))
        assert parts.namelist() == harmless.namelist()
        assert parts.read("word/_rels/document.xml.rels") == harmless.read("word/_rels/document.xml.rels")
        tags = Counter(element.tag for element in xml(parts, "word/document.xml").iter())
        breaks = {tag for tag in tags if tag.endswith(("}br", "}tab", "}t"))}
        expected = Counter(element.tag for element in xml(harmless, "word/document.xml").iter())
        assert {tag: n for tag, n in tags.items() if tag not in breaks | cut(text)} == {
            tag: n for tag, n in expected.items() if tag not in breaks | cut(text)
        }

    def test_xlsx(self, text: str) -> None:
        content = rendered("xlsx", text)
        cells = [cell for sheet in sheets(content) for row in sheet.iter_rows() for cell in row]
        assert {cell.data_type for cell in cells if cell.value is not None} <= {"s", "n"}
        assert not [cell for cell in cells if cell.hyperlink]
        numbers = [cell for cell in cells if cell.data_type == "n" and cell.value is not None]
        assert len(numbers) == 24  # two lines of counts in all, one of the section
        assert not [name for name in ZipFile(BytesIO(content)).namelist() if "rels" in name and "sheet" in name]


def cut(text: str) -> set[str]:
    """The property that a row with a long text does not have: it may go on on the next page."""
    return {
        tag for tag in ["{http://schemas.openxmlformats.org/wordprocessingml/2006/main}cantSplit"] if len(text) > 99
    }


def xml(package: ZipFile, name: str) -> Any:
    return etree.fromstring(package.read(name), etree.XMLParser(huge_tree=True))


def skeleton(page: Any) -> list[tuple[str, tuple[str, ...]]]:
    """The elements of a page with the names of their attributes; line breaks are text, and texts tell their language."""
    elements = (element for element in page.iter() if element.tag != "br")
    return [(element.tag, tuple(sorted({*element.keys()} - {"lang"}))) for element in elements]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_it_can_be_compared(text: str) -> None:
    """A plan whose reader or caller let it through is aligned and classified like any other."""
    old, new = (
        Plan("p", year, (item(0, "業務", "1.", None), item(1, end + text)))
        for year, end in ((2024, "海水を汲む。"), (2025, "海水を測る。"))
    )
    found = compare(old, new)
    assert sorted(i.text for change in found.changes for i in change.new) == sorted(i.text for i in new.items)


@pytest.mark.parametrize(
    ("text", "end"),
    [("左から", ""), ("\u202e逆", "\u202c"), ("\u2067隔\u202d", "\u202c\u2069"), ("\u200f印", "")],
    ids=["none", "override", "nested", "mark"],
)
def test_directions_end_with_their_text(text: str, end: str) -> None:
    assert closed(text) == text + end


def test_direction_turns_round_no_figures() -> None:
    text = rendered("text", "\u202e逆さ")
    for line in text.splitlines():
        if re.search(r" {9}\d", line) and "\u202e" in line:
            assert line.index("\u202c") < re.search(r" {9}\d", line).start()  # type: ignore[union-attr]
            break
    else:
        pytest.fail("no line of figures")
