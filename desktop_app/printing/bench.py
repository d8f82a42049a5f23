"""What every layout works with: the fonts, remembered line breaks and the first page number."""

from dataclasses import dataclass, field, replace

from desktop_app.printing.fonts import Face, FontSet
from desktop_app.printing.typeset import Breaker, Side, Style


@dataclass(frozen=True)
class Bench:
    """Handed to each layout; one per printed paper."""

    fonts: FontSet
    breaker: Breaker = field(default_factory=Breaker)
    first_page: int = 1
    """Page number of the first page, above 1 for the later parts of a bundle."""

    def face(self, role: str) -> Face:
        """The face of a role: fang, title, hei, kai or song."""
        return self.fonts.face(role)

    def style(self, role: str, size: float, leading: float = 0.0, side: Side = Side.LEFT) -> Style:
        """A text style; no leading means one and a third lines."""
        return Style(self.face(role), size, leading or size * 4 / 3, side)

    def from_page(self, page: int) -> "Bench":
        """The same bench for a part that begins on a later page."""
        return replace(self, first_page=page)
