"""Two texts in, how many characters they have in common at their beginning and at their end out."""

from __future__ import annotations


def equal_start(old: str, new: str) -> int:
    """How many characters two texts have in common at their beginning."""
    least, most = 0, min(len(old), len(new))
    while least < most:
        middle = (least + most + 1) // 2
        if old[least:middle] == new[least:middle]:
            least = middle
        else:
            most = middle - 1
    return least


def equal_ends(old: str, new: str) -> tuple[int, int]:
    """How many characters two texts have in common at their beginning, and at their end besides."""
    start = equal_start(old, new)
    return start, min(min(len(old), len(new)) - start, equal_start(old[::-1], new[::-1]))
