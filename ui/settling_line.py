"""One line that tells how many are still to be judged, with a button to stop and to go on."""

from PySide6.QtWidgets import QWidget

from ui.shell import Shell
from ui.widgets.basics import button, label, name, row

GO_ON, STOP = "继续核查", "停一停"


class SettlingLine(QWidget):
    """Hidden while nothing waits."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._settling = shell.settling
        self._about = ""
        """What is added behind the number."""
        self.text = label("", "banner-info")
        self.stop = button(STOP, self._toggle)
        self.stop.setToolTip("已经核查的保留，以后接着核查")
        self.setLayout(row(self.text, self.stop, None, spacing=8))
        self._settling.moved.connect(self.show_left)
        self.hide()

    def show_left(self, left: int, _total: int = 0) -> None:
        """Say how many are left."""
        self.setVisible(left > 0)
        if left:
            self.stop.show()
            held = self._settling.is_held
            what = "已停下，还有" if held else "正在核查，还有"
            self.text.setText(f"{what} {left} 项{self._about}")
            self.stop.setText(GO_ON if held else STOP)
            name(self.stop, self.stop.text(), "已经核查的保留，以后接着核查")

    def _toggle(self) -> None:
        if self._settling.is_held:
            self._settling.resume()
        else:
            self._settling.hold()
