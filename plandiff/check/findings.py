"""The records of a check: what a rule hits, and the finding that a user reads."""

from __future__ import annotations

from hashlib import sha256
from typing import Literal, NamedTuple

from plandiff.model import Item
from plandiff.normalise import fold

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


class Hit(NamedTuple):
    """What a rule found: what is wrong in words, the words quoted, the item of the draft, and of last year's plan; the
    line where that is not the item's."""

    message: str
    quote: str = ""
    item: Item | None = None
    old: Item | None = None
    line: int = 0


class Finding(NamedTuple):
    """A problem: its rule's code and name, severity, place (file, line from 1, path of headings), the words quoted,
    what is wrong and what to do. `fingerprint` stays the same while the rule and the texts concerned do."""

    code: str
    name: str
    severity: Severity
    file: str
    line: int
    path: str
    quote: str
    message: str
    remedy: str
    fingerprint: str


def fingerprint(code: str, hit: Hit) -> str:
    """Twelve hexadecimal digits of a rule and the texts it concerns; neither line nor number changes them."""
    texts = [fold(item.text) for item in (hit.old, hit.item) if item]
    return sha256("\0".join((code, *texts, fold(hit.quote))).encode("utf-8", "replace")).hexdigest()[:12]
