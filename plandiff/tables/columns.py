"""The headers of two tables in, the pairs of columns that are counterparts out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from plandiff.normalise import loose
from plandiff.tables.figures import Same, unit_in_brackets
from plandiff.tables.likeness import likeness

Pair = tuple[int | None, int | None]

_ALIKE = 0.5


def align_columns(old: Sequence[str], new: Sequence[str], same: Same) -> list[Pair] | None:
    """The columns that are counterparts, in the new order, dropped ones after what they stood beside; None where
    nothing says which are.

    All by place where every header stayed or rolled its year; else by equal headers, then by place those that are
    alike in tables of as many columns. Without headers only the place can tell.
    """
    as_many = len(old) == len(new)
    if not any(old) or not any(new):
        return list(zip(range(len(old)), range(len(new)), strict=True)) if as_many else None
    titles = [[_title(header) for header in side] for side in (old, new)]
    if as_many and all(a and b and same(a, b) for a, b in zip(*titles, strict=True)):
        return list(zip(range(len(old)), range(len(new)), strict=True))
    pairs = _equal(titles[0], titles[1])
    if as_many:
        back = set(pairs.values())
        places = (n for n in range(len(old)) if n not in pairs and n not in back)
        pairs |= {n: n for n in places if _is_alike(titles[0][n], titles[1][n], same)}
    return _in_order(pairs, len(old), len(new))


def _title(header: str) -> str:
    """A header without the unit that it ends with."""
    return header[: max(header.rfind("（"), header.rfind("("))] if unit_in_brackets(header) else header


def _equal(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Columns of one header on each side; of a repeated one, in order, where it is repeated as often."""
    by_title: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, titles in enumerate((old, new)):
        for n, title in enumerate(titles):
            by_title[loose(title)][side].append(n)
    equal = (group for title, group in by_title.items() if title and len(group[0]) == len(group[1]))
    return {a: b for olds, news in equal for a, b in zip(olds, news, strict=True)}


def _is_alike(old: str, new: str, same: Same) -> bool:
    return not old or not new or same(old, new) or likeness(old, new) >= _ALIKE


def _in_order(pairs: dict[int, int], old_count: int, new_count: int) -> list[Pair]:
    back = {new: old for old, new in pairs.items()}
    found: list[tuple[int, int, Pair]] = [(n, -1, (back.get(n), n)) for n in range(new_count)]
    place = -1
    for n in range(old_count):
        place = pairs.get(n, place)
        found += [] if n in pairs else [(place, n, (n, None))]
    return [pair for _, _, pair in sorted(found, key=lambda entry: entry[:2])]
