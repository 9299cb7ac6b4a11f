"""Work shared with a process beside this one: results are those of working here, whatever becomes of it."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from threading import Event, Thread

import pytest
from click.testing import CliRunner
from truth import SAMPLES

import plandiff
from plandiff import __main__, cli, compare, sharing
from plandiff.errors import ReadError
from plandiff.limits import DEFAULTS
from plandiff.model import Report
from plandiff.renderers import RENDERERS
from plandiff.sharing import Shared, in_two

SHORT = tuple(str(SAMPLES / "city" / f"{year}.txt") for year in (2024, 2025))
WORD = tuple(str(SAMPLES / "city" / f"{year}.docx") for year in (2024, 2025))
HOME = os.getpid()
MANY = range(sharing._MANY)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="no safe fork")


@pytest.fixture(autouse=True)
def two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever the tests run."""
    monkeypatch.setattr(sharing, "processors", lambda: 2)


def where(item: int) -> tuple[int, int]:
    """The process that this runs in, and what it was asked."""
    return os.getpid(), item


def slowly(item: int) -> tuple[int, int]:
    """The same, but anywhere else after a while."""
    time.sleep(0 if os.getpid() == HOME else 1)
    return where(item)


def refuse(item: int) -> int:
    """Fail as a reader does, on negative numbers."""
    if item < 0:
        raise ReadError(f"計画{item}.txt", "読めません。", "確かめてください。")
    return item


def fail(item: int) -> int:
    """Fail anywhere but in this process, as nothing of ours should."""
    if os.getpid() != HOME:
        raise RuntimeError
    return item


def vanish(item: int) -> int:
    """End without an answer anywhere but in this process, as where memory runs out."""
    if os.getpid() != HOME:
        os.kill(os.getpid(), signal.SIGKILL)
    return item


def linger(item: int) -> int:
    """Take for ever anywhere but in this process."""
    while os.getpid() != HOME:
        time.sleep(60)
    return item


@pytest.mark.parametrize(
    "items", [[], [3], [3, 1], [3, 1, 2], [*range(100)]], ids=["none", "one", "two", "three", "many"]
)
def test_results_come_in_order(items: Sequence[int]) -> None:
    assert Shared(str, items).results() == [str(item) for item in items]


def test_the_other_process_begins_with_the_last_item() -> None:
    shared = Shared(slowly, [1, 2])
    time.sleep(0.2)
    (here, first), (there, last) = shared.results()
    assert (first, last) == (1, 2)
    assert here == HOME != there


def test_this_process_takes_what_is_left() -> None:
    processes = [process for process, _ in Shared(slowly, range(8)).results()]
    assert processes[0] == HOME
    assert processes == sorted(processes, key=lambda process: process != HOME)


@pytest.mark.parametrize(
    ("items", "first"), [((1, -2), -2), ((-1, 2), -1), ((-1, -2), -1), ((1, 2, -3, 4, -5), -3)], ids=str
)
@pytest.mark.parametrize("wait", [0, 0.2], ids=["at once", "later"])
def test_the_first_error_is_raised(items: Sequence[int], first: int, wait: float) -> None:
    shared = Shared(refuse, items)
    time.sleep(wait)
    with pytest.raises(ReadError, match=rf"^計画{first}\.txt: 読めません。 確かめてください。$"):
        shared.results()


@pytest.mark.parametrize("function", [fail, vanish])
@pytest.mark.parametrize("wait", [0, 0.2], ids=["at once", "later"])
def test_what_fails_beside_is_worked_out_here(function: Callable[[int], int], wait: float) -> None:
    shared = Shared(function, range(9))
    time.sleep(wait)
    assert shared.results() == [*range(9)]


@pytest.mark.parametrize(("function", "expected"), [(slowly, [1, 2]), (where, [])], ids=["at work", "done"])
def test_calls_come_first_unless_the_other_process_is_done(
    function: Callable[[int], tuple[int, int]], expected: Sequence[int]
) -> None:
    shared, called = Shared(function, [7]), list[int]()
    time.sleep(0.2)
    assert shared.results(first=[partial(called.append, 1), partial(called.append, 2)])[0][1] == 7
    assert called == expected


def test_work_on_the_same_items_goes_on() -> None:
    shared = Shared(where, [1])
    process = shared._process
    shared.begin([1])
    assert shared._process is process
    time.sleep(0.2)
    assert shared.results()[0][0] != HOME


def test_work_on_other_items_begins_anew() -> None:
    shared = Shared(linger, [1])
    time.sleep(0.2)
    left = shared._process
    shared.begin([])
    assert shared.results() == []
    assert left
    assert left.answer() is None


def test_work_can_be_ended() -> None:
    shared = Shared(linger, [1, 2])
    time.sleep(0.2)
    shared.end()
    assert shared.results() == [1, 2]
    shared.end()


@pytest.mark.parametrize("items", [MANY, MANY[1:]], ids=["many", "few"])
def test_many_are_worked_out_in_two_processes(items: Sequence[int]) -> None:
    found = in_two(where, items)
    assert [item for _, item in found] == list(items)
    assert len({process for process, _ in found}) <= (2 if items is MANY else 1)


@pytest.fixture
def other_thread() -> Iterator[None]:
    over = Event()
    other = Thread(target=over.wait)
    other.start()
    yield
    over.set()
    other.join()


@pytest.mark.usefixtures("other_thread")
def test_beside_another_thread_nothing_is_forked() -> None:
    assert Shared(where, [1, 2]).results() == [(HOME, 1), (HOME, 2)]


def test_where_no_process_can_be_started_all_is_worked_out_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> int:
        raise BlockingIOError

    before = [*Path("/dev/fd").iterdir()]
    monkeypatch.setattr(os, "fork", refused)
    assert Shared(where, [1, 2]).results() == [(HOME, 1), (HOME, 2)]
    assert [*Path("/dev/fd").iterdir()] == before


@pytest.fixture
def shared_out(monkeypatch: pytest.MonkeyPatch) -> Report:
    """A report of which two processes worked out the changes."""
    monkeypatch.setattr(sharing, "_MANY", 1)
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


# (what the function is asked, how many of the first are taken here, what the other process answers)
ANSWERS = {
    "all": ((1, 2), 0, ([1, 2], None)),
    "down to what is taken": ((1, 2, 3), 1, ([2, 3], None)),
    "nothing left": ((1, 2), 2, ([], None)),
    "down to an error": ((1, -2, 3), 0, ([3], "計画-2.txt: 読めません。 確かめてください。")),
    "of many it leaves a tenth": (range(40), 10, ([*range(14, 40)], None)),
}  # fmt: skip


@pytest.mark.parametrize("name", ANSWERS)
def test_what_the_other_process_answers(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    items, taken, (results, error) = ANSWERS[name]
    shared = Shared(refuse)
    shared._items, shared._taken = items, bytearray([1] * taken + [0] * (len(items) - taken + 1))  # type: ignore[assignment]
    found, failed = pickle.loads(shared._from_last())
    assert found == results
    assert (failed and str(failed)) == error


@pytest.mark.parametrize("work", [lambda: b"7", lambda: 1 / 0], ids=["done", "failed"])
def test_how_the_other_process_ends(work: Callable[[], bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    def end(status: int) -> None:
        raise Ended(status)

    monkeypatch.setattr(os, "_exit", end)
    monkeypatch.setattr(sharing, "_be_silent", lambda: None)
    answers, tell = os.pipe()
    with pytest.raises(Ended) as ended:
        sharing._run(work, tell)
    with os.fdopen(answers, "rb") as pipe:
        assert (ended.value.args, pipe.read()) in [((0,), b"7"), ((1,), b"")]


def test_a_process_lets_go_of_the_terminal() -> None:
    code = (
        "import os, time\nfrom plandiff import sharing\nsharing._be_silent()\n"
        "print('heard')\nos.write(1, b'heard')\nassert not os.read(0, 1)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


# What is read before the command line is understood: two files where two are named, as they would be read without options.
READ_AHEAD = {
    "two plans": (["compare", *SHORT], 2),
    "options": (["compare", "--format", "json", *SHORT, "-o", "報告.html"], 2),
    "another command": (["check", *SHORT], 0),
    "one plan": (["compare", SHORT[0]], 0),
    "a plan that is not there": (["compare", SHORT[0], "ない.txt"], 0),
    "a name that is too long": (["compare", 300 * "長", SHORT[1]], 0),
    "standard input": (["compare", "-", SHORT[1]], 0),
    "a folder": (["compare", str(SAMPLES), SHORT[1]], 0),
    "a report that is there already": (["compare", "-o", WORD[0], *SHORT], 2),
    "a third file": (["compare", *SHORT, WORD[0]], 0),
    "nothing": ([], 0),
}  # fmt: skip


@pytest.mark.parametrize("name", READ_AHEAD)
def test_what_is_read_ahead(name: str) -> None:
    arguments, count = READ_AHEAD[name]
    expected = [(Path(path).read_bytes(), Path(path).name, None, None, DEFAULTS) for path in SHORT]
    assert __main__._inputs(arguments) == expected[:count]


def test_a_file_that_cannot_be_read_is_left_to_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(path: str) -> tuple[bytes, str]:
        raise ReadError(path, "開けません。", "権限を確かめてください。")

    monkeypatch.setattr("plandiff.api.read_bytes", refused)
    assert __main__._inputs(["compare", *SHORT]) == []


def process(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run as a user does."""
    command = [sys.executable, "-m", "plandiff", "compare", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, check=False, timeout=120)


@pytest.mark.parametrize(
    "arguments",
    [
        SHORT, WORD, (SHORT[0], WORD[1]), (WORD[0], SHORT[1]), ("-", SHORT[1]), (SHORT[0], "-"),
        (*SHORT, "--old-year", "2031"), ("--input-format", "markdown", *SHORT), (*SHORT, "-o", os.devnull),
    ],
    ids=["text", "Word", "text and Word", "Word and text", "input and text", "text and input", "year", "format", "device"],
)  # fmt: skip
def test_a_report_is_the_same_in_two_processes(arguments: tuple[str, ...]) -> None:
    stdin = Path(SHORT[0 if arguments[0] == "-" else 1]).read_bytes() if "-" in arguments else b""
    alone = CliRunner().invoke(cli.cli, ["compare", *arguments, "-f", "json"], input=stdin)
    assert alone.exit_code == 0, alone.output
    shared = process(*arguments, "-f", "json", stdin=stdin)
    assert (shared.returncode, shared.stderr) == (0, alone.stderr_bytes)
    assert shared.stdout == alone.stdout_bytes


@pytest.mark.parametrize("broken", [(0,), (1,), (0, 1)], ids=["old", "new", "both"])
@pytest.mark.parametrize("plans", [SHORT, WORD], ids=["text", "Word"])
def test_an_error_is_the_same_in_two_processes(plans: tuple[str, str], broken: tuple[int, ...], tmp_path: Path) -> None:
    sides = list(plans)
    for side in broken:
        empty = tmp_path / f"空{side}.txt"
        empty.write_text(" \n", encoding="utf-8")
        sides[side] = str(empty)
    done = process(*sides)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().splitlines() == [
        f"plandiff: 空{broken[0]}.txt: ファイルが空です。 計画の本文を含むファイルを指定してください。"
    ]
