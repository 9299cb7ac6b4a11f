"""Writes each sample plan in the other formats that people have: `python tests/make_samples.py`.

The text is the original; its tree, as parsed, is written with the means of each format. `test_formats.py` holds the
files against the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from lxml.html import tostring
from lxml.html.builder import E
from make_docx import automatic, typed
from sample_parts import heading_level, is_bullet, printed, table_title
from typeset import typeset

from plandiff import Item, Plan, read_plan

SAMPLES = Path(__file__).parent.parent / "samples"
PLANS = sorted(path for path in SAMPLES.glob("*/*.txt") if path.suffixes == [".txt"])


# ---- HTML


def html(plan: Plan) -> bytes:
    """Headings as h-elements, bullets as lists, the rest as paragraphs with typed numbers."""
    body = E.body(E.header("サイト内検索"), E.nav("トップ > 計画"), E.main(*_elements(plan)), E.footer("お問い合わせ"))
    page = E.html(E.head(E.meta(charset="utf-8"), E.title(plan.items[0].text)), body, lang="ja")
    text: str = tostring(page, encoding="unicode", pretty_print=True)
    return f"<!DOCTYPE html>\n{text}".encode()


def _elements(plan: Plan) -> Iterator[object]:
    entries: list[object] = []
    for item in plan.items:
        if is_bullet(item):
            entries.append(E.li(item.text))
            continue
        if entries:
            yield E.ul(*entries)
            entries = []
        yield _element(plan, item)
    if entries:
        yield E.ul(*entries)


def _element(plan: Plan, item: Item) -> object:
    if item.type == "heading":
        return E(f"h{heading_level(plan, item)}", printed(item))
    if item.table is None:
        return E.p(printed(item))
    header, *rows = item.table.rows
    return E.table(
        E.caption(table_title(item), *(part for note in item.table.notes for part in (E.br(), note))),
        E.thead(E.tr(*(E.th(cell, scope="col") for cell in header))),
        E.tbody(*(E.tr(E.th(row[0], scope="row"), *map(E.td, row[1:])) for row in rows)),
    )


# ---- Markdown

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")
_LIST_START = re.compile(r"^(\d+)([.)])|^([-+])")


def markdown(plan: Plan) -> bytes:
    """Headings with their marks, bullets as lists, the rest as paragraphs with typed numbers."""
    blocks: list[str] = []
    for item in plan.items:
        block = _markdown_block(plan, item)
        joined = blocks and is_bullet(item) and blocks[-1].rpartition("\n")[2].startswith("- ")
        if joined:
            blocks[-1] += f"\n{block}"
        else:
            blocks.append(block)
    return ("\n\n".join(blocks) + "\n").encode()


def _markdown_block(plan: Plan, item: Item) -> str:
    if item.table is not None:
        header, *rows = ([_escaped(cell) for cell in row] for row in item.table.rows)
        lines = [header, ["---"] + ["---:"] * (len(header) - 1), *rows]
        return "\n\n".join([table_title(item), "\n".join(f"| {' | '.join(row)} |" for row in lines), *item.table.notes])
    if item.type == "heading":
        return f"{'#' * heading_level(plan, item)} {_escaped(printed(item))}"
    if is_bullet(item):
        return f"- {_escaped(item.text)}"
    return _LIST_START.sub(r"\1\3\\\2" if item.marker[:1].isdigit() else r"\\\g<0>", _escaped(printed(item)))


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


WRITERS: dict[str, Callable[[Plan], bytes]] = {
    ".html": html,
    ".md": markdown,
    ".docx": typed,
    "-auto.docx": automatic,
    ".pdf": typeset,
}


def main() -> None:
    """Write every sample in every format."""
    for path in PLANS:
        plan = read_plan(path)
        for suffix, write in WRITERS.items():
            path.with_name(path.stem + suffix).write_bytes(write(plan))


if __name__ == "__main__":
    main()
