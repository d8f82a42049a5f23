"""The bright frame around everything while the sample workspace is open."""

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget
from typing_extensions import override

from ui import theme
from ui.widgets.basics import button, label, row

WIDTH = 4


class SampleFrame(QWidget):
    """Holds the window's content; with sample data a coloured frame and a line at the top."""

    leave_asked = Signal()
    delete_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._is_sample = False
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(0)
        self._band = QWidget()
        words = label("示例　虚构数据，可随意试用，不影响正式数据", "sample")
        leave = button("关闭示例", self.leave_asked.emit, "sample")
        delete = button("删除示例…", self.delete_asked.emit, "sample")
        line = row(words, None, leave, delete)
        line.setContentsMargins(0, 0, 8, 0)
        self._band.setLayout(line)
        self._band.hide()
        self._outer.addWidget(self._band)

    @property
    def is_sample(self) -> bool:
        """Whether the frame is shown."""
        return self._is_sample

    def hold(self, content: QLayout) -> None:
        """Put the window's content inside."""
        self._outer.addLayout(content, 1)

    def show_frame(self, *, is_sample: bool) -> None:
        """Show or take away frame and line."""
        self._is_sample = is_sample
        width = WIDTH if is_sample else 0
        self._outer.setContentsMargins(width, 0, width, width)
        self._band.setVisible(is_sample)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._is_sample:
            return
        painter = QPainter(self)
        tint = theme.colour("sample")
        whole: QRect = self.rect()
        painter.fillRect(whole, theme.colour("canvas"))
        for edge in (
            QRect(0, 0, WIDTH, whole.height()),
            QRect(whole.width() - WIDTH, 0, WIDTH, whole.height()),
            QRect(0, whole.height() - WIDTH, whole.width(), WIDTH),
            QRect(0, 0, whole.width(), self._band.height()),
        ):
            painter.fillRect(edge, tint)
