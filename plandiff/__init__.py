"""Compare successive annual plans: `read_plan`, `compare`, `render`."""

from plandiff.api import compare, read_plan, render
from plandiff.errors import PlandiffError
from plandiff.model import Change, Edit, Item, Plan, Report

__version__ = "0.1.0"
__all__ = ["Change", "Edit", "Item", "Plan", "PlandiffError", "Report", "compare", "read_plan", "render"]
