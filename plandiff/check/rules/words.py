"""A draft in, hits on its words out: one word spelt in two ways, terms to replace, abbreviations not yet defined."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from plandiff.check.draft import Draft
from plandiff.check.findings import Hit
from plandiff.model import Item
from plandiff.normalise import fold
from plandiff.tokenise import Lemma

_DEFINITION = re.compile(r"以下(?:、|，|,)?(?:単に|総称して|併せて)?(?:、|，)?[「『]([^「」『』]{1,40})[」』]\s*という")
_KANJI = re.compile(r"[一-龥々]")
_ENDING = re.compile(r".*[一-龥々]")  # what stands before the kana that inflects
_KATAKANA = re.compile(r"[ァ-ヶー]+")
_WORD_CHAR = re.compile(r"[一-龥々ァ-ヶーA-Za-zＡ-Ｚａ-ｚ0-9０-９]")
_KANA = re.compile(r"[ぁ-んァ-ヶ]")
# Official writing spells these by their part in the sentence: 「又は」 and 「また」, 「更に」 and 「さらに」,
# 「事」 and 「こと」.
_BOTH_RIGHT = frozenset(
    "又 更に 事 物 所 時 為る 有る 居る 成る 行く 来る 言う 見る 出来る 置く 付く 通り 内 上 中 方".split()
)
_OFFICIAL = frozenset("及び 並びに 又は 若しくは".split())  # where a draft is of two minds
_CLEAR = 3  # times as often as another that a spelling must be for each place of the other to be named


def spellings(draft: Draft) -> Iterator[Hit]:
    """Words in two spellings: the rarer one is quoted at each place.

    Words are one where Sudachi's normalised form and part of speech are. Spellings count that differ in a long vowel
    mark or in the kana written after kanji (取組, 取り組み), and conjunctions in kanji and in kana. Within compounds
    (取扱施設) custom drops that kana.
    """
    places: dict[tuple[str, str], dict[str, list[Item]]] = defaultdict(lambda: defaultdict(list))
    for item, lemmas in draft.lemmas:
        for lemma in lemmas:
            if not _is_compounded(item.text, lemma):
                places[lemma.norm, lemma.part][fold(lemma.form)].append(item)
    for (norm, part), forms in sorted(places.items()):
        if len(forms) > 1 and norm not in _BOTH_RIGHT:
            yield from _rarer(forms, part)


def _is_compounded(text: str, lemma: Lemma) -> bool:
    """Whether a noun stands against another kanji, or a conjunction drops its kana as in names (交流及報道)."""
    if lemma.part != "名詞":
        return lemma.part == "接続詞" and not _KANA.search(lemma.form)
    return bool(_KANJI.match(text[lemma.end : lemma.end + 1]) or _KANJI.match(text[lemma.start - 1 : lemma.start]))


def _rarer(forms: dict[str, list[Item]], part: str) -> Iterator[Hit]:
    usual = max(sorted(forms), key=lambda form: (len(forms[form]), form in _OFFICIAL))
    for form, items in sorted(forms.items()):
        if form != usual and _is_variant(usual, form, part):
            yield from _places(usual, len(forms[usual]), form, items)


def _places(usual: str, count: int, form: str, items: list[Item]) -> Iterator[Hit]:
    """Each place of the rarer spelling; the first for all where neither is clearly usual."""
    if count >= _CLEAR * len(items):
        message = f"「{form}」は、ほかでは「{usual}」（{count} か所）と書かれています。"
        yield from (Hit(message, form, item) for item in dict.fromkeys(items))
    else:
        yield Hit(f"「{usual}」{count} か所と「{form}」{len(items)} か所が混じっています。", form, items[0])


def _is_variant(one: str, other: str, part: str) -> bool:
    """Whether two forms are spellings of a word that nobody means to tell apart: 図れる is no spelling of 図る."""
    if _KATAKANA.fullmatch(one) and _KATAKANA.fullmatch(other):
        return one.replace("ー", "") == other.replace("ー", "")
    if part == "接続詞":
        return True
    kanji = ["".join(_KANJI.findall(form)) for form in (one, other)]
    inflects_alike = part == "名詞" or _ENDING.sub("", one) == _ENDING.sub("", other)
    return bool(kanji[0]) and kanji[0] == kanji[1] and inflects_alike


def glossary(draft: Draft) -> Iterator[Hit]:
    """Terms that the project writes otherwise."""
    for item in draft.plan.items:
        text = fold(item.text)
        for term, instead in draft.demands.glossary:
            if fold(term) in text.replace(fold(instead), "\0"):
                yield Hit(f"「{term}」は「{instead}」と書く用語です。", term, item)


def abbreviations(draft: Draft) -> Iterator[Hit]:
    """Abbreviations that are used before the place that defines them."""
    for word, (item, *_) in _definitions(draft).items():
        if word.endswith("等"):  # 「学校等」 is an abbreviation in one place and plain words in another
            continue
        earlier = (other for other in draft.plan.items[: item.index] if _uses(other.text, word))
        first = next(earlier, None)
        if first:
            yield Hit(f"略称「{word}」を、{draft.at(item)}で定義する前に使っています。", word, first)


def redefined(draft: Draft) -> Iterator[Hit]:
    """Abbreviations that are defined twice."""
    for word, (first, *again) in _definitions(draft).items():
        for item in again:
            yield Hit(f"略称「{word}」は {draft.at(first)}でも定義されています。", word, item)


def _definitions(draft: Draft) -> dict[str, list[Item]]:
    """The items that define each abbreviation."""
    found: dict[str, list[Item]] = defaultdict(list)
    for item in draft.plan.items:
        for match in _DEFINITION.finditer(item.text):
            found[match[1]].append(item)
    return found


def _uses(text: str, word: str) -> bool:
    """Whether a text has a word that is no part of a longer one."""
    places = (match.start() for match in re.finditer(re.escape(word), text))
    return any(not (_joins(text[at - 1 : at]) or _joins(text[at + len(word) :][:1])) for at in places)


def _joins(char: str) -> bool:
    return bool(_WORD_CHAR.match(char))
