"""The benchmarks' own parts: generated plans and their truth, pairs of lines from a word diff, what is given to peers."""

from __future__ import annotations

from pathlib import Path

import pytest

from plandiff import compare, read_plan
from tests.benchmarks.generate import generate
from tests.benchmarks.overlap import Stretch, pairs_of, read_porcelain, read_spans
from tests.benchmarks.sets import by_lines, prepare

OLD = ["・一号艇を点検する。", "・水温を測る。", "・旧館を閉じる。"]
NEW = ["・水温を毎月測る。", "・一号艇を点検する。", "・新館を開く。"]


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("generated")
    for name, text in zip(("old.txt", "new.txt", "truth.tsv"), generate(400), strict=True):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_seed_gives_the_same_plans_and_another_one_others() -> None:
    assert generate(50) == generate(50, seed=1) != generate(50, seed=2)


def test_the_truth_names_lines_of_items_and_each_old_line_once(generated: Path) -> None:
    sides = [(generated / name).read_text(encoding="utf-8").splitlines() for name in ("old.txt", "new.txt")]
    rows = [row.split("\t") for row in (generated / "truth.tsv").read_text(encoding="utf-8").splitlines()[1:]]
    olds = [int(n) for row in rows for n in row[2].split()]
    news = [int(n) for row in rows for n in row[3].split()]
    assert len(set(olds)) == len(olds)
    assert len(set(news)) == len(news)
    assert all(lines[n - 1].startswith("・") for lines, found in zip(sides, (olds, news), strict=True) for n in found)


def test_generated_plans_are_aligned_as_they_were_made(generated: Path) -> None:
    pair = prepare("generated", (generated / "old.txt", generated / "new.txt"), generated / "truth.tsv", generated)
    report = compare(*map(read_plan, pair.plans))
    sides = [([i.line for i in c.old], [i.line for i in c.new]) for c in report.changes]
    found = set().union(*(by_lines(old, new, pair.numbers) for old, new in sides))
    assert pair.truth
    assert 2 * len(found & pair.truth) / (len(found) + len(pair.truth)) >= 0.98


def test_a_peer_is_given_the_items_one_a_line_and_as_a_tree(generated: Path) -> None:
    pair = prepare("given", (generated / "old.txt", generated / "new.txt"), None, generated)
    for numbers, lines, tree in zip(pair.numbers, pair.lines, pair.trees, strict=True):
        assert len(lines.read_text(encoding="utf-8").splitlines()) == len(numbers)
        assert tree.read_text(encoding="utf-8").count("<item>") == len(numbers)


@pytest.mark.parametrize(
    ("stretches", "expected"),
    [
        pytest.param(
            [
                ("insert", NEW[0]),
                ("equal", OLD[0]),
                ("delete", OLD[1] + OLD[2]),
                ("insert", NEW[2]),
            ],
            {(0, 1), (1, 2)},
            id="equal lines, and lines in turn within a replacement",
        ),
        pytest.param(
            [
                ("delete", OLD[0]),
                ("equal", "・水温を"),
                ("insert", "毎月"),
                ("equal", "測る。"),
                ("insert", NEW[1]),
                ("equal", "・"),
                ("delete", "旧館を閉じる。"),
                ("insert", "新館を開く。"),
            ],
            {(1, 0), (2, 2)},
            id="lines that share most of their characters",
        ),
    ],
)
def test_lines_are_linked_as_a_word_diff_shows_them(stretches: list[tuple], expected: set[tuple[int, int]]) -> None:
    assert pairs_of([Stretch(*stretch) for stretch in stretches], OLD, NEW) == expected


def test_a_diff_that_does_not_spell_the_lines_is_refused() -> None:
    with pytest.raises(ValueError, match="spells"):
        pairs_of([Stretch("equal", OLD[0])], OLD[:1], NEW)


def test_the_stretches_of_git_and_redlines_are_read() -> None:
    porcelain = "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n ・水温を\n+毎月\n 測る。\n~\n-・終\n~\n"
    expected = [("equal", "・水温を"), ("insert", "毎月"), ("equal", "測る。"), ("delete", "・終")]
    assert list(read_porcelain(porcelain)) == expected
    spans = (
        "・水温を<span style='color:green;font-weight:700;'>毎月</span>測る。\n\n<span style='color:red;'>・終¶ </span>"
    )
    assert [(op, text.strip()) for op, text in read_spans(spans)] == expected
