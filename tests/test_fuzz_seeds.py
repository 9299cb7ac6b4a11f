"""The targets of the fuzzer hold over its seeds: what it starts from is read, and nothing breaks."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "fuzz"))
from targets import SEEDS, TARGETS, word_file

from plandiff.api import parse_plan

FILES = sorted(path for path in SEEDS.rglob("*") if path.is_file())


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_seed(path: Path) -> None:
    TARGETS[path.parent.name](path.read_bytes())
    assert path.stat().st_size < 4096


def test_every_target_has_seeds() -> None:
    assert {path.parent.name for path in FILES} == set(TARGETS)


def test_a_word_file_of_parts_has_its_numbers() -> None:
    plan = parse_plan(word_file((SEEDS / "docx" / "plan.xml").read_bytes()), "計画", format="docx")
    assert [(item.marker, item.text) for item in plan.items][1:5] == [
        ("第１章", "港"), ("第２章", "岸壁を直す。"), ("2.3", "北"), ("2.5", "南"),
    ]  # fmt: skip
