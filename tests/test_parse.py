"""Parsing: every hazard of an extracted text, by name, in small plans of our own."""

from __future__ import annotations

import pytest
from conftest import Shape, plan, shape

from plandiff import PlandiffError
from plandiff.lines import join_wraps
from plandiff.outline import build_items

LONG = "海底に置いた観測装置の記録を読み出すために船を出し、"  # 26 full-width characters


CASES: dict[str, tuple[str, Shape]] = {
    "levels are learned from the document": (
        "Ⅰ．研究\n1. 観測\n(1) 沿岸\n1) 水温\na. 方法\n① 採水\n・毎週採水する。\nⅡ．運営\n1. 組織\n・会議を開く。\n",
        [
            (0, "heading", "Ⅰ．", "研究"),
            (1, "heading", "1.", "観測"),
            (2, "heading", "(1)", "沿岸"),
            (3, "heading", "1)", "水温"),
            (4, "heading", "a.", "方法"),
            (5, "heading", "①", "採水"),
            (6, "item", "・", "毎週採水する。"),
            (0, "heading", "Ⅱ．", "運営"),
            (1, "heading", "1.", "組織"),
            (2, "item", "・", "会議を開く。"),
        ],
    ),
    "the other order of the same styles": (
        "第１章　方針\n第１節　目的\n１　対象\n（１）範囲\nア　市内を対象とする。\n第２節　期間\n１　始期\n４月とする。\n",
        [
            (0, "heading", "第１章", "方針"),
            (1, "heading", "第１節", "目的"),
            (2, "heading", "１", "対象"),
            (3, "heading", "（１）", "範囲"),
            (4, "item", "ア", "市内を対象とする。"),
            (1, "heading", "第２節", "期間"),
            (2, "heading", "１", "始期"),
            (3, "item", "", "４月とする。"),
        ],
    ),
    "marker widths may mix": (
        "1. 観測\n・測る。\n２．解析\n・解く。\n3．公開\n・出す。\n",
        [
            (0, "heading", "1.", "観測"),
            (1, "item", "・", "測る。"),
            (0, "heading", "２．", "解析"),
            (1, "item", "・", "解く。"),
            (0, "heading", "3．", "公開"),
            (1, "item", "・", "出す。"),
        ],
    ),
    "private-use bullets": (
        "1. 観測\n\uf09e 測る。\n \uf0b7 記す。\n",
        [(0, "heading", "1.", "観測"), (1, "item", "\uf09e", "測る。"), (1, "item", "\uf0b7", "記す。")],
    ),
    "a list of nouns is no row of headings": (
        "1. 業務\n次のことを行う。\n① 採水の実施\n② 記録の整理\n",
        [
            (0, "heading", "1.", "業務"),
            (1, "item", "", "次のことを行う。"),
            (1, "item", "①", "採水の実施"),
            (1, "item", "②", "記録の整理"),
        ],
    ),
    "lead-in between heading and bullets": (
        "1. 観測\n次の取組を行う。\n・測る。\n",
        [(0, "heading", "1.", "観測"), (1, "item", "", "次の取組を行う。"), (1, "item", "・", "測る。")],
    ),
    "preamble and front heading": (
        "令和７年度計画\n\n序文\n機構の計画を次のとおり定める。\nⅠ．研究\n・進める。\n",
        [
            (0, "heading", "", "令和７年度計画"),
            (0, "heading", "", "序文"),
            (1, "item", "", "機構の計画を次のとおり定める。"),
            (0, "heading", "Ⅰ．", "研究"),
            (1, "item", "・", "進める。"),
        ],
    ),
    "Markdown headings and their own numbers": (
        "# 計画\n\n## 1. 目的\n\n- 進める。\n\n## 2. 期間\n\n- 一年とする。\n",
        [
            (0, "heading", "", "計画"),
            (1, "heading", "1.", "目的"),
            (2, "item", "-", "進める。"),
            (1, "heading", "2.", "期間"),
            (2, "item", "-", "一年とする。"),
        ],
    ),
    "bracketed heading": (
        "【重点事項】\n・進める。\n【その他】\n・続ける。\n",
        [
            (0, "heading", "", "【重点事項】"),
            (1, "item", "・", "進める。"),
            (0, "heading", "", "【その他】"),
            (1, "item", "・", "続ける。"),
        ],
    ),
    "paragraphs by first-line indent": (
        "1. 目的\n　一つ目の段落である。\n　二つ目の段落である。\n",
        [
            (0, "heading", "1.", "目的"),
            (1, "item", "", "一つ目の段落である。"),
            (1, "item", "", "二つ目の段落である。"),
        ],
    ),
    "iroha list": (
        "1. 業務\nイ　採水を行う。\nロ　記録を行う。\nハ　公開を行う。\n",
        [
            (0, "heading", "1.", "業務"),
            (1, "item", "イ", "採水を行う。"),
            (1, "item", "ロ", "記録を行う。"),
            (1, "item", "ハ", "公開を行う。"),
        ],
    ),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_shape(text: str, expected: Shape) -> None:
    assert shape(text) == expected


def texts(body: str) -> list[str]:
    """The texts under one heading, in a plan wrapped at 52 columns."""
    filler = "".join(f"・{LONG}\n引き上げる作業を安全に進める。\n" for _ in range(4))
    return [item.text for item in plan(f"1. 観測\n{filler}{body}").items][5:]


WRAPS = {
    "a wrap inside a word": (f"・{LONG}ビー\nム伝送を行う。\n", [f"{LONG}ビーム伝送を行う。"]),
    "blank line in mid-sentence": (f"・{LONG}\n\n記録を写す。\n", [f"{LONG}記録を写す。"]),
    "space before the next bullet": (f"・{LONG}\n記録を写す。\n ・次に進む。\n", [f"{LONG}記録を写す。", "次に進む。"]),
    "page number in mid-sentence": (f"・{LONG}\n\n\n\n22\n\n記録を写す。\n", [f"{LONG}記録を写す。"]),
    "year at a line's start": (f"・{LONG}\n2025年度に写す。\n", [f"{LONG}2025年度に写す。"]),
    "amount at a line's start": (f"・{LONG}\n2.5億円で写す。\n", [f"{LONG}2.5億円で写す。"]),
    "isotope at a line's start": (f"・{LONG}\n13C 核を写す。\n", [f"{LONG}13C 核を写す。"]),
    "date at a line's start": (f"・{LONG}\n3. 11 の記録を写す。\n", [f"{LONG}3. 11 の記録を写す。"]),
    "reference at a line's start": (f"・{LONG}\n(2)の記録を写す。\n", [f"{LONG}(2)の記録を写す。"]),
    "connective goes on with the item": ("・測る。\nまた、記録を写す。\n", ["測る。また、記録を写す。"]),
    "short line ends the paragraph": (
        "・測る。\n記録を写すため次を行う。\n・写す。\n",
        ["測る。", "記録を写すため次を行う。", "写す。"],
    ),
    "Latin words keep their space": (f"・{LONG}Ocean\nData を写す。\n", [f"{LONG}Ocean Data を写す。"]),
}


@pytest.mark.parametrize(("body", "expected"), WRAPS.values(), ids=WRAPS.keys())
def test_wraps(body: str, expected: list[str]) -> None:
    assert texts(body) == expected


UNWRAPPED = {
    "a long title is no wrapped line": (
        "\n".join(f"{n}．海底に置いた観測装置の記録を読み出すための船の運航\n{LONG}{LONG}公開する。\n{LONG}{LONG}写す。" for n in range(1, 4)),
        [f"{LONG}{LONG}公開する。", f"{LONG}{LONG}写す。"] * 3,
    ),
    "a blank line parts what begins with a connective": ("１．観測\n海を測る。\n\nまた、空を測る。\n", ["海を測る。", "また、空を測る。"]),
    "a blank line parts no phrase": ("１．観測\n海を測り、\n\n空を測る。\n", ["海を測り、空を測る。"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), UNWRAPPED.values(), ids=UNWRAPPED.keys())
def test_paragraphs_of_a_text_that_is_not_wrapped(text: str, expected: list[str]) -> None:
    assert [item.text for item in plan(text).items if not item.marker] == expected


def test_wrapped_heading_is_one_heading() -> None:
    body = f"2. {LONG}\nための体制\n(1) 船\n・出す。\n"
    assert texts(body)[0] == f"{LONG}ための体制"


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        (["研究", "開発"], "研究開発"),
        (["Ocean", "Data"], "Ocean Data"),
        (["観測", "Data"], "観測Data"),
        (["JT-", "60SA"], "JT-60SA"),
    ],
)
def test_join_wraps(pieces: list[str], text: str) -> None:
    assert join_wraps(pieces) == text


@pytest.mark.parametrize("printed", ["-12-", "- 12 -", "－１２－", "－ 12 －", "―12―", "− １２ −"])
def test_a_number_between_dashes_is_a_pages(printed: str) -> None:
    parsed = plan(f"1. 観測\n・採水を行う。\n{printed}\n・記録を写す。\n")
    assert [(left.text, left.reason) for left in parsed.left_out] == [(printed, "page-number")]


def test_running_heads_and_page_numbers_are_left_out_by_name() -> None:
    pages = [f"海洋機構　年度計画\n・{n}番目の海域で観測を行う。\n\n{n}\n" for n in range(1, 5)]
    parsed = plan("1. 観測\n" + "\f".join(pages))
    assert [left.reason for left in parsed.left_out].count("running-head") == 4
    assert [left.reason for left in parsed.left_out].count("page-number") == 4
    assert all("年度計画" not in item.text for item in parsed.items)


TABLE = """1. 予算

（単位：百万円）

海洋の研
究に関す
る事業

法人共通 合計

収入

運営費交付金 1,200 300 1,500
　うち、人件費 400 100 500
受託収入 20 0 20

計 1,220 300 1,520

令和７年度　予算

※四捨五入のため合計と一致しないことがある。

区分
2. 短期借入金
・限度額は、３億円とする。
"""


def test_table_is_one_node_with_its_broken_header_caption_and_notes() -> None:
    items = plan(TABLE).items
    assert [(item.type, item.marker) for item in items] == [
        ("heading", "1."),
        ("table", ""),
        ("heading", "2."),
        ("item", "・"),
    ]
    rows = items[1].text.splitlines()
    assert rows[0] == "（単位：百万円）"
    assert {"究に関す", "令和７年度　予算", "区分", "受託収入 20 0 20"} <= set(rows)


def test_tables_after_each_other_are_cut_at_their_units() -> None:
    table = "3.資金計画 （単位：百万円）\n\n収入 1,200 300 1,500\n支出 1,100 300 1,400\n"
    items = plan(TABLE.replace("2. 短期借入金\n・限度額は、３億円とする。\n", table)).items
    assert [item.type for item in items] == ["heading", "table", "table"]


def test_every_character_is_in_one_item() -> None:
    parsed = plan(TABLE)
    assert parsed.coverage == pytest.approx(1.0)
    assert parsed.left_out == ()


def test_low_coverage_is_said_aloud() -> None:
    pages = "\f".join(f"海洋環境技術研究機構の年度計画に関する資料\n・{n}\n\n{n}\n" for n in range(1, 9))
    assert any("しか項目として読めていません" in warning for warning in plan(pages).warnings)


def test_unknown_year_is_said() -> None:
    assert any("年度が見つかりません" in warning for warning in plan("1. 観測\n・測る。\n").warnings)


def test_plan_without_an_item() -> None:
    with pytest.raises(PlandiffError, match="項目が一つもありません"):
        plan("\n\n  \n")


def test_no_segments_make_no_items() -> None:
    assert build_items([]) == ()


def test_restarted_numbers_nest_by_indent() -> None:
    parsed = plan("1. 観測\n  1. 採水する。\n  2. 記録する。\n2. 解析\n  1. 解く。\n")
    assert [item.marker for item in parsed.items if item.type == "heading"] == ["1.", "2."]


def test_law_quoted_once_is_no_heading() -> None:
    parsed = plan("1. 根拠\n次の規定による。\n第三条の二　国は、施策を講じる。\n(1) 体制\n・整える。\n")
    assert parsed.items[-1].text == "整える。"
    assert [heading.text for heading in parsed.path(parsed.items[-1])] == ["根拠", "体制"]
