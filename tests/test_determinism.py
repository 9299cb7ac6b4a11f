"""The same plans give the same bytes, whatever the hash seed, locale, time zone, folder or spelling of a path.

Of a path only the last part, as typed, is in a report: a link goes by its own name.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from truth import SAMPLES

from plandiff.check.outputs import OUTPUTS
from plandiff.renderers import SUFFIXES

# Writes a report and a check of the two plans in every format; one process for all, so that a variant costs one start.
_SCRIPT = """
import sys
from contextlib import suppress
from plandiff.check.outputs import OUTPUTS
from plandiff.cli import cli
from plandiff.renderers import RENDERERS
old, new, folder = sys.argv[1:]
for name in RENDERERS:
    cli(["compare", old, new, "-f", name, "-o", f"{folder}/{name}"], standalone_mode=False)
for name in OUTPUTS:
    with suppress(SystemExit):
        cli(["check", new, "--against", old, "-f", name, "-o", f"{folder}/check-{name}"], standalone_mode=False)
"""
_CHECKS = [f"check-{name}" for name in OUTPUTS]


class Place(NamedTuple):
    """A folder that holds two plans of one body under `plans`, links to them under `links`, and an empty `elsewhere`."""

    root: Path

    def reports(self, name: str, old: str, new: str, cwd: Path, **environment: str) -> dict[str, bytes]:
        """What the script writes into a new folder, by name."""
        folder = self.root / f"reports-{name}"
        folder.mkdir()
        bare = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG"))}
        subprocess.run(
            [sys.executable, "-c", _SCRIPT, old, new, str(folder)],
            env={**bare, **environment}, cwd=cwd, check=True,
        )  # fmt: skip
        return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    root = tmp_path_factory.mktemp("場所")
    for folder in ("plans", "links", "elsewhere"):
        (root / folder).mkdir()
    for name, sample in (("旧計画.txt", "r06.txt"), ("新計画.txt", "r07.txt")):
        shutil.copy(SAMPLES / "agency" / sample, root / "plans" / name)
        (root / "links" / name).symlink_to(root / "plans" / name)
        (root / "links" / f"別名の{name}").symlink_to(root / "plans" / name)
    return Place(root)


@pytest.fixture(scope="module")
def reports(place: Place) -> dict[str, bytes]:
    """The reports of a plain run."""
    return place.reports("plain", "旧計画.txt", "新計画.txt", place.root / "plans", PYTHONHASHSEED="0", TZ="UTC")


ENVIRONMENTS = {
    "hash seed": {"PYTHONHASHSEED": "12345"},
    "locale C": {"LC_ALL": "C"},
    "locale POSIX": {"LC_ALL": "POSIX"},
    "Japanese locale": {"LC_ALL": "ja_JP.UTF-8", "LANG": "ja_JP.UTF-8"},
    "a locale that is not there": {"LC_ALL": "xx_YY.UTF-8"},
    "time zone": {"TZ": "Pacific/Kiritimati"},
    "terminal": {"COLUMNS": "40", "TERM": "dumb", "NO_COLOR": "1"},
}


@pytest.mark.parametrize("environment", ENVIRONMENTS.values(), ids=ENVIRONMENTS.keys())
def test_the_environment_is_not_in_a_report(
    place: Place, reports: dict[str, bytes], environment: dict[str, str]
) -> None:
    name = "-".join(environment)
    shutil.rmtree(place.root / f"reports-{name}", ignore_errors=True)
    assert place.reports(name, "旧計画.txt", "新計画.txt", place.root / "plans", **environment) == reports


def without_checks(reports: dict[str, bytes]) -> dict[str, bytes]:
    """The reports alone: findings name a draft by the path typed, for editors to open."""
    assert set(_CHECKS) < set(reports)
    return {name: data for name, data in reports.items() if name not in _CHECKS}


SPELLINGS = {"dot": "./{}", "around": "../plans/./{}", "absolute": "{root}/plans/{}", "link": "../links/{}"}


@pytest.mark.parametrize("spelling", SPELLINGS, ids=SPELLINGS.keys())
def test_a_path_is_its_last_part(place: Place, reports: dict[str, bytes], spelling: str) -> None:
    old, new = (SPELLINGS[spelling].format(name, root=place.root) for name in ("旧計画.txt", "新計画.txt"))
    assert without_checks(place.reports(spelling, old, new, place.root / "plans")) == without_checks(reports)


def test_nor_is_the_folder_where_a_run_starts(place: Place, reports: dict[str, bytes]) -> None:
    found = place.reports("cwd", "../plans/旧計画.txt", "../plans/新計画.txt", place.root / "elsewhere")
    assert without_checks(found) == without_checks(reports)


def test_a_link_goes_by_its_own_name(place: Place, reports: dict[str, bytes]) -> None:
    found = place.reports("alias", "別名の旧計画.txt", "別名の新計画.txt", place.root / "links")
    for format_ in ("text", "markdown", "html", "json"):
        assert found[format_].decode().replace("別名の", "") == reports[format_].decode()
        assert found[format_] != reports[format_]


@pytest.mark.parametrize("suffix", ["docx", "html", "md", "pdf"])
def test_plans_of_every_format_are_read_alike(place: Place, suffix: str) -> None:
    runs = [
        place.reports(
            f"{suffix}-{seed}", f"r06.{suffix}", f"r07.{suffix}", SAMPLES / "agency", PYTHONHASHSEED=seed, TZ=zone
        )
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    ]
    assert runs[0] == runs[1]


@pytest.mark.parametrize("jobs", ["2", "3"])
def test_how_many_jobs_a_batch_has_is_not_in_its_reports(place: Place, jobs: str, tmp_path: Path) -> None:
    plans = place.root / "plans"
    rows = [f"{plans}/旧計画.txt,{plans}/新計画.txt,市/r07{suffix}\n" for suffix in SUFFIXES]
    (tmp_path / "一覧.csv").write_text("old,new,out\n" + "".join(rows), encoding="utf-8")
    runs = []
    for count in ("1", jobs):
        command = [sys.executable, "-m", "plandiff", "batch", "一覧.csv", "-o", count, "-j", count]
        env = {**os.environ, "PYTHONHASHSEED": count}
        subprocess.run(command, env=env, cwd=tmp_path, check=True, stderr=subprocess.DEVNULL)
        found = sorted(path for path in (tmp_path / count).rglob("*") if path.is_file())
        runs.append({str(path.relative_to(tmp_path / count)): path.read_bytes() for path in found})
    assert runs[0] == runs[1]
    assert len(runs[0]) == len(SUFFIXES) + 2
