"""The command `plandiff check`: drafts in, findings printed, exit code 0 clean, 1 problems, 2 could not check."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import click

from plandiff import api
from plandiff.check.acknowledge import acknowledge
from plandiff.check.catalogue import NAMES, RULES
from plandiff.check.config import Config, nearest
from plandiff.check.draft import Draft
from plandiff.check.findings import SEVERITIES, Severity
from plandiff.check.outputs import OUTPUTS, explain, shown
from plandiff.check.run import Checked, check, fails, needs_comparison
from plandiff.cli import YEAR, write
from plandiff.cli_options import Command, configuration, limit_options
from plandiff.cli_progress import Progress
from plandiff.errors import ConfigError, PlandiffError
from plandiff.limits import Limits


class _Baseline(NamedTuple):
    """What the command line says of last year's plan, and of the fiscal years of both."""

    against: str | None
    year: int | None
    against_year: int | None


def _explain(context: click.Context, _: click.Parameter, code: str | None) -> None:
    if code is None or context.resilient_parsing:
        return
    text = "".join(f"{explain(rule.code)}\n" for rule in RULES) if code == "all" else explain(code)
    if text is None:
        remedy = f"「{nearest(code, NAMES)}」のことですか。--explain all で一覧を見られます。"
        raise ConfigError(code, "この規則はありません。", remedy)
    click.echo(text, nl=False)
    context.exit()


@click.command(cls=Command)
@click.argument("drafts", nargs=-1, required=True)
@click.option("--against", help="昨年度の計画（ファイル、または HEAD~1:plans/r07.md の形の git の版）。")
@click.option("--year", type=YEAR, help="案の年度（西暦）。")
@click.option("--against-year", type=YEAR, help="昨年度の計画の年度（西暦）。")
@click.option("--config", "config_file", type=click.Path(path_type=Path), help="設定ファイル。既定は最も近いもの。")
@click.option("--fail-on", type=click.Choice(SEVERITIES), help="終了コード 1 とする重さ。既定は設定か error。")
@click.option("--level", type=click.Choice(SEVERITIES), help="表示する重さ。text と github は warning、ほかは info。")
@click.option("-f", "--format", "format_", type=click.Choice(list(OUTPUTS)), default="text", help="出力形式。")
@click.option("-o", "--output", help="出力ファイル。省くと標準出力。")
@click.option("--select", multiple=True, help="この規則だけを使う（符号か名前、PD1 のような頭でもよい）。")
@click.option("--ignore", multiple=True, help="この規則を使わない。")
@click.option("--write-acks", metavar="REASON", help="表示される指摘を、この理由で承認として設定ファイルに加える。")
@click.option("--explain", is_eager=True, expose_value=False, callback=_explain, help="規則の説明（all で全部）。")
@limit_options
def command(
    drafts: tuple[str, ...],
    against: str | None,
    year: int | None,
    against_year: int | None,
    config_file: Path | None,
    fail_on: Severity | None,
    level: Severity | None,
    format_: str,
    output: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    write_acks: str | None,
    limits: Limits,
) -> None:
    """計画の案 DRAFTS を検査する（昨年度の計画があれば、それとも比べる）。"""
    config = (configuration(config_file) or Config(Path.cwd())).refined(fail_on, select, ignore)
    level = level or ("warning" if format_ in ("text", "github") else "info")
    checked, failed = _check_all(drafts, _Baseline(against, year, against_year), config, limits)
    if write_acks is not None:
        _write_acknowledgements(checked, level, config, write_acks)
    elif checked or not failed:
        write(output, OUTPUTS[format_](checked, level, config.fail_on))
    if failed:
        raise SystemExit(2)
    if write_acks is None and fails(checked, config.fail_on):
        raise SystemExit(1)


def _check_all(
    drafts: Sequence[str], baseline: _Baseline, config: Config, limits: Limits
) -> tuple[list[Checked], bool]:
    """What each draft's check found, and whether one could not be checked, which is said on stderr."""
    checked: list[Checked] = []
    names = list(dict.fromkeys(drafts))
    errors: list[PlandiffError] = []
    with Progress(len(names), ticking=True) as progress:
        for done, draft in enumerate(names):
            progress.at(done, draft)
            try:
                checked.append(_check(draft, baseline, config, limits))
            except PlandiffError as error:
                errors.append(error)
    for met in errors:
        click.echo(f"plandiff: {met}", err=True)
    return checked, bool(errors)


def _check(file: str, baseline: _Baseline, config: Config, limits: Limits) -> Checked:
    plan = api.read_plan(file, baseline.year, limits=limits)
    last = baseline.against or config.baseline_of(file)
    report = None
    if last and needs_comparison(config):
        old, pins = api.read_plan(last, baseline.against_year, limits=limits), config.pins_for(file)
        report = api.compare(old, plan, config.dictionary, pins=pins, aliases=config.same_terms)
    return check(Draft(plan, report, config.demands, config.dictionary), file, config)


def _write_acknowledgements(checked: Sequence[Checked], level: Severity, config: Config, reason: str) -> None:
    if not reason.strip():
        raise ConfigError("--write-acks", "理由がありません。", "--write-acks の後に理由を書いてください。")
    written = acknowledge(shown(checked, level), config, reason)
    write(str(written.file), written.text)
    click.echo(f"{written.file}: 承認を {written.added} 件加え、{written.removed} 件除きました。", err=True)
