"""Tables of sentence pairs whose predicates commit to another stage, and of pairs whose do not."""

from __future__ import annotations

import pytest

from plandiff.facts.stages import stage_changes
from plandiff.model import SentenceChange
from plandiff.tokenise import Tokeniser

NONE = {
    "the same stage": ("魚道の整備を検討する。", "魚道と堰の整備を検討する。"),
    "study in other words": ("魚道の整備を検討する。", "魚道の整備に係る検討を行う。"),
    "going on in other words": ("魚道の清掃を進める。", "魚道の清掃を継続する。"),
    "carried out in other words": ("魚道の清掃を行う。", "魚道の清掃を実施する。"),
    "a study that begins and goes on elsewhere": ("魚道の流量を測る。", "稚魚の数を調べる。"),
    "a deed without a stage": ("魚道の写真を公開する。", "魚道の写真を配布する。"),
    "study as what is advanced": ("検討会の議事録を公開する。", "検討会の資料を公開する。"),
    "study within the sentence alone": ("検討した結果を踏まえて魚道を直す。", "調査した結果を踏まえて魚道を直す。"),
    "operation as a thing": ("運用状況を毎月確認する。", "運用実績を毎月確認する。"),
    "design as a thing": ("設計図を水路ごとに保管する。", "図面を水路ごとに保管する。"),
    "what is denied": ("魚道の移設は検討しない。", "魚道の移設を実施する。"),
    "what is past": ("魚道の移設を検討した。", "魚道の移設を実施する。"),
    "now denied": ("魚道の移設を検討する。", "魚道の移設は実施しない。"),
    "another commitment": ("観光船の運賃を検討する。", "稚魚の放流を開始する。"),
    "another object of the same length": ("冬の餌の種類を検討する。", "夏の水槽の清掃を実施する。"),
    "operation that goes on": ("水槽の運用を継続する。", "水槽の運用を進める。"),
    "the same stage with a remark": ("魚道の整備を検討する。", "魚道の整備を検討する（再掲）。"),
    "a heading": ("魚道の整備", "魚道の改良"),
    "a date in another form": ("４月から魚道の清掃を開始する。", "春から魚道の清掃を開始する。"),
    "the old predicate stands within the new sentence": (
        "魚道の整備を検討する。", "魚道の整備を検討するとともに、堰の撤去を実施する。",
    ),
    "another deed to the same thing in another sentence": (
        "水槽の水質の改善に向けて、餌の種類と量を検討する。", "展示の見直しに合わせて、餌の値段を公開する。",
    ),
    "two stages of one compound": ("護岸の協議を進める。", "護岸の協議・工事を進める。"),
}  # fmt: skip

FOUND: dict[str, tuple[str, str, tuple[str, str, str]]] = {
    "study to work": ("魚道の整備を検討する。", "魚道の整備を実施する。", ("整備を検討する", "整備を実施する", "advance")),
    "work to study": ("魚道の整備を実施する。", "魚道の整備を検討する。", ("整備を実施する", "整備を検討する", "retreat")),
    "study to the deed itself": ("魚道の増設を検討する。", "魚道を増設する。", ("増設を検討する", "魚道を増設する", "advance")),
    "the deed itself to study": ("魚道を増設する。", "魚道の増設を検討する。", ("魚道を増設する", "増設を検討する", "retreat")),
    "a study carried out": ("魚道の増設の検討を行う。", "魚道の増設に着手する。", ("検討を行う", "増設に着手する", "advance")),
    "study to design": ("堰の改修方法を検討する。", "堰の改修方法を設計する。", ("改修方法を検討する", "改修方法を設計する", "advance")),
    "design to work": ("堰の改修の基本設計を行う。", "堰の改修を行う。", ("基本設計を行う", "改修を行う", "advance")),
    "design to begin": ("堰の改修の設計を進める。", "堰の改修に着手する。", ("設計を進める", "改修に着手する", "advance")),
    "inquiry to work": ("井戸の水質の改善に向けた調査を行う。", "井戸の水質の改善を実施する。", ("調査を行う", "改善を実施する", "advance")),
    "talks to work": ("共同出荷の実施に向けて組合と協議する。", "組合と共同出荷を実施する。", ("協議する", "共同出荷を実施する", "advance")),
    "preparation to operation": ("配車の仕組みの運用に向けた準備を進める。", "配車の仕組みの運用を開始する。", ("準備を進める", "運用を開始する", "advance")),
    "operation back to preparation": ("配車の仕組みの運用を開始する。", "配車の仕組みの運用に向けた準備を進める。", ("運用を開始する", "準備を進める", "retreat")),
    "begin to go on": ("養殖の試験に着手する。", "養殖の試験を継続する。", ("試験に着手する", "試験を継続する", "advance")),
    "go on to begin": ("養殖の試験を継続する。", "養殖の試験に着手する。", ("試験を継続する", "試験に着手する", "retreat")),
    "begin to push on": ("藻場の造成を開始する。", "藻場の造成を推進する。", ("造成を開始する", "造成を推進する", "advance")),
    "begin to advance": ("藻場の造成を始める。", "藻場の造成を進める。", ("造成を始める", "造成を進める", "advance")),
    "go on to finish": ("漁港の浚渫を進める。", "漁港の浚渫を完了する。", ("浚渫を進める", "浚渫を完了する", "advance")),
    "finish to go on": ("漁港の浚渫を完了する。", "漁港の浚渫を進める。", ("浚渫を完了する", "浚渫を進める", "retreat")),
    "begin to finish": ("倉庫の移転に着手する。", "倉庫の移転を終える。", ("移転に着手する", "移転を終える", "advance")),
    "work to operation": ("冷凍庫の据付けを進める。", "冷凍庫の稼働を開始する。", ("据付けを進める", "稼働を開始する", "advance")),
    "study to operation": ("予約窓口の導入を検討する。", "予約窓口の運用を開始する。", ("導入を検討する", "運用を開始する", "advance")),
    "a plan to do so": ("魚道の整備を検討する予定である。", "魚道の整備を実施する予定である。", ("整備を検討する予定である", "整備を実施する予定である", "advance")),
    "as something to be done": ("魚道の整備を検討するものとする。", "魚道の整備を実施するものとする。", ("整備を検討するものとする", "整備を実施するものとする", "advance")),
    "while going on": ("魚道の整備を検討している。", "魚道の整備を進めている。", ("整備を検討している", "整備を進めている", "advance")),
    "going to": ("魚道の整備を検討していく。", "魚道の整備を進めていく。", ("整備を検討していく", "整備を進めていく", "advance")),
    "polite": ("魚道の整備を検討します。", "魚道の整備を実施します。", ("整備を検討します", "整備を実施します", "advance")),
    "an end without a verb": ("魚道の整備を検討", "魚道の整備を実施", ("整備を検討", "整備を実施", "advance")),
    "an adverb before the verb": ("魚道の清掃に着手する。", "魚道の清掃を引き続き進める。", ("清掃に着手する", "清掃を引き続き進める", "advance")),
    "a remark after it": ("魚道の整備を検討する（北部）。", "魚道の整備を実施する（北部）。", ("整備を検討する", "整備を実施する", "advance")),
    "a compound with the aspect": ("売店の運用準備を進める。", "売店の運用を開始する。", ("運用準備を進める", "運用を開始する", "advance")),
    "joined nouns": ("護岸工事の調査・検討を行う。", "護岸の工事を行う。", ("調査・検討を行う", "工事を行う", "advance")),
    "one of joined nouns": ("揚水機の製作に着手する。", "揚水機の詳細設計・製作を進める。", ("製作に着手する", "詳細設計・製作を進める", "advance")),
    "another year before it": ("令和７年度は魚道の整備を検討する。", "令和８年度は魚道の整備に着手する。", ("整備を検討する", "整備に着手する", "advance")),
    "study to study and work": ("魚道の整備を検討する。", "魚道の整備を検討し、実施する。", ("整備を検討する", "実施する", "advance")),
    "study and work to study": ("魚道の整備を検討し、実施する。", "魚道の整備を検討する。", ("実施する", "整備を検討する", "retreat")),
    "design to work on the same thing": (
        "北の浜で稚魚の数を毎朝数える装置について、概念設計を行う。", "北の浜で稚魚の数を毎朝数える装置を試作する。", ("概念設計を行う", "装置を試作する", "advance"),
    ),
    "a name with a space": (
        "深海用 X 線装置の設計を行う。", "深海用 X 線装置を開発する。", ("設計を行う", "深海用 X 線装置を開発する", "advance"),
    ),
    "what it is for": ("魚道の整備に向けて検討を進める。", "魚道の整備に着手する。", ("検討を進める", "整備に着手する", "advance")),
}  # fmt: skip


def found(old: str, new: str, tokenise: Tokeniser) -> list[tuple[str, str, str]]:
    return [tuple(change) for change in stage_changes([SentenceChange("changed", old, new)], (old, new), tokenise)]  # type: ignore[misc]


@pytest.mark.parametrize(("old", "new"), NONE.values(), ids=NONE.keys())
def test_no_other_stage(tokenise: Tokeniser, old: str, new: str) -> None:
    assert found(old, new, tokenise) == []


@pytest.mark.parametrize(("old", "new", "expected"), FOUND.values(), ids=FOUND.keys())
def test_other_stages(tokenise: Tokeniser, old: str, new: str, expected: tuple[str, str, str]) -> None:
    assert found(old, new, tokenise) == [expected]


@pytest.mark.parametrize("op", ["added", "removed"])
def test_a_sentence_of_one_side_has_no_stage(tokenise: Tokeniser, op: str) -> None:
    old, new = ("整備を検討する。", None) if op == "removed" else (None, "整備を検討する。")
    assert stage_changes([SentenceChange(op, old, new)], (old, new), tokenise) == ()  # type: ignore[arg-type]
