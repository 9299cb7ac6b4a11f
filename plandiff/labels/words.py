"""The record of a language's words that reports show a reader; `ja.py` and `en.py` have one each."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from plandiff.labels import Language
from plandiff.labels.page import PageLabels


# No `from __future__ import annotations`: see plandiff/model.py.
class Labels(NamedTuple):
    """The words of one language; those with `{names}` are templates for `str.format`.

    Kinds, flags, notes, types, reasons, rows and parts of tables are by the names that the records use.
    """

    language: Language
    fiscal_year_known: Callable[[int], str]
    unknown_year: str

    # what is said of a change
    kind: Mapping[str, str]
    flag: Mapping[str, str]
    note: Mapping[str, str]
    mark: Mapping[str, str]
    type: Mapping[str, str]
    reason: Mapping[str, str]
    tag_separator: str
    moved_from: str
    score: str
    margin: str
    runner_up: str

    # titles and columns
    title: str
    old: str
    new: str
    summary: str
    turnover: str
    changes: str
    warnings: str
    left_out: str
    contents: str
    section: str
    headings: str
    items: str
    kind_column: str

    # phrases
    no_section: str
    comma: str
    size: str
    coverage: str
    line: str
    line_of: str
    left_out_line: str
    unchanged_folded: str
    section_folded: str
    shortened: str
    shortened_by: Mapping[str, str]
    no_changes: str
    none_there: str
    none: Mapping[str, str]
    legend: str

    # what changed inside an item, what last year's plan promised, which links to check
    fact: Mapping[str, str]
    direction: Mapping[str, str]
    direction_of: str
    quoted: str
    promises: str
    promise: Mapping[str, str]
    doubts: str
    place: str

    # what differs between two tables
    row: Mapping[str, str]
    table_part: Mapping[str, str]
    table_columns: tuple[str, ...]
    column: str
    whole_row: str
    row_below: str
    row_from_top: str
    row_was: str
    table_below: str
    table_of: str
    table_unit: str
    table_units: str

    # the comparative table (新旧対照表)
    comparative: str
    after: str
    before: str
    remarks: str
    remark: Mapping[str, str]
    abridged: str
    range: str
    gap: str
    deleted_in_statutes: str
    underlined: str
    continuation: str

    csv_columns: tuple[str, ...]
    page: PageLabels

    # the index over many reports
    batch_title: str
    batch_size: str
    batch_legend: str
    batch_failures: str
    batch_reason: str
    batch_total: str
    batch_turnover: str
    batch_report: str
    body: str

    def fiscal_year(self, year: int | None) -> str:
        """A fiscal year as it is printed: 令和7年度（2025年度）, FY2025."""
        return self.unknown_year if year is None else self.fiscal_year_known(year)

    def tags(self, kind: str, flags: Iterable[str], notes: Iterable[str]) -> list[str]:
        """A change's kind, flags and notes in words."""
        return [self.kind[kind], *(self.flag[flag] for flag in flags), *(self.note[note] for note in notes)]
