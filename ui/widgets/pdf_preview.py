"""Pages of a paper as pictures, in a scrolling column; the PDF is rendered by the caller."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from ui.widgets.basics import button, clear, label, name, row, scrolled
from ui.widgets.states import StateCover

WIDTHS = (520, 640, 780, 960, 1200)


class PdfPreview(QWidget):
    """Shows page pictures (PNG bytes); the buttons change how wide they are."""

    def __init__(self) -> None:
        super().__init__()
        self._pictures: list[QPixmap] = []
        self._step = 1
        self._inner = QWidget()
        self._column = QVBoxLayout(self._inner)
        self._column.setSpacing(12)
        self._area = scrolled(self._inner)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        name(self._area, "打印预览", "上下方向键和翻页键滚动")
        self._count = label("", "muted")
        smaller = button("缩小", lambda: self._zoom(-1))
        larger = button("放大", lambda: self._zoom(1))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(row(self._count, None, smaller, larger))
        layout.addWidget(self._area, 1)
        self.cover = StateCover(self._area)

    @property
    def page_count(self) -> int:
        """How many pages are shown."""
        return len(self._pictures)

    @property
    def area(self) -> QScrollArea:
        """The part that scrolls."""
        return self._area

    def show_loading(self) -> None:
        """Say that the pages are being drawn."""
        self.cover.show_loading("正在生成预览…")

    def show_pages(self, pictures: Sequence[bytes]) -> None:
        """Show these pages."""
        self.cover.hide()
        self._pictures = []
        for picture in pictures:
            pixmap = QPixmap()
            pixmap.loadFromData(picture)
            self._pictures.append(pixmap)
        self._draw()

    def _zoom(self, step: int) -> None:
        self._step = min(max(0, self._step + step), len(WIDTHS) - 1)
        self._draw()

    def _draw(self) -> None:
        clear(self._column)
        ratio = self.devicePixelRatioF()
        for place, pixmap in enumerate(self._pictures):
            page = QLabel()
            wide = pixmap.scaledToWidth(
                round(WIDTHS[self._step] * ratio), Qt.TransformationMode.SmoothTransformation
            )
            wide.setDevicePixelRatio(ratio)
            page.setPixmap(wide)
            name(page, f"第 {place + 1} 页")
            self._column.addWidget(page, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addStretch(1)
        self._count.setText(f"共 {len(self._pictures)} 页")
