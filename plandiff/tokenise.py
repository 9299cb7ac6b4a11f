"""Text in, tokens out: words with their normalised forms. The only module that imports sudachipy."""

from __future__ import annotations

from plandiff.errors import FormatError
from plandiff.model import Token

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
        self._content: dict[int, bool] = {}

    def __call__(self, text: str) -> tuple[Token, ...]:
        """The tokens of a text, covering all of it but for characters that Sudachi drops."""
        known = self._known.get(text)
        if known is None:
            known = self._known[text] = tuple(self._split(text))
        return known

    def _split(self, text: str) -> list[Token]:
        tokens: list[Token] = []
        for at in range(0, len(text), _CHUNK):
            for morpheme in self._tokeniser.tokenize(text[at : at + _CHUNK]):
                norm = morpheme.normalized_form()
                norm = _ALIASES.get(norm, norm)
                content = self._is_content(morpheme.part_of_speech_id(), morpheme) and norm not in _EMPTY_WORDS
                tokens.append(Token(at + morpheme.begin(), at + morpheme.end(), norm, content))
        return tokens

    def _is_content(self, pos: int, morpheme: object) -> bool:
        known = self._content.get(pos)
        if known is None:
            known = self._content[pos] = morpheme.part_of_speech()[0] not in _FUNCTION_WORDS  # type: ignore[attr-defined]
        return known
