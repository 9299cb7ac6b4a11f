"""The languages of reports: which there are, the words of one, and the one that a plan is in."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from plandiff.labels.words import Labels

Language = Literal["ja", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

_LETTERS = 3  # that say about as much as one kanji
_SAMPLE = 4_000  # characters that tell the language


def labels_of(language: Language) -> Labels:
    """The words of a language; those of the other one are not loaded."""
    words: Labels = import_module(f"plandiff.labels.{language}").LABELS
    return words


def language_of(texts: Iterable[str]) -> Language:
    """The language of texts, by the scripts at their beginning: English where most is said in Latin letters.

    A text without letters, kana or kanji is Japanese, the language of most plans.
    """
    sample, size = [], 0
    for text in texts:
        sample.append(text)
        size += len(text)
        if size > _SAMPLE:
            break
    start = "".join(sample)
    japanese = sum("\u3041" <= char <= "\u30ff" or "\u3400" <= char <= "\u9fff" for char in start)
    latin = sum("A" <= char <= "z" or "Ａ" <= char <= "ｚ" for char in start)
    return "en" if latin > _LETTERS * japanese else "ja"
