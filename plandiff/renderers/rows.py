"""A report in, the rows of its 新旧対照表 out: new text, old text and remarks, each change in exactly one row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Literal, NamedTuple

from plandiff.ends import equal_start
from plandiff.labels.words import Labels
from plandiff.markers import given_marker
from plandiff.model import Change, Edit, Item, Report, TableChange
from plandiff.redline import by_clauses
from plandiff.renderers import View
from plandiff.renderers.groups import heading_line, is_unchanged, markers, shown_marker
from plandiff.summary import Places, is_heading

_Place = tuple[str, int] | None  # the side and index of the heading above; None at the top


class Run(NamedTuple):
    """A stretch of a cell's text, verbatim, and whether it is part of what changed (underlined)."""

    text: str
    changed: bool = False


class Row(NamedTuple):
    """A row: both sides' text, the remarks (備考), how many headings it stands under, and the changes it stands for.

    `abridged` rows stand for all that is unchanged in a place; rows of kind `cell`, about one cell or note of a table,
    follow the row of the table, which alone stands for its change.
    """

    kind: Literal["heading", "item", "abridged", "cell"]
    new: tuple[Run, ...]
    old: tuple[Run, ...]
    remarks: tuple[str, ...]
    depth: int
    changes: tuple[Change, ...]


def rows(report: Report, view: View) -> list[Row]:
    """The rows in the order of the new plan, what was dropped under the counterpart of its heading."""
    return list(_Rows(report, view).under(None, 0))


def remarks(report: Report, change: Change, words: Labels) -> tuple[str, ...]:
    """What the column of remarks says of a change: its class, where it came from, what to look at."""
    classes = [words.remark[change.kind]] if change.kind != "continued" and not (change.split or change.merged) else []
    classes += [words.remark[flag] for flag in ("split", "merged", "moved") if getattr(change, flag)]
    if change.moved:
        *above, last = report.old.path(change.old[0]) or (None,)
        short = [shown_marker(heading) or heading.text for heading in above]
        path = " > ".join([*short, heading_line(last)]) if last else words.no_section
        classes.append(words.moved_from.format(path=path))
    direction = _direction(change)
    classes += [words.remark[direction]] if direction else []
    return (*classes, *(words.note[note] for note in change.notes))


def _direction(change: Change) -> str:
    """Whether a number rose or fell, where both are of one style."""
    if not change.renumbered:
        return ""
    old, new = (given_marker(items[0].marker).readings[:1] for items in (change.old, change.new))
    if not old or not new or old[0].style != new[0].style or old[0].number == new[0].number:
        return "renumbered"
    return "lowered" if old[0].number < new[0].number else "raised"


class _Rows:
    def __init__(self, report: Report, view: View) -> None:
        self.report, self.view, self.words = report, view, view.words
        self.below: dict[_Place, list[Change]] = {}
        places = Places(report)
        for change in report.changes:
            key, _ = places.of(change)
            self.below.setdefault(key[-1] if key else None, []).append(change)

    def under(self, place: _Place, depth: int) -> Iterator[Row]:
        """The rows of what stands under a heading."""
        changes = self.below.get(place, ())
        for (whole, *_), group in groupby(changes, self._sort):
            if whole:
                yield from self._abridged(list(group), depth)
                continue
            for change in group:
                yield from self._change(change, depth)
                for inner in _places(change):
                    yield from self.under(inner, depth + 1)

    # ---- what is unchanged

    def _sort(self, change: Change) -> tuple[bool, str, str, int]:
        """Whether a change and all below it can be abridged; neighbours that are alike in the rest go together."""
        if self.view.unchanged == "full" or not self._is_whole(change):
            return False, "", "", 0
        marker = change.new[0].marker
        style = given_marker(marker).style if _is_number(marker) else ""
        alone = change.new[0].index if is_heading(change) and not style else 0
        return True, _direction(change), style, alone

    def _is_whole(self, change: Change) -> bool:
        number_aside = change._replace(renumbered=False)
        return is_unchanged(number_aside) and all(map(is_unchanged, self._all_below(change)))

    def _all_below(self, change: Change) -> Iterator[Change]:
        for place in _places(change):
            for inner in self.below.get(place, ()):
                yield inner
                yield from self._all_below(inner)

    def _abridged(self, run: Sequence[Change], depth: int) -> Iterator[Row]:
        direction = _direction(run[0])
        if self.view.unchanged == "omit" and not direction:
            return
        changes = tuple(each for change in run for each in (change, *self._all_below(change)))
        rolled = any("year-rolled" in change.notes for change in changes)
        said = [self.words.remark[direction]] if direction else []
        said += [self.words.note["year-rolled"]] if rolled else []
        new, old = ([side(change) for change in run] for side in (_new, _old))
        yield Row("abridged", self._abridged_side(new, old), self._abridged_side(old, new), tuple(said), depth, changes)

    def _abridged_side(self, items: Sequence[Item], others: Sequence[Item]) -> tuple[Run, ...]:
        """The heading, the number, or the first and last number, of what is left out."""
        first, last = items[0], items[-1]
        number = first.marker if _is_number(first.marker) else ""
        if len(items) > 1 and number:
            number = self.words.range.format(first=first.marker, last=last.marker)
        elif first.type == "heading":
            return (*self._line(first, first.text, others[0].text), Run(self.words.gap + self.words.abridged))
        return (Run(self.words.gap.join(filter(None, (number, self.words.abridged)))),)

    # ---- what changed

    def _change(self, change: Change, depth: int) -> Iterator[Row]:
        kind: Literal["heading", "item"] = "heading" if is_heading(change) else "item"
        said = remarks(self.report, change, self.words)
        cells = list(self._cells(change.table, depth)) if change.table and self.view.unchanged != "full" else []
        if cells and change.table:
            new, old = self._captioned(_new(change), _old(change)), self._captioned(_old(change), _new(change))
            yield Row(kind, new, old, said, depth, (change,))
            yield from cells
            return
        edits = edits_of(change)
        new, old = self._side(change, edits, "insert"), self._side(change, edits, "delete")
        yield Row(kind, new, old, said, depth, (change,))

    def _side(self, change: Change, edits: Sequence[Edit], op: Literal["insert", "delete"]) -> tuple[Run, ...]:
        """One side's items, each after its marker; all of it changed where the other side has none."""
        items = change.new if op == "insert" else change.old
        if not items:
            deleted_in_statute = op == "insert" and self.view.statute
            return (Run(self.words.deleted_in_statutes if deleted_in_statute else self.words.none[op]),)
        whole = change.kind in ("new", "dropped")
        side: list[Run] = []
        for item, runs in side_runs(items, edits, op):
            marker = markers((item,))
            side += [Run("\n")] if side else []
            side += [Run(marker + self.words.gap, whole)] if marker else []
            side += runs
        return tuple(side)

    def _line(self, item: Item, text: str, other: str) -> tuple[Run, ...]:
        """The item's marker and a text, marked where the other side's differs."""
        marker = shown_marker(item)
        marked = (Run(edit.text, edit.op == "insert") for edit in _differences(other, text) if edit.op != "delete")
        return (*([Run(marker + self.words.gap)] if marker else ()), *marked)

    # ---- tables

    def _captioned(self, item: Item, other: Item) -> tuple[Run, ...]:
        text = _caption(item) or self.words.type["table"]
        return self._line(item, text, (_caption(item) and _caption(other)) or text)

    def _cells(self, change: TableChange, depth: int) -> Iterator[Row]:
        """A row for each cell that differs, and for what differs around them."""
        from plandiff.tables.display import shown_cells, shown_parts, shown_unit

        words, column = self.words, self.words.table_columns[5]
        unit = shown_unit(change, words)
        for cell in shown_cells(change, words):
            name = words.gap.join(filter(None, (cell.label, cell.column)))
            new, old = (self._cell(name, text) if cell.column else (Run(name, True),) for text in (cell.new, cell.old))
            said = [words.gap.join(filter(None, (f"{column} {cell.difference}", cell.rate)))] if cell.difference else []
            said += [words.remark[cell.status]] if cell.status != "changed" else []
            yield Row("cell", new, old, (unit, *said) if unit else tuple(said), depth, ())
            unit = ""
        for part in shown_parts(change, words):
            new, old = self._cell(part.name, part.new), self._cell(part.name, part.old)
            yield Row("cell", new, old, (unit,) if unit else (), depth, ())
            unit = ""

    def _cell(self, name: str, text: str) -> tuple[Run, ...]:
        """What one side has there, underlined."""
        return Run(name + self.words.gap), Run(text, True) if text else Run(self.words.none_there)


def _new(change: Change) -> Item:
    return change.new[0]


def _old(change: Change) -> Item:
    return change.old[0]


def _caption(item: Item) -> str:
    return item.table.caption if item.table else ""


def _is_number(marker: str) -> bool:
    return any(char.isalnum() for char in marker)


def _places(change: Change) -> Iterator[_Place]:
    """The headings of a change as places that something can stand under."""
    if is_heading(change):
        yield from (("new", item.index) for item in change.new)
        yield from (("old", item.index) for item in change.old)


def side_runs(
    items: Sequence[Item], edits: Sequence[Edit], op: Literal["insert", "delete"]
) -> Iterator[tuple[Item, list[Run]]]:
    """The items of one side, each with its text in runs; white space alone is no change to be marked."""
    runs = [Run(edit.text, edit.op == op and not edit.text.isspace()) for edit in edits if edit.op in ("equal", op)]
    at = 0
    for item in items:
        yield item, list(_stretch(runs, at, at + len(item.text)))
        at += len(item.text) + 1


def edits_of(change: Change) -> Sequence[Edit]:
    """The redline; of a text that was carried over, what differs in years, width and white space."""
    if change.redline:
        return change.redline
    old, new = ("\n".join(item.text for item in items) for items in (change.old, change.new))
    if not old or not new:
        return [Edit("insert", new) if new else Edit("delete", old)]
    return _differences(old, new)


def _differences(old: str, new: str) -> list[Edit]:
    """The edits between two texts of one wording."""
    return [edit for run in by_clauses(old, new) for edit in _trimmed(run.equal, run.deleted, run.inserted)]


def _trimmed(equal: str, old: str, new: str) -> Iterable[Edit]:
    """A stretch of a comparison, without what its two sides begin and end alike with."""
    head = _alike(old, new)
    tail = _alike(old[head:][::-1], new[head:][::-1])
    edits = (
        Edit("equal", equal or new[:head]),
        Edit("delete", old[head : len(old) - tail]),
        Edit("insert", new[head : len(new) - tail]),
        Edit("equal", new[len(new) - tail :]),
    )
    return (edit for edit in edits if edit.text)


def _alike(old: str, new: str) -> int:
    """How many characters two texts begin alike with; they end within no number."""
    n = equal_start(old, new)
    while n and all(any(char.isdecimal() for char in chars) for chars in (old[n - 1], old[n : n + 1] + new[n : n + 1])):
        n -= 1
    return n


def _stretch(runs: Sequence[Run], start: int, end: int) -> Iterator[Run]:
    """What stands between two places of a text in runs."""
    at = 0
    for run in runs:
        text = run.text[max(0, start - at) : max(0, end - at)]
        if text:
            yield Run(text, run.changed)
        at += len(run.text)
