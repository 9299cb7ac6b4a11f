"""A paragraph of a Word file in, the pieces of its text as a reader sees them out, and what stands in it unseen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from plandiff.readers.docx.package import Element, W

_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_CHARACTERS = {f"{W}tab": "\t", f"{W}noBreakHyphen": "-", f"{W}cr": "\n", f"{W}ptab": "\t"}
_SKIPPED = frozenset(
    f"{W}{name}"
    for name in "pPr instrText delInstrText object rt footnoteRef endnoteRef annotationRef commentReference".split()
)
_DELETED = (f"{W}del", f"{W}moveFrom")


@dataclass
class Runs:
    """The text of a paragraph: its pieces between line breaks, the notes it refers to, its text boxes, what was deleted
    from it or is hidden in it, the descriptions of its pictures."""

    pieces: list[str] = field(default_factory=lambda: [""])
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    deleted: str = ""
    hidden: str = ""
    pictures: list[str] = field(default_factory=list)
    fields: list[bool] = field(default_factory=list)  # open ones: whether their code, not their result, is at hand

    @property
    def text(self) -> str:
        """The text in one."""
        return "".join(self.pieces)


def read_runs(paragraph: Element) -> Runs:
    """Read a paragraph with tracked changes as accepted and fields by their results."""
    runs = Runs()
    for element in _seen(paragraph, runs):
        _take(element, runs)
    return runs


def _seen(paragraph: Element, runs: Runs) -> Iterator[Element]:
    """The elements of a paragraph in order, without those that show nothing; none is recursed into."""
    waiting = [iter(paragraph)]
    while waiting:
        element = next(waiting[-1], None)
        if element is None:
            waiting.pop()
        elif element.tag in _DELETED:
            runs.deleted += _all_text(element)
        elif element.tag == f"{W}r" and _is_hidden(element):
            runs.hidden += _all_text(element)
        elif element.tag == f"{W}txbxContent":
            runs.boxes.append(element)
        elif element.tag == f"{_COMPATIBLE}AlternateContent":
            waiting.append(iter(element[:1]))
        elif element.tag not in _SKIPPED and isinstance(element.tag, str):
            yield element
            waiting.append(iter(element))


def _take(element: Element, runs: Runs) -> None:
    tag = element.tag
    if tag == f"{W}fldChar":
        _field(element.get(f"{W}fldCharType"), runs)
    elif any(runs.fields):
        return
    elif tag in (f"{W}t", _MATHS):
        runs.pieces[-1] += element.text or ""
    elif tag == f"{W}br" and element.get(f"{W}type", "textWrapping") == "textWrapping":
        runs.pieces.append("")
    elif tag in _CHARACTERS:
        runs.pieces[-1] += _CHARACTERS[tag]
    elif tag == f"{W}sym":
        runs.pieces[-1] += _symbol(element.get(f"{W}char", ""))
    elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
        runs.notes.append((tag.removeprefix(W).removesuffix("Reference"), element.get(f"{W}id", "")))
    elif tag == _DRAWING and element.get("descr"):
        runs.pictures.append(element.get("descr"))


def _field(kind: str | None, runs: Runs) -> None:
    """Keep track of fields: whether each one's code is at hand."""
    if kind == "begin":
        runs.fields.append(True)
    elif kind == "separate" and runs.fields:
        runs.fields[-1] = False
    elif kind == "end" and runs.fields:
        runs.fields.pop()


def _symbol(code: str) -> str:
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""


def _is_hidden(run: Element) -> bool:
    hidden = run.find(f"{W}rPr/{W}vanish")
    return hidden is not None and hidden.get(f"{W}val", "1") not in ("0", "false", "off")


def _all_text(element: Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{W}t", f"{W}delText"))
