"""The folder of reports: what is in it and up to date, by a small file of hashes beside the reports."""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from plandiff.batch.manifest import STATE
from plandiff.batch.work import Done, Figures
from plandiff.errors import WriteError
from plandiff.model import KINDS
from plandiff.writing import write_whole


class Entry(NamedTuple):
    """What is known of a report: the key of the task that made it, the hash of its bytes, and its figures."""

    key: str
    digest: str
    figures: Figures


class Store:
    """Keeps reports. Each one kept adds a line to the state file, so that a run that is killed loses none."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
            state = (folder / STATE).read_bytes()
        except FileNotFoundError:
            state = b""
        except OSError as error:
            raise _refused(folder, error) from None
        self._known = dict(entry for line in state.split(b"\n") if (entry := _parsed(line)))

    def current(self, out: str, key: str) -> Figures | None:
        """The figures of a report that is in its place, as a task of this key made it."""
        entry = self._known.get(out)
        if entry is None or entry.key != key:
            return None
        try:
            report = (self.folder / out).read_bytes()
        except OSError:
            return None
        return entry.figures if sha256(report).hexdigest() == entry.digest else None

    def keep(self, out: str, key: str, done: Done) -> None:
        """Write a report, then note it. Raises `WriteError`."""
        place = self.folder / out
        entry = Entry(key, sha256(done.report).hexdigest(), done.figures)
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            write_whole(place, done.report)
            with (self.folder / STATE).open("ab") as state:
                state.write(b"\n" + _line(out, entry))  # before it: the line above may be torn
        except OSError as error:
            raise _refused(place, error) from None
        self._known[out] = entry

    def settle(self, outs: Iterable[str]) -> None:
        """Rewrite the state in the order of these reports, without what is out of date. Raises `WriteError`."""
        lines = [_line(out, self._known[out]) + b"\n" for out in outs if out in self._known]
        write_whole(self.folder / STATE, b"".join(lines))


def _refused(place: Path, error: OSError) -> WriteError:
    remedy = "出力先のフォルダーと権限を確かめてください。"
    return WriteError(str(place), f"書き込めません（{error.strerror}）。", remedy)


def _line(out: str, entry: Entry) -> bytes:
    figures = entry.figures._asdict()
    return json.dumps({"out": out, "key": entry.key, "digest": entry.digest, "figures": figures}).encode()


def _parsed(line: bytes) -> tuple[str, Entry] | None:
    """A line of the state; None for one that is torn or not ours, whose report is then made again."""
    try:
        data = json.loads(line)
        found = data["figures"]
        kinds: dict[str, int] = {kind: int(found["kinds"][kind]) for kind in KINDS}
        years = [year if year is None else int(year) for year in (found["old_year"], found["new_year"])]
        figures = Figures(years[0], years[1], kinds, int(found["warnings"]))
        return str(data["out"]), Entry(str(data["key"]), str(data["digest"]), figures)
    except (ValueError, TypeError, KeyError):
        return None
