"""Each rule of `plandiff check`: what it must let pass, then what it must find, by the words it quotes."""

from __future__ import annotations

import pytest
from conftest import plan
from test_check_reading import ACKNOWLEDGED, READING, TOGETHER

from plandiff import compare
from plandiff.check.catalogue import RULES, by_code
from plandiff.check.draft import Demands, Draft
from plandiff.check.findings import Hit
from plandiff.parse import parse
from plandiff.readers import html

HEAD = "令和８年度計画\n１．観測\n"
Case = tuple[str, list[str]]

# Rule -> name of the case -> the draft below a title and a heading, the quotes of its hits.
ALONE: dict[str, dict[str, Case]] = {
    "PD102": {
        "the last year of an era": ("・平成31年に始めた観測を続ける。", []),
        "the first year": ("・令和元年に始めた観測を続ける。", []),
        "a year yet to come": ("・令和20年度を目標とする。", []),
        "a count of years": ("・過去0年の記録はない。", []),
        "an era that went on too long": ("・平成40年度に更新する。", ["平成40年度"]),
        "a year nought": ("・令和０年度に更新する。", ["令和０年度"]),
        "an old era": ("・昭和70年の台帳を直す。", ["昭和70年"]),
    },
    "PD103": {
        "a pair that agrees": ("・令和８年度（2026年度）に行う。", []),
        "a pair that agrees, western first": ("・2026年度（令和８年度）に行う。", []),
        "the year an era changed": ("・平成31年（2019年）と令和元年（2019年）を比べる。", []),
        "a year and a count": ("・令和８年度（2000人）に行う。", []),
        "era and western year apart": ("・令和８年度（2025年度）に行う。", ["令和８年度（2025年度）"]),
        "western first": ("・2026年度（令和７年度）に行う。", ["2026年度（令和７年度）"]),
        "without the word for year": ("・令和８(2027)年度に行う。", ["令和８(2027)"]),
    },
    "PD104": {
        "this year": ("・令和８年度に観測船を更新する。", []),
        "a year to come": ("・令和９年度までに観測船を更新する。", []),
        "what was made in a past year": ("・令和７年度に製作した水槽を使う。", []),
        "what was done until a past year": ("・令和７年度までに集めた試料を調べる。", []),
        "going on from a past year": ("・令和７年度に引き続き、観測を行う。", []),
        "measured against a past year": ("・費用を令和７年度に比べ１割減らす。", []),
        "to be done in a past year": ("・令和７年度に観測船を更新する。", ["令和７年度に"]),
        "to be done by a past year": ("・令和６年度末までに観測船を更新する。", ["令和６年度末までに"]),
        "to be done within a past year": ("・令和７年度中に試験を始める。", ["令和７年度中に"]),
    },
    "PD105": {
        "eras throughout": ("・令和７年度、令和８年度、令和９年度に行う。", []),
        "western years throughout": ("・2025年度、2026年度、2027年度に行う。", []),
        "a western year beside each era year": ("・令和７年度（2025年度）、令和８年度、令和９年度に行う。", []),
        "as many of one as of the other": ("・令和７年度と2026年度に行う。", []),
        "a calendar year": ("・令和７年度、令和８年度、令和９年度に行い、2030年に終える。", []),
        "one western year": ("・令和７年度、令和８年度、令和９年度に行う。\n・2027年度に終える。", ["2027年度"]),
        "one era year": ("・2025年度、2026年度、2027年度に行う。\n・令和12年度に見る。", ["令和12年度"]),
    },
    "PD106": {
        "one width": ("・令和７年度、令和８年度、令和９年度に行う。", []),
        "two digits in half width": ("・令和７年度、令和８年度、令和10年度に行う。", []),
        "the first year in letters": ("・令和７年度、令和８年度、令和元年度を比べる。", []),
        "a calendar date": ("・令和７年度、令和８年度、令和9年３月に行う。", []),
        "as many of one as of the other": ("・令和９年度と令和9年度に行う。", []),
        "one in half width": ("・令和６年度、令和７年度、令和８年度に行う。\n・令和9年度に終える。", ["令和9年度"]),
        "one in full width": ("・令和7年度、令和8年度、令和9年度に行う。\n・令和５年度の値は使わない。", ["令和５年度"]),
    },
    "PD201": {
        "in order": ("（１）海の観測を行う。\n（２）空の観測を行う。\n（３）陸の観測を行う。", []),
        "numbers that begin again": ("①海を測る。\n②空を測る。\n２．公開\n①海の記録を出す。\n②空の記録を出す。", []),
        "letters in order": ("ア　海の観測を行う。\nイ　空の観測を行う。\nウ　陸の観測を行う。", []),
        "no numbers": ("・海の観測を行う。\n・空の観測を行う。", []),
        "a number left out": ("（１）海の観測を行う。\n（３）陸の観測を行う。\n（４）空の観測を行う。", ["（３） 陸の観測を行う。"]),
        "a circled number left out": ("①海を測る。\n②空を測る。\n④陸を測る。\n⑤川を測る。", ["④ 陸を測る。"]),
        "a section left out": ("（１）海を測る。\n第２章　公開\n第１節　目的\n　公開する。\n第３節　方法\n　冊子を配る。", ["第３節 方法"]),
        "a heading left out": ("・海を測る。\n２．公開\n・記録を出す。\n４．評価\n・外部の者が見る。\n５．人事\n・募る。", ["４． 評価"]),
    },
    "PD202": {
        "in order": ("（１）海の観測を行う。\n（２）空の観測を行う。", []),
        "the same number in another section": ("①海を測る。\n②空を測る。\n２．公開\n①海の記録を出す。\n②空の記録を出す。", []),
        "the same number on another level": ("（１）海の観測を行う。\n①水温を測る。\n②塩分を測る。\n（２）空の観測を行う。", []),
        "the same bullet": ("・海の観測を行う。\n・空の観測を行う。", []),
        "a number twice": ("（１）海の観測を行う。\n（２）空の観測を行う。\n（２）陸の観測を行う。", ["（２） 陸の観測を行う。"]),
        "a circled number twice": ("①海を測る。\n②空を測る。\n②陸を測る。", ["② 陸を測る。"]),
        "a heading's number twice": ("・海を測る。\n２．公開\n・記録を出す。\n２．評価\n・外部の者が見る。", ["２． 評価"]),
    },
    "PD203": {
        "in order": ("（１）海の観測を行う。\n（２）空の観測を行う。", []),
        "from the top again": ("①海を測る。\n②空を測る。\n２．公開\n①海の記録を出す。\n②空の記録を出す。", []),
        "bullets": ("・海の観測を行う。\n・空の観測を行う。", []),
        "letters in order": ("ア　海の観測を行う。\nイ　空の観測を行う。", []),
        "a list that begins anew": ("次の海を測る。\n①北の海を測る。\n②南の海を測る。\n次の空を測る。\n①北の空を測る。\n②南の空を測る。", []),
        "a heading from the top again": ("・海を測る。\n２．公開\n・出す。\n１．評価\n・外部の者が見る。", ["１． 評価"]),
        "three before two": ("（１）海を測る。\n（２）空を測る。\n（３）陸を測る。\n（２）川を測る。", ["（２） 川を測る。"]),
        "circled numbers": ("①海を測る。\n②空を測る。\n③陸を測る。\n②川を測る。", ["② 川を測る。"]),
    },
    "PD204": {
        "one style": ("（１）海の観測を行う。\n（２）空の観測を行う。", []),
        "digits of another width": ("(9)海の観測を行う。\n(10)空の観測を行う。", []),
        "circled numbers": ("①海を測る。\n②空を測る。", []),
        "letters": ("ア　海の観測を行う。\nイ　空の観測を行う。", []),
        "another style on another level": ("（１）海の観測を行う。\n1) 水温を測る。\n2) 塩分を測る。\n（２）空の観測を行う。", []),
        "brackets of two widths": ("(1)海の観測を行う。\n（２）空の観測を行う。\n(3)陸の観測を行う。", ["（２） 空の観測を行う。"]),
        "stops of two widths": ("・海を測る。\n2.公開\n・記録を出す。", ["2. 公開"]),
    },
    "PD205": {
        "headings with items": ("・海を測る。\n２．公開\n・記録を出す。", []),
        "a heading with a lead-in": ("次のとおりとする。\n２．公開\n・記録を出す。", []),
        "a heading over headings": ("（１）海\n・水温を測る。\n（２）空\n・風を測る。", []),
        "numbered items that are no headings": ("（１）海の観測を行う。\n（２）空の観測を行う。", []),
        "tables that follow the last of their headings": (
            "・海を測る。\n２．予算\n(1) 収入\n(2) 支出\n（単位：円）\n区分 甲 乙\n一 10 20\n二 30 40\n計 40 60\n\n（単位：円）\n区分 丙 丁\n三 1 2\n四 3 4\n計 4 6",
            [],
        ),
        "one table after two headings": (
            "・海を測る。\n２．予算\n(1) 収入\n(2) 支出\n（単位：円）\n区分 甲 乙\n一 10 20\n二 30 40\n計 40 60",
            ["(1) 収入"],
        ),
        "an empty one among full ones": ("・海を測る。\n２．公開\n３．評価\n・外部の者が見る。\n４．人事\n・募る。", ["２． 公開"]),
        "an empty one at the end": ("・海を測る。\n２．公開\n・出す。\n３．評価\n・見る。\n４．人事", ["４． 人事"]),
    },
    "PD206": {
        "sentences": ("・海の水温を毎月一回ずつ測り続ける。\n・空の風向を毎月一回ずつ測り続ける。", []),
        "a list of nouns": ("・海洋観測船による水温の測定\n・気球による上空の風の測定\n・陸上の観測所による雨の測定", []),
        "a lead-in to a list": ("（１）海については、次のことを行うものとし、\n①水温を測る。\n②塩分を測る。\n（２）空の風向を測る。", []),
        "an address": ("・海の水温を毎月一回ずつ測る。\n・詳しくは https://example.jp/plan を", ["example.jp/plan を"]),
        "a sentence and a remark": ("・海の水温を毎月一回ずつ測る。\n・空の風向を毎月一回ずつ測る（再掲）\n・雨量を毎月一回ずつ測る。", []),
        "a title": ("・海洋観測船の更新について\n・気球による上空の観測について\n・その他", []),
        "a lead-in to bullets": ("　海洋観測船の更新に向けて、次の取組を行い、\n・設計を進める。\n・建造する。", []),
        "bullets that make one sentence": ("　海洋観測船の更新に向けて、\n・基本的な設計を進めるとともに、\n・建造の費用を見積もる。", []),
        "broken off at the end of a list": ("　海洋観測船の更新に向けて、\n・基本的な設計を進めるとともに、\n２．公開\n・出す。", ["基本的な設計を進めるとともに、"]),
        "broken off before a topic": ("・水温を測る。また、海洋観測船の更新について", ["海洋観測船の更新について"]),
        "broken off on a comma": ("・海洋観測船の更新に向けた設計を進め、", ["海洋観測船の更新に向けた設計を進め、"]),
        "broken off on a particle": ("・海洋観測船の更新に向けた基本的な設計を", ["洋観測船の更新に向けた基本的な設計を"]),
        "a full stop left out": (
            "・海の水温を毎月一回ずつ測定する。\n・風を毎月一回ずつ測定する。\n・雨を毎月一回ずつ測定する。\n・雪の深さを毎月一回ずつ測定する。\n・氷の厚さを毎月一回ずつ測定する",
            ["氷の厚さを毎月一回ずつ測定する"],
        ),
    },
    "PD207": {
        "closed brackets": ("・研究機構（以下「機構」という。）が行う。", []),
        "brackets of two widths": ("・研究機構（略称)が行う。", []),
        "a number taken up": ("・上記の1)及びア）を行う。", []),
        "brackets in brackets": ("・観測（海（外洋を含む。）に限る。）を行う。", []),
        "a bracket left open": ("・研究機構（以下「機構」という。が行う。", ["（以下"]),
        "a quotation left open": ("・「海の日に催しを行う。", ["「海の日"]),
        "a bracket that nothing opened": ("・研究機構以下「機構」という。）が行う。", ["）が行う"]),
    },
    "PD208": {
        "different items": ("・海洋観測船による水温の観測を毎月行い、その結果を公開する。\n・気球による上空の風の観測を毎月行い、その結果を公開する。", []),
        "short forms": ("・特になし。\n・特になし。", []),
        "said to stand twice": ("・海洋観測船による水温の観測を毎月行い、結果を公開する。\n・海洋観測船による水温の観測を毎月行い、結果を公開する（再掲）。", []),
        "another number": ("・海洋観測船による水温の観測を年３回行い、その結果を公開する。\n・海洋観測船による水温の観測を年４回行い、その結果を公開する。", []),
        "a short sentence twice": ("・老朽化した岸壁の改修を行う。\n・海図を刷る。\n・老朽化した岸壁の改修を行う。", ["老朽化した岸壁"]),
        "an entry of a form": ("・【対象】海洋観測船を保有する地方公共団体及び研究機関\n・【対象】海洋観測船を保有する地方公共団体及び研究機関", []),
        "the same twice": ("・海洋観測船による水温の観測を毎月行い、その結果を公開する。\n・海洋観測船による水温の観測を毎月行い、その結果を公開する。", ["海洋観測船による水温"]),
        "the same but for particles": ("・海洋観測船による水温の観測を毎月行い、その結果を公開する。\n・海洋観測船による水温観測は毎月行い、結果を公開する。", ["海洋観測船による水温観測"]),
        "a long one in another section": (
            "・海洋観測船による水温の観測を毎月行い、その結果を月報として広く一般に公開し、意見を募る。\n２．公開\n・海洋観測船による水温の観測を毎月行い、その結果を月報として広く一般に公開し、意見を募る。",
            ["海洋観測船による水温"],
        ),
    },
    "PD401": {
        "one spelling": ("・サーバーを更新する。\n・サーバーを監視する。", []),
        "a noun and its verb": ("・取組を進める。\n・環境の保全に取り組む。", []),
        "also and or": ("・また、海又は空を測る。", []),
        "within a compound": ("・受入れを進める。\n・受入施設を直す。", []),
        "can and do": ("・観測を行う。\n・観測を行えるようにする。", []),
        "a word in kana by custom": ("・海のことを調べる。\n・事の次第を調べる。", []),
        "an adverb and a conjunction": ("・更に広い海を測る。さらに、空を測る。\n・さらに、陸を測る。", []),
        "a conjunction in a name": ("・水温及び塩分を測る。\n・風向及び風速を測る。\n（１）観測機器整備及更新費\n・雨量及び気温を測る。", []),
        "as many of one as of the other": (
            "・水温及び塩分を測る。\n・風向及び風速を測る。\n・雨量および気温を測る。\n・雪および氷を測る。",
            ["および"],
        ),
        "a long vowel": ("・サーバーを更新する。\n・サーバーを監視する。\n・サーバを止める。", ["サーバ"]),
        "kana after a kanji": ("・取組を進める。\n・取組を広げる。\n・取り組みを続ける。", ["取り組み"]),
        "a verb's kana": ("・保全に取り組む。\n・公開に取り組む。\n・評価に取組む。", ["取組む"]),
        "a conjunction": ("・水温及び塩分を測る。\n・風向及び風速を測る。\n・雨量および気温を測る。", ["および"]),
    },
    "PD403": {
        "defined where it is first used": ("・観測支援中核拠点（以下「拠点」という。）を置く。\n・拠点を広げる。", []),
        "part of a longer word before": ("・国際拠点を訪ねる。\n・観測支援中核拠点（以下「拠点」という。）を置く。", []),
        "defined and never used": ("・観測支援中核拠点（以下「拠点」という。）を置く。", []),
        "no definition": ("・拠点を広げる。\n・「拠点」という名を改める。", []),
        "plain words with and so on": ("・学校等を訪ねる。\n・学校教育法に定める学校と図書館（以下「学校等」という。）を訪ねる。", []),
        "used before": ("・拠点を広げる。\n・観測支援中核拠点（以下「拠点」という。）を置く。", ["拠点"]),
        "a Latin abbreviation used before": ("・ARGOの記録を使う。\n・国際観測網（以下「ARGO」という。）に加わる。", ["ARGO"]),
    },
    "PD404": {
        "defined once": ("・観測支援中核拠点（以下「拠点」という。）を置く。", []),
        "two abbreviations": ("・観測支援拠点（以下「拠点」という。）と観測船（以下「船」という。）を置く。", []),
        "used again": ("・観測支援拠点（以下「拠点」という。）を置く。\n・拠点を広げる。", []),
        "quoted again": ("・観測支援拠点（以下「拠点」という。）を置く。\n・「拠点」という名を使う。", []),
        "defined twice": ("・観測支援拠点（以下「拠点」という。）を置く。\n・国際拠点（以下「拠点」という。）を置く。", ["拠点"]),
        "defined three times": (
            "・甲（以下「拠点」という。）を置く。\n・乙（以下「拠点」という。）を置く。\n・丙（以下「拠点」という。）を置く。",
            ["拠点", "拠点"],
        ),
    },
}  # fmt: skip

OLD = "令和７年度計画\n１．観測\n"
# Rule -> name of the case -> items of last year, items of the draft, the quotes of the hits.
BESIDE: dict[str, dict[str, tuple[str, str, list[str]]]] = {
    "PD101": {
        "a year that rolled": ("・令和７年度に水槽を作る。", "・令和８年度に水槽を作る。", []),
        "no year": ("・水槽を作り、魚を育てる。", "・水槽を作り、魚を育てる。", []),
        "one of a series": (
            "・令和６年度潜水艦建造費\n・令和７年度潜水艦建造費", "・令和６年度潜水艦建造費\n・令和７年度潜水艦建造費\n・令和８年度潜水艦建造費", [],
        ),
        "a fact": ("・令和７年度に作った水槽には、多くの人が訪れている。", "・令和７年度に作った水槽には、多くの人が訪れている。", []),
        "what came before what is planned": (
            "・令和７年度に作った水槽で、魚を育てる。", "・令和７年度に作った水槽で、魚を育てる。", ["令和７年度"],
        ),
        "a plan that sounds like a fact": (
            "・令和７年度に水槽を作る予定である。", "・令和７年度に水槽を作る予定である。", ["令和７年度"],
        ),
        "the year that is behind, of two": (
            "・令和３年度の水槽を令和７年度に直す。", "・令和３年度の水槽を令和７年度に直す。", ["令和７年度"],
        ),
        "a beginning": ("・令和７年度から水槽で魚を育てる。", "・令和７年度から水槽で魚を育てる。", []),
        "a new item": ("・水槽を作り、魚を育てる。", "・水槽を作り、魚を育てる。\n・令和７年度に海図を刷った。", []),
        "a year left behind": ("・令和７年度に水槽を作る。", "・令和７年度に水槽を作る。", ["令和７年度"]),
        "a year in letters": ("・R7年度に水槽を作る。", "・R7年度に水槽を作る。", ["R7年度"]),
        "next year left behind": ("・令和８年度に向けて水槽を作る。", "・令和８年度に向けて水槽を作る。", ["令和８年度"]),
    },
    "PD301": {
        "the same items": ("・水槽を作る。\n・海図を刷る。", "・水槽を作る。\n・海図を刷る。", []),
        "reworded": ("・大きな水槽を作る。", "・大きな水槽を二つ作る。", []),
        "in another order": ("・水槽を作る。\n・海図を刷る。", "・海図を刷る。\n・水槽を作る。", []),
        "a new item": ("・水槽を作る。", "・水槽を作る。\n・海図を刷る。", []),
        "within an item elsewhere": (
            "・水槽を作る。\n２．公開\n・灯台の一般公開を年２回行う。",
            "・水槽を作る。\n・広報誌を配り、灯台の一般公開を年２回行う。\n２．公開\n・海図を刷る。",
            [],
        ),
        "an item gone": ("・水槽を作る。\n・海図を刷る。", "・水槽を作る。", ["海図を刷る。"]),
        "two items gone": ("・水槽を作る。\n・海図を刷る。\n・灯台を塗る。", "・水槽を作る。", ["海図を刷る。", "灯台を塗る。"]),
        "an item and its heading gone": ("・水槽を作る。\n２．公開\n・灯台を塗る。", "・水槽を作る。", ["２． 公開", "灯台を塗る。"]),
    },
    "PD303": {
        "as much": ("・水槽を10基作る。", "・大きな水槽を10基作る。", []),
        "more": ("・水槽を10基作る。", "・水槽を12基作る。", []),
        "the year": ("・水槽を令和７年度に作る。", "・水槽を令和８年度に作る。", []),
        "a limit from above": ("・誤差を10件以下とする。", "・誤差を７件以下とする。", []),
        "a finer resolution": ("・模型の解像度を２kmに高める。", "・模型の解像度を１kmに高める。", []),
        "a finer resolution, said after": ("・1.2Åを上回る分解能で測る。", "・１Åを上回る分解能で測る。", []),
        "a limit of a loan": ("・短期借入金の限度額は、８億円とする。", "・短期借入金の限度額は、７億円とする。", []),
        "cut down to it": ("・窓口の職員を10人まで減らす。", "・窓口の職員を８人まで減らす。", []),
        "a fact": ("・水槽の来場者は10万人であった。", "・水槽の来場者は８万人であった。", []),
        "a lesser cut": ("・観測の燃料を５％削減する。", "・観測の燃料を３％削減する。", ["３％"]),
        "an ordinal": ("・第10回の催しを開く。", "・第９回の催しを開く。", []),
        "less": ("・水槽を10基作り、魚を育てる。", "・水槽を８基作り、魚を育てる。", ["８基"]),
        "less money": ("・水槽の更新に２億円を充てる。", "・水槽の更新に９千万円を充てる。", ["９千万円"]),
        "a lower bound": ("・論文を年10件以上発表する。", "・論文を年７件以上発表する。", ["７件以上"]),
    },
    "PD304": {
        "the same stage": ("・水槽の運用を続ける。", "・新しい水槽の運用を続ける。", []),
        "further on": ("・水槽の更新を検討する。", "・水槽の更新を実施する。", []),
        "a new item": ("・水槽を作る。", "・水槽を作る。\n・海図の刷り直しを検討する。", []),
        "dropped": ("・水槽を作る。\n・海図を刷る。", "・水槽を作る。", []),
        "back to study": ("・老朽化した水槽の更新を実施する。", "・老朽化した水槽の更新を検討する。", ["検討"]),
        "back from use": ("・観測網の全面的な運用を開始する。", "・観測網の全面的な運用に向けた検討を行う。", ["検討"]),
    },
    "PD306": {
        "no promise": ("・水槽を作る。", "・水槽を作る。", []),
        "of this year": ("・令和７年度に水槽を作る。", "・海図を刷る。", []),
        "of the past": ("・令和８年度に向けた計画を作成した。", "・海図を刷る。", []),
        "taken up": ("・水槽を作り、令和８年度に公開する。", "・水槽を作り、令和８年度に公開する。", []),
        "its item gone": ("・海図を刷る。\n・新しい水槽は令和８年度に公開する。", "・海図を刷る。", ["新しい水槽は令和８年度に公開する。"]),
        "its sentence gone": ("・老朽化した水槽を順に作り直す。標本の目録は令和８年度に刊行する。", "・老朽化した水槽を順に作り直す。", ["標本の目録は令和８年度に刊行する。"]),
    },
    "PD305": {
        "another wording": ("・大きな水槽を作る。", "・大きな水槽を二つ作る。", []),
        "a new item": ("・水槽を作る。", "・海図を刷る。", []),
        "a heading": ("", "・海図を刷る。", []),
        "word for word": ("・水槽を作る。", "・水槽を作る。", ["水槽を作る。"]),
        "but for the year": ("・令和７年度に水槽を作る。", "・令和８年度に水槽を作る。", ["令和８年度に水槽を作る。"]),
        "two items": ("・水槽を作る。\n・海図を刷る。", "・水槽を作る。\n・海図を刷る。", ["水槽を作る。", "海図を刷る。"]),
    },
}  # fmt: skip

DEMANDS: dict[str, dict[str, tuple[Demands, str, list[str]]]] = {
    "PD302": {
        "nothing required": (Demands(), "・水槽を作る。", []),
        "there": (Demands(("水槽を作る",)), "・大きな水槽を作る。", []),
        "there in another width": (Demands(("年3回",)), "・年３回の催しを行う。", []),
        "with a space in it": (Demands(("水槽を作る",)), "・大きな水 槽を作る。", []),
        "missing": (Demands(("海図を刷る",)), "・水槽を作る。", ["海図を刷る"]),
        "altered": (Demands(("水槽を作る",)), "・水槽も作る。", ["水槽を作る"]),
        "one of two": (Demands(("水槽を作る", "海図を刷る")), "・水槽を作る。", ["海図を刷る"]),
    },
    "PD402": {
        "no glossary": (Demands(), "・核融合の研究を行う。", []),
        "the right term": (Demands(glossary=(("子供", "こども"),)), "・こどもの居場所をつくる。", []),
        "another word": (Demands(glossary=(("子供", "こども"),)), "・子育てを支える。", []),
        "within the right term": (Demands(glossary=(("拠点", "中核拠点"),)), "・中核拠点を置く。", []),
        "the old term in another width, broken by a space": (Demands(glossary=(("QST", "量研"),)), "・ＱＳ Ｔが行う。", ["QST"]),
        "the old term": (Demands(glossary=(("子供", "こども"),)), "・子供の居場所をつくる。", ["子供"]),
        "two old terms": (Demands(glossary=(("子供", "こども"), ("障害", "障がい"))), "・子供の障害に応じる。", ["子供", "障害"]),
        "in two items": (Demands(glossary=(("子供", "こども"),)), "・子供を支える。\n・子供を守る。", ["子供", "子供"]),
    },
}  # fmt: skip


MONEY = "（単位：百万円）"
# Rule -> name of the case -> the tables (caption, rows; a header first), the quotes of its hits.
TABLES: dict[str, dict[str, tuple[list[tuple[str, str]], list[str]]]] = {
    "PD501": {
        "a sum": ([(MONEY, "区分 費用/甲 120/乙 80/計 200")], []),
        "rounded": ([(MONEY, "区分 費用/甲 120/乙 80/計 201")], []),
        "of which": ([(MONEY, "区分 費用/甲 120/うち、人件費 50/乙 80/計 200")], []),
        "a dash": ([(MONEY, "区分 費用/甲 120/乙 -/丙 3/計 123")], []),
        "one part": ([(MONEY, "区分 費用/甲 120/計 200")], []),
        "another structure": ([(MONEY, "区分 甲 乙 丙/一 1 1 1/二 2 2 2/計 90 91 92")], []),
        "in two sections": ([(MONEY, "区分 費用/収入 /甲 120/乙 80/計 200/支出 /丙 90/丁 20/計 110")], []),
        "no sum": ([(MONEY, "区分 費用/甲 120/乙 80/計 210")], ["計・費用"]),
        "a column of it": ([(MONEY, "区分 甲 乙/一 10 20/二 30 40/計 40 90")], ["計・乙"]),
        "a row of it": ([(MONEY, "区分 甲 乙 合計/一 10 20 30/二 30 40 70/三 1 2 9")], ["三・合計"]),
        "people are not rounded": ([("（単位：人）", "区分 職員/甲 12/乙 8/計 21")], ["計・職員"]),
    },
    "PD502": {
        "one table": ([(MONEY, "区分 費用/収入計 120/支出計 80")], []),
        "the same": ([(MONEY, "区分 費用/収入計 120"), (MONEY, "区分 費用/収入計 120")], []),
        "in another unit": ([(MONEY, "区分 費用/収入計 120"), ("（単位：千円）", "区分 費用/収入計 120,300")], []),
        "another header": ([(MONEY, "区分 費用/収入計 120"), (MONEY, "区分 実績/収入計 130")], []),
        "no name but total": ([(MONEY, "区分 費用/甲 120/乙 1/計 121"), (MONEY, "区分 費用/丙 10/丁 9/計 19")], []),
        "different": ([(MONEY, "区分 費用/収入計 120"), (MONEY, "区分 費用/収入計 130")], ["収入計・費用"]),
        "different in another unit": ([(MONEY, "区分 費用/収入計 120"), ("（単位：千円）", "区分 費用/収入計 131,000")], ["収入計・費用"]),
    },
    "PD503": {
        "above the table": ([(MONEY, "区分 費用/甲 120/乙 80")], []),
        "in a header": ([("", "区分 費用（円）/甲 120/乙 80")], []),
        "in the cells": ([("", "区分 参加者/甲 120人/乙 80人")], []),
        "a header of counts": ([("", "区分 件数/甲 120/乙 80")], []),
        "words": ([("", "区分 担当/甲 総務/乙 企画")], []),
        "none": ([("", "区分 予算/甲 1,200/乙 800")], [""]),
        "one of two": ([(MONEY, "区分 費用/甲 120/乙 80"), ("", "区分 予算/甲 1,200/乙 800")], [""]),
    },
}  # fmt: skip


def flat(table: dict[str, dict[str, tuple[object, ...]]]) -> list[object]:
    return [
        pytest.param(code, *case, id=f"{code} {name}") for code, cases in table.items() for name, case in cases.items()
    ]


def hits(code: str, draft: Draft) -> list[Hit]:
    rule = by_code(code)
    assert rule is not None
    return list(rule.find(draft))


def agree(found: list[Hit], quotes: list[str]) -> None:
    """As many hits as quotes, each with its words."""
    assert len(found) == len(quotes), found
    assert all(quote in hit.quote for hit, quote in zip(found, quotes, strict=True)), found


@pytest.mark.parametrize(("code", "text", "quotes"), flat(ALONE))  # type: ignore[arg-type]
def test_a_draft_alone(code: str, text: str, quotes: list[str]) -> None:
    agree(hits(code, Draft(plan(HEAD + text))), quotes)


@pytest.mark.parametrize(("code", "old", "new", "quotes"), flat(BESIDE))  # type: ignore[arg-type]
def test_beside_last_year(code: str, old: str, new: str, quotes: list[str]) -> None:
    draft = plan(HEAD + new)
    agree(hits(code, Draft(draft, compare(plan(OLD + old), draft))), quotes)


def typeset(tables: list[tuple[str, str]]) -> str:
    """A page of tables; cells that end with a space are empty."""
    page = ["<h1>令和８年度計画</h1><h2>１．予算</h2><h2>２．人員</h2><h3>（１）内訳</h3>"]
    for caption, rows in tables:
        head, *body = [row.split(" ") for row in rows.split("/")]
        lines = ["".join(f"<td>{cell}</td>" for cell in [*row, *[""] * (len(head) - len(row))]) for row in body]
        titles = "".join(f"<th>{cell}</th>" for cell in head)
        page.append(
            f"<table><caption>表{caption}</caption><thead><tr>{titles}</tr></thead><tr>{'</tr><tr>'.join(lines)}</tr></table>"
        )
    return "".join(page)


@pytest.mark.parametrize(("code", "tables", "quotes"), flat(TABLES))  # type: ignore[arg-type]
def test_tables(code: str, tables: list[tuple[str, str]], quotes: list[str]) -> None:
    draft = parse(html.read(typeset(tables).encode(), "plan.html"), "plan.html", 2026)
    agree(hits(code, Draft(draft)), quotes)


@pytest.mark.parametrize(("code", "demands", "text", "quotes"), flat(DEMANDS))  # type: ignore[arg-type]
def test_what_the_project_demands(code: str, demands: Demands, text: str, quotes: list[str]) -> None:
    agree(hits(code, Draft(plan(HEAD + text), demands=demands)), quotes)


def test_required_text_that_was_reworded_names_both_items() -> None:
    old, new = plan(OLD + "・観測船による水温の観測を毎月行う。"), plan(HEAD + "・観測船による水温の観測を隔月で行う。")
    (hit,) = hits("PD302", Draft(new, compare(old, new), Demands(("観測を毎月行う",))))
    assert hit.item is new.items[2]
    assert hit.old is old.items[2]


def test_every_rule_has_cases() -> None:
    tables = [ALONE, BESIDE, DEMANDS, TABLES, READING, TOGETHER, ACKNOWLEDGED]
    assert {rule.code for rule in RULES} == {code for table in tables for code in table}
    for table in tables:
        for code, cases in table.items():
            assert len(cases) >= 6, code
            assert 0 < sum(bool(case[-1]) for case in cases.values()) < len(cases), code
