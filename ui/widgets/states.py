"""Empty, loading and error: what a screen shows when it has no rows to show."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid
from typing_extensions import override

from ui.widgets.basics import button, clear, label

TEXT_WIDTH = 420


class StateCover(QWidget):
    """Lies over another widget and says why nothing is there and what to do about it."""

    def __init__(self, covered: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent or covered)
        self.setProperty("role", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._covered = covered
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(24, 24, 24, 24)
        self._layout.setSpacing(10)
        covered.installEventFilter(self)
        self.hide()

    def show_loading(self, text: str = "正在读取…") -> None:
        """Say that the rows are on their way."""
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setFixedWidth(180)
        bar.setTextVisible(False)
        bar.setAccessibleName(text)
        self._fill(label(text, "muted"), bar)

    def show_empty(
        self,
        title: str,
        hint: str = "",
        action: str = "",
        on_action: Callable[[], object] | None = None,
    ) -> None:
        """Say that there is nothing, why, and offer the next step."""
        parts: list[QWidget] = [label(title, "section")]
        if hint:
            parts.append(self._wrapped(hint))
        if action and on_action is not None:
            parts.append(button(action, on_action))
        self._fill(*parts)

    def show_failure(self, what: str, advice: str, on_retry: Callable[[], object]) -> None:
        """Say that reading failed, what to do, and offer to try again."""
        self._fill(label(what, "fail"), self._wrapped(advice), button("重试", on_retry))

    def _fill(self, *parts: QWidget) -> None:
        clear(self._layout)
        self._layout.addStretch(2)
        for part in parts:
            self._layout.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        self._layout.addStretch(3)
        self._settle()
        self.show()
        self.raise_()

    def _wrapped(self, text: str) -> QLabel:
        made = label(text, "muted", wrap=True)
        made.setFixedWidth(min(TEXT_WIDTH, max(160, self._area.width() - 60)))
        made.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        return made

    @property
    def _area(self) -> QWidget:
        """The widget covered; of a table the viewport it has now, which Qt may have replaced."""
        above = self.parentWidget()
        if above is not None and not isValid(self._covered):
            self._covered = above.viewport() if isinstance(above, QAbstractScrollArea) else above
        return self._covered

    def _settle(self) -> None:
        area = self._area
        is_inside = area is self.parentWidget()
        self.setGeometry(area.rect() if is_inside else area.geometry())

    @property
    def texts(self) -> list[str]:
        """What it says, for screen readers and tests."""
        return [each.text() for each in self.findChildren(QLabel)]

    @property
    def actions_offered(self) -> list[QPushButton]:
        """The buttons it offers."""
        return self.findChildren(QPushButton)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._settle()
        return False
