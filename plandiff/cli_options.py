"""What the commands of the command line share: their class, and the options of reports."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import click

from plandiff import api
from plandiff.check.locate import config_files
from plandiff.dictionary import DICTIONARIES
from plandiff.errors import ConfigError
from plandiff.labels import LANGUAGES
from plandiff.limits import DEFAULTS, MEGABYTE, MOST_DEPTH, Limits
from plandiff.readers import FORMATS
from plandiff.renderers import RENDERERS, Columns, Unchanged

if TYPE_CHECKING:
    from plandiff.check.config import Config

_F = TypeVar("_F", bound=Callable[..., object])
_POSITIVE = click.FloatRange(min=0, min_open=True)


class Command(click.Command):
    """A command whose short options are made long before click parses them.

    click looks a short option up among the long ones first, and imports difflib to guess what was meant.
    """

    def parse_args(self, context: click.Context, args: list[str]) -> list[str]:
        """Parse `-o FILE` and `-oFILE` as `--output FILE`."""
        long = {p.opts[0]: p.opts[-1] for p in self.params if isinstance(p, click.Option) and not p.is_flag}
        end = args.index("--") if "--" in args else len(args)
        plain = [
            f"{long[arg[:2]]}={arg[2:]}" if len(arg) > 2 and arg[:2] in long else long.get(arg, arg)
            for arg in args[:end]
        ]
        return super().parse_args(context, plain + args[end:])


_REPORT_OPTIONS = (
    click.option(
        "-f", "--format", "format_", type=click.Choice(list(RENDERERS)), help="出力形式。既定は拡張子から判断する。"
    ),
    click.option("--input-format", type=click.Choice(FORMATS), help="入力形式。既定は内容と拡張子から判断する。"),
    click.option(
        "--unchanged",
        type=click.Choice(get_args(Unchanged)),
        default="abridged",
        show_default=True,
        help="変更のない項目の扱い: 全文、略、省く。",
    ),
    click.option(
        "--columns",
        type=click.Choice(get_args(Columns)),
        default="new-old",
        show_default=True,
        help="新旧対照表の列の順。",
    ),
    click.option("--statute", is_flag=True, help="新旧対照表で、（削除）を法令の形の（削る）とする。"),
    click.option("--lang", type=click.Choice(LANGUAGES), help="報告の言語。既定は計画の言語。"),
    click.option(
        "--dictionary",
        type=click.Choice(DICTIONARIES),
        help=f"Sudachi 辞書。既定は設定か {api.DICTIONARY}。",
    ),
)


def configuration(file: Path | None) -> Config | None:
    """The configuration of a file, else the nearest one; None where there is none. Raises `ConfigError`."""
    if file is None and not any(config_files(Path.cwd())):
        return None
    from plandiff.check.config import find_config, read_config  # with all rules, which few comparisons need

    config = read_config(file) if file else find_config(Path.cwd())
    if config is None:
        raise ConfigError(str(file), "[tool.plandiff] がありません。", "表を加えるか、別のファイルを指定してください。")
    return config


def report_options(command: _F) -> _F:
    """Give a command the options that say how plans are read and how reports look."""
    for option in reversed(_REPORT_OPTIONS):
        command = option(command)
    return command


# What an input may ask for: option, type, default, unit, what it limits.
_LIMITS: tuple[tuple[str, click.ParamType[Any], float, str, str], ...] = (
    ("--max-size", _POSITIVE, DEFAULTS.size / MEGABYTE, "MB", "入力ファイルの大きさの上限。"),
    ("--max-expanded", _POSITIVE, DEFAULTS.expanded / MEGABYTE, "MB", "Word 文書を展開した大きさの上限。"),
    ("--max-depth", click.IntRange(1, MOST_DEPTH), DEFAULTS.depth, "N", "要素の入れ子の上限。"),
    ("--max-seconds", _POSITIVE, DEFAULTS.seconds, "S", "PDF の 1 ページを読む時間の上限。"),
)


def limit_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of what an input may ask for; it gets them as `limits`."""

    @wraps(command)
    def limited(max_size: float, max_expanded: float, max_depth: int, max_seconds: float, **options: Any) -> None:
        limits = Limits(round(max_size * MEGABYTE), round(max_expanded * MEGABYTE), max_depth, max_seconds)
        command(limits=limits, **options)

    for name, kind, default, unit, what in reversed(_LIMITS):
        option = click.option(name, type=kind, default=default, show_default=True, metavar=unit, help=what)
        limited = option(limited)
    return limited
