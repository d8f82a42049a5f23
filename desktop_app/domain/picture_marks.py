"""A picture of either kind as marks, and how high it wants to be."""

from desktop_app.domain.picture_bars import bars_height, bars_marks
from desktop_app.domain.picture_curve import curve_marks, curve_words
from desktop_app.domain.pictures import Curve, Mark, Picture, Plot

CURVE_HEIGHT = 21.0
"""A curve's height in em where nobody asks for another."""
BARE_HEIGHT = 4.0
"""That of a curve without a day to show."""


def picture_marks(picture: Picture, plot: Plot) -> list[Mark]:
    """The marks of a picture."""
    return curve_marks(picture, plot) if isinstance(picture, Curve) else bars_marks(picture, plot)


def picture_height(picture: Picture, em: float) -> float:
    """The height a picture wants."""
    if not isinstance(picture, Curve):
        return bars_height(picture, em)
    return (CURVE_HEIGHT if picture.days else BARE_HEIGHT) * em


def picture_words(picture: Picture) -> str:
    """What a picture shows in words, for those who do not see it."""
    if isinstance(picture, Curve):
        said = [words for _, _, words in curve_words(picture)]
    else:
        said = [f"{each.label} {each.words}" for each in picture.bars]
    return "；".join((picture.title, *said, *([picture.note] if picture.note else ())))
