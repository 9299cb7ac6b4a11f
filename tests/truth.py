"""A truth file beside a sample pair in, its rows out; and the rows a report gives, to compare them with."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from plandiff import Item, Report, compare, read_plan

SAMPLES = Path(__file__).parent.parent / "samples"
TRUTHS = sorted(SAMPLES.glob("*/*.truth.tsv"))
PLANS = sorted(path for path in SAMPLES.glob("*/*.txt"))


class Row(NamedTuple):
    kind: str
    flags: frozenset[str]
    old: tuple[int, ...]
    new: tuple[int, ...]


def pair_of(truth: Path) -> tuple[Path, Path]:
    old, new = truth.name.removesuffix(".truth.tsv").split("-")
    return truth.with_name(f"{old}.txt"), truth.with_name(f"{new}.txt")


def report_of(truth: Path) -> Report:
    old, new = pair_of(truth)
    return compare(read_plan(old), read_plan(new))


def read_truth(path: Path) -> list[Row]:
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        kind, flags, old, new = line.split("\t")
        rows.append(Row(kind, frozenset(flags.split()), _numbers(old), _numbers(new)))
    return rows


def rows_of(report: Report, flags: frozenset[str]) -> list[Row]:
    """What the report says in the form of a truth file, with these flags and notes."""
    return [Row(c.kind, frozenset((*c.flags, *c.notes)) & flags, _lines(c.old), _lines(c.new)) for c in report.changes]


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(number) for number in text.split())


def _lines(items: tuple[Item, ...]) -> tuple[int, ...]:
    return tuple(item.line for item in items)
