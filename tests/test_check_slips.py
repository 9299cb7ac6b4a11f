"""Slips of a typist, one by one, in a sample draft: each is found, and nothing beside it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from conftest import plan
from truth import SAMPLES

from plandiff import compare, read_plan
from plandiff.check.config import Config
from plandiff.check.draft import Draft
from plandiff.check.findings import Finding
from plandiff.check.run import check

DRAFT = SAMPLES.joinpath("agency/r07.txt").read_text(encoding="utf-8")

# Name of the slip -> what stands in the draft, what is typed instead, the codes of the findings that come up.
SLIPS: dict[str, tuple[str, str, list[str]]] = {
    "nothing": ("機構", "機構", []),
    "a width": ("令和７年度（2025年度）", "令和７年度（２０２５年度）", []),
    "another wording": ("広報誌を年４回発行し", "広報誌などを年４回発行し", []),
    "more than before": ("受診率を100％に保つ", "受診率を110％に保つ", []),
    "a year of no era": ("令和９年度の運用", "令和０年度の運用", ["PD102"]),
    "an era that has ended": ("割合を令和９年度までに30", "割合を平成40年度までに30", ["PD102"]),
    "a pair of two years": ("令和７年度（2025年度）の業務", "令和７年度（2024年度）の業務", ["PD103"]),
    "a deadline gone by": ("割合を令和９年度までに30", "割合を令和６年度までに30", ["PD104"]),
    "a number skipped": ("3. 成果の社会", "4. 成果の社会", ["PD201"]),
    "a number twice": ("3. 成果の社会", "2. 成果の社会", ["PD202"]),
    "back to one": ("3. 情報化の推進", "1. 情報化の推進", ["PD203"]),
    "a chapter skipped": ("Ⅲ．予算", "Ⅳ．予算", ["PD201", "PD202"]),
    "a sentence broken off": ("人材の往来を促す。", "人材の往来を促し、", ["PD206"]),
    "a bracket left open": ("（以下「機構」という。）", "（以下「機構」という。", ["PD207"]),
    "a quotation left open": ("「海洋環境技術研究機構法」", "「海洋環境技術研究機構法", ["PD207"]),
    "pasted twice": (
        "老朽化した観測船の岸壁設備の改修を行う。",
        "老朽化した観測船の岸壁設備の改修を行う。\n\uf09e 老朽化した観測船の岸壁設備の改修を行う。",
        ["PD208"],
    ),
    "an item deleted": ("\uf09e 国際会議を主催し、アジアの研究機関との人材交流を図る。\n", "", ["PD301"]),
    "a target lowered": ("受診率を100％に保つ", "受診率を90％に保つ", ["PD303"]),
    "a spelling": ("水温、塩分及び溶存酸素", "水温、塩分および溶存酸素", ["PD401"]),
    "a figure of two totals": ("計 3,447 2,334 663 6,444", "計 3,447 2,334 763 6,444", ["PD501", "PD501"]),
    "a unit left out": ("（単位：百万円）\n海洋観測", "海洋観測", ["PD503"]),
}


def findings(text: str) -> list[Finding]:
    draft, old = plan(text, name="r07.txt"), read_plan(SAMPLES / "agency" / "r06.txt")
    found = check(Draft(draft, compare(old, draft)), "r07.txt", Config(Path("/")))
    return [finding for finding in found.findings if finding.code != "PD305"]


@cache
def present() -> frozenset[str]:
    """What is found in the draft as it is."""
    return frozenset(finding.fingerprint for finding in findings(DRAFT))


@pytest.mark.parametrize(("there", "typed", "codes"), SLIPS.values(), ids=SLIPS.keys())
def test_slip(there: str, typed: str, codes: list[str]) -> None:
    assert there in DRAFT
    found = findings(DRAFT.replace(there, typed, 1))
    assert [finding.code for finding in found if finding.fingerprint not in present()] == codes
