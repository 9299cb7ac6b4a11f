"""The rules of `plandiff check` on how a draft was read, compared and acknowledged: what they pass, what they find."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import plan

from plandiff import Plan, compare
from plandiff.align import Pins
from plandiff.check.catalogue import by_code
from plandiff.check.config import Acknowledgement, Config
from plandiff.check.draft import Draft
from plandiff.check.findings import Finding
from plandiff.check.run import check
from plandiff.model import LeftOut

TEXT = "令和８年度計画\n１．観測\n・水槽を作る。\n"


def read(text: str = TEXT, *left: LeftOut, warning: str = "", year: int | None = None, word: bool = False) -> Plan:
    """A plan, with what a reader left out of it and warned of, as of a Word file or not."""
    found = plan(text, year)
    warnings = (*found.warnings, *filter(None, [warning]))
    return found._replace(left_out=left, warnings=warnings, counts="paragraph" if word else "line")


# Rule -> name of the case -> the draft, the messages of its hits.
READING: dict[str, dict[str, tuple[Plan, list[str]]]] = {
    "PD601": {
        "nothing left out": (read(), []),
        "page numbers and running heads": (read(TEXT, LeftOut(9, "- 1 -", "page-number"), LeftOut(10, "計画", "running-head")), []),
        "what a site has around its pages": (read(TEXT, LeftOut(1, "お問い合わせ", "navigation"), LeftOut(2, "検索", "control")), []),
        "a hidden part of a page": (read(TEXT, LeftOut(5, "分類", "hidden")), []),
        "no year, which has a rule of its own": (read("業務の計画\n・水槽を作る。\n"), []),
        "hidden text in Word": (read(TEXT, LeftOut(5, "海図を刷る。", "hidden"), word=True), ["非表示 1 か所（5 段落目）"]),
        "deleted sentences, by their reason": (
            read(TEXT, *(LeftOut(n, "海図を刷る。", "deleted") for n in range(3, 10)), LeftOut(4, "要確認", "comment"), word=True),
            ["削除済みの文 7 か所（3、4、5、6、7など 段落目）", "コメント 1 か所（4 段落目）"],
        ),
        "what the reader warns of": (read(warning="入力の 60.0% しか項目として読めていません。"), ["入力の 60.0%"]),
    },
    "PD602": {
        "in the title": (read(), []),
        "western": (read("2026年度事業計画\n・水槽を作る。\n"), []),
        "in the preamble": (read("業務の計画\n　法に基づき、令和８年度の業務運営に関する計画を次のとおり定める。\n１．観測\n・水槽を作る。\n"), []),
        "given": (read("業務の計画\n・水槽を作る。\n", year=2026), []),
        "nowhere": (read("業務の計画\n１．観測\n・水槽を作る。\n"), ["年度が、表題にも前文にも見つかりません"]),
        "only in an item": (read("業務の計画\n１．観測\n・水槽を作る。\n・海図を刷る。\n・空を測る。\n・陸を測る。\n・川を測る。\n・令和９年度までに灯台を塗る。\n"), ["年度が"]),
        "of a law": (read("業務の計画\n１．観測\n・水槽を作る（平成11年法律第103号）。\n"), ["年度が"]),
    },
}  # fmt: skip

OLD = TEXT.replace("８年度", "７年度")
# Rule -> name of the case -> last year's plan, the draft, pins, the messages of the hits.
TOGETHER: dict[str, dict[str, tuple[Plan, Plan, Pins, list[str]]]] = {
    "PD603": {
        "a year apart": (read(OLD), read(), Pins(), []),
        "two years apart": (read(OLD.replace("７", "６")), read(), Pins(), []),
        "what the draft itself lacks": (read(OLD), read("業務の計画\n・海図を刷る。\n"), Pins(), []),
        "pins that are used": (read(OLD), read(), Pins((("水槽", "水槽"),)), []),
        "the same year": (read(TEXT + "・海図を刷る。\n"), read(), Pins(), ["二つの計画の年度が同じです"]),
        "the wrong way round": (read(), read(OLD + "・海図を刷る。\n"), Pins(), ["旧のほうが新しい年度です"]),
        "the same plan": (read(), read(), Pins(), ["二つの計画は同じ内容です"]),
        "last year's plan without a year": (read("業務の計画\n・水槽を作る。\n"), read(), Pins(), ["旧「plan.txt」: 年度が見つかりません"]),
        "a pin that names nothing": (read(OLD), read(), Pins(apart=(("造船", "水槽"),)), ["設定 apart「造船」と「水槽」は使えませんでした"]),
    },
}  # fmt: skip

WRONG = "令和８年度計画\n１．観測\n・平成40年に水槽を作る。\n・（海図を刷る。\n"


def entry(code: str, fingerprint: str, place: str = "１． 観測", draft: str = "plan.txt") -> Acknowledgement:
    return Acknowledgement(draft, code, fingerprint, place, "審議済み")


def found(text: str, *entries: Acknowledgement, ignore: tuple[str, ...] = ()) -> tuple[Finding, ...]:
    """What a check finds with these acknowledgements; `now` stands for the fingerprint that the text has."""
    config = Config(Path.cwd(), ignore=ignore)
    prints = {f.code: f.fingerprint for f in check(Draft(plan(text)), "plan.txt", config).findings}
    current = tuple(e._replace(fingerprint=prints.get(e.code, "")) if e.fingerprint == "now" else e for e in entries)
    return check(Draft(plan(text)), "plan.txt", config._replace(acknowledgements=current)).findings


# Rule -> name of the case -> the draft, its acknowledgements, rules that are off, the quotes of the hits.
ACKNOWLEDGED: dict[str, dict[str, tuple[str, list[Acknowledgement], tuple[str, ...], list[str]]]] = {
    "PD901": {
        "no acknowledgements": (WRONG, [], (), []),
        "one that is used": (WRONG, [entry("PD102", "now")], (), []),
        "of another draft": (TEXT, [entry("PD102", "f00d", draft="other.txt")], (), []),
        "of a rule that is off": (TEXT, [entry("PD102", "f00d")], ("PD102",), []),
        "of a rule that needs last year's plan": (TEXT, [entry("PD301", "f00d")], (), []),
        "one whose text has changed": (WRONG, [entry("PD102", "f00d")], (), []),
        "what it was for is gone": (TEXT, [entry("PD102", "f00d")], (), ["f00d"]),
        "two that are for nothing": (TEXT, [entry("PD102", "f00d"), entry("PD207", "beef")], (), ["f00d", "beef"]),
        "one of two": (WRONG, [entry("PD102", "now"), entry("PD205", "beef")], (), ["beef"]),
    },
    "PD902": {
        "no acknowledgements": (WRONG, [], (), []),
        "one that is used": (WRONG, [entry("PD207", "now")], (), []),
        "of another draft": (WRONG, [entry("PD102", "f00d", draft="other.txt")], (), []),
        "of another place": (WRONG, [entry("PD102", "f00d", place="２． 公開")], (), []),
        "of a rule that is off": (WRONG, [entry("PD102", "f00d")], ("PD102",), []),
        "the text has changed": (WRONG, [entry("PD102", "f00d")], (), ["f00d"]),
        "one of two": (WRONG, [entry("PD102", "now"), entry("PD207", "beef")], (), ["beef"]),
    },
}  # fmt: skip


def cases(table: dict[str, dict[str, tuple[object, ...]]]) -> list[object]:
    return [pytest.param(code, *case, id=f"{code} {name}") for code, of in table.items() for name, case in of.items()]


def agree(code: str, draft: Draft, messages: list[str]) -> None:
    rule = by_code(code)
    assert rule is not None
    hits = list(rule.find(draft))
    assert len(hits) == len(messages), hits
    assert all(message in hit.message for hit, message in zip(hits, messages, strict=True)), hits


@pytest.mark.parametrize(("code", "draft", "messages"), cases(READING))  # type: ignore[arg-type]
def test_reading(code: str, draft: Plan, messages: list[str]) -> None:
    agree(code, Draft(draft), messages)


@pytest.mark.parametrize(("code", "old", "new", "pins", "messages"), cases(TOGETHER))  # type: ignore[arg-type]
def test_comparison(code: str, old: Plan, new: Plan, pins: Pins, messages: list[str]) -> None:
    agree(code, Draft(new, compare(old, new, pins=pins)), messages)


@pytest.mark.parametrize(("code", "text", "entries", "ignore", "quotes"), cases(ACKNOWLEDGED))  # type: ignore[arg-type]
def test_acknowledgements(
    code: str, text: str, entries: list[Acknowledgement], ignore: tuple[str, ...], quotes: list[str]
) -> None:
    assert [f.quote for f in found(text, *entries, ignore=ignore) if f.code == code] == quotes


def test_a_part_left_out_is_found_at_its_line() -> None:
    draft = Draft(read(TEXT, LeftOut(5, "海図を刷る。", "deleted")))
    assert [(f.code, f.line) for f in check(draft, "plan.txt", Config(Path.cwd())).findings] == [("PD601", 5)]
