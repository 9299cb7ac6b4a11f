"""Printed tables of contents are left out by name; what only looks like one stays."""

from __future__ import annotations

import pytest
from conftest import plan

BODY = "\n\n第１章　業務の質の向上\n１　海洋の観測\n　水温を毎月測る。\n第２章　業務の効率化\n　経費を削減する。\n"
FOUND: dict[str, tuple[str, list[str]]] = {
    "dots of many kinds": (
        "目次\n第１章　業務の質の向上・・・・・・・１\n１　海洋の観測 ……………… 1\n第２章　業務の効率化 ........ 3\n",
        ["目次", "第１章　業務の質の向上・・・・・・・１", "１　海洋の観測 ……………… 1", "第２章　業務の効率化 ........ 3"],
    ),
    "dots apart, and dashes around the number": (
        "目　次\n第１章　業務の質の向上 . . . . . . - 1 -\n第２章　業務の効率化 . . . . . p.3\n",
        ["目　次", "第１章　業務の質の向上 . . . . . . - 1 -", "第２章　業務の効率化 . . . . . p.3"],
    ),
    "an entry over two lines, blank lines": (
        "第１章　業務の質の向上……１\n\n１　海洋の観測に関する研究開発の\n　　成果の最大化………２\n\n第２章　業務の効率化……３\n",
        ["第１章　業務の質の向上……１", "１　海洋の観測に関する研究開発の", "成果の最大化………２", "第２章　業務の効率化……３"],
    ),
}  # fmt: skip
KEPT = {
    "a single line": "第１章　業務の質の向上…………１\n",
    "numbers that fall": "人件費…………120\n物件費…………80\n",
    "figures with commas": "人件費…………1,200\n物件費…………1,800\n",
    "an ellipsis": "海を測る…1\n空を測る…2\n",
    "far from each other": "海の件………1\nあ\nい\nう\nえ\n空の件………2\n",
}


@pytest.mark.parametrize(("lines", "expected"), FOUND.values(), ids=FOUND.keys())
def test_contents(lines: str, expected: list[str]) -> None:
    found = plan(lines + BODY)
    assert [left.text for left in found.left_out] == expected
    assert {left.reason for left in found.left_out} == {"contents"}
    assert [item.text for item in found.items if item.marker] == ["業務の質の向上", "海洋の観測", "業務の効率化"]
    assert found.coverage == 1


@pytest.mark.parametrize("lines", KEPT.values(), ids=KEPT.keys())
def test_no_contents(lines: str) -> None:
    assert not plan(lines + BODY).left_out
