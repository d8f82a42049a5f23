"""Printing the pages of an issued paper on the office's printer."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrinter

DPI = 300
"""Sharp enough for the smallest letters of a form, and every office printer can do it."""


def page_images(pages: Sequence[bytes]) -> list[QImage]:
    """The pictures of the pages, ready to be drawn."""
    return [QImage.fromData(page) for page in pages]


def set_up_printer(printer: QPrinter, first: QImage) -> None:
    """Let the printer take whole pages, lying if the paper lies."""
    is_lying = first.width() > first.height()
    way = QPageLayout.Orientation.Landscape if is_lying else QPageLayout.Orientation.Portrait
    printer.setPageOrientation(way)
    printer.setFullPage(True)


def print_images(printer: QPrinter, images: Sequence[QImage]) -> int:
    """Draw each picture on a page of its own, in its true size; gives the number of pages."""
    painter = QPainter(printer)
    try:
        for place, image in enumerate(images):
            if place:
                printer.newPage()
            painter.drawImage(_room(painter.viewport(), image.size()), image)
    finally:
        painter.end()
    return len(images)


def _room(page: QRect, wanted: QSize) -> QRect:
    """The largest place on the page with the shape of the picture."""
    size = wanted.scaled(page.size(), Qt.AspectRatioMode.KeepAspectRatio)
    return QRect(page.topLeft(), size)
