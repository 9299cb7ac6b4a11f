"""`python -m plandiff`, and the `plandiff` command."""

from __future__ import annotations

import gc
import sys

gc.disable()  # a run is short and keeps what it makes; collecting took a tenth of its time
sys.setswitchinterval(0.0005)  # seconds: the thread that splits texts waits for its turn at every batch

from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from plandiff import api
from plandiff.errors import PlandiffError
from plandiff.limits import DEFAULTS
from plandiff.sharing import Shared, can_share

if TYPE_CHECKING:
    from plandiff.model import Plan

_NO_PLAN_AFTER = ("-o", "--output", "--config")  # but another file


def main() -> None:
    """Run the command; another process begins to read the plans that it seems to compare before click is imported."""
    reading = Shared(_read, _inputs(sys.argv[1:]) if can_share() else ())
    from plandiff import cli

    cli.main(reading)


def _inputs(arguments: list[str]) -> list[api.Input]:
    """What a comparison reads if its arguments name two files and no option says otherwise: a guess."""
    if arguments[:1] != ["compare"]:
        return []
    with suppress(PlandiffError, OSError):
        named = [argument for before, argument in pairwise(arguments) if before not in _NO_PLAN_AFTER]
        paths = [argument for argument in named if Path(argument).is_file()]
        if len(paths) == 2:
            return [(*api.read_bytes(path), None, None, DEFAULTS) for path in paths]
    return []


def _read(given: api.Input) -> Plan:
    return api.parse_plan(*given)


if __name__ == "__main__":
    main()
