"""One plan in the numbering, indents, widths and pages of many bodies: whatever its setting, it reads as the same tree."""

from __future__ import annotations

from itertools import product

import pytest
from conftest import plan, shape
from setting import Setting, Tree, expected_shape, typeset

PLAN: Tree = (
    (
        "海洋の観測及び予測に関する研究開発の推進並びにその成果の普及及び活用の促進に関する事項",
        (
            "次の事項に重点を置き、国内外の研究機関との連携の下で観測網を整え、得られた記録を広く公開する。",
            (
                "沿岸における観測",
                (
                    "次の取組により、沿岸の水温、塩分及び流れを通年で記録し、記録の欠けた期間を前年度よりも短くする。",
                    "港の岸壁に置いた観測装置を点検し、故障の多い部品を耐久性の高いものに取り替えるとともに、予備の装置を二組備える。",
                    "漁業者から提供を受けたArgo Floatの記録を観測網の記録と突き合わせ、値の偏りを補正する手順を定める。",
                    "観測員の研修を年三回開催する。",
                ),
            ),
            (
                "外洋における観測",
                (
                    "観測船を年二回運航し、黒潮の続流域で深さ2,000mまでの水温と塩分を測る。令和６年度に更新した採水装置の性能を確かめる。",
                    "海底に置いた圧力計の記録を引き上げ、津波の予測に用いる計算の入力として、関係機関に提供する。",
                ),
            ),
        ),
    ),
    (
        "業務運営の効率化",
        (
            (
                "経費の節減",
                (
                    "一般管理費を前年度比で３％以上減らす。",
                    "共同調達の対象を燃料及び観測機器の校正に広げ、契約の手続に要する期間を短縮する。",
                ),
            ),
            (
                "組織の見直し",
                ("次の年度に向け、観測と予測に分かれている二つの部門を一つにまとめる案を作り、職員の意見を聴く。",),
            ),
        ),
    ),
)

CHAPTERS = ("第{１}章　", "第{１}節　")
SETTINGS = {
    "chapters, a paragraph a line": Setting(CHAPTERS),
    "chapters, sections, wide numbers": Setting(CHAPTERS, "（{１}）", 60),
    "narrow columns": Setting(CHAPTERS, "・", 30),
    "forty columns": Setting(("{１}　", "（{１}）"), "○", 40),
    "eighty columns, hanging below the text": Setting(("{Ⅰ}．", "{1}. "), "・", 80, "", "text"),
    "indented by ideographic spaces, hanging": Setting(("第{１}　", "{１}　"), "{ア}　", 60, "　", "text"),
    "indented by ideographic spaces, going on at the level": Setting(("第{１}　", "{１}　"), "・", 72, "　", "level"),
    "indented by ideographic spaces, going on at the edge": Setting(("{１}．", "({1}) "), "・", 56, "　", "none"),
    "indented by spaces": Setting(("{1}. ", "({1}) "), "{①} ", 72, "  ", "level"),
    "no first-line indent": Setting(("{1}. ", "({1}) "), "{①} ", 60, "", "none", ""),
    "decimal numbers": Setting(("{1}. ", "{1}.{1} "), "・", 60),
    "decimal numbers in wide digits": Setting(("{１}．", "{１}．{１}　"), "・", 50),
    "compound numbers": Setting(("{Ⅰ}　", "{Ⅰ}－{１}　"), "・", 64),
    "kanji numerals and iroha": Setting(("第{一}　", "{一}　"), "{イ}　", 60, "　", "level"),
    "bullets as headings": Setting(("■", "◆"), "・", 60),
    "Latin numerals": Setting(("{A}. ", "{1}. "), "({i}) ", 60, "  ", "text"),
    "Markdown headings in a text": Setting(("# ", "## "), "・", 60),
    "numbers without a space after them": Setting(("{１}", "({1})"), "{①}", 60, "", "none"),
    "private-use bullets": Setting(("{Ⅰ}．", "{1}. "), "\uf09e ", 60),
    "pages with their numbers and heads": Setting(CHAPTERS, "・", 60, page=6),
    "pages of an indented text": Setting(("{1}. ", "({1}) "), "・", 40, "　", "text", page=7),
}  # fmt: skip


@pytest.mark.parametrize("setting", SETTINGS.values(), ids=SETTINGS.keys())
def test_one_plan_in_many_settings(setting: Setting) -> None:
    marked_up = setting.headings[0].startswith("#")
    expected = [
        (depth, kind, "" if marked_up and kind == "heading" else marker, text)
        for depth, kind, marker, text in expected_shape(PLAN, setting)
    ]
    assert shape(typeset(PLAN, setting)) == expected


STYLES = [
    CHAPTERS,
    ("第{１}　", "{１}　"),
    ("{Ⅰ}．", "{１}．"),
    ("{1}. ", "({1}) "),
    ("{1}. ", "{1}.{1} "),
    ("{Ⅰ}　", "{Ⅰ}－{１}　"),
    ("第{一}　", "（{一}）"),
    ("{A}. ", "{1}. "),
    ("■", "◆"),
]


MIXED = (
    "Ⅰ　方針\n　海を取り巻く環境は大きく変わり、当協会は会員の\n要望を踏まえ、三つの柱により取組を進める。\n"
    "１　事業\n（１）調査\n　　沿岸の水質の変化を把握するため、全国の地点\n　で採水を行い、結果を公表する。\n"
    "（２）広報\n　①　機関誌の発行（季刊とし、毎号約千五百部を印\n　　刷する。）\n　②　催しの開催\n"
    "２　協力\n　アジアの研究者を招き、研修を行う。研修の期間は\n三月とし、受入れの人数は五名とする。\n"
)


def test_paragraphs_go_on_at_the_edge_and_at_their_level() -> None:
    assert [item.text for item in plan(MIXED).items if item.type == "item"] == [
        "海を取り巻く環境は大きく変わり、当協会は会員の要望を踏まえ、三つの柱により取組を進める。",
        "沿岸の水質の変化を把握するため、全国の地点で採水を行い、結果を公表する。",
        "機関誌の発行（季刊とし、毎号約千五百部を印刷する。）",
        "催しの開催",
        "アジアの研究者を招き、研修を行う。研修の期間は三月とし、受入れの人数は五名とする。",
    ]


@pytest.mark.parametrize("headings", STYLES, ids=" ".join)
def test_every_numbering_in_every_layout(headings: tuple[str, str]) -> None:
    """Widths, indents and hangs of all kinds, with and without pages."""
    layouts = product(
        ("・", "○", "({a}) "), (0, 40, 52, 60, 80, 96), ("", "　", "  "), ("none", "level", "text"), (0, 5)
    )
    for items, width, indent, hang, page in layouts:
        setting = Setting(headings, items, width, indent, hang, page=page)
        if items == "○" and headings[0] == "■":
            continue
        assert shape(typeset(PLAN, setting)) == expected_shape(PLAN, setting), setting
