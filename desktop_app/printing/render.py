"""Papers to PDF: laid out, stamped, painted; the same paper and stamp give the same bytes."""

from collections.abc import Sequence

from desktop_app.printing.bench import Bench
from desktop_app.printing.fonts import FontSet, shipped_set
from desktop_app.printing.forms import FORMS
from desktop_app.printing.forms.picture_sheet import lay_out as lay_out_pictures
from desktop_app.printing.glyphs import missing_glyphs
from desktop_app.printing.images import page_count, page_images
from desktop_app.printing.letter_docx import letter_docx
from desktop_app.printing.linebreak import clean
from desktop_app.printing.papers import (
    Bundle,
    Checklist,
    Letter,
    ListPaper,
    Paper,
    PictureSheet,
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

__all__ = [
    "LAYOUTS",
    "lay_out",
    "letter_docx",
    "missing_glyphs",
    "page_count",
    "page_images",
    "render_pdf",
]


def render_pdf(paper: Paper, stamp: Stamp | Sequence[Stamp], fonts: FontSet | None = None) -> bytes:
    """The paper as PDF; `fonts` are the PC's own fonts, None prints with the shipped ones.

    A bundle under one stamp counts its pages through; with a stamp for each part, every part has
    its own number, code and pages, e.g. many review sheets printed in one go.
    """
    bench = Bench(fonts or shipped_set())
    if isinstance(stamp, Stamp):
        sheets = lay_out(paper, bench)
        stamp_sheets(sheets, stamp, bench)
        return paint(sheets, bench.fonts, clean(paper.title))
    parts = paper.parts if isinstance(paper, Bundle) else (paper,)
    sheets = []
    for part, own in zip(parts, stamp, strict=True):
        pages = lay_out(part, bench)
        stamp_sheets(pages, own, bench)
        sheets += pages
    return paint(sheets, bench.fonts, clean(paper.title))


def lay_out(paper: Paper | PictureSheet, bench: Bench) -> list[Sheet]:
    """The pages of a paper, the parts of a bundle one after another."""
    if isinstance(paper, PictureSheet):
        return lay_out_pictures(paper, bench)
    if not isinstance(paper, Bundle):
        return FORMS[LAYOUTS[type(paper)]](paper, bench)
    sheets: list[Sheet] = []
    for part in paper.parts:
        sheets += lay_out(part, bench.from_page(bench.first_page + len(sheets)))
    return sheets
