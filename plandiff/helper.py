"""A call in, its result out: worked out in a process beside this one, while this one goes on with something else."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from importlib import import_module
from typing import BinaryIO, NoReturn, TypeVar

_T = TypeVar("_T")
_KILL = 9  # on Linux


class Helper:
    """A process that waits for one call, makes it and ends; without a call it ends with this process at the latest.

    It is best started early, while forking copies little, and imports what the call will need in the meantime.
    """

    def __init__(self, modules: Iterable[str]) -> None:
        """Start the process, where `can_help`, and have it import modules."""
        calls, self._ask = os.pipe()
        self._answers, tell = os.pipe()
        self._process = os.fork()
        if not self._process:
            os.close(self._ask)
            _serve(modules, calls, tell)
        os.close(calls)
        os.close(tell)

    def begin(self, function: Callable[..., _T], *arguments: object) -> Callable[[], _T]:
        """Begin the call; what comes back gives its result, or raises the `PlandiffError` that it raised.

        All of it goes by pickle. Where the process fails in any other way, the call is made here when its result is
        asked for, to fail as it would have without.
        """
        from pickle import dumps, loads

        with suppress(BrokenPipeError), os.fdopen(self._ask, "wb") as pipe:
            pipe.write(dumps((function, arguments)))

        def result() -> _T:
            answer = self._answer()
            if answer is None:
                return function(*arguments)
            found, error = loads(answer)
            if error:
                raise error
            made: _T = found
            return made

        return result

    def _answer(self) -> bytes | None:
        """What the process answers, or None where it failed."""
        with os.fdopen(self._answers, "rb") as pipe:
            answer = pipe.read()
        _, failed = os.waitpid(self._process, 0)
        self._process = 0
        return None if failed else answer

    def end(self) -> None:
        """End the process, if it still runs: nobody will ask."""
        if self._process:
            os.kill(self._process, _KILL)


def can_help() -> bool:
    """Whether a process beside this one is of use: forking is safe (on Linux), and there is a second processor."""
    return sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1


def _serve(modules: Iterable[str], calls: int, tell: int) -> NoReturn:
    """Make the call that comes through one pipe, put what it returns or raises into the other one, and end."""
    failed = 1
    try:
        _be_silent()
        for module in modules:
            import_module(module)
        with os.fdopen(calls, "rb") as pipe, os.fdopen(tell, "wb") as answers:
            answers.write(_made(pipe))
        failed = 0
    finally:
        os._exit(failed)


def _be_silent() -> None:
    """Let go of the terminal or the pipes of the other process: who waits for their end need not wait for this one."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)


def _made(pipe: BinaryIO) -> bytes:
    from pickle import dumps, load

    from plandiff.errors import PlandiffError

    function, arguments = load(pipe)
    try:
        return dumps((function(*arguments), None))
    except PlandiffError as error:
        return dumps((None, error))
