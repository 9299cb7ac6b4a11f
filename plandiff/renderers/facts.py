"""A report in, its facts, last year's promises and doubtful links as rows of words out, the same for every format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from plandiff.facts.doubts import doubts
from plandiff.facts.promises import promises
from plandiff.labels import Labels
from plandiff.model import Change, Doubt, Facts, Item, Promise, Report
from plandiff.renderers.groups import heading_line


class Row(NamedTuple):
    """What a reader is shown of one finding: what it is; the words of both sides, verbatim, empty where a side has
    none; and a remark."""

    label: str
    old: str
    new: str
    remark: str


def fact_rows(change: Change, words: Labels) -> list[Row]:
    """The facts of a change. Sentences that changed are left to its redline, and all of them where that has nothing in
    common: only what was added or removed whole within the same words can hide."""
    if change.facts is None:
        return []
    mixed = any(edit.op == "equal" for edit in change.redline)
    return [*_cue_rows(change.facts, words), *(_sentence_rows(change.facts, words) if mixed else ())]


def _cue_rows(facts: Facts, words: Labels) -> Iterator[Row]:
    for quantity in facts.quantities:
        direction = words.direction[quantity.direction]
        remark = words.direction_of.format(what=quantity.what, direction=direction) if quantity.what else direction
        yield Row(words.fact["quantity"], quantity.old, quantity.new, remark)
    for stage in facts.stages:
        yield Row(words.fact["stage"], stage.old, stage.new, words.direction[stage.direction])


def _sentence_rows(facts: Facts, words: Labels) -> Iterator[Row]:
    for sentence in facts.sentences:
        if sentence.op != "changed":
            yield Row(words.fact[sentence.op], sentence.old or "", sentence.new or "", "")


def promise_rows(report: Report, words: Labels) -> list[Row]:
    """Last year's promises: where and for when, the sentence, and what the new plan says of it."""
    return [_promise_row(promise, words) for promise in promises(report)]


def _promise_row(promise: Promise, words: Labels) -> Row:
    remark = "" if promise.taken_up_by else words.promise["unanswered" if promise.new else "dropped"]
    place = _link([promise.item], promise.new, words)
    return Row(f"{place} {words.quoted.format(text=promise.time)}", promise.sentence, promise.taken_up_by, remark)


def doubt_rows(report: Report, words: Labels) -> list[Row]:
    """The links to check by eye: where, both texts, and why, with the candidate that came next."""
    return [_doubt_row(doubt, report, words) for doubt in doubts(report)]


def _doubt_row(doubt: Doubt, report: Report, words: Labels) -> Row:
    change = doubt.change
    remark = words.comma.join(_reasons(doubt, report, words))
    return Row(_link(change.old, change.new, words), _text(change.old), _text(change.new), remark)


def _reasons(doubt: Doubt, report: Report, words: Labels) -> Iterator[str]:
    change = doubt.change
    figures = {"low": (words.score, change.score), "close": (words.margin, change.margin)}
    yield from ("{} {:.2f}".format(*figures[reason]) for reason in doubt.reasons)
    rival = change.runner_up
    if rival is not None:
        side = words.old if any(item is rival for item in report.old.items) else words.new
        quoted = words.quoted.format(text=heading_line(rival))
        yield f"{words.runner_up} {_place([rival], side, words)} {quoted}"


def _link(old: Sequence[Item], new: Sequence[Item], words: Labels) -> str:
    sides = ((old, words.old), (new, words.new))
    return " → ".join(_place(items, side, words) for items, side in sides if items)


def _place(items: Sequence[Item], side: str, words: Labels) -> str:
    return words.line_of.format(side=side, n=",".join(str(item.line) for item in items))


def _text(items: Sequence[Item]) -> str:
    return "\n".join(heading_line(item) for item in items)
