"""The command line: what it prints and writes, its exit codes, and one clear line for each error."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from truth import SAMPLES

import plandiff
from plandiff import cli
from plandiff.errors import PlandiffError
from plandiff.renderers import RENDERERS

OLD, NEW = str(SAMPLES / "city" / "2024.txt"), str(SAMPLES / "city" / "2025.txt")


def run(*arguments: str, stdin: bytes | None = None) -> Result:
    """Run in this process as `main` does."""
    return CliRunner().invoke(cli.cli, arguments, input=stdin)


def failure(*arguments: str) -> str:
    """The line of an error."""
    result = run(*arguments)
    assert isinstance(result.exception, PlandiffError), result.output
    message = str(result.exception)
    assert "\n" not in message
    return message


def process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run as a user does."""
    env = {**os.environ, **environment}
    return subprocess.run([sys.executable, "-m", "plandiff", *arguments], capture_output=True, env=env, check=False)


def test_compare_prints_text() -> None:
    result = run("compare", OLD, NEW)
    assert result.exit_code == 0
    assert "計画の新旧比較" in result.output
    assert "\x1b[" not in result.output


@pytest.mark.parametrize(("suffix", "start"), [(".html", "<!DOCTYPE"), (".md", "# "), (".json", "{"), (".txt", "計画")])
def test_suffix_chooses_the_format(tmp_path: Path, suffix: str, start: str) -> None:
    output = tmp_path / f"報告{suffix}"
    assert run("compare", OLD, NEW, "-o", str(output)).exit_code == 0
    assert output.read_text(encoding="utf-8").startswith(start)
    assert [path.name for path in tmp_path.iterdir()] == [output.name]


@pytest.mark.parametrize("format_", ["docx", "xlsx"])
def test_files_of_bytes_are_written_and_not_shown(
    tmp_path: Path, format_: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / f"対照表.{format_}"
    assert run("compare", OLD, NEW, "-o", str(output)).exit_code == 0
    assert output.read_bytes() == process("compare", OLD, NEW, "-f", format_).stdout
    monkeypatch.setattr(cli, "_on_terminal", lambda: True)
    assert f"-o 報告.{format_}" in failure("compare", OLD, NEW, "-f", format_)
    assert run("compare", OLD, NEW, "-f", format_, "-o", str(output)).exit_code == 0


def test_what_a_format_needs_is_imported_for_it_alone() -> None:
    code = (
        "import sys\nfrom plandiff import read_plan, compare, render\n"
        f"render(compare(read_plan({OLD!r}), read_plan({NEW!r})), 'text')\n"
        "assert not {'docx', 'xlsxwriter', 'zipfile'} & set(sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


def test_format_overrides_the_suffix(tmp_path: Path) -> None:
    output = tmp_path / "report.txt"
    run("compare", OLD, NEW, "-f", "json", "-o", str(output))
    assert json.loads(output.read_text(encoding="utf-8"))["schema"] == "plandiff-report/1"


def test_years_can_be_given() -> None:
    data = json.loads(run("compare", OLD, NEW, "-f", "json", "--old-year", "2030", "--new-year", "2031").stdout)
    assert (data["old"]["fiscal_year"], data["new"]["fiscal_year"]) == (2030, 2031)


def test_stdin(tmp_path: Path) -> None:
    result = run("compare", "-", NEW, stdin=Path(OLD).read_bytes())
    assert "旧: 標準入力" in result.output


def test_warnings_go_to_stderr_too() -> None:
    result = run("compare", NEW, OLD)
    assert "旧のほうが新しい" in result.stderr
    assert "旧のほうが新しい" in result.stdout


@pytest.mark.parametrize(("new", "code"), [(OLD, 0), (NEW, 1)])
def test_exit_code(new: str, code: int) -> None:
    assert run("compare", OLD, new, "--exit-code").exit_code == code


def test_outline() -> None:
    lines = run("outline", OLD, "--year", "2024").output.splitlines()
    assert lines[0].startswith("2024.txt  令和6年度（2024年度）  36 項目  読み取り率 100.0%")
    assert lines[3] == "    4 見出し 第１章 計画の基本的な考え方"
    assert lines[5].startswith("    7 項目     この計画は")


def test_outline_names_what_is_left_out() -> None:
    result = run("outline", str(SAMPLES / "agency" / "r06.txt"))
    assert "本文から除いた行（柱（繰り返し見出し））" in result.output


def test_outline_warns() -> None:
    result = run("outline", "-", stdin="1. 採水\n・汲む。\n".encode())
    assert "年度が見つかりません" in result.stderr


def test_version_names_what_results_depend_on() -> None:
    output = run("--version").output
    assert output.startswith(f"plandiff {plandiff.__version__}, sudachipy 0.7.0, sudachidict_small 2")


ERRORS = {
    "missing file": (("compare", "no.txt", NEW), "no.txt: ファイルがありません"),
    "directory": (("compare", str(SAMPLES), NEW), "フォルダーです"),
    "both from stdin": (("compare", "-", "-"), "標準入力: "),
    "unknown suffix": (("compare", OLD, NEW, "-o", "report.xyz"), "拡張子から出力形式が分かりません"),
    "missing output folder": (("compare", OLD, NEW, "-o", "no/such/report.md"), "書き込めません"),
    "missing dictionary": (("compare", OLD, NEW, "--dictionary", "full"), "pip install sudachidict_full"),
}


@pytest.mark.parametrize(("arguments", "message"), ERRORS.values(), ids=ERRORS.keys())
def test_error(arguments: tuple[str, ...], message: str) -> None:
    assert message in failure(*arguments)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "空です"),
        (b"  \n", "空です"),
        (b"%PDF-1.7", "PDF"),
        (b"\xff\xff\x00\x01", "文字コード"),
        (b"\f" * 3, "空です"),
    ],
)
def test_input_that_is_no_plan(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "計画.txt"
    path.write_bytes(data)
    assert message in failure("compare", str(path), NEW)


def test_output_that_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "report.md").mkdir()
    assert "フォルダーです" in failure("compare", OLD, NEW, "-o", str(tmp_path / "report.md"))
    assert [path.name for path in tmp_path.iterdir()] == ["report.md"]


def test_a_failed_run_leaves_the_old_report(tmp_path: Path) -> None:
    output = tmp_path / "report.md"
    output.write_text("前回", encoding="utf-8")
    failure("compare", "no.txt", NEW, "-o", str(output))
    assert output.read_text(encoding="utf-8") == "前回"


def test_unreadable_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path, mode: str) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert "開けません" in failure("compare", OLD, NEW)


def test_errors_are_one_line_and_exit_code_2() -> None:
    done = process("compare", "no.txt", NEW)
    assert done.returncode == 2
    assert done.stdout == b""
    assert done.stderr.decode().splitlines() == ["plandiff: no.txt: ファイルがありません。 パスを確かめてください。"]


@pytest.mark.parametrize(("arguments", "code"), [(["no.txt", NEW], 2), ([OLD, NEW], 0), ([OLD, NEW, "--exit-code"], 1)])
def test_main(arguments: list[str], code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    left: list[int] = []
    monkeypatch.setattr(sys, "argv", ["plandiff", "compare", *arguments])
    monkeypatch.setattr(os, "_exit", left.append)
    cli.main()
    assert left == [code]


@pytest.mark.parametrize("format_", RENDERERS)
def test_same_bytes_whatever_the_hash_seed(format_: str) -> None:
    runs = {process("compare", OLD, NEW, "-f", format_, PYTHONHASHSEED=seed, TZ=zone).stdout
            for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))}  # fmt: skip
    assert len(runs) == 1
    assert next(iter(runs))


@pytest.mark.parametrize("format_", RENDERERS)
def test_a_comparison_imports_no_difflib(format_: str) -> None:
    code = (
        "import sys\nfrom plandiff import read_plan, compare, render\n"
        f"render(compare(read_plan({OLD!r}), read_plan({NEW!r})), {format_!r})\n"
        "assert 'difflib' not in sys.modules, 'difflib'\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


@pytest.mark.parametrize(
    "options", [["-f", "json", "-o", "{}/x.json"], ["-o{}/x.json"], ["--format=text", "--", OLD, NEW]], ids=" ".join
)
def test_no_option_makes_click_import_difflib(options: list[str], tmp_path: Path) -> None:
    arguments = [option.format(tmp_path) for option in options]
    arguments = [*arguments, *([] if "--" in arguments else [OLD, NEW])]
    code = (
        f"import sys\nsys.argv = ['plandiff', 'compare', *{arguments!r}]\nfrom plandiff import cli\n"
        "cli._leave = lambda code: None\ncli.main()\n"
        "assert 'difflib' not in sys.modules, 'difflib'\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout or (tmp_path / "x.json").stat().st_size


def test_no_module_of_ours_names_difflib() -> None:
    for path in Path(plandiff.__file__).parent.rglob("*.py"):
        assert "import difflib" not in path.read_text(encoding="utf-8")
