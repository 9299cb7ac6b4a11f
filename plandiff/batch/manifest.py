"""A manifest in, the pairs of plans that it names out: a CSV or TOML file, or a folder of bodies and years."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePath
from typing import Any, NamedTuple

from plandiff.errors import ManifestError

INDEX, STATE = "index.html", ".plandiff-batch.jsonl"

_NEEDED = ("old", "new", "out")
_KNOWN = (*_NEEDED, "body")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


class Pair(NamedTuple):
    """Two plans to compare: whose they are, their paths as the manifest writes them, and that of the report, relative
    to the folder of all reports."""

    body: str
    old: str
    new: str
    out: str


class Batch(NamedTuple):
    """The pairs of a manifest, in its order; `folder` is what the paths of plans are relative to, `notes` say what of a
    folder is in no pair."""

    folder: Path
    pairs: tuple[Pair, ...]
    notes: tuple[str, ...] = ()


def read_manifest(manifest: Path, suffix: str = ".html") -> Batch:
    """The pairs of a manifest; `suffix` is that of the reports on a folder. Raises `ManifestError`, and `ReadError` for
    a file in no known encoding."""
    from plandiff.batch.folder import read_folder

    if manifest.is_dir():
        batch = read_folder(manifest, suffix)
    else:
        rows = _tables(manifest) if manifest.suffix.lower() == ".toml" else _rows(manifest)
        batch = Batch(manifest.parent, tuple(_pair(row, place) for place, row in rows))
    if not batch.pairs:
        raise ManifestError(str(manifest), "比較する組がありません。", "旧計画と新計画の組を書いてください。")
    _verify_outputs(batch, str(manifest))
    return batch


def _text(manifest: Path) -> str:
    from plandiff.readers.text import decode

    try:
        return decode(manifest.read_bytes(), str(manifest))
    except FileNotFoundError:
        raise ManifestError(str(manifest), "ファイルがありません。", "パスを確かめてください。") from None
    except OSError as error:
        raise ManifestError(str(manifest), f"開けません（{error.strerror}）。", "権限を確かめてください。") from None


def _rows(manifest: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The rows of a CSV file by the names in its first, each with its place; empty cells and lines are none."""
    reader = csv.reader(_text(manifest).splitlines(keepends=True), strict=True)
    try:
        header = next(reader, [])
        for row in reader:
            place = f"{manifest} {reader.line_num}行"
            if len(row) > len(header):
                raise ManifestError(place, "列が見出しより多くあります。", "余分な「,」を除いてください。")
            cells = {name: cell for name, cell in zip(header, row, strict=False) if cell}
            if cells:
                yield place, cells
    except csv.Error as error:
        remedy = "CSV の引用符を確かめてください。"
        raise ManifestError(f"{manifest} {reader.line_num}行", f"CSV として読めません（{error}）。", remedy) from None


def _tables(manifest: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The tables `[[pairs]]` of a TOML file, each with its place."""
    try:
        data = tomllib.loads(_text(manifest))
    except tomllib.TOMLDecodeError as error:
        remedy = "TOML の書き方を確かめてください。"
        raise ManifestError(str(manifest), f"TOML として読めません（{error}）。", remedy) from None
    tables = data.get("pairs")
    if list(data) != ["pairs"] or not isinstance(tables, list) or not all(isinstance(t, dict) for t in tables):
        raise ManifestError(str(manifest), "[[pairs]] の並びではありません。", "組ごとに [[pairs]] を書いてください。")
    for number, table in enumerate(tables, start=1):
        yield f"{manifest} {number}組目", table


def _pair(row: Mapping[str, Any], place: str) -> Pair:
    for name in (*row, *_NEEDED):
        if name not in _KNOWN:
            raise ManifestError(place, f"「{name}」は書けません。", f"{'、'.join(_KNOWN)} を使ってください。")
        value = row.get(name)
        if not isinstance(value, str) or not value or _CONTROL.search(value):
            raise ManifestError(place, f"「{name}」がないか、正しくありません。", "一行の文字列を書いてください。")
    out = PurePath(row["out"])
    if out.anchor or ".." in out.parts or not out.name:
        cause = f"「{out}」は報告のフォルダーの中にありません。"
        raise ManifestError(place, cause, "out は報告のフォルダーからの相対パスで書いてください。")
    body = row.get("body") or (out.parent.as_posix() if out.parent.name else out.stem)
    return Pair(body, row["old"], row["new"], out.as_posix())


def _verify_outputs(batch: Batch, place: str) -> None:
    """That no two reports have one name, nor one of our own files' names; on some systems `A` and `a` are one."""
    taken = {INDEX: "一覧", STATE: "記録"}
    for pair in batch.pairs:
        what, name = f"「{pair.old}」と「{pair.new}」の報告", pair.out.casefold()
        if name in taken:
            cause = f"「{pair.out}」は{taken[name]}と{what}の両方の名前です。"
            raise ManifestError(place, cause, "別の名前にしてください。")
        taken[name] = what
