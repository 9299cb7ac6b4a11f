"""The parts of a Word file in, its blocks in reading order and what was left out of them out."""

from __future__ import annotations

from collections.abc import Iterator

from plandiff.layout import join_wraps
from plandiff.model import Block, Form, LeftOut, Table
from plandiff.readers.docx.numbering import Marked, Numbering
from plandiff.readers.docx.package import Element, Package, W
from plandiff.readers.docx.runs import Runs, read_runs
from plandiff.readers.docx.styles import Styles, number
from plandiff.readers.flow import paragraph

_WIDEST = 200  # columns that a cell can span
_NOTES = ("footnote", "endnote")


def read_body(package: Package) -> tuple[list[Block], list[LeftOut]]:
    """The blocks of a document. Raises `ReadError`."""
    root = package.part(package.main)
    body = root.find(f"{W}body") if root is not None else None
    reading = _Reading(package)
    if body is not None:
        reading.flow(body)
    reading.leave_out_beside(package)
    return reading.blocks, reading.left_out


class _Reading:
    """A document as it is read: the blocks so far, the count of paragraphs, the lists as they count."""

    def __init__(self, package: Package) -> None:
        self.blocks: list[Block] = []
        self.left_out: list[LeftOut] = []
        self.styles = Styles(package.beside("styles"))
        self.numbering = Numbering(package.beside("numbering"), self.styles)
        self.notes = {kind: _by_id(package.beside(f"{kind}s")) for kind in _NOTES}
        self.count = 0
        self.carried: list[str] = []  # pieces of a paragraph whose end was deleted

    def flow(self, container: Element) -> None:
        """Read what a body, a cell or a text box holds."""
        for element in _blocks(container):
            if element.tag == f"{W}p":
                self._paragraph(element)
            elif _is_layout(element):
                for cell in element.iterfind(f"{W}tr/{W}tc"):
                    self.flow(cell)
            else:
                self._table(element)

    def _paragraph(self, element: Element) -> None:
        self.count += 1
        properties = element.find(f"{W}pPr")
        runs = read_runs(element)
        self._leave_out_of(runs)
        if self.styles.is_contents(properties):
            self._leave_out(runs.text, "contents")
            return
        pieces = [*self.carried[:-1], "".join(self.carried[-1:]) + runs.pieces[0], *runs.pieces[1:]]
        self.carried = []
        if properties is not None and properties.find(f"{W}rPr/{W}del") is not None:
            self.carried = pieces
            return
        if any(piece.strip() for piece in pieces):
            self.blocks += paragraph([piece.replace("\n", " ") for piece in pieces], self._whole(properties))
        for box in runs.boxes:
            self.flow(box)
        for kind, key in runs.notes:
            self._note(kind, key)

    def _whole(self, properties: Element | None) -> Block:
        """What a paragraph is, its text aside."""
        level = self.styles.heading_level(properties)
        mark = self.numbering.mark(properties) or Marked("", 0)
        form: Form = "heading" if level else "entry" if mark.bullet else "paragraph"
        return Block("", self.count, 0, form, level, 0 if level else mark.bullet, mark.text)

    def _table(self, element: Element) -> None:
        self.count += 1
        rows, header = self._rows(element)
        text = "\n".join(line for line in (" ".join(filter(None, row)) for row in rows) if line)
        if text:
            self.blocks.append(Block(text, self.count, 0, "table", table=Table(rows, header)))

    def _rows(self, element: Element) -> tuple[tuple[tuple[str, ...], ...], int]:
        """The rows, all of one length, and how many repeat on each page; a spanning cell stands where it begins."""
        found: list[list[str]] = []
        header = 0
        for row in element.iterfind(f"{W}tr"):
            if row.find(f"{W}trPr/{W}del") is not None:
                self._leave_out(" ".join(map(self._cell, row.iterfind(f"{W}tc"))), "deleted")
                continue
            cells: list[str] = [""] * number(row.find(f"{W}trPr/{W}gridBefore"), 0)
            for cell in row.iterfind(f"{W}tc"):
                merged = cell.find(f"{W}tcPr/{W}vMerge")
                continues = merged is not None and merged.get(f"{W}val") != "restart"
                width = min(max(number(cell.find(f"{W}tcPr/{W}gridSpan"), 1), 1), _WIDEST)
                cells += ["" if continues else self._cell(cell), *[""] * (width - 1)]
            header += row.find(f"{W}trPr/{W}tblHeader") is not None and header == len(found)
            found.append(cells)
        width = max(map(len, found), default=0)
        return tuple((*cells, *[""] * (width - len(cells))) for cells in found), header

    def _cell(self, cell: Element) -> str:
        """The text of a cell, its paragraphs as one."""
        texts = []
        for element in cell.iter(f"{W}p"):
            runs = read_runs(element)
            self._leave_out_of(runs)
            texts += runs.pieces
        return join_wraps([text.strip(" \t\n") for text in texts if text.strip()])

    def _note(self, kind: str, key: str) -> None:
        """A footnote or endnote is a paragraph of its own, after the one that refers to it."""
        note = self.notes[kind].get(key)
        texts = [read_runs(element).text.strip() for element in note.iter(f"{W}p")] if note is not None else []
        if any(texts):
            self.blocks.append(Block(join_wraps(texts), self.count, 0, "paragraph", marker=f"注{key}"))

    # ---- what is left out

    def _leave_out(self, text: str, reason: str) -> None:
        if text.strip():
            self.left_out.append(LeftOut(self.count, text.strip(), reason))

    def _leave_out_of(self, runs: Runs) -> None:
        self._leave_out(runs.deleted, "deleted")
        self._leave_out(runs.hidden, "hidden")
        for description in runs.pictures:
            self._leave_out(description, "picture")

    def leave_out_beside(self, package: Package) -> None:
        """Name the running heads and feet, and the comments; what stands in several alike is named once."""
        for kind, reason in (("header", "running-head"), ("footer", "running-head"), ("comments", "comment")):
            texts = (read_runs(p).text for root in package.all_beside(kind) for p in root.iter(f"{W}p"))
            for text in dict.fromkeys(texts):
                self._leave_out(text, reason)


def _blocks(container: Element) -> Iterator[Element]:
    """The paragraphs and tables of a container in order, through content controls and the like."""
    waiting = [iter(container)]
    while waiting:
        element = next(waiting[-1], None)
        if element is None:
            waiting.pop()
        elif element.tag in (f"{W}p", f"{W}tbl"):
            yield element
        elif element.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}moveTo", f"{W}smartTag"):
            waiting.append(iter(element))


def _is_layout(table: Element) -> bool:
    """Whether a table has a single column and so only frames what it holds."""
    return all(len(row.findall(f"{W}tc")) < 2 for row in table.iterfind(f"{W}tr"))


def _by_id(root: Element | None) -> dict[str, Element]:
    return {note.get(f"{W}id"): note for note in root} if root is not None else {}
