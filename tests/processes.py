"""Runs of the command as processes of their own: on a terminal, interrupted as by Ctrl-C."""

from __future__ import annotations

import errno
import fcntl
import os
import pty
import signal
import subprocess
import termios
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple


def heed_interrupts() -> None:
    """In the process to be started: Ctrl-C interrupts, even where these tests run in the background of a shell."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


class OnTerminal(NamedTuple):
    """A process whose stderr and keyboard are a terminal; `ours` is the other end of it."""

    process: subprocess.Popen[bytes]
    ours: int

    def shown(self, until: str = "") -> str:
        """What the terminal shows from now until a text, or until the process has ended."""
        found = b""
        while not until or until.encode() not in found:
            try:
                part = os.read(self.ours, 4096)
            except OSError as error:  # how Linux says that the other end is closed
                if error.errno != errno.EIO:
                    raise
                break
            if not part:
                break
            found += part
        return found.decode()

    def press(self, keys: bytes) -> None:
        """Type on the keyboard."""
        os.write(self.ours, keys)


@contextmanager
def on_terminal(arguments: Sequence[str], cwd: Path) -> Iterator[OnTerminal]:
    """A process on a terminal of its own, its stdout in a pipe."""

    def take_terminal() -> None:
        heed_interrupts()
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)

    ours, theirs = pty.openpty()
    with subprocess.Popen(
        arguments,
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=theirs,
        cwd=cwd,
        start_new_session=True,
        preexec_fn=take_terminal,
    ) as process:
        os.close(theirs)
        try:
            yield OnTerminal(process, ours)
        finally:
            process.kill()
            os.close(ours)
