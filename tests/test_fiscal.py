"""Fiscal years: what is none, what is one, what rolls, and which year a plan is for."""

from __future__ import annotations

import pytest

from plandiff.fiscal import is_history, plan_year, references, rolls
from plandiff.normalise import fold

NONE = ["令和７年３月", "2024年4月", "平成15年法律第90号", "第３期", "2025年", "12年度末ではない長さ"[3:], "R7", "1920"]
FOUND = {
    "era": ("令和７年度に行う", [2025]),
    "first year": ("令和元年度に始めた", [2019]),
    "earlier eras": ("平成31年度と昭和63年度", [2019, 1988]),
    "western": ("2025年度に行う", [2025]),
    "spaced": ("（2025 年度）", [2025]),
    "both": ("令和６年度（2024年度）", [2024, 2024]),
    "short era": ("R7年度の計画", [2025]),
    "business year": ("令和７事業年度", [2025]),
    "accounting year": ("令和７会計年度", [2025]),
    "FY": ("FY2025 の予算", [2025]),
}
YEARS = {
    "title in era": ("令和７年度計画", "", 2025),
    "title in western years": ("みどり野市実施計画 2024年度", "", 2024),
    "title without 度": ("2025年 事業計画", "", 2025),
    "preamble": ("", "機構の令和６年度（2024年度）の業務運営に関する計画を定める。", 2024),
    "preamble over the works of last year": ("", "令和５年度に整備した施設を用い、令和６年度計画を定める。", 2024),
    "academic year by its months": ("年度計画【平成31年４月から平成32年３月】", "", 2019),
    "letter-spaced title": ("令 和 ７ 年 度 計 画", "", 2025),
    "business year in brackets": ("みどり機構年度計画（令和７事業年度）", "", 2025),
    "a rolling plan begins with its first year": ("実施計画（令和７年度～令和９年度）", "", 2025),
    "a rolling plan in western years": ("実施計画 2025年度から2027年度", "", 2025),
    "the year another plan was made in": (
        "実施計画（令和７年度～令和９年度）",
        "令和２年度に策定した総合計画に基づく取組を進める。",
        2025,
    ),
    "a date in the title yields to the preamble": ("令和６年12月１日決定", "令和７年度計画を定める。", 2025),
    "the title's year is before the results of last year": (
        "みどり市の取組 令和７年度",
        "令和６年度の事業の実績を踏まえて進める。",
        2025,
    ),
    "two years in a title say nothing": ("2024年から2026年の統計", "", None),
    "none": ("研究計画", "研究を進める。", None),
}


@pytest.mark.parametrize("text", NONE)
def test_is_no_fiscal_year(text: str) -> None:
    assert references(fold(text)) == ()


@pytest.mark.parametrize(("text", "years"), FOUND.values(), ids=FOUND.keys())
def test_fiscal_year(text: str, years: list[int]) -> None:
    assert [reference.year for reference in references(fold(text))] == years


@pytest.mark.parametrize(
    ("old", "new", "distance", "expected"),
    [
        ("令和６年度", "令和７年度", 1, True),
        ("令和６年度", "令和６年度", 1, True),
        ("令和４年度計画の令和６年度分", "令和４年度計画の令和７年度分", 1, True),
        ("令和６年度", "令和８年度", 1, False),
        ("令和６年度", "令和７年度", None, False),
        ("令和６年度", "令和６年度と令和７年度", 1, False),
        ("令和６年度", "令和８年度", 2, True),
    ],
)
def test_rolls(old: str, new: str, distance: int | None, expected: bool) -> None:
    assert rolls(references(fold(old)), references(fold(new)), distance) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("令和６年度から運用している", True),
        ("令和３年度～令和12年度", True),
        ("令和６年度までに試作した", False),
        ("令和６年度の調達計画", False),
    ],
)
def test_history(text: str, expected: bool) -> None:
    folded = fold(text)
    assert is_history(folded, references(folded)[0]) is expected


@pytest.mark.parametrize(("title", "preamble", "year"), YEARS.values(), ids=YEARS.keys())
def test_plan_year(title: str, preamble: str, year: int | None) -> None:
    assert plan_year(title, preamble) == year
