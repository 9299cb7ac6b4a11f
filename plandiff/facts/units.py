"""The units in which plans count: what each measures and how large it is; a unit in one table, its meaning out."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple


class Unit(NamedTuple):
    """What a unit measures, and its size in the measure's basic unit."""

    measure: str
    size: Decimal


# Words that count one thing each: 10件 and 10回 have no common unit.
_COUNTERS = (
    "件 回 校 社 団体 機関 施設 拠点 地区 地点 地域 市町村 自治体 都道府県 府省 府省庁 省庁 世帯 戸 棟 台 基 機 隻 "
    "両 本 冊 部 枚 個 品目 種類 種 課題 テーマ 事業 講座 コース プロジェクト 施策 項目 企業 店舗 便 往復 路線 床 病院 "
    "大学 症例 検体 例 株 系統 箱 席 室 区画 ライン 倍 位 点 か国語 言語 ページ 字 票 チーム グループ ユニット 論文 報 "
    "作品 公演 試合 頭 羽 匹 尾 口 学級 クラス コマ 年連続 大会 種目 問 隊 か月分"
).split()
_SIZES: dict[str, dict[str, str]] = {
    "人": {"人": "1", "名": "1"},
    "か所": {"か所": "1", "箇所": "1", "カ所": "1", "ヶ所": "1", "ヵ所": "1", "ケ所": "1", "個所": "1"},
    "か国": {"か国": "1", "カ国": "1", "ヶ国": "1", "ヵ国": "1", "箇国": "1"},
    "者": {"者": "1"},
    "円": {"円": "1"},
    "ドル": {"ドル": "1"},
    "割合": {"%": "1", "パーセント": "1", "割": "10"},
    "ポイント": {"ポイント": "1", "%ポイント": "1"},
    "歳": {"歳": "1", "才": "1"},
    "時間": {"時間": "3600", "分間": "60", "秒間": "1", "秒": "1", "ms": "0.001", "ミリ秒": "0.001", "μs": "1e-6",
            "マイクロ秒": "1e-6", "ns": "1e-9", "ナノ秒": "1e-9", "ps": "1e-12", "ピコ秒": "1e-12", "fs": "1e-15",
            "フェムト秒": "1e-15"},
    "日": {"日間": "1", "週間": "7", "営業日": "1"},
    "月": {
        "か月": "1", "カ月": "1", "ヶ月": "1", "ヵ月": "1", "ケ月": "1", "箇月": "1", "か年": "12", "カ年": "12",
        "ヶ年": "12", "ヵ年": "12", "箇年": "12", "年間": "12",
    },
    "長さ": {"Å": "1e-10", "オングストローム": "1e-10", "nm": "1e-9",
            "μm": "1e-6", "mm": "0.001", "cm": "0.01", "m": "1", "メートル": "1", "km": "1000",
            "キロメートル": "1000", "キロ": "1000"},
    "面積": {"㎡": "1", "m2": "1", "平方メートル": "1", "ha": "10000", "ヘクタール": "10000", "km2": "1000000",
            "平方キロメートル": "1000000"},
    "重さ": {"mg": "0.001", "g": "1", "グラム": "1", "kg": "1000", "キログラム": "1000", "t": "1000000",
            "トン": "1000000"},
    "体積": {"μL": "1e-6", "mL": "0.001", "ml": "0.001", "cc": "0.001", "dL": "0.1", "L": "1", "リットル": "1",
            "m3": "1000", "㎥": "1000", "立方メートル": "1000"},
    "電力量": {"Wh": "1", "kWh": "1e3", "MWh": "1e6", "GWh": "1e9"},
    "電力": {"W": "1", "kW": "1e3", "MW": "1e6", "GW": "1e9"},
    "エネルギー": {"eV": "1", "keV": "1e3", "MeV": "1e6", "GeV": "1e9", "TeV": "1e12"},
    "電圧": {"V": "1", "kV": "1e3", "MV": "1e6"},
    "電流": {"mA": "0.001", "A": "1", "kA": "1e3", "MA": "1e6"},
    "周波数": {"Hz": "1", "kHz": "1e3", "MHz": "1e6", "GHz": "1e9", "THz": "1e12"},
    "放射能": {"Bq": "1", "kBq": "1e3", "MBq": "1e6", "GBq": "1e9", "TBq": "1e12"},
    "線量": {"mGy": "0.001", "Gy": "1"},
    "実効線量": {"μSv": "1e-6", "mSv": "0.001", "Sv": "1"},
    "圧力": {"Pa": "1", "hPa": "100", "kPa": "1e3", "MPa": "1e6", "GPa": "1e9", "気圧": "101325"},
    "磁束密度": {"mT": "0.001", "T": "1", "テスラ": "1"},
    "音の大きさ": {"dB": "1", "デシベル": "1"},
    "濃度": {"ppm": "1", "ppb": "0.001"},
    "回転": {"rpm": "1"},
    "はじき出し": {"dpa": "1"},
    "温度": {"℃": "1", "度": "1"},
    "絶対温度": {"mK": "0.001", "K": "1", "ケルビン": "1"},
    "情報量": {"MB": "1e6", "GB": "1e9", "TB": "1e12", "PB": "1e15"},
    "速さ": {"Mbps": "1e6", "Gbps": "1e9", "Tbps": "1e12"},
}  # fmt: skip

UNITS = {name: Unit(name, Decimal(1)) for name in _COUNTERS} | {
    name: Unit(measure, Decimal(size)) for measure, sizes in _SIZES.items() for name, size in sizes.items()
}
# Units that are words of their own and begin many others.
WORDS = frozenset("地域 地区 施設 機関 事業 課題 企業 大学 病院 言語 項目 作品 論文 公演 自治体 施策".split())
# Words that begin like a unit: 25社会福祉 in a numbered list.
FALSE_UNITS = tuple(
    "社会 基幹 基礎 基本 基準 基盤 人材 人件 人事 人権 人工 人口 人間 名称 名古 個別 個人 部門 部局 機能 機構 機器 "
    "組織 種別 点検 本部 両立 例示 室長 校長 校舎 台帳 台風 株式 口座 口腔 報告 曲線 便益 倍率 位置 度数 回復 回答 "
    "回避 円滑 円卓 語学 組合 頭部 題材 問題 問合 展示会 事業者 事業所 件名 "
    "K映像 K画像 K放送 Kカメラ Kテレビ".split()
)
# What kanji numerals may count; the others make words with them: 一部, 一点, 二次電池, 三本柱.
KANJI_UNITS = frozenset(
    "件 回 校 社 団体 機関 施設 拠点 地区 地域 世帯 台 冊 種類 課題 事業 講座 コース 倍 人 名 割 円 つ "
    "か所 箇所 カ所 ヶ所 か国 カ国 か月 カ月 ヶ月 箇月 か年 カ年 ヶ年 箇年 年間 日間 週間 時間 歳 隻 "
    "地点 自治体 大学".split()
)
UNITS["つ"] = Unit("つ", Decimal(1))
# What makes a date or a word unless it is bounded: 3年以内, 10日程度.
BOUNDED = {"年": Unit("月", Decimal(12)), "日": Unit("日", Decimal(1)), "分": Unit("時間", Decimal(60))}
UNITS |= BOUNDED


def _lengths() -> dict[str, list[int]]:
    """The lengths of the units that begin with a character, the longest first."""
    found: dict[str, list[int]] = {}
    for name in sorted(UNITS, key=len, reverse=True):
        lengths = found.setdefault(name[0], [])
        if len(name) not in lengths:
            lengths.append(len(name))
    return found


LENGTHS = _lengths()
