"""What rules look at: a draft as parsed, its comparison with last year's plan, its words; each made when asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from plandiff.model import Change, Item, Plan, Report
from plandiff.tokenise import Lemma, Tokeniser


def place(plan: Plan, item: Item) -> str:
    """Where an item stands, in words: of a Word file, which paragraph."""
    return f"{item.line} {'段落目' if plan.counts == 'paragraph' else '行目'}"


@dataclass(frozen=True)
class Demands:
    """What the project asks of its drafts: texts that must be there, and terms with what to write instead."""

    required: tuple[str, ...] = ()
    glossary: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, eq=False)
class Draft:
    """A draft under check. `report` compares it with last year's plan, or is None where there is none."""

    plan: Plan
    report: Report | None = None
    demands: Demands = field(default_factory=Demands)
    dictionary: str = "small"

    @property
    def items(self) -> list[Item]:
        """The items of the draft, its headings and tables aside."""
        return [item for item in self.plan.items if item.type == "item"]

    @property
    def texts(self) -> list[Item]:
        """The headings and items of the draft, its tables aside."""
        return [item for item in self.plan.items if item.type != "table"]

    @property
    def body(self) -> list[Item]:
        """The headings and items without the plan's title."""
        return [item for item in self.texts if item.marker or item.type == "item"]

    @cached_property
    def lemmas(self) -> tuple[tuple[Item, tuple[Lemma, ...]], ...]:
        """The words of each heading and item. Opens the dictionary."""
        tokeniser = Tokeniser(self.dictionary)
        return tuple((item, tokeniser.lemmas(item.text)) for item in self.texts)

    def at(self, item: Item) -> str:
        """Where an item of the draft stands, in words."""
        return place(self.plan, item)

    def changes(self) -> Iterator[Change]:
        """What became of last year's items."""
        yield from self.report.changes if self.report else ()
