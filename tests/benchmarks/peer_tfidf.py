"""Two files of items, one a line, in; pairs of line numbers out: what one writes in an afternoon.

Cosines of TF-IDF vectors of character bigrams; the best pair first, one to one, down to a floor.

usage: peer_tfidf.py OLD NEW
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

_FLOOR = 0.45  # as RiskDiff has it for paragraphs of annual reports
_ROWS = 500  # compared at a time


def main() -> None:
    old, new = (Path(path).read_text(encoding="utf-8").splitlines() for path in sys.argv[1:])
    vectors = TfidfVectorizer(analyzer="char", ngram_range=(2, 2)).fit_transform([*old, *new])
    left, right = vectors[: len(old)], vectors[len(old) :].T.tocsc()
    found: list[tuple[float, int, int]] = []
    for start in range(0, len(old), _ROWS):
        cosines = (left[start : start + _ROWS] @ right).toarray()
        rows, columns = np.nonzero(cosines >= _FLOOR)
        found += zip((-cosines[rows, columns]).tolist(), (rows + start).tolist(), columns.tolist(), strict=True)
    taken: tuple[set[int], set[int]] = (set(), set())
    for _, a, b in sorted(found):
        if a not in taken[0] and b not in taken[1]:
            taken[0].add(a)
            taken[1].add(b)
            print(a, b)


if __name__ == "__main__":
    main()
