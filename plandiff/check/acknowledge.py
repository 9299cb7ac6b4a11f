"""Findings and acknowledgements in, what remains to be mended out; and the findings of today as acknowledgements."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from plandiff.check.config import Acknowledgement, Config
from plandiff.check.findings import Finding
from plandiff.check.locate import NAMES
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


class Written(NamedTuple):
    """The text of a configuration file with other acknowledgements, how many were added, and how many taken out."""

    file: Path
    text: str
    added: int
    removed: int


def acknowledge(findings: Sequence[Finding], config: Config, reason: str) -> Written:
    """Acknowledge findings in the configuration file, or in a new `plandiff.toml`; what else it says is kept.

    Acknowledgements that are found unused or expired are taken out. Raises `ConfigError` for a list written inline.
    """
    import tomlkit
    from tomlkit.items import AoT

    file = config.file or config.folder / NAMES[0]
    document = tomlkit.parse(file.read_text(encoding="utf-8-sig") if config.file else "")
    table = document["tool"]["plandiff"] if file.name == NAMES[1] else document
    if config.file and table is document and "acknowledgements" not in table:
        document.add(tomlkit.nl())
    entries = table.setdefault("acknowledgements", tomlkit.aot())
    if not isinstance(entries, AoT):
        remedy = "[[acknowledgements]] の形に直してください。"
        raise ConfigError(str(file), "acknowledgements が一行の並びで書かれています。", remedy)
    gone = {(config.name_of(f.file), f.quote) for f in findings if f.code in (UNUSED, EXPIRED)}
    idle_at = [n for n, entry in enumerate(entries) if (entry["draft"], entry["fingerprint"]) in gone]
    for n in reversed(idle_at):
        del entries[n]
    new = {(f.file, f.code, f.fingerprint): f for f in findings if f.code not in (UNUSED, EXPIRED)}
    for finding in new.values():
        record = (config.name_of(finding.file), finding.code, finding.fingerprint, finding.path, reason)
        entries.append(tomlkit.item(Acknowledgement(*record)._asdict()))
    return Written(file, tomlkit.dumps(document), len(new), len(idle_at))
