"""A short sentence at the foot of the window about what was done; it goes by itself."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QLabel, QWidget
from typing_extensions import override

SHOWN_MS = 6000
LIFT = 24


class Toast(QLabel):
    """Shows one sentence over the foot of its window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "banner-pass")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        window.installEventFilter(self)
        self.hide()

    def say(self, text: str) -> None:
        """Show a sentence for six seconds."""
        self.setText(text)
        self.setAccessibleName(text)
        self._place()
        self.show()
        self.raise_()
        self._timer.start(SHOWN_MS)

    def _place(self) -> None:
        self.adjustSize()
        x = (self._window.width() - self.width()) // 2
        self.move(max(0, x), self._window.height() - self.height() - LIFT)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._place()
        return False
