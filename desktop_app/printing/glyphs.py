"""Characters of a paper that cannot be printed, named before anything is issued."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass

from desktop_app.printing.fonts import FontSet, shipped_set
from desktop_app.printing.linebreak import clean
from desktop_app.printing.papers import Paper

_AROUND = 6
"""Characters of context shown on both sides of a missing one."""


@dataclass(frozen=True)
class MissingGlyph:
    """A character no font of this PC can print, and where it stands."""

    char: str
    codepoint: str
    """E.g. U+2CB4E."""
    where: str
    """The label of the place and some text around it."""

    def __str__(self) -> str:
        return f"“{self.char}”（{self.codepoint}），在{self.where}"


def missing_glyphs(paper: Paper, fonts: FontSet | None = None) -> tuple[MissingGlyph, ...]:
    """The characters of a paper that no font has, each once with the first place it stands at."""
    face = (fonts or shipped_set()).face("fang")
    found: dict[str, MissingGlyph] = {}
    for where, text in _texts(paper, ""):
        face.width(text)
        for char in sorted(face.missing.intersection(text)):
            found.setdefault(char, _missing(char, where, text))
    return tuple(found.values())


def _missing(char: str, where: str, text: str) -> MissingGlyph:
    at = text.index(char)
    around = text[max(at - _AROUND, 0) : at + _AROUND + 1].replace("\n", " ")
    return MissingGlyph(char, f"U+{ord(char):04X}", f"{where}“{around}”" if where else around)


def _texts(part: object, where: str) -> Iterator[tuple[str, str]]:
    """Every text of a paper with the label of the place it stands at."""
    if isinstance(part, str):
        yield where, clean(part).replace("\n", "")
    elif isinstance(part, tuple):
        label = where
        for index, item in enumerate(part):
            yield from _texts(item, label)
            if index == 0 and isinstance(item, str):
                label = item
    elif is_dataclass(part):
        label = str(getattr(part, "label", "") or getattr(part, "title", "") or where)
        for field in fields(part):
            yield from _texts(getattr(part, field.name), label)
