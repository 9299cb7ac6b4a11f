"""One plan, many formats: the same tree and the same changes, but for what a format cannot carry."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from make_samples import PLANS, WRITERS
from sample_parts import is_bullet, table_title
from truth import TRUTHS, pair_of

from plandiff import Item, Plan, compare, read_plan
from plandiff.normalise import fold

SUFFIXES = list(WRITERS)
Node = tuple[str, int, str, str, str]


def variants() -> list[tuple[Path, str]]:
    return [(path, suffix) for path, suffix in product(PLANS, SUFFIXES)]


def in_format(path: Path, suffix: str) -> Path:
    return path.with_name(path.stem + suffix)


def beside_tables(text: Plan) -> set[str]:
    """Captions and notes, which are paragraphs of their own in formats whose tables have neither."""
    tables = [item for item in text.items if item.table]
    return {words for item in tables for words in (table_title(item), *(item.table.notes if item.table else ()))}


def node(plan: Plan, item: Item) -> Node:
    """What must be the same everywhere: the shapes of bullets and numerals are the format's own, a table is its cells."""
    marker = "・" if is_bullet(item) else fold(item.marker)
    cells = "\n".join("|".join(cell.strip() for cell in row) for row in item.table.rows) if item.table else item.text
    parent = plan.items[item.parent].text if item.parent is not None else ""
    return item.type, item.level, marker, cells, parent


def tree(plan: Plan, aside: set[str]) -> list[Node]:
    return [node(plan, item) for item in plan.items if item.text not in aside]


@pytest.mark.parametrize(("path", "suffix"), variants(), ids=lambda value: getattr(value, "name", value))
def test_the_same_tree_in_every_format(path: Path, suffix: str) -> None:
    text = read_plan(path)
    other = read_plan(in_format(path, suffix))
    aside = beside_tables(text)
    assert tree(other, aside) == tree(text, aside)
    assert other.fiscal_year == text.fiscal_year


@pytest.mark.parametrize(("path", "suffix"), variants(), ids=lambda value: getattr(value, "name", value))
def test_samples_are_what_the_script_makes(path: Path, suffix: str) -> None:
    assert in_format(path, suffix).read_bytes() == WRITERS[suffix](read_plan(path))


@pytest.mark.parametrize("truth", TRUTHS, ids=lambda path: path.stem)
@pytest.mark.parametrize(("old_suffix", "new_suffix"), [*product([".txt"], SUFFIXES), *product(SUFFIXES, repeat=2)])
def test_the_same_changes_across_formats(truth: Path, old_suffix: str, new_suffix: str) -> None:
    old, new = (read_plan(path) for path in pair_of(truth))
    aside = beside_tables(old) | beside_tables(new)
    expected = changes(old, new, aside)
    other_old, other_new = (
        in_format(path, suffix) for path, suffix in zip(pair_of(truth), (old_suffix, new_suffix), strict=True)
    )
    assert changes(read_plan(other_old), read_plan(other_new), aside) == expected


def changes(old: Plan, new: Plan, aside: set[str]) -> list[tuple[str, tuple[str, ...], list[str], list[str]]]:
    """The changes by the texts of their items; a table by its place."""
    found = [
        (change.kind, change.flags, [shown(i, aside) for i in change.old], [shown(i, aside) for i in change.new])
        for change in compare(old, new).changes
    ]
    return [row for row in found if any(row[2]) or any(row[3])]


def shown(item: Item, aside: set[str]) -> str:
    return "表" if item.table else "" if item.text in aside else item.text


def test_a_word_file_by_libreoffice() -> None:
    """Written by LibreOffice 7.4 from the HTML sample, with its own styles and lists."""
    text = next(path for path in PLANS if path.name == "2025.txt")
    other = read_plan(Path(__file__).parent / "files" / "libreoffice.docx")
    assert tree(other, set()) == tree(read_plan(text), set())
