"""What every layout works with: the fonts, remembered line breaks and the first page number."""

from dataclasses import dataclass, field, replace

from desktop_app.printing.fonts import Face, FontSet
from desktop_app.printing.typeset import Breaker, Side, Style

_TIGHT_TEXT, _TIGHT_ROOM = 0.94, 0.78


@dataclass(frozen=True)
class Bench:
    """Handed to each layout; one per printed paper."""

    fonts: FontSet
    breaker: Breaker = field(default_factory=Breaker)
    first_page: int = 1
    """Page number of the first page, above 1 for the later parts of a bundle."""

    text_scale: float = 1.0
    room_scale: float = 1.0
    """Below 1 where a form is drawn in to save its last page."""

    def face(self, role: str) -> Face:
        """The face of a role: fang, title, hei, kai or song."""
        return self.fonts.face(role)

    def style(self, role: str, size: float, leading: float = 0.0, side: Side = Side.LEFT) -> Style:
        """A text style; no leading means one and a third lines."""
        scale = self.text_scale
        return Style(self.face(role), size * scale, (leading or size * 4 / 3) * scale, side)

    def tightened(self) -> "Bench":
        """The same bench for smaller text and lower rows."""
        return replace(self, text_scale=_TIGHT_TEXT, room_scale=_TIGHT_ROOM)

    def from_page(self, page: int) -> "Bench":
        """The same bench for a part that begins on a later page."""
        return replace(self, first_page=page)
