"""Asks what becomes of what was typed when a dialog is closed without saving."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.widgets.basics import button, label
from ui.widgets.dialog import Dialog


class LeaveDialog(Dialog):
    """Go on is the safe answer; a draft waits until the next time; giving up forgets it."""

    def __init__(
        self, parent: QWidget, on_give_up: Callable[[], object], on_keep: Callable[[], object]
    ) -> None:
        super().__init__(parent, "还没有保存")
        self.body.addWidget(label("填写的内容还没有保存。", wrap=True))
        self.body.addStretch(1)
        self.add_left(button("不保存", lambda: self._leave(on_give_up), "danger"))
        self.foot.addWidget(button("留作草稿", lambda: self._leave(on_keep)))
        self.add_action("继续填写", self.reject)

    def _leave(self, then: Callable[[], object]) -> None:
        self.accept()
        then()
