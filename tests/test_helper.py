"""The process beside a comparison: its result is that of a call made here, whatever becomes of it."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from truth import SAMPLES

from plandiff import cli, helper
from plandiff.errors import ReadError
from plandiff.helper import Helper, can_help

SHORT = tuple(str(SAMPLES / "city" / f"{year}.txt") for year in (2024, 2025))
WORD = tuple(str(SAMPLES / "city" / f"{year}.docx") for year in (2024, 2025))

pytestmark = pytest.mark.skipif(not can_help(), reason="one processor, or no safe fork")


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
    process, *asked = Helper(["plandiff.parse"]).begin(where, 1, 2)()
    assert process != os.getpid()
    assert asked == [1, 2]


def test_an_error_of_ours_comes_back_as_it_was() -> None:
    with pytest.raises(ReadError, match=r"^計画\.txt: 読めません。 確かめてください。$"):
        Helper([]).begin(refuse)()


@pytest.mark.parametrize("call", [fail, vanish])
def test_what_fails_beside_is_made_here(call: object) -> None:
    assert callable(call)
    assert Helper([]).begin(call, os.getpid())() == os.getpid()


def test_a_helper_that_is_gone_is_not_missed() -> None:
    assert Helper(["plandiff.no_such_module"]).begin(where)() == (os.getpid(),)


def test_a_helper_without_a_call_ends_with_its_process() -> None:
    code = "from plandiff.helper import Helper\nhelper = Helper([])\nprint(helper._process)\n"
    started = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, timeout=60)
    state = Path(f"/proc/{int(started.stdout)}/stat")
    until = time.monotonic() + 30
    while state.exists() and state.read_text(encoding="utf-8").split()[2] != "Z":
        assert time.monotonic() < until
        time.sleep(0.05)


def test_a_helper_at_work_can_be_ended() -> None:
    helping = Helper([])
    result = helping.begin(linger, os.getpid())
    helping.end()
    assert result() == os.getpid()
    helping.end()


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
        helper._serve(["plandiff.parse"], calls, tell)
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
