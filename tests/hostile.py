"""What tests of hostile inputs share: how such an input is read, and what becomes of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from plandiff import Plan, PlandiffError
from plandiff.api import parse_plan
from plandiff.limits import Limits

PLAN = "１．海を測る。\n２．空を測る。\n"


def read(data: bytes | str, format: str, limits: Limits | None = None) -> Plan:
    return parse_plan(data.encode() if isinstance(data, str) else data, "計画", None, format, limits or Limits())


def outcome_of(data: bytes, format: str) -> Plan | str:
    """The plan, or the error."""
    try:
        return read(data, format)
    except PlandiffError as error:
        return str(error)


def run(folder: Path, *arguments: str, code: str = "") -> subprocess.CompletedProcess[str]:
    command = ["-c", code] if code else ["-m", "plandiff"]
    return subprocess.run(
        [sys.executable, *command, *arguments], cwd=folder, capture_output=True, text=True, check=False
    )
