"""The check as a whole: configuration, acknowledgements, outputs, the command, git revisions."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path
from shutil import which

import pytest
from click.testing import CliRunner, Result
from lxml import etree
from sarif_pydantic import Sarif
from truth import TRUTHS, pair_of

from plandiff import cli, compare, read_plan
from plandiff.check.catalogue import RULES
from plandiff.check.config import Config, find_config, read_config
from plandiff.check.draft import Draft
from plandiff.check.outputs import explain, text
from plandiff.check.run import check
from plandiff.errors import ConfigError

OLD = "令和７年度計画\n１．観測\n・令和７年度の水槽を作る。\n・海図を刷る。\n"
NEW = "令和８年度計画\n１．観測\n・令和７年度の水槽を作る。\n・平成40年に（灯台を塗る。\n"
CLEAN = "令和８年度計画\n１．観測\n・水槽を作る。\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with last year's plan and a draft, and a configuration that pairs them."""
    monkeypatch.chdir(tmp_path)
    for name, content in (("r07.txt", OLD), ("r08.txt", NEW), ("clean.txt", CLEAN)):
        tmp_path.joinpath(name).write_text(content, encoding="utf-8")
    configure(tmp_path, 'baselines = { "r08.*" = "r07.txt" }\n')
    return tmp_path


def configure(folder: Path, text: str) -> None:
    folder.joinpath("plandiff.toml").write_text(text, encoding="utf-8")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli.cli, ["check", *arguments])


def codes(result: Result) -> list[str]:
    return [finding["code"] for finding in json.loads(result.stdout)["findings"]]


# ---- the command


def test_findings_of_a_draft_and_its_baseline(folder: Path) -> None:
    result = run("r08.txt", "-f", "json")
    assert result.exit_code == 1
    assert codes(result) == ["PD301", "PD101", "PD305", "PD102", "PD207"]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["clean.txt"], 0),
        (["r08.txt"], 1),
        (["r08.txt", "--ignore", "PD1"], 0),
        (["r08.txt", "--ignore", "PD1", "--fail-on", "warning"], 1),
        (["r08.txt", "--select", "carried-over"], 0),
        (["r08.txt", "--select", "carried-over", "--fail-on", "info"], 1),
        (["clean.txt", "r08.txt"], 1),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_exit_codes(folder: Path, arguments: list[str], expected: int) -> None:
    assert run(*arguments).exit_code == expected


def test_a_draft_without_baseline_gets_the_rules_that_need_none(folder: Path) -> None:
    configure(folder, "")
    assert codes(run("r08.txt", "-f", "json")) == ["PD102", "PD207"]


def test_against_goes_over_the_configured_baseline(folder: Path) -> None:
    folder.joinpath("r06.txt").write_text(OLD + "・庁舎の耐震を診断する。\n", encoding="utf-8")
    found = json.loads(run("r08.txt", "--against", "r06.txt", "-f", "json").stdout)["findings"]
    assert any("庁舎の耐震" in finding["quote"] for finding in found)


def test_text_hides_information_and_says_so(folder: Path) -> None:
    shown = run("r08.txt").stdout
    assert "r08.txt:4: エラー PD102 存在しない年" in shown
    assert "PD305" not in shown
    assert "このうち 1 件は表示していません" in shown
    assert "PD305" in run("r08.txt", "--level", "info").stdout


def test_rules_that_need_no_dictionary_do_not_load_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("plandiff.tokenise.Tokeniser.__init__", refuse)
    assert run("clean.txt", "--ignore", "spelling").exit_code == 0
    assert isinstance(run("clean.txt").exception, AssertionError)


# ---- explanations


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_explains_itself(rule: object) -> None:
    code = RULES[RULES.index(rule)].code  # type: ignore[arg-type]
    text = explain(code) or ""
    assert all(word in text for word in ("内容: ", "例: ", "対処: ", "止め方: "))
    assert run("--explain", code).stdout == text


def test_all_rules_are_explained_at_once() -> None:
    assert all(rule.code in run("--explain", "all").stdout for rule in RULES)


def test_a_rule_that_there_is_not() -> None:
    assert isinstance(run("--explain", "PD999").exception, ConfigError)


# ---- configuration

WRONG = {
    "unknown key": ('baseline = "r07.txt"', "「baselines」のことですか"),
    "unknown rule": ('select = ["stale-yaer"]', "「stale-year」のことですか"),
    "wrong type": ('select = "PD1"', "「select」の値"),
    "wrong severity": ('severity = { PD101 = "fatal" }', "error、warning、info のどれか"),
    "wrong threshold": ('fail-on = "never"', "「fail-on」の値"),
    "wrong table": ("glossary = { a = 1 }", "「glossary」の値"),
    "wrong record": ('pins = [{ old = "一" }]', "old、new をもつ表の並び"),
    "no list of records": ("pins = 1", "old、new をもつ表の並び"),
    "acknowledgement of an unknown rule": (
        'acknowledgements = [{ draft = "a", code = "PD999", fingerprint = "f", place = "", reason = "r" }]',
        "PD999",
    ),
    "acknowledgement without a reason": (
        'acknowledgements = [{ draft = "a", code = "PD101", fingerprint = "f", place = "", reason = " " }]',
        "理由",
    ),
    "no TOML": ("select = [", "TOML"),
}


@pytest.mark.parametrize(("text", "words"), WRONG.values(), ids=WRONG.keys())
def test_wrong_configuration(folder: Path, text: str, words: str) -> None:
    configure(folder, text)
    error = run("r08.txt").exception
    assert isinstance(error, ConfigError)
    assert words in str(error)
    assert "\n" not in str(error)


def test_a_configuration_that_is_not_there(folder: Path) -> None:
    assert "設定ファイルがありません" in str(run("r08.txt", "--config", "none.toml").exception)


def test_a_project_file_without_our_table(folder: Path) -> None:
    folder.joinpath("pyproject.toml").write_text("[project]\n", encoding="utf-8")
    assert read_config(folder / "pyproject.toml") is None
    assert "[tool.plandiff]" in str(run("r08.txt", "--config", "pyproject.toml").exception)


def test_the_table_of_a_project_file_above(folder: Path) -> None:
    folder.joinpath("plandiff.toml").unlink()
    folder.joinpath("pyproject.toml").write_text('[tool.plandiff]\nfail-on = "info"\n', encoding="utf-8")
    below = folder / "plans"
    below.mkdir()
    assert find_config(below).fail_on == "info"
    assert find_config(below).folder == folder


def test_severity_by_configuration(folder: Path) -> None:
    configure(folder, 'severity = { impossible-year = "info", PD2 = "error" }\n')
    found = json.loads(run("r08.txt", "-f", "json").stdout)["findings"]
    assert {finding["code"]: finding["severity"] for finding in found} == {"PD102": "info", "PD207": "error"}


@pytest.mark.parametrize(
    ("pattern", "baseline", "draft", "expected"),
    [
        ("plans/*.md", "last/r07.md", "plans/r08.md", "last/r07.md"),
        ("plans/*.md", "last/{name}", "plans/a.md", "last/a.md"),
        ("*.md", "HEAD:{path}", "plans/a.md", "HEAD:plans/a.md"),
        ("plans/*.md", "last/r07.md", "notes/a.md", None),
    ],
)
def test_baselines(folder: Path, pattern: str, baseline: str, draft: str, expected: str | None) -> None:
    configure(folder, f'baselines = {{ "{pattern}" = "{baseline}" }}\n')
    found = find_config(folder).baseline_of(draft)
    assert found == (expected if expected is None or ":" in expected else str(folder / expected))


# ---- acknowledgements


def test_acknowledged_findings_are_silent_until_their_text_changes(folder: Path) -> None:
    assert run("r08.txt", "--write-acks", "審議済み").exit_code == 0
    entries = tomllib.loads(folder.joinpath("plandiff.toml").read_text(encoding="utf-8"))["acknowledgements"]
    assert [entry["code"] for entry in entries] == ["PD301", "PD101", "PD305", "PD102", "PD207"]
    assert {entry["reason"] for entry in entries} == {"審議済み"}
    again = run("r08.txt", "-f", "json")
    assert (again.exit_code, codes(again)) == (0, [])
    assert json.loads(again.stdout)["files"] == [{"file": "r08.txt", "acknowledged": 5}]

    folder.joinpath("r08.txt").write_text(NEW.replace("灯台を塗る", "灯台を直す"), encoding="utf-8")
    changed = codes(run("r08.txt", "-f", "json"))
    assert changed == ["PD902", "PD902", "PD102", "PD207"]


def test_an_acknowledgement_that_covers_nothing(folder: Path) -> None:
    run("r08.txt", "--write-acks", "審議済み")
    folder.joinpath("r08.txt").write_text(OLD.replace("７年度", "８年度"), encoding="utf-8")
    found = codes(run("r08.txt", "-f", "json"))
    assert found.count("PD901") == 4
    assert codes(run("clean.txt", "-f", "json")) == []


def test_acknowledgements_keep_what_else_the_file_says(folder: Path) -> None:
    folder.joinpath("plandiff.toml").unlink()
    project = folder / "pyproject.toml"
    project.write_text('# ours\n[project]\nname = "plans"  # name\n\n[tool.plandiff]\n', encoding="utf-8")
    run("r08.txt", "--write-acks", "審議済み")
    text = project.read_text(encoding="utf-8")
    assert text.startswith('# ours\n[project]\nname = "plans"  # name\n\n[tool.plandiff]\n')
    assert text.count("[[tool.plandiff.acknowledgements]]") == 2


def test_nowhere_to_write_acknowledgements(folder: Path) -> None:
    folder.joinpath("plandiff.toml").unlink()
    assert "設定ファイルがありません" in str(run("r08.txt", "--write-acks", "審議済み").exception)


# ---- outputs


def test_github_annotations(folder: Path) -> None:
    folder.joinpath("50%,a.txt").write_text(NEW, encoding="utf-8")
    first = run("50%,a.txt", "-f", "github").stdout.splitlines()[0]
    assert first == (
        "::error file=50%25%2Ca.txt,line=4,title=PD102 存在しない年::"
        "「平成40年」という年はありません（平成は31年まで）。「平成40年」 正しい年に直してください。"
    )


def test_junit(folder: Path) -> None:
    root = etree.fromstring(run("r08.txt", "clean.txt", "-f", "junit").stdout.encode())
    suites = root.findall("testsuite")
    assert [(suite.get("name"), suite.get("tests"), suite.get("failures")) for suite in suites] == [
        ("r08.txt", "5", "2"),
        ("clean.txt", "1", "0"),
    ]
    assert [failure.get("type") for failure in root.iter("failure")] == ["error", "error"]


def test_control_characters_in_junit(folder: Path) -> None:
    folder.joinpath("r08.txt").write_text(NEW.replace("灯台", "灯\x01台"), encoding="utf-8")
    assert "\ufffd" in etree.tostring(
        etree.fromstring(run("r08.txt", "-f", "junit").stdout.encode()), encoding="unicode"
    )


def test_sarif(folder: Path) -> None:
    log = run("r08.txt", "-f", "sarif").stdout
    assert len(Sarif.model_validate_json(log).runs) == 1
    (only,) = json.loads(log)["runs"]
    assert [rule["id"] for rule in only["tool"]["driver"]["rules"]] == [rule.code for rule in RULES]
    result = next(result for result in only["results"] if result["ruleId"] == "PD102")
    place = result["locations"][0]["physicalLocation"]
    assert (place["artifactLocation"]["uri"], place["region"]["startLine"]) == ("r08.txt", 4)
    assert result["level"] == "error"


def test_output_file(folder: Path) -> None:
    run("r08.txt", "-f", "json", "-o", "found.json")
    assert json.loads(folder.joinpath("found.json").read_text(encoding="utf-8"))["schema"] == "plandiff-check/1"


# ---- git revisions


@pytest.fixture
def repository(folder: Path) -> Path:
    git = ["git", "-c", "user.name=t", "-c", "user.email=t@example.jp", "-c", "init.defaultBranch=main"]
    for arguments in (["init", "-q"], ["add", "r07.txt"], ["commit", "-qm", "last year"]):
        subprocess.run([*git, *arguments], check=True, cwd=folder)
    return folder


def test_a_revision_as_baseline(repository: Path) -> None:
    repository.joinpath("r07.txt").write_text(NEW, encoding="utf-8")
    assert "PD301" in codes(run("r07.txt", "--against", "HEAD:r07.txt", "-f", "json"))


def test_a_revision_in_a_comparison(repository: Path) -> None:
    result = CliRunner().invoke(cli.cli, ["compare", "HEAD:r07.txt", "r08.txt"])
    assert result.exit_code == 0
    assert "海図を刷る" in result.stdout


@pytest.mark.parametrize("spec", ["HEAD:none.txt", "none:r07.txt", "-x:r07.txt"])
def test_a_revision_that_is_not_there(repository: Path, spec: str) -> None:
    error = CliRunner().invoke(cli.cli, ["compare", "--", spec, "r08.txt"]).exception
    assert spec in str(error)


def test_no_git(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert "git がありません" in str(CliRunner().invoke(cli.cli, ["compare", "HEAD:r07.txt", "r08.txt"]).exception)


# ---- the samples and the hook


@pytest.mark.parametrize("truth", TRUTHS, ids=lambda path: path.name)
def test_findings_of_the_samples(truth: Path, update_goldens: bool) -> None:
    golden = truth.with_name(truth.name.replace(".truth.tsv", ".check.txt"))
    old, new = pair_of(truth)
    draft = read_plan(new)
    found = check(Draft(draft, compare(read_plan(old), draft)), new.name, Config(new.parent))
    shown = text([found], "info", "error")
    if update_goldens:
        golden.write_text(shown, encoding="utf-8")
    assert shown == golden.read_text(encoding="utf-8")


def test_the_hook_in_a_scratch_repository(repository: Path) -> None:
    if which("git") is None:
        pytest.skip("git is not installed")
    project = Path(__file__).parent.parent
    subprocess.run(["git", "add", "r08.txt", "clean.txt", "plandiff.toml"], check=True, cwd=repository)
    hook = [sys.executable, "-m", "pre_commit", "try-repo", str(project), "plandiff-check", "--verbose", "--files"]
    environment = {**os.environ, "PRE_COMMIT_HOME": str(repository / "hooks")}
    done = subprocess.run(
        [*hook, "r08.txt", "clean.txt"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=repository,
        env=environment,
        check=False,
    )
    if "pip" in done.stdout and "CalledProcessError" in done.stdout:
        pytest.skip("pre-commit cannot install the hook: no package index can be reached")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "r08.txt:4: エラー PD102" in done.stdout
    assert "2 件の計画を検査" in done.stdout
