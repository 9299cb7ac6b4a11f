"""The bar of a long run: on a terminal, after two seconds, gone without a trace when the run is interrupted."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from contextlib import suppress
from io import StringIO
from pathlib import Path
from threading import Thread

import pytest
from processes import on_terminal
from truth import SAMPLES

from plandiff.cli_progress import Progress

OLD, NEW = SAMPLES / "city" / "2024.txt", SAMPLES / "city" / "2025.txt"
COMMAND = [sys.executable, "-m", "plandiff"]
AT_ONCE = (
    "from plandiff import cli_progress\ncli_progress.PATIENCE = cli_progress._PULSE = 0.001\n"
    "import sys\nfrom plandiff.__main__ import main\nsys.argv[0] = 'plandiff'\nmain()"
)
SHOW_CURSOR = "\x1b[?25h"


def give(pipe: Path, seconds: float) -> None:
    """Write a plan into a pipe that a run reads, after some seconds."""
    with pipe.open("wb") as file:
        time.sleep(seconds)
        file.write(OLD.read_bytes())


@pytest.fixture
def slow(tmp_path: Path) -> Path:
    """A plan that takes its time to come: three seconds from when it is opened."""
    pipe = tmp_path / "old.txt"
    os.mkfifo(pipe)
    Thread(target=give, args=(pipe, 3), daemon=True).start()
    return pipe


def test_a_long_run_shows_what_it_does_and_for_how_long(slow: Path, tmp_path: Path) -> None:
    with on_terminal([*COMMAND, "compare", str(slow), str(NEW), "-o", "report.md"], tmp_path) as run:
        shown = run.shown()
        assert run.process.wait(20) == 0
    assert re.search(r"0%  計画を読む [23] 秒", shown)
    assert "100%" in shown
    assert shown.count(SHOW_CURSOR) == shown.count("\n") == 1
    assert (tmp_path / "report.md").read_text(encoding="utf-8").startswith("# ")


def test_in_a_pipe_a_long_run_is_silent(slow: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [*COMMAND, "compare", slow, NEW, "-o", "report.md"], cwd=tmp_path, capture_output=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_a_short_run_shows_nothing(tmp_path: Path) -> None:
    with on_terminal([*COMMAND, "compare", str(OLD), str(NEW), "-o", "report.md"], tmp_path) as run:
        assert run.shown() == ""
        assert run.process.wait(20) == 0


def test_ctrl_c_on_the_keyboard_ends_the_bar_and_leaves_no_file(tmp_path: Path) -> None:
    pipe = tmp_path / "old.txt"
    os.mkfifo(pipe)
    (tmp_path / "report.md").write_text("前回", encoding="utf-8")
    command = [sys.executable, "-c", AT_ONCE, "compare", str(pipe), str(NEW), "-o", "report.md"]
    with on_terminal(command, tmp_path) as run:
        run.shown(until="計画を読む")
        with pipe.open("wb"):  # opens once the run reads
            time.sleep(0.5)  # a signal just before a process begins to wait does not wake it
            run.press(b"\x03")
            rest = run.shown()
        assert run.process.wait(20) == 130
    assert SHOW_CURSOR in rest
    assert rest.endswith("plandiff: 中断しました。\r\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["old.txt", "report.md"]
    assert (tmp_path / "report.md").read_text(encoding="utf-8") == "前回"


@pytest.mark.parametrize("command", ["batch", "check"])
def test_parts_of_a_run_are_counted(tmp_path: Path, command: str) -> None:
    rows = [f"{OLD},{NEW},{n}.txt\n" for n in range(4)]
    (tmp_path / "一覧.csv").write_text("old,new,out\n" + "".join(rows), encoding="utf-8")
    arguments = ["一覧.csv", "--jobs", "1"] if command == "batch" else [str(NEW)] * 4
    with on_terminal([sys.executable, "-c", AT_ONCE, command, *arguments], tmp_path) as run:
        shown = run.shown()
        run.process.wait(60)
    assert "100%" in shown
    assert ("75%" if command == "batch" else "2025.txt") in shown


class Terminal(StringIO):
    """What is drawn, as on a terminal."""

    def isatty(self) -> bool:
        return True


def terminal_of(monkeypatch: pytest.MonkeyPatch, patience: float = 0) -> Terminal:
    """A terminal for stderr, and how long a run may take without a bar."""
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr("plandiff.cli_progress.PATIENCE", patience)
    monkeypatch.setattr("plandiff.cli_progress._PULSE", 0.001)
    return stream


def test_a_bar_counts_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = terminal_of(monkeypatch)
    with Progress(4) as progress:
        for done in range(1, 5):
            progress.at(done)
    assert re.findall(r"\d+%", terminal.getvalue()) == ["25%", "50%", "75%", "100%"]


def test_a_bar_that_ticks_is_drawn_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = terminal_of(monkeypatch)
    with Progress(2, ticking=True) as progress:
        progress.at(1, "読む")
        while "読む" not in terminal.getvalue():
            time.sleep(0.001)
    assert "50%  読む 0 秒" in terminal.getvalue()
    assert "100%" in terminal.getvalue()


def test_a_bar_that_is_interrupted_stays_where_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = terminal_of(monkeypatch)
    progress = Progress(2)
    with suppress(KeyboardInterrupt), progress:
        progress.at(1)
        raise KeyboardInterrupt
    assert "100%" not in terminal.getvalue()
    assert terminal.getvalue().endswith(f"{SHOW_CURSOR}\n")


def test_two_seconds_pass_without_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = terminal_of(monkeypatch, 2)
    with Progress(2) as progress:
        progress.at(1)
    assert terminal.getvalue() == ""
