"""Two texts in, a count of words out: the floor under a comparison, which opens the dictionary and tokenises both.

usage: floor.py OLD.txt NEW.txt
"""

from __future__ import annotations

import sys
from pathlib import Path

from sudachipy import Dictionary, SplitMode


def main() -> None:
    tokenizer = Dictionary(dict="small").tokenizer(mode=SplitMode.C)
    count = 0
    for path in sys.argv[1:]:
        with Path(path).open(encoding="utf-8") as lines:
            for line in lines:
                count += len([word.normalized_form() for word in tokenizer.tokenize(line.strip())])
    print(count)


if __name__ == "__main__":
    main()
