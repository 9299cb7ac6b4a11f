"""How far a run is in, a bar on stderr out: on a terminal only, and only once the run has taken two seconds."""

from __future__ import annotations

import sys
from threading import Event, Thread
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

PATIENCE = 2.0  # seconds
_PULSE = 0.25  # seconds between two drawings of a bar that ticks


class Progress:
    """A bar for a run of so many parts, to be used in `with`.

    One that is `ticking` is drawn by a thread, with the seconds so far: its parts may take long. One that is not has no
    thread, since a process with threads cannot safely fork; it is drawn as parts are done.
    """

    def __init__(self, total: int, *, ticking: bool = False) -> None:
        self._seen = sys.stderr.isatty()
        self._total = total
        self._start = monotonic()
        self._done, self._name, self._told = 0, "", ""
        self._bar: ProgressBar[int] | None = None
        self._over = Event()
        self._thread = Thread(target=self._tick, daemon=True) if ticking and self._seen else None

    def __enter__(self) -> Progress:
        if self._thread:
            self._thread.start()
        return self

    def at(self, done: int, name: str = "") -> None:
        """Say how many parts are done, and what is being done."""
        self._done, self._name = done, name
        if not self._thread:
            self._draw()

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        self._over.set()
        if self._thread:
            self._thread.join()
        if self._bar:
            if kind is None:
                self._done, self._name = self._total, ""
                self._draw()
            self._bar.render_finish()

    def _tick(self) -> None:
        while not self._over.wait(_PULSE):
            self._draw()

    def _draw(self) -> None:
        seconds = monotonic() - self._start
        if not self._seen or seconds < PATIENCE:
            return
        if not self._bar:
            self._bar = self._made()
        self._told = f"{self._name} {seconds:.0f} 秒" if self._thread and self._name else self._name
        self._bar.make_step(self._done - self._bar.pos)
        self._bar.render_progress()

    def _made(self) -> ProgressBar[int]:
        # Parts that take long are few, and tell nothing of how long the others will take.
        return click.progressbar(
            length=self._total, file=sys.stderr, show_eta=not self._thread, item_show_func=lambda _: self._told
        )
