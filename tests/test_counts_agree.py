"""The counts that a report shows, read back out of every format, agree: in all, by section, and as a tally of the list."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Callable
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from lxml.html import fromstring
from sheets import docx_rows, plain, sheets, xlsx_rows
from truth import TRUTHS, report_of

from plandiff import Report, render
from plandiff.labels import LANGUAGES, Language, labels_of
from plandiff.model import FLAGS, KINDS
from plandiff.renderers.groups import is_unchanged
from plandiff.summary import count, headings_of, is_heading, items_of, sections

NAMES = (*KINDS, *FLAGS)
Figures = list[list[int]]  # of headings, of items, then of each section: eight each


def counts_of(report: Report) -> Figures:
    groups = [count(headings_of(report)), count(items_of(report)), *(section.counts for section in sections(report))]
    return [[*counts.kinds.values(), *counts.flags.values()] for counts in groups]


def shown(report: Report, format_: str, language: Language = "ja", **view: Any) -> str:
    content = render(report, format_, lang=language, **view)
    assert isinstance(content, str)
    return content


# ---- the tables of counts


def of_text(report: Report, language: Language) -> Figures:
    tables = shown(report, "text", language).split(labels_of(language).changes + "\n")[0]
    rows = re.findall(r"((?: +(?:\d+|-)){8})$", tables, re.MULTILINE)
    return [[0 if figure == "-" else int(figure) for figure in row.split()] for row in rows]


def of_markdown(report: Report, language: Language) -> Figures:
    rows = re.findall(r"\| ((?:\d+ \| ){7}\d+) \|$", shown(report, "markdown", language), re.MULTILINE)
    return [[int(figure) for figure in row.split(" | ")] for row in rows]


def of_json(report: Report, language: Language) -> Figures:
    data = json.loads(shown(report, "json", language))
    rows = [data["summary"]["headings"], data["summary"]["items"], *data["sections"]]
    assert all(row["total"] == sum(row[kind] for kind in KINDS) for row in rows)
    return [[row[name] for name in NAMES] for row in rows]


def of_docx(report: Report, language: Language) -> Figures:
    counts, _ = Document(BytesIO(render(report, "docx", lang=language))).tables  # type: ignore[arg-type]
    return [[int(cell.text) for cell in row.cells[1:]] for row in counts.rows[1:]]


def of_xlsx(report: Report, language: Language) -> Figures:
    _, summary = sheets(render(report, "xlsx", lang=language))
    return [list(row[1:]) for row in summary.values if all(isinstance(figure, int) for figure in row[1:])]


COUNTS: dict[str, tuple[Callable[[Report, Language], Figures], int | None]] = {  # how many lines of them, where not all
    "text": (of_text, None),
    "markdown": (of_markdown, None),
    "json": (of_json, None),
    "docx": (of_docx, 2),
    "xlsx": (of_xlsx, None),
}


@pytest.mark.parametrize("truth", TRUTHS, ids=lambda path: path.name)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("format_", COUNTS)
def test_counts(truth: Path, format_: str, language: Language) -> None:
    report = report_of(truth)
    read, lines = COUNTS[format_]
    expected = counts_of(report)
    assert len(expected) > 5
    assert read(report, language) == expected[:lines]


# ---- the changes themselves, counted


@pytest.mark.parametrize("truth", TRUTHS, ids=lambda path: path.name)
class TestTally:
    def test_json(self, truth: Path) -> None:
        report = report_of(truth)
        changes = json.loads(shown(report, "json"))["changes"]
        for type_, figures in (("heading", counts_of(report)[0]), ("item", counts_of(report)[1])):
            some = [c for c in changes if ((c["new"] or c["old"])[0]["type"] == "heading") == (type_ == "heading")]
            tally = [sum(c["kind"] == kind for c in some) for kind in KINDS]
            assert [*tally, *(sum(c[flag] for c in some) for flag in FLAGS)] == figures

    def test_csv(self, truth: Path) -> None:
        report, words = report_of(truth), labels_of("ja")
        content = shown(report, "csv").removeprefix("\ufeff")
        rows = list(csv.DictReader(StringIO(content, newline=""), strict=True))
        for heading, figures in ((True, counts_of(report)[0]), (False, counts_of(report)[1])):
            some = [row for row in rows if (row["種別"] == words.type["heading"]) == heading]
            tally = [sum(row["区分"] == words.kind[kind] for row in some) for kind in KINDS]
            flags = Counter(flag for row in some for flag in row["変化"].split(words.tag_separator))
            assert [*tally, *(flags[words.flag[flag]] for flag in FLAGS)] == figures

    @pytest.mark.parametrize("format_", ["text", "markdown"])
    def test_lists(self, truth: Path, format_: str) -> None:
        """What changed is listed one by one; what did not is said with its number, and headings hold it."""
        report, words = report_of(truth), labels_of("ja")
        entry = r"^  [＝≠＋－] (\S+)  " if format_ == "text" else r"^\| ([^|<└]+)(?:<br>[^|]*)? \|(?:[^|]*\|){2}$"
        listed = shown(report, format_).split(f"{words.changes}\n")[1]
        first = [re.split(words.tag_separator, tags)[0] for tags in re.findall(entry, listed, re.MULTILINE)]
        tally = [first.count(words.kind[kind]) for kind in KINDS]
        flagged = [c for c in report.changes if c.kind == "continued" and not is_unchanged(c)]
        headings, items, *_ = counts_of(report)
        assert tally == [len(flagged), *(a + b for a, b in zip(headings[1:4], items[1:4], strict=True))]
        folded = re.findall(words.unchanged_folded.format(n=r"(\d+)"), listed)
        unchanged = [c for c in report.changes if is_unchanged(c) and not is_heading(c)]
        assert sum(map(int, folded)) == len(unchanged)

    @pytest.mark.parametrize("read", [docx_rows, xlsx_rows], ids=["docx", "xlsx"])
    def test_comparative_table(self, truth: Path, read: Any) -> None:
        report, words = report_of(truth), labels_of("ja")
        format_ = "docx" if read is docx_rows else "xlsx"
        rows = [plain(cells[2]).split("\n") for cells in read(render(report, format_, unchanged="full"))[1:]]
        rows = [remarks for remarks in rows if words.continuation not in remarks[0]]
        assert len(rows) == len(report.changes)
        headings, items, *_ = counts_of(report)
        total = dict(zip(NAMES, map(sum, zip(headings, items, strict=True)), strict=True))
        said = {name: sum(words.remark[name] in remarks for remarks in rows) for name in words.remark}
        assert said["new"] == total["new"]
        assert said["dropped"] == total["dropped"]
        parted = sum(words.remark["split"] in row or words.remark["merged"] in row for row in rows)
        assert said["reworded"] + parted == total["reworded"]
        assert [said[flag] for flag in ("moved", "split", "merged")] == [total[f] for f in ("moved", "split", "merged")]
        assert said["raised"] + said["lowered"] + said["renumbered"] == total["renumbered"]


@pytest.mark.parametrize("truth", TRUTHS, ids=lambda path: path.name)
@pytest.mark.parametrize("language", LANGUAGES)
class TestPage:
    """The page says its counts in five places: tables, chart, contents, filters, and the changes it lists."""

    @pytest.fixture
    def page(self, truth: Path, language: Language) -> Any:
        return fromstring(shown(report_of(truth), "html", language))

    def test_total(self, page: Any, truth: Path) -> None:
        headings, items, *_ = counts_of(report_of(truth))
        total = page.xpath("//tr[@class='total']/td")
        assert [int(cell.text) for cell in total] == [a + b for a, b in zip(headings, items, strict=True)]

    def test_chart(self, page: Any, truth: Path, language: Language) -> None:
        words = labels_of(language)
        _, _, *by_section = counts_of(report_of(truth))
        bars = page.xpath("//td[@class='bar']/svg")
        said = [dict(part.rsplit(" ", 1) for part in bar.find("title").text.split(words.comma)) for bar in bars]
        assert [[int(each.get(words.kind[kind], 0)) for kind in KINDS] for each in said] == [
            figures[: len(KINDS)] for figures in by_section
        ]
        widths = [
            [sum(float(r.get("width")) for r in bar.iter("rect") if r.get("class") == k) for k in KINDS] for bar in bars
        ]
        longest = max(sum(figures[: len(KINDS)]) for figures in by_section)
        scale = [[round(width * longest / 240) for width in each] for each in widths]
        assert scale == [figures[: len(KINDS)] for figures in by_section]

    def test_contents_and_list(self, page: Any, truth: Path) -> None:
        changed = [change for change in report_of(truth).changes if not is_unchanged(change)]
        kinds = Counter(change.kind for change in changed)
        badges: Counter[str] = Counter()
        for badge in page.xpath("//nav//span[starts-with(@class, 'badge ')]"):
            badges[badge.get("class").removeprefix("badge ")] += int(badge.text[1:])
        assert badges == kinds == Counter(page.xpath("//article/@data-kind"))
        flags = Counter(tag for tags in page.xpath("//article/@data-tags") for tag in tags.split() if tag in FLAGS)
        assert flags == Counter(flag for change in changed for flag in change.flags)

    def test_filters(self, page: Any, truth: Path) -> None:
        counts = count(report_of(truth).changes)
        boxes = page.xpath("//label[starts-with(@class, 'box ')]")
        said = {box.get("class").removeprefix("box "): int(box.xpath("string(span)")) for box in boxes}
        assert {kind: said[kind] for kind in KINDS} == counts.kinds
        assert {flag: said.get(flag, 0) for flag in FLAGS} == counts.flags
        assert {note: said[note] for note in counts.notes} == counts.notes
