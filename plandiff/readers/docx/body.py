"""The parts of a Word file in, its blocks in reading order and what was left out of them out."""

from __future__ import annotations

from collections import Counter
from itertools import chain

from plandiff.lines import columns, join_wraps
from plandiff.model import Block, LeftOut
from plandiff.readers.docx.numbering import Marked, Numbering
from plandiff.readers.docx.package import Element, Package, W
from plandiff.readers.docx.runs import RunReader, Runs
from plandiff.readers.docx.structure import is_layout, within
from plandiff.readers.docx.styles import Styles, is_on
from plandiff.readers.docx.tables import read_table
from plandiff.readers.flow import paragraph

_NOTES = {"footnote": "注", "endnote": "文末注"}
# Parts beside the text, why they are left out, and what holds their text.
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
_BESIDE = {
    "header": ("running-head", f"{W}p"),
    "footer": ("running-head", f"{W}p"),
    "comments": ("comment", f"{W}p"),
    "diagramData": ("diagram", _DRAWN),
    "chart": ("diagram", _DRAWN),
}
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def read_body(package: Package) -> tuple[list[Block], list[LeftOut]]:
    """The blocks of a document. Raises `ReadError`."""
    reading = _Reading(package)
    for body in package.document.iterfind(f"{W}body"):
        reading.flow(body)
    reading.leave_out_beside()
    return reading.blocks, reading.left_out


class _Reading:
    """A document as it is read: the blocks so far, the count of paragraphs, the lists as they count."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.styles = Styles(next(package.related("styles"), None))
        self.numbering = Numbering(next(package.related("numbering"), None), self.styles)
        self.runs = RunReader(self.styles)
        notes = {kind: chain.from_iterable(package.related(f"{kind}s")) for kind in _NOTES}
        self.notes = {(kind, note.get(f"{W}id")): note for kind, found in notes.items() for note in found}
        self.noted: Counter[str] = Counter()
        self.blocks: list[Block] = []
        self.left_out: list[LeftOut] = []
        self.count = 0
        self.inner: list[Runs | Element] = []  # boxes, notes and tables of cells, to be read after the table
        self.lists: list[tuple[int, int]] = []  # the open lists of entries: where each begins, its level
        self.outside: set[str] = set()  # what numbers outside such lists begin with

    def flow(self, container: Element) -> None:
        """Read what a body, a cell or a text box holds."""
        carried: tuple[Runs, Element | None] | None = None  # a paragraph whose end was deleted
        for element in within(container, "p", "tbl", "sdt", "altChunk"):
            if element.tag == f"{W}p":
                carried = self._paragraph(element, carried[0] if carried else None)
                continue
            if carried:
                self._add(*carried)
            carried = None
            if element.tag == f"{W}tbl":
                self._table(element)
            else:
                self._leave_out_whole(element)
        if carried:
            self._add(*carried)

    # ---- paragraphs

    def _paragraph(self, element: Element, carried: Runs | None) -> tuple[Runs, Element | None] | None:
        """Read a paragraph, with the one before where that has no end; give it back where it has none itself."""
        self.count += 1
        properties = element.find(f"{W}pPr")
        runs = self.runs.read(element)
        self._leave_out_of(runs)
        if self.styles.is_contents(properties):
            self._leave_out(runs.text, "contents")
            return None
        runs = carried.go_on(runs) if carried else runs
        if _has(properties, "del", "moveFrom"):
            return runs, properties
        self._add(runs, properties)
        return None

    def _add(self, runs: Runs, properties: Element | None) -> None:
        """The blocks of a paragraph, of its text boxes and notes. An empty one counts in its list, a hidden one not."""
        if not runs.text.strip() and _has(properties, "vanish"):
            return
        mark = self.numbering.mark(properties)
        whole = self._whole(mark, self.styles.heading_level(properties))
        if runs.text.strip():
            blocks = paragraph([piece.replace("\n", " ") for piece in runs.pieces], whole)
            if len(blocks) == 1:
                start = mark.indent if mark else self.styles.indent(properties) + _typed_indent(runs.text)
                blocks = [blocks[0]._replace(span=(start, start + columns(blocks[0].text)))]
            self.blocks += blocks
        self._attach(runs, whole.depth + 1)

    def _whole(self, mark: Marked | None, level: int) -> Block:
        """What a paragraph is, its text aside."""
        whole = Block("", self.count, 0, "heading" if level else "paragraph", level)
        if mark:
            whole = whole._replace(marker=mark.text, sequence=mark.sequence)
            if not level and self._is_entry(mark):
                return whole._replace(form="entry", depth=self._depth(mark))
            self.outside.add(mark.sequence[0] if mark.sequence else mark.text)
        self.lists.clear()
        return whole

    def _is_entry(self, mark: Marked) -> bool:
        """Whether a marker does not tell its place: a bullet, a number that looks like one of a level above it, or one
        of a list inside a list of bullets."""
        if mark.is_bullet or mark.is_alike:
            return True
        inside = bool(self.lists) and (mark.indent, mark.level) > self.lists[0]
        return inside and mark.sequence is not None and mark.sequence[0] not in self.outside

    def _depth(self, mark: Marked) -> int:
        """The depth of an entry among the open lists, by where it begins and its level."""
        place = (mark.indent, mark.level)
        while self.lists and self.lists[-1] > place:
            self.lists.pop()
        if not self.lists or self.lists[-1] < place:
            self.lists.append(place)
        return len(self.lists)

    def _attach(self, runs: Runs, depth: int) -> None:
        """Read what a paragraph refers to: its text boxes; its notes, each an entry under it."""
        for box in runs.boxes:
            self.flow(box)
        for kind, key in runs.notes:
            self.noted[kind] += 1
            marker = f"{_NOTES[kind]}{self.noted[kind]}"
            note = self.notes.get((kind, key))
            text = self._cell(note) if note is not None else ""
            if text:
                self.blocks.append(Block(text, self.count, 0, "entry", depth=depth, marker=marker))
        self._read_inner()

    # ---- tables

    def _table(self, element: Element) -> None:
        self.count += 1
        self.lists.clear()
        if is_layout(element):
            for row in within(element, "tr"):
                for cell in within(row, "tc"):
                    self.flow(cell)
            return
        table = read_table(element, self._cell, self._leave_out)
        text = "\n".join(line for line in (" ".join(filter(None, row)) for row in table.rows) if line)
        if text:
            self.blocks.append(Block(text, self.count, 0, "table", table=table))
        self._read_inner()

    def _cell(self, cell: Element) -> str:
        """The text of a cell or note, its paragraphs as one; what else it holds waits."""
        texts = []
        for element in within(cell, "p", "tbl"):
            if element.tag == f"{W}tbl":
                self.inner.append(element)
                continue
            runs = self.runs.read(element)
            self._leave_out_of(runs)
            self.inner += [runs] if runs.boxes or runs.notes else []
            mark = self.numbering.mark(element.find(f"{W}pPr"))
            pieces = [piece.strip(" \t\n").replace("\n", " ") for piece in runs.pieces if piece.strip()]
            texts += [f"{mark.text}　{pieces[0]}", *pieces[1:]] if mark and pieces else pieces
        return join_wraps(texts)

    def _read_inner(self) -> None:
        """Read what waited until a table or note was at its end."""
        inner, self.inner = self.inner, []
        for one in inner:
            if isinstance(one, Runs):
                self._attach(one, 1)
            else:
                self._table(one)

    # ---- what is left out

    def _leave_out(self, text: str, reason: str) -> None:
        if text.strip():
            self.left_out.append(LeftOut(self.count, text.strip(), reason))

    def _leave_out_of(self, runs: Runs) -> None:
        for reason, text in runs.aside:
            self._leave_out(text, reason)

    def _leave_out_whole(self, element: Element) -> None:
        """Leave a generated table of contents out, or a file that is held by this one."""
        if element.tag == f"{W}altChunk":
            self._leave_out(self.package.target(element.get(_RELATION, "")), "embedded")
        for line in element.iter(f"{W}p"):
            self.count += 1
            runs = self.runs.read(line)
            self._leave_out(
                runs.text + "".join(text for reason, text in runs.aside if reason == "contents"), "contents"
            )

    def leave_out_beside(self) -> None:
        """Name the running heads and feet, the comments, the texts of diagrams; of several alike, one."""
        for kind, (reason, tag) in _BESIDE.items():
            held = [element for root in self.package.related(kind) for element in root.iter(tag)]
            texts = (
                element.text or "" if tag == _DRAWN else RunReader(self.styles).read(element).text for element in held
            )
            for text in dict.fromkeys(texts):
                self._leave_out(text, reason)


def _has(properties: Element | None, *names: str) -> bool:
    """Whether the end of a paragraph has one of these properties."""
    found = (properties.find(f"{W}rPr/{W}{name}") for name in names) if properties is not None else ()
    return any(map(is_on, found))


def _typed_indent(text: str) -> int:
    """The columns of the white space that a text begins with."""
    return columns(text[: len(text) - len(text.lstrip())].expandtabs(4))
