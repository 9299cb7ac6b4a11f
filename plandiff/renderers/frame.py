"""A report in, what stands around its 新旧対照表 out, in words: title, plans, counts, note, columns."""

from __future__ import annotations

from typing import NamedTuple, TypeVar

from plandiff.labels.words import Labels
from plandiff.model import FLAGS, KINDS, Plan, Report
from plandiff.renderers import View
from plandiff.renderers.groups import path_line
from plandiff.renderers.xml_text import closed
from plandiff.summary import Counts, count, headings_of, items_of, sections

_Side = TypeVar("_Side")


class Frame(NamedTuple):
    """The texts in the order in which a reader meets them; the first row of `counts` and `sections` is their head."""

    title: str
    plans: tuple[str, str]
    warnings: tuple[str, ...]
    counts: tuple[tuple[str, ...], ...]
    note: str
    columns: tuple[str, str, str]
    sections: tuple[tuple[str, ...], ...]
    left_out: tuple[str, ...]


def frame(report: Report, view: View) -> Frame:
    """The frame, its two sides in the order of the view's columns."""
    words = view.words
    plans = in_order((words.new, report.new), (words.old, report.old), view)
    totals = ((words.headings, count(headings_of(report))), (words.items, count(items_of(report))))
    by_section = [(path_line(section.path) or words.no_section, section.counts) for section in sections(report)]
    head = (words.section, *(words.kind[kind] for kind in KINDS), *(words.flag[flag] for flag in FLAGS))
    return Frame(
        words.comparative,
        (_plan_line(*plans[0], words), _plan_line(*plans[1], words)),
        tuple(f"{words.warnings}: {warning}" for warning in report.warnings),
        (head, *(_figures(*row) for row in totals)),
        words.underlined,
        (*in_order(words.after, words.before, view), words.remarks),
        (head, *(_figures(*row) for row in by_section)),
        tuple(
            words.left_out_line.format(
                line=words.line_of.format(side=side, n=left.line),
                text=closed(left.text),
                reason=words.reason[left.reason],
            )
            for side, plan in plans
            for left in plan.left_out
        ),
    )


def in_order(new: _Side, old: _Side, view: View) -> tuple[_Side, _Side]:
    """Both sides as the view orders its columns, from the left."""
    return (new, old) if view.columns == "new-old" else (old, new)


def _plan_line(side: str, plan: Plan, words: Labels) -> str:
    return f"{side}: {closed(plan.name)}{words.gap}{words.fiscal_year(plan.fiscal_year)}"


def _figures(name: str, counts: Counts) -> tuple[str, ...]:
    return (name, *(str(figure) for figure in (*counts.kinds.values(), *counts.flags.values())))
