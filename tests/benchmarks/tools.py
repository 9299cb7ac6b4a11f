"""The tools that are compared: how each is called on a set, its version, and which pairs of items its output links."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterable
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from plandiff.dictionary import versions
from tests.benchmarks.overlap import Stretch, pairs_of, read_porcelain, read_spans
from tests.benchmarks.sets import Pairs, Set, by_lines

_HERE = Path(__file__).parent
_PYTHON = sys.executable


class Tool(NamedTuple):
    """A tool: its name in the table, its version, its command for a set (`output` is where it may write), and how its
    output reads as pairs of items; None where it links nothing."""

    name: str
    version: str
    command: Callable[[Set, str], list[str]]
    pairs: Callable[[Set, str], Pairs] | None


def tools() -> list[Tool]:
    """All tools, plandiff first, then the floor."""
    (_, sudachi), (dictionary, edition) = versions("small")
    git = subprocess.run(["git", "--version"], capture_output=True, text=True, check=True).stdout.split()[-1]
    learn = version("scikit-learn")
    return [
        Tool("plandiff", version("plandiff"), _plandiff, _report_pairs),
        Tool("floor: tokenising only", f"SudachiPy {sudachi}, {dictionary} {edition}", _floor, None),
        Tool("git diff --word-diff", git, _git, lambda s, output: _shown(s, read_porcelain(output))),
        Tool("redlines", version("redlines"), _peer("redlines"), lambda s, output: _shown(s, read_spans(output))),
        Tool("xmldiff", version("xmldiff"), _peer("xmldiff"), lambda _, output: _printed(output)),
        Tool("TF-IDF cosine, greedy", f"scikit-learn {learn}", _peer("tfidf"), lambda _, output: _printed(output)),
    ]


def _plandiff(pair: Set, output: str) -> list[str]:
    """Its own output is the JSON report; nothing is written to standard output but by `-o`."""
    command = str(Path(_PYTHON).with_name("plandiff"))
    return [command, "compare", *map(str, pair.plans), "--format", "json", "-o", output]


def _floor(pair: Set, _: str) -> list[str]:
    return [_PYTHON, str(_HERE / "floor.py"), *map(str, pair.plans)]


def _git(pair: Set, _: str) -> list[str]:
    """By characters, as Japanese has no spaces between words, and with all lines, to tell which are the same."""
    options = ["--no-index", "--word-diff=porcelain", "--word-diff-regex=.", "--unified=1000000"]
    return ["git", "-c", "core.quotePath=false", "diff", *options, *map(str, pair.lines)]


def _peer(name: str) -> Callable[[Set, str], list[str]]:
    def command(pair: Set, _: str) -> list[str]:
        files = pair.trees if name == "xmldiff" else pair.lines
        return [_PYTHON, str(_HERE / f"peer_{name}.py"), *map(str, files)]

    return command


def _report_pairs(pair: Set, output: str) -> Pairs:
    found: Pairs = set()
    for change in json.loads(output)["changes"]:
        old, new = ([item["line"] for item in change[side] if item["type"] == "item"] for side in ("old", "new"))
        found |= by_lines(old, new, pair.numbers)
    return found


def _shown(pair: Set, stretches: Iterable[Stretch]) -> Pairs:
    old, new = (path.read_text(encoding="utf-8").splitlines() for path in pair.lines)
    return pairs_of(stretches, old, new)


def _printed(output: str) -> Pairs:
    return {(int(a), int(b)) for a, b in (line.split() for line in output.splitlines())}
