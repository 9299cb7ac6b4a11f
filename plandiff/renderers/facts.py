"""A report in, its facts, last year's promises and doubtful links as rows of words out, the same for every format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from plandiff.facts.doubts import doubts
from plandiff.facts.promises import promises
from plandiff.labels.words import Labels
from plandiff.model import Change, Doubt, Facts, Item, Promise, Report, SentenceChange
from plandiff.renderers.groups import heading_line


class Row(NamedTuple):
    """What a reader is shown of one finding: what it is; the words of both sides, verbatim, empty where a side has
    none; and a remark."""

    label: str
    old: str
    new: str
    remark: str


_WHOLE = 0.75  # share of a sentence that its redline marks, from which it was added or removed as a whole


def fact_rows(change: Change, words: Labels) -> list[Row]:
    """The facts of a change."""
    if change.facts is None:
        return []
    sentences = (Row(words.fact[s.op], s.old or "", s.new or "", "") for s in whole_sentences(change))
    return [*_cue_rows(change.facts, words), *sentences]


def whole_sentences(change: Change) -> list[SentenceChange]:
    """The sentences that were added or removed as a whole beside others that went on: a promise may hide in them.

    Those that changed are left to the redline, and so are all where neither it nor another sentence went on.
    """
    sentences = change.facts.sentences if change.facts else ()
    goes_on = any(edit.op == "equal" for edit in change.redline) or any(s.op == "changed" for s in sentences)
    return [s for s in sentences if goes_on and s.op != "changed" and _is_marked(s, change)]


def _is_marked(sentence: SentenceChange, change: Change) -> bool:
    """Whether the redline of a change marks most of a sentence that one side alone has."""
    op, text = ("insert", sentence.new) if sentence.new else ("delete", sentence.old or "")
    edits = [edit for edit in change.redline if edit.op in ("equal", op)]
    start = "".join(edit.text for edit in edits).find(text)
    ends = accumulate(len(edit.text) for edit in edits)
    marked = sum(
        max(0, min(end, start + len(text)) - max(end - len(edit.text), start))
        for edit, end in zip(edits, ends, strict=True)
        if edit.op == op
    )
    return marked >= _WHOLE * len(text)


def _cue_rows(facts: Facts, words: Labels) -> Iterator[Row]:
    for quantity in facts.quantities:
        direction = words.direction[quantity.direction]
        remark = words.direction_of.format(what=quantity.what, direction=direction) if quantity.what else direction
        yield Row(words.fact["quantity"], quantity.old, quantity.new, remark)
    for stage in facts.stages:
        yield Row(words.fact["stage"], stage.old, stage.new, words.direction[stage.direction])


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
