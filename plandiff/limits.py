"""What an input may ask for: how large a file, what it may unpack to, how deep its parts may lie in each other."""

from __future__ import annotations

from typing import NamedTuple

from plandiff.errors import ReadError

MEGABYTE = 1_000_000
MOST_DEPTH = 2000  # the HTML parser takes hardly more
WORD_DEPTH = 256  # the XML parser takes no more where it also guards against expansion


class Limits(NamedTuple):
    """`size`: bytes of an input; `expanded`: bytes that those parts of a Word file which are read unpack to in all;
    `depth`: elements within each other in HTML, in what Markdown stands for, and, up to `WORD_DEPTH`, in Word;
    `seconds`: how long a page of a PDF may take."""

    size: int = 100 * MEGABYTE
    expanded: int = 200 * MEGABYTE
    depth: int = 500
    seconds: float = 60


DEFAULTS = Limits()


def too_large(place: str, limits: Limits) -> ReadError:
    """The error for an input of more bytes than it may have."""
    cause = f"大きすぎます（{limits.size / MEGABYTE:g} MB まで）。"
    return ReadError(place, cause, "ファイルを確かめるか、--max-size で上限を上げてください。")


def too_deep(place: str, depth: int) -> ReadError:
    """The error for parts that lie deeper in each other than they may."""
    cause = f"入れ子が深すぎます（{depth:,} 段まで）。"
    remedy = f"別の形式で保存し直すか、--max-depth で上限を上げてください（Word 文書は {WORD_DEPTH} 段まで）。"
    return ReadError(place, cause, remedy)
