"""A draft in, hits on how it could be read out: what has no place in its structure, a year that is not known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from plandiff.check.draft import Draft
from plandiff.check.findings import Hit
from plandiff.labels import labels_of
from plandiff.model import LeftOut, Plan
from plandiff.parse import NO_YEAR

# What belongs to the page or the site and not to the plan.
_FURNITURE = frozenset(
    "page-number running-head navigation picture control front-matter contents ruby watermark".split()
)
_NAMED = 5  # lines that a message names


def unplaced(draft: Draft) -> Iterator[Hit]:
    """What the reader warned of, and what it left out of the text, by reason; the page's own furniture aside."""
    for warning in draft.plan.warnings:
        if warning != NO_YEAR:
            yield Hit(warning)
    by_reason: dict[str, list[LeftOut]] = defaultdict(list)
    for left in draft.plan.left_out:
        if left.reason not in _FURNITURE and not _is_never_seen(left, draft.plan):
            by_reason[left.reason].append(left)
    counted = "段落" if draft.plan.counts == "paragraph" else "行"
    for reason, found in by_reason.items():
        lines = "、".join(str(left.line) for left in found[:_NAMED]) + ("など" if len(found) > _NAMED else "")
        message = (
            f"{labels_of('ja').reason[reason]} {len(found)} か所（{lines} {counted}目）を本文から除いて読みました。"
        )
        yield Hit(message, found[0].text[:40], line=found[0].line)


def _is_never_seen(left: LeftOut, plan: Plan) -> bool:
    """Whether a hidden part is one of a web page; in a Word file its author sees it."""
    return left.reason == "hidden" and plan.counts == "line"


def without_year(draft: Draft) -> Iterator[Hit]:
    """A plan whose fiscal year is unknown, so that stale years cannot be told."""
    if draft.plan.fiscal_year is None:
        head = draft.plan.items[0]
        yield Hit("計画の年度が、表題にも前文にも見つかりません。", head.text[:40], head)


def about_comparison(draft: Draft) -> Iterator[Hit]:
    """What the comparison with last year's plan warned of, the draft's own reading aside."""
    own = {f"新「{draft.plan.name}」: {warning}" for warning in draft.plan.warnings}
    for warning in draft.report.warnings if draft.report else ():
        if warning not in own:
            yield Hit(warning)
