"""Plan text in, inert Markdown out, and cells of it in a row of a table."""

from __future__ import annotations

import re
from collections.abc import Iterable

from plandiff.renderers.xml_text import closed, sheet_text

# Whatever Markdown, its GitHub dialect or a table cell could take for syntax, mentions and emoji codes included.
_SYNTAX = re.compile(r"[\\`*_{}\[\]()#+\-.!|~$^=:@<>&]")


def escape(text: str) -> str:
    """Plan text as inert Markdown, in one line: rendered, it reads as printed."""
    return _SYNTAX.sub(lambda match: f"&#{ord(match[0])};", closed(sheet_text(text))).replace("\n", "<br>")


def row(cells: Iterable[str]) -> str:
    """A row of a table."""
    return f"| {' | '.join(cells)} |"
