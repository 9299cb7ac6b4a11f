"""A report in, JSON out, one change a line; `report.schema.json` beside this module describes it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import plandiff
from plandiff.facts.doubts import doubts
from plandiff.facts.promises import promises
from plandiff.model import CellChange, Change, Doubt, Facts, Item, Plan, Promise, Report, TableChange
from plandiff.renderers import View
from plandiff.summary import Counts, count, headings_of, items_of, sections

if TYPE_CHECKING:
    from decimal import Decimal

SCHEMA = "plandiff-report/1"


def render(report: Report, view: View) -> str:
    """The whole report; `changes_only` leaves continued items out of `changes`, not out of the counts."""
    old, new = _Items(report.old), _Items(report.new)
    shown = [c for c in report.changes if not (view.changes_only and _is_unchanged(c))]
    head = {
        "schema": SCHEMA,
        "tools": {"plandiff": plandiff.__version__, **dict(report.tools)},
        "old": _plan(report.old),
        "new": _plan(report.new),
        "warnings": list(report.warnings),
        "summary": {"headings": _counts(count(headings_of(report))), "items": _counts(count(items_of(report)))},
        "sections": [
            {"path": [heading.text for heading in section.path], **_counts(section.counts)}
            for section in sections(report)
        ],
        "promises": [_promise(promise) for promise in promises(report)],
        "to_check": [_doubt(doubt) for doubt in doubts(report)],
    }
    lines = [f"{_dump(key)}: {_dump(value)}" for key, value in head.items()]
    changes = ",\n  ".join([_dump(_change(change, old, new)) for change in shown])
    return _encodable("".join(("{\n", ",\n".join(lines), ',\n"changes": [\n  ', changes, "\n]\n}\n")))


_dump = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode


def _encodable(text: str) -> str:
    """The text with lone surrogates, which stand in strings only, as JSON's own escapes."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode(errors="backslashreplace").decode()
    return text


def _is_unchanged(change: Change) -> bool:
    return change.kind == "continued" and not change.flags and not change.notes


def _counts(counts: Counts) -> dict[str, Any]:
    return {"total": counts.total, **counts.kinds, **counts.flags, "notes": counts.notes}


def _plan(plan: Plan) -> dict[str, Any]:
    return {
        "name": plan.name,
        "fiscal_year": plan.fiscal_year,
        "items": len(plan.items),
        "coverage": round(plan.coverage, 4),
        "left_out": [left._asdict() for left in plan.left_out],
    }


def _change(change: Change, old: _Items, new: _Items) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "moved": change.moved,
        "renumbered": change.renumbered,
        "split": change.split,
        "merged": change.merged,
        "notes": list(change.notes),
        "score": _rounded(change.score),
        "margin": _rounded(change.margin),
        "runner_up": change.runner_up and {"index": change.runner_up.index, "text": change.runner_up.text},
        "old": [old.fields(item) for item in change.old],
        "new": [new.fields(item) for item in change.new],
        "redline": [[edit.op, edit.text] for edit in change.redline],
        "table": change.table and _table(change.table),
        "facts": change.facts and _facts(change.facts),
    }


def _facts(facts: Facts) -> dict[str, Any]:
    return {kind: [fact._asdict() for fact in found] for kind, found in facts._asdict().items()}


def _promise(promise: Promise) -> dict[str, Any]:
    return {**promise._asdict(), "item": promise.item.index, "new": [item.index for item in promise.new]}


def _doubt(doubt: Doubt) -> dict[str, Any]:
    change = doubt.change
    return {
        "old": [item.index for item in change.old],
        "new": [item.index for item in change.new],
        "reasons": list(doubt.reasons),
    }


def _table(table: TableChange) -> dict[str, Any]:
    return {
        "unit": table.unit,
        "rows": [{**row._asdict(), "cells": [_cell(cell) for cell in row.cells]} for row in table.rows],
        "parts": [part._asdict() for part in table.parts],
    }


def _cell(cell: CellChange) -> dict[str, Any]:
    return {**cell._asdict(), "difference": _exact(cell.difference), "rate": _exact(cell.rate)}


def _exact(value: Decimal | None) -> str | None:
    """A figure as text: a number of JSON may be read as a binary one."""
    return None if value is None else f"{value:f}"


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


class _Items:
    """The items of a plan as JSON; siblings share their path."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._paths: dict[int | None, list[str]] = {}

    def fields(self, item: Item) -> dict[str, Any]:
        """What JSON says of an item."""
        path = self._paths.get(item.parent)
        if path is None:
            path = self._paths[item.parent] = [heading.text for heading in self._plan.path(item)]
        return {
            "index": item.index,
            "type": item.type,
            "marker": item.marker,
            "text": item.text,
            "path": path,
            "level": item.level,
            "line": item.line,
        }
