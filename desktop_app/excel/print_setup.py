"""How a table is set on paper: A4 or A3, over several pages with its key columns where it is wide.

The program that prints works out the scale and where a page ends: its fonts decide how wide a
column is. Here only the paper and the number of pages are chosen, so that the text stays readable.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

A4, A3 = 9, 8
_ROOM_MM = {A4: 297 - 25.4, A3: 420 - 25.4}
"""What a landscape page offers between margins of half an inch."""
_LEAST_SCALE = 0.65
"""Below this share of its size a table of 11 points can no longer be read on paper."""
_MOST_KEYS = 0.5
"""Share of a page the repeated columns may take; beyond it only the first is repeated."""
_SURE = 0.8
"""Share of a page that is certainly the first one, whatever the fonts."""


@dataclass(frozen=True)
class PrintSetup:
    """Paper and columns of a printed table, always landscape."""

    paper: int
    pages: int
    """Pages beside each other."""
    repeated: int
    """Leading columns that stand on every page; 0 where one page is enough."""
    first_page: int
    """The last column that certainly stands on the first page, counted from 0."""


def print_setup(widths: Sequence[float], keys: int) -> PrintSetup:
    """The set-up for columns of these widths in characters; `keys` leading ones name a row."""
    sizes = [_mm(width) for width in widths]
    for paper, room in _ROOM_MM.items():
        if sum(sizes) * _LEAST_SCALE <= room:
            return PrintSetup(paper, 1, 0, len(sizes) - 1)
    room = _ROOM_MM[A3] / _LEAST_SCALE
    repeated = keys if sum(sizes[:keys]) <= room * _MOST_KEYS else 1
    pages = _pages(sizes, repeated, room)
    own = sum(sizes[:repeated]) * (pages - 1)
    return PrintSetup(A3, pages, repeated, _last_within(sizes, _SURE * (sum(sizes) + own) / pages))


def set_up(sheet: Any, setup: PrintSetup, header_row: int) -> None:
    """Give a worksheet its paper, its repeated header and columns, margins and page numbers."""
    sheet.set_landscape()
    sheet.set_paper(setup.paper)
    sheet.fit_to_pages(setup.pages, 0)
    sheet.repeat_rows(header_row)
    sheet.set_margins(0.5, 0.5, 0.6, 0.6)
    sheet.set_footer("&C第 &P 页，共 &N 页")
    if setup.repeated:
        sheet.repeat_columns(0, setup.repeated - 1)
        sheet.print_across()


def _mm(width: float) -> float:
    """A column's width on paper: seven pixels a character and five around them."""
    return (width * 7 + 5) * 25.4 / 96


def _pages(sizes: Sequence[float], repeated: int, room: float) -> int:
    """How many pages it takes when each bears the repeated columns and as many more as fit."""
    keys = sum(sizes[:repeated])
    pages, taken = 1, keys
    for size in sizes[repeated:]:
        if taken + size > room and taken > keys:
            pages, taken = pages + 1, keys
        taken += size
    return pages


def _last_within(sizes: Sequence[float], room: float) -> int:
    """The last column that still ends within the room, at least the first."""
    ends = [sum(sizes[: place + 1]) for place in range(len(sizes))]
    return max(sum(end <= room for end in ends) - 1, 1)
