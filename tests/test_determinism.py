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

from plandiff.renderers import RENDERERS

# Writes a report of the two plans in every format; one process for all, so that a variant costs one start.
_SCRIPT = """
import sys
from plandiff.cli import cli
old, new, folder, *formats = sys.argv[1:]
for name in formats:
    cli(["compare", old, new, "-f", name, "-o", f"{folder}/{name}"], standalone_mode=False)
"""


class Place(NamedTuple):
    """A folder that holds two plans of one body under `plans`, links to them under `links`, and an empty `elsewhere`."""

    root: Path

    def reports(self, name: str, old: str, new: str, cwd: Path, **environment: str) -> dict[str, bytes]:
        folder = self.root / f"reports-{name}"
        folder.mkdir()
        bare = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG"))}
        subprocess.run(
            [sys.executable, "-c", _SCRIPT, old, new, str(folder), *RENDERERS],
            env={**bare, **environment}, cwd=cwd, check=True,
        )  # fmt: skip
        return {format_: (folder / format_).read_bytes() for format_ in RENDERERS}


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


SPELLINGS = {"dot": "./{}", "around": "../plans/./{}", "absolute": "{root}/plans/{}", "link": "../links/{}"}


@pytest.mark.parametrize("spelling", SPELLINGS, ids=SPELLINGS.keys())
def test_a_path_is_its_last_part(place: Place, reports: dict[str, bytes], spelling: str) -> None:
    old, new = (SPELLINGS[spelling].format(name, root=place.root) for name in ("旧計画.txt", "新計画.txt"))
    assert place.reports(spelling, old, new, place.root / "plans") == reports


def test_nor_is_the_folder_where_a_run_starts(place: Place, reports: dict[str, bytes]) -> None:
    assert place.reports("cwd", "../plans/旧計画.txt", "../plans/新計画.txt", place.root / "elsewhere") == reports


def test_a_link_goes_by_its_own_name(place: Place, reports: dict[str, bytes]) -> None:
    found = place.reports("alias", "別名の旧計画.txt", "別名の新計画.txt", place.root / "links")
    for format_ in ("text", "markdown", "html", "json"):
        assert found[format_].decode().replace("別名の", "") == reports[format_].decode()
        assert found[format_] != reports[format_]
