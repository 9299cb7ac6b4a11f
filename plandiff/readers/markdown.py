"""Bytes of a Markdown file in, a source out: CommonMark with tables, and plans whose own numbers stand in the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plandiff.errors import ReadError
from plandiff.limits import DEFAULTS, Limits, too_deep
from plandiff.model import LeftOut, Source
from plandiff.readers.html import read_tree
from plandiff.readers.text import decode

if TYPE_CHECKING:
    from markdown_it.rules_core import StateCore

_DEEPEST = 200  # lists and quotations within each other, counted as the parser does: it calls itself
_FOOTNOTE = re.compile(r"(?<!\\)\[\^")  # CommonMark takes its text for the address of a link, and drops it
_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", re.DOTALL)


def read(data: bytes, name: str, limits: Limits = DEFAULTS) -> Source:
    """The blocks of a Markdown file. Raises `ReadError`.

    It is read as the HTML it stands for, with its own line numbers and list markers. Indented lines are no code: plans
    indent. A line break in a paragraph is a wrap, unless lines begin with markers.
    """
    text = decode(data, name).removeprefix("\ufeff")
    front = _FRONT_MATTER.match(text)
    if front:
        text = "\n" * front[0].count("\n") + text[front.end() :]
    source = read_tree(_to_html(text, name, limits), name, limits, numbered=True) if text.strip() else Source(())
    if not source.blocks:
        raise ReadError(name, "Markdown に読める文がありません。", "計画の本文を含むファイルを指定してください。")
    if not front:
        return source
    return source._replace(left_out=(LeftOut(1, front[1].strip(), "front-matter"), *source.left_out))


def _to_html(text: str, name: str, limits: Limits) -> str:
    from markdown_it import MarkdownIt

    deepest = min(limits.depth, _DEEPEST)
    markdown = (
        MarkdownIt("commonmark", {"breaks": True, "maxNesting": deepest + 1})
        .enable(["table", "strikethrough"])
        .disable("code")
    )
    markdown.core.ruler.before("inline", "line_nesting", _limit_lines)
    tokens = markdown.parse(_FOOTNOTE.sub(r"\\[^", text))
    for token in tokens:
        if token.level >= deepest:  # what lies deeper the parser leaves out without a word
            raise too_deep(name, deepest)
        if token.nesting == 1 and token.map:
            token.attrSet("data-source-line", str(token.map[0] + 1))
        if token.type == "list_item_open" and token.info:
            token.attrSet("data-marker", token.info + token.markup)
    html: str = markdown.renderer.render(tokens, markdown.options, {})
    return html


def _limit_lines(state: StateCore) -> None:
    """Go less deep within a line: there deeper brackets become text, after a search that grows with the square."""
    state.md.options.maxNesting = 20
