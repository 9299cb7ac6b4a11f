"""A function and items in, what it makes of each out: worked out by two processes that meet in the middle."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from mmap import mmap
from threading import active_count
from typing import Generic, NoReturn, TypeVar

from plandiff.errors import PlandiffError

_T = TypeVar("_T")
_R = TypeVar("_R")
_KILL = 9  # on Linux; to import the module that names it takes a while
_ROOM = 1 << 20  # bytes that a pipe holds at most: an answer need not wait to be read
_MANY = 150  # what takes no longer than forking does is not worth a process
_AHEAD = 10  # the other process leaves this part of all items to this one: to answer takes a while too


class Shared(Generic[_T, _R]):
    """A function of items, in two processes: one beside this one begins at once, with the last item; this one begins
    with the first when results are asked for. Where they meet depends on how fast each is; what they find does not.

    Results, and the `PlandiffError` of an item, come back by pickle. Where `can_share` is false, or the other process
    fails in any other way, everything is worked out here.
    """

    def __init__(self, function: Callable[[_T], _R], items: Sequence[_T] = ()) -> None:
        """Begin with some items."""
        self._function = function
        self._items: Sequence[_T] = ()
        self._process: _Process | None = None
        self.begin(items)

    def begin(self, items: Sequence[_T]) -> None:
        """Go on with these items if they are those it has begun with, else begin anew."""
        if items != self._items:
            self.end()
            self._items, self._process = items, None
            if items and can_share():
                self._taken = mmap(-1, len(items) + 1)  # marks for the items and the answer, which both processes see
                with suppress(OSError):  # no memory for a copy of this process, or too many processes
                    self._process = _Process(self._from_last)

    def results(self, first: Iterable[Callable[[], object]] = ()) -> list[_R]:
        """What the function makes of each item, in order. Raises what it raises for the first that it fails on.

        `first` is what this process calls before it takes items, unless the other one has taken all and is done.
        """
        if not self._process:
            return list(map(self._function, self._items))
        for call in first:
            if self._taken[len(self._items)]:
                break
            call()
        here = self._from_first()
        answer = self._process.answer()
        if answer is None:
            return here + list(map(self._function, self._items[len(here) :]))
        from pickle import loads

        there: list[_R]
        there, error = loads(answer)
        if error:
            raise error
        return here[: len(self._items) - len(there)] + there

    def end(self) -> None:
        """End the other process, if it still runs: nobody will ask."""
        if self._process:
            self._process.end()

    def _from_first(self) -> list[_R]:
        """The results for the items up to one that the other process has taken."""
        results: list[_R] = []
        while len(results) < len(self._items) and not self._taken[len(results)]:
            self._taken[len(results)] = 1
            results.append(self._function(self._items[len(results)]))
        return results

    def _from_last(self) -> bytes:
        """In the other process: the results for the items down to one that this one has taken, and the error of the
        one before them, if that is why they end there."""
        from pickle import dumps

        results: list[_R] = []
        error = None
        ahead = len(self._items) // _AHEAD
        for index in reversed(range(len(self._items))):
            if error or self._taken[max(0, index - ahead)]:
                break
            self._taken[index] = 1
            try:
                results.append(self._function(self._items[index]))
            except PlandiffError as failed:
                error = failed
        self._taken[len(self._items)] = 1
        return dumps((results[::-1], error))


def in_two(function: Callable[[_T], _R], items: Sequence[_T]) -> list[_R]:
    """The function of each item, as `map` gives it; of many, in two processes."""
    return Shared(function, items).results() if len(items) >= _MANY else list(map(function, items))


def can_share() -> bool:
    """Whether a process beside this one is of use: forking is safe (on Linux, while there is one thread), and there is
    a second processor."""
    return sys.platform == "linux" and active_count() == 1 and processors() > 1


def processors() -> int:
    """The processors that this process may use, where the system tells."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Process:
    """A process that works out an answer, and ends (multiprocessing takes 15 ms to import)."""

    def __init__(self, work: Callable[[], bytes]) -> None:
        from fcntl import F_SETPIPE_SZ, fcntl  # Linux has them

        self._answers, tell = os.pipe()
        with suppress(OSError):
            fcntl(tell, F_SETPIPE_SZ, _ROOM)
        try:
            self._id = os.fork()
        except OSError:
            os.close(self._answers)
            os.close(tell)
            raise
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
