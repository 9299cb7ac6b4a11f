"""Blocks whose format says what they are: headings, entries of lists, whole paragraphs, tables."""

from __future__ import annotations

import pytest

from plandiff.model import Block, Form, Item, Source, Table
from plandiff.parse import parse

H, E, P = "heading", "entry", "paragraph"
Row = tuple[Form, int, str, str]

CASES: dict[str, tuple[list[Row], list[str]]] = {
    "paragraphs are not joined, however they end": (
        [("paragraph", 0, "", "海洋の観測を続け、"), ("paragraph", 0, "", "結果を公開する。")],
        ["0 item  海洋の観測を続け、", "0 item  結果を公開する。"],
    ),
    "headings nest by their level, whatever their numbers": (
        [("heading", 1, "", "１．観測"), ("heading", 2, "", "１．海洋"), ("heading", 1, "", "２．公開")],
        ["0 heading １． 観測", "1 heading １． 海洋", "0 heading ２． 公開"],
    ),
    "the only heading of the highest level, if first, is the title": (
        [("heading", 1, "", "事業の計画"), ("heading", 2, "", "１．観測"), ("heading", 2, "", "２．公開")],
        ["0 heading  事業の計画", "0 heading １． 観測", "0 heading ２． 公開"],
    ),
    "a numbered first heading is no title": (
        [("heading", 1, "", "１．観測"), ("heading", 2, "", "（１）海洋"), ("heading", 2, "", "（２）大気")],
        ["0 heading １． 観測", "1 heading （１） 海洋", "1 heading （２） 大気"],
    ),
    "a sentence that is marked up as a heading is one": (
        [("heading", 1, "", "海を測る。"), ("paragraph", 0, "", "毎月測る。"), ("heading", 1, "", "空を測る。")],
        ["0 heading  海を測る。", "1 item  毎月測る。", "0 heading  空を測る。"],
    ),
    "entries nest by their depth and keep the marker that the format makes": (
        [("entry", 1, "1.", "海洋"), ("entry", 2, "1.", "水温"), ("entry", 2, "2.", "塩分"), ("entry", 1, "2.", "大気")],
        ["0 heading 1. 海洋", "1 item 1. 水温", "1 item 2. 塩分", "0 heading 2. 大気"],
    ),
    "an automatic marker of no known form is kept": (
        [("entry", 1, "Q1:", "海洋の観測を行う。"), ("entry", 1, "Q2:", "大気の観測を行う。")],
        ["0 item Q1: 海洋の観測を行う。", "0 item Q2: 大気の観測を行う。"],
    ),
    "a paragraph of an entry belongs to it, one after the list does not": (
        [("entry", 1, "1.", "海洋の観測。"), ("paragraph", 1, "", "毎月行う。"), ("paragraph", 0, "", "以上を公開する。")],
        ["0 item 1. 海洋の観測。", "0 item  毎月行う。", "0 item  以上を公開する。"],
    ),
    "entries of one list with typed numbers nest by them": (
        [("entry", 1, "", "１．観測"), ("entry", 1, "", "（１）海"), ("entry", 1, "", "・測る。"), ("entry", 1, "", "（２）空"), ("entry", 1, "", "・測る。"), ("entry", 1, "", "２．公開"), ("entry", 1, "", "出す。")],
        ["0 heading １． 観測", "1 heading （１） 海", "2 item ・ 測る。", "1 heading （２） 空", "2 item ・ 測る。", "0 heading ２． 公開", "1 item  出す。"],
    ),
    "typed numbers of a list within a list stand under its entry, whatever they are": (
        [("entry", 1, "", "（１）海"), ("entry", 2, "", "（１）水温"), ("entry", 2, "", "（２）塩分"), ("entry", 1, "", "（２）空")],
        ["0 heading （１） 海", "1 item （１） 水温", "1 item （２） 塩分", "0 heading （２） 空"],
    ),
    "an entry with a typed number stands beside one with the format's marker": (
        [("entry", 1, "・", "海"), ("entry", 1, "", "（１）空"), ("entry", 1, "・", "陸")],
        ["0 item ・ 海", "0 item （１） 空", "0 item ・ 陸"],
    ),
    "a typed number heads a paragraph that what follows stands under": (
        [("paragraph", 0, "", "１．観測"), ("entry", 1, "・", "海洋を測る。"), ("paragraph", 0, "", "２．公開"), ("entry", 1, "・", "記録を出す。")],
        ["0 heading １． 観測", "1 item ・ 海洋を測る。", "0 heading ２． 公開", "1 item ・ 記録を出す。"],
    ),
    "a page number alone on a paragraph is text": (
        [("paragraph", 0, "", "海洋を測る。"), ("paragraph", 0, "", "12"), ("paragraph", 0, "", "空を測る。")],
        ["0 item  海洋を測る。", "0 item  12", "0 item  空を測る。"],
    ),
}  # fmt: skip


def shown(item: Item) -> str:
    return f"{item.level} {item.type} {item.marker} {item.text}"


@pytest.mark.parametrize(("rows", "expected"), CASES.values(), ids=CASES.keys())
def test_structure(rows: list[Row], expected: list[str]) -> None:
    blocks = tuple(
        Block(text, n, 0, form, level if form == "heading" else 0, 0 if form == "heading" else level, marker)
        for n, (form, level, marker, text) in enumerate(rows, 1)
    )
    assert [shown(item) for item in parse(Source(blocks), "plan.docx").items] == expected


MARKED_UP = [("heading", 1, "１．観測"), ("heading", 1, "２．公開"), ("heading", 1, "３．評価")]


@pytest.mark.parametrize(
    ("form", "marker", "text"),
    [("entry", "1.", "海洋"), ("paragraph", "", "【必須】")],
    ids=["entry of a list", "line in brackets"],
)
def test_where_headings_are_marked_up_others_are_none(form: Form, marker: str, text: str) -> None:
    heads = [Block(title, n, 0, "heading", level) for n, (_, level, title) in enumerate(MARKED_UP, 1)]
    rest = [Block(text, 4, 0, form, 0, 1 if marker else 0, marker), Block("毎月測る。", 5, 0, "entry", 0, 2, "・")]
    assert [item.type for item in parse(Source((*heads, *rest)), "plan.docx").items][3:] == ["item", "item"]


def test_a_table_comes_with_its_cells() -> None:
    table = Table((("区分", "金額"), ("人件費", "1,200")), header=1, unit="百万円")
    blocks = (Block("海洋を測る。", 1, 0, "paragraph"), Block("区分 金額\n人件費 1,200", 2, 0, "table", table=table))
    plan = parse(Source(blocks, counts="paragraph"), "plan.docx")
    assert [(item.type, item.table) for item in plan.items] == [("item", None), ("table", table)]
    assert plan.counts == "paragraph"
