"""The elements of a Word file that hold paragraphs, tables, rows and cells in, what they hold in order out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plandiff.readers.docx.package import Element, W

ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_CLOSED = frozenset(
    f"{W}{name}" for name in "p tbl tr tc pPr tblPr trPr tcPr sdtPr sectPr del moveFrom altChunk".split()
)


def within(container: Element, *names: str) -> Iterator[Element]:
    """The elements of these names in a container in order, through content controls, insertions and the like.

    Of the content controls (`sdt`) only those that hold a generated table of contents are given, the others opened.
    """
    wanted = {f"{W}{name}" for name in names}
    waiting = [iter(container)]
    while waiting:
        element = next(waiting[-1], None)
        if element is None:
            waiting.pop()
        elif element.tag in wanted and (element.tag != f"{W}sdt" or _is_contents(element)):
            yield element
        elif element.tag == ALTERNATIVES:
            waiting.append(iter(chosen(element)))
        elif isinstance(element.tag, str) and element.tag not in _CLOSED:
            waiting.append(iter(element))


def chosen(alternatives: Element) -> Sequence[Element]:
    """Of contents written in several ways, the first."""
    return [child for child in alternatives if isinstance(child.tag, str)][:1]


def is_layout(table: Element) -> bool:
    """Whether a table has a single column and so only frames what it holds."""
    return all(len(list(within(row, "tc"))) < 2 for row in within(table, "tr"))


def _is_contents(control: Element) -> bool:
    gallery = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and gallery.get(f"{W}val") == "Table of Contents"
