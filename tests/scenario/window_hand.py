"""A clerk's hand at the real window: finds what is on the screen by its words and presses it."""

import threading
import time

from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from ui.main_window import MainWindow
from ui.widgets.dialog import Dialog
from ui.widgets.fields import Field

PATIENCE = 60.0
QUIET_ROUNDS = 4


class Hand:
    """Presses buttons and fills in fields of whatever lies on top."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window

    def settle(self, until=lambda: True) -> None:
        """Wait until the worker is idle and `until` holds."""
        end = time.monotonic() + PATIENCE
        quiet = 0
        while quiet < QUIET_ROUNDS:
            assert time.monotonic() < end, "the window does not come to rest"
            QApplication.processEvents()
            is_quiet = self.window.shell.background.is_idle and until()
            quiet = quiet + 1 if is_quiet else 0
            threading.Event().wait(0.002)

    @property
    def top(self) -> QWidget:
        """The dialog on top, else the window."""
        dialogs = [w for w in QApplication.topLevelWidgets() if isinstance(w, Dialog)]
        return next((w for w in reversed(dialogs) if w.isVisible()), self.window)

    def press(self, words: str) -> None:
        """Press the button with these words on whatever lies on top."""
        found = [
            each
            for each in self.top.findChildren(QAbstractButton)
            if each.isVisible() and _plain(each.text()) == words
        ]
        assert found, f"no button “{words}” among {self.buttons()}"
        assert found[0].isEnabled(), f"“{words}” cannot be pressed"
        found[0].click()
        self.settle()

    def buttons(self) -> list[str]:
        """Words of the buttons to be seen."""
        shown = self.top.findChildren(QAbstractButton)
        return [_plain(each.text()) for each in shown if each.isVisible() and each.text()]

    def field(self, title: str) -> Field:
        """The field of this title on top."""
        return next(each for each in self.top.findChildren(Field) if each.title.startswith(title))

    def write(self, title: str, text: str) -> None:
        """Write into a field of one or of several lines."""
        field = self.field(title)
        (getattr(field, "line", None) or field.area).setFocus()
        write = getattr(field, "line", None)
        write.setText(text) if write else field.area.setPlainText(text)
        self.settle()

    def choose(self, title: str, key: str) -> None:
        """Choose an entry of a field by its id."""
        box = self.field(title).box
        box.setCurrentIndex(box.findData(key))
        assert box.currentData() == key
        self.settle()

    def words(self, widget: QWidget | None = None) -> str:
        """Every word to be read on top, or on one part of the screen."""
        part = widget or self.top
        texts = [*part.findChildren(QLabel), *part.findChildren(QAbstractButton)]
        return "\n".join(each.text() for each in texts if each.isVisible())


def _plain(text: str) -> str:
    """Button words without mnemonic and ornament."""
    return text.split("(&", maxsplit=1)[0].replace("&", "").strip(" …▾")
