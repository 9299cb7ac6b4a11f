"""Tools side by side on pairs of plans: time and peak memory of whole processes, and how well they align.

usage: python -m tests.benchmarks [--largest ITEMS] [--pair OLD NEW]… [--readme]

Prints a Markdown table, and with `--readme` puts it into README.md. Needs `pip install '.[benchmark]'`; install plandiff
itself as users do, not editable. The machine should have nothing else to do.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import platform
import re
import statistics
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.benchmarks.sets import Pairs, Set, sets
from tests.benchmarks.tools import Tool, tools

_README = Path(__file__).parents[2] / "README.md"
_BEGIN, _END = "<!-- benchmarks -->", "<!-- /benchmarks -->"
_ROUNDS = {20_000: 10, 1_000_000: 3}  # by items, up to so many
_LIMIT = 180  # seconds a process may take; a tool that takes longer is not tried on larger sets
_MIB = 1 << 20

Measure = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--largest", type=int, default=100_000, help="items of the largest generated plans")
    parser.add_argument("--pair", nargs=2, type=Path, action="append", default=[], help="two plans more")
    parser.add_argument("--readme", action="store_true", help="put the table into README.md")
    given = parser.parse_args()
    with TemporaryDirectory() as folder:
        table = _table(Path(folder), given.largest, [(old, new) for old, new in given.pair])
    print(table)
    if given.readme:
        text = _README.read_text(encoding="utf-8")
        whole = re.compile(f"{_BEGIN}.*{_END}", re.DOTALL)
        _README.write_text(whole.sub(lambda _: f"{_BEGIN}\n{table}\n{_END}", text), encoding="utf-8", newline="\n")


def _table(folder: Path, largest: int, given: list[tuple[Path, Path]]) -> str:
    found, measures = tools(), []
    dropped: set[str] = set()
    pairs = sets(folder, largest, given)
    for pair in pairs:
        print(f"{pair.name} …", file=sys.stderr)
        measured = _measure(pair, [tool for tool in found if tool.name not in dropped], folder)
        dropped |= {name for name, measure in measured.items() if measure["failed"]}
        measures.append(measured)
    rows = [["", *(pair.name for pair in pairs)], ["---"] * (len(pairs) + 1)]
    rows += [[tool.name, *(_cell(measured.get(tool.name)) for measured in measures)] for tool in found]
    rows.append(["plandiff ÷ floor", *(_ratio(measured, found) for measured in measures)])
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([*lines, "", _legend(found)])


def _measure(pair: Set, found: list[Tool], folder: Path) -> dict[str, Measure]:
    """Time, peak and F1 of each tool on a set."""
    outputs = {tool.name: str(folder / f"{n}.out") for n, tool in enumerate(found)}
    reports = {tool.name: str(folder / f"{n}.json") for n, tool in enumerate(found)}
    items = max(len(numbers) for numbers in pair.numbers)
    task = {
        "rounds": next(rounds for limit, rounds in _ROUNDS.items() if items <= 1.1 * limit),
        "limit": _LIMIT,
        "commands": {tool.name: tool.command(pair, reports[tool.name]) for tool in found},
        "outputs": outputs,
    }
    measuring = [sys.executable, str(Path(__file__).with_name("measure.py"))]
    done = subprocess.run(measuring, input=json.dumps(task), capture_output=True, text=True, check=True)
    measures: dict[str, Measure] = json.loads(done.stdout)
    for tool in found:
        measure = measures[tool.name]
        if tool.pairs and pair.truth is not None and not measure["failed"]:
            written = Path(reports[tool.name] if tool.name == "plandiff" else outputs[tool.name])
            measure["f1"] = _f1(tool.pairs(pair, written.read_text(encoding="utf-8")), pair.truth)
    return measures


def _f1(found: Pairs, truth: Pairs) -> float:
    return 200 * len(found & truth) / (len(found) + len(truth))


def _cell(measure: Measure | None) -> str:
    if measure is None:
        return "–"
    if measure["failed"]:
        return str(measure["failed"])
    figures = f"{_seconds(measure):.2f} s · {max(measure['peak']) / _MIB:.0f} MiB"
    return f"{figures} · F1 {measure['f1']:.1f}" if "f1" in measure else figures


def _seconds(measure: Measure) -> float:
    return statistics.median(measure["seconds"])


def _ratio(measured: dict[str, Measure], found: list[Tool]) -> str:
    own, floor = (measured.get(tool.name) for tool in found[:2])
    if own is None or floor is None or own["failed"] or floor["failed"]:
        return "–"
    return f"{_seconds(own) / _seconds(floor):.2f}"


def _legend(found: list[Tool]) -> str:
    names = ", ".join(f"{tool.name} ({tool.version})" for tool in found)
    day = datetime.datetime.now(tz=datetime.UTC).date()
    return (
        f"Medians of whole runs, started in turn, and the largest peak of one of their processes, on {day}, Python "
        f"{platform.python_version()}, {platform.system()} on {os.cpu_count()} processors {_processor()}: {names}. "
        f"“> {_LIMIT} s”: stopped, and “–” not tried on what is larger. F1 is that of the pairs of items."
    )


def _processor() -> str:
    described = Path("/proc/cpuinfo")
    lines = described.read_text(encoding="utf-8").splitlines() if described.exists() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


if __name__ == "__main__":
    main()
