"""Cells read as figures, and two of them compared: what is no figure, units, rounding, rates."""

from __future__ import annotations

from decimal import Decimal

import pytest

from plandiff.tables.figures import Delta, Figure, compare_cells, conversion, read_figure, read_sign, unit_in_brackets

D = Decimal


@pytest.mark.parametrize(
    "text",
    ["", "-", "－", "…", "①", "Ⅲ", "第3", "R6", "2024年度", "4月1日", "12:30", "1/2", "10～20", "約100", "1,23", "12,34,567", "1.2.3", "100（50）", "(100", "100)", "JT60", "- 100", "３億", "一"],
)  # fmt: skip
def test_no_figure(text: str) -> None:
    assert read_figure(text) is None


FIGURES = {
    "whole": ("120", D(120), "", False),
    "zero": ("0", D(0), "", False),
    "thousands": ("1,234,567", D(1234567), "", False),
    "full width": ("１，２３４．５", D("1234.5"), "", False),
    "decimals are exact": ("0.10", D("0.10"), "", False),
    "white triangle": ("△1,200", D(-1200), "", False),
    "black triangle and space": ("▲ 5", D(-5), "", False),
    "minus": ("－5", D(-5), "", False),
    "plus": ("+5", D(5), "", False),
    "per cent": ("12.5％", D("12.5"), "%", False),
    "people": ("300人", D(300), "人", False),
    "money": ("△1.5億円", D("-1.5"), "億円", False),
    "in brackets": ("（40）", D(40), "", True),
}


@pytest.mark.parametrize(("text", "value", "unit", "bracketed"), FIGURES.values(), ids=FIGURES.keys())
def test_figure(text: str, value: Decimal, unit: str, bracketed: bool) -> None:
    assert read_figure(text) == Figure(value, unit, bracketed)


@pytest.mark.parametrize(
    ("text", "sign"),
    [("-", "-"), ("－", "-"), ("―", "-"), ("…", "…"), ("・・・", "…"), ("", ""), ("0", ""), ("なし", "")],
)
def test_signs(text: str, sign: str) -> None:
    assert read_sign(text) == sign


@pytest.mark.parametrize(
    ("label", "unit"),
    [("予算", ""), ("予算（案）", ""), ("職員数（人）", "人"), ("割合(％)", "%"), ("金額（単位：千円）", "千円")],
)
def test_unit_of_a_label(label: str, unit: str) -> None:
    assert unit_in_brackets(label) == unit


@pytest.mark.parametrize(
    ("old", "new", "factor"),
    [("百万円", "百万円", "1"), ("", "", "1"), ("千円", "百万円", "0.001"), ("億円", "百万円", "100"), ("円", "千円", "0.001"), ("千円", "人", None), ("", "千円", None), ("千円、人", "百万円、人", None)],
)  # fmt: skip
def test_conversion(old: str, new: str, factor: str | None) -> None:
    assert conversion(old, new) == (factor and D(factor))


EQUAL = {
    "separators and width": ("1200", "１，２００", "", ""),
    "decimals": ("1.0", "1.00", "", ""),
    "dashes": ("-", "―", "", ""),
    "empty": ("", " ", "", ""),
    "rounded into the new unit": ("1,234,567", "1,235", "千円", "百万円"),
    "half up": ("1,234,500", "1,235", "千円", "百万円"),
    "as precise as the coarser": ("1,235", "1,234,567", "百万円", "千円"),
    "a unit in the cell": ("1.5億円", "150百万円", "", ""),
    "a unit in the cell counts before the table's": ("300人", "300人", "千円", "百万円"),
    "the same text in units that nobody can convert": ("300", "300", "千円、人", "百万円、人"),
    "words": ("検討中", "検討中", "千円", "百万円"),
}


@pytest.mark.parametrize(("old", "new", "old_unit", "new_unit"), EQUAL.values(), ids=EQUAL.keys())
def test_equal_cells(old: str, new: str, old_unit: str, new_unit: str) -> None:
    assert compare_cells(old, new, (old_unit, new_unit), lambda a, b: a.strip() == b.strip()) is None


CHANGED = {
    "more": ("100", "120", "", "", "20", "20.0"),
    "less": ("24,732", "24,812", "百万円", "百万円", "80", "0.3"),
    "to negative": ("50", "△30", "", "", "-80", "-160.0"),
    "from negative": ("△40", "△30", "", "", "10", "25.0"),
    "from zero": ("0", "53", "", "", "53", None),
    "to zero": ("53", "0", "", "", "-53", "-100.0"),
    "decimals": ("0.1", "0.3", "", "", "0.2", "200.0"),
    "rate half up": ("1000", "1000.5", "", "", "0.5", "0.1"),
    "thousands to millions": ("1,234,567", "1,240", "千円", "百万円", "5", "0.4"),
    "millions to thousands": ("1,235", "1,240,400", "百万円", "千円", "5000", "0.4"),
    "the same figure in another unit": ("100", "100", "千円", "百万円", "100", None),
    "per cent has no rate": ("12.5%", "13.0%", "", "", "0.5", None),
    "column of per cent": ("12.5", "13.0", "％", "％", "0.5", None),
    "figure to dash": ("10", "-", "", "", None, None),
    "dash to zero": ("-", "0", "", "", None, None),
    "dash to dots": ("-", "…", "", "", None, None),
    "empty to zero": ("", "0", "", "", None, None),
    "brackets": ("100", "(100)", "", "", None, None),
    "units that nobody can convert": ("300", "310", "千円、人", "百万円、人", None, None),
    "a unit on one side": ("300", "310", "", "百万円", None, None),
    "words": ("検討中", "実施", "", "", None, None),
}


@pytest.mark.parametrize(
    ("old", "new", "old_unit", "new_unit", "difference", "rate"), CHANGED.values(), ids=CHANGED.keys()
)
def test_changed_cells(
    old: str, new: str, old_unit: str, new_unit: str, difference: str | None, rate: str | None
) -> None:
    expected = Delta(difference and D(difference), rate and D(rate))  # type: ignore[arg-type]
    assert compare_cells(old, new, (old_unit, new_unit), lambda a, b: a == b) == expected
