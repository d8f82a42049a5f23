"""Papers to PDF: laid out, stamped, painted; the same paper and stamp give the same bytes."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from desktop_app.printing.bench import Bench
from desktop_app.printing.fonts import FontSet, shipped_set
from desktop_app.printing.forms import FORMS
from desktop_app.printing.linebreak import clean
from desktop_app.printing.papers import (
    Bundle,
    Checklist,
    Letter,
    ListPaper,
    MissingGlyph,
    Paper,
    Receipt,
    Stamp,
    TableForm,
)
from desktop_app.printing.sheet import Sheet, paint
from desktop_app.printing.stamp import stamp_sheets

LAYOUTS: dict[type, str] = {
    Letter: "letter",
    TableForm: "opinion_table",
    ListPaper: "list",
    Checklist: "checklist",
    Receipt: "receipt",
}
"""The layout of each kind of paper, as in `FORMS`."""

_PRINTING_ROLES = ("fang", "title", "hei", "kai", "song")
_AROUND = 6
"""Characters of context shown on both sides of a missing one."""


def render_pdf(paper: Paper, stamp: Stamp, fonts: FontSet | None = None) -> bytes:
    """The paper as PDF; `fonts` are the PC's own fonts, None prints with the shipped ones."""
    bench = Bench(fonts or shipped_set())
    sheets = lay_out(paper, bench)
    stamp_sheets(sheets, stamp, bench)
    return paint(sheets, bench.fonts, clean(paper.title))


def lay_out(paper: Paper, bench: Bench) -> list[Sheet]:
    """The pages of a paper, the parts of a bundle one after another."""
    if not isinstance(paper, Bundle):
        return FORMS[LAYOUTS[type(paper)]](paper, bench)
    sheets: list[Sheet] = []
    for part in paper.parts:
        sheets += lay_out(part, bench.from_page(bench.first_page + len(sheets)))
    return sheets


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
