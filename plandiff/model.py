"""The records every stage speaks in: a plan's items on the way in, a report's changes on the way out."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

# No `from __future__ import annotations` here: typing compiles each annotation of a record that is kept as text, and
# loading the module would take twice as long.
if TYPE_CHECKING:
    from decimal import Decimal

ItemType = Literal["heading", "item", "table"]
Form = Literal["line", "paragraph", "heading", "entry", "table"]
Kind = Literal["continued", "reworded", "new", "dropped"]
Direction = Literal["higher", "lower", "later", "earlier", "changed"]

KINDS: tuple[Kind, ...] = ("continued", "reworded", "new", "dropped")
FLAGS = ("moved", "renumbered", "split", "merged")


class Table(NamedTuple):
    """A table: its rows of cells, verbatim, all of one length (a merged cell stands where it begins, the rest of it is
    empty); how many of the rows are its header; the caption and the unit as printed; its notes; and the lines of it
    that have no certain place among the rows, verbatim."""

    rows: tuple[tuple[str, ...], ...]
    header: int = 0
    caption: str = ""
    unit: str = ""
    notes: tuple[str, ...] = ()
    unplaced: tuple[str, ...] = ()


class Block(NamedTuple):
    """A piece of an input: its text, its 1-based line (in a Word file, paragraph) and page, and what the format says
    of it.

    `form` is `line` for a physical line, which may go on in the next one; a `paragraph`, a `heading` of a `level` from
    1, and an `entry` of a list are whole. `depth` is that of the list that holds it, 0 outside lists. `marker` is one
    that the format makes itself (an automatic number, a list's bullet), as a reader sees it; a typed one is part of the
    text; `sequence` is how the numbers it belongs to begin (`a)`) and which of them it is, where the format knows.
    `span` is where a line begins and ends on its page, in columns (two to an ideograph), where the format knows
    better than its characters tell. A `table` comes with its cells.
    """

    text: str
    line: int
    page: int
    form: Form = "line"
    level: int = 0
    depth: int = 0
    marker: str = ""
    sequence: tuple[str, int] | None = None
    span: tuple[int, int] | None = None
    table: Table | None = None


class LeftOut(NamedTuple):
    """A line that is in no item, and why: a key of `Labels.reason`, such as `page-number` or `running-head`."""

    line: int
    text: str
    reason: str


class Source(NamedTuple):
    """An input as its reader read it: its blocks in reading order, what the reader left out, and what to warn of.

    `counts` says what a block's `line` counts.
    """

    blocks: tuple[Block, ...]
    left_out: tuple[LeftOut, ...] = ()
    warnings: tuple[str, ...] = ()
    counts: Literal["line", "paragraph"] = "line"


class Item(NamedTuple):
    """A heading, item or table of a plan.

    `index` counts from 0 in document order; `parent` is the index of the heading above, or None; `level` is the depth
    in the printed hierarchy, from 0. `text` is verbatim but for undone line wraps; a table's text holds its lines.
    `page` is 0 where the input has no pages.
    """

    index: int  # type: ignore[assignment]  # instead of the method of tuples
    type: ItemType
    parent: int | None
    level: int
    marker: str
    text: str
    line: int
    page: int = 0
    table: Table | None = None


class Plan(NamedTuple):
    """A plan as parsed. `coverage` is the share of the input's characters (white space aside) that stand in an item."""

    name: str
    fiscal_year: int | None
    items: tuple[Item, ...]
    left_out: tuple[LeftOut, ...] = ()
    coverage: float = 1.0
    warnings: tuple[str, ...] = ()
    counts: Literal["line", "paragraph"] = "line"

    def path(self, item: Item) -> tuple[Item, ...]:
        """The headings above an item, outermost first."""
        above: list[Item] = []
        parent = item.parent
        while parent is not None:
            above.append(self.items[parent])
            parent = self.items[parent].parent
        return tuple(reversed(above))


class Words(NamedTuple):
    """A text's words, in order: where each starts (it ends where the next one starts), its normalised form and its part
    of speech, by the tokeniser's number; which of them carry content (indices); and the proper name that the text
    begins with, or nothing."""

    starts: Sequence[int]
    norms: Sequence[str]
    parts: Sequence[int]
    content: Sequence[int]
    name: str


class Link(NamedTuple):
    """Old items that became new items (indices).

    `score` is 0 to 1; `margin` is its lead over the best rejected candidate, `runner_up` (side, index), and negative
    where a better pair had to give way. Both are None where nothing else came into question. `pinned` is what the user
    has decided.
    """

    old: tuple[int, ...]
    new: tuple[int, ...]
    score: float
    margin: float | None
    runner_up: tuple[Literal["old", "new"], int] | None
    pinned: bool = False


class Edit(NamedTuple):
    """A run of a redline: `equal`, `delete` or `insert`, with its words verbatim."""

    op: Literal["equal", "delete", "insert"]
    text: str


class CellChange(NamedTuple):
    """A cell that differs: the header of its column (empty where it has none) and the column's number from 1 among
    those of values (0: the whole row, its columns having no counterparts); its text, None where the side has no such
    cell; new − old in the new table's unit, and that in per cent of the old, where both are figures of one measure."""

    column: str
    place: int
    old: str | None
    new: str | None
    difference: "Decimal | None" = None
    rate: "Decimal | None" = None


class RowChange(NamedTuple):
    """A row that differs: its labels from the outermost group inwards, those of the old table apart (the last is empty
    where the row has none printed), the nearest label above it and how many rows below that it stands, and the cells
    that differ; of a new or dropped row all that are filled."""

    status: Literal["changed", "new", "dropped"]
    label: tuple[str, ...]
    old_label: tuple[str, ...]
    above: str
    below: int
    cells: tuple[CellChange, ...]


class PartChange(NamedTuple):
    """A part of a table outside its cells that differs, verbatim; None where the side has no such part."""

    part: Literal["caption", "unit", "column", "note", "unplaced"]
    old: str | None
    new: str | None


class TableChange(NamedTuple):
    """What differs between two linked tables, in the new table's order and unit."""

    rows: tuple[RowChange, ...]
    parts: tuple[PartChange, ...] = ()
    unit: str = ""


class QuantityChange(NamedTuple):
    """A quantity that differs: as printed on both sides, the unit of the new one, and what it counts: the words before
    it, or after it where it opens its clause.

    `direction` compares the values in one unit: `higher`, `lower`; of deadlines `later`, `earlier`; `changed` where
    they have no order (another qualifier, a range that grew on both ends).
    """

    old: str
    new: str
    unit: str
    direction: Direction
    what: str


class StageChange(NamedTuple):
    """A cue that a sentence commits to another stage, from study to operation: its predicate's words on both sides, and
    whether the new ones are further on."""

    old: str
    new: str
    direction: Literal["advance", "retreat"]


class SentenceChange(NamedTuple):
    """A sentence that differs, verbatim; None on the side that has none. Several where one was split or merged."""

    op: Literal["added", "removed", "changed"]
    old: str | None
    new: str | None


class Facts(NamedTuple):
    """What changed inside a reworded item, each kind in the order of the new text (what was removed comes last)."""

    quantities: tuple[QuantityChange, ...] = ()
    stages: tuple[StageChange, ...] = ()
    sentences: tuple[SentenceChange, ...] = ()


class Promise(NamedTuple):
    """What last year's plan announced for a later year: the sentence, its words that name the time, and the sentence of
    the linked items that says most of the same, empty where none does. To be checked by a reader, not a verdict."""

    item: Item
    sentence: str
    time: str
    new: tuple[Item, ...]
    taken_up_by: str


class Doubt(NamedTuple):
    """A link to check by eye, and why: its score is `low`, its lead over the runner-up is `close`, or both."""

    change: "Change"
    reasons: tuple[Literal["low", "close"], ...]


class Change(NamedTuple):
    """What became of one item, or of the items that one was split into or merged from."""

    kind: Kind
    old: tuple[Item, ...]
    new: tuple[Item, ...]
    moved: bool = False
    renumbered: bool = False
    notes: tuple[str, ...] = ()
    score: float | None = None
    margin: float | None = None
    runner_up: Item | None = None
    redline: tuple[Edit, ...] = ()
    table: TableChange | None = None
    facts: Facts | None = None

    @property
    def split(self) -> bool:
        """Whether one old item became several."""
        return len(self.new) > 1

    @property
    def merged(self) -> bool:
        """Whether several old items became one."""
        return len(self.old) > 1

    @property
    def flags(self) -> tuple[str, ...]:
        """The flags that are up, in the order of `FLAGS`."""
        if not (self.moved or self.renumbered or self.split or self.merged):
            return ()  # most changes
        return tuple([flag for flag in FLAGS if getattr(self, flag)])


class Report(NamedTuple):
    """The comparison of two plans: every heading, item and table of both stands in exactly one change."""

    old: Plan
    new: Plan
    changes: tuple[Change, ...]
    warnings: tuple[str, ...] = ()
    tools: tuple[tuple[str, str], ...] = ()

    def of(self, *kinds: Kind) -> Sequence[Change]:
        """The changes of these kinds, in report order."""
        return [change for change in self.changes if change.kind in kinds]
