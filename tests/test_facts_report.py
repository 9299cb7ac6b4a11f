"""Facts, promises and doubts in a report, and in its JSON."""

from __future__ import annotations

import json

from conftest import plan

from plandiff import Report, compare, render

OLD = """令和７年度計画
１．観測
・観測船による水温の観測を年10回以上行う。
・海図の電子化を検討する。結果を公開する。
２．公開
・記録の展示を行い、令和８年度から海図の貸出しを始める。
・観測員の研修を開く。
"""
NEW = """令和８年度計画
１．観測
・観測船による水温の観測を年８回以上行う。
・海図の電子化を進める。結果を公開する。利用者の意見を毎月集める。
２．公開
・記録の展示を行う。
・観測員の研修を開く。
"""


def report() -> Report:
    return compare(plan(OLD), plan(NEW))


def test_facts_stand_on_reworded_items_alone() -> None:
    found = {change.new[0].text[:4]: change.facts for change in report().changes}
    assert found["観測船に"] is not None
    assert found["観測員の"] is None


def test_json_holds_all_facts() -> None:
    data = json.loads(render(report(), "json"))
    quantities = [fact for change in data["changes"] if change["facts"] for fact in change["facts"]["quantities"]]
    assert quantities == [
        {"old": "10回以上", "new": "８回以上", "unit": "回", "direction": "lower", "what": "観測船による水温の観測を年"}
    ]
    (promise,) = data["promises"]
    assert promise["time"] == "令和８年度から"
    assert isinstance(data["to_check"], list)
