"""What was checked in, text out: for people, for programs (JSON, SARIF 2.1.0, JUnit), for GitHub."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any
from urllib.parse import quote as quote_url

import plandiff
from plandiff.check.catalogue import RULES, by_code
from plandiff.check.findings import SEVERITIES, Finding, Severity
from plandiff.check.run import Checked

Output = Callable[[Sequence[Checked], Severity, Severity], str]

_WORDS = {"error": "エラー", "warning": "注意", "info": "情報"}
_SARIF_LEVEL = {"error": "error", "warning": "warning", "info": "note"}
_GITHUB_COMMAND = {"error": "error", "warning": "warning", "info": "notice"}
_SARIF_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def shown(checked: Sequence[Checked], level: Severity) -> list[Finding]:
    """The findings from a severity up."""
    wanted = SEVERITIES[: SEVERITIES.index(level) + 1]
    return [finding for one in checked for finding in one.findings if finding.severity in wanted]


def title(finding: Finding) -> str:
    """A finding's code and the title of its rule."""
    rule = by_code(finding.code)
    return f"{finding.code} {rule.title if rule else finding.name}"


def text(checked: Sequence[Checked], level: Severity, fail_on: Severity) -> str:
    """One finding in two or three lines, and the counts."""
    lines: list[str] = []
    for finding in shown(checked, level):
        lines.append(f"{finding.file}:{finding.line}: {_WORDS[finding.severity]} {title(finding)}: {finding.message}")
        lines += [f"    {part}" for part in (finding.path, f"「{finding.quote}」" if finding.quote else "") if part]
        lines.append(f"    → {finding.remedy}")
    return "\n".join([*lines, *_totals(checked, level)]) + "\n"


def _totals(checked: Sequence[Checked], level: Severity) -> Iterator[str]:
    counts = Counter(finding.severity for one in checked for finding in one.findings)
    parts = [f"{_WORDS[severity]} {counts[severity]} 件" for severity in SEVERITIES]
    acknowledged = sum(one.acknowledged for one in checked)
    yield f"{len(checked)} 件の計画を検査: {'、'.join(parts)}（ほかに承認済み {acknowledged} 件）。"
    hidden = sum(counts[severity] for severity in SEVERITIES[SEVERITIES.index(level) + 1 :])
    if hidden:
        yield f"このうち {hidden} 件は表示していません（--level info ですべて表示）。"


def as_json(checked: Sequence[Checked], level: Severity, fail_on: Severity) -> str:
    """All findings, field by field."""
    files = [{"file": one.file, "acknowledged": one.acknowledged} for one in checked]
    findings = [finding._asdict() for finding in shown(checked, level)]
    report = {"schema": "plandiff-check/1", "files": files, "findings": findings}
    return json.dumps(report, ensure_ascii=False, indent=1) + "\n"


def sarif(checked: Sequence[Checked], level: Severity, fail_on: Severity) -> str:
    """SARIF 2.1.0 (OASIS), as code hosts read it."""
    driver = {
        "name": "plandiff",
        "version": plandiff.__version__,
        "rules": [
            {
                "id": rule.code,
                "name": rule.name,
                "shortDescription": {"text": rule.title},
                "fullDescription": {"text": f"{rule.what}{rule.why}"},
                "help": {"text": rule.remedy},
                "defaultConfiguration": {"level": _SARIF_LEVEL[rule.severity]},
            }
            for rule in RULES
        ],
    }
    results = [_sarif_result(finding) for finding in shown(checked, level)]
    log = {"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [{"tool": {"driver": driver}, "results": results}]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _sarif_result(finding: Finding) -> dict[str, Any]:
    place = {
        "artifactLocation": {"uri": quote_url(finding.file.replace("\\", "/"))},
        "region": {"startLine": max(1, finding.line)},
    }
    logical = [{"fullyQualifiedName": finding.path}] if finding.path else []
    return {
        "ruleId": finding.code,
        "level": _SARIF_LEVEL[finding.severity],
        "message": {"text": _sentence(finding)},
        "locations": [{"physicalLocation": place, **({"logicalLocations": logical} if logical else {})}],
        "partialFingerprints": {"plandiff/v1": finding.fingerprint},
    }


def github(checked: Sequence[Checked], level: Severity, fail_on: Severity) -> str:
    """Workflow commands, which GitHub shows beside the lines."""
    lines = []
    for finding in shown(checked, level):
        where = f"file={_property(finding.file)},line={max(1, finding.line)},title={_property(title(finding))}"
        lines.append(f"::{_GITHUB_COMMAND[finding.severity]} {where}::{_escaped(_sentence(finding))}")
    return "".join(f"{line}\n" for line in lines)


def _sentence(finding: Finding) -> str:
    quoted = f"「{finding.quote}」" if finding.quote else ""
    return f"{finding.message}{quoted} {finding.remedy}"


def _escaped(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _escaped(value).replace(":", "%3A").replace(",", "%2C")


def junit(checked: Sequence[Checked], level: Severity, fail_on: Severity) -> str:
    """A suite for each draft, a case for each finding; those from `fail_on` up are failures."""
    from lxml import etree
    from lxml.builder import E

    failing = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    suites = []
    for one in checked:
        cases = []
        for finding in shown([one], level):
            body = _UNFIT.sub("\ufffd", f"{finding.path}\n{_sentence(finding)}".strip())
            failure = E.failure(body, type=finding.severity, message=_UNFIT.sub("\ufffd", finding.message))
            note = failure if finding.severity in failing else E("system-out", body)
            cases.append(E.testcase(note, name=f"{title(finding)}: {finding.line}", classname=one.file))
        failures = sum(finding.severity in failing for finding in shown([one], level))
        cases = cases or [E.testcase(name="plandiff check", classname=one.file)]
        suites.append(E.testsuite(*cases, name=one.file, tests=str(len(cases)), failures=str(failures)))
    xml: bytes = etree.tostring(E.testsuites(*suites), encoding="utf-8", xml_declaration=True, pretty_print=True)
    return xml.decode("utf-8")


OUTPUTS: dict[str, Output] = {"text": text, "json": as_json, "sarif": sarif, "github": github, "junit": junit}


def explain(code: str) -> str | None:
    """What a rule looks for, why, an example, what to do and how to silence it; None if there is no such rule."""
    rule = by_code(code)
    if rule is None:
        return None
    return "\n".join(
        (
            f"{rule.code} {rule.name}: {rule.title}（{_WORDS[rule.severity]}）",
            f"  内容: {rule.what}",
            f"  理由: {rule.why}",
            f"  例: {rule.example}",
            f"  対処: {rule.remedy}",
            f'  止め方: 設定に ignore = ["{rule.code}"]、重さは severity = {{ {rule.code} = "info" }}、',
            "          一件だけなら --write-acks で承認に加える。",
            "",
        )
    )
