"""Bytes of a Markdown file in, a source out: CommonMark with tables, and plans whose own numbers stand in the text."""

from __future__ import annotations

import re

from plandiff.errors import ReadError
from plandiff.model import LeftOut, Source
from plandiff.readers.html import read_tree
from plandiff.readers.text import decode

_FOOTNOTE = re.compile(r"(?<!\\)\[\^")  # CommonMark takes its text for the address of a link, and drops it
_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", re.DOTALL)


def read(data: bytes, name: str) -> Source:
    """The blocks of a Markdown file. Raises `ReadError`.

    It is read as the HTML it stands for, with its own line numbers and list markers. Indented lines are no code: plans
    indent. A line break in a paragraph is a wrap, unless lines begin with markers.
    """
    text = decode(data, name).removeprefix("\ufeff")
    front = _FRONT_MATTER.match(text)
    if front:
        text = "\n" * front[0].count("\n") + text[front.end() :]
    source = read_tree(_to_html(text), name, numbered=True) if text.strip() else Source(())
    if not source.blocks:
        raise ReadError(name, "Markdown に読める文がありません。", "計画の本文を含むファイルを指定してください。")
    if not front:
        return source
    return source._replace(left_out=(LeftOut(1, front[1].strip(), "front-matter"), *source.left_out))


def _to_html(text: str) -> str:
    from markdown_it import MarkdownIt

    markdown = MarkdownIt("commonmark", {"breaks": True}).enable(["table", "strikethrough"]).disable("code")
    tokens = markdown.parse(_FOOTNOTE.sub(r"\\[^", text))
    for token in tokens:
        if token.nesting == 1 and token.map:
            token.attrSet("data-source-line", str(token.map[0] + 1))
        if token.type == "list_item_open" and token.info:
            token.attrSet("data-marker", token.info + token.markup)
    html: str = markdown.renderer.render(tokens, markdown.options, {})
    return html
