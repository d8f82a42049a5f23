"""Says that the page is still being worked out, how far it is, and lets the clerk stop it."""

from desktop_app.use_cases.home import HomePage
from ui.settling_line import SettlingLine


class SettlingNotice(SettlingLine):
    """One line above the lists; hidden while everything is of today."""

    def show_state(self, page: HomePage) -> None:
        """What the page just read knows: how many wait, and of which day the rest is."""
        self._about = f"（下面是 {page.as_of} 的核查结果）" if page.as_of else ""
        self.show_left(page.waiting)
        if not page.waiting and not page.is_of_today and page.as_of:
            self.text.setText(f"下面是 {page.as_of} 的核查结果；以只读方式打开，不重新核查")
            self.stop.hide()
            self.show()
