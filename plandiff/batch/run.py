"""The pairs of a manifest in, what became of each out, as it is known; reports are kept on the way."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from contextlib import suppress
from os.path import lexists, realpath
from typing import NamedTuple

from plandiff import api
from plandiff.align import Pins
from plandiff.batch.crews import Crew
from plandiff.batch.manifest import INDEX, Batch, Pair
from plandiff.batch.store import Store
from plandiff.batch.work import Document, Done, Failed, Figures, Settings, Task, compare_pair, tools_of
from plandiff.errors import PlandiffError, SchedulerError, WriteError
from plandiff.renderers import format_of
from plandiff.revisions import split_revision
from plandiff.tokenise import Tokeniser

_AHEAD = 2  # pairs handed out for each worker
_PULSE = 1  # seconds between looks at whether a crew is still there
_IS_INPUT = "比較する計画のファイルです。"
_DIED = "比較の途中でプロセスが落ちました。"


class Outcome(NamedTuple):
    """What became of a pair: the figures of its report, whether it was made now; or why there is none."""

    pair: Pair
    figures: Figures | None
    made: bool = False
    reason: str = ""


class _Job(NamedTuple):
    pair: Pair
    key: str


_Waiting = dict[Future[Done | Failed], _Job]


class Run:
    """A run over a batch, its reports kept in a store. `format` is that of all; without it each goes by its suffix.

    `pins_for` tells what is decided for the new plan of a path.
    """

    def __init__(
        self,
        batch: Batch,
        settings: Settings,
        format: str | None,
        store: Store,
        pins_for: Callable[[str], Pins] = lambda _: Pins(),
    ) -> None:
        self._batch, self._settings, self._format, self._store = batch, settings, format, store
        self._pins_for = pins_for
        Tokeniser(settings.dictionary)  # one that is not there ends the run, not each pair
        self._tools = tools_of(settings.dictionary)
        self._folder = batch.folder.absolute()  # so that `-` is a file
        self._inputs = {realpath(batch.folder / place) for pair in batch.pairs for place in (pair.old, pair.new)}
        if realpath(store.folder / INDEX) in self._inputs:
            raise WriteError(str(store.folder / INDEX), _IS_INPUT, "報告のフォルダーを変えてください。")

    def outcomes(self, crew: Crew) -> Iterator[Outcome]:
        """The outcome of every pair. Where a process dies, each pair that it may have died of is tried alone."""
        pairs = deque(self._batch.pairs)
        suspects: list[Pair] = []
        while pairs:
            yield from self._sweep(pairs, crew, crew.workers, suspects)
        for pair in suspects:
            guilty: list[Pair] = []
            yield from self._sweep(deque([pair]), crew, 1, guilty)
            yield from (Outcome(pair, None, reason=f"{pair.out}: {_DIED}") for pair in guilty)

    def _sweep(self, pairs: deque[Pair], crew: Crew, workers: int, suspects: list[Pair]) -> Iterator[Outcome]:
        """The outcomes of pairs until none is left, or until the executor breaks: then what it had are suspects."""
        waiting: _Waiting = {}
        executor = crew.start(workers)
        try:
            while pairs or waiting:
                if pairs and len(waiting) < _AHEAD * workers:
                    yield from self._begin(pairs.popleft(), executor, waiting)
                else:
                    yield from self._finish(waiting, crew)
        except BrokenExecutor:
            suspects += [job.pair for job in waiting.values()]
        except BaseException:
            with suppress(Exception):  # a cluster that is gone can no longer be told
                executor.shutdown(wait=False)
            raise
        executor.shutdown()

    def _begin(self, pair: Pair, executor: Executor, waiting: _Waiting) -> Iterator[Outcome]:
        """Hand a pair out; or its outcome, where its report is up to date or there can be none."""
        try:
            task = self._task(pair)
        except PlandiffError as error:
            yield Outcome(pair, None, reason=str(error))
            return
        current = self._store.current(pair.out, task.key)
        if current:
            yield Outcome(pair, current)
            return
        job = _Job(pair, task.key)
        try:
            waiting[executor.submit(compare_pair, task)] = job
        except BrokenExecutor:
            waiting[Future()] = job
            raise

    def _finish(self, waiting: _Waiting, crew: Crew) -> Iterator[Outcome]:
        """Wait for pairs, keep their reports. Raises `BrokenExecutor`, and leaves those that the executor lost; and
        `SchedulerError` when none of the crew is left to wait for."""
        done, _ = wait(waiting, _PULSE, FIRST_COMPLETED)
        if not done and not crew.there():
            raise SchedulerError("クラスター", "接続が切れました。", "もう一度実行すると、続きから比較します。")
        lost = [future for future in done if not future.cancelled() and isinstance(future.exception(), BrokenExecutor)]
        for future in done.difference(lost):
            pair, key = waiting.pop(future)
            yield self._outcome(pair, key, _result(future))
        if lost:
            raise BrokenExecutor

    def _outcome(self, pair: Pair, key: str, result: Done | Failed) -> Outcome:
        if isinstance(result, Failed):
            return Outcome(pair, None, reason=result.reason)
        try:
            self._store.keep(pair.out, key, result)
        except PlandiffError as error:
            return Outcome(pair, None, reason=str(error))
        return Outcome(pair, result.figures, made=True)

    def _task(self, pair: Pair) -> Task:
        """What a worker needs to know. Raises `PlandiffError` for what cannot be read or must not be written."""
        if realpath(self._store.folder / pair.out) in self._inputs:
            raise WriteError(pair.out, _IS_INPUT, "out を別の名前にしてください。")
        return Task(
            self._document(pair.old),
            self._document(pair.new),
            self._format or format_of(pair.out),
            self._settings,
            self._tools,
            self._pins_for(str(self._folder / pair.new)),
        )

    def _document(self, place: str) -> Document:
        path = self._folder / place
        found = path if lexists(path) or not split_revision(place) else place
        data, name = api.read_bytes(found, place, self._settings.limits)
        return Document(name, data)


def _result(future: Future[Done | Failed]) -> Done | Failed:
    try:
        return future.result()
    except Exception as error:  # a cluster that lost the pair
        return Failed(f"比較の結果が戻りません（{type(error).__name__}: {' '.join(str(error).split())}）。")
