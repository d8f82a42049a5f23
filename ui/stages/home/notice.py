"""Says that the page is still being worked out, how far it is, and lets the clerk stop it."""

from PySide6.QtWidgets import QWidget

from desktop_app.use_cases.home import HomePage
from ui.shell import Shell
from ui.widgets.basics import button, label, name, row


class SettlingNotice(QWidget):
    """One line above the lists; hidden while everything is of today."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._settling = shell.settling
        self._as_of = ""
        self.text = label("", "banner-info")
        self.stop = button("停一停", self._toggle)
        self.stop.setToolTip("已经核查的保留，以后接着核查")
        self.setLayout(row(self.text, self.stop, None, spacing=8))
        self._settling.moved.connect(self._show_progress)
        self.hide()

    def show_state(self, page: HomePage) -> None:
        """What the page just read knows: how many wait, and of which day the rest is."""
        self._as_of = f"（下面是 {page.as_of} 的核查结果）" if page.as_of else ""
        self._show_progress(page.waiting, page.waiting)
        if not page.waiting and not page.is_of_today and page.as_of:
            self.text.setText(f"下面是 {page.as_of} 的核查结果；以只读方式打开，不重新核查")
            self.stop.hide()
            self.show()

    def _show_progress(self, left: int, _total: int) -> None:
        self.setVisible(left > 0)
        if left:
            self.stop.show()
            held = self._settling.is_held
            what = "已停下，还有" if held else "正在重新核查，还有"
            self.text.setText(f"{what} {left} 项{self._as_of}")
            self.stop.setText("继续核查" if held else "停一停")
            name(self.stop, self.stop.text(), "已经核查的保留，以后接着核查")

    def _toggle(self) -> None:
        if self._settling.is_held:
            self._settling.resume()
            self.stop.setText("停一停")
        else:
            self._settling.hold()
            self.stop.setText("继续核查")
