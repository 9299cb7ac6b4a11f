"""What changed inside a reworded item: quantities, stage of the commitment, sentences; promises and links to check."""

from __future__ import annotations

from collections.abc import Callable

from plandiff.facts.quantities import Years, quantity_changes
from plandiff.facts.sentences import sentence_changes
from plandiff.facts.stages import stage_changes
from plandiff.model import Facts
from plandiff.tokenise import Tokeniser


def facts_of(old: str, new: str, years: Years, same: Callable[[str, str], bool], tokenise: Tokeniser) -> Facts:
    """The facts between the texts of linked items; `same` says whether a sentence was carried over, `years` are the
    fiscal years of the two plans."""
    sentences = sentence_changes(old, new, same)
    return Facts(quantity_changes(sentences, years), stage_changes(sentences, (old, new), tokenise), sentences)
