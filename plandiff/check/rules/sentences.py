"""A sentence in, what it does out: whether it tells what is or was, and so commits nobody to anything."""

from __future__ import annotations

import re
import unicodedata

_FACT = re.compile(
    r"(?:た|んだ|て(?:い|あ)る|であ(?:る|り)|が(?:ある|ない)|必要|ところ|が(?:開始|終了|完了|決定|成立|施行))"
    r"(?:[（(][^（）()]*[）)])?。?$"
)
# 「…する予定である」「…を行うこととしている」 sound like facts and are plans.
_PLAN = re.compile(
    r"(?:予定|計画|目標|目途|方針|こと)(?:である|(?:を|に|と)?して(?:いる|ある)|(?:を|に|と)?する)?。?$|目指している。?$"
)


def states_fact(sentence: str) -> bool:
    """Whether a sentence ends on what is or was (した, している, 必要がある) and not on what will be done."""
    sentence = sentence.rstrip()
    return bool(_FACT.search(sentence)) and not _PLAN.search(sentence)


def sentence_at(text: str, place: int) -> str:
    """The sentence of a text in which a place stands."""
    start = text.rfind("。", 0, place) + 1
    end = text.find("。", place)
    return text[start : end + 1 if end >= 0 else len(text)]


def verbatim(text: str, folded: str, start: int, end: int) -> str:
    """The characters of a text that a stretch of its folded form came from; that stretch where they cannot be told."""
    places: list[int] = []
    for n, char in enumerate(text):
        places += [n] * len("".join(unicodedata.normalize("NFKC", char).split()))
    if len(places) != len(folded):
        return folded[start:end]
    return text[places[start] : places[end - 1] + 1]
