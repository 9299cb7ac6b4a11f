"""A draft in, hits on its years out: years that cannot be, pairs that disagree, past years as plans, mixed forms."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from plandiff.check.draft import Draft
from plandiff.check.findings import Hit
from plandiff.check.rules.sentences import sentence_at, states_fact, verbatim
from plandiff.fiscal import ERAS, is_history, mask, references
from plandiff.model import Item
from plandiff.normalise import fold

_LAST_YEARS = {"明治": 45, "大正": 15, "昭和": 64, "平成": 31}
_ERA_YEAR = re.compile(r"(?P<era>令和|平成|昭和|大正|明治)\s*(?P<n>元|\d{1,3})\s*年(?P<fiscal>\s*度)?")
_WESTERN = r"(?P<west>\d{4})\s*(?:年\s*度?)?"
_PAIRS = (
    re.compile(
        rf"(?P<era>令和|平成|昭和)\s*(?P<n>元|\d{{1,2}})\s*(?:年\s*度?)?\s*[（(]\s*(?:西暦)?\s*{_WESTERN}\s*[）)]"
    ),
    re.compile(rf"(?<!\d){_WESTERN}\s*[（(]\s*(?P<era>令和|平成|昭和)\s*(?P<n>元|\d{{1,2}})\s*(?:年\s*度?)?\s*[）)]"),
)
_WESTERN_ALONE = re.compile(r"(?<![\d（(])20\d\d\s*年\s*度(?!\s*[（(])")
_ERA_ALONE = re.compile(r"令和\s*(?:元|\d{1,2})\s*年\s*度")
# A year by which something is to be done: 「令和６年度に…する」「令和６年度末までに…」.
_DUE = re.compile(
    r"(?P<era>令和|平成)\s*(?P<n>元|\d{1,2})\s*年\s*度(?:\s*[（(]\s*20\d\d\s*年\s*度?\s*[）)])?"
    r"(?:末|中|内|当初|前半|後半|上期|下期)?(?:(?:まで)?に(?!引き?続|続|比|対|お[いけ]|関|係|つい|基|準|行われ|先立|向け|よ[りる]|改|発足)|中に)"
)
# What has been done already: a verb in the past, or a noun that results from it.
_DONE = re.compile(r"[しきぎいちびみりえけげせてねべめれっん]た(?!め|だ|い|り|く|る)|んだ|済み?|実績|完了|結果|当時")


def number(text: str) -> int:
    """The year within its era; 元 is 1."""
    return 1 if text == "元" else int(text)


def western(match: re.Match[str]) -> int:
    """The western year of an era year."""
    return ERAS[match["era"]] + number(match["n"])


def impossible(draft: Draft) -> Iterator[Hit]:
    """Years that their era does not have."""
    for item in draft.plan.items:
        for match in _ERA_YEAR.finditer(item.text):
            era, count = match["era"], number(match["n"])
            if count == 0 or count > _LAST_YEARS.get(era, count):
                yield Hit(f"「{match[0]}」という年はありません（{_range(era)}）。", match[0], item)


def _range(era: str) -> str:
    return f"{era}は{_LAST_YEARS[era]}年まで" if era in _LAST_YEARS else f"{era}は元年から"


def disagreeing(draft: Draft) -> Iterator[Hit]:
    """Era and western year beside each other that are not the same year."""
    for item in draft.plan.items:
        for pattern in _PAIRS:
            for match in pattern.finditer(item.text):
                if western(match) != int(match["west"]):
                    message = (
                        f"{match['era']}{match['n']}年は{western(match)}年で、{int(match['west'])}年ではありません。"
                    )
                    yield Hit(message, match[0], item)


def past_as_plan(draft: Draft) -> Iterator[Hit]:
    """Years before the plan's own by which something is still to be done."""
    own = draft.plan.fiscal_year
    if own is None:
        return
    for item in draft.items:
        for match in _DUE.finditer(item.text):
            rest = item.text[match.end() :].partition("。")[0]
            if western(match) < own and rest and not _DONE.search(rest):
                yield Hit(f"{own}年度の計画で、過ぎた年度に行うと書いています。", match[0] + rest[:20], item)


def mixed_eras(draft: Draft) -> Iterator[Hit]:
    """Fiscal years of the western calendar alone in a draft that counts by era, or the other way about."""
    found = {name: _places(draft, pattern) for name, pattern in (("和暦", _ERA_ALONE), ("西暦", _WESTERN_ALONE))}
    rare, usual = sorted(found, key=lambda name: (len(found[name]), name))
    if found[rare] and len(found[usual]) >= 3 * len(found[rare]):
        message = f"年度は{usual}（{len(found[usual])} か所）で書かれていますが、ここは{rare}だけです。"
        yield from (Hit(message, quote, item) for item, quote in found[rare])


def _places(draft: Draft, pattern: re.Pattern[str]) -> list[tuple[Item, str]]:
    return [(item, match[0]) for item in draft.body for match in pattern.finditer(item.text)]


def mixed_widths(draft: Draft) -> Iterator[Hit]:
    """One-digit era years in another width than the draft's usual one."""
    places: dict[str, list[tuple[Item, str]]] = defaultdict(list)
    for item in draft.body:
        for match in _ERA_YEAR.finditer(item.text):
            if match["fiscal"] and len(match["n"]) == 1 and match["n"] != "元":
                places["半角" if match["n"].isascii() else "全角"].append((item, match[0]))
    counts = Counter({width: len(found) for width, found in places.items()})
    if len(counts) == 2:
        (usual, most), (rare, _) = counts.most_common()
        for item, quote in places[rare] if most >= 3 * len(places[rare]) else ():
            yield Hit(f"年度の数字は{usual}（{most} か所）ですが、ここは{rare}です。", quote, item)


def stale(draft: Draft) -> Iterator[Hit]:
    """Fiscal years carried over from last year's plan that should have rolled, in what is planned."""
    series = _series(draft)
    for change in draft.changes():
        if "stale-year" in change.notes and _masked(change.new[0])[0] not in series:
            item, old = change.new[0], change.old[0]
            quote = next(_behind(item.text, draft), None)
            if quote:
                yield Hit("昨年度の計画から引き写した項目で、年度が更新されていません。", quote, item, old)


def _series(draft: Draft) -> set[str]:
    """The texts, years masked, that stand in a draft with several years: there a year is a name (令和５年度建造船)."""
    years: dict[str, set[tuple[int, ...]]] = defaultdict(set)
    for item in draft.texts:
        masked, own = _masked(item)
        years[masked].add(own)
    return {masked for masked, found in years.items() if len(found) > 1}


def _masked(item: Item) -> tuple[str, tuple[int, ...]]:
    folded = fold(item.text)
    return mask(folded), tuple(ref.year for ref in references(folded))


def _behind(text: str, draft: Draft) -> Iterator[str]:
    """The years of an item near that of last year's plan, as printed; those of facts and of history aside."""
    folded = fold(text)
    own = draft.report.old.fiscal_year if draft.report else None
    for ref in references(folded):
        near = own is not None and abs(ref.year - own) <= 1 and not is_history(folded, ref)
        if near and not states_fact(sentence_at(folded, ref.start)):
            yield verbatim(text, folded, ref.start, ref.end)
