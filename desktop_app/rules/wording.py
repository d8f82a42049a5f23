"""Small Chinese phrases every part of the engine uses: lists, nearest names."""

from collections.abc import Iterable
from difflib import get_close_matches


def listed(items: Iterable[str], *, most: int = 12) -> str:
    """Items joined by 、; a long list is cut and says how many there are."""
    all_items = tuple(items)
    text = "、".join(all_items[:most])
    return f"{text} 等{len(all_items)}个" if len(all_items) > most else text


def nearest(name: str, known: Iterable[str]) -> str:
    """Advice for an unknown name: the names most like it."""
    close = get_close_matches(name, tuple(known), n=3, cutoff=0.5)
    return f"是不是：{'、'.join(close)}？" if close else "先在本包中声明它，或改正写法"
