"""The words that only the HTML page has: controls, queues, what is read out to those who do not see the page."""

from collections.abc import Mapping
from typing import NamedTuple


# No `from __future__ import annotations`: see plandiff/model.py.
class PageLabels(NamedTuple):
    """The words of one language; those with `{names}` are templates for `str.format`."""

    skip: str
    total: str
    chart: str
    views: str
    view: Mapping[str, str]
    filters: str
    search: str
    tags: str
    tag: Mapping[str, str]
    all_sections: str
    reset: str
    shown: str
    previous: str
    next: str
    keys: str
    open_unchanged: str
    link: str
    moved_to: str
    check: str
