"""The lines of a table as a text prints it in, its rows and cells out; what has no certain place stays verbatim."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from plandiff.fiscal import references
from plandiff.lines import Line, join_wraps
from plandiff.model import Table
from plandiff.normalise import fold
from plandiff.tables.find import NOTE_STARTS, split_row, unit_in
from plandiff.tables.grid import is_section

_CAPTION = r"[（(]?(?:別表|図表|表)[\s\u3000]*[0-9０-９]+"
_STUB = frozenset("区分 項目 科目 費目 事項 年度".split())
_YEARS = range(1900, 2100)


def read_table(lines: Sequence[Line]) -> Table | None:
    """The table in these lines, or None where none of them is a row of figures.

    It has as many columns as most rows have figures, and one for the labels. A row with another number of figures, a
    header that does not give each column its words, a label away from its row are `unplaced`.
    """
    rows = [_read_row(line) for line in lines]
    if max(len(figures) for _, figures in rows) == 1:
        rows = [_read_row(line, in_column=True) for line in lines]
    return _Reader(lines, rows).run() if any(figures for _, figures in rows) else None


class _Reader:
    """Gives each line of a table its place."""

    def __init__(self, lines: Sequence[Line], rows: Sequence[tuple[str, tuple[str, ...]]]) -> None:
        self.lines, self.rows = lines, rows
        counts = Counter(len(figures) for _, figures in rows if figures)
        self.width = max(counts, key=lambda size: (counts[size], size))
        self.captions: list[str] = []
        self.units: list[str] = []
        self.notes: list[str] = []
        self.unplaced: list[str] = []

    def run(self) -> Table:
        """The table: its header, its body, and what stands below."""
        filled = [n for n, (_, figures) in enumerate(self.rows) if figures]
        first, end = filled[0], filled[-1] + 1
        while first and self._heads(first - 1):
            first -= 1
        header = self._header(self._aside(0, first))
        body = [row for n in range(first, end) for row in self._body_row(n)]
        for line in self._aside(end, len(self.lines)):
            if _is_caption(line.text):
                self.captions.append(line.text)
            elif line.text in _STUB and header and not header[0]:
                header = [line.text, *header[1:]]
            else:
                self.unplaced.append(line.text)
        return Table(
            rows=tuple(tuple(row) for row in ([header] if header else []) + body),
            header=1 if header else 0,
            caption="".join(self.captions[:1]),
            unit="".join(self.units[:1]),
            notes=(*self.captions[1:], *self.notes),
            unplaced=tuple(self.unplaced),
        )

    def _body_row(self, n: int) -> list[list[str]]:
        """The row in a line of the body: its label with its indent, its figures; nothing where it is no certain row."""
        line, (label, figures) = self.lines[n], self.rows[n]
        indent = line.block.text[: len(line.block.text) - len(line.block.text.lstrip())] if label else ""
        if len(figures) == self.width:
            return [[indent + label, *figures]]
        if not figures and self._heads(n):
            return [[indent + line.text, *[""] * self.width]]
        self.unplaced += [line.text for line in self._aside(n, n + 1)]
        return []

    def _heads(self, n: int) -> bool:
        """Whether a line is a label alone, of the rows after it: known as such, or both next lines are indented rows.

        (With one such row it could be the first half of that row's label.)
        """
        if self.rows[n][1]:
            return False
        after = range(n + 1, min(n + 3, len(self.lines)))
        indented = [m for m in after if self.rows[m][1] and self.lines[m].indent > self.lines[n].indent]
        return is_section(self.lines[n].text) or len(indented) == 2

    def _aside(self, start: int, end: int) -> list[Line]:
        """The lines of a stretch that are neither unit nor note, nor stand above the unit; these are put aside."""
        rest: list[Line] = []
        for line in self.lines[start:end]:
            unit = unit_in(line.text)
            if unit:
                self.units.append(unit[1].strip())
                self.captions += [above.text for above in rest]
                beside = (line.text[: unit.start()] + line.text[unit.end() :]).strip()
                rest = [line._replace(text=beside)] if self._is_header(beside.split()) else []
                self.captions += [beside] if beside and not rest else []
            elif line.text.startswith(NOTE_STARTS):
                self.notes.append(line.text)
            else:
                rest.append(line)
        return rest

    # ---- the header

    def _header(self, lines: Sequence[Line]) -> list[str]:
        """The words of the label column and of each column; nothing where the lines do not give each its own."""
        rest = list(lines)
        while rest:
            header = self._header_row(rest)
            if header:
                return header
            if not _is_caption(rest[0].text):
                break
            self.captions.append(rest.pop(0).text)
        self.unplaced += [line.text for line in rest]
        return []

    def _header_row(self, lines: Sequence[Line]) -> list[str]:
        """The header that all these lines make up, if they do: rows of as many words as there are columns, or cells
        broken over lines with blank lines between them, or cells one after the other."""
        words = [line.text.split() for line in lines]
        if all(self._is_header(row) for row in words) and len({len(row) for row in words}) == 1:
            found = [join_wraps(cell) for cell in zip(*words, strict=True)]
        else:
            one_a_line = [line.text for line in lines] if all(len(row) == 1 for row in words) else []
            found = next(filter(self._is_header, (_groups(lines), one_a_line)), [])
        return ["", *found] if len(found) == self.width else found

    def _is_header(self, words: Sequence[str]) -> bool:
        """Whether there is one word for each column, and one for the labels or none."""
        return len(words) == self.width or (len(words) == self.width + 1 and words[0] in _STUB)


def _read_row(line: Line, in_column: bool = False) -> tuple[str, tuple[str, ...]]:
    """A line's label and figures; a header whose words are years has none."""
    label, figures = split_row(line.text, in_column)
    return (
        ("", ())
        if label in ("", *_STUB) and all(word.isdecimal() and int(word) in _YEARS for word in figures)
        else (label, figures)
    )


def _is_caption(text: str) -> bool:
    return bool(references(fold(text)) or re.match(_CAPTION, text))


def _groups(lines: Sequence[Line]) -> list[str]:
    """The cells of a header whose lines are broken: those without a blank line between them are one."""
    groups: list[list[str]] = []
    for n, line in enumerate(lines):
        if n and not line.blank_before:
            groups[-1].append(line.text)
        else:
            groups.append([line.text])
    if any(len(group) > 1 and len(text.split()) > 1 for group in groups for text in group):
        return []
    return [cell for group in groups for cell in (group[0].split() if len(group) == 1 else [join_wraps(group)])]
