"""A report in, text out: the renderers by format, and the file suffixes that name them."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

from plandiff.labels import Labels, Language, labels_of
from plandiff.model import Report


class View(NamedTuple):
    """How a report is shown: without its unchanged items, with colours for a terminal, in a language."""

    changes_only: bool = False
    color: bool = False
    language: Language = "ja"

    @property
    def words(self) -> Labels:
        """The words of its language."""
        return labels_of(self.language)


Renderer = Callable[[Report, View], str]


def _late(module: str) -> Renderer:
    """A renderer whose module, and the library it needs, is imported when first used."""

    def render(report: Report, view: View) -> str:
        renderer: Renderer = import_module(f"plandiff.renderers.{module}").render
        return renderer(report, view)

    return render


RENDERERS: dict[str, Renderer] = {name: _late(name) for name in ("text", "markdown", "html", "json")}
SUFFIXES = {
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
}
