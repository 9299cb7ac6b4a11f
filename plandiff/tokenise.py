"""Text in, tokens out: words with their normalised forms."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from plandiff.ahead import CHUNK, between_stops, split_ahead
from plandiff.aliases import Aliases
from plandiff.dictionary import new_tokeniser
from plandiff.model import Words

if TYPE_CHECKING:
    from sudachipy import Morpheme, MorphemeList

    from plandiff.ahead import Batch

_SURROGATE = "[\ud800-\udfff]"
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


class Word(NamedTuple):
    """A word: where it starts in its text, as it is printed there, Sudachi's normalised form, its part of speech."""

    start: int
    text: str
    norm: str
    part: str


class _Found(NamedTuple):
    """Words as SudachiPy finds them, in order: where each starts, its normalised form, its part of speech by number."""

    starts: list[int]
    norms: list[str]
    kinds: list[int]

    def between(self, first: int, last: int) -> _Found:
        """Some of them."""
        return _Found(self.starts[first:last], self.norms[first:last], self.kinds[first:last])


class Tokeniser:
    """Splits text into the longest words of a Sudachi dictionary (mode C); remembers what it has split.

    Of terms that mean the same, `aliases`, all have the normalised form of one. Raises `FormatError` for a dictionary
    that there is not.
    """

    def __init__(self, dictionary: str = "small", aliases: Iterable[tuple[str, str]] = ()) -> None:
        self._dictionary = dictionary
        self._tokeniser = new_tokeniser(dictionary)
        self._known: dict[str, Words] = {}
        self._ahead: Iterator[Batch] = iter(())
        self._parts: dict[int, tuple[str, ...]] = {}  # of speech, by number
        self._content: set[int] = set()  # those of content words
        self.aliases = Aliases(aliases)
        self._phrases = self.aliases.phrases(lambda term: self._gathered(self._chunks(term)).norms)

    def prepare(self, texts: Iterable[str]) -> None:
        """Begin to split texts in the background; their words are the same as without, and there the sooner."""
        unknown = [text for text in dict.fromkeys(texts) if text not in self._known]
        self._ahead = split_ahead(unknown, lambda: new_tokeniser(self._dictionary).tokenize)

    def __call__(self, text: str) -> Words:
        """The words of a text."""
        while text not in self._known:
            batch = next(self._ahead, None)
            if batch:
                self._read(batch[0], [(0, batch[1])])
            else:
                self._read([text], self._chunks(between_stops([text])))
        return self._known[text]

    def pieces(self, text: str, start: int, end: int) -> list[str]:
        """The words of a stretch of a text as printed; together they are the stretch."""
        known = self._known.get(text)
        if known:
            inner = known.starts[bisect_right(known.starts, start) : bisect_left(known.starts, end)]
        else:
            chunks = self._chunks(text[start:end])
            inner = [begin for at, found in chunks for m in found if (begin := start + at + m.begin()) > start]
        return [text[a:b] for a, b in zip([start, *inner], [*inner, end], strict=True)]

    def norms(self, text: str, start: int, end: int) -> Sequence[str]:
        """The normalised forms of the words of a text that begin in a stretch of it."""
        words = self(text)
        return words.norms[bisect_left(words.starts, start) : bisect_left(words.starts, end)]

    def words_in(self, part: str, text: str) -> list[Word]:
        """The words of a part of a text, as they stand in it where its words are known as Sudachi gives them."""
        known = None if self.aliases else self._known.get(text)
        at = text.rfind(part) if known else -1
        if known and at >= 0:
            first, last = bisect_left(known.starts, at), bisect_left(known.starts, at + len(part))
            starts = [start - at for start in known.starts[first:last]]
            norms, kinds = known.norms[first:last], known.parts[first:last]
        else:
            starts, norms, kinds = self._gathered(self._chunks(part))
        ends = [*starts[1:], len(part)]
        return [
            Word(start, part[start:end], norm, self._parts[kind][0])
            for start, end, norm, kind in zip(starts, ends, norms, kinds, strict=False)
        ]

    def lemmas(self, text: str) -> tuple[Lemma, ...]:
        """The content words of a text and its conjunctions, in order."""
        parts = self._parts
        lemmas = []
        for at, found in self._chunks(text):
            for word in found:
                kind = word.part_of_speech_id()
                self._note(kind, word)
                part = parts[kind][0]
                if part not in _NO_WORDS:
                    place = at + word.begin(), at + word.end()
                    lemmas.append(Lemma(*place, word.dictionary_form(), word.normalized_form(), part))
        return tuple(lemmas)

    def _chunks(self, text: str) -> Iterator[tuple[int, MorphemeList]]:
        """The text's words in pieces that SudachiPy accepts, each with where it begins."""
        for at in range(0, len(text), CHUNK):
            yield from self._tokenised(text[at : at + CHUNK], at)

    def _tokenised(self, chunk: str, at: int) -> Iterator[tuple[int, MorphemeList]]:
        """The words of a chunk, halved as long as SudachiPy refuses what its characters come to (of ㌖ six)."""
        from sudachipy.errors import SudachiError

        try:
            found = self._tokeniser.tokenize(chunk)
        except UnicodeEncodeError:  # a lone surrogate, which no file holds but a caller in Python may pass
            yield from self._tokenised(re.sub(_SURROGATE, "\ufffd", chunk), at)
        except SudachiError:
            middle = len(chunk) // 2
            if not middle:
                raise
            yield from self._tokenised(chunk[:middle], at)
            yield from self._tokenised(chunk[middle:], at + middle)
        else:
            yield at, found

    def _read(self, texts: Iterable[str], chunks: Iterable[tuple[int, MorphemeList]]) -> None:
        """Note the words of texts that stand one after the other between full stops."""
        found = self._gathered(chunks)
        at = 1
        for text in texts:
            end = at + len(text)
            first, last = bisect_left(found.starts, at), bisect_left(found.starts, end)
            if found.starts[first] == at and found.starts[last : last + 1] == [end]:
                self._known[text] = self._words(found.between(first, last), at)
            else:  # a stop and a character beside it make one word
                self._known[text] = self._words(self._gathered(self._chunks(text)), 0)
            at = end + 1

    def _gathered(self, chunks: Iterable[tuple[int, MorphemeList]]) -> _Found:
        found = _Found([], [], [])
        for at, morphemes in chunks:
            words = list(morphemes)
            kinds = [word.part_of_speech_id() for word in words]
            found.starts.extend([at + word.begin() for word in words])
            found.norms.extend([word.normalized_form() for word in words])
            found.kinds.extend(kinds)
            if not self._parts.keys() >= set(kinds):
                for kind, word in dict(zip(kinds, words, strict=True)).items():
                    self._note(kind, word)
        return found

    def _note(self, kind: int, word: Morpheme) -> None:
        """Note a part of speech that no word had so far."""
        if kind not in self._parts:
            part = self._parts[kind] = word.part_of_speech()
            if part[0] not in _FUNCTION_WORDS:
                self._content.add(kind)

    def _words(self, found: _Found, at: int) -> Words:
        """The words of the text that begins at a place."""
        norms, telling = found.norms, self._content
        if not _ALIASES.keys().isdisjoint(norms):
            norms = [_ALIASES.get(norm, norm) for norm in norms]
        if self.aliases:
            self._phrases.replace(norms)
        content = [n for n, kind in enumerate(found.kinds) if kind in telling]
        is_name = bool(content) and self._parts[found.kinds[content[0]]][1] == "固有名詞"
        kept = [n for n in content if norms[n] not in _EMPTY_WORDS]
        name = norms[content[0]] if is_name else ""
        return Words([start - at for start in found.starts], norms, found.kinds, kept, name)
