"""Two plans and the links between them in, their changes out: each named by kind, flags and notes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from plandiff.facts import facts_of
from plandiff.facts.quantities import same_figures
from plandiff.fiscal import Reference, is_history, references, rolls
from plandiff.model import Change, Edit, Facts, Item, Kind, Link, Plan, TableChange
from plandiff.normalise import fold, loose
from plandiff.redline import redline, stretches
from plandiff.tokenise import Tokeniser

_TYPOS = 8  # characters that the same words can differ by in length; in long texts, an eighth of it more

_VARIANTS = 16  # characters of one text and not of the other; spelling variants need no more


class Wording(NamedTuple):
    """What differs between the words of linked items, and the notes on it."""

    kind: Kind
    notes: tuple[str, ...]
    redline: tuple[Edit, ...]
    table: TableChange | None
    facts: Facts | None


Each = Callable[[Callable[[Link], Wording], Sequence[Link]], Iterable[Wording]]


def classify(old: Plan, new: Plan, links: Sequence[Link], tokenise: Tokeniser, each: Each = map) -> tuple[Change, ...]:
    """The changes in reading order: by place in the new plan, dropped items after what stood before them and stayed.

    `each` applies a function to all links; what it finds of one depends on no other.
    """
    return _Classifier(old, new, links, tokenise).run(each)


class _Classifier:
    def __init__(self, old: Plan, new: Plan, links: Sequence[Link], tokenise: Tokeniser) -> None:
        self.old, self.new, self.links, self.tokenise = old, new, links, tokenise
        self.headings = _heading_pairs(old, links)
        known = old.fiscal_year is not None and new.fiscal_year is not None
        self.distance = (new.fiscal_year or 0) - (old.fiscal_year or 0) if known else None

    def run(self, each: Each) -> tuple[Change, ...]:
        """All changes, each item of both plans in exactly one."""
        linked_old = {index: link for link in self.links for index in link.old}
        linked_new = {index for link in self.links for index in link.new}
        wordings = zip(self.links, each(self._wording, self.links), strict=True)
        placed = [((link.new[0], 0, 0), self._linked(link, wording)) for link, wording in wordings]
        placed += [
            ((item.index, 0, 0), Change("new", (), (item,))) for item in self.new.items if item.index not in linked_new
        ]
        place = -1
        for item in self.old.items:
            link = linked_old.get(item.index)
            if link is None:
                placed.append(((place, 1, item.index), Change("dropped", (item,), ())))
            elif self._same_section(item, self.new.items[link.new[0]]):
                place = link.new[0]
        return tuple(change for _, change in sorted(placed, key=lambda entry: entry[0]))

    def _linked(self, link: Link, wording: Wording) -> Change:
        olds, news = self._items(link)
        return Change(
            kind=wording.kind,
            old=olds,
            new=news,
            moved=any(not self._same_section(a, b) for a in olds for b in news),
            renumbered=_is_renumbered(olds[0], news[0]),
            notes=(*wording.notes, *(("pinned",) if link.pinned else ())),
            score=link.score,
            margin=link.margin,
            runner_up=self._runner_up(link),
            redline=wording.redline,
            table=wording.table,
            facts=wording.facts,
        )

    def _items(self, link: Link) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
        return tuple([self.old.items[n] for n in link.old]), tuple([self.new.items[n] for n in link.new])

    def _wording(self, link: Link) -> Wording:
        olds, news = self._items(link)
        kind = self._kind(olds, news)
        table = self._table(olds[0], news[0]) if len(olds) == len(news) == 1 else None
        marked = kind == "reworded" and table is None  # a table shows its cells instead of a run of words
        facts = self._facts(olds, news) if marked else None
        counted = kind == "reworded" and _differs_in_figures(olds, news, table, facts)
        edits = redline(_joined(olds), _joined(news), self.tokenise) if marked else ()
        return Wording(kind, self._notes(kind, olds, news, counted), edits, table, facts)

    def _facts(self, olds: tuple[Item, ...], news: tuple[Item, ...]) -> Facts:
        same = partial(is_continued, distance=self.distance)
        years = (self.old.fiscal_year, self.new.fiscal_year)
        return facts_of(_joined(olds), _joined(news), years, same, self.tokenise)

    def _kind(self, olds: tuple[Item, ...], news: tuple[Item, ...]) -> Kind:
        """`continued` where the folded texts are equal but for fiscal years that stayed or rolled; no threshold."""
        if len(olds) > 1 or len(news) > 1:
            return "reworded"
        return "continued" if is_continued(olds[0].text, news[0].text, self.distance) else "reworded"

    def _table(self, old: Item, new: Item) -> TableChange | None:
        """What differs between two tables, in the units that stand in or beside them."""
        if old.table is None or new.table is None:
            return None
        from plandiff.tables.compare import compare_tables, unit_of

        before = old.table._replace(unit=unit_of(self.old, old))
        after = new.table._replace(unit=unit_of(self.new, new))
        return compare_tables(before, after, partial(is_continued, distance=self.distance)) if before != after else None

    def _same_section(self, old: Item, new: Item) -> bool:
        if old.parent is None or new.parent is None:
            return old.parent is new.parent
        return self.headings.get(old.parent) == new.parent

    def _runner_up(self, link: Link) -> Item | None:
        if link.runner_up is None:
            return None
        side, index = link.runner_up
        return (self.old if side == "old" else self.new).items[index]

    # ---- notes

    def _notes(self, kind: Kind, olds: tuple[Item, ...], news: tuple[Item, ...], counted: bool) -> tuple[str, ...]:
        """The notes on a change; `counted` says that its quantities differ."""
        before, after = _joined(olds), _joined(news)
        if kind == "continued":
            return self._year_notes(fold(before), fold(after), True)
        alone = len(olds) == len(news) == 1
        carried_over = alone and not counted and self._is_typography(before, after)
        notes = self._year_notes(fold(before), fold(after), carried_over)
        return (*notes, *(["numbers"] if counted else []), *(["typography"] if carried_over else []))

    def _year_notes(self, left: str, right: str, carried_over: bool) -> tuple[str, ...]:
        """What became of the fiscal years of two folded texts."""
        old, new = references(left), references(right)
        if not old or len(old) != len(new):
            return ()
        stale = carried_over and self._is_stale(left, old, new)
        return (*(["stale-year"] if stale else []), *(["year-rolled"] if self._has_rolled(old, new) else []))

    def _is_typography(self, before: str, after: str) -> bool:
        """Whether only width, spacing, punctuation or spelling variants differ."""
        if abs(len(before) - len(after)) > _TYPOS + len(before) // _TYPOS:
            return False
        if loose(before) == loose(after):
            return True
        if len(set(before) ^ set(after)) > _VARIANTS:
            return False
        changed = [stretch for stretch in _placed(stretches(before, after)) if stretch[0] != stretch[1]]
        return all(_is_close(old, new) for old, new, _, _ in changed) and all(
            self._norms(before, at_old, old) == self._norms(after, at_new, new) for old, new, at_old, at_new in changed
        )

    def _norms(self, text: str, at: int, stretch: str) -> str:
        """The words of a stretch of a text, however they are spelled."""
        return loose("".join(self.tokenise.norms(text, at, at + len(stretch))))

    def _is_stale(self, text: str, old: Sequence[Reference], new: Sequence[Reference]) -> bool:
        """Whether a year that should have rolled did not, and no other in the item did.

        Last year, this year and next year as the old plan saw them should roll. A year that began something or
        bounds a period is history. Where another year of the item rolled, someone has looked at it.
        """
        if not self.distance or self.old.fiscal_year is None or self._has_rolled(old, new):
            return False
        own = self.old.fiscal_year
        return any(
            a.year == b.year and abs(a.year - own) <= 1 and not is_history(text, a)
            for a, b in zip(old, new, strict=True)
        )

    def _has_rolled(self, old: Sequence[Reference], new: Sequence[Reference]) -> bool:
        return bool(self.distance) and any(b.year - a.year == self.distance for a, b in zip(old, new, strict=True))


def is_continued(old: str, new: str, distance: int | None) -> bool:
    """Whether a text was carried over: equal after NFKC without white space, each fiscal year stayed or rolled."""
    if old == new:
        return True
    left, right = fold(old), fold(new)
    if left == right:
        return True
    a, b = references(left), references(right)
    return bool(a) and _between(left, a) == _between(right, b) and rolls(a, b, distance)


def _between(text: str, years: Sequence[Reference]) -> list[str]:
    """What stands between the years, and how each is written."""
    parts, at = [], 0
    for ref in years:
        parts += [text[at : ref.start], ref.style]
        at = ref.end
    return [*parts, text[at:]]


def _heading_pairs(old: Plan, links: Sequence[Link]) -> Mapping[int, int]:
    return {link.old[0]: link.new[0] for link in links if old.items[link.old[0]].type == "heading"}


def _joined(items: Sequence[Item]) -> str:
    return items[0].text if len(items) == 1 else "\n".join([item.text for item in items])


def _differs_in_figures(
    olds: Sequence[Item], news: Sequence[Item], table: TableChange | None, facts: Facts | None
) -> bool:
    """Whether quantities differ: as found in sentences or cells, else whatever numbers the changed sentences state."""
    if facts is None:
        cells = (cell for row in table.rows for cell in row.cells) if table else ()
        return any(cell.difference is not None for cell in cells) or not same_figures(
            [item.text for item in olds], [item.text for item in news]
        )
    before = [sentence.old for sentence in facts.sentences if sentence.old]
    after = [sentence.new for sentence in facts.sentences if sentence.new]
    return bool(facts.quantities) or not same_figures(before, after)


def _placed(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str, int, int]]:
    """Stretches that make up two texts, each with the places where it begins in them."""
    at_old = at_new = 0
    for old, new in pairs:
        yield old, new, at_old, at_new
        at_old, at_new = at_old + len(old), at_new + len(new)


def _is_close(old: str, new: str) -> bool:
    """Whether stretches can be the same words spelled differently: as long, mostly of the same characters."""
    left, right = set(old), set(new)
    return 2 * len(left & right) >= max(len(left), len(right)) and abs(len(old) - len(new)) <= _TYPOS


def _is_renumbered(old: Item, new: Item) -> bool:
    """Whether the number differs; bullets have none."""
    if old.marker == new.marker:
        return False
    left, right = fold(old.marker), fold(new.marker)
    return left != right and any(char.isalnum() for char in left + right)
