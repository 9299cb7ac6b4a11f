"""Quantities that differ between two sentences: first what is none, then what must be found."""

from __future__ import annotations

from decimal import Decimal

import pytest

from plandiff.facts.numbers import numbers, value_of
from plandiff.facts.quantities import quantity_changes
from plandiff.model import SentenceChange

YEARS = (2024, 2025)

NONE: dict[str, tuple[str, str]] = {
    "enough": ("安全性を十分に確かめる。", "安全性を十二分に確かめる。"),
    "on the one hand": ("一方、船の更新は見送る。", "二方面で船の更新を行う。"),
    "a third party": ("第三者による点検を受ける。", "第二者による点検を受ける。"),
    "an isotope": ("13C標識の試薬を用いる。", "15N標識の試薬を用いる。"),
    "a secondary battery": ("一次電池の回収を進める。", "二次電池の回収を進める。"),
    "general administration": ("一般管理費を見直す。", "一部の管理費を見直す。"),
    "three dimensions": ("二次元の地図を作る。", "三次元の地図を作る。"),
    "the name of a device": ("JT-60SAの点検を行う。", "JT-61SAの点検を行う。"),
    "a name with letters before the figure": ("TDP43の画像を集める。", "TDP44の画像を集める。"),
    "a network generation": ("5Gの実証を行う。", "6Gの実証を行う。"),
    "a period of the agency": ("第２期の成果をまとめる。", "第３期の成果をまとめる。"),
    "an ordinal with a space": ("第 103 回の大会を開く。", "第 104 回の大会を開く。"),
    "the number of a law": ("平成11年法律第103号に基づく。", "平成12年法律第104号に基づく。"),
    "a reference to a section": ("１．(2)に掲げる業務を行う。", "２．(3)に掲げる業務を行う。"),
    "a number in brackets": ("上記(１)の取組を進める。", "上記(２)の取組を進める。"),
    "a circled number": ("①の業務を見直す。", "②の業務を見直す。"),
    "a Roman numeral": ("第Ⅰ相の試験を行う。", "第Ⅱ相の試験を行う。"),
    "this year that rolled": ("令和６年度に観測を行う。", "令和７年度に観測を行う。"),
    "this year's end that rolled": ("令和６年度末までに観測を終える。", "令和７年度末までに観測を終える。"),
    "a date": ("令和６年４月１日から貸し出す。", "令和７年４月２日から貸し出す。"),
    "a month": ("６月に催しを開く。", "７月に催しを開く。"),
    "a past deadline that rolled": ("令和５年度までに整えた港を使う。", "令和６年度までに整えた港を使う。"),
    "a period up to a year": ("令和８年度までの３年間で測る。", "令和９年度までの３年間で測る。"),
    "the same amount in another unit": ("費用は36億円とする。", "費用は3,600百万円とする。"),
    "the same amount in kanji": ("港を十か所で測る。", "港を10か所で測る。"),
    "the same share": ("費用を１割減らす。", "費用を10％減らす。"),
    "another width": ("催しを１２回開く。", "催しを12回開く。"),
    "another spelling of the unit": ("港の３箇所で測る。", "港の３か所で測る。"),
    "numbers of other things": ("船を10隻使う。", "船で５回測る。"),
    "things far apart": ("研修を10回開き、船を使う。", "港の近くで行う催しの参加者の声を聞く場を20回設ける。"),
    "per person": ("一人当たりの費用を示す。", "二人当たりの費用を示す。"),
    "each and every one": ("一人ひとりの声を聞く。", "一人一人の声を聞く。"),
    "some dozens": ("数十件の記録を直す。", "数百件の記録を直す。"),
    "numbers of entries": ("対象は次のとおり。 25社会福祉の充実", "対象は次のとおり。 26社会福祉の充実"),
    "entries of a list in a sentence": (
        "次の事業を行う。１港の整備事業、２魚礁の点検事業、３地域の見守り事業、４漁具の回収事業",
        "次の事業を行う。１港の整備事業、２地域の見守り事業、３漁具の回収事業",
    ),
    "an image size": ("4K映像を配る。", "8K映像を配る。"),
    "a level by number": ("レベル３の訓練を行う。", "レベル４の訓練を行う。"),
    "a jubilee": ("創立50周年の催しを開く。", "創立60周年の催しを開く。"),
    "a standard": ("ISO9001の審査を受ける。", "ISO14001の審査を受ける。"),
    "a summit": ("G7に備える。", "G20に備える。"),
    "a gas": ("二酸化炭素の量を測る。", "一酸化炭素の量を測る。"),
    "a region": ("四国の港を回る。", "九州の港を回る。"),
    "a part": ("一部の港を回る。", "二部の港を回る。"),
    "one to one": ("１対１の面談を行う。", "１対２の面談を行う。"),
    "an exhibit": ("別表２による。", "別表３による。"),
    "a decade": ("昭和50年代の橋を直す。", "昭和60年代の橋を直す。"),
    "a quarter of the year": ("第２四半期に開く。", "第３四半期に開く。"),
    "a time of day": ("10時から開く。", "９時から開く。"),
    "the same share as a fraction": ("費用を２分の１にする。", "費用を50％にする。"),
    "the same fraction in kanji": ("費用を３分の１にする。", "費用を三分の一にする。"),
    "a version": ("地図の2.1版を出す。", "地図の2.2版を出す。"),
    "a school year": ("小学３年生を招く。", "小学４年生を招く。"),
    "a stage by number": ("フェーズ２の試験を行う。", "フェーズ３の試験を行う。"),
    "a telephone number": ("電話03-1234-5678で受ける。", "電話03-1234-8765で受ける。"),
    "one of several": ("港を拠点の一つとする。", "港を拠点の二つとする。"),
    "another one": ("港にもう一つ灯台を建てる。", "港に灯台を建てる。"),
    "a short time in another unit": ("間隔を0.5msとする。", "間隔を500μsとする。"),
    "unchanged beside a changed word": ("研修を10回開く。", "講習を10回開く。"),
}  # fmt: skip

FOUND: dict[str, tuple[str, str, list[tuple[str, str, str]]]] = {
    "fewer": ("研修を10件以上開く。", "研修を５件以上開く。", [("10件以上", "５件以上", "lower")]),
    "more": ("研修を５回開く。", "研修を12回開く。", [("５回", "12回", "higher")]),
    "full width": ("船を１２隻使う。", "船を１０隻使う。", [("１２隻", "１０隻", "lower")]),
    "thousands": ("記録を1,200件直す。", "記録を1,500件直す。", [("1,200件", "1,500件", "higher")]),
    "decimals": ("受診率を45.2％とする。", "受診率を50％とする。", [("45.2％", "50％", "higher")]),
    "another sign for per cent": ("受診率を45％とする。", "受診率を40%とする。", [("45％", "40%", "lower")]),
    "points": ("受診率を２ポイント上げる。", "受診率を３ポイント上げる。", [("２ポイント", "３ポイント", "higher")]),
    "tenths and per cent": ("費用を３割減らす。", "費用を25％減らす。", [("３割", "25％", "lower")]),
    "an amount in 億": ("費用は36億円とする。", "費用は34億円とする。", [("36億円", "34億円", "lower")]),
    "an amount in another unit": ("費用は36億円とする。", "費用は3,400百万円とする。", [("36億円", "3,400百万円", "lower")]),
    "an amount in two parts": ("費用は１億2,000万円とする。", "費用は1.5億円とする。", [("１億2,000万円", "1.5億円", "higher")]),
    "thousands of yen": ("会費は2千円とする。", "会費は3,000円とする。", [("2千円", "3,000円", "higher")]),
    "kanji numerals": ("港を二十か所測る。", "港を十五か所測る。", [("二十か所", "十五か所", "lower")]),
    "kanji numerals after 年": ("会議を年二回、港で開く。", "会議を年三回、港で開く。", [("二回", "三回", "higher")]),
    "kanji for figures": ("会議を三回行う。", "会議を４回行う。", [("三回", "４回", "higher")]),
    "kanji at the beginning": ("三社と契約する。", "五社と契約する。", [("三社", "五社", "higher")]),
    "a range": ("研究員５～10人を募る。", "研究員５～８人を募る。", [("５～10人", "５～８人", "lower")]),
    "a range that grew on both ends": ("研究員５～10人を募る。", "研究員４～12人を募る。", [("５～10人", "４～12人", "changed")]),
    "a range for a number": ("研究員を10人募る。", "研究員を10～12人募る。", [("10人", "10～12人", "higher")]),
    "at least, now about": ("催しを10回以上開く。", "催しを10回程度開く。", [("10回以上", "10回程度", "changed")]),
    "at least, now at most": ("費用を５億円以上とする。", "費用を５億円以下とする。", [("５億円以上", "５億円以下", "changed")]),
    "less than": ("誤差を５％未満に抑える。", "誤差を３％未満に抑える。", [("５％未満", "３％未満", "lower")]),
    "about": ("約100人を港に招く。", "約80人を港に招く。", [("約100人", "約80人", "lower")]),
    "up to": ("研究員を最大10人とする。", "研究員を最大12人とする。", [("最大10人", "最大12人", "higher")]),
    "a temperature": ("温度10K以下で測る。", "温度４K以下で測る。", [("10K以下", "４K以下", "lower")]),
    "a length": ("通信距離を10kmとする。", "通信距離を20kmとする。", [("10km", "20km", "higher")]),
    "a length in another unit": ("観測の間隔を2kmとする。", "観測の間隔を500mとする。", [("2km", "500m", "lower")]),
    "an area": ("藻場の2haを戻す。", "藻場の3ヘクタールを戻す。", [("2ha", "3ヘクタール", "higher")]),
    "persons by another counter": ("研究員を20名受け入れる。", "研究員を15人受け入れる。", [("20名", "15人", "lower")]),
    "months": ("審査を６か月以内に行う。", "審査を３ヶ月以内に行う。", [("６か月以内", "３ヶ月以内", "lower")]),
    "years and months": ("任期を３年間とする。", "任期を18か月とする。", [("３年間", "18か月", "lower")]),
    "weeks and days": ("審査を２週間で行う。", "審査を10日間で行う。", [("２週間", "10日間", "lower")]),
    "hours": ("相談を24時間受ける。", "相談を12時間受ける。", [("24時間", "12時間", "lower")]),
    "a deadline that moved out": ("令和９年度末までに港を整える。", "令和10年度末までに港を整える。", [("令和９年度末まで", "令和10年度末まで", "later")]),
    "a deadline brought forward": ("令和10年度までに港を整える。", "令和９年度までに港を整える。", [("令和10年度まで", "令和９年度まで", "earlier")]),
    "a deadline by month": ("令和８年３月までに港を整える。", "令和８年９月までに港を整える。", [("令和８年３月まで", "令和８年９月まで", "later")]),
    "a deadline by half year": ("令和８年度末までに港を整える。", "令和８年度上半期までに港を整える。", [("令和８年度末まで", "令和８年度上半期まで", "earlier")]),
    "a western deadline": ("2027年度までに港を整える。", "2030年度までに港を整える。", [("2027年度まで", "2030年度まで", "later")]),
    "a deadline with 目途": ("令和９年度を目途に港を移す。", "令和11年度を目途に港を移す。", [("令和９年度を目途", "令和11年度を目途", "later")]),
    "a month as a deadline": ("報告は６月末までに出す。", "報告は９月末までに出す。", [("６月末まで", "９月末まで", "later")]),
    "another thing in katakana": ("１リング試作機を作る。", "７リング試作機を作る。", [("１リング", "７リング", "higher")]),
    "a loss": ("収支は△５百万円である。", "収支は△７百万円である。", [("△５百万円", "△７百万円", "lower")]),
    "a gain for a loss": ("収支は△５百万円である。", "収支は３百万円である。", [("△５百万円", "３百万円", "higher")]),
    "a tolerance": ("誤差を±0.5度とする。", "誤差を±0.3度とする。", [("±0.5度", "±0.3度", "lower")]),
    "a fraction": ("費用を３分の１にする。", "費用を４分の１にする。", [("３分の１", "４分の１", "lower")]),
    "years as a term": ("今後３年以内に港を移す。", "今後５年以内に港を移す。", [("３年以内", "５年以内", "higher")]),
    "days as a term": ("10日以内に答える。", "７日以内に答える。", [("10日以内", "７日以内", "lower")]),
    "a range with a hyphen": ("10-20人を募る。", "10-30人を募る。", [("10-20人", "10-30人", "higher")]),
    "a long kanji numeral": ("観測点を百二十地点に置く。", "観測点を百地点に置く。", [("百二十地点", "百地点", "lower")]),
    "two quantities": ("船10隻と車５台を使う。", "船８隻と車６台を使う。", [("10隻", "８隻", "lower"), ("５台", "６台", "higher")]),
    "one of two quantities": ("船10隻と車５台を使う。", "船10隻と車６台を使う。", [("５台", "６台", "higher")]),
    "swapped between places": ("東港で10件、西港で５件行う。", "東港で５件、西港で10件行う。", [("10件", "５件", "lower"), ("５件", "10件", "higher")]),
    "in another order": ("東港で10件、西港で５件行う。", "西港で６件、東港で10件行う。", [("５件", "６件", "higher")]),
    "with a space before the unit": ("温度 20K 以下で測る。", "温度 10K 以下で測る。", [("20K 以下", "10K 以下", "lower")]),
    "a very short length": ("1.2Åを上回る分解能で測る。", "１Å を上回る分解能で測る。", [("1.2Å", "１Å", "lower")]),
    "a pressure in another unit": ("圧力を0.5MPaとする。", "圧力を600kPaとする。", [("0.5MPa", "600kPa", "higher")]),
    "a magnetic field": ("磁場を7Tまで上げる。", "磁場を9.4テスラまで上げる。", [("7T", "9.4テスラ", "higher")]),
    "a short time": ("間隔を２ミリ秒とする。", "間隔を500μsとする。", [("２ミリ秒", "500μs", "lower")]),
    "things counted natively": ("窓口を３つ設ける。", "窓口を四つ設ける。", [("３つ", "四つ", "higher")]),
    "times as much": ("利用を２倍にする。", "利用を1.5倍にする。", [("２倍", "1.5倍", "lower")]),
    "in another wording around it": ("年間20件以上の共同研究を行う。", "年間15件以上の共同研究に取り組む。", [("20件以上", "15件以上", "lower")]),
}  # fmt: skip


def found(old: str, new: str, years: tuple[int | None, int | None] = YEARS) -> list[tuple[str, str, str]]:
    return [(q.old, q.new, q.direction) for q in quantity_changes([SentenceChange("changed", old, new)], years)]


@pytest.mark.parametrize(("old", "new"), NONE.values(), ids=NONE.keys())
def test_no_quantity_differs(old: str, new: str) -> None:
    assert found(old, new) == []


@pytest.mark.parametrize(("old", "new", "expected"), FOUND.values(), ids=FOUND.keys())
def test_quantities_that_differ(old: str, new: str, expected: list[tuple[str, str, str]]) -> None:
    assert found(old, new) == expected


def test_without_known_years_a_deadline_that_moved_is_one() -> None:
    assert found("令和６年度末までに測る。", "令和７年度末までに測る。", (None, None)) != []


WHAT: dict[str, tuple[str, str, str]] = {
    "the words before it": ("企業との共同研究を20件行う。", "企業との共同研究を15件行う。", "企業との共同研究"),
    "before the deadline before it": ("割合を令和９年度までに25％とする。", "割合を令和９年度までに30％とする。", "割合"),
    "the words after it at the beginning": ("20件の共同研究を行う。", "15件の共同研究を行う。", "共同研究を行う"),
    "after the time before it": ("１時間に３本の便を出す。", "１時間に２本の便を出す。", "便を出す"),
    "before 年": ("採水を年３回行う。", "採水を年４回行う。", "採水"),
    "before a bracket": ("低い温度（20K以下）で測る。", "低い温度（10K以下）で測る。", "低い温度"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "what"), WHAT.values(), ids=WHAT.keys())
def test_what_is_counted(old: str, new: str, what: str) -> None:
    (change,) = quantity_changes([SentenceChange("changed", old, new)], YEARS)
    assert change.what == what


VALUES = {
    "1,200": 1200, "3億5,000万": 350_000_000, "3百万": 3_000_000, "1.5億": 150_000_000, "二十五": 25, "百二": 102,
    "二〇二五": 2025, "三千万": 30_000_000, "十": 10, "一万二千": 12_000,
}  # fmt: skip


@pytest.mark.parametrize(("number", "value"), VALUES.items(), ids=VALUES.keys())
def test_values(number: str, value: int) -> None:
    assert value_of(number) == Decimal(value)


def test_a_number_without_a_unit_is_bare() -> None:
    assert [quantity.sort for quantity in numbers("目標は12である。")] == ["bare"]


def test_no_text_makes_arithmetic_long_or_fail() -> None:
    for text in ("0分の1とする。", "1" + "億" * 9000 + "円", "9" * 9000 + "円", "一" * 9000 + "円", "1." + "9" * 9000):
        assert len(numbers(text)) <= 2
