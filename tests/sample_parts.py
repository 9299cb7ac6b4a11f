"""An item of a sample plan in, what every format writes of it out."""

from __future__ import annotations

from plandiff import Item, Plan


def is_bullet(item: Item) -> bool:
    """Whether an item's marker has no number."""
    return bool(item.marker) and not any(char.isalnum() for char in item.marker)


def is_title(plan: Plan, item: Item) -> bool:
    """Whether an item stands above the first of the plan's sections."""
    first = next(i.index for i in plan.items if i.type == "heading" and (i.marker or i.text == "序文"))
    return item.type == "heading" and item.index < first


def heading_level(plan: Plan, item: Item) -> int:
    """The level of a heading, from 1; the title has the first for itself."""
    return 1 if is_title(plan, item) else item.level + 2


def printed(item: Item) -> str:
    """Marker and text."""
    return f"{item.marker}　{item.text}" if item.marker else item.text


def table_title(item: Item) -> str:
    """Caption and unit of a table."""
    assert item.table is not None
    return f"{item.table.caption}（単位：{item.table.unit}）"
