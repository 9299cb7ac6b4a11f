"""The name of a Sudachi dictionary in, tokenisers that use it and its version out."""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from plandiff.errors import FormatError

if TYPE_CHECKING:
    from sudachipy import Dictionary, Tokenizer

DICTIONARIES = ("small", "core", "full")
_FIELDS = {"pos", "normalized_form", "dictionary_form"}  # what is asked of a word; readings and more are not loaded


def new_tokeniser(dictionary: str) -> Tokenizer:
    """SudachiPy's tokeniser for the longest words (mode C); each thread needs its own. Raises `FormatError`."""
    from sudachipy import SplitMode

    try:
        return _open(dictionary).tokenizer(mode=SplitMode.C, fields=_FIELDS)
    except Exception as error:
        cause = f"Sudachi 辞書を開けません（{str(error).splitlines()[0]}）。"
        remedy = f"pip install sudachidict_{dictionary} を実行するか、--dictionary small を指定してください。"
        raise FormatError(f"辞書 {dictionary}", cause, remedy) from None


@lru_cache
def _open(dictionary: str) -> Dictionary:
    """A dictionary, opened once: that takes longer than comparing two short plans."""
    from sudachipy import Dictionary

    return Dictionary(dict=dictionary)


def versions(dictionary: str) -> tuple[tuple[str, str], ...]:
    """What a comparison depends on, as (name, version): SudachiPy and the dictionary."""
    import sudachipy

    package = f"sudachidict_{dictionary}"
    return (("sudachipy", sudachipy.__version__), (package, _installed_version(package)))


def _installed_version(package: str) -> str:
    """The version in the name of a package's metadata folder (importlib.metadata takes 40 ms to import)."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        return "?"
    beside = (folder.name for folder in Path(spec.origin).parents[1].iterdir())
    folders = [name for name in beside if name.startswith(f"{package}-") and name.endswith(".dist-info")]
    return max(folders).removesuffix(".dist-info").rpartition("-")[2] if folders else "?"
