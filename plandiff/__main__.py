"""`python -m plandiff`, and the `plandiff` command."""

import gc
import sys

gc.disable()  # a run is short and keeps what it makes; collecting took a tenth of its time
sys.setswitchinterval(0.0005)  # seconds: the thread that splits texts waits for its turn at every batch

from plandiff.helper import Helper, can_help  # noqa: E402

_READS = ("plandiff.api", "plandiff.parse", "plandiff.readers.text", "pickle")


def main() -> None:
    """Run the command; a comparison has a helper, which gets ready to read plans while click is imported."""
    helper = Helper(_READS) if sys.argv[1:2] == ["compare"] and can_help() else None
    from plandiff import cli

    cli.main(helper)


if __name__ == "__main__":
    main()
