"""Facts, promises and doubts in a report, and in the formats that show them."""

from __future__ import annotations

import json

import pytest
from conftest import plan

from plandiff import Report, compare, render
from plandiff.labels import labels_of
from plandiff.renderers.facts import Row, doubt_rows, fact_rows, promise_rows, whole_sentences

OLD = """令和７年度計画
１．観測
・観測船による水温の観測を年10回以上行う。
・海図の電子化を検討する。結果を公開する。
２．公開
・記録の展示を行い、令和８年度から海図の貸出しを始める。
・観測員の研修を開く。令和８年度に教材を作る。
・港の灯台を塗り直す。
・翌年度に標識の点検表を配る。
・古い海図を集める。
"""
NEW = """令和８年度計画
１．観測
・観測船による水温の観測を年８回以上行う。
・海図の電子化を進める。結果を公開する。利用者の意見を毎月集める。
２．公開
・記録の展示を行う。
・観測員の研修を開く。
・港の灯台を塗り直す。
・港ごとに古い写真を撮り直して並べる。
"""
JA, EN = labels_of("ja"), labels_of("en")
FACTS = {
    "観測船に": [Row("数量", "10回以上", "８回以上", "観測船による水温の観測：減")],
    "海図の電": [
        Row("段階", "電子化を検討する", "電子化を進める", "進展？"),
        Row("文の追加", "", "利用者の意見を毎月集める。", ""),
    ],
    "観測員の": [Row("文の削除", "令和８年度に教材を作る。", "", "")],
    "記録の展": [],  # shown as two whole texts
    "港の灯台": [],
}
PROMISES = [
    Row("旧 6行 → 新 6行 「令和８年度から」", "記録の展示を行い、令和８年度から海図の貸出しを始める。", "記録の展示を行う。", ""),
    Row("旧 7行 → 新 7行 「令和８年度に」", "令和８年度に教材を作る。", "", "対応する文は見当たらない"),
    Row("旧 9行 「翌年度に」", "翌年度に標識の点検表を配る。", "", "項目ごと廃止"),
]  # fmt: skip


@pytest.fixture(scope="module")
def report() -> Report:
    return compare(plan(OLD), plan(NEW))


@pytest.mark.parametrize(("start", "rows"), FACTS.items(), ids=FACTS.keys())
def test_facts_of_a_change(report: Report, start: str, rows: list[Row]) -> None:
    (change,) = [change for change in report.changes if change.new and change.new[0].text.startswith(start)]
    assert fact_rows(change, JA) == rows


def test_promises(report: Report) -> None:
    assert promise_rows(report, JA) == PROMISES


def test_doubts(report: Report) -> None:
    (row,) = doubt_rows(report, JA)
    assert row == Row(
        "旧 10行 → 新 9行", "・ 古い海図を集める。", "・ 港ごとに古い写真を撮り直して並べる。", row.remark
    )
    assert row.remark.startswith("一致度 0.")


def test_a_doubt_names_the_runner_up() -> None:
    old = plan("令和７年度計画\n・湾の採水を５地点で行う。\n", 2025)
    new = plan("令和８年度計画\n・湾の採水を６地点で行う。\n・湾の採水を７地点で行う。\n", 2026)
    (row,) = doubt_rows(compare(old, new), JA)
    assert "次点との差 0.0" in row.remark
    assert row.remark.endswith("次点 新 3行 「・ 湾の採水を７地点で行う。」")


SENTENCES: dict[str, tuple[str, str, list[str]]] = {
    "added beside one that went on": ("港の水温を測る。", "港の水温を測る。釣り客に声を聞く。", ["added"]),
    "added beside one of other words": (
        "潮位計の点検を行う。", "新しい潮位計の点検に委託業者を立ち会わせる。灯台守の話を聞き書きする。", ["added"],
    ),
    "made of half another": (
        "観測船の乗組員の研修を行い、港の倉庫を片付ける。",
        "観測船の乗組員の研修を行い、参加者に修了証を渡す。また、港の倉庫を片付ける。",
        [],
    ),
    "all replaced": ("灯台守の話を聞き書きする。船を洗う。", "桟橋の板を張り替える。", []),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "ops"), SENTENCES.values(), ids=SENTENCES.keys())
def test_sentences_that_are_pointed_out(old: str, new: str, ops: list[str]) -> None:
    plans = [plan(f"1. 業務\n・{text}\n・旗を立てる。\n", year) for text, year in ((old, 2024), (new, 2025))]
    found = [change for change in compare(*plans).changes if change.kind == "reworded"]
    assert [sentence.op for change in found for sentence in whole_sentences(change)] == ops


TEXT = """\
      ・ 観測船による水温の観測を年[-10-]{+８+}回以上行う。
      数量: 10回以上 → ８回以上  観測船による水温の観測：減
"""
TEXT_PROMISE = """\
前年度の計画が予定していたこと
  旧 6行 → 新 6行 「令和８年度から」
      旧: 記録の展示を行い、令和８年度から海図の貸出しを始める。
      新: 記録の展示を行う。
  旧 7行 → 新 7行 「令和８年度に」  対応する文は見当たらない
      旧: 令和８年度に教材を作る。
"""
MARKDOWN = """
| └ 数量<br>観測船による水温の観測：減 | 10回以上 | ８回以上 |
"""
MARKDOWN_PROMISE = """
## 前年度の計画が予定していたこと

| 箇所 | 旧 | 新 | 備考 |
|---|---|---|---|
| 旧 6行 → 新 6行 「令和８年度から」 | 記録の展示を行い、令和８年度から海図の貸出しを始める。 | 記録の展示を行う。 |  |
| 旧 7行 → 新 7行 「令和８年度に」 | 令和８年度に教材を作る。 |  | 対応する文は見当たらない |
"""


@pytest.mark.parametrize(
    ("format_", "parts"),
    [("text", (TEXT, TEXT_PROMISE)), ("markdown", (MARKDOWN, MARKDOWN_PROMISE))],
    ids=["text", "Markdown"],
)
def test_reports_show_them(report: Report, format_: str, parts: tuple[str, ...]) -> None:
    shown = render(report, format_)
    assert [part for part in parts if part not in shown] == []
    assert JA.doubts in shown
    assert EN.doubts in render(report, format_, lang="en")


@pytest.mark.parametrize("format_", ["text", "markdown"])
def test_reports_name_no_sections_without_entries(format_: str) -> None:
    shown = render(compare(plan("・灯台を塗り直す。\n", 2025), plan("・灯台を塗り直す。\n", 2026)), format_)
    assert JA.promises not in shown
    assert JA.doubts not in shown


def test_json_holds_all_facts(report: Report) -> None:
    data = json.loads(render(report, "json"))
    quantities = [fact for change in data["changes"] if change["facts"] for fact in change["facts"]["quantities"]]
    assert quantities == [
        {"old": "10回以上", "new": "８回以上", "unit": "回", "direction": "lower", "what": "観測船による水温の観測"}
    ]
    assert [promise["time"] for promise in data["promises"]] == ["令和８年度から", "令和８年度に", "翌年度に"]
    assert [doubt["reasons"] for doubt in data["to_check"]] == [["low"]]
