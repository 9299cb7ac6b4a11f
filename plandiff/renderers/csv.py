"""A report in, CSV of its changes out, one row a change: RFC 4180, in UTF-8 with a BOM, so that Excel reads it."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from io import StringIO

from plandiff.labels.words import Labels
from plandiff.model import Change, Item, Report
from plandiff.renderers import View
from plandiff.renderers.groups import is_unchanged, path_line
from plandiff.renderers.xml_text import encodable

# What spreadsheets take for the start of a formula, at full width too (OWASP, CSV Injection).
_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")


def render(report: Report, view: View) -> str:
    """All changes in report order; none that is unchanged where the view leaves them out."""
    words = view.words
    output = StringIO()
    writer = csv.writer(output)
    writer.writerow(words.csv_columns)
    for number, change in enumerate(report.changes, 1):
        if not (view.changes_only and is_unchanged(change)):
            writer.writerow((number, *_fields(report, change, words)))
    return "\ufeff" + encodable(output.getvalue())


def _fields(report: Report, change: Change, words: Labels) -> Iterator[str | float | None]:
    yield words.kind[change.kind]
    yield words.tag_separator.join(words.flag[flag] for flag in change.flags)
    yield words.tag_separator.join(words.note[note] for note in change.notes)
    yield words.type[(change.new or change.old)[0].type]
    for plan, items in ((report.old, change.old), (report.new, change.new)):
        yield inert(path_line(plan.path(items[0]))) if items else ""
        yield inert(" ".join(item.marker for item in items if item.marker))
        yield inert("\n".join(item.text for item in items))
        yield _places(item.line for item in items)
        yield _places(item.page for item in items if item.page)
    yield None if change.score is None else round(change.score, 4)
    yield None if change.margin is None else round(change.margin, 4)
    yield inert(_text(change.runner_up))


def inert(text: str) -> str:
    """A cell that no spreadsheet takes for a formula: behind an apostrophe where it begins like one."""
    return f"'{text}" if _FORMULA.match(text) else text


def _places(numbers: Iterable[int]) -> str:
    return "; ".join(map(str, numbers))


def _text(item: Item | None) -> str:
    return item.text if item else ""
