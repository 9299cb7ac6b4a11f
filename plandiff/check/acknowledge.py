"""Findings and acknowledgements in, what remains to be mended out; and the findings of today as acknowledgements."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from pathlib import Path

from plandiff.check.catalogue import by_code
from plandiff.check.config import Acknowledgement, Config
from plandiff.check.findings import Finding
from plandiff.errors import ConfigError

UNUSED, EXPIRED = "PD901", "PD902"


def open_findings(findings: Sequence[Finding], acknowledgements: Sequence[Acknowledgement]) -> list[Finding]:
    """The findings of a draft that no acknowledgement covers."""
    covered = {(entry.code, entry.fingerprint) for entry in acknowledgements}
    return [finding for finding in findings if (finding.code, finding.fingerprint) not in covered]


def idle(
    findings: Sequence[Finding], acknowledgements: Sequence[Acknowledgement], ran: Container[str]
) -> Iterator[tuple[str, Acknowledgement]]:
    """Acknowledgements of rules that ran and that cover nothing: (code of the rule they break, acknowledgement).

    One whose rule found something else in its place has expired: the text has changed since.
    """
    found = {(finding.code, finding.fingerprint) for finding in findings}
    places = {(finding.code, finding.path) for finding in findings}
    for entry in acknowledgements:
        if entry.code in ran and (entry.code, entry.fingerprint) not in found:
            yield (EXPIRED if (entry.code, entry.place) in places else UNUSED), entry


def acknowledge(findings: Sequence[Finding], config: Config, reason: str) -> tuple[Path, str, int]:
    """The configuration file, its text with the findings acknowledged, and how many there are; comments are kept.

    Raises `ConfigError` where there is no configuration file to write to.
    """
    import tomlkit
    from tomlkit.items import AoT

    if config.file is None:
        remedy = "plandiff.toml を（空でもよいので）作ってください。"
        raise ConfigError("--write-acks", "承認を書き込む設定ファイルがありません。", remedy)
    document = tomlkit.parse(config.file.read_text(encoding="utf-8-sig"))
    table = document["tool"]["plandiff"] if config.file.name == "pyproject.toml" else document
    entries = table.setdefault("acknowledgements", tomlkit.aot())
    assert isinstance(entries, AoT)
    new = {(f.code, f.fingerprint): f for f in findings if by_code(f.code) and f.code not in (UNUSED, EXPIRED)}
    for finding in new.values():
        record = (config.name_of(finding.file), finding.code, finding.fingerprint, finding.path, reason)
        entries.append(tomlkit.item(Acknowledgement(*record)._asdict()))
    return config.file, tomlkit.dumps(document), len(new)
