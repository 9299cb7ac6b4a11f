"""One pair of plans in as bytes, its report out as bytes: what a worker does, in whatever process or machine it is."""

from __future__ import annotations

import json
import os
from hashlib import sha256
from multiprocessing import parent_process
from threading import Lock
from typing import NamedTuple

from plandiff import __version__, api
from plandiff.align import Pins
from plandiff.dictionary import versions
from plandiff.errors import FormatError, PlandiffError, StuckError
from plandiff.labels import Language
from plandiff.limits import DEFAULTS, Limits
from plandiff.model import Plan
from plandiff.renderers import Columns, Unchanged
from plandiff.summary import count, items_of

# A worker of a cluster may run threads, which PDFium cannot share; under Python's lock no time is lost by it.
_ONE_AT_A_TIME = Lock()


class Settings(NamedTuple):
    """What all reports of a run are made with, as `plandiff.api` takes it."""

    input_format: str | None = None
    lang: Language | None = None
    unchanged: Unchanged = "abridged"
    columns: Columns = "new-old"
    statute: bool = False
    dictionary: str = api.DICTIONARY
    aliases: tuple[tuple[str, str], ...] = ()
    limits: Limits = DEFAULTS


class Document(NamedTuple):
    """A plan not yet read: the name it goes by, and its bytes."""

    name: str
    data: bytes


class Task(NamedTuple):
    """A pair to compare, and all that its report depends on; `tools` are (name, version), `pins` those of the pair."""

    old: Document
    new: Document
    format: str
    settings: Settings
    tools: tuple[tuple[str, str], ...]
    pins: Pins = Pins()

    @property
    def key(self) -> str:
        """A hash that tasks share if and only if they give the same report."""
        plans = [(plan.name, sha256(plan.data).hexdigest()) for plan in (self.old, self.new)]
        return sha256(json.dumps([plans, self.format, self.settings, self.tools, self.pins]).encode()).hexdigest()


class Figures(NamedTuple):
    """What an index says of a report: the fiscal years, how many changes of items and tables are of each kind, and how
    many warnings there are."""

    old_year: int | None
    new_year: int | None
    kinds: dict[str, int]
    warnings: int

    @property
    def turnover(self) -> float | None:
        """The share of new and dropped among all changes, 0 to 1; None without any."""
        total = sum(self.kinds.values())
        return (self.kinds["new"] + self.kinds["dropped"]) / total if total else None


class Done(NamedTuple):
    """A report and its figures."""

    report: bytes
    figures: Figures


class Failed(NamedTuple):
    """Why there is no report: one line for the user."""

    reason: str


def tools_of(dictionary: str) -> tuple[tuple[str, str], ...]:
    """The versions that a report depends on, as (name, version)."""
    return (("plandiff", __version__), *versions(dictionary))


def compare_pair(task: Task) -> Done | Failed:
    """Compare a pair; whatever goes wrong with it is its own failure, and stops no other pair."""
    try:
        with _ONE_AT_A_TIME:
            return _compared(task)
    except StuckError as error:
        if parent_process():  # one of ours, or of a cluster, which starts another
            os._exit(1)
        return Failed(str(error))
    except PlandiffError as error:
        return Failed(str(error))
    except Exception as error:  # a fault of ours that this pair met
        return Failed(f"内部エラー（{type(error).__name__}: {' '.join(str(error).split())}）")


def _compared(task: Task) -> Done:
    settings = task.settings
    here = tools_of(settings.dictionary)
    if here != task.tools:
        versions_here = "、".join(" ".join(tool) for tool in here)
        raise FormatError("クラスター", f"版が手元と違います（{versions_here}）。", "同じ版を入れてください。")
    plans = _plan(task.old, settings), _plan(task.new, settings)
    report = api.compare(*plans, settings.dictionary, pins=task.pins, aliases=settings.aliases)
    rendered = api.render(
        report,
        task.format,
        lang=settings.lang,
        unchanged=settings.unchanged,
        columns=settings.columns,
        statute=settings.statute,
    )
    data = rendered if isinstance(rendered, bytes) else rendered.encode("utf-8", "backslashreplace")
    kinds = count(items_of(report)).kinds
    years = report.old.fiscal_year, report.new.fiscal_year
    return Done(data, Figures(*years, kinds, len(report.warnings)))


def _plan(plan: Document, settings: Settings) -> Plan:
    return api.parse_plan(plan.data, plan.name, format=settings.input_format, limits=settings.limits)
