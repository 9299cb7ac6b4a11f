"""A cell's text in, the figure it states out; two cells and their units in, their difference and rate out, exactly."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import NamedTuple

from plandiff.normalise import fold

Same = Callable[[str, str], bool]

# Full-width figures become half-width; NFKC would read ① and Ⅰ as figures too.
_HALF_WIDTH = str.maketrans("０１２３４５６７８９，．％－＋（）−", "0123456789,.%-+()-")
_SCALES = {
    name: Decimal(10) ** power
    for name, power in {
        "円": 0,
        "千円": 3,
        "万円": 4,
        "百万円": 6,
        "千万円": 7,
        "億円": 8,
        "十億円": 9,
        "兆円": 12,
    }.items()
}
_MEASURES = (
    frozenset("人 名 件 % ポイント 回 台 か所 箇所 校 社 団体 本 個 冊 時間 日 km kg ha".split()) | _SCALES.keys()
)
_FIGURE = re.compile(
    r"(?P<open>\(?)(?:(?P<sign>[△▲▽+-])(?:(?<![+-])\s)?)?(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<decimals>\.\d+)?"
    r"\s?(?P<unit>[^\d\s,.()]*)(?P<close>\)?)"
)
_DASHES = frozenset("-‐–—―ー─")
_SIGNS = _DASHES | frozenset("…・.")
_IN_BRACKETS = re.compile(r"[（(](?:単位\s*[:：]\s*)?([^（()）]+)[）)]$")
_ONE, _TENTH = Decimal(1), Decimal("0.1")


class Figure(NamedTuple):
    """A number as a cell states it: its value, the unit printed with it, whether it stands in brackets (内数)."""

    value: Decimal
    unit: str = ""
    bracketed: bool = False


class Delta(NamedTuple):
    """That two cells differ; by how much, and in per cent of the old, where that can be said."""

    difference: Decimal | None = None
    rate: Decimal | None = None


@lru_cache(maxsize=1 << 14)
def read_figure(text: str) -> Figure | None:
    """The figure that is all a cell says: 1,234, △５, 12.5%, 300人, (40). A date, a range or an ordinal is none."""
    match = _FIGURE.fullmatch(text.strip().translate(_HALF_WIDTH))
    if not match or bool(match["open"]) != bool(match["close"]) or (match["unit"] and match["unit"] not in _MEASURES):
        return None
    value = Decimal(match["digits"].replace(",", "") + (match["decimals"] or ""))
    return Figure(-value if match["sign"] in ("△", "▲", "▽", "-") else value, match["unit"] or "", bool(match["open"]))


def is_figure(text: str) -> bool:
    """Whether a cell is one of figures: a number, or a sign that there is none."""
    return read_figure(text) is not None or bool(read_sign(text))


def read_sign(text: str) -> str:
    """`-` for a dash (none), `…` for dots (not known), else empty: neither is 0, neither is an empty cell."""
    text = text.strip().translate(_HALF_WIDTH)
    if not text or not _SIGNS.issuperset(text):
        return ""
    return "-" if _DASHES.issuperset(text) else "…" if "…" in text or len(text) > 1 else ""


def unit_in_brackets(label: str) -> str:
    """The unit that a header or label ends with in brackets: 職員数（人）."""
    match = _IN_BRACKETS.search(label) if label.endswith((")", "）")) else None
    unit = fold(match[1]) if match else ""
    return unit if unit in _MEASURES else ""


def conversion(old: str, new: str) -> Decimal | None:
    """What a figure in one unit is multiplied by to be in the other; None where nobody can say."""
    if old == new or fold(old) == fold(new):
        return _ONE
    old, new = fold(old), fold(new)
    if old in _SCALES and new in _SCALES:
        return _SCALES[old] / _SCALES[new]
    return None


def compare_cells(old: str, new: str, units: tuple[str, str], same: Same) -> Delta | None:
    """How a cell differs, in the new unit, or None where it does not: figures by value, all else as `same` has it."""
    before, after = read_figure(old), read_figure(new)
    if before and after and before.bracketed == after.bracketed:
        factor = conversion(before.unit or units[0], after.unit or units[1])
        if factor is not None:
            return _delta(before, after, factor, (before.unit or units[0]) + (after.unit or units[1]))
        return None if before == after else Delta()
    if read_sign(old) and read_sign(old) == read_sign(new):
        return None
    return None if same(old, new) else Delta()


def _delta(old: Figure, new: Figure, factor: Decimal, units: str) -> Delta | None:
    """Figures of different units are compared as precisely as the coarser of them is printed, rounded half up
    (四捨五入)."""
    converted, printed = old.value, new.value
    if factor != 1:
        converted *= factor
        quantum = max(_quantum(old.value) * factor, _quantum(printed))
        converted, printed = _round(converted, quantum), _round(printed, quantum)
    if converted == printed:
        return None
    difference = printed - converted
    return Delta(difference, _rate(difference, converted) if "%" not in fold(units) else None)


def _rate(difference: Decimal, old: Decimal) -> Decimal | None:
    """In per cent of the old figure's size, to one decimal; nothing grows from 0."""
    return (difference * 100 / abs(old)).quantize(_TENTH, ROUND_HALF_UP) if old else None


def _quantum(value: Decimal) -> Decimal:
    """The last printed place: 1 for 120, 0.1 for 12.5."""
    exponent = value.as_tuple().exponent
    return _ONE.scaleb(exponent if isinstance(exponent, int) else 0)


def _round(value: Decimal, quantum: Decimal) -> Decimal:
    return (value / quantum).quantize(_ONE, ROUND_HALF_UP) * quantum
