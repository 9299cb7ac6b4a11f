"""The pairs of plans that are compared, as the files that each tool reads, with their true alignment."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from plandiff import Item, Plan, read_plan
from tests.benchmarks.generate import generate
from tests.truth import TRUTHS, pair_of

Pairs = set[tuple[int, int]]  # of old and new items by number from 0, headings and tables aside
_SIZES = (1_000, 10_000, 100_000)


class Set(NamedTuple):
    """A pair of plans: as published, as items one a line (what a tool for texts is given), as a tree in XML; the true
    pairs of items; and by the line that an item begins on, its number."""

    name: str
    plans: tuple[Path, Path]
    lines: tuple[Path, Path]
    trees: tuple[Path, Path]
    truth: Pairs | None
    numbers: tuple[dict[int, int], dict[int, int]]


def sets(folder: Path, largest: int, given: list[tuple[Path, Path]]) -> list[Set]:
    """The samples, the pairs that were given, and generated ones up to a size; their files are made in a folder."""
    found = [
        prepare(f"{truth.parent.name} {truth.name.removesuffix('.truth.tsv')}", pair_of(truth), truth, folder)
        for truth in TRUTHS
    ]
    found += [prepare(old.parent.name, (old, new), None, folder) for old, new in given]
    return found + [_generated(size, folder) for size in _SIZES if size <= largest]


def _generated(size: int, folder: Path) -> Set:
    made = folder / f"generated-{size}"
    made.mkdir()
    old, new, truth = (made / name for name in ("old.txt", "new.txt", "truth.tsv"))
    for path, text in zip((old, new, truth), generate(size), strict=True):
        path.write_text(text, encoding="utf-8", newline="\n")
    return prepare(f"{size:,} items", (old, new), truth, folder)


def prepare(name: str, plans: tuple[Path, Path], truth: Path | None, folder: Path) -> Set:
    """The files of a set."""
    old, new = (read_plan(path) for path in plans)
    numbers = _numbers(old), _numbers(new)
    stem = name.replace(" ", "-")
    lines = folder / f"{stem}.old.lines", folder / f"{stem}.new.lines"
    trees = folder / f"{stem}.old.xml", folder / f"{stem}.new.xml"
    for plan, as_lines, as_tree in zip((old, new), lines, trees, strict=True):
        items = (_line(item) for item in plan.items if item.type == "item")
        as_lines.write_text("".join(f"{line}\n" for line in items), encoding="utf-8", newline="\n")
        etree.ElementTree(_tree(plan)).write(as_tree, encoding="utf-8")
    return Set(name, plans, lines, trees, _pairs(truth, numbers) if truth else None, numbers)


def _numbers(plan: Plan) -> dict[int, int]:
    return {item.line: n for n, item in enumerate(item for item in plan.items if item.type == "item")}


def _line(item: Item) -> str:
    return " ".join(f"{item.marker} {item.text}".split())


def _tree(plan: Plan) -> etree._Element:
    root = etree.Element("plan")
    at: dict[int | None, etree._Element] = {None: root}
    for item in plan.items:
        if item.type == "heading":
            section = at[item.index] = etree.SubElement(at[item.parent], "section")
            etree.SubElement(section, "title").text = _line(item)
        else:
            etree.SubElement(at[item.parent], item.type).text = _line(item)
    return root


def _pairs(truth: Path, numbers: tuple[dict[int, int], dict[int, int]]) -> Pairs:
    found: Pairs = set()
    for row in truth.read_text(encoding="utf-8").splitlines()[1:]:
        _, _, old, new = row.split("\t")
        found |= by_lines(map(int, old.split()), map(int, new.split()), numbers)
    return found


def by_lines(old: Iterable[int], new: Iterable[int], numbers: tuple[dict[int, int], dict[int, int]]) -> Pairs:
    """All pairs of the items that begin on these lines."""
    olds, news = ([known[n] for n in lines if n in known] for lines, known in zip((old, new), numbers, strict=True))
    return set(product(olds, news))
