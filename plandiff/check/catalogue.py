"""The rules in one table: code, name, severity, what they need, and how each explains itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from plandiff.check.draft import Draft
from plandiff.check.findings import Hit
from plandiff.check.rule import Rule
from plandiff.check.rules import against, numbering, reading, tables, wholeness, words, years


def _none(draft: Draft) -> Iterator[Hit]:
    """Nothing in the draft itself."""
    yield from ()


RULES: tuple[Rule, ...] = (
    Rule(
        "PD101", "stale-year", "error", "baseline", years.stale,
        "年度の更新漏れ",
        "昨年度の計画から引き写した項目に、更新すべき年度が残っている。起点の年（令和６年度から）、期間の端、名前の年（ほかの年度にも同じ文がある）、事実を述べた文は問わない。",
        "年度を直し忘れた文は、昨年度の計画をそのまま約束したことになる。",
        "昨年度「令和６年度に整備する。」→ 今年度も「令和６年度に整備する。」",
        "年度を更新してください。更新しなくてよい年度なら承認（acknowledgements）に理由を書いてください。",
    ),
    Rule(
        "PD102", "impossible-year", "error", "draft", years.impossible,
        "存在しない年",
        "元号にない年（平成は31年まで、令和は元年から）。",
        "ありえない年は、読み手に計画全体の点検を疑わせる。",
        "平成40年度、令和０年度",
        "正しい年に直してください。",
    ),
    Rule(
        "PD103", "year-pair", "error", "draft", years.disagreeing,
        "和暦と西暦の不一致",
        "並べて書かれた和暦と西暦が別の年を指している。",
        "どちらの年か決まらず、期限として働かない。",
        "令和８年度（2025年度）",
        "どちらかを直してください。",
    ),
    Rule(
        "PD104", "past-year", "warning", "draft", years.past_as_plan,
        "過ぎた年度の予定",
        "計画の年度より前の年度に「行う」と書いた文。済んだこと（過去形）は問わない。",
        "過ぎた年度の約束は果たせない。昨年度の文の写し残しであることが多い。",
        "令和８年度計画で「令和６年度末までに更新する。」",
        "年度を更新するか、済んだこととして書いてください。",
    ),
    Rule(
        "PD105", "mixed-eras", "info", "draft", years.mixed_eras,
        "和暦と西暦の混在",
        "年度の書き方が計画の中でそろっていない。少ないほうを示す。",
        "書き方が変わると、読み手は別の意味かと迷い、検索からも漏れる。",
        "ほかは令和８年度なのに、一か所だけ2026年度",
        "多いほうにそろえてください。",
    ),
    Rule(
        "PD106", "mixed-widths", "info", "draft", years.mixed_widths,
        "年度の数字の全角・半角の混在",
        "一桁の年度の数字の幅が計画の中でそろっていない。少ないほうを示す。",
        "一か所だけ違う幅は、検索と置換から漏れ、次の年度更新で取り残される。",
        "ほかは令和８年度なのに、一か所だけ令和8年度",
        "多いほうにそろえてください。",
    ),
    Rule(
        "PD201", "numbering-gap", "warning", "draft", numbering.gaps,
        "項番の飛び",
        "並ぶ項番の一つが抜けている。",
        "項目を消したときに起きやすく、落ちた項目があるように見える。",
        "（１）の次が（３）",
        "番号を振り直すか、抜けた項目を戻してください。",
    ),
    Rule(
        "PD202", "numbering-repeat", "warning", "draft", numbering.repeats,
        "項番の重複",
        "同じ項番が続けて二度ある。",
        "項目を加えたときに起きやすく、番号で指したときにどちらか決まらない。",
        "（２）の次がまた（２）",
        "番号を振り直してください。",
    ),
    Rule(
        "PD203", "numbering-order", "warning", "draft", numbering.backward,
        "項番の逆順",
        "項番が前より小さい。",
        "項目を入れ替えたときに起きやすく、番号で指せなくなる。",
        "（３）の次が（２）",
        "順を確かめてください。",
    ),
    Rule(
        "PD204", "mixed-markers", "info", "draft", numbering.mixed,
        "項番の書き方の不統一",
        "並ぶ項番の括弧や点の書き方が違う。数字の全角・半角は問わない。並びごとに最初の一つを示す。",
        "同じ段の項目が別の段に見え、目次や引用が乱れる。",
        "(1) の次が （２）",
        "書き方をそろえてください。",
    ),
    Rule(
        "PD205", "empty-heading", "warning", "draft", wholeness.empty_headings,
        "中身のない見出し",
        "番号のある見出しの下に何もない。",
        "書きかけか、中身を消したときの消し残しである。",
        "「２．人事」のすぐ次が「３．施設」",
        "本文を書くか、見出しを消してください。",
    ),
    Rule(
        "PD206", "unfinished", "warning", "draft", wholeness.unfinished,
        "文の途切れ",
        "助詞や読点で終わる項目、または並ぶ項目にある句点がない項目。続く箇条へつながる文は問わない。",
        "書きかけの文や、貼り付けで切れた文がそのまま提出される。",
        "「研究者の受入れを進め、」で終わる項目",
        "文を終わりまで書いてください。",
    ),
    Rule(
        "PD207", "open-bracket", "warning", "draft", wholeness.open_brackets,
        "括弧の不対応",
        "開いた括弧が閉じていない、または開かずに閉じている。",
        "どこまでが括弧の中か決まらず、略称の定義や例外の範囲が変わる。",
        "研究機構（以下「機構」という。の業務",
        "括弧を補うか消してください。",
    ),
    Rule(
        "PD208", "duplicate", "warning", "draft", wholeness.duplicates,
        "項目の重複",
        "助詞と句読点を除いて同じ項目が二度ある。「（再掲）」とあれば問わない。",
        "写し間違いか、断りのない再掲で、片方だけ直すと食い違う。",
        "同じ節に同じ文が二つ",
        "一方を消すか、「（再掲）」と書いてください。",
    ),
    Rule(
        "PD301", "dropped", "warning", "baseline", against.dropped,
        "なくなった項目",
        "昨年度の計画にあった見出し、項目、表が今年度にない。ほかの項目の中にそのままあれば問わない。",
        "黙って消えた項目は、書き落としか、やめたのか、審査で必ず問われる。",
        "昨年度の「・図書館の開館時間を延ばす。」がない",
        "書き落としなら戻し、やめたのなら承認（acknowledgements）に理由を書いてください。",
    ),
    Rule(
        "PD302", "required", "error", "demands", against.required,
        "必ず入れる文",
        "設定の required に挙げた文が、そのままの形でない。",
        "法令や上位の計画が求める文は、言い換えると欠けたことになる。",
        "required = [\"政策評価を毎年度行う\"] の文がない",
        "文を戻すか、設定から外してください。",
    ),
    Rule(
        "PD303", "lowered", "warning", "baseline", against.lowered,
        "下がった数量",
        "昨年度の計画より数量が少ない。上限（以下、以内、限度額）、少ないほどよいもの（誤差など）、事実を述べた文は問わない。",
        "目標を下げたのなら説明が要る。打ち間違いなら誤った約束になる。",
        "昨年度「10件以上とする。」→ 今年度「８件以上とする。」",
        "下げたのなら承認（acknowledgements）に理由を書いてください。",
    ),
    Rule(
        "PD304", "retreat", "warning", "baseline", against.retreats,
        "段階の後退",
        "昨年度より前の段階（運用→着手、実施→検討など）の言葉で終わっている。判断ではなく手掛かりである。",
        "進んだはずの取組が戻って見え、評価で問われる。",
        "昨年度「運用を開始する。」→ 今年度「検討する。」",
        "意図したものか確かめてください。",
    ),
    Rule(
        "PD305", "carried-over", "info", "baseline", against.carried_over,
        "引き写し",
        "昨年度の計画と一字一句同じ項目（年度の更新は除く）。",
        "引き写しは見直しの漏れでもありうる。改めて読むための情報である。",
        "昨年度と同じ「・窓口の待ち時間を短くする。」",
        "見直して、同じでよければそのままで構いません。",
    ),
    Rule(
        "PD306", "promise", "warning", "baseline", against.forgotten_promises,
        "引き継がれていない予定",
        "昨年度の計画が今年度の予定として書いたことに当たる文が、今年度の計画に見当たらない。",
        "予告した取組が翌年度に現れないと、評価で問われる。",
        "昨年度「令和８年度に公開する予定である。」に当たる文が令和８年度計画にない",
        "書き落としなら加え、取りやめたのなら承認（acknowledgements）に理由を書いてください。",
    ),
    Rule(
        "PD401", "spelling", "warning", "words", words.spellings,
        "表記の揺れ",
        "同じ語が二通りに書かれている。長音符、送り仮名、接続詞の漢字と仮名だけを見る。少ないほうを示す。",
        "検索から漏れ、別の語に見える。",
        "サーバとサーバー、取組と取り組み",
        "多いほうか、決めた書き方にそろえてください。",
    ),
    Rule(
        "PD402", "glossary", "warning", "demands", words.glossary,
        "用語",
        "設定の glossary で言い換えると決めた語が使われている。",
        "決めた用語と古い用語が混じると、同じ事業が別のものに見える。",
        'glossary = { "核融合" = "フュージョン" } の「核融合」',
        "決めた用語に直してください。",
    ),
    Rule(
        "PD403", "early-abbreviation", "warning", "draft", words.abbreviations,
        "定義前の略称",
        "略称が、それを定義する「（以下「X」という。）」より前で使われている。",
        "初めて読む人に通じない。項目を移したときに起きやすい。",
        "「センター」を使った後に「（以下「センター」という。）」",
        "定義を最初に使う所へ移してください。",
    ),
    Rule(
        "PD404", "redefined-abbreviation", "info", "draft", words.redefined,
        "略称の二重定義",
        "同じ略称が二度定義されている。",
        "後の定義が前と違うことがあり、同じでも読み手を迷わせる。",
        "「（以下「機構」という。）」が二か所",
        "後のほうを消してください。",
    ),
    Rule(
        "PD501", "total", "warning", "draft", tables.wrong_totals,
        "合わない合計",
        "計の行または合計の列が内訳の和と違う。千円以上の単位では四捨五入の差は問わない。うち書きは足さない。",
        "内訳か合計のどちらかが誤っている。",
        "120 と 80 の計が 210",
        "内訳か合計を直してください。",
    ),
    Rule(
        "PD502", "differing-totals", "warning", "draft", tables.differing_totals,
        "表の間で違う合計",
        "同じ名の計が、二つの表で違う額になっている。",
        "同じ額であるはずの数字が食い違うと、どちらも信用されない。",
        "予算の表の「収入計」と資金計画の表の「収入計」が違う",
        "どちらかを直してください。",
    ),
    Rule(
        "PD503", "no-unit", "warning", "draft", tables.without_unit,
        "単位のない表",
        "数値の表に、表題、見出し、項目、欄のどこにも単位がない。",
        "千円か百万円かで額が千倍違う。",
        "（単位：百万円）を書き落とした予算表",
        "単位を書いてください。",
    ),
    Rule(
        "PD601", "unplaced", "warning", "draft", reading.unplaced,
        "読み取れなかった部分",
        "計画の構造の中に置けなかった部分がある。ページ番号や柱、サイトの案内は問わない。",
        "読めなかった部分は、比較にも検査にも入らない。",
        "隠し文字、取消し済みの文",
        "plandiff outline で読み取りを確かめてください。",
    ),
    Rule(
        "PD602", "no-year", "warning", "draft", reading.without_year,
        "年度の不明",
        "計画の年度が、表題にも前文にも見つからない。",
        "年度が分からないと、年度の更新漏れ（PD101、PD104、PD306）を見つけられない。",
        "表題が「業務計画」だけで、年度がない",
        "表題に年度を書くか、--year で指定してください。",
    ),
    Rule(
        "PD603", "comparison", "warning", "baseline", reading.about_comparison,
        "比較についての注意",
        "昨年度の計画との比較に注意が要る。年度が同じか逆、同じ内容、使えない pins など。",
        "比べる相手を間違えると、年度と項目についての指摘がすべて当てにならない。",
        "--against に今年度の計画を指定した",
        "--against、--against-year、設定の baselines と pins を確かめてください。",
    ),
    Rule(
        "PD901", "unused-acknowledgement", "warning", "acknowledgements", _none,
        "使われていない承認",
        "承認（acknowledgements）に当たる指摘がもうない。",
        "残しておくと、次に同じ指摘が出たときに黙って見逃す。",
        "消えた項目の承認が残っている",
        "承認を消してください。",
    ),
    Rule(
        "PD902", "expired-acknowledgement", "warning", "acknowledgements", _none,
        "期限の切れた承認",
        "承認した後で文が変わった。",
        "承認は、そのときの文に対するものである。",
        "承認した項目が書き換えられた",
        "指摘を確かめ、承認を書き直してください。",
    ),
)  # fmt: skip

NAMES = tuple(name for rule in RULES for name in (rule.code, rule.name))


def matching(selectors: Iterable[str]) -> frozenset[str]:
    """The codes of the rules that a code, the beginning of one (PD1) or a name selects."""
    words = tuple(selectors)
    return frozenset(rule.code for rule in RULES if rule.name in words or rule.code.startswith(words))


def by_code(word: str) -> Rule | None:
    """The rule of a code or name."""
    return next((rule for rule in RULES if word in (rule.code, rule.name)), None)
