"""The command `plandiff check`: drafts in, findings printed, exit code 0 clean, 1 problems, 2 could not check."""

from __future__ import annotations

from pathlib import Path

import click

from plandiff import api
from plandiff.check.acknowledge import acknowledge
from plandiff.check.catalogue import RULES
from plandiff.check.config import Config, find_config, read_config
from plandiff.check.draft import Draft
from plandiff.check.findings import SEVERITIES, Severity
from plandiff.check.outputs import OUTPUTS, explain
from plandiff.check.run import Checked, check, fails, needs_comparison
from plandiff.cli import write
from plandiff.errors import ConfigError


def _explain(context: click.Context, _: click.Parameter, code: str | None) -> None:
    if code is None or context.resilient_parsing:
        return
    text = "".join(f"{explain(rule.code)}\n" for rule in RULES) if code == "all" else explain(code)
    if text is None:
        raise ConfigError(code, "この規則はありません。", "plandiff check --explain all で一覧を見てください。")
    click.echo(text, nl=False)
    context.exit()


@click.command()
@click.argument("drafts", nargs=-1, required=True)
@click.option("--against", help="昨年度の計画（ファイル、または HEAD~1:plans/r07.md の形の git の版）。")
@click.option("--config", "config_file", type=click.Path(path_type=Path), help="設定ファイル。")
@click.option("--fail-on", type=click.Choice(SEVERITIES), help="終了コード 1 とする重さ。既定は設定か error。")
@click.option("--level", type=click.Choice(SEVERITIES), help="表示する重さ。text と github は warning、ほかは info。")
@click.option("-f", "--format", "format_", type=click.Choice(list(OUTPUTS)), default="text", help="出力形式。")
@click.option("-o", "--output", help="出力ファイル。省くと標準出力。")
@click.option("--select", multiple=True, help="この規則だけを使う（符号か名前、PD1 のような頭でもよい）。")
@click.option("--ignore", multiple=True, help="この規則を使わない。")
@click.option("--write-acks", metavar="REASON", help="今の指摘を、この理由で承認として設定ファイルに加える。")
@click.option("--explain", is_eager=True, expose_value=False, callback=_explain, help="規則の説明（all で全部）。")
def command(
    drafts: tuple[str, ...],
    against: str | None,
    config_file: Path | None,
    fail_on: Severity | None,
    level: Severity | None,
    format_: str,
    output: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    write_acks: str | None,
) -> None:
    """計画の案 DRAFTS を検査する（昨年度の計画があれば、それとも比べる）。"""
    config = _configured(config_file, fail_on, select, ignore)
    checked = [_check(draft, against, config) for draft in drafts]
    if write_acks:
        file, text, count = acknowledge([found for one in checked for found in one.findings], config, write_acks)
        write(str(file), text)
        click.echo(f"{file} に {count} 件を承認として加えました。", err=True)
        return
    level = level or ("warning" if format_ in ("text", "github") else "info")
    write(output, OUTPUTS[format_](checked, level, config.fail_on))
    if fails(checked, config.fail_on):
        raise SystemExit(1)


def _configured(
    file: Path | None, fail_on: Severity | None, select: tuple[str, ...], ignore: tuple[str, ...]
) -> Config:
    """The configuration, with what the command line says over it."""
    config = read_config(file) if file else find_config(Path.cwd())
    if config is None:
        raise ConfigError(str(file), "[tool.plandiff] がありません。", "表を加えるか、別のファイルを指定してください。")
    return config.refined(fail_on, select, ignore)


def _check(file: str, against: str | None, config: Config) -> Checked:
    plan = api.read_plan(file)
    baseline = against or config.baseline_of(file)
    report = None
    if baseline and needs_comparison(config):
        report = api.compare(api.read_plan(baseline), plan, config.dictionary)
    return check(Draft(plan, report, config.demands, config.dictionary), file, config)
