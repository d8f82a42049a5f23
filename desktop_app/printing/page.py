"""Measures of the sheets: GB/T 9704 for letters, the house's own for forms and lists.

All lengths are points from the lower left corner of the page unless a name says mm.
"""

from dataclasses import dataclass
from datetime import date

from desktop_app.values.dates import long_date

MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)
A3 = (297 * MM, 420 * MM)

BODY_SIZE = 16.0
"""3号, the body of a letter."""
TITLE_SIZE = 22.0
"""2号, the title."""
NUMBER_SIZE = 14.0
"""4号, page numbers and 版记."""
LINES = 22
CHARS = 28
ASCENT = 0.88
"""From the top of a character's box down to its baseline, in em."""


@dataclass(frozen=True)
class Frame:
    """The type area of a sheet: its left edge, top edge, width and height."""

    page: tuple[float, float]
    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top - self.height


def frame_mm(
    page: tuple[float, float], *, left: float, top: float, right: float, bottom: float
) -> Frame:
    """A type area by its four margins in mm."""
    width, height = page
    return Frame(
        page,
        left * MM,
        height - top * MM,
        width - (left + right) * MM,
        height - (top + bottom) * MM,
    )


LETTER = frame_mm(A4, left=28, top=37, right=26, bottom=35)
"""天头 37 mm, 订口 28 mm, 版心 156 × 225 mm."""
FORM = frame_mm(A4, left=25, top=20, right=20, bottom=24)
LIST_A4 = frame_mm(A4, left=25, top=24, right=18, bottom=25)
LIST_A4_WIDE = frame_mm((A4[1], A4[0]), left=20, top=25, right=20, bottom=24)
LIST_A3_WIDE = frame_mm((A3[1], A3[0]), left=22, top=28, right=22, bottom=24)
LIST_A3 = frame_mm(A3, left=25, top=28, right=20, bottom=25)

PITCH = (LETTER.height - BODY_SIZE) / (LINES - 1)
"""29.609 pt: first and last line flush with the type area."""
BODY_GAP = (LETTER.width - CHARS * BODY_SIZE) / (CHARS - 1)
"""Between characters, so that 28 of them fill the line exactly."""


def list_frame(*, is_landscape: bool, is_a3: bool) -> Frame:
    """The type area of a list."""
    if is_a3:
        return LIST_A3_WIDE if is_landscape else LIST_A3
    return LIST_A4_WIDE if is_landscape else LIST_A4


def ink_date(day: date | None, gap: str = "　　") -> str:
    """A date as printed, or 年 月 日 with room to write when there is none."""
    return long_date(day) if day else f"{gap}年{gap}月{gap}日"
