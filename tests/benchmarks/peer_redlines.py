"""Two files of items, one a line, in; their redline as Markdown out.

usage: peer_redlines.py OLD NEW
"""

from __future__ import annotations

import sys
from pathlib import Path

from redlines import Redlines


def main() -> None:
    old, new = (Path(path).read_text(encoding="utf-8") for path in sys.argv[1:])
    print(Redlines(old, new).output_markdown)


if __name__ == "__main__":
    main()
