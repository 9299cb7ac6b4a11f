"""What a user has decided about pairs of items in, the items it means out: who is whom, and who never is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from plandiff.model import Item, Plan
from plandiff.normalise import fold

_STEP = " > "  # between the headings of a path, as findings print it
_NAMED = 3  # lines that a warning names


class Pins(NamedTuple):
    """Pairs that a user has decided, each side named by how the item begins, with its number or without, and if need
    be by headings above it: `１．観測 > 水槽を`. `same` are linked; several with one side are a split or a merge.
    `apart` are never linked."""

    same: tuple[tuple[str, str], ...] = ()
    apart: tuple[tuple[str, str], ...] = ()


class Part(NamedTuple):
    """A further part of a link: `whole` on `side` (0 old, 1 new) was split into, or merged from, `part` as well."""

    side: int
    whole: int
    part: int


class Settled(NamedTuple):
    """Pins by the items' indices: linked pairs (old to new, one to one), their further parts, pairs never linked."""

    links: Mapping[int, int] = {}
    parts: tuple[Part, ...] = ()
    apart: frozenset[tuple[int, int]] = frozenset()

    def allows(self, old: int, new: int) -> bool:
        """Whether a pair may be linked."""
        return (old, new) not in self.apart


def settle(pins: Pins | None, old: Plan, new: Plan) -> tuple[Settled, tuple[str, ...]]:
    """The items that pins mean in two plans, and a warning for each pin that means none, or no certain ones."""
    if not pins:
        return Settled(), ()
    warnings: list[str] = []
    plans = (_Names(old, "旧"), _Names(new, "新"))
    links: dict[int, int] = {}
    parts: list[Part] = []
    for pin in pins.same:
        pairs, trouble = _pairs(plans, pin)
        if len(pairs) == 1 and not trouble:
            trouble = _join(*pairs[0], links, parts)
        elif not trouble:
            trouble = "当たる項目が一つに決まりません" + _lines(pairs) + "。見出し > 項目の形で書いてください。"
        warnings += [_warning("pins", pin, trouble)] if trouble else []
    apart: set[tuple[int, int]] = set()
    for pin in pins.apart:
        pairs, trouble = _pairs(plans, pin)
        apart.update((a.index, b.index) for a, b in pairs)
        warnings += [_warning("apart", pin, trouble)] if trouble else []
    return Settled(links, tuple(parts), frozenset(apart)), tuple(warnings)


class _Names:
    """Finds the items of a plan by how they begin."""

    def __init__(self, plan: Plan, side: str) -> None:
        self.plan, self.side = plan, side

    def find(self, name: str) -> list[Item]:
        """The items of a name: those of which it is the whole, else those that begin with it."""
        *above, own = (fold(step) for step in name.split(_STEP))
        placed = [item for item in self.plan.items if own and self._stands_under(item, above)]
        return [i for i in placed if _is(own, i, str.__eq__)] or [i for i in placed if _is(own, i, str.startswith)]

    def _stands_under(self, item: Item, names: Sequence[str]) -> bool:
        """Whether headings of these names stand above an item, in this order."""
        path: Iterator[Item] = iter(self.plan.path(item))
        return all(any(_is(name, heading, str.startswith) for heading in path) for name in names)


def _is(name: str, item: Item, fits: Callable[[str, str], bool]) -> bool:
    text = fold(item.text)
    return fits(text, name) or fits(fold(item.marker) + text, name)


def _pairs(plans: tuple[_Names, _Names], pin: tuple[str, str]) -> tuple[list[tuple[Item, Item]], str]:
    """The pairs of one type that a pin names, or what is wrong with it."""
    olds, news = (names.find(name) for names, name in zip(plans, pin, strict=True))
    for names, name, found in zip(plans, pin, (olds, news), strict=True):
        if not found:
            return [], f"{names.side}計画に「{name}」で始まる項目がありません。"
    pairs = [(a, b) for a in olds for b in news if a.type == b.type]
    return pairs, "" if pairs else "見出し、項目、表の別が旧と新で違います。"


def _join(old: Item, new: Item, links: dict[int, int], parts: list[Part]) -> str:
    """Link a pair, or add it to a link as a part; what is wrong where that cannot be."""
    taken_old = old.index in links or any(p.side == 1 and p.part == old.index for p in parts)
    taken_new = new.index in links.values() or any(p.side == 0 and p.part == new.index for p in parts)
    if not taken_old and not taken_new:
        links[old.index] = new.index
    elif links.get(old.index) == new.index:
        return "同じ組が二度書かれています。"
    elif old.type == "heading" or (taken_old and taken_new):
        return "ほかの組と両立しません。"
    elif old.index in links:
        parts.append(Part(0, old.index, new.index))
    elif new.index in links.values():
        parts.append(Part(1, new.index, old.index))
    else:
        return "ほかの組と両立しません。"
    return ""


def _lines(pairs: Sequence[tuple[Item, Item]]) -> str:
    lines = [f"旧 {a.line} 行目と新 {b.line} 行目" for a, b in pairs[:_NAMED]]
    return f"（{'、'.join(lines)}{'など' if len(pairs) > _NAMED else ''}）"


def _warning(key: str, pin: tuple[str, str], trouble: str) -> str:
    return f"設定 {key}「{pin[0]}」と「{pin[1]}」は使えませんでした: {trouble}"
