"""A git revision and a path in it in, the bytes of the file out."""

from __future__ import annotations

import re
from os.path import lexists

from plandiff.errors import ReadError

# At least two characters before the colon: `C:` is a drive.
_REVISION = r"(?P<revision>[^-:\s/\\][^:\s]+):(?P<path>.+)"  # compiled for a path with a colon


def split_revision(spec: str) -> tuple[str, str] | None:
    """Revision and path of `HEAD~1:plans/r08.md`; None for the path of a file."""
    match = re.fullmatch(_REVISION, spec) if ":" in spec else None
    return (match["revision"], match["path"]) if match and not lexists(spec) else None


def read_revision(revision: str, path: str) -> bytes:
    """The file as the revision holds it, filters and converters aside. Raises `ReadError`."""
    import subprocess

    spec = f"{revision}:{path}"
    try:
        done = subprocess.run(["git", "cat-file", "blob", spec], capture_output=True, check=False)
    except FileNotFoundError:
        raise ReadError(spec, "git がありません。", "git を入れるか、ファイルを指定してください。") from None
    if done.returncode:
        cause = "git のこの版にこのファイルはありません。"
        raise ReadError(spec, cause, "版とパス（リポジトリの根から）を確かめてください。")
    return done.stdout
