"""Text in, the same text folded for comparing out; nothing here is ever shown to a reader."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

WHITE = re.compile(r"\s+")
_WIDE = tuple(zip("０１２３４５６７８９（），．：／～－％", "0123456789(),.:/~-%", strict=True))


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """NFKC without white space: the form in which two texts are equal or not."""
    # Most texts are normal but for these, and NFKC takes ten times as long over a text that is not.
    for wide, narrow in _WIDE:
        if wide in text:
            text = text.replace(wide, narrow)
    return "".join(unicodedata.normalize("NFKC", text).split())


# What a typist varies without meaning anything by it: NFKC leaves these apart.
_LOOSE = str.maketrans(
    {
        "、": ",", "，": ",", "。": ".", "．": ".", "・": "", "･": "", "：": ":", "；": ";",
        "〜": "~", "～": "~", "−": "-", "–": "-", "—": "-", "―": "-", "‐": "-", "‑": "-", "－": "-",
        "「": '"', "」": '"', "『": '"', "』": '"', "“": '"', "”": '"', "〈": "<", "〉": ">", "＜": "<", "＞": ">",
        "【": "[", "】": "]", "［": "[", "］": "]", "〔": "[", "〕": "]",
    }
)  # fmt: skip


def loose(text: str) -> str:
    """`fold`, and punctuation that only looks different made one: for telling typography from wording."""
    return fold(text).translate(_LOOSE)
