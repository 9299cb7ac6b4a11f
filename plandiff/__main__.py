"""`python -m plandiff`, and the `plandiff` command."""

import gc
import sys

gc.disable()  # a run is short and keeps what it makes; collecting took a tenth of its time
sys.setswitchinterval(0.0005)  # seconds: the thread that splits texts waits for its turn at every batch

from plandiff.helper import Helper, can_help  # noqa: E402

_LINES = "令和元年度計画\n第１章　目的\n１　方針\n（１）事業\n①　本文を書く。\nア　本文を書く。\n"


def main() -> None:
    """Run the command; a comparison has a helper to read plans, which gets ready while click is imported."""
    helper = Helper(_read_lines) if sys.argv[1:2] == ["compare"] and can_help() else None
    from plandiff import cli

    cli.main(helper)


def _read_lines() -> None:
    """Read a few lines: what reading takes is imported and compiled then."""
    from plandiff.api import parse_plan

    parse_plan(_LINES.encode(), "")


if __name__ == "__main__":
    main()
