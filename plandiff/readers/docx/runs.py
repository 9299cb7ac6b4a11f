"""A paragraph of a Word file in, the pieces of its text as a reader sees them out, and what stands in it unseen."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from plandiff.readers.docx.package import Element, W
from plandiff.readers.docx.structure import ALTERNATIVES, chosen
from plandiff.readers.docx.styles import Styles, is_on
from plandiff.readers.numerals import circled

# What a paragraph holds that is no text: what names it, and why it is left out.
_HELD = {
    "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr": ("descr", "picture"),
    "{urn:schemas-microsoft-com:office:office}OLEObject": ("ProgID", "embedded"),
}
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_TEXTS = (f"{W}t", f"{W}delText", _MATHS)
_CHARACTERS = {f"{W}tab": "\t", f"{W}noBreakHyphen": "-", f"{W}ptab": "\t"}
_CODES = (f"{W}instrText", f"{W}delInstrText")
_NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
_SKIPPED = frozenset(
    f"{W}{name}" for name in "pPr rPr rt footnoteRef endnoteRef annotationRef commentReference sdtPr".split()
)
_DELETED = (f"{W}del", f"{W}moveFrom")
_CONTENTS = re.compile(r"\s*TOC\b", re.IGNORECASE)
_EQUATION = re.compile(r"\s*EQ\b", re.IGNORECASE)
# What Word's dialogs for enclosed characters and, in old files, for readings write: a field that overlays two texts.
_ENCLOSED = re.compile(r"\\o\s*\\ac\s*\(\s*(.)\s*[,;]\s*([^()]+?)\s*\)", re.IGNORECASE)
_READING = re.compile(r"\\o\s*\\ad\s*\(\s*\\s\s*\\up\s*\d+\s*\([^()]*\)\s*[,;]\s*([^()]*)\)", re.IGNORECASE)
_SYMBOLS = 0xF000  # where the private use area holds the characters of symbol fonts


@dataclass
class Runs:
    """The text of a paragraph: its pieces between line breaks; the notes it refers to, as (kind, id); its text boxes;
    the texts that are left out of it, as (reason, text)."""

    pieces: list[str] = field(default_factory=lambda: [""])
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    aside: list[tuple[str, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text in one."""
        return "".join(self.pieces)

    def put(self, text: str, reason: str) -> None:
        """Add text, or name it as left out for a reason."""
        if not reason:
            self.pieces[-1] += text
        elif reason not in ("picture", "embedded") and self.aside and self.aside[-1][0] == reason:
            self.aside[-1] = (reason, self.aside[-1][1] + text)
        else:
            self.aside.append((reason, text))

    def go_on(self, after: Runs) -> Runs:
        """The paragraph and the next one as one: what is left out of this one was named before."""
        pieces = [*self.pieces[:-1], self.pieces[-1] + after.pieces[0], *after.pieces[1:]]
        return Runs(pieces, self.notes + after.notes, self.boxes + after.boxes, after.aside)


@dataclass
class _Field:
    """An open field: its code, and whether its result is at hand."""

    code: str = ""
    shows: bool = False


class RunReader:
    """Reads paragraphs in turn, with tracked changes as accepted and fields, which may go over several, by results."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._fields: list[_Field] = []

    def read(self, paragraph: Element) -> Runs:
        """The text of the next paragraph; none of its elements is recursed into."""
        runs = Runs()
        hidden = self._styles.is_hidden(self._styles.of(paragraph.find(f"{W}pPr")))
        waiting = [(iter(paragraph), "hidden" if hidden else "")]
        while waiting:
            elements, reason = waiting[-1]
            element = next(elements, None)
            if element is None:
                waiting.pop()
            elif element.tag == ALTERNATIVES:
                waiting.append((iter(chosen(element)), reason))
            elif element.tag == f"{W}txbxContent" and not reason:
                runs.boxes.append(element)
            elif element.tag not in _SKIPPED and isinstance(element.tag, str):
                reason = self._reason(element, reason)
                self._take(element, runs, reason)
                waiting.append((iter(element), reason))
        self._fields = [open_ for open_ in self._fields if open_.shows]  # no code goes over paragraphs
        return runs

    def _reason(self, element: Element, above: str) -> str:
        """Why what stands in an element is left out, or nothing."""
        if element.tag in _DELETED:
            return "deleted"
        if element.tag == f"{W}fldSimple" and _CONTENTS.match(element.get(f"{W}instr", "")):
            return "contents"
        if element.tag != f"{W}r" or above == "deleted":
            return above
        if any(_CONTENTS.match(open_.code) for open_ in self._fields):
            return "contents"
        own, style = element.find(f"{W}rPr/{W}vanish"), element.find(f"{W}rPr/{W}rStyle")
        hides = is_on(own) if own is not None else style is not None and self._styles.is_hidden(style.get(f"{W}val"))
        return above if hides is None or (not hides and own is None) else "hidden" if hides else ""

    def _take(self, element: Element, runs: Runs, reason: str) -> None:
        tag = element.tag
        if tag == f"{W}fldChar":
            runs.put(self._turn(element.get(f"{W}fldCharType"), runs), reason)
        elif tag in _CODES and self._fields:
            self._fields[-1].code += element.text or ""
        elif not all(open_.shows for open_ in self._fields):
            return
        elif tag in _TEXTS:
            runs.put(element.text or "", reason)
        elif tag == f"{W}cr" or (tag == f"{W}br" and element.get(f"{W}type", "textWrapping") == "textWrapping"):
            runs.pieces += [] if reason else [""]
        elif tag in _CHARACTERS:
            runs.put(_CHARACTERS[tag], reason)
        elif tag == f"{W}sym":
            runs.put(_symbol(element.get(f"{W}char", "")), reason)
        elif tag in _NOTES and not reason:
            runs.notes.append((_NOTES[tag], element.get(f"{W}id", "")))
        elif tag in _HELD:
            named, why = _HELD[tag]
            runs.put(element.get(named, ""), why)

    def _turn(self, kind: str | None, runs: Runs) -> str:
        """A field begins, turns to its result or ends; what shows of one that ends without a result."""
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].shows = True
        elif kind == "end" and self._fields:
            ended = self._fields.pop()
            if not ended.shows and _EQUATION.match(ended.code):
                return _equation(ended.code, runs)
        return ""


def _equation(code: str, runs: Runs) -> str:
    """What shows of an equation field: an enclosed character, a text without its reading; another is left out."""
    if enclosed := _ENCLOSED.search(code):
        round_, text = enclosed[1] in "○◯", enclosed[2]
        return circled(int(text)) if round_ and text.isdecimal() and len(text) < 3 else text
    if reading := _READING.search(code):
        return reading[1]
    runs.put(code, "formula")
    return ""


def symbol(char: str) -> str:
    """A character of a symbol font where the private use area has it."""
    return chr(_SYMBOLS + ord(char)) if len(char) == 1 and " " < char < "\u0100" else char


def _symbol(code: str) -> str:
    return symbol(chr(int(code, 16))) if re.fullmatch(r"[0-9A-Fa-f]{1,4}", code) else ""
