"""Issued papers on paper: every page on a sheet of its own, in its own direction."""

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage
from PySide6.QtPrintSupport import QPrinter

from ui.papers.printer import print_pages


def _page(width: int, height: int) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("black"))
    room = QBuffer()
    room.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(room, "PNG")
    return bytes(room.data().data())


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_printer_that_cannot_print_says_so(qapp, tmp_path: Path):
    printer = QPrinter()
    printer.setOutputFileName(str(tmp_path / "nowhere" / "printed.pdf"))
    assert print_pages(printer, [_page(210, 297)]) == 0


@pytest.mark.parametrize(("size", "is_lying"), [((210, 297), False), ((297, 210), True)])
def test_each_page_is_a_sheet_that_lies_as_the_paper_does(qapp, tmp_path: Path, size, is_lying):
    target = tmp_path / "printed.pdf"
    printer = QPrinter()
    printer.setOutputFileName(str(target))
    assert print_pages(printer, [_page(*size), _page(*size)]) == 2
    with pypdfium2.PdfDocument(target) as printed:
        assert [page.get_width() > page.get_height() for page in printed] == [is_lying] * 2
