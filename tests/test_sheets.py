"""新旧対照表 as Word and Excel files, read back: verbatim, underlined where the redline is, set up for paper."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from conftest import plan
from docx import Document
from docx.enum.section import WD_ORIENT
from lxml import etree
from sheets import Cell, docx_rows, joined, plain, sheets, xlsx_rows
from truth import TRUTHS, report_of

from plandiff import Report, compare, render
from plandiff.errors import FormatError
from plandiff.labels import labels_of
from plandiff.model import Change, Edit
from plandiff.renderers import View
from plandiff.renderers.groups import markers
from plandiff.renderers.rows import Row, Run, rows

READ = {"docx": docx_rows, "xlsx": xlsx_rows}
VIEWS: dict[str, dict[str, Any]] = {
    "abridged": {},
    "full": {"unchanged": "full"},
    "omit": {"unchanged": "omit"},
    "old first": {"columns": "old-new"},
    "statute": {"statute": True},
    "English": {"lang": "en"},
}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
JA = labels_of("ja")


def between(old: str, new: str) -> Report:
    return compare(plan(f"1. 業務\n{old}", 2024), plan(f"1. 業務\n{new}", 2025))


DROPPED = between("・汲む。\n・稚魚を放す。\n", "・汲む。\n")
LONG = between("・汲む。\n", f"・汲む。\n・{'長い語。' * 3000}\n")


def whole(cells: list[list[Cell]]) -> list[list[Cell]]:
    """The rows, those that go on in the next one put together."""
    found: list[list[list[Run]]] = []
    for row in cells:
        if plain(row[2]).startswith(JA.continuation):
            for cell, more in zip(found[-1], row[:2], strict=False):
                cell.extend(more)
        else:
            found.append([list(cell) for cell in row])
    return [[joined(cell) for cell in row] for row in found]


def expected(row: Row, columns: str) -> list[Cell]:
    sides = (row.new, row.old) if columns == "new-old" else (row.old, row.new)
    return [joined(list(side)) for side in (*sides, (Run("\n".join(row.remarks)),))]


@pytest.mark.parametrize("format_", READ)
@pytest.mark.parametrize("truth", TRUTHS, ids=lambda path: path.name)
class TestSamples:
    @pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS.keys())
    def test_the_rows_are_there_run_by_run(self, truth: Path, format_: str, view: dict[str, Any]) -> None:
        report = report_of(truth)
        options = View(language=view.get("lang", "ja"), **{name: view[name] for name in view if name != "lang"})
        head, *found = READ[format_](render(report, format_, **view))
        sides = (options.words.after, options.words.before)
        names = (*(sides if options.columns == "new-old" else sides[::-1]), options.words.remarks)
        assert tuple(map(plain, head)) == names
        assert whole(found) == [expected(row, options.columns) for row in rows(report, options)]

    def test_underlined_is_what_the_redline_inserts_and_deletes(self, truth: Path, format_: str) -> None:
        report = report_of(truth)
        _, *found = READ[format_](render(report, format_, unchanged="full"))
        kept = [change for row in rows(report, View("full")) for change in row.changes]
        checked = 0
        for change, (new, old, _) in zip(kept, whole(found), strict=True):
            for op, cell in (("insert", new), ("delete", old)):
                if change.redline and not (change.split or change.merged):
                    assert underlined(cell) == redlined(change, op)
                    checked += 1
        assert checked

    def test_every_word_is_quoted(self, truth: Path, format_: str) -> None:
        report = report_of(truth)
        _, *found = READ[format_](render(report, format_, unchanged="full"))
        new, old = ("\n".join(plain(row[side]) for row in whole(found)) for side in (0, 1))
        for text, items in ((new, report.new.items), (old, report.old.items)):
            assert [item for item in items if item.text not in text] == []


def underlined(cell: Cell) -> list[str]:
    return [run.text for run in cell if run.changed]


def redlined(change: Change, op: str) -> list[str]:
    """The runs of one side that the redline marks."""
    side = [Edit(edit.op, edit.text) for edit in change.redline if edit.op in ("equal", op)]
    marker = f"{markers(change.new if op == 'insert' else change.old)}"
    return [run.text for run in joined([Run(marker), *(Run(edit.text, edit.op == op) for edit in side)]) if run.changed]


# ---- Word


def document(report: Report, **view: Any) -> Any:
    return Document(BytesIO(render(report, "docx", **view)))  # type: ignore[arg-type]


def test_word_page_is_a4_landscape_with_its_number() -> None:
    (section,) = document(DROPPED).sections
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    fields = section.footer.paragraphs[0]._p.iter(f"{W}fldSimple")
    assert [field.get(f"{W}instr") for field in fields] == ["PAGE", "NUMPAGES"]


def test_word_repeats_the_head_and_splits_no_short_row() -> None:
    head, *others = (row._tr.trPr for row in document(LONG).tables[-1].rows)
    assert [head.find(f"{W}{name}") is not None for name in ("tblHeader", "cantSplit")] == [True, True]
    assert all(row.find(f"{W}tblHeader") is None for row in others)
    assert [row.find(f"{W}cantSplit") is not None for row in others] == [True, True, False]


def test_word_says_what_it_compares_and_what_is_underlined() -> None:
    texts = [paragraph.text for paragraph in document(DROPPED).paragraphs]
    assert texts[:3] == ["新旧対照表", "新: plan.txt　令和7年度（2025年度）", "旧: plan.txt　令和6年度（2024年度）"]
    assert JA.underlined in texts


def test_word_keeps_a_heading_with_what_follows() -> None:
    heading, item, *_ = document(DROPPED).tables[-1].rows[1:]
    assert heading.cells[0].paragraphs[0].paragraph_format.keep_with_next
    assert not item.cells[0].paragraphs[0].paragraph_format.keep_with_next


# ---- Excel


def test_excel_page_is_a4_landscape_with_a_repeated_head() -> None:
    sheet, summary = sheets(render(DROPPED, "xlsx"))
    for page in (sheet, summary):
        assert (page.page_setup.orientation, page.page_setup.paperSize, page.page_setup.fitToHeight) == (
            "landscape",
            9,
            0,
        )
    head = int(sheet.print_title_rows.split(":")[0].strip("$"))
    assert sheet.cell(head, 1).value == JA.after
    assert sheet.freeze_panes == f"A{head + 1}"


def test_excel_cells_hold_no_more_than_a_row_shows() -> None:
    sheet, _ = sheets(render(LONG, "xlsx"))
    heights = [row.height for row in sheet.row_dimensions.values() if row.height]
    assert max(heights) <= 409
    remarks = [plain(row[2]) for row in xlsx_rows(render(LONG, "xlsx"))]
    assert remarks.count(f"{JA.continuation}新設") == 0
    assert remarks.count(JA.continuation) > 5


def test_excel_counts_stand_on_the_second_sheet() -> None:
    _, summary = sheets(render(DROPPED, "xlsx"))
    values = list(summary.values)
    assert values[0][0] == JA.summary
    assert values[2][:5] == (JA.headings, 1, 0, 0, 0)
    assert values[3][:5] == (JA.items, 1, 0, 0, 1)


def test_long_lines_outside_the_table_are_not_cut_short() -> None:
    first, *others = DROPPED.new.items
    long = first._replace(text="長い見出し" * 8000)
    report = DROPPED._replace(new=DROPPED.new._replace(items=(long, *others)), warnings=("警告" * 20000,))
    sheet, summary = sheets(render(report, "xlsx"))
    warned = "".join(str(row[0]) for row in sheet.values if row[0] and "警告" in str(row[0]))
    assert warned.endswith("警告" * 20000)
    named = "".join(str(row[0]) for row in summary.values if "見出し" in str(row[0]) and row[0] != JA.headings)
    assert named == f"1. {long.text}"


# ---- both


@pytest.mark.parametrize("format_", READ)
class TestBoth:
    def test_dropped_as_in_statutes(self, format_: str) -> None:
        for statute, said in ((False, "（削除）"), (True, "（削る）")):
            *_, last = READ[format_](render(DROPPED, format_, statute=statute))
            assert last == [(Run(said),), (Run("・　稚魚を放す。", True),), (Run("削除"),)]

    def test_the_same_bytes_each_time(self, format_: str) -> None:
        assert render(DROPPED, format_) == render(DROPPED, format_)

    def test_parts_are_dated_by_no_clock(self, format_: str) -> None:
        package = ZipFile(BytesIO(render(DROPPED, format_)))  # type: ignore[arg-type]
        assert {part.date_time[0] for part in package.infolist()} == {1980}
        assert set(re.findall(rb"\d{4}-\d\d-\d\dT", package.read("docProps/core.xml"))) == {b"1980-01-01T"}

    def test_every_part_is_well_formed(self, format_: str) -> None:
        package = ZipFile(BytesIO(render(LONG, format_)))  # type: ignore[arg-type]
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(package.read(name))

    def test_lines_left_out_are_named(self, format_: str) -> None:
        report = report_of(TRUTHS[0])
        content = render(report, format_)
        shown = (
            "\n".join(p.text for p in Document(BytesIO(content)).paragraphs)  # type: ignore[arg-type]
            if format_ == "docx"
            else "\n".join(str(row[0]) for row in sheets(content)[1].values)
        )
        assert report.old.left_out
        for left in (*report.old.left_out, *report.new.left_out):
            assert left.text in shown

    def test_not_for_a_limit_of_length(self, format_: str) -> None:
        with pytest.raises(FormatError, match="最大の長さ"):
            render(DROPPED, format_, max_length=100)
