"""A draft in, hits on what is not whole out: empty headings, sentences without end, open brackets, items twice."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from plandiff.check.draft import Draft
from plandiff.check.findings import Hit
from plandiff.model import Item, Plan
from plandiff.normalise import fold

_OPEN = {pair[0]: pair[1] for pair in "（） () 「」 『』 【】 〔〕 ［］ [] 《》 〈〉".split()}
_CLOSE = {close: opening for opening, close in _OPEN.items()}
_WIDTHS = str.maketrans("()[]", "（）［］")
# A number taken up in the text, such as 「1)」 or 「ア）」, closes what nothing opened.
_REFERENCE = re.compile(r"(?<![0-9A-Za-zァ-ン])[0-9０-９A-Za-zァ-ンⅰ-ⅻ]{1,2}[)）]")
_BREAKS_OFF = re.compile(r"(?:[、，]|[をがはへ]|及び|並びに|又は|において|に基づき|として)$")
_ABOUT = re.compile(r"[、，。].*(?:について|に関して)$")  # alone, it is a title
_PREDICATE = re.compile(r"(?:する|した|れる|せる|いる|ある|なる|める|する等|図る|行う|[いきしちにみり]ます)$")
_SHORT = 15
_FORM = 14  # characters up to which equal texts may be a mere form,
_LONG = 40  # and those of different sections
_FEW = 3
_KANA = re.compile(r"[ぁ-ん、。，．・「」（）()\s]+")


def empty_headings(draft: Draft) -> Iterator[Hit]:
    """Numbered headings with nothing under them.

    In a text from a PDF the tables of several headings can follow the last of these, in turn: then none is empty.
    """
    parents = Counter(item.parent for item in draft.plan.items)
    waiting: list[Item] = []
    for item in draft.plan.items:
        if item.type != "heading" or not item.marker:
            continue
        if not parents[item.index]:
            waiting.append(item)
            continue
        if waiting and not (waiting[-1].parent == item.parent and _tables(draft, item) > len(waiting)):
            yield from map(_empty, waiting)
        waiting = []
    yield from map(_empty, waiting)


def _empty(heading: Item) -> Hit:
    return Hit("見出しの下に何もありません。", f"{heading.marker} {heading.text[:30]}", heading)


def _tables(draft: Draft, heading: Item) -> int:
    return sum(item.type == "table" and item.parent == heading.index for item in draft.plan.items)


def unfinished(draft: Draft) -> Iterator[Hit]:
    """Items that break off: on a particle or a comma, or without the full stop that their siblings have."""
    siblings: dict[int | None, list[Item]] = defaultdict(list)
    for item in draft.items:
        siblings[item.parent].append(item)
    led_into = _led_into(draft.plan)
    for group in siblings.values():
        stopped = sum(item.text.endswith("。") for item in group)
        usual = stopped >= 3 and stopped >= 0.8 * len(group)
        for item in group:
            if item.index not in led_into and len(item.text) >= _SHORT and _is_unfinished(item.text, usual):
                yield Hit("文が終わっていません。", f"…{item.text[-20:]}", item)


def _led_into(plan: Plan) -> set[int]:
    """Items whose sentence goes on in a list or in deeper items, and the entries of such a list before its last."""
    found: set[int] = set()
    for item, after in zip(plan.items, plan.items[1:], strict=False):
        leads = after.level > item.level or (after.parent == item.parent and after.marker and not item.marker)
        within = item.index - 1 in found and item.marker and _alike(item.marker, after.marker)
        if _breaks_off(item.text) and (leads or within):
            found.add(item.index)
    return found


def _alike(one: str, other: str) -> bool:
    """Whether two markers can be of one list."""
    return bool(other) and [char.isalnum() for char in one] == [char.isalnum() for char in other]


def _breaks_off(text: str) -> bool:
    return bool(_BREAKS_OFF.search(text.rstrip()) or _ABOUT.search(text.rstrip()))


def _is_unfinished(text: str, stops_usual: bool) -> bool:
    return _breaks_off(text) or (stops_usual and bool(_PREDICATE.search(text.rstrip())))


def open_brackets(draft: Draft) -> Iterator[Hit]:
    """Brackets that are opened and not closed, or closed and not opened."""
    for item in draft.texts:
        references = {match.end() - 1 for match in _REFERENCE.finditer(item.text)}
        for place in _unmatched(item.text):
            if place in references:
                continue
            quote = item.text[max(0, place - 10) : place + 12]
            what = "開いたまま閉じていません" if item.text[place] in _OPEN else "開かずに閉じています"
            yield Hit(f"「{item.text[place]}」が{what}。", quote, item)


def _unmatched(text: str) -> list[int]:
    """The places of brackets without a partner; a wide and a narrow one can be partners."""
    stack: list[tuple[str, int]] = []
    alone: list[int] = []
    for place, char in enumerate(text.translate(_WIDTHS)):
        if char in _OPEN:
            stack.append((char, place))
        elif char in _CLOSE:
            depth = next((n for n in range(len(stack) - 1, -1, -1) if stack[n][0] == _CLOSE[char]), None)
            if depth is None:
                alone.append(place)
            else:
                alone += [at for _, at in stack[depth + 1 :]]
                del stack[depth:]
    return sorted([*alone, *(place for _, place in stack)])


def duplicates(draft: Draft) -> Iterator[Hit]:
    """Items that say what an earlier one says, particles and punctuation aside.

    Under another heading only long ones that stand just twice, and where such twins are few: else they are the form.
    """
    groups: dict[str, list[Item]] = defaultdict(list)
    for item in draft.items:
        skeleton = _KANA.sub("", fold(item.text))
        if len(skeleton) >= _FORM // 2 and len(fold(item.text)) >= _FORM and not _may_recur(item.text):
            groups[skeleton].append(item)
    twins = [pair for pair in groups.values() if len(pair) == 2 and len(pair[0].text) >= _LONG and _apart(*pair)]
    found = [(group[0], item) for group in (twins if len(twins) <= _FEW else ()) for item in group[1:]]
    for group in groups.values():
        for n, item in enumerate(group[1:], start=1):
            found += [(other, item) for other in group[:n] if not _apart(other, item)][:1]
    for first, item in sorted(found, key=lambda pair: pair[1].index):
        yield Hit(f"{draft.at(first)}の項目とほぼ同じ文です。", item.text[:40], item)


def _may_recur(text: str) -> bool:
    """Whether a text says that it stands elsewhere too, or is an entry of a form, labelled in brackets."""
    return "再掲" in text or text.startswith(("【", "［", "＜"))


def _apart(one: Item, other: Item) -> bool:
    return one.parent != other.parent
