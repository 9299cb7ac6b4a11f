"""The command `plandiff batch`: a manifest in, reports and their index written, exit code 0 all, 1 some failed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from plandiff import api
from plandiff.cli import write
from plandiff.cli_options import Command, configuration, limit_options, report_options
from plandiff.cli_progress import Progress
from plandiff.labels import labels_of
from plandiff.limits import Limits
from plandiff.renderers import SUFFIXES
from plandiff.sharing import processors

if TYPE_CHECKING:
    from plandiff.batch.crews import Crew
    from plandiff.batch.run import Outcome, Run


@click.command(cls=Command)
@click.argument("manifest", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), default="reports", show_default=True, help="報告のフォルダー。"
)
@report_options
@click.option("-j", "--jobs", type=click.IntRange(min=1), help="同時に比較する数。既定は使える CPU の数。")
@click.option("--config", "config_file", type=click.Path(path_type=Path), help="設定ファイル。既定は最も近いもの。")
@click.option("--scheduler", help="Dask クラスターのスケジューラー（tcp://…）。そのワーカーで比較する。")
@limit_options
def command(
    manifest: Path,
    output: Path,
    format_: str | None,
    input_format: str | None,
    dictionary: str | None,
    jobs: int | None,
    config_file: Path | None,
    scheduler: str | None,
    limits: Limits,
    **view: Any,
) -> None:
    """一覧 MANIFEST の計画の組をすべて比較する（CSV、TOML、または「組織/年度の計画」を収めたフォルダー）。"""
    # Here, so that a list of the commands does without lxml and multiprocessing.
    from plandiff.batch.crews import cluster, processes
    from plandiff.batch.index import render_index
    from plandiff.batch.manifest import INDEX, read_manifest
    from plandiff.batch.run import Run
    from plandiff.batch.store import Store
    from plandiff.batch.work import Settings

    suffix = next(suffix for suffix, name in SUFFIXES.items() if name == (format_ or "html"))
    batch = read_manifest(manifest, suffix)
    for note in batch.notes:
        click.echo(f"注意: {note}", err=True)
    store = Store(output)
    config = configuration(config_file)
    chosen = dictionary or (config.dictionary if config else api.DICTIONARY)
    aliases = config.same_terms if config else ()
    settings = Settings(input_format=input_format, dictionary=chosen, aliases=aliases, limits=limits, **view)
    run = Run(batch, settings, format_, store, config.pins_for) if config else Run(batch, settings, format_, store)
    outcomes = _outcomes(run, cluster(scheduler) if scheduler else processes(jobs or processors()), len(batch.pairs))
    ordered = [outcomes[pair.out] for pair in batch.pairs]
    _failures(ordered)
    write(str(output / INDEX), render_index(ordered, labels_of(view["lang"] or "ja")))
    store.settle(pair.out for pair in batch.pairs)
    _summary(ordered, output / INDEX)
    if any(outcome.reason for outcome in ordered):
        raise SystemExit(1)


def _outcomes(run: Run, crew: Crew, total: int) -> dict[str, Outcome]:
    """What became of the pairs, by report; on a terminal a bar shows how far the run is."""
    found: dict[str, Outcome] = {}
    with Progress(total) as progress:
        for outcome in run.outcomes(crew):
            found[outcome.pair.out] = outcome
            progress.at(len(found))
    return found


def _failures(outcomes: Sequence[Outcome]) -> None:
    for outcome in outcomes:
        if outcome.reason:
            click.echo(f"失敗: {outcome.pair.out}: {outcome.reason}", err=True)


def _summary(outcomes: Sequence[Outcome], index: Path) -> None:
    failed = sum(bool(outcome.reason) for outcome in outcomes)
    made = sum(outcome.made for outcome in outcomes)
    kept = len(outcomes) - failed - made
    click.echo(f"報告 {made + kept} 件（作成 {made}、更新不要 {kept}）、失敗 {failed} 件。一覧: {index}", err=True)
