"""Pages of a PDF as pictures for the preview and for printers that take pictures, and as text."""

import io
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

import pypdfium2
from PIL import Image, ImageOps, ImageSequence

_POINTS_PER_INCH = 72
_PDF_MARK, _WITHIN = b"%PDF-", 1024
_WIDEST = 1600
"""Pixels; a photograph of a paper is shown no wider."""


def page_count(pdf: bytes) -> int:
    """How many pages a PDF has."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def joined(pdfs: Sequence[bytes]) -> bytes:
    """Several PDFs as one, page after page as they are."""
    whole = pypdfium2.PdfDocument.new()
    try:
        for pdf in pdfs:
            part = pypdfium2.PdfDocument(pdf)
            whole.import_pages(part)
            part.close()
        out = io.BytesIO()
        whole.save(out)
        return out.getvalue()
    finally:
        whole.close()


def page_images(
    pdf: bytes,
    dpi: int = 110,
    pages: range | None = None,
    look: Callable[[], None] = lambda: None,
) -> list[bytes]:
    """The pages as PNG at a resolution; `pages` counts from 0, None takes all.

    `look` is called before each page and may raise Cancelled.
    """
    document = pypdfium2.PdfDocument(pdf)
    try:
        wanted = range(len(document)) if pages is None else pages
        return [_page_image(document, index, dpi, look) for index in wanted]
    finally:
        document.close()


def scan_images(scan: bytes, dpi: int, most: int, look: Callable[[], None]) -> list[bytes]:
    """The first pages of a scan as PNG, be it a PDF or a picture of one or several pages.

    Raises:
        ValueError: it is neither, or it is damaged or locked.
    """
    try:
        if _PDF_MARK in scan[:_WITHIN]:
            return page_images(scan, dpi, range(min(most, page_count(scan))), look)
        return list(islice(_frames(scan, look), most))
    except (pypdfium2.PdfiumError, OSError, SyntaxError, Image.DecompressionBombError) as problem:
        raise ValueError(str(problem)) from problem


def _frames(scan: bytes, look: Callable[[], None]) -> Iterator[bytes]:
    """The pages of a picture, upright and no wider than a screen."""
    with Image.open(io.BytesIO(scan)) as picture:
        for frame in ImageSequence.Iterator(picture):
            look()
            upright = ImageOps.exif_transpose(frame).convert("RGB")
            upright.thumbnail((_WIDEST, _WIDEST * 2))
            out = io.BytesIO()
            upright.save(out, "PNG", compress_level=1)
            yield out.getvalue()


def plain_text(pdf: bytes) -> str:
    """All text of a PDF without blanks; empty for a file that is none or holds only pictures."""
    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError:
        return ""
    try:
        pages = (document[index].get_textpage().get_text_range() for index in range(len(document)))
        return "".join("".join(pages).split())
    finally:
        document.close()


def _page_image(
    document: pypdfium2.PdfDocument, index: int, dpi: int, look: Callable[[], None]
) -> bytes:
    look()
    page = document[index]
    picture = page.render(scale=dpi / _POINTS_PER_INCH).to_pil()
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=1)
    page.close()
    return out.getvalue()
