"""The words that reports show a reader, in one table."""

from __future__ import annotations

KIND = {"continued": "継続", "reworded": "文言修正", "new": "新規", "dropped": "廃止"}
FLAG = {"moved": "移動", "renumbered": "項番変更", "split": "分割", "merged": "統合"}
NOTE = {
    "stale-year": "年度の更新漏れ？",
    "year-rolled": "年度更新",
    "numbers": "数値の違い",
    "typography": "表記のみ",
}
TYPE = {"heading": "見出し", "item": "項目", "table": "表"}
REASON = {
    "page-number": "ページ番号",
    "running-head": "柱（繰り返し見出し）",
    "ruby": "ルビ",
    "watermark": "透かし",
    "repeated-header": "繰り返しの表見出し",
}
ROW = {"changed": "変更", "new": "新規", "dropped": "廃止"}
TABLE_PART = {"caption": "表題", "column": "列", "note": "注記", "unplaced": "位置不明の行"}
MARK = {"continued": "＝", "reworded": "≠", "new": "＋", "dropped": "－"}

TITLE = "計画の新旧比較"
OLD, NEW = "旧", "新"
SUMMARY, TURNOVER, CHANGES, WARNINGS = "集計", "章別の増減", "変更の一覧", "注意"
LEFT_OUT, CONTENTS, SECTION, TOTAL, HEADINGS, ITEMS = "本文から除いた行", "目次", "章・節", "計", "見出し", "項目・表"
NO_SECTION = "（見出しなし）"
UNKNOWN_YEAR = "年度不明"
COVERAGE = "読み取り率"
SCORE, MARGIN, RUNNER_UP = "一致度", "次点との差", "次点"
UNCHANGED_FOLDED = "継続 {n} 件（変更なし）"
KIND_COLUMN, NEW_COLUMN, OLD_COLUMN = "区分", "新", "旧"
NONE_THERE = "（なし）"
NONE = {"insert": "（削除）", "delete": "（新設）"}
LINE = "{n} 行目"
MOVED_FROM = "移動元: {path}"
LEGEND = "下線部分は変更部分（新：下線、旧：二重下線）。件数は変更の単位で数え、分割・統合は 1 件とする。"
TABLE_COLUMNS = ("区分", "項目", "列", "旧", "新", "増減額", "増減率")
COLUMN, WHOLE_ROW = "第{n}列", "行全体"
ROW_BELOW, ROW_FROM_TOP = "（項目名なし：「{label}」の{n}行下）", "（項目名なし：上から{n}行目）"
ROW_WAS = "{new}（旧：{old}）"
TABLE_BELOW = "表の変更は下の表のとおり"
TABLE_OF = "表の変更（旧 {old} 行目 → 新 {new} 行目）"
TABLE_UNIT, TABLE_UNITS = "単位：{new}", "単位：旧 {old}、新・増減額 {new}"
NO_CHANGES = "変更はありません。"


def fiscal_year(year: int | None) -> str:
    """A fiscal year as both eras print it: 令和7年度（2025年度）."""
    if year is None:
        return UNKNOWN_YEAR
    if year < 2019:
        return f"{year}年度"
    return f"令和{'元' if year == 2019 else year - 2018}年度（{year}年度）"


def tags(kind: str, flags: tuple[str, ...], notes: tuple[str, ...]) -> list[str]:
    """A change's kind, flags and notes in words."""
    return [KIND[kind], *(FLAG[flag] for flag in flags), *(NOTE[note] for note in notes)]
