"""Any text in, text that a format can hold and that does nothing there out."""

from __future__ import annotations

import re

# Compiled when first needed: no format needs them all.
_UNFIT = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]"
_COMMANDS = "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]"  # C1 controls too: U+009B is ESC [
_SURROGATES = "[\ud800-\udfff]"
_CLOSING = dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c") | dict.fromkeys("\u2066\u2067\u2068", "\u2069")
_OPENING = re.compile(f"[{''.join(_CLOSING)}]")


def xml_text(text: str) -> str:
    """Control characters as their pictures (␇), lone surrogates and non-characters as the replacement character."""
    return re.sub(_UNFIT, _visible, text)


def sheet_text(text: str) -> str:
    """The same for documents and sheets, which have one kind of line break."""
    return xml_text(text.replace("\r\n", "\n").replace("\r", "\n"))


def terminal_text(text: str) -> str:
    """The same for a terminal, which obeys control characters: only tabs and line feeds are left."""
    return re.sub(_COMMANDS, _visible, text)


def encodable(text: str) -> str:
    """Lone surrogates, which UTF-8 does not have, as the replacement character."""
    return re.sub(_SURROGATES, "\ufffd", text)


def closed(text: str) -> str:
    """A text whose overrides of direction end with it, so that they turn round nothing that follows in its line.

    One closing character for each opening one; those that close nothing have no effect (UAX #9).
    """
    return text + "".join(_CLOSING[opening] for opening in _OPENING.findall(text)[::-1])


def _visible(match: re.Match[str]) -> str:
    char = match[0]
    return chr(0x2400 + ord(char)) if char < " " else "\u2421" if char == "\x7f" else "\ufffd"
