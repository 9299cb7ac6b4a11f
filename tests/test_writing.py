"""Outputs are whole or not there: links, folders that refuse, full disks, runs at once, an interrupted run."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from processes import heed_interrupts
from truth import SAMPLES

from plandiff.errors import WriteError
from plandiff.writing import write_whole

OLD, NEW = str(SAMPLES / "city" / "2024.txt"), str(SAMPLES / "city" / "2025.txt")
COMMAND = [sys.executable, "-m", "plandiff", "compare"]
REPORT = b"\xe5\xa0\xb1\xe5\x91\x8a" * 100_000


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def one_line(done: subprocess.CompletedProcess[bytes], message: str) -> None:
    """An error as a user should see it."""
    assert done.returncode == 2, done.stderr.decode()
    assert message in done.stderr.decode()
    assert len(done.stderr.decode().splitlines()) == 1


def without_override() -> None:
    """Take from the process to be started root's power to write where nobody may."""
    if os.geteuid() == 0 and ctypes.CDLL(None).prctl(24, 1, 0, 0, 0):  # PR_CAPBSET_DROP, CAP_DAC_OVERRIDE
        raise OSError


def test_a_link_stays_and_the_file_it_names_is_written(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    real, link = tmp_path / "reports" / "real.md", tmp_path / "link.md"
    link.symlink_to(real)
    for content in (b"1", b"2"):  # first the link dangles
        write_whole(link, content)
        assert link.is_symlink()
        assert real.read_bytes() == content
    assert names(tmp_path / "reports") == ["real.md"]


def test_a_link_that_goes_in_circles_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.md").symlink_to(tmp_path / "b.md")
    (tmp_path / "b.md").symlink_to(tmp_path / "a.md")
    with pytest.raises(WriteError, match="symbolic links"):
        write_whole(tmp_path / "a.md", b"1")
    assert names(tmp_path) == ["a.md", "b.md"]


def test_a_private_report_stays_private(tmp_path: Path) -> None:
    output = tmp_path / "report.md"
    output.touch(0o600)
    write_whole(output, b"1")
    assert stat.S_IMODE(output.stat().st_mode) == 0o600


def test_a_pipe_is_written_to_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE) as reader:
        write_whole(pipe, b"1")
        assert reader.stdout
        assert reader.stdout.read() == b"1"
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.parametrize("output", ["no/such/report.md", "file/report.md", "あ" * 90 + ".md", "folder"])
def test_a_place_that_cannot_be_written(tmp_path: Path, output: str) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    with pytest.raises(WriteError, match="書き込めません"):
        write_whole(tmp_path / output, b"1")
    assert names(tmp_path) == ["file", "folder"]


def test_a_long_name_that_the_disk_allows(tmp_path: Path) -> None:
    output = tmp_path / ("報" * 83 + ".md")
    write_whole(output, b"1")
    assert output.read_bytes() == b"1"


def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    output = tmp_path / "report.md"
    output.write_text("前回", encoding="utf-8")
    tmp_path.chmod(0o555)
    try:
        done = subprocess.run(
            [*COMMAND, OLD, NEW, "-o", str(output)], capture_output=True, check=False, preexec_fn=without_override
        )
    except subprocess.SubprocessError:
        pytest.skip("root cannot be made to respect permissions here")
    finally:
        tmp_path.chmod(0o755)
    one_line(done, "書き込めません（Permission denied）")
    assert output.read_text(encoding="utf-8") == "前回"
    assert names(tmp_path) == ["report.md"]


def test_a_batch_into_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    (tmp_path / "m.csv").write_text(f"old,new,out\n{OLD},{NEW},r.md\n", encoding="utf-8")
    reports = tmp_path / "reports"
    reports.mkdir(0o555)
    command = [*COMMAND[:-1], "batch", str(tmp_path / "m.csv"), "-o", str(reports)]
    try:
        done = subprocess.run(command, capture_output=True, check=False, preexec_fn=without_override)
    except subprocess.SubprocessError:
        pytest.skip("root cannot be made to respect permissions here")
    assert done.returncode == 2
    failure, error = done.stderr.decode().splitlines()
    assert failure.startswith("失敗: r.md: ")
    assert "書き込めません（Permission denied）" in failure
    assert error.startswith(f"plandiff: {reports}/index.html: 書き込めません（Permission denied）")
    assert names(reports) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
@pytest.mark.parametrize("place", ["output", "stdout"])
def test_a_full_device(place: str) -> None:
    arguments = [*COMMAND, OLD, NEW, *(["-o", "/dev/full", "-f", "text"] if place == "output" else [])]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(arguments, stdout=full, stderr=subprocess.PIPE, check=False)
    one_line(done, "書き込めません（No space left on device）")
    assert stat.S_ISCHR(Path("/dev/full").stat().st_mode)


def test_a_disk_that_fills_up_leaves_the_old_report(tmp_path: Path) -> None:
    output = tmp_path / "report.md"
    output.write_text("前回", encoding="utf-8")

    def no_more_than_a_block() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (512, 512))

    arguments = [*COMMAND, OLD, NEW, "-o", str(output)]
    one_line(
        subprocess.run(arguments, capture_output=True, check=False, preexec_fn=no_more_than_a_block), "書き込めません"
    )
    assert output.read_text(encoding="utf-8") == "前回"
    assert names(tmp_path) == ["report.md"]


def test_a_reader_that_goes_away_is_no_traceback() -> None:
    with subprocess.Popen([*COMMAND, OLD, NEW], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        assert run.stdout
        assert run.stderr
        run.stdout.close()
        assert run.stderr.read() == b""
    assert run.returncode == 1


def test_runs_that_write_one_file_at_once_leave_one_whole_report(tmp_path: Path) -> None:
    arguments = [[OLD, NEW], [NEW, OLD], [OLD, OLD], [NEW, NEW]]
    whole = {subprocess.run([*COMMAND, *pair, "-f", "html"], capture_output=True).stdout for pair in arguments}
    output = tmp_path / "report.html"
    running = [subprocess.Popen([*COMMAND, *pair, "-o", str(output)], stderr=subprocess.DEVNULL) for pair in arguments]
    assert [run.wait() for run in running] == [0] * len(running)
    assert len(whole) == len(arguments)
    assert output.read_bytes() in whole
    assert names(tmp_path) == ["report.html"]


def test_an_interrupted_run_exits_with_130_and_leaves_the_old_report(tmp_path: Path) -> None:
    plan, output = tmp_path / "old.txt", tmp_path / "report.md"
    os.mkfifo(plan)
    output.write_text("前回", encoding="utf-8")
    arguments = [*COMMAND, str(plan), NEW, "-o", str(output)]
    with subprocess.Popen(arguments, stderr=subprocess.PIPE, preexec_fn=heed_interrupts) as run:
        with plan.open("wb"):  # opens once the run reads
            run.send_signal(signal.SIGINT)
            run.wait(20)
        assert run.stderr
        assert run.stderr.read().decode() == "plandiff: 中断しました。\n"
    assert run.returncode == 130
    assert output.read_text(encoding="utf-8") == "前回"
    assert names(tmp_path) == ["old.txt", "report.md"]


def interrupt(*_: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("moment", ["write_bytes", "replace"])
def test_an_interrupted_write_leaves_nothing(tmp_path: Path, moment: str, monkeypatch: pytest.MonkeyPatch) -> None:
    stop: Callable[..., None] = interrupt
    monkeypatch.setattr(Path, moment, stop)
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "report.md", REPORT)
    assert names(tmp_path) == []
