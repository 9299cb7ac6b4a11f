"""Text in, tokens out: words with their normalised forms. The only module that imports sudachipy."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from plandiff.aliases import Aliases
from plandiff.errors import FormatError
from plandiff.model import Words

if TYPE_CHECKING:
    from sudachipy import Dictionary, Morpheme, MorphemeList

DICTIONARIES = ("small", "core", "full")

# SudachiPy refuses more than 49,149 bytes at a time; no character takes more than 4.
_CHUNK = 12_000
_SURROGATE = "[\ud800-\udfff]"
_FIELDS = {"pos", "normalized_form", "dictionary_form"}  # what is asked of a word; readings and more are not loaded
_FUNCTION_WORDS = ("助詞", "助動詞", "補助記号", "空白", "接続詞", "連体詞", "感動詞")
_NO_WORDS = tuple(part for part in _FUNCTION_WORDS if part != "接続詞")
_EMPTY_WORDS = frozenset(
    ("", *"為る 有る 居る 成る 事 物 為 こと もの ため 等 など 及び 並びに 又は 其の 此の 行う".split())
)
# Spelling variants that Sudachi keeps apart because the kana is ambiguous.
_ALIASES = {
    "すすめる": "進める", "はかる": "図る", "むける": "向ける", "とも": "共", "つくる": "作る",
    "みなおす": "見直す", "ひきつづき": "引き続く", "Webサイト": "ウェブサイト",
}  # fmt: skip


class Lemma(NamedTuple):
    """A word: where it stands in its text, its dictionary form as the text spells it, Sudachi's normalised
    form, its part of speech."""

    start: int
    end: int
    form: str
    norm: str
    part: str


class Tokeniser:
    """Splits text into the longest words of a Sudachi dictionary (mode C); remembers what it has split.

    Of terms that mean the same, `aliases`, all have the normalised form of one.
    """

    def __init__(self, dictionary: str = "small", aliases: Iterable[tuple[str, str]] = ()) -> None:
        from sudachipy import SplitMode
        from sudachipy.errors import SudachiError

        self._refusal = SudachiError
        try:
            self._tokeniser = _open(dictionary).tokenizer(mode=SplitMode.C, fields=_FIELDS)
        except Exception as error:
            cause = f"Sudachi 辞書を開けません（{str(error).splitlines()[0]}）。"
            remedy = f"pip install sudachidict_{dictionary} を実行するか、--dictionary small を指定してください。"
            raise FormatError(f"辞書 {dictionary}", cause, remedy) from None
        self._known: dict[str, Words] = {}
        self._parts: dict[int, str] = {}  # parts of speech, by number
        self._seen: set[int] = set()  # those looked at
        self._content: set[int] = set()  # those of content words
        self.aliases = Aliases(aliases)
        self._phrases = self.aliases.phrases(lambda term: [m.norm for m in self.morphemes(term)])

    def __call__(self, text: str) -> Words:
        """The words of a text."""
        known = self._known.get(text)
        if known is None:
            known = self._known[text] = self._split(text)
        return known

    def pieces(self, text: str, start: int, end: int) -> list[str]:
        """The words of a stretch of a text as printed; together they are the stretch."""
        known = self._known.get(text)
        if known:
            inner = known.starts[bisect_right(known.starts, start) : bisect_left(known.starts, end)]
        else:
            chunks = self._chunks(text[start:end])
            inner = [begin for at, found in chunks for m in found if (begin := start + at + m.begin()) > start]
        return [text[a:b] for a, b in zip([start, *inner], [*inner, end], strict=True)]

    def morphemes(self, text: str) -> tuple[Lemma, ...]:
        """All words of a text, in order."""
        return self._lemmas(text, ())

    def lemmas(self, text: str) -> tuple[Lemma, ...]:
        """The content words of a text and its conjunctions, in order."""
        return self._lemmas(text, _NO_WORDS)

    def _lemmas(self, text: str, without: Collection[str]) -> tuple[Lemma, ...]:
        """The words of a text but for those of some parts of speech."""
        return tuple(
            Lemma(at + m.begin(), at + m.end(), m.dictionary_form(), m.normalized_form(), part)
            for at, found in self._chunks(text)
            for m in found
            if (part := self._part(m)) not in without
        )

    def _part(self, morpheme: Morpheme) -> str:
        kind = morpheme.part_of_speech_id()
        known = self._parts.get(kind)
        if known is None:
            known = self._parts[kind] = morpheme.part_of_speech()[0]
        return known

    def _chunks(self, text: str) -> Iterator[tuple[int, MorphemeList]]:
        """The text's words in pieces that SudachiPy accepts, each with where it begins."""
        for at in range(0, len(text), _CHUNK):
            yield from self._tokenised(text[at : at + _CHUNK], at)

    def _tokenised(self, chunk: str, at: int) -> Iterator[tuple[int, MorphemeList]]:
        """The words of a chunk, halved as long as SudachiPy refuses what its characters come to (of ㌖ six)."""
        try:
            found = self._tokeniser.tokenize(chunk)
        except UnicodeEncodeError:  # a lone surrogate, which no file holds but a caller in Python may pass
            yield from self._tokenised(re.sub(_SURROGATE, "\ufffd", chunk), at)
        except self._refusal:
            middle = len(chunk) // 2
            if not middle:
                raise
            yield from self._tokenised(chunk[:middle], at)
            yield from self._tokenised(chunk[middle:], at + middle)
        else:
            yield at, found

    def _split(self, text: str) -> Words:
        starts: list[int] = []
        norms: list[str] = []
        kinds: list[int] = []
        name: int | None = None
        for at, found in self._chunks(text):
            morphemes = list(found)
            starts += [at + morpheme.begin() for morpheme in morphemes]
            norms += [morpheme.normalized_form() for morpheme in morphemes]
            kinds += [morpheme.part_of_speech_id() for morpheme in morphemes]
            self._learn(kinds[len(kinds) - len(morphemes) :], morphemes)
            name = name if at else self._name(kinds, morphemes)
        if not _ALIASES.keys().isdisjoint(norms):
            norms = [_ALIASES.get(norm, norm) for norm in norms]
        if self.aliases:
            self._phrases.replace(norms)
        telling = self._content
        kept = [n for n, kind in enumerate(kinds) if kind in telling and norms[n] not in _EMPTY_WORDS]
        return Words(starts, norms, kept, "" if name is None else norms[name])

    def _learn(self, kinds: Sequence[int], morphemes: Sequence[Morpheme]) -> None:
        """Note of each part of speech whether it is one of content words."""
        for kind in set(kinds) - self._seen:
            self._seen.add(kind)
            if morphemes[kinds.index(kind)].part_of_speech()[0] not in _FUNCTION_WORDS:
                self._content.add(kind)

    def _name(self, kinds: Sequence[int], morphemes: Sequence[Morpheme]) -> int | None:
        """The place of the first content word if it is a proper name."""
        first = next((n for n, kind in enumerate(kinds) if kind in self._content), None)
        return None if first is None or morphemes[first].part_of_speech()[1] != "固有名詞" else first


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
