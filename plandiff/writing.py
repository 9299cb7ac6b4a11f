"""Bytes in, a file out that appears whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from stat import S_IMODE

from plandiff.errors import WriteError


def write_whole(path: str | Path, data: bytes) -> None:
    """Write a file under a temporary name beside it, then rename it; of a symbolic link, the file that it names.

    A file that is replaced keeps its permissions. What is no regular file (a device, a pipe) is written to as it
    stands. Raises `WriteError`.
    """
    place = Path(path)
    try:
        if place.is_dir():
            raise IsADirectoryError(21, "フォルダーです")
        if place.exists() and not place.is_file():
            place.write_bytes(data)
        else:
            _replace(Path(os.path.realpath(place)), data)
    except OSError as error:
        remedy = "出力先のフォルダーと権限、空き容量を確かめてください。"
        raise WriteError(str(path), f"書き込めません（{error.strerror}）。", remedy) from None


def _replace(target: Path, data: bytes) -> None:
    draft = target.with_name(f".plandiff-{os.getpid()}-{os.urandom(4).hex()}.part")
    try:
        draft.touch()
        with suppress(FileNotFoundError):
            draft.chmod(S_IMODE(target.stat().st_mode))
        draft.write_bytes(data)
        draft.replace(target)
    except BaseException:
        with suppress(OSError):
            draft.unlink()
        raise
