"""Alignment: the samples' true alignments, and small plans that show one rule each."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import plan
from truth import TRUTHS, read_truth, report_of, rows_of

from plandiff import Report, compare
from plandiff.align.assign import Candidate, assign
from plandiff.align.order import Order, longest_chain

FLAGS = frozenset({"moved", "split", "merged", "stale-year"})
# What the alignment does not see, by the old lines concerned: a merge across chapters, and a split whose second part
# says mostly new things. A change that mends one, or breaks another, must say so here.
MISSED = {"r06-r07.truth.tsv": {(29,), (60,), (151,), (60, 151)}}


@pytest.mark.parametrize("truth", TRUTHS, ids=lambda path: path.name)
def test_sample_against_its_truth(truth: Path) -> None:
    missed = MISSED.get(truth.name, set())
    found = {row for row in rows_of(report_of(truth), FLAGS) if row.old not in missed}
    expected = {row._replace(flags=row.flags & FLAGS) for row in read_truth(truth) if row.old not in missed}
    assert expected - found == set()
    assert {row for row in found - expected if row.old} == set()
    assert len(found - expected) <= len(missed) // 2


def links(old: str, new: str) -> set[tuple[str, str, str]]:
    """(kind and flags, old texts, new texts) of the changes of items."""
    report = compare(plan(old, 2024, "old.txt"), plan(new, 2025, "new.txt"))
    return {
        (
            " ".join((change.kind, *change.flags)),
            " / ".join(item.text for item in change.old),
            " / ".join(item.text for item in change.new),
        )
        for change in report.changes
        if (change.old or change.new)[0].type == "item"
    }


def report(old: str, new: str) -> Report:
    return compare(plan(old, 2024, "old.txt"), plan(new, 2025, "new.txt"))


def test_equal_texts_in_two_sections_stay_in_theirs() -> None:
    text = "1. 採水\n・記録を公開する。\n2. 測量\n・記録を公開する。\n"
    assert all(change.kind == "continued" and not change.flags for change in report(text, text).changes)


def test_a_moved_item_is_found_in_another_section() -> None:
    old = "1. 採水\n・沿岸の定点で毎週採水を行う。\n・記録を公開する。\n2. 測量\n・深い海を測る。\n"
    new = "1. 採水\n・記録を公開する。\n2. 測量\n・深い海を測る。\n・沿岸の定点で毎週採水を行う。\n"
    assert ("continued moved", "沿岸の定点で毎週採水を行う。", "沿岸の定点で毎週採水を行う。") in links(old, new)


def test_a_renamed_section_does_not_move_its_items() -> None:
    old = "1. 採水\n・沿岸の定点で毎週採水を行う。\n・記録を公開する。\n2. 測量\n・深い海を測る。\n"
    new = old.replace("1. 採水", "1. 沿岸の観測")
    assert {flags for flags, _, _ in links(old, new)} == {"continued"}


def test_renumbered_headings_are_linked_by_title_not_by_number() -> None:
    old = "1. 採水\n・毎週採水する。\n2. 測量\n・深海を測る。\n"
    new = "1. 人材\n・職員を募る。\n2. 採水\n・毎週採水する。\n3. 測量\n・深海を測る。\n"
    changes = {(c.old[0].text, c.new[0].text, c.renumbered) for c in report(old, new).of("continued")}
    assert {("採水", "採水", True), ("測量", "測量", True)} <= changes


def test_look_alikes_about_different_places_are_not_linked() -> None:
    found = links("1. 財産\n・青森寮について、売却を進める。\n", "1. 財産\n・高知寮について、売却を進める。\n")
    assert {kind for kind, _, _ in found} == {"dropped", "new"}


def test_look_alikes_about_different_topics_are_not_linked() -> None:
    found = links(
        "1. 装置\n・冷却系については、輸送を完了し、据付けを進める。\n",
        "1. 装置\n・真空容器については、輸送を完了し、据付けを進める。\n",
    )
    assert {kind for kind, _, _ in found} == {"dropped", "new"}


def test_a_heavy_rewording_is_found_where_nothing_else_competes() -> None:
    old = "1. 採水\n・定点を保つ。\n・酸性化が貝に及ぼす影響を飼育実験により調べる。\n・記録を公開する。\n"
    new = "1. 採水\n・定点を保つ。\n・貝の殻の形成と酸性化との関係を明らかにする。\n・記録を公開する。\n"
    assert any(kind == "reworded" and "酸性化が貝に" in before for kind, before, _ in links(old, new))


def test_split_and_merge() -> None:
    one = "・分解速度を測る試験を続け、その結果をまとめて国際規格の提案に用いる。\n"
    two = "・分解速度を測る試験を続ける。\n・試験の結果をまとめ、国際規格の提案に用いる。\n"
    kinds = {kind for kind, _, _ in links("1. 試験\n" + one, "1. 試験\n" + two)}
    assert kinds == {"reworded split"}
    kinds = {kind for kind, _, _ in links("1. 試験\n" + two, "1. 試験\n" + one)}
    assert kinds == {"reworded merged"}


def test_shared_boilerplate_makes_no_merge() -> None:
    old = (
        "1. 補助\n・民間団体等が行う採水事業に要する費用を補助する。\n・民間団体等が行う展示に要する費用を補助する。\n"
    )
    new = "1. 補助\n・民間団体等が行う採水事業に要する費用を補助する。\n"
    assert {kind for kind, _, _ in links(old, new)} == {"continued", "dropped"}


def test_years_are_masked_relative_to_the_plan() -> None:
    old = "1. 採水\n・令和５年度に整備した装置を用いる。\n"
    assert {kind for kind, _, _ in links(old, old.replace("５", "６"))} == {"continued"}


def test_a_link_says_how_sure_it_is() -> None:
    old = "1. 採水\n・沿岸の定点で毎週採水を行う。\n・沖合の定点で毎月採水を行う。\n"
    new = "1. 採水\n・新たに沿岸の定点で毎週採水を行う。\n・新たに沖合の定点で毎月採水を行う。\n"
    changes = report(old, new).of("reworded")
    assert len(changes) == 2
    for change in changes:
        assert change.score is not None
        assert change.margin is not None
        assert change.runner_up is not None
        assert 0 < change.margin < change.score <= 1


def test_alone_in_its_opening_an_item_has_no_rival() -> None:
    old = "1. 採水\n・沿岸の定点で毎週採水を行う。\n・沖合の定点で毎月採水を行う。\n"
    new = "1. 採水\n・沿岸の定点で毎週二回採水を行う。\n・沖合の定点で毎月二回採水を行う。\n"
    assert [(change.new[0].text, change.margin) for change in report(old, new).of("reworded")] == [
        ("沿岸の定点で毎週二回採水を行う。", None),
        ("沖合の定点で毎月二回採水を行う。", None),
    ]


def test_an_opening_alone_links_nothing() -> None:
    old = "1. 採水\n・沿岸の定点で毎週採水を行い、水温と塩分の記録を年度末に取りまとめる。\n"
    new = "1. 採水\n・沿岸の定点での観測船の更新に要する経費の見積りを専門の委員会に諮る。\n"
    assert {kind for kind, _, _ in links(old, new)} == {"new", "dropped"}


def heading_links(old: str, new: str) -> set[tuple[str, str]]:
    """(old title, new title) of the linked headings."""
    changes = report(old, new).changes
    return {(c.old[0].text, c.new[0].text) for c in changes if c.old and c.new and c.new[0].type == "heading"}


SHIP = "{n}. 令和{year}年度観測船建造費\n・令和{year}年度の計画により継続費で建造している観測船の{own}分を支払う。\n"


def ships(years: tuple[int, ...], own: str) -> str:
    return "".join(SHIP.format(n=n, year=year, own=own) for n, year in enumerate(years, 1))


def test_a_year_that_tells_siblings_apart_is_a_name_and_does_not_roll() -> None:
    found = heading_links(ships((3, 4, 5, 6), "令和６年度"), ships((4, 5, 6, 7), "令和７年度"))
    assert found == {(f"令和{year}年度観測船建造費",) * 2 for year in (4, 5, 6)}


def test_a_year_that_stands_alone_rolls_with_the_plan() -> None:
    assert heading_links("1. 令和６年度の重点\n・採水する。\n", "1. 令和７年度の重点\n・採水する。\n") == {
        ("令和６年度の重点", "令和７年度の重点")
    }


def test_texts_equal_but_for_a_year_that_jumped_are_about_different_things() -> None:
    text = "1. 建造\n・令和{}年度の計画により観測船を建造する。\n"
    assert {kind for kind, _, _ in links(text.format(2), text.format(7))} == {"dropped", "new"}


def test_what_is_left_over_between_linked_neighbours_needs_little_in_common() -> None:
    kept = ["・定点を保つ。\n", "・記録を公開する。\n"]
    old, new = "・貝の殻の溶け方を水槽で調べる。\n", "・酸性化が殻の育ち方に与える影響を飼育実験で確かめる。\n"
    assert {kind for kind, _, _ in links("1. 採水\n" + old.join(kept), "1. 採水\n" + new.join(kept))} == {
        "continued",
        "reworded",
    }


def test_where_nothing_else_was_kept_it_needs_more() -> None:
    old, new = "・貝の殻の溶け方を水槽で調べる。\n", "・酸性化が殻の育ち方に与える影響を飼育実験で確かめる。\n"
    assert {kind for kind, _, _ in links("1. 採水\n" + old, "1. 採水\n" + new)} == {"dropped", "new"}


SIDE_BY_SIDE = "1. 研究\n(1) 観測\n{}・定点を保つ。\n(2) 分析\n{}・記録を公開する。\n"


def test_a_reworded_item_is_found_under_the_heading_beside_its_own() -> None:
    old = "・係留系の更新に備え、深海用の塩分計の試作機を製作し、水槽で性能を評価する。\n"
    new = "・前年度に製作した塩分計の試作機を、深海の係留系に取り付けて試験する。\n"
    found = links(SIDE_BY_SIDE.format(old, ""), SIDE_BY_SIDE.format("", new))
    assert {kind for kind, _, _ in found} == {"continued", "reworded moved"}


def test_an_unmistakable_word_links_across_sections() -> None:
    old = "1. 観測\n・アルゴフロートセンサーの受入れ手順を定める。\n・定点を保つ。\n2. 人材\n・職員を募る。\n"
    new = "1. 観測\n・定点を保つ。\n2. 人材\n・職員を募る。\n・アルゴフロートセンサーを扱える者を育てる。\n"
    assert any(kind == "reworded moved" for kind, _, _ in links(old, new))


def test_a_part_says_something_of_the_whole_that_its_partner_does_not() -> None:
    kept = "・広報の媒体として、講演会、展示、動画、冊子による広報を行う。\n"
    found = links(f"1. 広報\n{kept}・広報。\n", f"1. 広報\n{kept.replace('冊子', '写真集')}")
    assert not any("merged" in kind for kind, _, _ in found)


def test_tables_are_linked_to_tables() -> None:
    table = "1. 予算\n（単位：円）\n収入 1,200 300 1,500\n支出 1,200 300 1,500\n"
    changes = report(table, table.replace("300", "400")).changes
    assert [(c.kind, c.new[0].type) for c in changes if c.new[0].type == "table"] == [("reworded", "table")]


def test_assign_breaks_ties_by_place() -> None:
    pairs = [
        Candidate(1, 1, 0.9),
        Candidate(0, 1, 0.9),
        Candidate(1, 0, 0.9),
        Candidate(0, 0, 0.9),
        Candidate(2, 2, 0.1),
    ]
    assert [(pair.old, pair.new) for pair in assign(pairs, 0.5)] == [(0, 0), (1, 1)]


def test_longest_chain_leaves_out_what_crosses() -> None:
    assert longest_chain({0: 0, 1: 3, 2: 1, 3: 2}) == [(0, 0), (2, 1), (3, 2)]
    assert longest_chain({}) == []


def test_order_interpolates() -> None:
    order = Order({0: 0, 4: 8}, 6, 10)
    assert order.place(2) == 4
    assert order.place(4) == 8
    assert order.nearness(2, 4) == 1
    assert order.nearness(2, 9) == 0
