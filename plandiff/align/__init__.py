"""Two plans in, links between their items out: who became whom, with score, margin and runner-up."""

from plandiff.align.pins import Pins, settle
from plandiff.align.pipeline import align

__all__ = ["Pins", "align", "settle"]
