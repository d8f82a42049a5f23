"""Printing issued papers on the office's printer: every page on a sheet of its own."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from desktop_app.domain.record import Paper
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.papers import issue
from ui.shell import Shell

DPI = 300
"""Sharp enough for the smallest letters of a form, and every office printer can do it."""
Pages = Callable[[Desk, Callable[[], None]], list[bytes]]
"""Gives the pictures of the pages; what it is given is called between them and may stop it."""


def ask_and_print(
    shell: Shell, owner: QWidget, papers: Sequence[Paper], *, is_copy: bool = False
) -> QPrintDialog:
    """Ask for the printer first: a copy (副本) is counted only when it is really printed."""
    read = issue.reprint_paper if is_copy else issue.paper_pdf

    def pages(desk: Desk, look: Callable[[], None]) -> list[bytes]:
        pdfs = (read(desk, paper.id) for paper in papers)
        return [page for pdf in pdfs for page in issue.page_pictures(pdf, DPI, look)]

    return ask_and_send(shell, owner, "打印副本" if is_copy else "打印", pages)


def ask_and_send(shell: Shell, owner: QWidget, title: str, pages: Pages) -> QPrintDialog:
    """Ask for the printer, then read the pictures of the pages and send them."""
    device = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(device, owner)
    dialog.setWindowTitle(title)
    dialog.accepted.connect(
        lambda: shell.run(
            lambda desk, task: pages(desk, task.look),
            lambda made: shell.say(_told(print_pages(device, made))),
            owner=shell.window,
        )
    )
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.show()
    return dialog


def _told(count: int) -> str:
    if not count:
        return "没有打印出来：请检查打印机是否接通，或换一个保存位置"
    return f"已送打印机，共 {count} 页"


def print_pages(printer: QPrinter, pages: Sequence[bytes]) -> int:
    """Draw the picture of each page as large as its sheet; gives their number, 0 if it fails."""
    printer.setFullPage(True)
    painter = QPainter()
    for place, page in enumerate(pages):
        image = QImage.fromData(page)
        is_lying = image.width() > image.height()
        way = QPageLayout.Orientation.Landscape if is_lying else QPageLayout.Orientation.Portrait
        printer.setPageOrientation(way)
        if place:
            printer.newPage()
        elif not painter.begin(printer):
            return 0
        painter.drawImage(_room(painter.viewport(), image.size()), image)
    painter.end()
    return len(pages)


def _room(page: QRect, wanted: QSize) -> QRect:
    """The largest place on the page with the shape of the picture."""
    size = wanted.scaled(page.size(), Qt.AspectRatioMode.KeepAspectRatio)
    return QRect(page.topLeft(), size)
