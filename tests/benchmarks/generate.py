"""A size and a seed in, two successive plans of a fictional body and the true alignment between them out.

usage: python -m tests.benchmarks.generate ITEMS FOLDER [--seed N]

Every plan is its own: places, subjects, means and names are drawn for each item, so that items can be told apart as in
real plans, while verbs, cautions and the shape of sentences repeat. From one year to the next headings and items are
kept, reworded, moved, split, merged, dropped and added; what names the plan's own year rolls. Each line is one item, so
that the truth can name them by line, in the form of the truth files beside the samples.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import NamedTuple

from tests.benchmarks import words

_YEAR = 6  # of 令和
_PER_SECTION, _SECTIONS, _CHAPTERS = 9, 10, 12  # items a section, sections a chapter, chapters a part
# What becomes of an item, in percent; the rest is carried over, its own year rolled.
_FATES = {"dropped": 6, "light": 14, "heavy": 5, "moved": 3, "split": 2, "merged": 2}
_NEW = 0.07  # new items for each old one


@dataclass(frozen=True)
class Item:
    """An item in the making: what its sentences say; `old` are the numbers of the old items it comes from."""

    place: str
    subject: str
    means: str
    result: str
    stage: str
    count: int
    name: str
    year: int | None
    caution: str
    shape: int
    old: tuple[int, ...] = ()

    def sentences(self) -> list[str]:
        """The item as sentences; the first can stand alone."""
        year = f"令和{_wide(self.year)}年度に" if self.year else ""
        first = (
            f"{self.place}において{year}{self.subject}を{self.means}により調べ、{self.result}。",
            f"{self.subject}について、{self.place}の{self.count}地点で{self.means}を活用し、{year}{self.result}。",
            f"{year}{self.means}を用いて{self.place}の{self.subject}を把握し、{self.result}ことを目指す。",
            f"「{self.name}」として、{self.place}で{self.subject}の改善を{year}{self.stage}。",
        )[self.shape]
        second = (
            f"{self.name}の利用を{self.count}件とし、{self.stage}。",
            f"{self.name}を通じて{self.result}取組を{self.stage}。",
            f"対象を{self.count}か所とする事業を{self.stage}。",
            f"{self.means}を{self.count}回活用し、{self.result}。",
        )[self.shape]
        return [first, second, *([self.caution] if self.caution else [])]


@dataclass
class Section:
    """A heading with what stands under it; `old` is the old section it comes from."""

    title: str
    items: list[Item] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    old: int | None = None


class Pair(NamedTuple):
    """Two plans as texts, and the rows of their truth file."""

    old: str
    new: str
    truth: str


def generate(size: int, seed: int = 1) -> Pair:
    """Two plans of about `size` items each, headings aside."""
    return _Generator(size, Random(seed)).run()


class _Generator:
    def __init__(self, size: int, random: Random) -> None:
        self.size, self.random = size, random
        self.names: set[str] = set()

    def run(self) -> Pair:
        old = self._first_year()
        numbered = [item for section in _leaves(old) for item in section.items]
        for n, item in enumerate(numbered):
            numbered[n] = replace(item, old=(n,))
        _refill(old, iter(numbered))
        for n, section in enumerate(_all(old)):
            section.old = n
        new = self._next_year(old)
        return _pair(old, new)

    # ---- the first year

    def _first_year(self) -> list[Section]:
        sections = []
        left = self.size
        while left > 0:
            count = min(left, self.random.randint(_PER_SECTION - 4, _PER_SECTION + 4))
            sections.append(Section(self._title(), [self._item() for _ in range(count)]))
            left -= count
        chapters = self._group(sections, _SECTIONS)
        return self._group(chapters, _CHAPTERS)

    def _group(self, sections: list[Section], size: int) -> list[Section]:
        return [
            Section(self._title(), sections=sections[start : start + size]) for start in range(0, len(sections), size)
        ]

    def _title(self) -> str:
        return self._place() + "の" + self._pick(words.SUBJECTS) + self._pick(words.HEADING_TAILS)

    def _item(self) -> Item:
        return Item(
            place=self._place(),
            subject=self._pick(words.SUBJECTS),
            means=self._pick(words.MEANS),
            result=self._pick(words.RESULTS),
            stage=self._pick(words.STAGES),
            count=self.random.randint(2, 90),
            name=self._name(),
            year=self.random.choice((_YEAR, _YEAR, _YEAR - 1, _YEAR + 1)) if self.random.random() < 0.3 else None,
            caution=self._pick(words.CAUTIONS) if self.random.random() < 0.3 else "",
            shape=self.random.randrange(4),
        )

    def _place(self) -> str:
        return self._pick(words.PLACE_HEADS) + self._pick(words.PLACE_TAILS) + self._pick(words.PLACE_KINDS)

    def _name(self) -> str:
        """The name of a programme; no two programmes have the same."""
        parts = [self._pick(words.NAME_SYLLABLES) for _ in range(2 + (self.size > 5_000))]
        return "".join(parts) + self._pick(words.NAME_TAILS)

    def _pick(self, pool: list[str]) -> str:
        return self.random.choice(pool)

    # ---- the next year

    def _next_year(self, old: list[Section]) -> list[Section]:
        new = _copy(old)
        leaves = list(_leaves(new))
        moved: list[Item] = []
        for section in leaves:
            section.items = list(self._edited(section.items, moved))
        for item in moved:
            self._insert(self.random.choice(leaves), item)
        for _ in range(round(self.size * _NEW)):
            self._insert(self.random.choice(leaves), self._item())
        for section in _all(new):
            if self.random.random() < 0.05:
                section.title = section.title[:-3] + self._pick(words.HEADING_TAILS)
        return new

    def _insert(self, section: Section, item: Item) -> None:
        section.items.insert(self.random.randint(0, len(section.items)), item)

    def _edited(self, items: list[Item], moved: list[Item]) -> Iterator[Item]:
        """What becomes of the items of a section; those that leave it go to `moved`."""
        queue = [_rolled(item) for item in items]
        while queue:
            item = queue.pop(0)
            fate = self._fate()
            if fate == "moved":
                moved.append(item)
            elif fate == "light":
                yield self._lightly(item)
            elif fate == "heavy":
                yield self._heavily(item)
            elif fate == "split":
                yield from _Half.of(item)
            elif fate == "merged" and queue:
                yield _Merged.of(item, queue.pop(0))
            elif fate != "dropped":
                yield item

    def _fate(self) -> str:
        at = self.random.uniform(0, 100)
        for fate, percent in _FATES.items():
            at -= percent
            if at < 0:
                return fate
        return "kept"

    def _lightly(self, item: Item) -> Item:
        """Another stage, another count, or a caution more or less."""
        choice = self.random.randrange(3)
        if choice == 0:
            return replace(item, stage=self._pick(words.STAGES), count=item.count + self.random.randint(1, 9))
        if choice == 1:
            return replace(item, caution=self._pick(words.CAUTIONS))
        return replace(item, result=self._pick(words.RESULTS))

    def _heavily(self, item: Item) -> Item:
        """The same place, subject and programme in a sentence of another shape, by other means, to another end."""
        return replace(
            item,
            means=self._pick(words.MEANS),
            result=self._pick(words.RESULTS),
            shape=(item.shape + self.random.randint(1, 3)) % 4,
        )


@dataclass(frozen=True)
class _Half(Item):
    """One of the two items that an item was split into: its first sentence, or the others."""

    first: bool = True

    @classmethod
    def of(cls, item: Item) -> tuple[Item, Item]:
        """Both halves."""
        return cls(**vars(item), first=True), cls(**vars(item), first=False)

    def sentences(self) -> list[str]:
        """Its sentences."""
        found = super().sentences()
        return found[:1] if self.first else found[1:]


@dataclass(frozen=True)
class _Merged(Item):
    """Two items in one."""

    other: Item | None = None

    @classmethod
    def of(cls, item: Item, other: Item) -> Item:
        """The item that says what both said."""
        fields = vars(item) | {"old": (*item.old, *other.old)}
        return cls(**fields, other=other)

    def sentences(self) -> list[str]:
        """The sentences of both."""
        return [*super().sentences(), *(self.other.sentences() if self.other else [])]


def _rolled(item: Item) -> Item:
    return replace(item, year=item.year + 1) if item.year else item


def _wide(number: int | None) -> str:
    return str(number).translate({ord("0") + n: chr(ord("０") + n) for n in range(10)})


def _all(sections: list[Section]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _all(section.sections)


def _leaves(sections: list[Section]) -> Iterator[Section]:
    return (section for section in _all(sections) if not section.sections)


def _refill(sections: list[Section], items: Iterator[Item]) -> None:
    for section in _leaves(sections):
        section.items = [next(items) for _ in section.items]


def _copy(sections: list[Section]) -> list[Section]:
    return [Section(s.title, list(s.items), _copy(s.sections), s.old) for s in sections]


# ---- printing


def _lines(sections: list[Section], year: int) -> list[tuple[str, Section | Item | None]]:
    """The lines of a plan, each with what it prints."""
    lines: list[tuple[str, Section | Item | None]] = [(f"令和{_wide(year)}年度 架空環境研究機構 年度計画", None)]
    for unit, section, number in _numbered(sections, "編章節"):
        lines.append((f"第{number}{unit}　{section.title}", section))
        lines += [("・" + "".join(item.sentences()), item) for item in section.items]
    return lines


def _numbered(sections: list[Section], units: str) -> Iterator[tuple[str, Section, int]]:
    for number, section in enumerate(sections, start=1):
        yield units[0], section, number
        yield from _numbered(section.sections, units[1:])


def _pair(old: list[Section], new: list[Section]) -> Pair:
    before, after = _lines(old, _YEAR), _lines(new, _YEAR + 1)
    old_lines = {item.old[0]: n for n, (_, item) in enumerate(before, start=1) if isinstance(item, Item)}
    rows: dict[tuple[int, ...], list[int]] = {}
    for n, (_, item) in enumerate(after, start=1):
        if isinstance(item, Item) and item.old:
            rows.setdefault(item.old, []).append(n)
    truth = ["kind\tflags\told lines\tnew lines"]
    for olds, news in rows.items():
        truth.append("\t".join(["linked", "", " ".join(str(old_lines[n]) for n in olds), " ".join(map(str, news))]))
    return Pair(*("\n".join(text for text, _ in lines) + "\n" for lines in (before, after)), "\n".join(truth) + "\n")


def main() -> None:
    """Write old.txt, new.txt and truth.tsv into a folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("items", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    pair = generate(given.items, given.seed)
    for name, text in zip(("old.txt", "new.txt", "truth.tsv"), pair, strict=True):
        (given.folder / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
