"""A draft in, hits on its numbering out: gaps, repeats, wrong order, siblings' markers in mixed styles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from plandiff.check.draft import Draft
from plandiff.check.findings import Hit
from plandiff.markers import Reading, read_marker
from plandiff.model import Item, Plan

_NUMERAL = re.compile(r"[0-9０-９一二三四五六七八九十百ァ-ン①-⑳㉑-㉟㊱-㊿❶-❿⑴-⒇A-Za-zＡ-Ｚａ-ｚⅠ-Ⅻⅰ-ⅻ]+")


class Step(NamedTuple):
    """Two numbered siblings that follow each other, with their numbers."""

    before: Item
    item: Item
    last: int
    number: int


def steps(plan: Plan) -> Iterator[Step]:
    """Each pair of neighbours in a numbered sequence; a sequence ends where its level is left."""
    opened: dict[tuple[int, str], tuple[Item, int]] = {}
    for item in plan.items:
        if item.type == "table" or not item.marker:
            continue
        opened = {key: last for key, last in opened.items() if key[0] <= item.level}
        marker = read_marker(f"{item.marker}　{item.text[:4]}")
        reading = _reading(marker.readings if marker else (), item.level, opened)
        if reading is None:
            continue
        last = opened.get((item.level, reading.style))
        if last and last[0].parent == item.parent:
            yield Step(last[0], item, last[1], reading.number)
        opened[item.level, reading.style] = (item, reading.number)


def _reading(
    readings: tuple[Reading, ...], level: int, opened: dict[tuple[int, str], tuple[Item, int]]
) -> Reading | None:
    """The reading that carries a sequence on, else one of an open sequence, else the likeliest."""
    carried = [r for r in readings if (level, r.style) in opened and opened[level, r.style][1] + 1 == r.number]
    known = [r for r in readings if (level, r.style) in opened]
    return next(iter([*carried, *known, *readings]), None)


def gaps(draft: Draft) -> Iterator[Hit]:
    """Numbers that are left out."""
    for step in steps(draft.plan):
        if step.number > step.last + 1:
            message = f"「{step.before.marker}」の次が「{step.item.marker}」で、番号が飛んでいます。"
            yield Hit(message, _head(step.item), step.item)


def repeats(draft: Draft) -> Iterator[Hit]:
    """Numbers that stand twice."""
    for step in steps(draft.plan):
        if step.number == step.last:
            yield Hit(f"番号「{step.item.marker}」が続けて二度あります。", _head(step.item), step.item)


def backward(draft: Draft) -> Iterator[Hit]:
    """Numbers that go back; to one, where these are headings: a list can begin anew below the same heading."""
    for step in steps(draft.plan):
        if step.number < step.last and (step.number > 1 or step.item.type == step.before.type == "heading"):
            message = f"「{step.before.marker}」の後に「{step.item.marker}」があり、番号の順が逆です。"
            yield Hit(message, _head(step.item), step.item)


def mixed(draft: Draft) -> Iterator[Hit]:
    """Siblings whose markers are printed differently, width of digits aside; each sequence is named once."""
    named: set[int | None] = set()
    for step in steps(draft.plan):
        before, after = (_NUMERAL.sub("1", item.marker) for item in (step.before, step.item))
        if before != after and step.item.parent not in named:
            named.add(step.item.parent)
            message = f"並ぶ項番の書き方が「{step.before.marker}」と「{step.item.marker}」で違います。"
            yield Hit(message, _head(step.item), step.item)


def _head(item: Item) -> str:
    return f"{item.marker} {item.text[:20]}"
