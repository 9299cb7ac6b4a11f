"""A draft beside last year's plan in, hits out: what was dropped, lowered, put off, forgotten, or carried over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from plandiff.check.draft import Draft, place
from plandiff.check.findings import Hit
from plandiff.check.rules.sentences import sentence_at, states_fact
from plandiff.facts.promises import promises
from plandiff.model import Change, Item, QuantityChange
from plandiff.normalise import fold

_CLAUSE = re.compile(r"[、。，．]")
_SENTENCE = 12  # characters
_NEAR = 12  # characters after a quantity that tell what it is of
_LIMITS = ("以下", "未満", "以内")
# What is better or stricter for being less, by the words before the quantity or after it.
_LESS_IS_MORE = re.compile(
    r"限度|上限|誤差|解像度|分解能|遅延|遅れ|待ち時間|所要時間|処理時間|消費|排出|欠員|事故|違反"
)
_CUT = re.compile(r"(?:まで|に|へ)+(?:削減|短縮|縮減|縮小|低減|圧縮|抑|減ら|高め|高精度|高解像)")
_TYPE = {"heading": "見出し", "item": "項目", "table": "表"}


def dropped(draft: Draft) -> Iterator[Hit]:
    """Last year's headings and items that have no counterpart, and do not stand word for word within another item."""
    said = "\0".join(fold(item.text) for item in draft.plan.items)
    for change in draft.changes():
        if draft.report and change.kind == "dropped" and not _is_within(change.old[0], said):
            old = change.old[0]
            message = f"昨年度の計画（{place(draft.report.old, old)}）にあった{_TYPE[old.type]}が、ありません。"
            yield Hit(message, _head(old), _near(draft, old), old)


def _is_within(old: Item, said: str) -> bool:
    """Whether a sentence long enough to be told from others stands in a text."""
    sentence = fold(old.text).rstrip("。")
    return len(sentence) >= _SENTENCE and sentence in said


def lowered(draft: Draft) -> Iterator[Hit]:
    """Quantities that are less than last year's; a lower limit from above asks for more, not for less."""
    for change in draft.changes():
        for quantity in change.facts.quantities if change.facts else ():
            if quantity.direction == "lower" and not _is_no_less(quantity, change.new):
                message = f"昨年度の「{quantity.old}」が「{quantity.new}」に減っています。"
                yield Hit(message, quantity.new, change.new[0], change.old[0])


def _is_no_less(quantity: QuantityChange, items: Sequence[Item]) -> bool:
    """Whether less of a quantity is no less of a commitment: a limit from above, an error, a cut down to it, a fact."""
    if quantity.new.endswith(_LIMITS) or _LESS_IS_MORE.search(quantity.what):
        return True
    places = [(item.text, item.text.find(quantity.new)) for item in items if quantity.new in item.text]
    if places and all(states_fact(sentence_at(text, at)) for text, at in places):
        return True
    after = [_CLAUSE.split(text[at + len(quantity.new) :], maxsplit=1)[0] for text, at in places]
    return any(_CUT.match(text) or _LESS_IS_MORE.search(text[:_NEAR]) for text in after)


def retreats(draft: Draft) -> Iterator[Hit]:
    """Sentences that commit to an earlier stage than last year's."""
    for change in draft.changes():
        for stage in change.facts.stages if change.facts else ():
            if stage.direction == "retreat":
                message = f"昨年度の「{stage.old}」が「{stage.new}」に後退しているようです。"
                yield Hit(message, stage.new, change.new[0], change.old[0])


def forgotten_promises(draft: Draft) -> Iterator[Hit]:
    """What last year's plan announced for this year and no sentence takes up."""
    for promise in promises(draft.report) if draft.report else ():
        if draft.report and not promise.taken_up_by:
            message = (
                f"昨年度の計画（{place(draft.report.old, promise.item)}）が「{promise.time}」と予定したことに当たる文が"
                "ありません。"
            )
            near = promise.new[0] if promise.new else _near(draft, promise.item)
            yield Hit(message, promise.sentence[:60], near, promise.item)


def carried_over(draft: Draft) -> Iterator[Hit]:
    """Items continued word for word, years aside."""
    for change in draft.changes():
        if change.kind == "continued" and change.new[0].type == "item":
            yield Hit("昨年度の計画と同じ文です。", _head(change.new[0]), change.new[0], change.old[0])


def required(draft: Draft) -> Iterator[Hit]:
    """Texts that must stand in the plan, word for word, and do not."""
    folded = [fold(item.text) for item in draft.plan.items]
    for text in draft.demands.required:
        if not any(fold(text) in found for found in folded):
            change = next((c for c in draft.changes() if c.old and fold(text) in fold(c.old[0].text)), None)
            yield _missing(text, change)


def _missing(text: str, change: Change | None) -> Hit:
    if change is None or not change.new:
        return Hit("必ず入れる文がありません。", text[:60], old=change.old[0] if change else None)
    return Hit("必ず入れる文が書き換えられています。", text[:60], change.new[0], change.old[0])


def _near(draft: Draft, old: Item) -> Item | None:
    """The innermost heading of the draft that is a counterpart of one above a dropped item."""
    assert draft.report is not None
    counterparts = {c.old[0].index: c.new[0] for c in draft.changes() if c.old and c.new and c.old[0].type == "heading"}
    above = draft.report.old.path(old)
    return next((counterparts[item.index] for item in reversed(above) if item.index in counterparts), None)


def _head(item: Item) -> str:
    marker = item.marker if any(char.isalnum() for char in item.marker) else ""
    return f"{marker} {item.text[:40]}".strip()
