"""The words that reports show a reader: one record of them for each language, in `ja.py` and `en.py`."""

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from typing import Literal, NamedTuple, get_args

from plandiff.labels.page import PageLabels

Language = Literal["ja", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

_LETTERS = 3  # that say about as much as one kanji
_SAMPLE = 4_000  # characters that tell the language


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


def labels_of(language: Language) -> Labels:
    """The words of a language; those of the other one are not loaded."""
    words: Labels = import_module(f"plandiff.labels.{language}").LABELS
    return words


def language_of(texts: Iterable[str]) -> Language:
    """The language of texts, by the scripts at their beginning: English where most is said in Latin letters.

    A text without letters, kana or kanji is Japanese, the language of most plans.
    """
    sample, size = [], 0
    for text in texts:
        sample.append(text)
        size += len(text)
        if size > _SAMPLE:
            break
    start = "".join(sample)
    japanese = sum("\u3041" <= char <= "\u30ff" or "\u3400" <= char <= "\u9fff" for char in start)
    latin = sum("A" <= char <= "z" or "Ａ" <= char <= "ｚ" for char in start)
    return "en" if latin > _LETTERS * japanese else "ja"
