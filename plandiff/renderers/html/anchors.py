"""A report in, names for the places of its page out: made of what stands there, so that links outlast another run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from hashlib import blake2s

from plandiff.model import Change, Item
from plandiff.summary import PlaceKey


class Anchors:
    """The names given so far; where the same text stands twice, the second one is numbered."""

    def __init__(self) -> None:
        self._given: Counter[str] = Counter()
        self._changes: dict[int, str] = {}
        self._groups: dict[PlaceKey, str] = {}

    def of_change(self, change: Change) -> str:
        """A change's name, by its numbers and texts on both sides."""
        if id(change) not in self._changes:
            texts = (text for item in (*change.new, None, *change.old) for text in _parts(item))
            self._changes[id(change)] = self._name("c", texts)
        return self._changes[id(change)]

    def of_group(self, key: PlaceKey, path: tuple[Item, ...]) -> str:
        """The name of what stands under a heading, by the headings from the top."""
        if key not in self._groups:
            self._groups[key] = self._name("s", (text for heading in path for text in _parts(heading)))
        return self._groups[key]

    def _name(self, kind: str, texts: Iterable[str]) -> str:
        data = "\0".join(texts).encode("utf-8", "surrogatepass")
        name = f"{kind}-{blake2s(data, digest_size=5).hexdigest()}"
        self._given[name] += 1
        return name if self._given[name] == 1 else f"{name}-{self._given[name]}"


def _parts(item: Item | None) -> tuple[str, ...]:
    return (item.marker, item.text) if item else ("\0",)
