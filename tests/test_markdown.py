"""Markdown: sections that fold, and a length that fits where it must, with what was left out said."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from conftest import plan
from markdown_it import MarkdownIt
from truth import TRUTHS, report_of

from plandiff import Report, compare, render
from plandiff.errors import FormatError
from plandiff.labels import labels_of
from plandiff.model import LeftOut
from plandiff.renderers.groups import is_unchanged
from plandiff.renderers.markdown.cells import escape

JA = labels_of("ja")
SAID = JA.shortened.split("{")[0]  # in a notice only
FULL = r"^\| (?:継続|文言修正|新規|廃止)[^|]*\|(?:[^|]*\|){2}$"  # a change with its wording
LISTED = r"^- (?:継続|文言修正|新規|廃止)\S*  "  # a change in one line
DROPPED = JA.shortened_by["dropped"].format(n=r"(\d+)")
COMMENT = 65_536  # characters of a comment on a pull request


def shown(report: Report, **view: Any) -> str:
    content = render(report, "markdown", lang="ja", **view)
    assert isinstance(content, str)
    return content


def page(content: str) -> Any:
    return lxml.html.fromstring(f"<body>{MarkdownIt('commonmark').enable('table').render(content)}</body>")


def large() -> Report:
    """Two plans whose report is some times as long as a comment may be."""
    old, new = (
        "".join(
            f"{chapter}. 事業{chapter}\n"
            + "".join(f"({n}) 第{chapter * 100 + n}観測点で{what}。\n" for n in range(1, 41))
            for chapter in range(1, 31)
        )
        for what in ("海水を採って塩分を測る", "海水を採って酸素を測り、結果を公開する")
    )
    report = compare(plan(old, 2024), plan(new, 2025))
    return report._replace(old=report.old._replace(left_out=(LeftOut(9, "1", "page-number"),)))


LARGE = large()


def changed(report: Report) -> int:
    return sum(not is_unchanged(change) for change in report.changes)


def accounted_for(content: str) -> int:
    """The changes in full, in a line, and said to be left out."""
    dropped = re.search(DROPPED + "(?:、|。)", content)
    listed = len(re.findall(LISTED, content, re.MULTILINE))
    return len(re.findall(FULL, content, re.MULTILINE)) + listed + (int(dropped[1]) if dropped else 0)


@pytest.mark.parametrize("truth", TRUTHS, ids=lambda path: path.name)
class TestSamples:
    def test_sections_fold_and_those_with_changes_are_open(self, truth: Path) -> None:
        folds = page(shown(report_of(truth))).xpath("./details")
        assert len(folds) > 3
        for fold in folds:
            assert ("open" in fold.attrib) == bool(fold.xpath("./table"))
            assert fold.xpath("./summary")

    def test_every_length_is_kept_to_and_every_change_accounted_for(self, truth: Path) -> None:
        report = report_of(truth)
        whole = shown(report)
        assert accounted_for(whole) == changed(report)
        least = least_of(report)
        for limit in (*range(least, len(whole), 97), least, len(whole) - 1):
            content = shown(report, max_length=limit)
            assert len(content) <= limit
            assert SAID in content
            assert accounted_for(content) == changed(report)

    def test_nothing_is_left_out_where_all_fits(self, truth: Path) -> None:
        whole = shown(report_of(truth))
        assert SAID not in whole
        assert shown(report_of(truth), max_length=len(whole)) == whole

    def test_what_is_unchanged_goes_first(self, truth: Path) -> None:
        report = report_of(truth)
        whole = shown(report)
        content = shown(report, max_length=len(whole) - 1)
        assert JA.shortened_by["unchanged"] + "。" in content
        assert re.findall(FULL, content, re.MULTILINE) == re.findall(FULL, whole, re.MULTILINE)
        folded = JA.unchanged_folded.format(n=r"\d+")
        assert len(re.findall(f"^{folded}", content, re.MULTILINE)) == len(re.findall(folded, whole))


def least_of(report: Report) -> int:
    """The least length, as the error names it."""
    with pytest.raises(FormatError, match="1 字には収まりません") as caught:
        shown(report, max_length=1)
    found = re.search(r"([\d,]+) 以上", str(caught.value))
    assert found
    return int(found[1].replace(",", ""))


def number(text: str) -> str:
    """The digits of a text."""
    return "".join(filter(str.isdigit, text))


def test_a_large_report_fits_a_comment() -> None:
    assert len(shown(LARGE)) > 2 * COMMENT
    content = shown(LARGE, max_length=COMMENT)
    assert COMMENT * 0.9 < len(content) <= COMMENT
    assert accounted_for(content) == changed(LARGE)
    assert JA.changes in content


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0.9, ["unchanged", "beside", "listed"]),
        (0.2, ["unchanged", "beside", "listed", "dropped"]),
        (0.0, ["unchanged", "beside", "dropped", "turnover"]),
    ],
)
def test_what_was_left_out_is_said(share: float, said: list[str]) -> None:
    least, whole = least_of(LARGE), len(shown(LARGE))
    content = shown(LARGE, max_length=int(least + share * (whole - least)))
    notice = next(line for line in content.splitlines() if SAID in line)
    parts = re.split("、|。", notice.split(SAID)[1])
    assert [
        name for part in parts for name, words in JA.shortened_by.items() if part == words.format(n=number(part))
    ] == said
    assert ("turnover" in said) == (f"## {JA.turnover}" not in content)


def test_sections_are_listed_from_the_last() -> None:
    content = shown(LARGE, max_length=len(shown(LARGE)) * 3 // 4)
    kinds = ["full" if fold.xpath("./table") else "listed" for fold in page(content).xpath("./details")]
    assert kinds == sorted(kinds)
    assert set(kinds) == {"full", "listed"}


def test_a_long_text_is_cut_in_a_list() -> None:
    report = compare(plan("1. 業務\n", 2024), plan(f"1. 業務\n・{'長い語。' * 100}\n・測る。\n", 2025))
    content = shown(report, max_length=len(shown(report)) - 100)
    (line,) = (line for line in content.splitlines() if re.match(LISTED, line) and "長い語" in line)
    assert line.endswith(escape("・ " + "長い語。" * 14) + "長い…")


def test_only_markdown_can_be_shortened() -> None:
    with pytest.raises(FormatError, match="markdown だけ"):
        render(LARGE, "html", max_length=100)
