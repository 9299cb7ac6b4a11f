"""A report in, the links that someone should check by eye out: the least certain first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from plandiff.model import Change, Doubt, Report

# On five pairs of plans these name 45 of 2,746 links of items, among them 9 of the 22 wrong ones.
LOW, CLOSE = 0.55, 0.05


def doubts(report: Report) -> list[Doubt]:
    """The links whose score is low or whose runner-up is close, by score plus margin from the least up."""
    found = [Doubt(change, tuple(_reasons(change))) for change in report.changes if change.score is not None]
    return sorted((doubt for doubt in found if doubt.reasons), key=_certainty)


def _reasons(change: Change) -> Iterator[Literal["low", "close"]]:
    if change.score is not None and change.score < LOW:
        yield "low"
    if change.margin is not None and change.margin < CLOSE:
        yield "close"


def _certainty(doubt: Doubt) -> float:
    return (doubt.change.score or 0) + (0 if doubt.change.margin is None else doubt.change.margin)
