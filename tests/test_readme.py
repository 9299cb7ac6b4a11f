"""The README cannot drift: its example is real output, its commands and options are the program's."""

from __future__ import annotations

import re
from pathlib import Path

import click
from click.testing import CliRunner

from plandiff import cli
from plandiff.check.config import read_config

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_example_is_real_output() -> None:
    block = re.search(r"```console\n\$ plandiff ([^\n]+)\n(.+?)```", README, re.DOTALL)
    assert block
    arguments = [str(ROOT / word) if word.startswith("samples/") else word for word in block[1].split()]
    output = CliRunner().invoke(cli.cli, arguments).stdout
    for part in block[2].split("…\n"):
        assert part in output


def test_every_command_and_option_is_documented() -> None:
    context = click.Context(cli.cli)
    for name in cli.cli.list_commands(context):
        command = cli.cli.get_command(context, name)
        assert command
        assert f"`plandiff {name} " in README
        assert command.help
        for parameter in command.params:
            assert parameter.name in ("old", "new", "plan", "drafts", "manifest") or any(
                f"`{option}" in README for option in parameter.opts
            )


def test_help_names_every_command_with_the_first_sentence_of_its_own_help() -> None:
    printed = CliRunner().invoke(cli.cli, ["--help"], terminal_width=200).stdout
    context = click.Context(cli.cli)
    for name in cli.cli.list_commands(context):
        command = cli.cli.get_command(context, name)
        assert command
        assert f"{name}  {command.get_short_help_str(200)}" in re.sub("  +", "  ", printed)


def test_the_configurations_are_ones_that_can_be_read(tmp_path: Path) -> None:
    blocks = re.findall(r"```toml\n(.+?)```", README, re.DOTALL)
    assert len(blocks) >= 2
    for block in blocks:
        file = tmp_path / "plandiff.toml"
        file.write_text(block, encoding="utf-8")
        assert read_config(file)


def test_ci_runs_the_documented_test_command() -> None:
    commands = re.findall(r"^python3 -m venv .+$", README, re.MULTILINE)
    assert len(commands) == 2
    assert commands[1] in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
