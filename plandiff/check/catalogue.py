"""The rules in one table: code, name, severity, what they need, and how each explains itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Literal, NamedTuple

from plandiff.check.draft import Draft
from plandiff.check.findings import Hit, Severity
from plandiff.check.rules import against, numbering, reading, tables, wholeness, words, years

Needs = Literal["draft", "words", "baseline", "demands", "acknowledgements"]


class Rule(NamedTuple):
    """A rule: `find` yields its hits in a draft; `needs` says what it cannot work without: the dictionary (`words`),
    last year's plan (`baseline`), something in the configuration (`demands`); `acknowledgements` are judged last."""

    code: str
    name: str
    severity: Severity
    needs: Needs
    find: Callable[[Draft], Iterator[Hit]]
    title: str
    why: str
    example: str
    remedy: str


def _none(draft: Draft) -> Iterator[Hit]:
    """Nothing in the draft itself."""
    yield from ()


RULES: tuple[Rule, ...] = (
    Rule(
        "PD101", "stale-year", "error", "baseline", years.stale,
        "年度の更新漏れ",
        "昨年度の計画から引き写した項目に、更新すべき年度が残っている。起点の年（令和６年度から）や期間の端は問わない。",
        "昨年度「令和６年度に整備する。」→ 今年度も「令和６年度に整備する。」",
        "年度を更新してください。更新しなくてよい年度なら承認（acknowledgements）に理由を書いてください。",
    ),
    Rule(
        "PD102", "impossible-year", "error", "draft", years.impossible,
        "存在しない年",
        "元号にない年は誤記である（平成は31年まで）。",
        "平成40年度、令和０年度",
        "正しい年に直してください。",
    ),
    Rule(
        "PD103", "year-pair", "error", "draft", years.disagreeing,
        "和暦と西暦の不一致",
        "並べて書かれた和暦と西暦が別の年を指している。",
        "令和８年度（2025年度）",
        "どちらかを直してください。",
    ),
    Rule(
        "PD104", "past-year", "warning", "draft", years.past_as_plan,
        "過ぎた年度の予定",
        "計画の年度より前の年度に「行う」と書かれている。済んだことなら過去形で書かれるはずである。",
        "令和８年度計画で「令和６年度末までに更新する。」",
        "年度を更新するか、済んだこととして書いてください。",
    ),
    Rule(
        "PD105", "mixed-eras", "info", "draft", years.mixed_eras,
        "和暦と西暦の混在",
        "年度の書き方が計画の中でそろっていない。少ないほうを示す。",
        "ほかは令和８年度なのに、一か所だけ2026年度",
        "多いほうにそろえてください。",
    ),
    Rule(
        "PD106", "mixed-widths", "info", "draft", years.mixed_widths,
        "年度の数字の全角・半角の混在",
        "一桁の年度の数字の幅が計画の中でそろっていない。少ないほうを示す。",
        "ほかは令和８年度なのに、一か所だけ令和8年度",
        "多いほうにそろえてください。",
    ),
    Rule(
        "PD201", "numbering-gap", "warning", "draft", numbering.gaps,
        "項番の飛び",
        "並ぶ項番の一つが抜けている。項目を消したときに起きやすい。",
        "（１）の次が（３）",
        "番号を振り直すか、抜けた項目を戻してください。",
    ),
    Rule(
        "PD202", "numbering-repeat", "warning", "draft", numbering.repeats,
        "項番の重複",
        "同じ項番が続けて二度ある。項目を加えたときに起きやすい。",
        "（２）の次がまた（２）",
        "番号を振り直してください。",
    ),
    Rule(
        "PD203", "numbering-order", "warning", "draft", numbering.backward,
        "項番の逆順",
        "項番が前より小さい。項目を入れ替えたときに起きやすい。",
        "（３）の次が（２）",
        "順を確かめてください。",
    ),
    Rule(
        "PD204", "mixed-markers", "info", "draft", numbering.mixed,
        "項番の書き方の不統一",
        "並ぶ項番の括弧や点の書き方が違う。数字の全角・半角は問わない。並びごとに最初の一つを示す。",
        "(1) の次が （２）",
        "書き方をそろえてください。",
    ),
    Rule(
        "PD205", "empty-heading", "warning", "draft", wholeness.empty_headings,
        "中身のない見出し",
        "番号のある見出しの下に何もない。",
        "「２．人事」のすぐ次が「３．施設」",
        "本文を書くか、見出しを消してください。",
    ),
    Rule(
        "PD206", "unfinished", "warning", "draft", wholeness.unfinished,
        "文の途切れ",
        "助詞や読点で終わる、または並ぶ項目にある句点がない。",
        "「研究者の受入れを進め、」で終わる項目",
        "文を終わりまで書いてください。",
    ),
    Rule(
        "PD207", "open-bracket", "warning", "draft", wholeness.open_brackets,
        "括弧の不対応",
        "開いた括弧が閉じていない、または開かずに閉じている。",
        "研究機構（以下「機構」という。の業務",
        "括弧を補うか消してください。",
    ),
    Rule(
        "PD208", "duplicate", "warning", "draft", wholeness.duplicates,
        "項目の重複",
        "助詞と句読点を除いて同じ項目が二度ある。写し間違いか、再掲の断りがない。",
        "同じ節に同じ文が二つ",
        "一方を消すか、「（再掲）」と書いてください。",
    ),
    Rule(
        "PD301", "dropped", "warning", "baseline", against.dropped,
        "なくなった項目",
        "昨年度の計画にあった項目が今年度にない。書き落としか、やめたのかを確かめる。",
        "昨年度の「・図書館の開館時間を延ばす。」がない",
        "書き落としなら戻し、やめたのなら承認（acknowledgements）に理由を書いてください。",
    ),
    Rule(
        "PD302", "required", "error", "demands", against.required,
        "必ず入れる文",
        "設定の required に挙げた文が、そのままの形でない。",
        "required = [\"政策評価を毎年度行う\"] の文がない",
        "文を戻すか、設定から外してください。",
    ),
    Rule(
        "PD303", "lowered", "warning", "baseline", against.lowered,
        "下がった数量",
        "昨年度の計画より数量が少ない。目標を下げたのか、書き誤りかを確かめる。",
        "昨年度「10件以上とする。」→ 今年度「８件以上とする。」",
        "下げたのなら承認（acknowledgements）に理由を書いてください。",
    ),
    Rule(
        "PD304", "retreat", "warning", "baseline", against.retreats,
        "段階の後退",
        "昨年度より前の段階（運用→着手、実施→検討など）の言葉で終わっている。判断ではなく手掛かりである。",
        "昨年度「運用を開始する。」→ 今年度「検討する。」",
        "意図したものか確かめてください。",
    ),
    Rule(
        "PD305", "carried-over", "info", "baseline", against.carried_over,
        "引き写し",
        "昨年度の計画と一字一句同じ項目（年度の更新は除く）。見直したうえかどうかを確かめる。",
        "昨年度と同じ「・窓口の待ち時間を短くする。」",
        "見直して、同じでよければそのままで構いません。",
    ),
    Rule(
        "PD306", "promise", "warning", "baseline", against.forgotten_promises,
        "引き継がれていない予定",
        "昨年度の計画が今年度の予定として書いたことに当たる文が、今年度の計画に見当たらない。",
        "昨年度「令和８年度に公開する予定である。」に当たる文が令和８年度計画にない",
        "書き落としなら加え、取りやめたのなら承認（acknowledgements）に理由を書いてください。",
    ),
    Rule(
        "PD401", "spelling", "warning", "words", words.spellings,
        "表記の揺れ",
        "同じ語が二通りに書かれている。長音符、送り仮名、接続詞の漢字と仮名だけを見る。少ないほうを示す。",
        "サーバとサーバー、取組と取り組み",
        "多いほうか、決めた書き方にそろえてください。",
    ),
    Rule(
        "PD402", "glossary", "warning", "demands", words.glossary,
        "用語",
        "設定の glossary で言い換えると決めた語が使われている。",
        'glossary = { "核融合" = "フュージョン" } の「核融合」',
        "決めた用語に直してください。",
    ),
    Rule(
        "PD403", "early-abbreviation", "warning", "draft", words.abbreviations,
        "定義前の略称",
        "略称が、それを定義する「（以下「X」という。）」より前で使われている。項目を移したときに起きやすい。",
        "「センター」を使った後に「（以下「センター」という。）」",
        "定義を最初に使う所へ移してください。",
    ),
    Rule(
        "PD404", "redefined-abbreviation", "info", "draft", words.redefined,
        "略称の二重定義",
        "同じ略称が二度定義されている。",
        "「（以下「機構」という。）」が二か所",
        "後のほうを消してください。",
    ),
    Rule(
        "PD501", "total", "warning", "draft", tables.wrong_totals,
        "合わない合計",
        "計の行または合計の列が内訳の和と違う。千円以上の単位では四捨五入の差は問わない。うち書きは足さない。",
        "120 と 80 の計が 210",
        "内訳か合計を直してください。",
    ),
    Rule(
        "PD502", "differing-totals", "warning", "draft", tables.differing_totals,
        "表の間で違う合計",
        "同じ名の計が、二つの表で違う額になっている。",
        "予算の表の「収入計」と資金計画の表の「収入計」が違う",
        "どちらかを直してください。",
    ),
    Rule(
        "PD503", "no-unit", "warning", "draft", tables.without_unit,
        "単位のない表",
        "数値の表に、表題、見出し、項目、欄のどこにも単位がない。",
        "（単位：百万円）を書き落とした予算表",
        "単位を書いてください。",
    ),
    Rule(
        "PD601", "unplaced", "warning", "draft", reading.unplaced,
        "読み取れなかった部分",
        "計画の構造の中に置けなかった部分がある。比較にも検査にも入らない。",
        "隠し文字、取消し済みの文",
        "plandiff outline で読み取りを確かめてください。",
    ),
    Rule(
        "PD901", "unused-acknowledgement", "warning", "acknowledgements", _none,
        "使われていない承認",
        "承認（acknowledgements）に当たる指摘がもうない。",
        "消えた項目の承認が残っている",
        "承認を消してください。",
    ),
    Rule(
        "PD902", "expired-acknowledgement", "warning", "acknowledgements", _none,
        "期限の切れた承認",
        "承認した後で文が変わったので、もう一度確かめる。",
        "承認した項目が書き換えられた",
        "指摘を確かめ、承認を書き直してください。",
    ),
)  # fmt: skip


def matching(selectors: Iterable[str]) -> frozenset[str]:
    """The codes of the rules that a code, the beginning of one (PD1) or a name selects."""
    words = tuple(selectors)
    return frozenset(rule.code for rule in RULES if rule.name in words or rule.code.startswith(words))


def by_code(word: str) -> Rule | None:
    """The rule of a code or name."""
    return next((rule for rule in RULES if word in (rule.code, rule.name)), None)
