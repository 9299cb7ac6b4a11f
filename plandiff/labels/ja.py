"""The words of reports in Japanese."""

from __future__ import annotations

from plandiff.labels import Labels


def _fiscal_year(year: int) -> str:
    """Both eras, as officials count and as everyone does."""
    if year < 2019:
        return f"{year}年度"
    return f"令和{'元' if year == 2019 else year - 2018}年度（{year}年度）"


LABELS = Labels(
    language="ja",
    fiscal_year_known=_fiscal_year,
    unknown_year="年度不明",
    kind={"continued": "継続", "reworded": "文言修正", "new": "新規", "dropped": "廃止"},
    flag={"moved": "移動", "renumbered": "項番変更", "split": "分割", "merged": "統合"},
    note={
        "stale-year": "年度の更新漏れ？",
        "year-rolled": "年度更新",
        "numbers": "数値の違い",
        "typography": "表記のみ",
    },
    mark={"continued": "＝", "reworded": "≠", "new": "＋", "dropped": "－"},
    type={"heading": "見出し", "item": "項目", "table": "表"},
    reason={
        "page-number": "ページ番号",
        "running-head": "柱（繰り返し見出し）",
        "navigation": "案内・ヘッダー・フッター",
        "hidden": "非表示",
        "picture": "図の代替文",
        "control": "入力部品",
        "front-matter": "前付け",
        "deleted": "削除済みの文",
        "comment": "コメント",
        "contents": "目次",
        "diagram": "図の中の文字",
        "embedded": "埋め込まれた文書",
        "formula": "数式の符号",
        "ruby": "ルビ",
        "watermark": "透かし",
        "repeated-header": "繰り返しの表見出し",
    },
    tag_separator="・",
    moved_from="移動元: {path}",
    score="一致度",
    margin="次点との差",
    runner_up="次点",
    title="計画の新旧比較",
    old="旧",
    new="新",
    summary="集計",
    turnover="章別の増減",
    changes="変更の一覧",
    warnings="注意",
    left_out="本文から除いた行",
    contents="目次",
    section="章・節",
    headings="見出し",
    items="項目・表",
    kind_column="区分",
    no_section="（見出しなし）",
    comma="、",
    size="{n} 項目",
    coverage="読み取り率 {share}",
    line="{n} 行目",
    line_of="{side} {n}行",
    left_out_line="{line}: {text}（{reason}）",
    unchanged_folded="継続 {n} 件（変更なし）",
    no_changes="変更はありません。",
    none_there="（なし）",
    none={"insert": "（削除）", "delete": "（新設）"},
    legend="下線部分は変更部分（新：下線、旧：二重下線）。件数は変更の単位で数え、分割・統合は 1 件とする。",
    row={"changed": "変更", "new": "新規", "dropped": "廃止"},
    table_part={"caption": "表題", "column": "列", "note": "注記", "unplaced": "位置不明の行"},
    table_columns=("区分", "項目", "列", "旧", "新", "増減額", "増減率"),
    column="第{n}列",
    whole_row="行全体",
    row_below="（項目名なし：「{label}」の{n}行下）",
    row_from_top="（項目名なし：上から{n}行目）",
    row_was="{new}（旧：{old}）",
    table_below="表の変更は下の表のとおり",
    table_of="表の変更（旧 {old} 行目 → 新 {new} 行目）",
    table_unit="単位：{new}",
    table_units="単位：旧 {old}、新・増減額 {new}",
)
