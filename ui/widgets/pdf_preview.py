"""Pages of a paper as pictures, in a scrolling column; the PDF is rendered by the caller."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from ui.turns import Turns
from ui.widgets.basics import button, clear, label, name, row, scrolled
from ui.widgets.states import StateCover

WIDTHS = (520, 640, 780, 960, 1200)


class PdfPreview(QWidget):
    """Shows page pictures (PNG bytes); the buttons change how wide they are.

    Every page is unpacked and fitted in a turn of its own: a thick paper would stop the window.
    """

    def __init__(self, turns: Turns) -> None:
        super().__init__()
        self._turns = turns
        self._given: tuple[bytes, ...] = ()
        self._pages: list[QLabel] = []
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
        return len(self._pages)

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
        clear(self._column)
        self._given = tuple(pictures)
        self._pages = [QLabel() for _ in pictures]
        self._pictures = [QPixmap() for _ in pictures]
        for place, page in enumerate(self._pages):
            name(page, f"第 {place + 1} 页")
            self._column.addWidget(page, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addStretch(1)
        self._count.setText(f"共 {len(self._pages)} 页")
        self._fit_all()

    def _zoom(self, step: int) -> None:
        self._step = min(max(0, self._step + step), len(WIDTHS) - 1)
        self._fit_all()

    def _fit_all(self) -> None:
        pieces = [partial(self._fit, place) for place in range(self.page_count)]
        self._turns.run(pieces, self, "pages")

    def _fit(self, place: int) -> None:
        picture = self._pictures[place]
        if picture.isNull():
            picture.loadFromData(self._given[place])
        ratio = self.devicePixelRatioF()
        wide = picture.scaledToWidth(
            round(WIDTHS[self._step] * ratio), Qt.TransformationMode.SmoothTransformation
        )
        wide.setDevicePixelRatio(ratio)
        self._pages[place].setPixmap(wide)
