"""Pictures of figures as plain marks: laid out once here, painted on screen and on paper alike.

Lengths are those of the painter (pixels or points) from the upper left corner, y downwards.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from desktop_app.values.money import Fen

Tone = Literal["ink", "muted", "grid", "strong", "soft"]
Side = Literal["left", "center", "right"]
Point = tuple[float, float]
Measure = Callable[[str], float]
"""The width of a text as it will be painted."""


@dataclass(frozen=True)
class Words:
    """One line of text; `y` is the middle of the line."""

    x: float
    y: float
    text: str
    side: Side = "left"
    """Which edge of the text stands at `x`."""
    tone: Tone = "ink"


@dataclass(frozen=True)
class Stroke:
    """A line through points."""

    points: tuple[Point, ...]
    tone: Tone = "ink"
    width: float = 1.0
    is_dashed: bool = False


@dataclass(frozen=True)
class Area:
    """A filled polygon."""

    points: tuple[Point, ...]
    tone: Tone = "soft"


Mark = Words | Stroke | Area


@dataclass(frozen=True)
class Curve:
    """What has been used day by day beside what was expected; money in 分."""

    title: str
    limit_fen: Fen
    actual: tuple[tuple[date, Fen], ...]
    """Used by the end of each day so far."""
    band: tuple[tuple[date, Fen, Fen, Fen], ...] = ()
    """Expected by the end of each day: low, middle, high; empty without a forecast."""
    note: str = ""
    """What the picture cannot show."""

    @property
    def days(self) -> tuple[date, ...]:
        """The days from the first to the last, as far as it shows them."""
        shown = {day for day, _ in self.actual}
        return tuple(sorted(shown | {day for day, *_ in self.band}))


@dataclass(frozen=True)
class Bar:
    """One bar; inside an outline of `whole` where there is one."""

    label: str
    value: int
    words: str
    """What stands behind the bar: the value with its unit."""
    whole: int | None = None


@dataclass(frozen=True)
class Bars:
    """Bars one below the other."""

    title: str
    bars: tuple[Bar, ...]
    note: str = ""


Picture = Curve | Bars


@dataclass(frozen=True)
class Plot:
    """Where a picture is to be laid out and how wide its text is; `em` is the size of the text."""

    width: float
    height: float
    em: float
    measure: Measure

    def shortened(self, text: str, room: float) -> str:
        """As much of a text as there is room for, with … where some is left out."""
        if self.measure(text) <= room:
            return text
        return next(
            (f"{text[:n]}…" for n in range(len(text) - 1, 0, -1)
             if self.measure(f"{text[:n]}…") <= room),
            "",
        )  # fmt: skip
