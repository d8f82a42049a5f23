"""One page of a campaign: its actions, what is to be said, a list that can be exported."""

from collections.abc import Callable, Hashable, Sequence

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.use_cases.shown_lists import ShownList
from ui.shell import Shell
from ui.stages.vouchers.work import Book
from ui.table.shown_grid import ShownGrid, ShownRow
from ui.widgets.basics import button, column, label, name, row, set_role


class CampaignView(QWidget):
    """Shows the campaign in view."""

    title = ""
    help_topic = "vouchers"

    def __init__(self, shell: Shell, grid_id: str) -> None:
        super().__init__()
        self.setProperty("help", self.help_topic)
        self._shell = shell
        self.book: Book | None = None
        self.list = ShownGrid(shell, f"vouchers.{grid_id}")
        self.banner = label("", "banner-warn", wrap=True)
        self.banner.hide()
        self.bar = row(None, spacing=8)
        self.above = column(spacing=0)
        layout = column(self.bar, self.above, self.banner, self.list, spacing=8)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setStretch(3, 1)
        self.body = layout
        self.setLayout(layout)
        self.setFocusProxy(self.list)

    def add_act(self, words: str, act: Callable[[], object], role: str = "") -> QWidget:
        """Put a button at the right end of the bar."""
        made = button(words, act, role)
        self.bar.addWidget(made)
        return made

    def add_more(self, told: str, acts: Sequence[tuple[str, Callable[[], object]]]) -> None:
        """Put what is seldom done behind one button; `told` says what it is, for screen readers."""
        menu = QMenu(self)
        for title, act in acts:
            menu.addAction(title, act)
        made = self.add_act(
            "更多 ▾", lambda: menu.popup(made.mapToGlobal(QPoint(0, made.height())))
        )
        name(made, "更多", told)

    def show_book(self, book: Book) -> None:
        """Another campaign, or another state of it, is in view."""
        self.book = book

    def tell(self, text: str, role: str = "banner-warn") -> None:
        """Say something above the list; empty says nothing."""
        set_role(self.banner, role)
        self.banner.setText(text)
        self.banner.setVisible(bool(text))

    def show_rows(
        self,
        shown: ShownList,
        keys: Sequence[Hashable],
        *,
        is_weak: Callable[[ShownRow], bool] | None = None,
        part: str = "",
    ) -> None:
        """Show a list whose rows go by these keys; `part` tells lists of other columns apart."""
        parts = zip(keys, shown.rows, strict=True)
        rows = [ShownRow(key, cells, key) for key, cells in parts]
        self.list.show_list(shown, rows, is_weak=is_weak, part=part)
