"""The name of a target in, findings out: atheris changes the seeds as long as new branches are reached.

`python tests/fuzz/one.py TARGET FOLDER [options of libFuzzer]` keeps what it learns in FOLDER/corpus. An exception, or
10 seconds of processor time for one input, is a finding: the input and the traceback go into FOLDER/findings, once for
each place in the code, and the run goes on. What ends the process (a crash, memory, native code that hangs) libFuzzer
writes into the same folder.
"""

from __future__ import annotations

import hashlib
import os
import pkgutil
import signal
import sys
import traceback
from importlib import import_module
from pathlib import Path
from types import FrameType

import atheris

with atheris.instrument_imports(include=["plandiff", "markdown_it"]):
    import plandiff

    for module in pkgutil.walk_packages(plandiff.__path__, "plandiff."):
        if module.name != "plandiff.__main__":
            import_module(module.name)
    import markdown_it  # noqa: F401

from targets import SEEDS, TARGETS

SECONDS = 10  # of processor time for one input
_LARGEST = 20_000  # bytes
_OURS = Path(plandiff.__path__[0])


class Hang(BaseException):
    """An input took longer than it may."""


def _stop(number: int, frame: FrameType | None) -> None:
    raise Hang


def main() -> None:
    """Run libFuzzer over one target."""
    name, folder = sys.argv[1], Path(sys.argv[2])
    target, corpus, findings = TARGETS[name], folder / "corpus", folder / "findings"
    corpus.mkdir(parents=True, exist_ok=True)
    findings.mkdir(exist_ok=True)
    signal.signal(signal.SIGPROF, _stop)
    os.nice(19)  # what else runs on the machine comes first

    def attempt(data: bytes) -> None:
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        try:
            target(data)
        except (Exception, Hang) as error:
            _keep(findings, data, error)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)

    options = [
        f"-max_len={_LARGEST}",
        "-timeout=60",
        "-report_slow_units=60",
        "-rss_limit_mb=4096",
        f"-artifact_prefix={findings}/",
    ]
    words = f"-dict={Path(__file__).parent / 'words.dict'}"
    atheris.Setup([sys.argv[0], *options, words, *sys.argv[3:], str(corpus), str(SEEDS / name)], attempt)
    atheris.Fuzz()


def _keep(findings: Path, data: bytes, error: BaseException) -> None:
    """Write a finding, unless one of the same kind from the same place is there."""
    last = _last_of_ours(traceback.extract_tb(error.__traceback__))
    place = f"{type(error).__name__}-{Path(last.filename).stem}-{last.name}-{last.lineno}"
    digest = hashlib.sha256(place.encode()).hexdigest()[:8]
    path = findings / f"{type(error).__name__}-{digest}"
    if not path.exists():
        path.write_bytes(data)
        path.with_suffix(".txt").write_text("".join(traceback.format_exception(error)), encoding="utf-8")
        sys.stderr.write(f"finding: {place}\n")


def _last_of_ours(frames: traceback.StackSummary) -> traceback.FrameSummary:
    """The innermost place in our own code, else in the harness."""
    return next((frame for frame in reversed(frames) if _OURS in Path(frame.filename).parents), frames[-1])


if __name__ == "__main__":
    main()
