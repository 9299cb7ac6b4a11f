"""Two hundred pairs, five of them broken: run through, stopped and killed halfway and started again, on a cluster."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import pytest
from processes import heed_interrupts

COMMAND = [sys.executable, "-m", "plandiff", "batch", "一覧.csv"]
COUNT = 200
BROKEN = {
    "b007": "n7.txt: ファイルがありません",
    "b046": "o46.txt: ファイルが空です",
    "b101": "n101.txt: ",  # no PDF
    "b150": "拡張子から出力形式が分かりません",
    "b199": "o199.txt: ",  # a picture
}
PLACES = "湾 港 川 湖 沖 岸 島 浜 瀬 岬".split()
WORKS = "水温を測る 水を採る 泥を採る 流れを測る 魚を数える 海藻を調べる 結果を公開する 機器を点検する".split()


class Finished(NamedTuple):
    code: int
    stderr: list[str]


def plan(number: int, year: int) -> str:
    """A small plan of a body: a work here and there goes, comes or is reworded from year to year."""
    lines = [f"令和{year}年度 調査計画", ""]
    for section, place in enumerate(PLACES[:3], start=1):
        lines.append(f"{section}　{place}の調査")
        works = [work for n, work in enumerate(WORKS) if (n + number + year * section) % 5]
        lines += [
            f"（{n}）　{place}の{(number + n + year // 7) % 9 + 1}地点で{work}。" for n, work in enumerate(works, 1)
        ]
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("plans")
    rows = ["old,new,out"]
    for number in range(COUNT):
        for side, year in (("o", 6), ("n", 7)):
            (folder / f"{side}{number}.txt").write_text(plan(number, year), encoding="utf-8")
        rows.append(f"o{number}.txt,n{number}.txt,b{number:03}/r07.{'xyz' if number == 150 else 'html'}")
    (folder / "n7.txt").unlink()
    (folder / "o46.txt").write_bytes(b"")
    (folder / "n101.txt").write_bytes(b"%PDF-1.7\n")
    (folder / "o199.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    (folder / "一覧.csv").write_text("\n".join(rows), encoding="utf-8")
    return folder


def run(plans: Path, reports: Path, *options: str) -> Finished:
    arguments = [*COMMAND, "-o", str(reports), *options]
    done = subprocess.run(arguments, cwd=plans, capture_output=True, check=False, timeout=120)
    return Finished(done.returncode, done.stderr.decode().splitlines())


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture(scope="module")
def whole(plans: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Finished, dict[str, bytes]]:
    """A run that nothing disturbs, and what it leaves."""
    reports = tmp_path_factory.mktemp("whole")
    return run(plans, reports, "--jobs", "1"), contents(reports)


def test_broken_pairs_are_named_and_the_others_reported(whole: tuple[Finished, dict[str, bytes]]) -> None:
    finished, files = whole
    assert finished.code == 1
    *failures, summary = finished.stderr
    assert len(failures) == len(BROKEN)
    for failure, (body, reason) in zip(failures, BROKEN.items(), strict=True):
        assert failure.startswith(f"失敗: {body}/r07.")
        assert reason in failure
        assert body in files["index.html"].decode()
    assert summary.startswith("報告 195 件（作成 195、更新不要 0）、失敗 5 件。")
    assert len([name for name in files if name.endswith("r07.html")]) == 195


def kept(reports: Path) -> list[str]:
    """The reports that the state names, of whole lines."""
    state = reports / ".plandiff-batch.jsonl"
    lines = state.read_bytes().splitlines() if state.exists() else []
    return [line.split(b'"')[3].decode() for line in lines if line.endswith(b"}}")]


def halfway(plans: Path, reports: Path, number: int, how: signal.Signals) -> subprocess.CompletedProcess[bytes]:
    """A run that gets a signal after so many reports: as by Ctrl-C the whole group of processes, or only the parent."""
    arguments = [*COMMAND, "-o", str(reports), "--jobs", "2"]
    with subprocess.Popen(
        arguments, cwd=plans, stderr=subprocess.PIPE, start_new_session=True, preexec_fn=heed_interrupts
    ) as process:
        while len(kept(reports)) < number:
            assert process.poll() is None, process.stderr and process.stderr.read().decode()
            time.sleep(0.002)
        (os.killpg if how == signal.SIGINT else os.kill)(process.pid, how)
        assert process.stderr
        said = process.stderr.read()  # ends when the workers have ended too
        return subprocess.CompletedProcess(arguments, process.wait(20), stderr=said)


def test_a_run_that_is_stopped_and_killed_goes_on_where_it_was(
    plans: Path, whole: tuple[Finished, dict[str, bytes]], tmp_path: Path
) -> None:
    stopped = halfway(plans, tmp_path, 40, signal.SIGINT)
    assert (stopped.returncode, stopped.stderr.decode()) == (130, "plandiff: 中断しました。\n")
    assert not list(tmp_path.rglob("*.part"))
    killed = halfway(plans, tmp_path, 100, signal.SIGKILL)
    assert (killed.returncode, killed.stderr) == (-signal.SIGKILL, b"")
    made = {out: (tmp_path / out).stat() for out in kept(tmp_path)}
    assert 100 <= len(made) < 195
    finished = run(plans, tmp_path, "--jobs", "2")
    assert finished.code == 1
    assert finished.stderr[-1].startswith(f"報告 195 件（作成 {195 - len(made)}、更新不要 {len(made)}）、失敗 5 件。")
    for out, before in made.items():
        after = (tmp_path / out).stat()
        assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    left = {name: data for name, data in contents(tmp_path).items() if not name.endswith(".part")}
    assert left == whole[1]


def test_runs_at_once_in_one_folder_leave_whole_reports(
    plans: Path, whole: tuple[Finished, dict[str, bytes]], tmp_path: Path
) -> None:
    arguments = [*COMMAND, "-o", str(tmp_path), "--jobs", "2"]
    running = [subprocess.Popen(arguments, cwd=plans, stderr=subprocess.DEVNULL) for _ in range(2)]
    assert [process.wait(60) for process in running] == [1, 1]
    assert contents(tmp_path) == whole[1]


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    if find_spec("distributed") is None:
        pytest.skip("Dask is not installed")
    script = Path(__file__).with_name("cluster.py")
    with subprocess.Popen([sys.executable, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout
        yield process.stdout.readline().decode().strip()
        process.communicate()


def test_a_cluster_gives_the_same_bytes(
    plans: Path, whole: tuple[Finished, dict[str, bytes]], scheduler: str, tmp_path: Path
) -> None:
    finished = run(plans, tmp_path, "--scheduler", scheduler)
    assert finished.code == 1
    assert finished.stderr[-1].startswith("報告 195 件（作成 195、更新不要 0）、失敗 5 件。")
    assert contents(tmp_path) == whole[1]


@pytest.mark.skipif(find_spec("distributed") is None, reason="Dask is not installed")
@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nonsense://x"])
def test_a_cluster_that_is_not_there(plans: Path, address: str) -> None:
    code = (
        "import sys\nfrom plandiff.batch import crews\nfrom plandiff import cli\n"
        f"crews._PATIENCE = 0.2\nsys.argv = ['plandiff', 'batch', '一覧.csv', '--scheduler', {address!r}]\ncli.main()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=plans, capture_output=True, check=False)
    assert done.returncode == 2
    (line,) = done.stderr.decode().splitlines()
    assert line.startswith(f"plandiff: {address}: スケジューラーにつながりません")
