"""A draft, last year's plan and a configuration in, the findings out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from plandiff.check.acknowledge import idle, open_findings
from plandiff.check.catalogue import RULES, by_code
from plandiff.check.config import Config
from plandiff.check.draft import Draft
from plandiff.check.findings import SEVERITIES, Finding, Hit, Severity, fingerprint
from plandiff.check.rule import Rule
from plandiff.model import Item, Plan


class Checked(NamedTuple):
    """What the check of one draft found, and how many more findings are acknowledged."""

    file: str
    findings: tuple[Finding, ...]
    acknowledged: int


def needs_comparison(config: Config) -> bool:
    """Whether a rule that is on looks at last year's plan."""
    return any(rule.needs == "baseline" for rule in _on(config)) or bool(config.demands.required)


def check(draft: Draft, file: str, config: Config) -> Checked:
    """The findings of a draft in reading order, those acknowledged aside."""
    rules = [rule for rule in _on(config) if draft.report or rule.needs != "baseline"]
    found = [_finding(rule, hit, draft, file, config) for rule in rules for hit in rule.find(draft)]
    own = [entry for entry in config.acknowledgements if entry.draft == config.name_of(file)]
    remaining = open_findings(found, own)
    for code, entry in idle(found, own, {rule.code for rule in rules}):
        rule = by_code(code)
        if rule in _on(config) and rule:
            hit = Hit(f"{entry.code} の承認（理由: {entry.reason}）に当たるものがありません。", entry.fingerprint)
            remaining.append(_finding(rule, hit, draft, file, config)._replace(path=entry.place))
    remaining.sort(key=lambda finding: (finding.line, finding.code))
    return Checked(file, tuple(remaining), len(found) - len(open_findings(found, own)))


def fails(checked: Sequence[Checked], threshold: Severity) -> bool:
    """Whether a finding is as severe as the threshold."""
    serious = SEVERITIES[: SEVERITIES.index(threshold) + 1]
    return any(finding.severity in serious for one in checked for finding in one.findings)


def _on(config: Config) -> list[Rule]:
    codes = config.rules()
    return [rule for rule in RULES if rule.code in codes]


def _finding(rule: Rule, hit: Hit, draft: Draft, file: str, config: Config) -> Finding:
    item = hit.item
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=config.severity.get(rule.code, rule.severity),
        file=file,
        line=hit.line or (item.line if item else 1),
        path=_path(draft.plan, item) if item else "",
        quote=hit.quote,
        message=hit.message,
        remedy=rule.remedy,
        fingerprint=fingerprint(rule.code, hit),
    )


def _path(plan: Plan, item: Item) -> str:
    """The headings above an item and its own number, outermost first."""
    names = [f"{heading.marker} {heading.text}".strip()[:40] for heading in plan.path(item)]
    own = item.marker if any(char.isalnum() for char in item.marker) else ""
    return " > ".join([*names, own] if own else names)
