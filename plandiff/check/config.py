"""A `plandiff.toml` or `pyproject.toml` in, the configuration of a check out, every key and value verified."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, NamedTuple, cast

from plandiff.align.texts import bigrams
from plandiff.check.catalogue import RULES, by_code, matching
from plandiff.check.draft import Demands
from plandiff.check.findings import SEVERITIES, Severity
from plandiff.errors import ConfigError
from plandiff.tokenise import DICTIONARIES

NAMES = ("plandiff.toml", "pyproject.toml")


class Acknowledgement(NamedTuple):
    """A finding that is meant to be: of which draft and rule, its fingerprint, where it stood, and why it is right."""

    draft: str
    code: str
    fingerprint: str
    place: str
    reason: str


class Config(NamedTuple):
    """What `[tool.plandiff]` can say. `folder` is what its paths are relative to; `baselines` are (pattern of drafts,
    last year's plan); `pins` and `apart` are pairs (beginning of an old item, of a new item)."""

    folder: Path
    file: Path | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = {}
    fail_on: Severity = "error"
    baselines: tuple[tuple[str, str], ...] = ()
    demands: Demands = Demands()
    pins: tuple[tuple[str, str], ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
    dictionary: str = "small"
    acknowledgements: tuple[Acknowledgement, ...] = ()

    def name_of(self, draft: str) -> str:
        """A draft's path as the configuration writes it."""
        path = Path(draft).resolve()
        return path.relative_to(self.folder).as_posix() if path.is_relative_to(self.folder) else path.as_posix()

    def baseline_of(self, draft: str) -> str | None:
        """Last year's plan for a draft: of the first pattern that fits; `{name}` and `{path}` stand for the draft's."""
        name = self.name_of(draft)
        for pattern, baseline in self.baselines:
            if fnmatchcase(name, pattern):
                place = baseline.replace("{name}", Path(name).name).replace("{path}", name)
                return place if ":" in place else str(self.folder / place)
        return None

    def refined(self, fail_on: Severity | None, select: Iterable[str], ignore: Iterable[str]) -> Config:
        """The configuration with what the command line says over it. Raises `ConfigError` for a rule there is not."""
        return self._replace(
            fail_on=fail_on or self.fail_on,
            select=_selectors(list(select), "--select", "--select") or self.select,
            ignore=(*self.ignore, *_selectors(list(ignore), "--ignore", "--ignore")),
        )

    def rules(self) -> frozenset[str]:
        """The codes of the rules that are on: all, or those selected, without those ignored."""
        return (matching(self.select) if self.select else matching(("PD",))) - matching(self.ignore)


def find_config(start: Path) -> Config:
    """The nearest configuration at or above a folder; without one, the defaults. Raises `ConfigError`."""
    for folder in (start, *start.parents):
        for name in NAMES:
            if (folder / name).is_file():
                config = read_config(folder / name)
                if config:
                    return config
    return Config(start)


def read_config(file: Path) -> Config | None:
    """The configuration of a file, or None for a `pyproject.toml` that has none. Raises `ConfigError`."""
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise ConfigError(str(file), "設定ファイルがありません。", "パスを確かめてください。") from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(
            str(file), f"設定ファイルを読めません（{error}）。", "TOML の書き方を確かめてください。"
        ) from None
    table = data.get("tool", {}).get("plandiff") if file.name == "pyproject.toml" else data
    return None if table is None else _build(table, file)


def _build(table: Mapping[str, Any], file: Path) -> Config:
    place = str(file)
    for key in table:
        if key not in _KEYS:
            raise ConfigError(place, f"「{key}」という設定はありません。", f"「{_nearest(key, _KEYS)}」のことですか。")
    values = {key.replace("-", "_"): read(table[key], key, place) for key, read in _KEYS.items() if key in table}
    demands = Demands(values.pop("required", ()), values.pop("glossary", ()))
    return Config(folder=file.resolve().parent, file=file, demands=demands, **values)


def _nearest(word: str, known: Mapping[str, object] | tuple[str, ...]) -> str:
    """The known word that shares most letter pairs with a word."""
    mine = bigrams(word)
    return max(sorted(known), key=lambda other: (mine & bigrams(other)).total() / (mine | bigrams(other)).total())


# ---- values: each reader takes the value, its key and the file, and gives what the configuration holds


def _fail(key: str, place: str, wanted: str) -> ConfigError:
    return ConfigError(place, f"「{key}」の値が正しくありません。", f"{wanted}を書いてください。")


def _strings(value: Any, key: str, place: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
        raise _fail(key, place, '文字列の並び ["…"] ')
    return tuple(value)


def _selectors(value: Any, key: str, place: str) -> tuple[str, ...]:
    for word in _strings(value, key, place):
        if not matching((word,)):
            names = tuple(name for rule in RULES for name in (rule.code, rule.name))
            raise ConfigError(
                place, f"「{word}」という規則はありません。", f"「{_nearest(word, names)}」のことですか。"
            )
    return tuple(value)


def _table(value: Any, key: str, place: str) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict) or not all(isinstance(entry, str) for entry in value.values()):
        raise _fail(key, place, '文字列どうしの表 { "…" = "…" } ')
    return tuple(value.items())


def _severities(value: Any, key: str, place: str) -> Mapping[str, Severity]:
    found: dict[str, Severity] = {}
    for word, severity in _table(value, key, place):
        for code in sorted(matching(_selectors([word], key, place))):
            found[code] = cast(Severity, _choice(*SEVERITIES)(severity, key, place))
    return found


def _choice(*allowed: str) -> Callable[[Any, str, str], str]:
    def read(value: Any, key: str, place: str) -> str:
        if value not in allowed:
            raise _fail(key, place, "、".join(allowed) + " のどれか")
        return str(value)

    return read


def _records(*fields: str) -> Callable[[Any, str, str], tuple[tuple[str, ...], ...]]:
    """A list of tables that all have these fields and no others."""

    def read(value: Any, key: str, place: str) -> tuple[tuple[str, ...], ...]:
        entries: list[Any] = value if isinstance(value, list) else [None]
        if not all(isinstance(entry, dict) and sorted(entry) == sorted(fields) for entry in entries):
            raise _fail(key, place, f"{'、'.join(fields)} をもつ表の並び")
        return tuple(tuple(str(entry[field]) for field in fields) for entry in entries)

    return read


def _acknowledgements(value: Any, key: str, place: str) -> tuple[Acknowledgement, ...]:
    found = tuple(Acknowledgement(*entry) for entry in _records(*Acknowledgement._fields)(value, key, place))
    for entry in found:
        if by_code(entry.code) is None:
            raise ConfigError(place, f"承認の規則「{entry.code}」はありません。", "code を確かめてください。")
        if not entry.reason.strip():
            raise ConfigError(
                place, f"承認 {entry.fingerprint} に理由がありません。", "reason に理由を書いてください。"
            )
    return found


_KEYS: dict[str, Callable[[Any, str, str], Any]] = {
    "select": _selectors,
    "ignore": _selectors,
    "severity": _severities,
    "fail-on": _choice(*SEVERITIES),
    "baselines": _table,
    "required": _strings,
    "glossary": _table,
    "pins": _records("old", "new"),
    "apart": _records("old", "new"),
    "dictionary": _choice(*DICTIONARIES),
    "acknowledgements": _acknowledgements,
}
