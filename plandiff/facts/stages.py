"""Changed sentences in, cues out that one commits to another stage: study, design, start, going on, done, operation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from plandiff.facts.sentences import likeness, words_of
from plandiff.model import SentenceChange, StageChange
from plandiff.tokenise import Tokeniser, Word

_PREDICATE = 12  # characters at the end of a sentence that hold a short predicate with its object
_TAIL = 24  # characters at a sentence's end that hold its predicate
_ALIKE = 0.4  # share of common words (Dice) from which two sentences can be about one commitment
_SAME = 0.6  # and from which they surely are
_REMARK = re.compile(r"[（(][^（()）]*[）)]$")
_STOPS = "。．"

_STUDY, _DESIGN, _WORK, _OPERATION = 1, 2, 4, 5
_BEGUN, _GOING_ON, _DONE = 3, 4, 5
# What is done: the verbal nouns that name a stage; any other is the work itself.
_DEEDS = dict.fromkeys("検討 調査 協議 議論 審議 模索".split(), _STUDY)
_DEEDS |= dict.fromkeys("設計 準備".split(), _DESIGN) | dict.fromkeys("運用 供用 稼働".split(), _OPERATION)
# How far it is: verbs and verbal nouns, by Sudachi's normalised form.
_ASPECTS = dict.fromkeys("着手 開始 始める 始動 取り掛かる".split(), _BEGUN)
_ASPECTS |= dict.fromkeys("推進 進める 継続 続ける 実施 遂行".split(), _GOING_ON)
_ASPECTS |= dict.fromkeys("完了 完成 竣工 終える".split(), _DONE)
# Verbs that say nothing but that it is done.
_LIGHT = frozenset("行う 努める 図る 取り組む".split())
# How the cues begin in print, to tell where none can be; what they are is for Sudachi to tell.
_ASPECT_CUES = dict.fromkeys("着手 開始 始 取り掛 取りかか".split(), _BEGUN)
_ASPECT_CUES |= dict.fromkeys("推進 進 継続 続 実施 遂行".split(), _GOING_ON)
_ASPECT_CUES |= dict.fromkeys("完了 完成 竣工 終え".split(), _DONE)
_FORMAL = frozenset("物 もの こと 事 予定 計画 方針 見込み".split())
_GOES_ON = frozenset("行く いく 来る くる 居る いる".split())
_JOINING = frozenset("向ける 引き続く 為る 関する 係る 掛かる 資する つく".split())
_NEGATIONS = frozenset("ない ず ぬ 無い".split())
_NOUNS = ("名詞", "接尾辞", "接頭辞", "形状詞", "記号")


Compound = tuple[str, ...]


class Predicate(NamedTuple):
    """What a sentence ends on: its words as printed; the deeds (stages that its verbal nouns name; two of 設計・製作)
    and the aspect, 0 where nothing tells it; whether a cue told either; the compound that names the deed, or the aspect
    where nothing else does, and all compounds that belong to it, by normalised words (施設, 整備, 検討 of
    施設の整備を検討する)."""

    words: str
    deeds: frozenset[int]
    aspect: int
    told: bool
    core: Compound
    chain: frozenset[Compound]


def stage_changes(
    sentences: Iterable[SentenceChange], texts: tuple[str, str], tokenise: Tokeniser
) -> tuple[StageChange, ...]:
    """The cues in sentences that changed, in the order of the new text; `texts` are what they are the sentences of."""
    found = (_between(s.old, s.new, texts, tokenise) for s in sentences if s.old and s.new)
    return tuple(change for change in found if change)


def _between(old: str, new: str, texts: tuple[str, str], tokenise: Tokeniser) -> StageChange | None:
    tails = _tail(old), _tail(new)
    if tails[0][-_PREDICATE:] == tails[1][-_PREDICATE:] or not _may_differ(*tails):
        return None
    alike = likeness(words_of(old), words_of(new))
    if alike < _ALIKE:
        return None
    before, after = (_predicate(tail, tokenise.words_in(tail, text)) for tail, text in zip(tails, texts, strict=True))
    if before is None or after is None:
        return None
    forward = _steps(before, after)
    holds = _is_advance if forward > 0 else _is_retreat
    if not forward or not holds(before, after, alike) or _goes_on_beside(before, after, new):
        return None
    return StageChange(before.words, after.words, "advance" if forward > 0 else "retreat")


def _steps(old: Predicate, new: Predicate) -> int:
    """How much further on the new side is, negative where further back: by its deeds, of the same one by aspect."""
    if not old.deeds & new.deeds:
        return max(new.deeds) - max(old.deeds)
    return new.aspect - old.aspect if new.aspect and old.aspect else 0


def _goes_on_beside(old: Predicate, new: Predicate, text: str) -> bool:
    """Whether the old predicate still stands in the new text, beside another one; that of 整備を検討し、実施する has no
    object of its own and goes on with the same."""
    return len(new.chain) > 1 and old.words[:-2] in text[: -len(new.words)]


def _tail(text: str) -> str:
    """The end of a text's last sentence, without stop or remark."""
    # Counted back, since a pattern that ends in `$` is tried anew from every character of a run.
    stops = next((n for n, char in enumerate(reversed(text)) if char not in _STOPS and not char.isspace()), len(text))
    return _REMARK.sub("", text[: len(text) - stops])[-_TAIL:]


def _may_differ(old: str, new: str) -> bool:
    """Whether cues can tell two tails apart: a deed stands in one, or aspects of different levels in both."""
    if any(deed in old or deed in new for deed in _DEEDS):
        return True
    before, after = ({level for cue, level in _ASPECT_CUES.items() if cue in tail} for tail in (old, new))
    return bool(before) and bool(after) and before != after


def _is_advance(old: Predicate, new: Predicate, alike: float) -> bool:
    """Cues tell both sides of sentences that say much the same, or the words of one name the deed of the other
    (整備を検討する, 整備する), or its object (装置の設計を行う, 装置を試作する)."""
    return old.told and (new.told or _names(old, new.core) or _shares_object(old, new, alike))


def _shares_object(old: Predicate, new: Predicate, alike: float) -> bool:
    """Whether two predicates of sentences that surely say much the same act on one thing."""
    return alike >= _SAME and bool((old.chain - {old.core}) & (new.chain - {new.core}))


def _is_retreat(old: Predicate, new: Predicate, alike: float) -> bool:
    """What the old side did is what the new side studies, prepares or begins; of the work itself (実施する) the
    sentences tell."""
    return new.told and (_names(new, old.core) or (old.core[-1] in _ASPECTS and alike >= _SAME))


def _names(predicate: Predicate, core: Compound) -> bool:
    """Whether a compound belongs to a predicate, as it is or by its last word alone."""
    return any(
        core == other or (core[-1] == other[-1] and 1 in (len(core), len(other))) for other in predicate.chain
    )  # fmt: skip


def _predicate(text: str, words: Sequence[Word]) -> Predicate | None:
    """The predicate at the end of a text; None where it is denied, past, or none that can be read."""
    end = _peel(words)
    if end is None or end == 0:
        return None
    head = end - 1
    if words[head].norm == "為る":
        head -= 1
    if head < 0 or words[head].part not in (*_NOUNS, "動詞"):
        return None
    core = words[head].norm
    if core in _ASPECTS or core in _LIGHT:
        return _with_object(text, words, head)
    deed = _object(words, head)
    span = words[_chunk_start(words, head if deed is None or deed < 0 else deed)].start
    deeds, told = _deeds(words, head), core in _DEEDS
    return Predicate(text[span:], deeds, 0, told, _compound(words, head), _chain(words, head))


def _with_object(text: str, words: Sequence[Word], head: int) -> Predicate | None:
    """The predicate of an aspect or a light verb: its object is the deed."""
    aspect = _ASPECTS.get(words[head].norm, 0)
    deed = head - 1 if head and words[head - 1].norm in _DEEDS else _object(words, head)
    if deed is None:
        return None
    deed = head if deed < 0 else deed
    name, printed = words[deed].norm, text[words[_chunk_start(words, deed)].start :]
    told = aspect > 0 or name in _DEEDS or name in _ASPECTS
    aspect = aspect or _ASPECTS.get(name, 0)
    return Predicate(printed, _deeds(words, deed), aspect, told, _compound(words, deed), _chain(words, head))


def _deeds(words: Sequence[Word], last: int) -> frozenset[int]:
    """The stages that a noun names, and those joined to it by ・."""
    ends = [at for at in range(_chunk_start(words, last), last) if words[at + 1].text == "・"]
    return frozenset(_DEEDS.get(words[at].norm, _WORK) for at in [*ends, last])


def _compound(words: Sequence[Word], last: int) -> Compound:
    """The compound that ends at a word, without the aspect that ends it (運用開始 is one of 運用)."""
    norms = tuple(word.norm for word in words[_chunk_start(words, last) : last + 1])
    while len(norms) > 1 and norms[-1] in _ASPECTS:
        norms = norms[:-1]
    return norms


def _chain(words: Sequence[Word], head: int) -> frozenset[Compound]:
    """The compounds before a predicate that belong to it, back to another clause (〜に向けた begins none)."""
    found, at = set(), head
    while at >= 0:
        word = words[at]
        if word.part in _NOUNS:
            found.add(_compound(words, at))
            at = _chunk_start(words, at)
        elif (word.text == "、" and not _ends_topic(words, at)) or (
            word.part == "動詞" and word.norm not in _JOINING and at < head
        ):
            break
        at -= 1
    return frozenset(found)


def _ends_topic(words: Sequence[Word], at: int) -> bool:
    """Whether what stands before a place says what the clause is about: 装置について、"""
    return any(word.norm in ("つく", "関する") for word in words[max(0, at - 3) : at])


def _peel(words: Sequence[Word]) -> int | None:
    """Where the predicate ends once auxiliaries are off (するものとする, している); None if denied or past."""
    end = len(words)
    while end:
        last, before = words[end - 1], words[end - 2] if end > 1 else None
        if last.norm in _NEGATIONS or (last.part == "助動詞" and last.norm == "た"):
            return None
        if last.part in ("助動詞", "補助記号") or last.norm in _FORMAL or last.text in ("て", "で"):
            end -= 1
        elif last.norm in _GOES_ON and before and before.text in ("て", "で"):
            end -= 2
        elif last.norm in ("為る", "有る") and before and before.part in ("助詞", "助動詞") and _formal(words, end - 2):
            end -= 3
        else:
            return end
    return None


def _formal(words: Sequence[Word], at: int) -> bool:
    """Whether a formal noun (こと, もの, 予定, よう) stands before a place."""
    return at > 0 and (words[at - 1].norm in _FORMAL or words[at - 1].norm in ("様", "よう"))


def _object(words: Sequence[Word], head: int) -> int | None:
    """The noun that the verb at `head` acts on: before を, or before に right before it; -1 if it has none.

    None where another verb stands between, which may have taken the object for itself.
    """
    at = _chunk_start(words, head) - 1
    if at > 0 and words[at].part == "助詞" and words[at].text in ("に", "も", "は"):  # not 着実に
        return at - 1
    while at > 0:
        word = words[at]
        if word.text == "を":
            return at - 1
        if word.part == "動詞" and word.norm != "引き続く":
            return None
        if word.text == "、" and words[at - 1].text != "を":
            return -1
        at -= 1
    return -1


def _chunk_start(words: Sequence[Word], at: int) -> int:
    """Where the compound begins that ends at a word: 詳細設計, 調査・検討."""
    while at and (words[at - 1].part in _NOUNS or words[at - 1].text == "・" or words[at].part == "接尾辞"):
        at -= 1
        if at > 1 and words[at - 1].part == "空白" and words[at - 2].part in _NOUNS:
            at -= 1
    return at
