"""Issued papers on paper: every page on a sheet of its own, in its own direction."""

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage
from PySide6.QtPrintSupport import QPrinter

from ui.papers.printer import page_images, print_images, set_up_printer


def _page(width: int, height: int) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("black"))
    room = QBuffer()
    room.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(room, "PNG")
    return bytes(room.data().data())


@pytest.mark.parametrize(("size", "is_lying"), [((210, 297), False), ((297, 210), True)])
def test_each_page_is_a_sheet_that_lies_as_the_paper_does(qapp, tmp_path: Path, size, is_lying):
    target = tmp_path / "printed.pdf"
    printer = QPrinter()
    printer.setOutputFileName(str(target))
    images = page_images([_page(*size), _page(*size)])
    set_up_printer(printer, images[0])
    assert print_images(printer, images) == 2
    with pypdfium2.PdfDocument(target) as printed:
        assert [page.get_width() > page.get_height() for page in printed] == [is_lying] * 2
