"""Targets and a time in, a table of executions and findings out: each target is fuzzed in turn, one process at a time.

`python tests/fuzz/run.py --minutes 10` fuzzes all of them for ten minutes each. Exit code 1: there are findings.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import click

_TARGETS = ("text", "html", "markdown", "docx", "pdf", "compare")
_MOST_STARTS = 50  # a target that ends its process so often is given up
_DONE = re.compile(r"Done (\d+) runs in (\d+) second")


@click.command()
@click.argument("targets", nargs=-1, type=click.Choice(_TARGETS))
@click.option("--minutes", type=float, default=1, show_default=True, help="How long each target is fuzzed.")
@click.option("--folder", type=click.Path(path_type=Path), help="Where corpus and findings are kept; else anew.")
def main(targets: Sequence[str], minutes: float, folder: Path | None) -> None:
    """Fuzz TARGETS, by default all: the readers, and the comparison of two texts with every output."""
    folder = folder or Path(tempfile.mkdtemp(prefix="plandiff-fuzz-"))
    click.echo(f"target    seconds  executions  findings   ({folder})")
    found = 0
    for name in targets or _TARGETS:
        seconds, executions = _fuzz(name, folder / name, minutes * 60)
        findings = [path for path in (folder / name / "findings").iterdir() if path.suffix != ".txt"]
        found += len(findings)
        click.echo(f"{name:<9} {seconds:>7}  {executions:>10,}  {len(findings):>8}")
    raise SystemExit(1 if found else 0)


def _fuzz(name: str, folder: Path, limit: float) -> tuple[int, int]:
    """Fuzz one target; one that ends its process is started again. The seconds of whole runs, and their executions."""
    folder.mkdir(parents=True, exist_ok=True)
    seconds = executions = 0
    for _ in range(_MOST_STARTS):
        left = round(limit - seconds)
        if left < 1:
            break
        command = [sys.executable, str(Path(__file__).with_name("one.py")), name, str(folder)]
        with (folder / "log.txt").open("a+b") as log:
            begin = log.tell()
            done = subprocess.run([*command, f"-max_total_time={left}"], stdout=log, stderr=log)
            log.seek(begin)
            told = log.read().decode("utf-8", "replace")
        if "INITED" not in told:
            raise click.ClickException(f"{name} did not start:\n{told[-2000:]}")
        whole = _DONE.search(told) if done.returncode == 0 else None
        executions += int(whole[1]) if whole else 0
        seconds += int(whole[2]) if whole else 0
    return seconds, executions


if __name__ == "__main__":
    main()
