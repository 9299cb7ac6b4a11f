"""Compare successive annual plans: `read_plan`, `compare`, `render`."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plandiff.api import compare, read_plan, render
    from plandiff.errors import PlandiffError
    from plandiff.model import Change, Edit, Item, Plan, Report

__version__ = "0.1.0"
__all__ = ["Change", "Edit", "Item", "Plan", "PlandiffError", "Report", "compare", "read_plan", "render"]

_HOMES = {"compare": "api", "read_plan": "api", "render": "api", "PlandiffError": "errors"}


def __getattr__(name: str) -> object:
    """What the package offers, from its module when first asked for: the command begins without, and begins sooner."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"plandiff.{_HOMES.get(name, 'model')}"), name)
