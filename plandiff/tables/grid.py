"""A table in, its rows by their place among the labels and its columns by their headers out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from plandiff.lines import columns
from plandiff.model import Table
from plandiff.normalise import WHITE
from plandiff.tables.figures import is_figure

# Labels that can only head what stands under them, and those that end what does.
_SECTIONS = frozenset("収入 支出 歳入 歳出".split())
TOTALS = frozenset("計 合計 総計 小計 中計 総額 合計額".split())
_BRACKETS = frozenset(["【】", "〔〕", "〈〉", "＜＞"])
_SECTION_LENGTH = 14
_OF_WHICH = ("うち", "内訳", "内、", "内，", "内,")
_SEPARATORS = "、，,：: \t\u3000"
_HEADER_ROWS = 3


class Row(NamedTuple):
    """A body row: its labels, outermost first (the last is empty where none is printed), and its cells of values."""

    path: tuple[str, ...]
    cells: tuple[str, ...]


class Grid(NamedTuple):
    """A table as compared: the header of each column of values (empty where it has none), and the body rows."""

    headers: tuple[str, ...]
    rows: tuple[Row, ...]


def read_grid(table: Table) -> Grid:
    """The grid of a table."""
    header = table.header or _find_header(table.rows)
    body = table.rows[header:]
    first, last = _label_columns(body)
    names = _headers(table.rows[:header])
    values = range(last, len(table.rows[0]) if table.rows else 0)
    cells = [tuple(row[n] for n in values) for row in body]
    paths = _paths([row[first:last] for row in body], cells)
    headers = tuple(names[n] if names else "" for n in values)
    return Grid(headers, tuple(map(Row, paths, cells)))


def is_section(label: str) -> bool:
    """Whether a label alone on its row is known to head the rows under it: 収入, 費用の部."""
    label = WHITE.sub("", label)
    if label in _SECTIONS or label[:1] + label[-1:] in _BRACKETS:
        return True
    return label.endswith("の部") and len(label) <= _SECTION_LENGTH


def of_which(label: str) -> str:
    """The 「うち、」 that a label begins with, or nothing."""
    start = next(filter(label.startswith, _OF_WHICH), "")
    return label[: len(label) - len(label[len(start) :].lstrip(_SEPARATORS))] if start else ""


def without_of_which(label: str) -> str:
    """A label without 「うち、」."""
    for word in _OF_WHICH:
        before, _, after = label.partition(word)
        label = before + after.lstrip(_SEPARATORS)
    return label


def _find_header(rows: Sequence[Sequence[str]]) -> int:
    """How many rows from the top are a header where the format does not say: filled, and without a figure, above rows
    with figures, labels alone aside."""
    count = 0
    for row in rows[:_HEADER_ROWS]:
        if any(map(is_figure, row[1:])) or not any(row[1:]):
            break
        count += 1
    body = next((row for row in rows[count:] if any(row[1:])), ())
    return count if any(map(is_figure, body[1:])) else 0


def _headers(rows: Sequence[Sequence[str]]) -> list[str]:
    """Each column's header, from the top down; a cell above several columns stands for all of them."""
    parts: list[list[str]] = [[] for _ in rows[0]] if rows else []
    for depth, row in enumerate(rows):
        spanning = ""
        for column, cell in enumerate(row):
            spans = depth < len(rows) - 1 and any(lower[column].strip() for lower in rows[depth + 1 :])
            spanning = cell.strip() or (spanning if spans else "")
            parts[column] += [spanning] if spanning else []
    return [" ".join(part) for part in parts]


def _label_columns(body: Sequence[Sequence[str]]) -> tuple[int, int]:
    """The columns of labels, as a range: the first, and those after it as long as it needs them to tell rows apart.

    A column that only counts the rows is neither label nor value; columns of figures are values.
    """
    width = len(body[0]) if body else 0
    first = int(width > 2 and [row[0].strip() for row in body] == [str(n + 1) for n in range(len(body))])
    of_figures = (n for n in range(first + 1, width) if _is_of_figures([row[n] for row in body]))
    end = next(of_figures, width - 1)
    last = first + 1
    while last < end and _repeats([row[first:last] for row in body]):
        last += 1
    return first, last


def _repeats(labels: Sequence[Sequence[str]]) -> bool:
    """Whether rows share their labels, those of merged cells carried down."""
    seen, above = set(), [""] * (len(labels[0]) if labels else 0)
    for row in labels:
        filled = next((n for n, label in enumerate(row) if label.strip()), len(row))
        above = [*above[:filled], *row[filled:]]
        seen.add(tuple(above))
    return len(seen) < len(labels)


def _is_of_figures(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell.strip()]
    return sum(map(is_figure, filled)) * 2 > len(filled)


def _paths(labels: Sequence[Sequence[str]], cells: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """The path of each row: merged label cells above it, then the labels that it is indented under."""
    merged: list[str] = []
    stack: list[tuple[int, str]] = []
    paths: list[tuple[str, ...]] = []
    for row, heads in zip(labels, _sections(labels, cells), strict=True):
        filled = [n for n, label in enumerate(row) if label.strip()]
        if not filled:
            paths.append(("",))
            continue
        outer = [*merged[: filled[0]], *row[filled[0] : filled[-1]]]
        stack = stack if outer == merged[:-1] else []
        label = row[filled[-1]]
        merged = [*outer, label]
        depth = _depth(label) - heads
        while stack and stack[-1][0] >= depth:
            stack.pop()
        paths.append((*_stripped(outer), *(above for _, above in stack), label.strip()))
        stack.append((depth, label.strip()))
    return paths


def _stripped(labels: Sequence[str]) -> Iterator[str]:
    return (label.strip() for label in labels if label.strip())


def _depth(label: str) -> int:
    """Where a label begins, in half columns; after 「うち、」, where the labels below it go on."""
    indent = len(label) - len(label.lstrip())
    return 2 * columns(label[:indent] + of_which(label.strip()))


def _sections(labels: Sequence[Sequence[str]], cells: Sequence[Sequence[str]]) -> list[bool]:
    """Which rows head those after them, at their own indent: a label alone, known as such or closed by a total."""
    alone = [
        any(map(str.strip, row)) and not any(map(str.strip, values)) for row, values in zip(labels, cells, strict=True)
    ]
    return [
        is_alone and (is_section("".join(labels[n])) or _is_closed(labels, alone, n))
        for n, is_alone in enumerate(alone)
    ]


def _is_closed(labels: Sequence[Sequence[str]], alone: Sequence[bool], start: int) -> bool:
    """Whether a total stands after the row, before the next label that stands alone."""
    for n in range(start + 1, len(labels)):
        if alone[n]:
            return False
        if WHITE.sub("", "".join(labels[n])) in TOTALS:
            return True
    return False
