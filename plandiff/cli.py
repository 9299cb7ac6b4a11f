"""The command line: the only module that prints, writes files or exits."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from errno import EPIPE
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from plandiff import api
from plandiff.cli_options import Command, configuration, limit_options, report_options
from plandiff.cli_progress import Progress
from plandiff.dictionary import new_tokeniser
from plandiff.errors import FormatError, PlandiffError, WriteError
from plandiff.limits import Limits
from plandiff.model import Plan, Report
from plandiff.readers import FORMATS
from plandiff.renderers import BINARY, format_of
from plandiff.sharing import Shared, in_two
from plandiff.writing import write_whole

if TYPE_CHECKING:
    from plandiff.check.config import Config

YEAR = click.IntRange(1900, 2100)
_INTERRUPTED = 130
# Commands that few runs need: the modules that hold them, and the first sentence of their help.
_LATE = {
    "check": ("plandiff.cli_check", "計画の案 DRAFTS を検査する（昨年度の計画があれば、それとも比べる）。"),
    "batch": (
        "plandiff.cli_batch",
        "一覧 MANIFEST の計画の組をすべて比較する（CSV、TOML、または「組織/年度の計画」を収めたフォルダー）。",
    ),
}


def _print_version(context: click.Context, _: click.Parameter, value: bool) -> None:
    if value and not context.resilient_parsing:
        from plandiff import __version__
        from plandiff.dictionary import versions

        parts = [f"plandiff {__version__}", *(f"{name} {version}" for name, version in versions(api.DICTIONARY))]
        click.echo(", ".join(parts))
        context.exit()


class _Commands(click.Group):
    """The commands; one that few runs need is imported when it is called."""

    command_class = Command

    def list_commands(self, context: click.Context) -> list[str]:
        """The names in the order of the help."""
        return [*super().list_commands(context), *_LATE]

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """The command of a name."""
        if name in _LATE:
            command: click.Command = import_module(_LATE[name][0]).command
            return command
        return super().get_command(context, name)

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands with what they do; those that few runs need are not imported for it."""
        told = [(name, command.get_short_help_str(formatter.width)) for name, command in self.commands.items()]
        with formatter.section("Commands"):
            formatter.write_dl([*told, *((name, what) for name, (_, what) in _LATE.items())])

    def invoke(self, context: click.Context) -> Any:
        """Run a command; one that is interrupted exits as shells expect."""
        try:
            return super().invoke(context)
        except KeyboardInterrupt:
            click.echo("plandiff: 中断しました。", err=True)
            raise SystemExit(_INTERRUPTED) from None


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_print_version, help="版を表示する。"
)
def cli() -> None:
    """年度計画の新旧を比較する。"""


@cli.command()
@click.argument("old")
@click.argument("new")
@click.option("-o", "--output", help="出力ファイル（拡張子で形式を選ぶ）。省くと標準出力。")
@report_options
@click.option("--old-year", type=YEAR, help="旧計画の年度（西暦）。")
@click.option("--new-year", type=YEAR, help="新計画の年度（西暦）。")
@click.option("--changes-only", is_flag=True, help="--unchanged omit と同じ。")
@click.option("--max-length", type=click.IntRange(min=1), help="Markdown の最大の長さ（字）。超えるときは縮める。")
@click.option("--exit-code", is_flag=True, help="違いがあれば終了コード 1 を返す。")
@click.option("--config", "config_file", type=click.Path(path_type=Path), help="設定ファイル。既定は最も近いもの。")
@limit_options
def compare(
    old: str,
    new: str,
    output: str | None,
    format_: str | None,
    input_format: str | None,
    old_year: int | None,
    new_year: int | None,
    changes_only: bool,
    exit_code: bool,
    config_file: Path | None,
    dictionary: str | None,
    limits: Limits,
    **view: Any,
) -> None:
    """旧計画 OLD と新計画 NEW を比較する（- は標準入力）。"""
    chosen = _format(output, format_)
    if old == new == "-":
        raise PlandiffError("標準入力", "旧と新の両方に - は使えません。", "片方はファイルを指定してください。")
    view["color"] = output is None and chosen == "text" and _on_terminal() and "NO_COLOR" not in os.environ
    if changes_only:
        view["unchanged"] = "omit"
    with Progress(3, ticking=True) as progress:
        progress.at(0, "計画を読む")
        sides = ((old, old_year), (new, new_year))
        inputs = [(*api.read_bytes(path, limits=limits), year, input_format, limits) for path, year in sides]
        config = configuration(config_file)
        dictionary = dictionary or (config.dictionary if config else api.DICTIONARY)
        old_plan, new_plan = _read(inputs, dictionary, chosen)
        progress.at(1, "対応を調べる")
        report = _compared(old_plan, new_plan, new, config, dictionary)
        progress.at(2, "報告を作る")
        rendered = api.render(report, chosen, **view)
    for warning in report.warnings:
        click.echo(f"注意: {warning}", err=True)
    write(output, rendered)
    if exit_code and any(change.kind != "continued" or change.flags for change in report.changes):
        raise SystemExit(1)


def _format(output: str | None, chosen: str | None) -> str:
    """The format of the report; raises `FormatError` for one that a terminal cannot show."""
    name = chosen or (format_of(output) if output else "text")
    if name in BINARY and output is None and _on_terminal():
        remedy = f"-o 報告.{name} のように出力先を指定してください。"
        raise FormatError(name, "この形式は画面に表示できません。", remedy)
    return name


def _read(inputs: Sequence[api.Input], dictionary: str, format_: str) -> Sequence[Plan]:
    """The plans; another process begins with the new one, and this one takes what is left when it is ready."""
    reading: Shared[api.Input, Plan] | None = click.get_current_context().obj
    if not reading:
        return [api.parse_plan(*given) for given in inputs]
    reading.begin(inputs)
    new_tokeniser(dictionary)
    # A comparison imports the last two while it waits for words, if they are not there yet.
    modules = (f"renderers.{format_}", "align", "classify")
    return reading.results(first=[partial(import_module, f"plandiff.{module}") for module in modules])


def _compared(old: Plan, new: Plan, draft: str, config: Config | None, dictionary: str) -> Report:
    """The comparison by a dictionary, as the configuration has it: which items and terms are the same."""
    if config is None:
        return api.compare(old, new, dictionary, each=in_two)
    return api.compare(old, new, dictionary, pins=config.pins_for(draft), aliases=config.same_terms, each=in_two)


@cli.command()
@click.argument("plan")
@click.option("--input-format", type=click.Choice(FORMATS), help="入力形式。既定は内容と拡張子から判断する。")
@click.option("--year", type=YEAR, help="計画の年度（西暦）。")
@limit_options
def outline(plan: str, input_format: str | None, year: int | None, limits: Limits) -> None:
    """計画 PLAN の階層を、読み取ったとおりに表示する。"""
    parsed = api.read_plan(plan, year, input_format, limits)
    for warning in parsed.warnings:
        click.echo(f"注意: {warning}", err=True)
    write(None, "\n".join(_outline(parsed)) + "\n")


def _outline(plan: Plan) -> list[str]:
    """The tree as parsed: line number, type, and under its heading marker and text."""
    from plandiff.labels import labels_of

    words = labels_of("ja")
    size, coverage = words.size.format(n=len(plan.items)), words.coverage.format(share=f"{plan.coverage:.1%}")
    lines = [f"{plan.name}  {words.fiscal_year(plan.fiscal_year)}  {size}  {coverage}"]
    for item in plan.items:
        indent = "  " * len(plan.path(item))
        text = " / ".join(item.text.splitlines())
        lines.append(f"{item.line:>5} {words.type[item.type]} {indent}{item.marker + ' ' if item.marker else ''}{text}")
    lines += [f"{left.line:>5} {words.left_out}（{words.reason[left.reason]}）: {left.text}" for left in plan.left_out]
    return lines


def write(output: str | None, content: str | bytes) -> None:
    """Print, or write a file whole. Raises `WriteError`."""
    if output is not None:
        write_whole(output, _encoded(content, "utf-8"))
        return
    try:
        click.echo(_encoded(content, _stdout_encoding()), nl=False)
    except OSError as error:
        if error.errno == EPIPE:  # whoever reads has seen enough: click ends the run
            raise
        raise WriteError("標準出力", f"書き込めません（{error.strerror}）。", "空き容量を確かめてください。") from None


def _encoded(content: str | bytes, encoding: str) -> bytes:
    return content if isinstance(content, bytes) else content.encode(encoding, "backslashreplace")


def _stdout_encoding() -> str:
    """What the terminal shows; UTF-8 in a pipe or a file."""
    return sys.stdout.encoding if _on_terminal() and sys.stdout.encoding else "utf-8"


def _on_terminal() -> bool:
    return sys.stdout.isatty()


def main(reading: Shared[api.Input, Plan] | None = None) -> None:
    """Run the command, with what reads its plans; an error of ours is one line on stderr and exit code 2."""
    code: object = 2
    try:
        cli(prog_name="plandiff", obj=reading)
    except PlandiffError as error:
        click.echo(f"plandiff: {error}", err=True)
    except MemoryError:
        click.echo("plandiff: メモリーが足りません。計画を分けて比較してください。", err=True)
    except SystemExit as finished:
        code = finished.code
    if reading:
        reading.end()
    _leave(code)


def _leave(code: object) -> NoReturn:
    """Exit without taking the heap apart, which took a tenth of the time of a run too."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):  # what could not be written has been reported
            stream.flush()
    if not isinstance(code, int):
        raise SystemExit(code)
    os._exit(code)
