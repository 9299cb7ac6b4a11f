"""Calls in, their results out: worked out in a process beside this one, while this one goes on with something else."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from threading import active_count
from typing import NoReturn, TypeVar

_T = TypeVar("_T")
_R = TypeVar("_R")
_KILL = 9  # on Linux
_MANY = 150  # what takes no longer than forking does is not worth a process


class Helper:
    """A process that waits for one call, makes it and ends; without a call it ends with this process at the latest.

    It is best started early, while forking copies little, and gets ready for the call in the meantime.
    """

    def __init__(self, get_ready: Callable[[], object]) -> None:
        """Start the process, where `can_help`, and have it get ready."""
        calls, self._ask = os.pipe()
        self._process = _Process(lambda: _served(get_ready, calls, self._ask))
        os.close(calls)

    def begin(self, function: Callable[..., _T], *arguments: object) -> Callable[[], _T]:
        """Begin the call; what comes back gives its result, or raises the `PlandiffError` that it raised.

        All of it goes by pickle. Where the process fails in any other way, the call is made here when its result is
        asked for, to fail as it would have without.
        """
        from pickle import dumps, loads

        with suppress(BrokenPipeError), os.fdopen(self._ask, "wb") as pipe:
            pipe.write(dumps((function, arguments)))

        def result() -> _T:
            answer = self._process.answer()
            if answer is None:
                return function(*arguments)
            found, error = loads(answer)
            if error:
                raise error
            made: _T = found
            return made

        return result

    def end(self) -> None:
        """End the process, if it still runs: nobody will ask."""
        self._process.end()


def can_help() -> bool:
    """Whether a process beside this one is of use: forking is safe (on Linux, while there is one thread), and there is
    a second processor."""
    return sys.platform == "linux" and active_count() == 1 and len(os.sched_getaffinity(0)) > 1


def in_two(function: Callable[[_T], _R], items: Sequence[_T]) -> list[_R]:
    """The function of each item, as `map` gives it; of many, every second one by a process beside this one, by pickle.

    Where that is not possible, or fails, all are worked out here.
    """
    if len(items) < _MANY or not can_help():
        return list(map(function, items))
    from pickle import dumps, loads

    beside = _Process(lambda: dumps(list(map(function, items[1::2]))))
    here = list(map(function, items[::2]))
    answer = beside.answer()
    there = list(map(function, items[1::2])) if answer is None else loads(answer)
    found = here + there
    found[::2], found[1::2] = here, there
    return found


class _Process:
    """A process that works out an answer, and ends."""

    def __init__(self, work: Callable[[], bytes]) -> None:
        self._answers, tell = os.pipe()
        self._id = os.fork()
        if not self._id:
            _run(work, tell)
        os.close(tell)

    def answer(self) -> bytes | None:
        """The answer, or None where the process failed."""
        with os.fdopen(self._answers, "rb") as pipe:
            answer = pipe.read()
        _, failed = os.waitpid(self._id, 0)
        self._id = 0
        return None if failed else answer

    def end(self) -> None:
        """End the process, if it has not answered."""
        if self._id:
            os.kill(self._id, _KILL)


def _run(work: Callable[[], bytes], tell: int) -> NoReturn:
    """In a process of its own: put what the work gives into a pipe, and end."""
    failed = 1
    try:
        _be_silent()
        with os.fdopen(tell, "wb") as pipe:
            pipe.write(work())
        failed = 0
    finally:
        os._exit(failed)


def _be_silent() -> None:
    """Let go of the terminal or the pipes of the other process: who waits for their end need not wait for this one."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)


def _served(get_ready: Callable[[], object], calls: int, ask: int) -> bytes:
    """What the call that comes through a pipe returns or raises; `ask` is the other process's end of it."""
    from pickle import dumps, load

    os.close(ask)
    get_ready()
    from plandiff.errors import PlandiffError

    with os.fdopen(calls, "rb") as pipe:
        function, arguments = load(pipe)
    try:
        return dumps((function(*arguments), None))
    except PlandiffError as error:
        return dumps((None, error))
