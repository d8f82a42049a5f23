"""The press: papers become PDF, pictures or .docx; its libraries are loaded at the first paper."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from desktop_app.printing.papers import Letter, Paper, Stamp

if TYPE_CHECKING:
    from desktop_app.printing.glyphs import MissingGlyph


def render_pdf(paper: Paper, stamp: Stamp | Sequence[Stamp]) -> bytes:
    """The paper as PDF under one stamp, or one stamp per part of a bundle."""
    from desktop_app.printing import render  # noqa: PLC0415 - ReportLab is slow to load

    return render.render_pdf(paper, stamp)


def missing_glyphs(paper: Paper) -> "tuple[MissingGlyph, ...]":
    """The characters of a paper no font can print, with their places."""
    from desktop_app.printing import render  # noqa: PLC0415 - ReportLab is slow to load

    return render.missing_glyphs(paper)


def letter_docx(letter: Letter) -> bytes:
    """The letter as .docx."""
    from desktop_app.printing import render  # noqa: PLC0415 - python-docx is slow to load

    return render.letter_docx(letter)


def page_images(pdf: bytes, dpi: int, look: Callable[[], None]) -> list[bytes]:
    """The pages of a PDF as PNG pictures; `look` is called before each and may stop it."""
    from desktop_app.printing import images  # noqa: PLC0415 - loaded at the first preview

    return images.page_images(pdf, dpi, look=look)


def joined(pdfs: Sequence[bytes]) -> bytes:
    """Several PDFs as one file for the printer."""
    from desktop_app.printing import images  # noqa: PLC0415 - loaded when papers are put together

    return images.joined(pdfs)


def page_count(pdf: bytes) -> int:
    """The number of pages of a PDF."""
    from desktop_app.printing import images  # noqa: PLC0415 - loaded at the first paper

    return images.page_count(pdf)


def plain_text(pdf: bytes) -> str:
    """All text of a PDF without blanks."""
    from desktop_app.printing import images  # noqa: PLC0415 - loaded when papers are searched

    return images.plain_text(pdf)


def scan_images(scan: bytes, dpi: int, most: int, look: Callable[[], None]) -> list[bytes]:
    """The first pages of a scan as PNG; ValueError if it can be shown in no way."""
    from desktop_app.printing import images  # noqa: PLC0415 - loaded at the first preview

    return images.scan_images(scan, dpi, most, look)
