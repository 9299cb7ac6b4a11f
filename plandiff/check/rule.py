"""The record of a rule: what it is called, what it needs, how it finds, and how it explains itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from plandiff.check.draft import Draft
from plandiff.check.findings import Hit, Severity

Needs = Literal["draft", "words", "baseline", "demands", "acknowledgements"]


class Rule(NamedTuple):
    """A rule: `find` yields its hits in a draft; `needs` says what it cannot work without: the dictionary (`words`),
    last year's plan (`baseline`), something in the configuration (`demands`); `acknowledgements` are judged last."""

    code: str
    name: str
    severity: Severity
    needs: Needs
    find: Callable[[Draft], Iterator[Hit]]
    title: str
    what: str
    why: str
    example: str
    remedy: str
