"""Many pairs at once: what a manifest names, what one pair does, what is kept, and what becomes of the bad ones."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path

import lxml.html
import pytest
from click.testing import CliRunner, Result
from truth import SAMPLES

from plandiff import __version__, api, cli, compare, read_plan, render
from plandiff.batch import run as run_module
from plandiff.batch.crews import Crew, cluster, processes
from plandiff.batch.manifest import Pair, read_manifest
from plandiff.batch.run import Outcome, Run
from plandiff.batch.store import Store
from plandiff.batch.work import Document, Done, Failed, Figures, Settings, Task, compare_pair, tools_of
from plandiff.errors import FormatError, ManifestError, PlandiffError, SchedulerError, WriteError

OLD = "令和６年度計画\n\n１　採水\n（１）　湾の水を毎月採る。\n（２）　結果を公開する。\n"
NEW = "令和７年度計画\n\n１　採水\n（１）　湾の水を毎週採る。\n（２）　結果を公開する。\n（３）　漁協に知らせる。\n"
COMMAND = [sys.executable, "-m", "plandiff", "batch"]


def batch(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli.cli, ["batch", *map(str, arguments)])


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def three(folder: Path) -> Path:
    """A manifest of three pairs, the second of which has no new plan."""
    plans = {f"{name}{year}.txt": text for name in "abc" for year, text in (("6", OLD), ("7", NEW))}
    del plans["b7.txt"]
    rows = "".join(f"{name}6.txt,{name}7.txt,{name}/r07.html\n" for name in "abc")
    return write(folder, {**plans, "一覧.csv": f"old,new,out\n{rows}"}) / "一覧.csv"


# ---- what a manifest names

CSV = "old,new,out,body\na,b,甲/x.html,甲機構\n\nc,d,y.md,\n"
PAIRS = (Pair("甲機構", "a", "b", "甲/x.html"), Pair("y", "c", "d", "y.md"))
TOML = """
[[pairs]]
old = "a"
new = "b"
out = "甲//./x.html"
body = "甲機構"
[[pairs]]
old = "c"
new = "d"
out = "y.md"
"""
MANIFESTS = {
    "CSV": ("m.csv", CSV.encode()),
    "CSV with a byte order mark and CR LF": ("m.csv", CSV.replace("\n", "\r\n").encode("utf-8-sig")),
    "CSV in another order": ("m.txt", "out,body,old,new\n甲/x.html,甲機構,a,b\ny.md,,c,d".encode()),
    "TOML": ("m.toml", TOML.encode()),
}


@pytest.mark.parametrize(("name", "data"), MANIFESTS.values(), ids=MANIFESTS.keys())
def test_a_manifest(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    assert read_manifest(tmp_path / name) == (tmp_path, PAIRS, ())


def test_a_manifest_as_excel_saves_it(tmp_path: Path) -> None:
    text = "old,new,out,body\r\n旧計画.docx,新計画.docx,海洋観測機構/令和七年度.html,独立行政法人海洋観測機構\r\n"
    (tmp_path / "m.csv").write_bytes(text.encode("cp932"))
    assert read_manifest(tmp_path / "m.csv").pairs[0].body == "独立行政法人海洋観測機構"


def test_a_body_is_the_folder_of_its_reports_or_their_name(tmp_path: Path) -> None:
    (tmp_path / "m.csv").write_text("old,new,out\na,b,国/甲/x.html\na,b,x.html\n", encoding="utf-8")
    assert [pair.body for pair in read_manifest(tmp_path / "m.csv").pairs] == ["国/甲", "x"]


BAD_MANIFESTS = {
    "missing": ("no.csv", None, "ファイルがありません"),
    "empty": ("m.csv", "", "比較する組がありません"),
    "header alone": ("m.csv", "old,new,out\n", "比較する組がありません"),
    "no such column": ("m.csv", "old,new,out,year\na,b,c.md,7\n", "m.csv 2行: 「year」は書けません"),
    "no header": ("m.csv", "a.txt,b.txt,c.md\nd.txt,e.txt,f.md\n", "「a.txt」は書けません"),
    "no report": ("m.csv", "old,new,out\na,b,c.md\na,b\n", "m.csv 3行: 「out」がない"),
    "too many cells": ("m.csv", "old,new,out\na,b,c.md,d\n", "m.csv 2行: 列が見出しより多く"),
    "open quote": ("m.csv", 'old,new,out\n"a,b,c.md\n', "CSV として読めません"),
    "line break in a path": ("m.csv", 'old,new,out\n"a\nb",b,c.md\n', "「old」がないか"),
    "absolute report": ("m.csv", "old,new,out\na,b,/etc/x.md\n", "報告のフォルダーの中にありません"),
    "report outside": ("m.csv", "old,new,out\na,b,x/../../y.md\n", "報告のフォルダーの中にありません"),
    "report without a name": ("m.csv", "old,new,out\na,b,.\n", "報告のフォルダーの中にありません"),
    "report twice": ("m.csv", "old,new,out\na,b,c.md\nd,e,./c.md\n", "「c.md」は「a」と「b」の報告と"),
    "report twice, in small letters": ("m.csv", "old,new,out\na,b,C.md\nd,e,c.md\n", "「c.md」は「a」と「b」の報告と"),
    "report called as the index": ("m.csv", "old,new,out\na,b,index.html\n", "一覧と「a」と「b」の報告の両方の名前"),
    "binary": ("m.csv", "\x89PNG", "テキストではありません（画像）"),
    "broken TOML": ("m.toml", "[[pairs", "TOML として読めません"),
    "other TOML": ("m.toml", "pairs = 1", "[[pairs]] の並びではありません"),
    "TOML with more": ("m.toml", 'x = 1\n[[pairs]]\nold = "a"', "[[pairs]] の並びではありません"),
    "number": ("m.toml", '[[pairs]]\nold = 1\nnew = "a"\nout = "b.md"', "m.toml 1組目: 「old」がないか"),
}


@pytest.mark.parametrize(("name", "text", "message"), BAD_MANIFESTS.values(), ids=BAD_MANIFESTS.keys())
def test_a_bad_manifest(tmp_path: Path, name: str, text: str | None, message: str) -> None:
    if text is not None:
        (tmp_path / name).write_bytes(text.encode("latin-1" if text.startswith("\x89") else "utf-8"))
    result = batch(tmp_path / name, "-o", tmp_path / "reports")
    assert isinstance(result.exception, PlandiffError), result.output
    assert message in str(result.exception)
    assert not (tmp_path / "reports").exists()


def test_a_bad_manifest_is_one_line_and_exit_code_2(tmp_path: Path) -> None:
    done = subprocess.run([*COMMAND, "no.csv"], capture_output=True, cwd=tmp_path, check=False)
    assert done.returncode == 2
    assert done.stderr.decode() == "plandiff: no.csv: ファイルがありません。 パスを確かめてください。\n"


@pytest.mark.parametrize(
    ("names", "outs"),
    [
        (["r06.txt", "r05.pdf", "r07.docx"], ["r05-r06", "r06-r07"]),
        (["2023年度計画.txt", "FY2025.txt", "令和６年度.html"], ["2023年度計画-令和６年度", "令和６年度-FY2025"]),
        (["r02.txt", "h30.txt", "令和元年度.txt"], ["h30-令和元年度", "令和元年度-r02"]),
        (["r05.txt", "r08.txt"], ["r05-r08"]),
    ],
    ids=["years", "forms of years", "eras", "a gap"],
)
def test_a_folder_pairs_successive_years(tmp_path: Path, names: list[str], outs: list[str]) -> None:
    write(tmp_path, {f"甲/{name}": OLD for name in names})
    found = read_manifest(tmp_path, ".md")
    assert [pair.out for pair in found.pairs] == [f"甲/{out}.md" for out in outs]
    assert {pair.body for pair in found.pairs} == {"甲"}
    assert found.notes == ()


def test_what_a_folder_cannot_pair_is_named(tmp_path: Path) -> None:
    files = ["甲/r06.txt", "甲/r07.txt", "甲/.r08.txt.swp", "甲/メモ.txt", "甲/r09/x.txt", "乙/r06.txt", "目次.txt"]
    write(tmp_path, dict.fromkeys([*files, "reports/.plandiff-batch.jsonl", "reports/甲/r06-r07.html"], OLD))
    found = read_manifest(tmp_path)
    assert [pair.out for pair in found.pairs] == ["甲/r06-r07.html"]
    assert [note.split("」")[0] for note in found.notes] == ["「乙", "「甲/r09", "「甲/メモ.txt", "「目次.txt"]


def test_a_year_twice_is_an_error(tmp_path: Path) -> None:
    write(tmp_path, {"甲/r06.txt": OLD, "甲/2024.pdf": OLD})
    with pytest.raises(ManifestError, match=r"「2024.pdf」と「r06.txt」はどちらも2024年度"):
        read_manifest(tmp_path)


# ---- what a worker does


def task(old: str = OLD, new: str = NEW, **changes: object) -> Task:
    plain = Task(
        Document("a6.txt", old.encode()), Document("a7.txt", new.encode()), "html", Settings(), tools_of("small")
    )
    return plain._replace(**changes)  # type: ignore[arg-type]


def test_a_pair_gives_the_report_of_compare(tmp_path: Path) -> None:
    write(tmp_path, {"a6.txt": OLD, "a7.txt": NEW})
    for format_ in ("html", "json", "xlsx"):
        output = tmp_path / f"report.{format_}"
        CliRunner().invoke(cli.cli, ["compare", *(str(tmp_path / f"a{n}.txt") for n in "67"), "-o", str(output)])
        done = compare_pair(task(format=format_))
        assert isinstance(done, Done)
        assert done.report == output.read_bytes()
        assert done.figures == Figures(2024, 2025, {"continued": 1, "reworded": 1, "new": 1, "dropped": 0}, 0)
        assert done.figures.turnover == pytest.approx(1 / 3)


def test_a_pair_without_items_has_no_turnover() -> None:
    assert Figures(None, None, {"continued": 0, "reworded": 0, "new": 0, "dropped": 0}, 2).turnover is None


FAILURES: dict[str, tuple[Task, str]] = {
    "empty plan": (task(new=" "), "a7.txt: ファイルが空です"),
    "broken plan": (task(new="%PDF-1.7"), "a7.txt: "),
    "no such format": (task(format="xyz"), "この出力形式はありません"),
    "other versions": (task(tools=(("plandiff", "0"),)), f"版が手元と違います（plandiff {__version__}、sudachipy"),
}


@pytest.mark.parametrize(("bad", "message"), FAILURES.values(), ids=FAILURES.keys())
def test_a_pair_that_fails_says_why(bad: Task, message: str) -> None:
    found = compare_pair(bad)
    assert isinstance(found, Failed)
    assert message in found.reason


def test_a_fault_of_ours_is_the_failure_of_its_pair(monkeypatch: pytest.MonkeyPatch) -> None:
    def fault(*_: object, **__: object) -> None:
        raise RecursionError("too\ndeep")

    monkeypatch.setattr(api, "compare", fault)
    assert compare_pair(task()) == Failed("内部エラー（RecursionError: too deep）")


def test_the_key_of_a_task_is_all_that_its_report_depends_on() -> None:
    others = [
        task(old=OLD + " "), task(new=OLD), task(format="csv"), task(tools=()), task(settings=Settings(lang="en")),
        task(old=OLD, new=NEW)._replace(old=Document("b.txt", OLD.encode())),
    ]  # fmt: skip
    assert task().key == task().key
    assert len({task().key, *(other.key for other in others)}) == len(others) + 1


# ---- what is kept


def test_only_what_is_out_of_date_is_made_again(tmp_path: Path) -> None:
    manifest, reports = three(tmp_path), tmp_path / "reports"
    arguments: tuple[str | Path, ...] = (manifest, "-o", reports, "-j", "1")

    def summary(*options: str | Path) -> str:
        return batch(*arguments, *options).stderr.splitlines()[-1].split("。")[0]

    assert summary() == "報告 2 件（作成 2、更新不要 0）、失敗 1 件"
    index, state = (reports / "index.html").read_bytes(), (reports / ".plandiff-batch.jsonl").read_bytes()
    for path in (tmp_path / "a6.txt", tmp_path / "c7.txt", reports / "a" / "r07.html"):
        os.utime(path, (0, 0))
    assert summary() == "報告 2 件（作成 0、更新不要 2）、失敗 1 件"
    (reports / "a" / "r07.html").write_text("人の手が入った", encoding="utf-8")
    assert summary() == "報告 2 件（作成 1、更新不要 1）、失敗 1 件"
    (reports / "c" / "r07.html").unlink()
    assert summary() == "報告 2 件（作成 1、更新不要 1）、失敗 1 件"
    assert (reports / "index.html").read_bytes() == index
    assert (reports / ".plandiff-batch.jsonl").read_bytes() == state
    (tmp_path / "b7.txt").write_text(NEW, encoding="utf-8")
    assert summary() == "報告 3 件（作成 1、更新不要 2）、失敗 0 件"
    (tmp_path / "a6.txt").write_text(OLD.replace("毎月", "毎日"), encoding="utf-8")
    assert summary() == "報告 3 件（作成 1、更新不要 2）、失敗 0 件"
    assert summary("--lang", "en") == "報告 3 件（作成 3、更新不要 0）、失敗 0 件"


@pytest.mark.parametrize(
    "damage",
    [
        lambda state: state[:-20],
        lambda state: state + b'\n{"out": "c/r07.html", "key"',
        lambda _: b"\xff\x00\n[]\n{}\n1\n",
        lambda state: state.replace(b'"continued": 1', b'"continued": "x"'),
    ],
    ids=["torn", "torn while growing", "not ours", "no number"],
)
def test_a_damaged_state_makes_reports_again(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    manifest, reports = three(tmp_path), tmp_path / "reports"
    batch(manifest, "-o", reports, "-j", "1")
    state = reports / ".plandiff-batch.jsonl"
    before = state.read_bytes()
    state.write_bytes(damage(before))
    assert batch(manifest, "-o", reports, "-j", "1").exit_code == 1
    assert state.read_bytes() == before


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "reports").touch()
    with pytest.raises(WriteError, match="書き込めません"):
        Store(tmp_path / "reports")


def test_a_report_that_cannot_be_written_is_a_failure(tmp_path: Path) -> None:
    manifest, reports = three(tmp_path), tmp_path / "reports"
    write(reports, {"a": "ファイル"})
    result = batch(manifest, "-o", reports, "-j", "1")
    assert result.exit_code == 1
    assert "失敗: a/r07.html" in result.stderr
    assert (reports / "c" / "r07.html").exists()


def test_no_plan_is_overwritten(tmp_path: Path) -> None:
    write(tmp_path, {"a6.txt": OLD, "a7.txt": NEW, "m.csv": "old,new,out\na6.txt,a7.txt,a6.txt\na7.txt,a6.txt,a.md\n"})
    result = batch(tmp_path / "m.csv", "-o", tmp_path, "-j", "1")
    assert result.exit_code == 1
    assert "失敗: a6.txt: a6.txt: 比較する計画のファイルです。" in result.stderr
    assert (tmp_path / "a6.txt").read_text(encoding="utf-8") == OLD
    assert (tmp_path / "a.md").exists()


def test_no_plan_becomes_the_index(tmp_path: Path) -> None:
    write(tmp_path, {"a6.txt": OLD, "index.html": NEW, "m.csv": "old,new,out\na6.txt,index.html,a.md\n"})
    result = batch(tmp_path / "m.csv", "-o", tmp_path, "-j", "1")
    assert "index.html: 比較する計画のファイルです。" in str(result.exception)
    assert (tmp_path / "index.html").read_text(encoding="utf-8") == NEW


# ---- what becomes of the pairs


def test_one_bad_pair_stops_no_other(tmp_path: Path) -> None:
    result = batch(three(tmp_path), "-o", tmp_path / "reports", "-j", "2")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr == (
        "失敗: b/r07.html: b7.txt: ファイルがありません。 パスを確かめてください。\n"
        f"報告 2 件（作成 2、更新不要 0）、失敗 1 件。一覧: {tmp_path}/reports/index.html\n"
    )


def test_all_good_is_exit_code_0(tmp_path: Path) -> None:
    manifest = three(tmp_path)
    (tmp_path / "b7.txt").write_text(NEW, encoding="utf-8")
    assert batch(manifest, "-o", tmp_path / "reports").exit_code == 0


def test_the_index_names_every_pair(tmp_path: Path) -> None:
    batch(three(tmp_path), "-o", tmp_path / "reports", "-j", "1")
    page = lxml.html.parse(str(tmp_path / "reports" / "index.html"))
    assert [cell.text_content() for cell in page.xpath("//section[not(@class)]//tbody/tr[1]/*")] == [
        *("a", "令和6年度（2024年度）", "令和7年度（2025年度）"),
        *("1", "1", "1", "0", "3", "33.3%", "0", "a/r07.html"),
    ]
    assert page.xpath("//a/@href") == ["a/r07.html", "c/r07.html"]
    assert page.xpath("//section[@class='failed']//td[3]/text()")[0].startswith("b7.txt: ファイルがありません")
    assert page.xpath("//body/p/text()") == ["報告 2 件、失敗 1 件"]


def test_the_index_of_names_that_are_markup_or_no_text(tmp_path: Path) -> None:
    names = ["<b>&", "100% #1?", "\udcff\x07"]
    write(tmp_path, {f"{name}/r0{n}.txt": text for name in names for n, text in ((6, OLD), (7, NEW), (8, NEW))})
    assert batch(tmp_path, "-o", tmp_path / "reports", "-j", "1").exit_code == 0
    page = lxml.html.parse(str(tmp_path / "reports" / "index.html"))
    assert page.xpath("//tbody//th/text()") == ["100% #1?", "<b>&", "␇\ufffd"[::-1]]
    assert page.xpath("//tbody//th/@rowspan") == ["2", "2", "2"]
    assert page.xpath("//a/@href")[0] == "100%25%20%231%3F/r06-r07.html"


def test_the_index_in_english(tmp_path: Path) -> None:
    batch(three(tmp_path), "-o", tmp_path / "reports", "-j", "1", "--lang", "en")
    page = (tmp_path / "reports" / "index.html").read_text(encoding="utf-8")
    assert '<html lang="en">' in page
    assert "Turnover" in page
    assert "FY2025" in page


def test_paths_are_relative_to_the_manifest_and_errors_name_them_as_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    three(tmp_path / "plans")
    pages = []
    for cwd, manifest in ((tmp_path, "plans/一覧.csv"), (tmp_path / "plans", "一覧.csv")):
        monkeypatch.chdir(cwd)
        result = batch(manifest, "-j", "1")
        assert "失敗: b/r07.html: b7.txt: ファイルがありません" in result.stderr
        pages.append({path.name: path.read_bytes() for path in sorted((cwd / "reports").rglob("*.html"))})
    assert pages[0] == pages[1]


def test_a_plan_called_minus_is_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(write(tmp_path, {"a6.txt": OLD, "m.csv": "old,new,out\na6.txt,-,x.md\n"}))
    assert "-: ファイルがありません" in batch("m.csv", "-j", "1").stderr


def test_a_plan_of_a_git_revision(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(write(tmp_path, {"plan.txt": OLD, "m.csv": "old,new,out\nHEAD:plan.txt,plan.txt,x.md\n"}))
    identity = ["-c", "user.name=x", "-c", "user.email=x@example.com"]
    for command in (["init", "-q"], ["add", "plan.txt"], [*identity, "commit", "-qm", "x"]):
        subprocess.run(["git", *command], check=True)
    (tmp_path / "plan.txt").write_text(NEW, encoding="utf-8")
    assert batch("m.csv", "-j", "1").exit_code == 0
    assert "漁協に知らせる" in (tmp_path / "reports" / "x.md").read_text(encoding="utf-8")


def test_a_dictionary_that_is_not_there_ends_the_run(tmp_path: Path) -> None:
    result = batch(three(tmp_path), "-o", tmp_path / "reports", "--dictionary", "full")
    assert isinstance(result.exception, FormatError)


# ---- who does the work


def dying(one: Task) -> Done | Failed:
    """Stands in for a pair that takes its process down, as a fault in a library of C might."""
    if one.old.name == "a6.txt":
        os.kill(os.getpid(), signal.SIGKILL)
    return compare_pair(one)


def outcomes(folder: Path, crew: Crew) -> dict[str, Outcome]:
    run = Run(read_manifest(three(folder)), Settings(), None, Store(folder / "reports"))
    return {outcome.pair.body: outcome for outcome in run.outcomes(crew)}


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_process_that_dies_is_the_failure_of_its_pair(
    tmp_path: Path, jobs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_module, "compare_pair", dying)
    found = outcomes(tmp_path, processes(jobs))
    assert {body for body, outcome in found.items() if outcome.made} == {"c"}
    assert found["a"].reason == "a/r07.html: 比較の途中でプロセスが落ちました。"


class Forgetful(Executor):
    """Loses what it is given, as a cluster may."""

    def submit(self, *_: object, **__: object) -> Future[None]:  # type: ignore[override]
        future: Future[None] = Future()
        future.set_exception(TimeoutError("no answer"))
        return future


def test_a_result_that_does_not_come_is_the_failure_of_its_pair(tmp_path: Path) -> None:
    found = outcomes(tmp_path, Crew(lambda _: Forgetful(), 1))
    assert found["c"].reason == "比較の結果が戻りません（TimeoutError: no answer）。"


class Silent(Executor):
    """Never answers, as a cluster that has gone away."""

    def submit(self, *_: object, **__: object) -> Future[None]:  # type: ignore[override]
        return Future()

    def shutdown(self, *_: object, **__: object) -> None:
        self.left = True
        raise RuntimeError


def test_a_cluster_that_goes_away_ends_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_module, "_PULSE", 0.01)
    looks = iter([True, True, False])
    silent = Silent()
    with pytest.raises(SchedulerError, match="続きから"):
        outcomes(tmp_path, Crew(lambda _: silent, 1, lambda: next(looks)))
    assert silent.left


def test_threads_do_as_well(tmp_path: Path) -> None:
    assert outcomes(tmp_path, Crew(ThreadPoolExecutor, 3))["c"].made


def test_a_run_that_is_left_stops_its_executor(tmp_path: Path) -> None:
    started = ThreadPoolExecutor(1)
    run = Run(read_manifest(three(tmp_path)), Settings(), None, Store(tmp_path / "reports"))
    found = run.outcomes(Crew(lambda _: started, 1))
    next(found)
    found.close()  # type: ignore[attr-defined]
    with pytest.raises(RuntimeError, match="shutdown"):
        started.submit(print)


def test_without_dask_a_scheduler_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(FormatError, match=r"pip install 'plandiff\[dask\]'"):
        cluster("tcp://127.0.0.1:1")


def test_a_batch_imports_no_difflib(tmp_path: Path) -> None:
    code = (
        f"import sys\nsys.argv = ['plandiff', 'batch', {str(three(tmp_path))!r}, '-o', {str(tmp_path / 'r')!r}, '-j', '1']\n"
        "from plandiff import cli\ncli._leave = lambda code: None\ncli.main()\n"
        "assert 'difflib' not in sys.modules, 'difflib'\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


def test_a_folder_of_samples(tmp_path: Path) -> None:
    for body in ("agency", "city"):
        (tmp_path / "plans" / body).mkdir(parents=True)
        for plan in SAMPLES.joinpath(body).glob("*[0-9].txt"):
            (tmp_path / "plans" / body / plan.name).symlink_to(plan)
    assert batch(tmp_path / "plans", "-o", tmp_path / "reports", "-f", "text").exit_code == 0
    for old, new in (("r05", "r06"), ("r06", "r07")):
        plans = (read_plan(SAMPLES / "agency" / f"{year}.txt") for year in (old, new))
        report = tmp_path / "reports" / "agency" / f"{old}-{new}.txt"
        assert report.read_text(encoding="utf-8") == render(compare(*plans))
    assert (tmp_path / "reports" / "city" / "2024-2025.txt").exists()
