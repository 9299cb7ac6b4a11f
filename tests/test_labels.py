"""The words of reports: both languages say the same, and the plans decide which one is spoken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import lxml.html
import pytest
from click.testing import CliRunner
from conftest import plan
from truth import SAMPLES

from plandiff import cli, compare, render
from plandiff.labels import Language, labels_of, language_of
from plandiff.labels.words import Labels

JA, EN = labels_of("ja"), labels_of("en")
JAPANESE_PLAN = "1. 業務\n・採水する。\n"
ENGLISH_PLAN = "1. Surveys\n- Sample the water in the bay.\n- Publish the results.\n"


def entries(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a record with its name; entries of its mappings and tuples are named after it."""
    if isinstance(value, Labels):
        for field, held in value._asdict().items():
            yield from entries(held, field)
    elif isinstance(value, str):
        yield name, value
    elif not callable(value):
        pairs = value.items() if hasattr(value, "items") else enumerate(value)
        for key, held in pairs:
            yield from entries(held, f"{name}.{key}")


def test_both_languages_have_every_word_with_the_same_placeholders() -> None:
    ja, en = dict(entries(JA)), dict(entries(EN))
    assert list(ja) == list(en)
    for name, text in ja.items():
        assert sorted(re.findall(r"\{\w*\}", text)) == sorted(re.findall(r"\{\w*\}", en[name])), name
        assert text, name


def test_english_words_have_no_japanese_and_japanese_words_no_sentences_of_english() -> None:
    assert not [text for _, text in entries(EN) if re.search(r"[\u3000-\u9fff\uff00-\uffef]", text)]
    assert not [
        name
        for name, text in entries(JA)
        if name != "language" and re.search(r"[A-Za-z]{2}", re.sub(r"\{\w+\}", "", text))
    ]


@pytest.mark.parametrize(
    ("year", "ja", "en"),
    [
        (None, "年度不明", "fiscal year unknown"),
        (2018, "2018年度", "FY2018"),
        (2019, "令和元年度（2019年度）", "FY2019"),
        (2025, "令和7年度（2025年度）", "FY2025"),
    ],
)
def test_fiscal_years(year: int | None, ja: str, en: str) -> None:
    assert (JA.fiscal_year(year), EN.fiscal_year(year)) == (ja, en)


@pytest.mark.parametrize(
    ("texts", "language"),
    [
        ([], "ja"),
        (["123", "△4"], "ja"),
        (["採水する。"], "ja"),
        (["ITER計画の工程を管理する。"], "ja"),
        (["Sample the water."], "en"),
        (["Sample the water of 東京湾."], "en"),
        (["採水する。" * 9000, "Sample the water. " * 9000], "ja"),
    ],
    ids=[
        "nothing",
        "figures",
        "Japanese",
        "Japanese with a name",
        "English",
        "English with a name",
        "by its beginning",
    ],
)
def test_language_of_texts(texts: list[str], language: Language) -> None:
    assert language_of(texts) == language


@pytest.mark.parametrize("format_", ["text", "markdown", "html"])
def test_the_plans_decide_the_language(format_: str) -> None:
    for text, own, other in ((JAPANESE_PLAN, JA, EN), (ENGLISH_PLAN, EN, JA)):
        old = plan(text, 2024)
        report = compare(old, plan(text + "- Added.\n", 2025))
        assert own.title in render(report, format_)
        assert own.title not in render(report, format_, lang=other.language)
        assert other.title in render(report, format_, lang=other.language)


def test_a_page_names_its_language() -> None:
    report = compare(plan(ENGLISH_PLAN, 2024), plan(ENGLISH_PLAN, 2025))
    assert lxml.html.fromstring(render(report, "html")).get("lang") == "en"
    assert lxml.html.fromstring(render(report, "html", lang="ja")).get("lang") == "ja"


@pytest.mark.parametrize("format_", ["text", "markdown", "html"])
def test_an_english_report_of_english_plans_has_no_japanese(format_: str) -> None:
    old = plan(
        "FY2024 plan\n1. Surveys\n- Sample the water.\n- Count fish in 3 rivers.\n2. Archive\n- Publish.\n", 2024
    )
    new = plan("FY2025 plan\n1. Archive\n- Publish.\n- Open.\n2. Surveys\n- Count fish in 4 rivers.\n", 2025)
    assert not re.findall(r"[\u3000-\u9fff\uff00-\uffef]+", render(compare(old, new), format_))


def test_json_has_no_language() -> None:
    report = compare(plan(JAPANESE_PLAN, 2024), plan(JAPANESE_PLAN, 2025))
    assert render(report, "json", lang="en") == render(report, "json", lang="ja")


def test_the_command_line_chooses() -> None:
    arguments = ["compare", str(SAMPLES / "city" / "2024.txt"), str(SAMPLES / "city" / "2025.txt"), "--lang", "en"]
    assert CliRunner().invoke(cli.cli, arguments).stdout.startswith(f"{EN.title}\nOld: 2024.txt  FY2024  ")
