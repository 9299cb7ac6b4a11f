"""Two plans in, links out: exact matches, headings, likeness, splits and merges, weak links, in this order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from plandiff.align.assign import Candidate, assign
from plandiff.align.headings import align_headings
from plandiff.align.order import Order
from plandiff.align.texts import Text, Tokenise, Vector, Weights, bigrams, read_texts, unit_vector, words
from plandiff.fiscal import rolls
from plandiff.model import Link, Plan

SECTION, ORDER = 0.10, 0.10
STRONG, WEAK = 0.60, 0.40


def distance(old: Plan, new: Plan) -> int | None:
    """Fiscal years from the old plan to the new one, if both are known."""
    if old.fiscal_year is None or new.fiscal_year is None:
        return None
    return new.fiscal_year - old.fiscal_year


def align(old: Plan, new: Plan, tokenise: Tokenise) -> tuple[Link, ...]:
    return _Alignment(old, new, tokenise).run()


class _Alignment:
    def __init__(self, old: Plan, new: Plan, tokenise: Tokenise) -> None:
        self.old, self.new, self.tokenise = old, new, tokenise
        self.texts = (read_texts(old), read_texts(new))
        self.distance = distance(old, new)
        self.links: dict[int, int] = {}
        self.back: dict[int, int] = {}
        self.heads: dict[int, int] = {}
        self.multi: list[tuple[tuple[int, ...], tuple[int, ...]]] = []

    def run(self):
        self._exact()
        self.heads = align_headings(self.old, self.new, self.texts, self.links)
        self._repeated()
        self.heads = align_headings(self.old, self.new, self.texts, self.links)
        self._prepare()
        self._round(STRONG)
        self.heads = align_headings(self.old, self.new, self.texts, self.links)
        self._round(STRONG)
        self._splits()
        self._round(WEAK)
        self.heads = align_headings(self.old, self.new, self.texts, self.links)
        return self._links()

    def _link(self, a, b):
        self.links[a] = b
        self.back[b] = a

    def _groups(self):
        groups = defaultdict(lambda: ([], []))
        for side, plan in enumerate((self.old, self.new)):
            for item in plan.items:
                if item.type != "heading" and item.index not in (self.links, self.back)[side]:
                    groups[item.type, self.texts[side][item.index].key][side].append(item.index)
        return groups

    def _exact(self):
        for left, right in self._groups().values():
            if len(left) == len(right) == 1:
                self._link(left[0], right[0])

    def _repeated(self):
        for left, right in self._groups().values():
            if left and right:
                cands = [Candidate(a, b, (self._section(a, b) + (self.texts[0][a].folded == self.texts[1][b].folded) * .1 +0.01 / (1 + abs(a / len(self.old.items) - b / len(self.new.items)))), 1.0) for a in left for b in right]
                for p in assign(cands, 0.0):
                    self._link(p.old, p.new)

    def _section(self, a, b):
        """1 for counterpart sections, half where only the next one up is."""
        pa, pb = self.old.items[a].parent, self.new.items[b].parent
        if (self.heads.get(pa) if pa is not None else None) == pb:
            if pa is None: return 1.0
            return 1.0
        return 0.0

    def _prepare(self):
        olds = [i.index for i in self.old.items if i.type != "heading" and i.index not in self.links]
        news = [i.index for i in self.new.items if i.type != "heading" and i.index not in self.back]
        self.grams = ({}, {}); self.words = ({}, {})
        for side, plan in enumerate((self.old, self.new)):
            for i in plan.items:
                if i.type != "heading":
                    self.grams[side][i.index] = bigrams(self.texts[side][i.index].relative)
                    if i.index in (olds, news)[side] or 1:
                        self.words[side][i.index] = words(self.tokenise(i.text))
        self.gw = Weights(g for s in (0, 1) for g in self.grams[s].values())
        self.ww = Weights(g for s in (0, 1) for g in self.words[s].values())
        H = 0.5**0.5
        self.vec = tuple({n: {**unit_vector(self.grams[s][n], self.gw, H), **{"\0" + k: v for k, v in unit_vector(self.words[s][n], self.ww, H).items()}} for n in (olds, news)[s]} for s in (0, 1))
        post = defaultdict(list)
        for j in news:
            for f, v in self.vec[1][j].items():
                post[f].append((j, v))
        self.sim = []
        for i in olds:
            acc = defaultdict(float)
            for f, v in self.vec[0][i].items():
                for j, w in post.get(f, ()):
                    acc[j] += v * w
            for j, s in acc.items():
                if s >= 0.12 and self.old.items[i].type == self.new.items[j].type:
                    self.sim.append((i, j, s))

    def _round(self, floor):
        order = Order(self.links, len(self.old.items), len(self.new.items))
        cands = [Candidate(i, j, s + SECTION * self._section(i, j) + ORDER * order.nearness(i, j), s) for i, j, s in self.sim if i not in self.links and j not in self.back]
        for p in assign(cands, floor):
            self._link(p.old, p.new)

    def _splits(self):
        self.parts = defaultdict(list)   # ("old", i) -> extra news ; ("new", j) -> extra olds
        used=set()
        for side in (0, 1):
            me, other = side, 1 - side
            links = (self.links, self.back)[side]
            free = [n for n in self.vec[other] if n not in (self.links, self.back)[other]]
            cands = []
            for j in free:
                wj = self.words[other][j]
                mass = sum(self.ww[t] * c for t, c in wj.items())
                if not mass: continue
                for i, p in links.items():
                    if i not in self.vec[me]: continue
                    wi = self.words[me][i]
                    inn = sum(self.ww[t] * min(c, wi[t]) for t, c in wj.items() if t in wi)
                    if inn / mass < 0.45: continue
                    wp = self.words[other][p]
                    mi = sum(self.ww[t] * c for t, c in wi.items())
                    gain = sum(self.ww[t] * (min(c, wp[t] + wj[t]) - min(c, wp[t])) for t, c in wi.items() if t in wj) / mi
                    same = self._section(i, j) if side == 0 else self._section(j, i)
                    if gain >= 0.10 and (same or abs(p - j) <= 2):
                        cands.append((inn / mass + gain, -j, -i))
            for s, j, i in sorted(cands, reverse=True):
                i, j = -i, -j
                if (other, j) in used: continue
                if (other, links[i]) in used: continue
                used.add((other, j)); 
                self.parts[side, i].append(j)
                if side == 0: self.back[j] = i
                else: self.links[j] = i

    def _links(self):
        out = []
        for a, b in sorted(self.links.items()):
            if self.back.get(b) != a: continue
            news = tuple(sorted([b] + self.parts.get((0, a), [])))
            olds = tuple(sorted([a] + self.parts.get((1, b), [])))
            out.append(Link(olds, news, 1.0))
        out += [Link((a,), (b,), 1.0) for a, b in sorted(self.heads.items())]
        return tuple(out)
