"""Text in, tokens out: words with their normalised forms. The only module that imports sudachipy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

from plandiff.errors import FormatError
from plandiff.model import Token

Tokenise = Callable[[str], Sequence[Token]]

DICTIONARIES = ("small", "core", "full")

# SudachiPy refuses more than 49,149 bytes at a time; no character takes more than 4.
_CHUNK = 12_000
_FUNCTION_WORDS = ("助詞", "助動詞", "補助記号", "空白", "接続詞", "連体詞", "感動詞")
_EMPTY_WORDS = frozenset("為る 有る 居る 成る 事 物 為 こと もの ため 等 など 及び 並びに 又は 其の 此の 行う".split())
# Spelling variants that Sudachi keeps apart because the kana is ambiguous.
_ALIASES = {
    "すすめる": "進める", "はかる": "図る", "むける": "向ける", "とも": "共", "つくる": "作る",
    "みなおす": "見直す", "ひきつづき": "引き続く", "Webサイト": "ウェブサイト",
}  # fmt: skip


class Tokeniser:
    """Splits text into the longest words of a Sudachi dictionary (mode C); remembers what it has split."""

    def __init__(self, dictionary: str = "small") -> None:
        from sudachipy import Dictionary, SplitMode

        try:
            self._tokeniser = Dictionary(dict=dictionary).tokenizer(mode=SplitMode.C)
        except Exception as error:
            cause = f"Sudachi 辞書を開けません（{str(error).splitlines()[0]}）。"
            remedy = f"pip install sudachidict_{dictionary} を実行するか、--dictionary small を指定してください。"
            raise FormatError(f"辞書 {dictionary}", cause, remedy) from None
        self._known: dict[str, tuple[Token, ...]] = {}
        self._parts_of_speech: dict[int, tuple[bool, bool]] = {}

    def __call__(self, text: str) -> tuple[Token, ...]:
        """The tokens of a text."""
        known = self._known.get(text)
        if known is None:
            pieces = (self._split(text[at : at + _CHUNK], at) for at in range(0, len(text), _CHUNK))
            known = self._known[text] = tuple(token for piece in pieces for token in piece)
        return known

    def _split(self, text: str, offset: int) -> list[Token]:
        tokens = []
        known = self._parts_of_speech
        for morpheme in self._tokeniser.tokenize(text):
            part_of_speech = morpheme.part_of_speech_id()
            if part_of_speech not in known:
                known[part_of_speech] = _sort(morpheme.part_of_speech())
            content, name = known[part_of_speech]
            norm = morpheme.normalized_form()
            if norm in _ALIASES:
                norm = _ALIASES[norm]
            tokens.append(Token(offset + morpheme.begin(), norm, content and norm not in _EMPTY_WORDS, name))
        return tokens


def _sort(part_of_speech: Sequence[str]) -> tuple[bool, bool]:
    """Whether a part of speech is one of content words, and of proper names."""
    return part_of_speech[0] not in _FUNCTION_WORDS, part_of_speech[1] == "固有名詞"


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
    folders = sorted(Path(spec.origin).parents[1].glob(f"{package}-*.dist-info"))
    return folders[-1].name.removesuffix(".dist-info").rpartition("-")[2] if folders else "?"
