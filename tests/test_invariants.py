"""What holds for every plan: nothing is lost, a plan equals itself, swapping the sides swaps new and dropped."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from conftest import plan
from hypothesis import given, settings
from hypothesis import strategies as st
from truth import PLANS, TRUTHS, pair_of, report_of

from plandiff import Plan, Report, compare, read_plan
from plandiff.align import align
from plandiff.classify import classify
from plandiff.normalise import WHITE
from plandiff.tokenise import Tokeniser

_TOKENISE = Tokeniser()
LINE = st.text("1２.．()（）ア①Ⅰ・■-【】＜＞…第章条別表 　採水記録を公開する。、年度令和7\n\f", max_size=40)


def report(old: Plan, new: Plan) -> Report:
    return Report(old, new, classify(old, new, align(old, new, _TOKENISE), _TOKENISE))


def everything_once(found: Report) -> None:
    """Every item of both plans stands in exactly one change."""
    for side, source in (("old", found.old), ("new", found.new)):
        indices = Counter(item.index for change in found.changes for item in getattr(change, side))
        assert indices == Counter(item.index for item in source.items)


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.name)
def test_every_character_of_a_sample_is_somewhere(path: Path) -> None:
    parsed = read_plan(path)
    source = Counter(WHITE.sub("", path.read_text(encoding="utf-8")))
    kept = Counter(WHITE.sub("", "".join(item.marker + item.text for item in parsed.items)))
    left = Counter(WHITE.sub("", "".join(line.text for line in parsed.left_out)))
    assert source == kept + left


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.name)
def test_a_plan_equals_itself(path: Path) -> None:
    parsed = read_plan(path)
    found = compare(parsed, parsed)
    assert {change.kind for change in found.changes} == {"continued"}
    assert not any(change.flags or change.notes for change in found.changes)


@pytest.mark.parametrize("truth", TRUTHS, ids=lambda path: path.name)
def test_every_item_is_in_one_change(truth: Path) -> None:
    everything_once(report_of(truth))


@pytest.mark.parametrize("truth", TRUTHS, ids=lambda path: path.name)
def test_swapping_sides_swaps_new_and_dropped(truth: Path) -> None:
    old, new = (read_plan(path) for path in pair_of(truth))
    there, back = compare(old, new), compare(new, old)
    assert {c.new for c in there.of("new")} == {c.old for c in back.of("dropped")}
    assert {c.old for c in there.of("dropped")} == {c.new for c in back.of("new")}
    assert {(c.old, c.new) for c in there.of("reworded")} == {(c.new, c.old) for c in back.of("reworded")}


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.name)
def test_parents_are_headings_above(path: Path) -> None:
    for item in read_plan(path).items:
        assert item.parent is None or item.parent < item.index
    parsed = read_plan(path)
    assert all(heading.type == "heading" for item in parsed.items for heading in parsed.path(item))


@settings(max_examples=150, deadline=None)
@given(st.lists(LINE, min_size=1, max_size=12), st.lists(LINE, min_size=1, max_size=12))
def test_any_text_is_compared_without_loss(old: list[str], new: list[str]) -> None:
    texts = ["\n".join(["・採水する。", *lines]) for lines in (old, new)]
    plans = [plan(text, year) for text, year in zip(texts, (2024, 2025), strict=True)]
    for text, parsed in zip(texts, plans, strict=True):
        kept = "".join(item.marker + item.text for item in parsed.items) + "".join(
            left.text for left in parsed.left_out
        )
        assert Counter(WHITE.sub("", text)) == Counter(WHITE.sub("", kept))
    everything_once(report(*plans))
    assert {change.kind for change in report(plans[0], plans[0]).changes} <= {"continued"}
