"""Reports: the same counts in every format, plan text verbatim and inert, goldens beside the samples."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path

import jsonschema
import lxml.html
import pytest
from conftest import plan
from markdown_it import MarkdownIt
from truth import TRUTHS, report_of

from plandiff import Report, compare, render
from plandiff.errors import FormatError
from plandiff.labels import LANGUAGES, Language, labels_of
from plandiff.model import FLAGS, KINDS, Item, Plan, Table
from plandiff.renderers import RENDERERS, SUFFIXES
from plandiff.renderers.markdown.cells import escape
from plandiff.summary import count, headings_of, items_of, sections

SCHEMA = json.loads(files("plandiff.renderers").joinpath("report.schema.json").read_text(encoding="utf-8"))
JA = labels_of("ja")


def counts_of(report: Report) -> list[list[int]]:
    """The figures of headings, items and each section, as every format shows them."""
    groups = [count(headings_of(report)), count(items_of(report)), *(section.counts for section in sections(report))]
    return [[*counts.kinds.values(), *counts.flags.values()] for counts in groups]


def added(text: str) -> Report:
    old = plan("1. 業務\n・採水する。\n", 2024)
    return compare(old, plan(f"1. 業務\n・採水する。\n・{text}\n", 2025))


@pytest.mark.parametrize("truth", TRUTHS, ids=lambda path: path.name)
class TestSamples:
    def test_json_fits_its_schema(self, truth: Path) -> None:
        jsonschema.validate(json.loads(render(report_of(truth), "json")), SCHEMA)

    def test_sections_add_up(self, truth: Path) -> None:
        report = report_of(truth)
        total, parts = count(items_of(report)), [section.counts for section in sections(report)]
        for kind in KINDS:
            assert total.kinds[kind] == sum(part.kinds[kind] for part in parts)
        for flag in FLAGS:
            assert total.flags[flag] == sum(part.flags[flag] for part in parts)
        assert total.total + count(headings_of(report)).total == len(report.changes)

    def test_html_has_the_counts(self, truth: Path) -> None:
        report = report_of(truth)
        page = lxml.html.fromstring(render(report, "html"))
        lines = page.xpath("//table[contains(@class, 'counts')]/tbody/tr[not(@class)]")
        cells = [[int(td.text) for td in line.xpath("td[contains(@class, 'figure')]")] for line in lines]
        assert cells == counts_of(report)

    @pytest.mark.parametrize("format_", ["text", "markdown", "html", "json"])
    def test_every_item_is_in_every_report(self, truth: Path, format_: str) -> None:
        report = report_of(truth)
        shown = render(report, format_)
        if format_ == "html":
            shown = lxml.html.fromstring(shown).text_content()
        if format_ == "markdown":
            shown = lxml.html.fromstring(MarkdownIt("commonmark").enable("table").render(shown)).text_content()
        if format_ == "json":
            shown = "".join(item["text"] for c in json.loads(shown)["changes"] for item in c["old"] + c["new"])
        shown = re.sub(r"[-{\[+\]}-]|\s", "", shown)
        for change in report.of("new", "dropped"):
            for item in change.old + change.new:
                assert re.sub(r"[-{\[+\]}-]|\s", "", item.text) in shown

    def test_golden_text(self, truth: Path, update_goldens: bool) -> None:
        golden = truth.with_name(truth.name.replace(".truth.tsv", ".report.txt"))
        shown = render(report_of(truth), "text", unchanged="omit")
        if update_goldens:
            golden.write_text(shown, encoding="utf-8", newline="\n")
        assert shown == golden.read_text(encoding="utf-8")

    def test_changes_only_leaves_out_what_is_unchanged(self, truth: Path) -> None:
        report = report_of(truth)
        data = json.loads(render(report, "json", unchanged="omit"))
        assert len(data["changes"]) < len(report.changes)
        for format_ in ("text", "markdown", "html"):
            assert "変更なし" not in render(report, format_, unchanged="omit")


def test_escape_keeps_lines() -> None:
    assert escape("一\r\n二\n\ud800") == "一<br>二<br>\ufffd"


def test_same_plans_have_no_changes() -> None:
    old = plan("1. 業務\n・採水する。\n", 2024)
    report = compare(old, old)
    assert any("同じ内容" in warning for warning in report.warnings)
    for format_ in ("text", "markdown", "html"):
        assert JA.no_changes in render(report, format_)


@pytest.mark.parametrize(("old", "new", "warning"), [(2025, 2024, "旧のほうが新しい"), (2024, 2024, "年度が同じ")])
def test_doubtful_years_are_warned_about(old: int, new: int, warning: str) -> None:
    report = compare(plan("1. 業務\n・採水する。\n", old), plan("1. 業務\n・測る。\n", new))
    for format_ in ("text", "markdown", "html", "json"):
        assert warning in render(report, format_)


def test_colours_only_when_asked_for() -> None:
    report = added("測る。")
    assert "\x1b[" not in render(report, "text")
    assert "\x1b[" in render(report, "text", color=True)


def test_unknown_format() -> None:
    with pytest.raises(FormatError, match="この出力形式はありません"):
        render(added("測る。"), "pdf")


def test_every_suffix_has_its_format() -> None:
    assert set(SUFFIXES.values()) == set(RENDERERS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_flag_and_note_has_its_word(language: Language) -> None:
    words = labels_of(language)
    notes = SCHEMA["$defs"]["change"]["properties"]["notes"]["items"]["enum"]
    assert list(words.kind) == list(KINDS)
    assert list(words.flag) == list(FLAGS)
    assert set(words.note) == set(notes)


def test_moved_heading_shows_both_markers() -> None:
    report = compare(
        plan("1. 採水\n・汲む。\n2. 測量\n・測る。\n", 2024), plan("1. 測量\n・測る。\n2. 採水の事業\n・汲む。\n", 2025)
    )
    assert "1. → 2. " in render(report, "text")


@pytest.mark.parametrize(
    ("caption", "title"),
    [("予算", "予算 百万円"), ("予算（単位：百万円）", "予算（単位：百万円）")],
    ids=["beside", "within"],
)
@pytest.mark.parametrize(("sides", "kind"), [((0, 1), "new"), ((1, 0), "dropped")], ids=["new", "dropped"])
def test_html_prints_a_table_of_one_side(caption: str, title: str, sides: tuple[int, int], kind: str) -> None:
    table = Table((("区分", "金額"), ("収入", "1,200")), 1, caption, "百万円", ("注　端数は捨てた。",))
    item = Item(0, "table", None, 0, "", f"{caption}\n区分 金額\n収入 1,200", 3, table=table)
    plans = [Plan("r06.txt", 2024, ()), Plan("r07.txt", 2025, (item,))]
    page = lxml.html.fromstring(render(compare(*(plans[side] for side in sides)), "html"))
    (shown,) = page.xpath(f"//article[@data-kind='{kind}']//table[@class='printed']")
    assert shown.findtext("caption") == title
    assert [[cell.text for cell in row] for row in shown.iter("tr")] == [["区分", "金額"], ["収入", "1,200"]]
    assert shown.getnext().text == "注　端数は捨てた。"


def test_html_is_self_contained() -> None:
    page = render(added("測る。"), "html")
    assert not re.search(r"(?:src|href)=\"(?!#)|url\(|@import", page)
