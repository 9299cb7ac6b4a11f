"""The rules and characters of a page in, its ruled tables out, and the characters that stand in none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from plandiff.lines import join_wraps
from plandiff.readers.pdf.lines import read_runs
from plandiff.readers.pdf.page import Char
from plandiff.readers.pdf.rules import Rule

_NEAR = 3.0  # points: rules that come so near touch
_MIN_CELLS = 4
_MOST_RULES, _MOST_PLACES = 5000, 5000  # of a page: more are a drawing


class Grid(NamedTuple):
    """A ruled table: its edges in points (y is the top), its rows of cells, and where its columns begin and end."""

    x0: float
    x1: float
    y: float
    rows: tuple[tuple[str, ...], ...]
    columns: tuple[float, ...]


def read_grids(chars: Sequence[Char], rules: Sequence[Rule], spaceless: bool) -> tuple[list[Grid], list[Char]]:
    """What rules cut into two columns or more, tables and the single rows of them, and the characters outside."""
    grids: list[Grid] = []
    rest = list(chars)
    if len(rules) > _MOST_RULES:
        return grids, rest
    for part in sorted(_connected(rules), key=len, reverse=True):
        xs = _levels(
            [rule.x0 for rule in part if _upright(rule)] + [x for r in part for x in (r.x0, r.x1) if not _upright(r)]
        )
        ys = _levels(
            [rule.y0 for rule in part if not _upright(rule)] + [y for r in part for y in (r.y0, r.y1) if _upright(r)]
        )
        if len(xs) < 3 or len(ys) < 2 or len(xs) * len(ys) > _MOST_PLACES:
            continue
        inside, outside = _split(rest, xs, ys)
        rows = _cells(inside, _homes(part, xs, ys[::-1]), (xs, ys[::-1]), spaceless)
        if sum(bool(cell) for row in rows for cell in row) >= (_MIN_CELLS if len(ys) > 2 else 2):
            grids.append(Grid(xs[0], xs[-1], ys[-1], rows, tuple(xs)))
            rest = outside
    return grids, rest


def _upright(rule: Rule) -> bool:
    return rule.y1 - rule.y0 > rule.x1 - rule.x0


def _levels(values: Iterable[float]) -> list[float]:
    """The values apart from each other, upwards."""
    levels: list[float] = []
    for value in sorted(values):
        if not levels or value - levels[-1] > _NEAR:
            levels.append(value)
    return levels


def _connected(rules: Sequence[Rule]) -> list[list[Rule]]:
    """The rules in groups that touch each other: level ones with upright ones."""
    parent = list(range(len(rules)))

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    # Only rules near each other in height can touch: those are found in a list sorted by height.
    order = sorted(range(len(rules)), key=lambda n: rules[n].y0)
    open_: list[int] = []
    for n in order:
        open_ = [k for k in open_ if rules[k].y1 >= rules[n].y0 - _NEAR]
        for k in open_:
            if rules[k].x0 <= rules[n].x1 + _NEAR and rules[n].x0 <= rules[k].x1 + _NEAR:
                parent[root(k)] = root(n)
        open_.append(n)
    groups: dict[int, list[Rule]] = defaultdict(list)
    for n, rule in enumerate(rules):
        groups[root(n)].append(rule)
    return list(groups.values())


def _split(chars: Sequence[Char], xs: Sequence[float], ys: Sequence[float]) -> tuple[list[Char], list[Char]]:
    inside: list[Char] = []
    outside: list[Char] = []
    for char in chars:
        x, y = _middle(char)
        (inside if xs[0] <= x <= xs[-1] and ys[0] <= y <= ys[-1] and not char.turn else outside).append(char)
    return inside, outside


def _middle(char: Char) -> tuple[float, float]:
    return (char.x0 + char.x1) / 2, char.y + 0.35 * char.size


def _cells(
    chars: Sequence[Char],
    home: Mapping[tuple[int, int], tuple[int, int]],
    levels: tuple[Sequence[float], Sequence[float]],
    spaceless: bool,
) -> tuple[tuple[str, ...], ...]:
    """The texts by row, from the top, and column; a merged cell's stands where the cell begins."""
    xs, ys = levels
    found: dict[tuple[int, int], list[Char]] = defaultdict(list)
    for char in chars:
        x, y = _middle(char)
        column = max(n for n in range(len(xs) - 1) if xs[n] <= x)
        row = max(n for n in range(len(ys) - 1) if ys[n] >= y)
        found[home[row, column]].append(char)
    texts = {place: join_wraps([run.text for run in read_runs(cell, spaceless)[0]]) for place, cell in found.items()}
    return tuple(
        tuple(texts.get((row, column), "") for column in range(len(xs) - 1))
        for row in range(len(ys) - 1)
        if any((row, column) in texts for column in range(len(xs) - 1))
    )


def _homes(rules: Sequence[Rule], xs: Sequence[float], ys: Sequence[float]) -> dict[tuple[int, int], tuple[int, int]]:
    """For each place of the grid where its cell begins: no rule parts it from there."""
    home: dict[tuple[int, int], tuple[int, int]] = {}
    upright = [rule for rule in rules if _upright(rule)]
    level = [rule for rule in rules if not _upright(rule)]
    for row in range(len(ys) - 1):
        y = (ys[row] + ys[row + 1]) / 2
        for column in range(len(xs) - 1):
            x = (xs[column] + xs[column + 1]) / 2
            left = not column or any(abs(r.x0 - xs[column]) <= _NEAR and r.y0 <= y <= r.y1 for r in upright)
            above = not row or any(abs(r.y0 - ys[row]) <= _NEAR and r.x0 <= x <= r.x1 for r in level)
            if not left:
                home[row, column] = home[row, column - 1]
            elif not above:
                home[row, column] = home[row - 1, column]
            else:
                home[row, column] = (row, column)
    return home
