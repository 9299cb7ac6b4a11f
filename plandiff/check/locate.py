"""A folder in, the files out that may hold its configuration, the nearest first; none of them is parsed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

NAMES = ("plandiff.toml", "pyproject.toml")


def config_files(start: Path) -> Iterator[Path]:
    """Each `plandiff.toml`, and each `pyproject.toml` that may have a table of ours, at or above a folder."""
    for folder in (start, *start.parents):
        for name in NAMES:
            file = folder / name
            if file.is_file() and (name == NAMES[0] or _may_configure(file.read_bytes())):
                yield file


def _may_configure(data: bytes) -> bool:
    """Whether a `pyproject.toml` may have the table `tool.plandiff`, however it is written."""
    return b"tool.plandiff" in data or (b"plandiff" in data and (b"[tool]" in data or b'"tool"' in data))
