"""Who compares the pairs: processes of this machine, or the workers of a Dask cluster; both are executors."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor
from threading import Thread
from typing import NamedTuple

from plandiff.errors import FormatError, SchedulerError

_PATIENCE = 10  # seconds for a scheduler to answer


class Crew(NamedTuple):
    """How to start an executor of so many workers, how many there are, and whether they are still there."""

    start: Callable[[int], Executor]
    workers: int
    there: Callable[[], bool] = lambda: True


def processes(jobs: int) -> Crew:
    """So many processes of this machine."""
    # While there is one thread, forking is safe and costs nothing; elsewhere the system's own way is better.
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else None)

    def start(workers: int) -> Executor:
        return ProcessPoolExecutor(workers, mp_context=context, initializer=_prepare)

    return Crew(start, jobs)


def cluster(address: str) -> Crew:
    """The workers of a running Dask cluster. Raises `FormatError` without Dask, and `SchedulerError`."""
    try:
        from distributed import Client
    except ImportError:
        remedy = "pip install 'plandiff[dask]' を実行してください。"
        raise FormatError("--scheduler", "Dask がありません。", remedy) from None
    try:
        client = Client(address, timeout=_PATIENCE)
        workers = sum(client.nthreads().values())
    except (OSError, ValueError) as error:
        cause = f"スケジューラーにつながりません（{' '.join(str(error).split())}）。"
        raise SchedulerError(address, cause, "アドレスを確かめてください。") from None
    if not workers:
        raise SchedulerError(address, "クラスターにワーカーがいません。", "ワーカーを起動してください。")
    # A client that has lost its scheduler closes, and leaves its futures waiting for ever.
    return Crew(lambda _: client.get_executor(pure=False), workers, lambda: client.status != "closed")


def _prepare() -> None:
    """In a process of ours: leave Ctrl-C to the parent, free memory between pairs, and end when the parent does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.enable()
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)
