"""The texts of linked items in, what became of their sentences out: changed, split, merged, added, removed."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import lru_cache
from operator import add

from plandiff.model import SentenceChange

Same = Callable[[str, str], bool]

_OPENING, _CLOSING = frozenset("（(「『【［[〔"), frozenset("）)」』】］]〕")
_BREAKING = _OPENING | _CLOSING | {"\n"}
_MARKS = re.compile(r"[（(「『【［\[〔）)」』】］\]〕。\n]")
# Kanji (as what is no other letter: ranges as long as theirs take a millisecond to compile), katakana, letters.
_RUN = re.compile(r"[^\W\d_A-Za-zΑ-ωぁ-ヿＡ-ｚｦ-ﾟ]+|[ァ-ヶー]+|[A-Za-z0-9Ａ-Ｚａ-ｚ０-９]+")
_ALIKE = 0.34  # share of common words (Dice) from which two sentences of linked items are one that changed
_SPACES = 8  # characters that a sentence carried over can differ by in length
_PART = 0.6  # share of a sentence that another holds, from which it is a part of that one


def sentences(text: str) -> list[str]:
    """The sentences of a text, verbatim without white space around them; a stop in brackets or quotes ends none."""
    if _BREAKING.isdisjoint(text):
        parts = text.replace("。", "。\n").split("\n")
    else:
        ends = _ends(text)
        parts = [text[start:end] for start, end in zip([0, *ends], [*ends, len(text)], strict=True)]
    return [stripped for part in parts if (stripped := part.strip())]


def _ends(text: str) -> list[int]:
    """Where sentences end: after line breaks, and stops outside brackets that close on their line."""
    ends: list[int] = []
    opened: list[int] = []  # brackets, by how many ends stood before them
    for match in _MARKS.finditer(text):
        mark = match[0]
        if mark in _OPENING:
            opened.append(len(ends))
        elif mark not in _CLOSING:
            ends.append(match.end())
            opened = opened if mark != "\n" else []
        elif opened:
            del ends[opened.pop() :]
    return ends


def sentence_changes(old: str, new: str, same: Same) -> tuple[SentenceChange, ...]:
    """The sentences that differ, in the order of the new text, then those removed.

    Sentences carried over are set aside; the rest are paired best first by their common words, and what is left
    joins the pair that holds most of it (a split or a merge). Of linked items with one sentence each it is the same.
    """
    olds, news = sentences(old), sentences(new)
    single = len(olds) == len(news) == 1
    olds, news = _unlike(olds, news, same)
    pairs = [([0], [0])] if single and olds else _pairs(olds, news)
    changes = [SentenceChange("changed", "".join(olds[i] for i in a), "".join(news[j] for j in b)) for a, b in pairs]
    placed = list(zip((b[0] for _, b in pairs), changes, strict=True))
    taken_old, taken_new = {i for a, _ in pairs for i in a}, {j for _, b in pairs for j in b}
    placed += [(j, SentenceChange("added", None, text)) for j, text in enumerate(news) if j not in taken_new]
    removed = (SentenceChange("removed", text, None) for i, text in enumerate(olds) if i not in taken_old)
    return (*(change for _, change in sorted(placed, key=lambda entry: entry[0])), *removed)


def likeness(left: Collection[str], right: frozenset[str]) -> float:
    """The share of common words, from 0 to 1 (Dice)."""
    total = len(left) + len(right)
    return 2 * len(right.intersection(left)) / total if total else 0.0


@lru_cache(maxsize=64)  # of the sentences of an item, asked for quantities, stages and sentences in turn
def words_of(sentence: str) -> frozenset[str]:
    """What a sentence is told by: the bigrams of its runs of kanji, katakana and letters."""
    found: set[str] = set()
    for run in _RUN.findall(sentence):
        found.update(map(add, run, run[1:]) if len(run) > 1 else run)
    return frozenset(found)


def _unlike(olds: list[str], news: list[str], same: Same) -> tuple[list[str], list[str]]:
    """The sentences of both sides without those carried over."""
    rest = []
    for new in news:
        found = olds.index(new) if new in olds else next(_carried_over(olds, new, same), None)
        if found is None:
            rest.append(new)
        else:
            del olds[found]
    return olds, rest


def _carried_over(olds: Sequence[str], new: str, same: Same) -> Iterator[int]:
    """Which sentences a new one carries on; white space and years hardly change the length."""
    return (n for n, old in enumerate(olds) if abs(len(old) - len(new)) <= _SPACES and same(old, new))


def _pairs(olds: Sequence[str], news: Sequence[str]) -> list[tuple[list[int], list[int]]]:
    if not olds or not news:
        return []
    left, right = [words_of(text) for text in olds], [words_of(text) for text in news]
    if len(left) == len(right) == 1:
        return [([0], [0])] if likeness(left[0], right[0]) >= _ALIKE else []
    scored = sorted((-likeness(a, b), abs(i - j), i, j) for i, a in enumerate(left) for j, b in enumerate(right))
    partner: dict[int, int] = {}
    for score, _, i, j in scored:
        if -score >= _ALIKE and i not in partner and j not in partner.values():
            partner[i] = j
    groups = {i: ([i], [j]) for i, j in partner.items()}
    for j, i in _parts(right, left, set(partner.values()), list(partner)):
        groups[i][1].append(j)
    holders = {j: i for i, j in partner.items()}
    for i, j in _parts(left, right, set(partner), list(holders)):
        groups[holders[j]][0].append(i)
    return [(sorted(a), sorted(b)) for a, b in groups.values()]


def _parts(
    parts: Sequence[frozenset[str]], wholes: Sequence[frozenset[str]], taken: set[int], holders: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Sentences in no pair, each with the paired one of the other side that holds most of it."""
    for n, words in enumerate(parts):
        if words and n not in taken:
            held = max(((len(words & wholes[whole]), -whole) for whole in holders), default=(0, 0))
            if held[0] >= _PART * len(words):
                yield n, -held[1]
