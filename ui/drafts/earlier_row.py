"""A line at the top of a dialog: what was typed here before is waiting."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame

from desktop_app.domain.draft import Draft
from ui.widgets.basics import button, label, row


class EarlierRow(QFrame):
    """Offers the earlier draft of the dialog: take it up, or forget it."""

    def __init__(
        self, draft: Draft, on_take: Callable[[], object], on_forget: Callable[[], object]
    ) -> None:
        super().__init__()
        self.draft = draft
        self.setProperty("role", "offer-row")
        words = label(f"{draft.saved_at:%m-%d %H:%M} 填写的内容没有保存。", wrap=True)
        line = row(words, button("恢复", on_take), button("丢弃", on_forget, "link"))
        line.setStretch(0, 1)
        line.setContentsMargins(10, 6, 10, 6)
        self.setLayout(line)
