"""Blocks in, a plan out: furniture aside, lines joined, hierarchy rebuilt, fiscal year found, coverage counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from plandiff.errors import ReadError
from plandiff.fiscal import plan_year
from plandiff.furniture import split_furniture
from plandiff.joining import read_segments
from plandiff.lines import read_lines
from plandiff.model import Block, Item, LeftOut, Plan, Source
from plandiff.outline import build_items

_TITLE_LINES = 12
_RUNNING_HEADS = 2  # those of left and right pages
_PREAMBLE = 3  # paragraphs
LOW_COVERAGE = 0.9
NO_YEAR = "年度が見つかりません。年度の更新を判定できないため、--old-year / --new-year で指定してください。"


def parse(source: Source, name: str, fiscal_year: int | None = None) -> Plan:
    """The plan in a source. Raises `ReadError` where there is no item at all."""
    kept, furniture = split_furniture(source.blocks)
    items = build_items(read_segments(read_lines(kept)))
    if not items:
        raise ReadError(name, "項目が一つもありません。", "計画の本文を含むファイルを指定してください。")
    heads = [left.text for left in furniture if left.reason == "running-head"]
    year = fiscal_year or find_year(items, heads[:_RUNNING_HEADS])
    coverage = _coverage(source.blocks, items, furniture)
    left_out = tuple(sorted((*source.left_out, *furniture), key=lambda left: left.line))
    warnings = (*source.warnings, *_warnings(year, coverage))
    return Plan(name, year, items, left_out, coverage, warnings, source.counts)


def find_year(items: Sequence[Item], heads: Sequence[str] = ()) -> int | None:
    """The fiscal year named in the title, in the running heads or in the preamble."""
    first = next((n for n, item in enumerate(items) if item.type == "heading" and item.marker), len(items))
    above = [item.text for item in items[: max(1, min(first, _TITLE_LINES))] if len(item.text) <= 60]
    title = " ".join([*above, *heads])
    preamble = [item.text for item in items[: first + 8] if len(item.text) > 30][:_PREAMBLE]
    return plan_year(title, " ".join(preamble))


def _coverage(blocks: Sequence[Block], items: Sequence[Item], furniture: Sequence[LeftOut]) -> float:
    """Characters in items over characters in the input, white space and tables of contents aside."""
    total = _length(block.marker + block.text for block in blocks)
    total -= _length(left.text for left in furniture if left.reason == "contents")
    covered = _length(item.marker + item.text for item in items)
    return min(1.0, covered / total) if total else 0.0


def _length(texts: Iterable[str]) -> int:
    """Characters of texts, white space aside."""
    return sum(map(len, "".join(texts).split()))


def _warnings(year: int | None, coverage: float) -> tuple[str, ...]:
    found = []
    if year is None:
        found.append(NO_YEAR)
    if coverage < LOW_COVERAGE:
        found.append(f"入力の {coverage:.1%} しか項目として読めていません。plandiff outline で確認してください。")
    return tuple(found)
