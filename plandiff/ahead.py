"""Texts in, SudachiPy's words of them out: found in the background, while the caller goes on with something else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sudachipy import MorphemeList

    Tokenise = Callable[[str], MorphemeList]
    Batch = tuple[Sequence[str], MorphemeList]

STOP = "。"  # between two of them the words of a text are the same, whatever stands beside
CHUNK = 12_000  # characters that SudachiPy takes: no more than 49,149 bytes, of which one takes 4 at most
_MOST = 49_000  # bytes of a batch
_ENOUGH = 6_000  # bytes after which a batch ends: words are there the sooner, and the caller waits less for its turn
_GROUP = 32  # batches that one thread finds the words of; two groups at most wait to be asked for


def between_stops(texts: Sequence[str]) -> str:
    """The texts one after the other, with a full stop before and after each."""
    return STOP + STOP.join(texts) + STOP


def split_ahead(texts: Iterable[str], new_tokeniser: Callable[[], Tokenise]) -> Iterator[Batch]:
    """Some texts at a time, with the words of `between_stops` of them; those that SudachiPy refuses are left out.

    SudachiPy lets other threads run while it works, once for a batch. Results wait in groups, so that the memory they
    take is bounded, and no thread is left behind where they are never asked for.
    """
    batches = list(_batches(texts))
    groups = [batches[n : n + _GROUP] for n in range(0, len(batches), _GROUP)]
    return _results(groups, _started(groups[0], new_tokeniser()) if groups else SimpleQueue(), new_tokeniser)


def _results(
    groups: Sequence[Sequence[Sequence[str]]],
    running: SimpleQueue[MorphemeList | None],
    new_tokeniser: Callable[[], Tokenise],
) -> Iterator[Batch]:
    for n, group in enumerate(groups):
        following = _started(groups[n + 1], new_tokeniser()) if n + 1 < len(groups) else running
        for batch in group:
            found = running.get()
            if found is not None:
                yield batch, found
        running = following


def _started(group: Sequence[Sequence[str]], tokenise: Tokenise) -> SimpleQueue[MorphemeList | None]:
    """Where the words of each batch of a group will come, or None where SudachiPy refuses it."""
    found: SimpleQueue[MorphemeList | None] = SimpleQueue()

    def run() -> None:
        for batch in group:
            try:
                found.put(tokenise(between_stops(batch)))
            except Exception:  # the caller splits each text by itself, and hears of what is wrong then
                found.put(None)

    Thread(target=run).start()
    return found


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    """The texts in batches, a long one by itself; those of more bytes than SudachiPy takes are left out."""
    batch: list[str] = []
    stop = len(STOP.encode())
    size = stop
    for text in texts:
        length = len(text.encode("utf-8", "replace")) + stop
        if batch and size + length > _ENOUGH:
            yield batch
            batch, size = [], stop
        if size + length <= _MOST:
            batch.append(text)
            size += length
    if batch:
        yield batch
