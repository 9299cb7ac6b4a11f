"""The process beside a comparison: its result is that of a call made here, whatever becomes of it."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event, Thread

import pytest
from click.testing import CliRunner
from truth import SAMPLES

import plandiff
from plandiff import cli, compare, helper
from plandiff.errors import ReadError
from plandiff.helper import Helper, can_help, in_two
from plandiff.model import Report
from plandiff.renderers import RENDERERS

SHORT = tuple(str(SAMPLES / "city" / f"{year}.txt") for year in (2024, 2025))
WORD = tuple(str(SAMPLES / "city" / f"{year}.docx") for year in (2024, 2025))

pytestmark = pytest.mark.skipif(not can_help(), reason="one processor, or no safe fork")


def ready() -> None:
    """Have nothing to get ready."""


def where(*arguments: int) -> tuple[int, ...]:
    """The process that this runs in, and what it was asked."""
    return os.getpid(), *arguments


def refuse() -> None:
    """Fail as a reader does."""
    raise ReadError("計画.txt", "読めません。", "確かめてください。")


def fail(home: int) -> int:
    """Fail anywhere but in one process, as nothing of ours should."""
    if os.getpid() != home:
        raise RuntimeError
    return home


def vanish(home: int) -> int:
    """End without an answer anywhere but in one process, as where memory runs out."""
    if os.getpid() != home:
        os.kill(os.getpid(), signal.SIGKILL)
    return home


def linger(home: int) -> int:
    """Take for ever anywhere but in one process."""
    while os.getpid() != home:
        time.sleep(60)
    return home


def test_a_call_is_made_beside() -> None:
    process, *asked = Helper(ready).begin(where, 1, 2)()
    assert process != os.getpid()
    assert asked == [1, 2]


def test_an_error_of_ours_comes_back_as_it_was() -> None:
    with pytest.raises(ReadError, match=r"^計画\.txt: 読めません。 確かめてください。$"):
        Helper(ready).begin(refuse)()


@pytest.mark.parametrize("call", [fail, vanish])
def test_what_fails_beside_is_made_here(call: Callable[[int], int]) -> None:
    assert Helper(ready).begin(call, os.getpid())() == os.getpid()


def test_a_helper_that_failed_to_get_ready_is_not_missed() -> None:
    assert Helper(refuse).begin(where)() == (os.getpid(),)


def test_a_helper_without_a_call_ends_with_its_process() -> None:
    code = "from plandiff.helper import Helper\nhelper = Helper(int)\nprint(helper._process._id)\n"
    started = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, timeout=60)
    state = Path(f"/proc/{int(started.stdout)}/stat")
    until = time.monotonic() + 30
    while state.exists() and state.read_text(encoding="utf-8").split()[2] != "Z":
        assert time.monotonic() < until
        time.sleep(0.05)


def test_a_helper_at_work_can_be_ended() -> None:
    helping = Helper(ready)
    result = helping.begin(linger, os.getpid())
    helping.end()
    assert result() == os.getpid()
    helping.end()


NUMBERS = range(helper._MANY)


@pytest.mark.parametrize("items", [NUMBERS, NUMBERS[1:], [*NUMBERS, 7], []], ids=["many", "few", "odd", "none"])
def test_results_come_in_order(items: Sequence[int]) -> None:
    assert in_two(str, items) == [str(item) for item in items]


@pytest.mark.parametrize("items", [NUMBERS, NUMBERS[1:]], ids=["many", "few"])
def test_many_are_shared_out(items: Sequence[int]) -> None:
    assert len({process for process, _ in in_two(where, items)}) == (2 if items is NUMBERS else 1)


@pytest.mark.parametrize("call", [fail, vanish])
def test_what_fails_beside_is_worked_out_here(call: Callable[[int], int]) -> None:
    home = os.getpid()
    assert in_two(call, [home] * len(NUMBERS)) == [home] * len(NUMBERS)


def test_beside_another_thread_nothing_is_forked() -> None:
    over = Event()
    other = Thread(target=over.wait)
    other.start()
    assert {process for process, _ in in_two(where, NUMBERS)} == {os.getpid()}
    over.set()
    other.join()


@pytest.fixture
def shared_out(monkeypatch: pytest.MonkeyPatch) -> Report:
    """A report of which two processes worked out the changes."""
    monkeypatch.setattr(helper, "_MANY", 1)
    old, new = (plandiff.read_plan(SAMPLES / "agency" / f"{year}.txt") for year in ("r06", "r07"))
    return compare(old, new, each=in_two)


@pytest.mark.parametrize("format_", RENDERERS)
def test_a_report_is_the_same_where_changes_are_shared_out(format_: str, shared_out: Report) -> None:
    assert plandiff.render(shared_out, format_) == plandiff.render(compare(shared_out.old, shared_out.new), format_)


def test_its_items_are_those_of_the_plans_and_no_copies(shared_out: Report) -> None:
    old, new = shared_out.old.items, shared_out.new.items
    for change in shared_out.changes:
        assert all(item is old[item.index] for item in change.old)
        assert all(item is new[item.index] for item in change.new)
        assert change.runner_up is None or any(change.runner_up is item for item in (*old, *new))


class Ended(BaseException):
    """What stands for the end of a process."""


@pytest.mark.parametrize(("call", "failed"), [((where, (7,)), 0), ((refuse, ()), 0), ((fail, (0,)), 1), (None, 1)])
def test_what_a_helper_does(call: object, failed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def end(status: int) -> None:
        raise Ended(status)

    monkeypatch.setattr(os, "_exit", end)
    monkeypatch.setattr(helper, "_be_silent", lambda: None)
    (calls, ask), (answers, tell) = os.pipe(), os.pipe()
    with os.fdopen(ask, "wb") as pipe:
        pipe.write(pickle.dumps(call) if call else b"")
    with pytest.raises(Ended, match=str(failed)):
        helper._run(lambda: helper._served(ready, calls, os.open(os.devnull, os.O_RDONLY)), tell)
    with os.fdopen(answers, "rb") as pipe:
        answer = pipe.read()
    if not failed:
        result, error = pickle.loads(answer)
        assert (result is None) == (error is not None)


def test_a_helper_lets_go_of_the_terminal() -> None:
    code = (
        "import os, time\nfrom plandiff import helper\nhelper._be_silent()\n"
        "print('heard')\nos.write(1, b'heard')\nassert not os.read(0, 1)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def process(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run as a user does, with a helper."""
    command = [sys.executable, "-m", "plandiff", "compare", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, check=False, timeout=120)


@pytest.mark.parametrize(
    ("old", "new"),
    [SHORT, WORD, (SHORT[0], WORD[1]), (WORD[0], SHORT[1]), ("-", SHORT[1]), (SHORT[0], "-")],
    ids=["text", "Word", "text and Word", "Word and text", "input and text", "text and input"],
)
def test_a_report_is_the_same_with_a_helper(old: str, new: str) -> None:
    stdin = Path(SHORT[0 if old == "-" else 1]).read_bytes() if "-" in (old, new) else b""
    alone = CliRunner().invoke(cli.cli, ["compare", old, new, "-f", "json"], input=stdin)
    assert alone.exit_code == 0, alone.output
    beside = process(old, new, "-f", "json", stdin=stdin)
    assert (beside.returncode, beside.stderr) == (0, alone.stderr_bytes)
    assert beside.stdout == alone.stdout_bytes


@pytest.mark.parametrize("broken", [0, 1], ids=["old", "new"])
@pytest.mark.parametrize("plans", [SHORT, WORD], ids=["text", "Word"])
def test_an_error_is_the_same_with_a_helper(plans: tuple[str, str], broken: int, tmp_path: Path) -> None:
    empty = tmp_path / "空.txt"
    empty.write_text(" \n", encoding="utf-8")
    sides = [str(empty) if side == broken else plan for side, plan in enumerate(plans)]
    done = process(*sides)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().splitlines() == [
        "plandiff: 空.txt: ファイルが空です。 計画の本文を含むファイルを指定してください。"
    ]
