"""A piece of work with PDFium in, its result out; or an error in time, where a page was made to take for ever.

PDFium cannot be interrupted, and does only one thing at a time: a page whose forms draw each other over and over stays
with the thread that reads it, and from then on this process can read no other PDF.
"""

from __future__ import annotations

import atexit
from collections.abc import Callable
from threading import Thread
from typing import TypeVar

from pypdfium2 import _library_scope

from plandiff.errors import StuckError

_T = TypeVar("_T")
_stuck: list[Thread] = []


def in_time(work: Callable[[], _T], name: str, page: int, seconds: float) -> _T:
    """What the work gives, within so many seconds. Raises what it raises, and `StuckError`."""
    results: list[_T] = []
    errors: list[BaseException] = []

    def attempt() -> None:
        try:
            results.append(work())
        except BaseException as error:
            errors.append(error)

    thread = Thread(target=attempt, daemon=True)
    thread.start()
    thread.join(seconds)
    if errors:
        raise errors[0]
    if not results:
        _stuck.append(thread)
        atexit.unregister(_library_scope.destroy_lib)  # at the end of a program that must not be done under a thread
        cause = f"{page} ページ目が {seconds:g} 秒で読み終わりません。"
        raise StuckError(name, cause, "PDF を作り直すか、--max-seconds で上限を上げてください。")
    return results[0]


def is_stuck() -> bool:
    """Whether a page is still being read that nobody waits for any more."""
    _stuck[:] = [thread for thread in _stuck if thread.is_alive()]
    return bool(_stuck)
