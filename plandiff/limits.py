"""What an input may ask for: how large a file, what it may unpack to, how deep its parts may lie in each other."""

from __future__ import annotations

from typing import NamedTuple

from plandiff.errors import ReadError

MEGABYTE = 1_000_000


class Limits(NamedTuple):
    """`size`: bytes of an input; `expanded`: bytes that the parts of a Word file which are read unpack to in all;
    `depth`: elements of HTML within each other, of what Markdown stands for too, and of Word up to 250."""

    size: int = 100 * MEGABYTE
    expanded: int = 200 * MEGABYTE
    depth: int = 500


def too_large(place: str, limits: Limits) -> ReadError:
    """The error for an input of more bytes than it may have."""
    cause = f"大きすぎます（{limits.size / MEGABYTE:g} MB まで）。"
    return ReadError(place, cause, "ファイルを確かめるか、--max-size で上限を上げてください。")


def too_deep(place: str, depth: int) -> ReadError:
    """The error for parts that lie deeper in each other than they may."""
    cause = f"入れ子が深すぎます（{depth:,} 段まで）。"
    return ReadError(place, cause, "別の形式で保存し直すか、--max-depth を確かめてください。")
