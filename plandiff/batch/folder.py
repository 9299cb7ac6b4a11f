"""A folder of bodies and years in (`BODY/r05.txt`), the pairs of successive years of each body out."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

from plandiff.batch.manifest import STATE, Batch, Pair
from plandiff.errors import ManifestError
from plandiff.fiscal import plan_year


def read_folder(folder: Path, suffix: str) -> Batch:
    """The pairs, bodies by name; hidden files are none. Raises `ManifestError` where a body has a year twice."""
    pairs: list[Pair] = []
    notes: list[str] = []
    for body in _visible(folder):
        if (body / STATE).exists():
            continue  # reports of an earlier run
        if not body.is_dir():
            notes.append(f"「{body.name}」は組織のフォルダーではないので使いません。")
            continue
        years = _by_year(body, notes)
        plans = [years[year] for year in sorted(years)]
        if len(plans) < 2:
            notes.append(f"「{body.name}」には比べる二つの年度がありません。")
        pairs += [
            Pair(
                body.name,
                f"{body.name}/{old.name}",
                f"{body.name}/{new.name}",
                f"{body.name}/{old.stem}-{new.stem}{suffix}",
            )
            for old, new in pairwise(plans)
        ]
    return Batch(folder, tuple(pairs), tuple(notes))


def _by_year(body: Path, notes: list[str]) -> dict[int, Path]:
    """The plans of a body by the years in their names; what has none is noted."""
    years: dict[int, Path] = {}
    for plan in _visible(body):
        year = None if plan.is_dir() else plan_year(plan.stem.upper(), "")
        if year is None:
            notes.append(f"「{body.name}/{plan.name}」は名前から年度が分からないので使いません。")
        elif year in years:
            cause = f"「{years[year].name}」と「{plan.name}」はどちらも{year}年度です。"
            raise ManifestError(str(body), cause, "片方を除くか、CSV の一覧で組を指定してください。")
        else:
            years[year] = plan
    return years


def _visible(folder: Path) -> Iterable[Path]:
    try:
        return sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as error:
        cause = f"フォルダーを開けません（{error.strerror}）。"
        raise ManifestError(str(folder), cause, "権限を確かめてください。") from None
