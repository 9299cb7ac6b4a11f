"""Plans in the styles of many bodies, small and in our own words, and the trees they are read as."""

from __future__ import annotations

import pytest
from conftest import Shape, plan, shape

CASES: dict[str, tuple[str, Shape]] = {
    "university: items numbered through in brackets": (
        "Ⅰ　教育\n１　学士課程\n【１】科目を見直す。\n【２】授業を公開する。\n２　大学院\n【３】指導を見直す。\n",
        [
            (0, "heading", "Ⅰ", "教育"),
            (1, "heading", "１", "学士課程"),
            (2, "item", "【１】", "科目を見直す。"),
            (2, "item", "【２】", "授業を公開する。"),
            (1, "heading", "２", "大学院"),
            (2, "item", "【３】", "指導を見直す。"),
        ],
    ),
    "rules: captions, articles, paragraphs from 2, items": (
        "（目的）\n第１条　この要綱は、交付に関し必要な事項を定める。\n（対象）\n第２条　対象は、次のとおりとする。\n（１）団体\n"
        "（２）個人\nア　市内に住む者\n２　前項のほか、市長が認めるものとする。\n３　額は、別に定める。\n",
        [
            (0, "heading", "", "（目的）"),
            (1, "item", "第１条", "この要綱は、交付に関し必要な事項を定める。"),
            (0, "heading", "", "（対象）"),
            (1, "item", "第２条", "対象は、次のとおりとする。"),
            (1, "item", "（１）", "団体"),
            (1, "item", "（２）", "個人"),
            (1, "item", "ア", "市内に住む者"),
            (1, "item", "２", "前項のほか、市長が認めるものとする。"),
            (1, "item", "３", "額は、別に定める。"),
        ],
    ),
    "city: named ordinals": (
        "基本目標１　安心\n施策１－１　防災\n・備える。\n施策１－２　交通\n・教える。\n基本目標２　学び\n施策２－１　学校\n・直す。\n",
        [
            (0, "heading", "基本目標１", "安心"),
            (1, "heading", "施策１－１", "防災"),
            (2, "item", "・", "備える。"),
            (1, "heading", "施策１－２", "交通"),
            (2, "item", "・", "教える。"),
            (0, "heading", "基本目標２", "学び"),
            (1, "heading", "施策２－１", "学校"),
            (2, "item", "・", "直す。"),
        ],
    ),
    "headings in brackets of two kinds": (
        "【防災】\n＜現状＞\n浸水が増えた。\n＜課題＞\n人が足りない。\n【交通】\n＜現状＞\n事故が減った。\n",
        [
            (0, "heading", "", "【防災】"),
            (1, "heading", "", "＜現状＞"),
            (2, "item", "", "浸水が増えた。"),
            (1, "heading", "", "＜課題＞"),
            (2, "item", "", "人が足りない。"),
            (0, "heading", "", "【交通】"),
            (1, "heading", "", "＜現状＞"),
            (2, "item", "", "事故が減った。"),
        ],
    ),
    "a period in brackets heads nothing": (
        "みさき大学　年度計画\n【令和７年４月から令和８年３月まで】\n１　教育\n・改める。\n",
        [
            (0, "heading", "", "みさき大学　年度計画"),
            (0, "heading", "", "【令和７年４月から令和８年３月まで】"),
            (0, "heading", "１", "教育"),
            (1, "item", "・", "改める。"),
        ],
    ),
    "a list inside what its own style numbers": (
        "1. 官房\n(1) 統計\n① 目的\n調べる。\n② 概要\n1. 研修を行う。\n2. 助言を受ける。\n③ 目標\n増やす。\n(2) 広報\n① 目的\n知らせる。\n",
        [
            (0, "heading", "1.", "官房"),
            (1, "heading", "(1)", "統計"),
            (2, "heading", "①", "目的"),
            (3, "item", "", "調べる。"),
            (2, "heading", "②", "概要"),
            (3, "item", "1.", "研修を行う。"),
            (3, "item", "2.", "助言を受ける。"),
            (2, "heading", "③", "目標"),
            (3, "item", "", "増やす。"),
            (1, "heading", "(2)", "広報"),
            (2, "heading", "①", "目的"),
            (3, "item", "", "知らせる。"),
        ],
    ),
    "appendices with numbers and titles": (
        "１　予算\n別表１のとおり\n２　期間\n一年とする。\n別表１　予算\n・収入を見込む。\n別紙２（第３条関係）\n様式を定める。\n",
        [
            (0, "heading", "１", "予算"),
            (1, "item", "", "別表１のとおり"),
            (0, "heading", "２", "期間"),
            (1, "item", "", "一年とする。"),
            (0, "heading", "別表１", "予算"),
            (1, "item", "・", "収入を見込む。"),
            (0, "heading", "", "別紙２（第３条関係）"),
            (1, "item", "", "様式を定める。"),
        ],
    ),
    "bullets of four kinds, notes and arrows": (
        "■方針\n三点に重点を置く。\n■目標\n◆人材\n○採用\n・説明会に出る\n→年５回\n※学校と連携する。\n○研修\n・新任研修\n◆食事\n○調査\n・年二回\n",
        [
            (0, "heading", "■", "方針"),
            (1, "item", "", "三点に重点を置く。"),
            (0, "heading", "■", "目標"),
            (1, "heading", "◆", "人材"),
            (2, "heading", "○", "採用"),
            (3, "item", "・", "説明会に出る"),
            (3, "item", "", "→年５回"),
            (3, "item", "", "※学校と連携する。"),
            (2, "heading", "○", "研修"),
            (3, "item", "・", "新任研修"),
            (1, "heading", "◆", "食事"),
            (2, "heading", "○", "調査"),
            (3, "item", "・", "年二回"),
        ],
    ),
    "units that begin a word": (
        "1.1 国際連携\n・進める。\n1.2 人材の確保\n・雇う。\n1.3 年度末の点検\n・行う。\n",
        [
            (0, "heading", "1.1", "国際連携"),
            (1, "item", "・", "進める。"),
            (0, "heading", "1.2", "人材の確保"),
            (1, "item", "・", "雇う。"),
            (1, "item", "", "1.3 年度末の点検"),
            (1, "item", "・", "行う。"),
        ],
    ),
    "markers on lines of their own": (
        "(1)\n沿岸の観測\n・測る。\n(2)\n外洋の観測\n・行く。\n",
        [
            (0, "heading", "(1)", "沿岸の観測"),
            (1, "item", "・", "測る。"),
            (0, "heading", "(2)", "外洋の観測"),
            (1, "item", "・", "行く。"),
        ],
    ),
    "titles that end on a particle": (
        "１　計画の策定について\n市の計画を定める。\n２　実現に向けて\n市を挙げて進める。\n３　おわりに\n皆で進める。\n",
        [
            (0, "heading", "１", "計画の策定について"),
            (1, "item", "", "市の計画を定める。"),
            (0, "heading", "２", "実現に向けて"),
            (1, "item", "", "市を挙げて進める。"),
            (0, "heading", "３", "おわりに"),
            (1, "item", "", "皆で進める。"),
        ],
    ),
    "budget: ranks without an ordinal sign": (
        "第１款　総務費\n第１項　管理費\n１目　一般管理費\n(1) 給与費\n職員の給与\n２目　広報費\n(1) 広報紙\n月２回の発行\n",
        [
            (0, "heading", "第１款", "総務費"),
            (1, "heading", "第１項", "管理費"),
            (2, "heading", "１目", "一般管理費"),
            (3, "heading", "(1)", "給与費"),
            (4, "item", "", "職員の給与"),
            (2, "heading", "２目", "広報費"),
            (3, "heading", "(1)", "広報紙"),
            (4, "item", "", "月２回の発行"),
        ],
    ),
    "letter-spaced title": (
        "年 度 計 画\n１　教育\n・改める。\n",
        [(0, "heading", "", "年 度 計 画"), (0, "heading", "１", "教育"), (1, "item", "・", "改める。")],
    ),
    "a paragraph a line, not one of them broken": (
        "みどり協力機構年度計画（令和７事業年度）\n　機構は、令和７事業年度の業務運営に関する計画を次のとおり定める。\n"
        "１．予算（人件費の見積りを含む。）、収支計画及び資金計画\n別紙のとおり定めるものとする。\n２．短期借入金\nなし\n",
        [
            (0, "heading", "", "みどり協力機構年度計画（令和７事業年度）"),
            (0, "item", "", "機構は、令和７事業年度の業務運営に関する計画を次のとおり定める。"),
            (0, "heading", "１．", "予算（人件費の見積りを含む。）、収支計画及び資金計画"),
            (1, "item", "", "別紙のとおり定めるものとする。"),
            (0, "heading", "２．", "短期借入金"),
            (1, "item", "", "なし"),
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_body(text: str, expected: Shape) -> None:
    assert shape(text) == expected


BODY = "Ⅰ　研究に関する目標\n１　沿岸の観測\n・測る。\n２　外洋の観測\n・行く。\nⅡ　運営に関する目標\n１　組織\n・改める。\n"
CONTENTS = {
    "dots and page numbers": "目　次\nⅠ　研究に関する目標\n１　沿岸の観測 ・・・・・・ 1\n２　外洋の観測 ・・・・・・ 3\n"
    "Ⅱ　運営に関する目標\n１　組織 ・・・・・・・ 12\n",
    "full stops without a space": "目次\nⅠ　研究に関する目標...........1\n１　沿岸の観測.............1\n２　外洋の観測.............3\n",
    "a wrapped entry, no title": "Ⅰ　研究に関する目標 …… 1\n１　沿岸及びその周りの\n海の観測 ………… 1\n２　外洋の観測 ………… 3\n",
}


@pytest.mark.parametrize("contents", CONTENTS.values(), ids=CONTENTS.keys())
def test_table_of_contents_is_left_out_by_name(contents: str) -> None:
    parsed = plan(contents + BODY)
    assert shape(contents + BODY) == shape(BODY)
    assert [left.text for left in parsed.left_out if left.reason == "contents"] == contents.split("\n")[:-1]
    assert parsed.coverage == pytest.approx(1.0)


def page(number: int, head: str = "", foot: str = "") -> str:
    """A page: its head, six items, its foot and its number."""
    items = "".join(f"・{number}番目の海で{n}回測る。\n" for n in range(6))
    return f"{head}{items}{foot}\n- {number} -\n"


HEADS = {
    "the same on every page": ["海洋機構　年度計画"] * 8,
    "left and right pages alternate": ["海洋機構", "令和７年度　年度計画"] * 4,
    "with the page's number": [f"年度計画（{number}／30）" for number in range(1, 9)],
}


@pytest.mark.parametrize("heads", HEADS.values(), ids=HEADS.keys())
def test_running_heads(heads: list[str]) -> None:
    pages = [page(number, f"{head}\n") for number, head in enumerate(heads, start=1)]
    parsed = plan("1. 観測\n" + "\n".join(pages))
    assert [left.text for left in parsed.left_out if left.reason == "running-head"] == heads
    assert [left.text for left in parsed.left_out if left.reason == "page-number"] == [f"- {n} -" for n in range(1, 9)]


def test_the_year_may_stand_in_running_heads_alone() -> None:
    parsed = plan("1. 観測\n" + "\n".join(page(number, "海洋機構　令和７年度計画\n") for number in range(1, 6)))
    assert parsed.fiscal_year == 2025


def test_a_chapter_repeated_at_the_head_of_its_pages_is_one_heading() -> None:
    pages = [page(number, "第１章　観測\n") for number in range(1, 6)]
    parsed = plan("\f".join(pages) + "第２章　解析\n・解く。\n")
    assert [item.text for item in parsed.items if item.type == "heading"] == ["観測", "解析"]


def test_the_end_of_a_sentence_at_the_edge_of_some_pages_is_kept() -> None:
    pages = [page(number, foot="経費\n" if number % 4 == 0 else "") for number in range(1, 14)]
    parsed = plan("1. 観測\n" + "\f".join(pages))
    assert not [left for left in parsed.left_out if left.reason == "running-head"]


def test_a_column_of_numbers_is_no_page_numbering() -> None:
    rows = "".join(f"観測点\n{n}\n{n + 1}\n{n + 2}\n水温\n塩分\n" for n in range(1, 6))
    assert plan(f"1. 観測\n{rows}").left_out == ()


PAGE_NUMBERS = ["12", "- 12 -", "－12－", "12/30", "12 / 30", "p.12", "12ページ", "１２", "(12)"]


@pytest.mark.parametrize("number", PAGE_NUMBERS)
def test_page_number_between_two_halves_of_a_sentence(number: str) -> None:
    filler = "".join(f"・海底に置いた観測装置の記録を{n}回読み出し、\n引き上げるものとする。\n" for n in range(1, 6))
    parsed = plan(f"1. 観測\n{filler}・海底に置いた観測装置の記録を読み出し、\n\n\n{number}\n\n公開する。\n")
    assert parsed.items[-1].text == "海底に置いた観測装置の記録を読み出し、公開する。"
    assert [left.text for left in parsed.left_out] == [number]
