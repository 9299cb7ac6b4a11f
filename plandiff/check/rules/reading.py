"""A draft in, hits on how it could be read out: what has no place in its structure."""

from __future__ import annotations

from collections.abc import Iterator

from plandiff.check.draft import Draft
from plandiff.check.findings import Hit

_FURNITURE = ("page-number", "running-head")


def unplaced(draft: Draft) -> Iterator[Hit]:
    """What the reader warned of, and lines left out that are no page furniture."""
    for warning in draft.plan.warnings:
        yield Hit(warning)
    for left in draft.plan.left_out:
        if left.reason not in _FURNITURE:
            yield Hit(f"{left.line} 行目を本文から除いて読みました。", left.text[:40])
