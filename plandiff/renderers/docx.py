"""A report in, its 新旧対照表 as a Word file out: A4 landscape, a repeated header row, what changed underlined."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from lxml.builder import ElementMaker

from plandiff.model import Report
from plandiff.renderers import View
from plandiff.renderers.frame import Frame, frame, in_order
from plandiff.renderers.rows import Row, Run, rows
from plandiff.renderers.xml_text import sheet_text

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WIDTHS = (6320, 6320, 2498)  # of the columns, in twentieths of a point: 267 mm in all
_COUNT_WIDTHS = (3138, *(1500,) * 8)
_INDENT = 120  # of each level of headings, up to _DEPTH, in the same unit
_DEPTH = 5
_TOGETHER = 400  # characters of a row's longest text that moves to the next page rather than be split
_FONTS = {"ja": "ＭＳ 明朝", "en": "Times New Roman"}
_LINES = re.compile("([\n\t])")
_EPOCH = (1980, 1, 1, 0, 0, 0)  # a file depends on no clock

Element = Any  # lxml's elements have no types of their own
_E = ElementMaker(namespace=_W, nsmap={"w": _W})


def render(report: Report, view: View) -> bytes:
    """The table between its title and the lines that were left out."""
    around = frame(report, view)
    document = Document()
    _set_up(document, view)
    document.core_properties.title = sheet_text(f"{around.title} {' '.join(around.plans)}")[:255]
    end = document.element.body.sectPr
    for element in _body(around, rows(report, view), view):
        end.addprevious(element)
    file = BytesIO()
    document.save(file)
    return _undated(file)


def _undated(file: BytesIO) -> bytes:
    """The same package, each part dated like the others."""
    output = BytesIO()
    with ZipFile(file) as package, ZipFile(output, "w") as target:
        for part in package.infolist():
            target.writestr(ZipInfo(part.filename, _EPOCH), package.read(part), ZIP_DEFLATED)
    return output.getvalue()


# ---- the page


def _set_up(document: WordDocument, view: View) -> None:
    """Page, fonts, page numbers and properties."""
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(15)
    section.footer_distance = Mm(8)
    normal = document.styles["Normal"]
    normal.font.size = Pt(10)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = 1
    own, east_asian = _FONTS[view.language], _FONTS["ja"]
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for script, font in (("ascii", own), ("hAnsi", own), ("cs", own), ("eastAsia", east_asian)):
        fonts.set(qn(f"w:{script}"), font)
    normal.element.rPr.append(_element("lang", val="en-US", eastAsia="ja-JP"))
    footer = section.footer.paragraphs[0]._p
    footer.append(_E.pPr(_element("jc", val="center")))
    footer.extend([_field("PAGE"), _E.r(_t(" / ")), _field("NUMPAGES")])
    properties = document.core_properties
    properties.author, properties.comments, properties.language = "plandiff", "", view.language
    properties.created = properties.modified = datetime.datetime(*_EPOCH)


def _field(instruction: str) -> Element:
    return _element("fldSimple", _E.r(_t("1")), instr=instruction)


# ---- the body


def _body(around: Frame, found: Sequence[Row], view: View) -> Iterator[Element]:
    yield _paragraph([Run(around.title)], bold=True, size=28, align="center")
    for plan in around.plans:
        yield _paragraph([Run(plan)], align="center")
    for warning in around.warnings:
        yield _paragraph([Run(warning)], bold=True)
    yield _paragraph([])
    head, *figures = around.counts
    yield _table(
        [
            _row([[Run(text)] for text in head], _COUNT_WIDTHS, head=True),
            *(_row([[Run(text)] for text in line], _COUNT_WIDTHS, align="center") for line in figures),
        ],
        _COUNT_WIDTHS,
    )
    yield _paragraph([Run(around.note)], align="right")
    columns = _row([[Run(text)] for text in around.columns], _WIDTHS, head=True)
    yield _table([columns, *(_of(row, view) for row in found)], _WIDTHS)
    if around.left_out:
        yield _paragraph([])
        yield _paragraph([Run(view.words.left_out)], bold=True)
        yield from (_paragraph([Run(line)]) for line in around.left_out)
    yield _paragraph([])


def _of(row: Row, view: View) -> Element:
    sides = in_order(row.new, row.old, view)
    heading = row.kind == "heading"
    return _row(
        [*sides, [Run("\n".join(row.remarks))]], _WIDTHS, bold=heading, keep=heading, indent=min(row.depth, _DEPTH)
    )


def _table(lines: Iterable[Element], widths: Sequence[int]) -> Element:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    margins = _E.tblCellMar(*(_element(side, w="80", type="dxa") for side in ("left", "right")))
    return _E.tbl(
        _E.tblPr(
            _element("tblW", w=str(sum(widths)), type="dxa"),
            _E.tblBorders(*(_element(side, val="single", sz="4", space="0", color="000000") for side in sides)),
            _element("tblLayout", type="fixed"),
            margins,
        ),
        _E.tblGrid(*(_element("gridCol", w=str(width)) for width in widths)),
        *lines,
    )


def _row(
    cells: Sequence[Sequence[Run]],
    widths: Sequence[int],
    *,
    head: bool = False,
    align: str = "",
    bold: bool = False,
    keep: bool = False,
    indent: int = 0,
) -> Element:
    """A row of cells; the last one, of remarks, has no indent and is not bold."""
    longest = max(sum(len(run.text) for run in runs) for runs in cells)
    row = _E.tr(_E.trPr(*([_E.cantSplit()] if longest <= _TOGETHER else []), *([_E.tblHeader()] if head else [])))
    for n, (runs, width) in enumerate(zip(cells, widths, strict=True)):
        is_text = n < len(cells) - 1
        properties = _E.tcPr(_element("tcW", w=str(width), type="dxa"))
        if head:
            properties.append(_element("shd", val="clear", color="auto", fill="EDEDED"))
        paragraph = _paragraph(
            runs,
            bold=bold and is_text,
            align="center" if head else align if n else "",
            keep=keep,
            indent=_INDENT * indent if is_text else 0,
        )
        row.append(_E.tc(properties, paragraph))
    return row


def _paragraph(
    runs: Iterable[Run], *, bold: bool = False, size: int = 0, align: str = "", keep: bool = False, indent: int = 0
) -> Element:
    """A paragraph; `size` in half points, `keep` on one page with the next one."""
    properties = _E.pPr()
    if keep:
        properties.append(_E.keepNext())
    if indent:
        properties.append(_element("ind", left=str(indent)))
    if align:
        properties.append(_element("jc", val=align))
    return _E.p(properties, *(_run(run, bold, size) for run in runs if run.text))


def _run(run: Run, bold: bool, size: int) -> Element:
    properties = _E.rPr()
    if bold:
        properties.append(_E.b())
    if size:
        properties.append(_element("sz", val=str(size)))
    if run.changed:
        properties.append(_element("u", val="single"))
    return _E.r(properties, *(_piece(piece) for piece in _LINES.split(sheet_text(run.text)) if piece))


def _piece(text: str) -> Element:
    return _E.tab() if text == "\t" else _E.br() if text == "\n" else _t(text)


def _t(text: str) -> Element:
    element = _E.t(text)
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element


def _element(tag: str, *children: Element, **attributes: str) -> Element:
    return _E(tag, *children, {f"{{{_W}}}{name}": value for name, value in attributes.items()})
