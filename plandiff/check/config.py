"""A `plandiff.toml` or `pyproject.toml` in, the configuration of a check out, every key and value verified."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from os.path import relpath
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

from plandiff.check.catalogue import NAMES, by_code, matching
from plandiff.check.draft import Demands
from plandiff.check.findings import SEVERITIES, Severity
from plandiff.check.locate import config_files
from plandiff.dictionary import DICTIONARIES
from plandiff.errors import ConfigError
from plandiff.revisions import split_revision

if TYPE_CHECKING:
    from plandiff.align import Pins


class Acknowledgement(NamedTuple):
    """A finding that is meant to be: of which draft and rule, its fingerprint, where it stood, and why it is right."""

    draft: str
    code: str
    fingerprint: str
    place: str
    reason: str


class Pin(NamedTuple):
    """A pair that is decided: how the old item begins, and the new one; of which drafts (a pattern)."""

    old: str
    new: str
    draft: str = "*"


class Config(NamedTuple):
    """What `[tool.plandiff]` can say. `folder` is what its paths are relative to; `baselines` are (pattern of drafts,
    last year's plan); `pins` are linked, `apart` never; `aliases` are pairs of terms that mean the same."""

    folder: Path
    file: Path | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = {}
    fail_on: Severity = "error"
    baselines: tuple[tuple[str, str], ...] = ()
    demands: Demands = Demands()
    aliases: tuple[tuple[str, str], ...] = ()
    pins: tuple[Pin, ...] = ()
    apart: tuple[Pin, ...] = ()
    dictionary: str = "small"
    acknowledgements: tuple[Acknowledgement, ...] = ()

    def name_of(self, draft: str) -> str:
        """A draft's path as the configuration writes it; that of a git revision as if it were the file of today."""
        revision = split_revision(draft)
        path = Path(revision[1] if revision else draft).resolve()
        return path.relative_to(self.folder).as_posix() if path.is_relative_to(self.folder) else path.as_posix()

    def baseline_of(self, draft: str) -> str | None:
        """Last year's plan for a draft: of the first pattern that fits; `{name}` and `{path}` stand for the draft's."""
        name = self.name_of(draft)
        for pattern, baseline in self.baselines:
            if fnmatchcase(name, pattern):
                return self._placed(baseline.replace("{name}", Path(name).name).replace("{path}", name))
        return None

    def _placed(self, baseline: str) -> str:
        """A baseline as seen from the current folder."""
        revision, path = split_revision(baseline) or ("", baseline)
        if not revision:
            return str(self.folder / path)
        return f"{revision}:./{Path(relpath(self.folder / path)).as_posix()}"

    def pins_for(self, draft: str) -> Pins:
        """The pairs that are decided for a draft."""
        from plandiff.align import Pins  # and with it what only a comparison needs

        name = self.name_of(draft)
        same, apart = (
            tuple((pin.old, pin.new) for pin in pins if fnmatchcase(name, pin.draft))
            for pins in (self.pins, self.apart)
        )
        return Pins(same, apart)

    @property
    def same_terms(self) -> tuple[tuple[str, str], ...]:
        """The pairs of terms that mean the same: aliases, and those of the glossary."""
        return (*self.aliases, *self.demands.glossary)

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
    return next(filter(None, map(read_config, config_files(start))), Config(start))


def read_config(file: Path) -> Config | None:
    """The configuration of a file, or None for a `pyproject.toml` that has none. Raises `ConfigError`."""
    import tomllib  # here, for a check without a configuration

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
        _known(key, tuple(_KEYS), f"「{key}」という設定", place)
    values = {key.replace("-", "_"): read(table[key], key, place) for key, read in _KEYS.items() if key in table}
    demands = Demands(values.pop("required", ()), values.pop("glossary", ()))
    return Config(folder=file.resolve().parent, file=file, demands=demands, **values)


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that shares most letter pairs with a word."""
    from plandiff.align.texts import bigrams

    mine = bigrams(word)
    return max(sorted(known), key=lambda one: (mine & bigrams(one)).total() / (mine | bigrams(one)).total())


def _known(word: str, known: Sequence[str], what: str, place: str) -> None:
    if word not in known:
        raise ConfigError(place, f"{what}はありません。", f"「{nearest(word, known)}」のことですか。")


_Record = TypeVar("_Record", Pin, Acknowledgement)


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
            _known(word, NAMES, f"「{word}」という規則", place)
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


def _records(value: Any, key: str, place: str, kind: type[_Record]) -> tuple[_Record, ...]:
    """A list of tables whose keys are the fields of a record; those with a default may be missing."""
    needed = [field for field in kind._fields if field not in kind._field_defaults]
    entries: list[Any] = value if isinstance(value, list) else [None]
    for entry in entries:
        if not isinstance(entry, dict) or not all(isinstance(text, str) for text in entry.values()):
            raise _fail(key, place, f"{'、'.join(needed)} をもつ表の並び")
        for name in entry:
            _known(name, kind._fields, f"{key} に「{name}」という項目", place)
        if not all(field in entry for field in needed):
            raise _fail(key, place, f"{'、'.join(needed)} をもつ表の並び")
    return tuple(kind(**entry) for entry in entries)


def _pins(value: Any, key: str, place: str) -> tuple[Pin, ...]:
    return _records(value, key, place, Pin)


def _acknowledgements(value: Any, key: str, place: str) -> tuple[Acknowledgement, ...]:
    found = _records(value, key, place, Acknowledgement)
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
    "aliases": _table,
    "pins": _pins,
    "apart": _pins,
    "dictionary": _choice(*DICTIONARIES),
    "acknowledgements": _acknowledgements,
}
