"""Commands in as JSON on standard input, their measures out as JSON: run as a process of its own, which imports little.

A process that is started counts the memory of the one that starts it as its own peak, until it has more; so this one
stays small. Input: {"rounds", "limit" (seconds), "commands": {name: [argument, …]}, "outputs": {name: file}}. Output:
{name: {"seconds": [wall-clock time of each round], "peak": [bytes], "failed": "" or why}}. In each round every command
runs once, so that what else the machine does falls on all of them; one that fails, or has had its time, is not run
again.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time

_OK = (0, 1)  # differences are no failure
_ENOUGH = 120  # seconds in all after which a command is not run again
_WRITE = os.O_WRONLY | os.O_CREAT | os.O_TRUNC


def run(command: list[str], output: str, limit: int) -> tuple[float, int, str]:
    """Wall-clock seconds, peak resident bytes, and why it failed, of one process."""
    files = [(os.POSIX_SPAWN_OPEN, 1, output, _WRITE, 0o644), (os.POSIX_SPAWN_OPEN, 2, os.devnull, _WRITE, 0o644)]
    start = time.perf_counter()
    process = os.posix_spawnp(command[0], command, os.environ, file_actions=files)
    signal.signal(signal.SIGALRM, lambda *_: os.kill(process, signal.SIGKILL))
    signal.alarm(limit)
    _, status, used = os.wait4(process, 0)
    signal.alarm(0)
    code = os.waitstatus_to_exitcode(status)
    failed = "" if code in _OK else f"> {limit} s" if code == -signal.SIGKILL else f"exit {code}"
    return time.perf_counter() - start, used.ru_maxrss * 1024, failed


def main() -> None:
    given = json.load(sys.stdin)
    measures = {name: {"seconds": [], "peak": [], "failed": ""} for name in given["commands"]}
    for _ in range(given["rounds"]):
        for name, command in given["commands"].items():
            measure = measures[name]
            if not measure["failed"] and sum(measure["seconds"]) < _ENOUGH:
                seconds, peak, measure["failed"] = run(command, given["outputs"][name], given["limit"])
                measure["seconds"].append(seconds)
                measure["peak"].append(peak)
    json.dump(measures, sys.stdout)


if __name__ == "__main__":
    main()
