"""A report in, text or bytes out: the renderers by format, and the file suffixes that name them."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, Literal, NamedTuple

from plandiff.errors import FormatError
from plandiff.labels import Language, labels_of
from plandiff.model import Report

if TYPE_CHECKING:
    from plandiff.labels.words import Labels

Unchanged = Literal["full", "abridged", "omit"]
Columns = Literal["new-old", "old-new"]


class View(NamedTuple):
    """How a report is shown.

    Unchanged items in full, abridged or not at all; with colours for a terminal; in a language; the sides of a
    comparative table in an order, with 「（削る）」 for what was dropped as in statutes; in no more characters than a
    maximum.
    """

    unchanged: Unchanged = "abridged"
    color: bool = False
    language: Language = "ja"
    columns: Columns = "new-old"
    statute: bool = False
    max_length: int | None = None

    @property
    def changes_only(self) -> bool:
        """Whether unchanged items are left out."""
        return self.unchanged == "omit"

    @property
    def words(self) -> Labels:
        """The words of its language."""
        return labels_of(self.language)


Renderer = Callable[[Report, View], str | bytes]


def _late(module: str) -> Renderer:
    """A renderer whose module, and the library it needs, is imported when first used."""

    def render(report: Report, view: View) -> str | bytes:
        renderer: Renderer = import_module(f"plandiff.renderers.{module}").render
        return renderer(report, view)

    return render


RENDERERS: dict[str, Renderer] = {
    name: _late(name) for name in ("text", "markdown", "html", "json", "csv", "docx", "xlsx")
}
WORDLESS = ("json",)  # those that show words of the plans alone
BINARY = ("docx", "xlsx")  # the renderers that give bytes
SUFFIXES = {
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".csv": "csv",
    ".docx": "docx",
    ".xlsx": "xlsx",
}


def format_of(output: str) -> str:
    """The format that the suffix of a file names. Raises `FormatError`."""
    suffix = PurePath(output).suffix.lower()
    if suffix not in SUFFIXES:
        known = "、".join(SUFFIXES)
        raise FormatError(
            output, "拡張子から出力形式が分かりません。", f"{known} のいずれかにするか、--format を指定してください。"
        )
    return SUFFIXES[suffix]
