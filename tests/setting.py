"""A small plan as a tree in, the text that a body prints of it out: its numbering, its indents, its line width, its pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from conftest import Shape

from plandiff.lines import columns

# A heading with what stands under it, or the text of an item.
Tree = Sequence["str | tuple[str, Tree]"]

_WORD = re.compile(r"[!-~]+|.")
_NO_START = "、。）」ーっゃゅょッャュョ"


class Setting(NamedTuple):
    """How a body sets its plans: the markers of its headings by level and of its items (`{}` is the number, `ア` or
    `①` there its kind; empty for none), the columns of its lines (0: each paragraph is one), what indents a level,
    where a paragraph goes on, what begins an unmarked paragraph, and the lines of a page (0: no pages)."""

    headings: Sequence[str]
    items: str = "・"
    width: int = 0
    indent: str = ""
    hang: str = (
        "none"  # at the page's edge; `level`: at the paragraph's indent; `text`: below the text after the marker
    )
    first: str = "　"
    page: int = 0


def numeral(pattern: str, path: Sequence[int]) -> str:
    """The marker with its number, as printed."""
    kinds: dict[str, Callable[[int], str]] = {
        "1": str,
        "１": lambda n: str(n).translate(str.maketrans("0123456789", "０１２３４５６７８９")),
        "一": lambda n: "一二三四五六七八九十"[n - 1],
        "ア": lambda n: "アイウエオカキクケコ"[n - 1],
        "イ": lambda n: "イロハニホヘトチリヌ"[n - 1],
        "①": lambda n: chr(ord("①") + n - 1),
        "Ⅰ": lambda n: chr(ord("Ⅰ") + n - 1),
        "a": lambda n: chr(ord("a") + n - 1),
        "A": lambda n: chr(ord("A") + n - 1),
        "i": lambda n: ("i", "ii", "iii", "iv", "v")[n - 1],
    }
    found = re.findall(r"\{(.)\}", pattern)
    numbers = path[len(path) - len(found) :]
    parts = iter([kinds[kind](number) for kind, number in zip(found, numbers, strict=True)])
    return re.sub(r"\{.\}", lambda _: next(parts), pattern)


def expected_shape(tree: Tree, setting: Setting) -> Shape:
    """(depth, type, marker without space, text) of every node, as it should be read."""
    return [(depth, kind, marker.strip(), text) for depth, kind, marker, text in _nodes(tree, setting)]


def _nodes(tree: Tree, setting: Setting, path: tuple[int, ...] = ()) -> Iterator[tuple[int, str, str, str]]:
    headings = entries = 0
    for node in tree:
        if isinstance(node, str):
            is_entry = not node.startswith("次の")
            entries += is_entry
            yield len(path), "item", numeral(setting.items, [entries]) if is_entry else "", node
        else:
            headings += 1
            below = (*path, headings)
            yield len(path), "heading", numeral(setting.headings[len(path)], below), node[0]
            yield from _nodes(node[1], setting, below)


def typeset(tree: Tree, setting: Setting) -> str:
    """The text as printed."""
    lines: list[str] = []
    for depth, _, marker, text in _nodes(tree, setting):
        margin = setting.indent * depth
        begin = margin + (marker or setting.first)
        lines += fill(text, setting.width, begin, _rest(setting, margin, marker))
    return "\n".join(_paged(lines, setting.page)) + "\n"


def _rest(setting: Setting, margin: str, marker: str) -> str:
    if setting.hang == "none":
        return ""
    wide = "　" in setting.indent or "　" in marker
    blank = ("　" if wide else "  ") * ((columns(marker) + 1) // 2)
    return margin + (blank if setting.hang == "text" else "")


def fill(text: str, width: int, first: str, rest: str) -> list[str]:
    """The lines of a paragraph: no word is cut, and no line begins with a full stop or a small letter."""
    if not width:
        return [first + text]
    lines, line, empty = [], first, True
    for word in _WORD.findall(text):
        if not empty and columns(line + word) > width and word not in _NO_START:
            lines.append(line.rstrip())
            line = rest
        line += word
        empty = False
    return [*lines, line]


def _paged(lines: Sequence[str], page: int) -> Iterator[str]:
    for n, line in enumerate(lines):
        if page and n and n % page == 0:
            yield from ("", f"- {n // page} -", "", "海洋観測機構　年度計画", "")
        yield line
