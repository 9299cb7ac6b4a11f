"""A report in, its 新旧対照表 as an Excel file out, what changed underlined; the counts on a second sheet."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import zip_longest
from typing import Any, NamedTuple
from unicodedata import east_asian_width

from xlsxwriter import Workbook

from plandiff.model import Report
from plandiff.renderers import View
from plandiff.renderers.frame import Frame, frame, in_order
from plandiff.renderers.rows import Row, Run, rows
from plandiff.renderers.xml_text import sheet_text

_FONTS = {"ja": "ＭＳ 明朝", "en": "Times New Roman"}
_WIDTHS = (62, 62, 24)  # of the columns, in half-width characters
_COUNT_WIDTHS = (44, *(12,) * 8)
_LINE_HEIGHT = 13.5  # in points
_SPARE = 4  # half-width characters of a cell that its margins and line breaks may take
# A row is 409 points high at most, and prints no more of its text: what has more lines goes on in the next row. That
# also keeps a cell far below its 32,767 characters.
_LINES = 28
_ESCAPE = re.compile("(?<=_)(?=x[0-9A-Fa-f]{4}_)")  # the library escapes it twice in texts with runs
_EPOCH = datetime.datetime(1980, 1, 1)  # a file depends on no clock

Format = Any  # the library's formats


class _Styles(NamedTuple):
    """Of cells, and of the runs in them: each plain and, where it is text of a plan, underlined."""

    title: Format
    note: Format
    head: Format
    cells: tuple[Format, Format]
    headings: tuple[Format, Format]
    runs: tuple[Format, Format]
    strong_runs: tuple[Format, Format]


def render(report: Report, view: View) -> bytes:
    """The table on one sheet, the counts by section and the lines left out on another."""
    file = BytesIO()
    font = {"font_name": _FONTS[view.language], "font_size": 10}
    book = Workbook(file, {"in_memory": True, "default_format_properties": font})
    around, styles = frame(report, view), _styles(book)
    book.set_properties({"title": around.title, "author": "plandiff", "created": _EPOCH})
    _comparative(book.add_worksheet(around.title), around, rows(report, view), view, styles)
    _summary(book.add_worksheet(view.words.summary), around, view, styles)
    book.close()
    return file.getvalue()


def _styles(book: Workbook) -> _Styles:
    cell = {"border": 1, "text_wrap": True, "valign": "top"}
    return _Styles(
        title=book.add_format({"bold": True, "font_size": 14, "align": "center"}),
        note=book.add_format({"text_wrap": True, "valign": "top"}),
        head=book.add_format({**cell, "align": "center", "bg_color": "#EDEDED"}),
        cells=(book.add_format(cell), book.add_format({**cell, "underline": 1})),
        headings=(book.add_format({**cell, "bold": True}), book.add_format({**cell, "bold": True, "underline": 1})),
        runs=(book.add_format(), book.add_format({"underline": 1})),
        strong_runs=(book.add_format({"bold": True}), book.add_format({"bold": True, "underline": 1})),
    )


# ---- the sheets


def _comparative(sheet: Any, around: Frame, found: Sequence[Row], view: View, styles: _Styles) -> None:
    _page(sheet, _WIDTHS)
    sheet.merge_range(0, 0, 0, 2, "", styles.title)
    _write_text(sheet, 0, 0, around.title, styles.title)
    top = 1
    for line in (*around.plans, *around.warnings, around.note):
        top = _across(sheet, top, line, _WIDTHS, styles.note)
    for column, name in enumerate(around.columns):
        _write_text(sheet, top, column, name, styles.head)
    sheet.repeat_rows(top)
    sheet.freeze_panes(top + 1, 0)
    at = top + 1
    for row in found:
        for cells in _pieces(row, view):
            sheet.set_row(at, _height(max(map(_lines, cells, _WIDTHS))))
            for column, runs in enumerate(cells):
                _write(sheet, at, column, runs, styles, strong=row.kind == "heading" and column < 2)
            at += 1
    sheet.autofilter(top, 0, max(top, at - 1), 2)


def _summary(sheet: Any, around: Frame, view: View, styles: _Styles) -> None:
    _page(sheet, _COUNT_WIDTHS)
    at = 0
    for name, table in ((view.words.summary, around.counts), (view.words.turnover, around.sections)):
        _write_text(sheet, at, 0, name, styles.strong_runs[0])
        at = _counts(sheet, at + 1, table, styles) + 1
    if around.left_out:
        _write_text(sheet, at, 0, view.words.left_out, styles.strong_runs[0])
        at += 1
    for line in around.left_out:
        at = _across(sheet, at, line, _COUNT_WIDTHS, styles.note)


def _counts(sheet: Any, at: int, table: Sequence[Sequence[str]], styles: _Styles) -> int:
    """Write a table of counts, its head first; the row after it."""
    head, *rows_of_counts = table
    for column, name in enumerate(head):
        _write_text(sheet, at, column, name, styles.head)
    for section, *figures in rows_of_counts:
        for column, figure in enumerate(figures, 1):
            sheet.write_number(at + 1, column, int(figure), styles.cells[0])
        for runs in _cut([Run(section)], _COUNT_WIDTHS[0]):
            at += 1
            sheet.set_row(at, _height(_lines(runs, _COUNT_WIDTHS[0])))
            _write(sheet, at, 0, runs, styles, strong=False)
    return at + 1


def _across(sheet: Any, at: int, line: str, widths: Sequence[int], style: Format) -> int:
    """Write a line over all columns, in as many rows as it takes; the row after them."""
    width = sum(widths)
    for runs in _cut([Run(line)], width):
        sheet.merge_range(at, 0, at, len(widths) - 1, "", style)
        sheet.set_row(at, _height(_lines(runs, width)))
        _write_text(sheet, at, 0, "".join(run.text for run in runs), style)
        at += 1
    return at


def _page(sheet: Any, widths: Sequence[int]) -> None:
    """A4 landscape, one page wide, its number at the foot."""
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.5, bottom=0.6)
    sheet.set_footer("&C&P / &N")
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)


# ---- the cells


def _pieces(row: Row, view: View) -> Iterator[Sequence[Sequence[Run]]]:
    """The cells of a row, or of the rows that its texts take."""
    nothing: Sequence[Run] = ()
    texts = (*in_order(row.new, row.old, view), [Run("\n".join(row.remarks))])
    for n, (first, second, remark) in enumerate(zip_longest(*map(_cut, texts, _WIDTHS), fillvalue=nothing)):
        yield first, second, [Run(view.words.continuation), *remark] if n else remark


def _height(lines: int) -> float:
    return _LINE_HEIGHT * lines + 3


def _lines(runs: Sequence[Run], width: int) -> int:
    """How many lines a text takes in a cell of a width."""
    lines = "".join(run.text for run in runs).split("\n")
    return sum(max(1, -(-sum(map(_columns, line)) // (width - _SPARE))) for line in lines)


def _columns(char: str) -> int:
    return 2 if east_asian_width(char) in "WFA" else 1


def _cut(runs: Sequence[Run], width: int) -> list[Sequence[Run]]:
    """Runs in pieces of no more than `_LINES` lines of a cell."""
    if _lines(runs, width) <= _LINES:
        return [runs]
    pieces: list[list[Run]] = [[]]
    lines = columns = 0
    for run in runs:
        start = 0
        for n, char in enumerate(run.text):
            if lines >= _LINES:
                pieces[-1].append(Run(run.text[start:n], run.changed))
                pieces.append([])
                start, lines, columns = n, 0, 0
            columns += _columns(char)
            if char == "\n" or columns >= width - _SPARE:
                lines, columns = lines + 1, 0
        pieces[-1].append(Run(run.text[start:], run.changed))
    return list(pieces)


def _write(sheet: Any, row: int, column: int, runs: Sequence[Run], styles: _Styles, strong: bool) -> None:
    """A text in a cell, what changed in it underlined."""
    cell, run_styles = (styles.headings, styles.strong_runs) if strong else (styles.cells, styles.runs)
    parts = [Run(part, run.changed) for run in runs for part in _ESCAPE.split(sheet_text(run.text)) if part]
    if len(parts) > 1:
        tokens = [token for part in parts for token in (run_styles[part.changed], part.text)]
        sheet.write_rich_string(row, column, *tokens, cell[0])
    elif parts:
        _write_text(sheet, row, column, parts[0].text, cell[parts[0].changed])
    else:
        sheet.write_blank(row, column, None, cell[0])


def _write_text(sheet: Any, row: int, column: int, text: str, style: Format) -> None:
    """A text in a cell, as text whatever it looks like."""
    text = sheet_text(text)
    if text.startswith("<r>"):  # which the library takes for markup of its own
        sheet.write_rich_string(row, column, style, text[:1], style, text[1:], style)
    else:
        sheet.write_string(row, column, text, style)
