"""Chinese input under way: Enter then ends the input, it does not submit the form."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class ComposingGuard(QObject):
    """Watches one editor; while letters await their characters, Enter only commits them."""

    def __init__(self, editor: QWidget) -> None:
        super().__init__(editor)
        self._is_composing = False
        editor.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QInputMethodEvent):
            self._is_composing = bool(event.preeditString())
        elif (
            self._is_composing
            and event.type() is QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in ENTER
        ):
            QGuiApplication.inputMethod().commit()
            self._is_composing = False
            return True
        return False
