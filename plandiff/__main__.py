"""`python -m plandiff`, and the `plandiff` command."""

import gc

gc.disable()  # a run is short and keeps what it makes; collecting took a tenth of its time

from plandiff.cli import main  # noqa: E402

if __name__ == "__main__":
    main()
