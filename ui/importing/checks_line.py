"""One line that tells how far the checks beside an import are, with a button to stop them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.background import Progress
from ui.widgets.basics import button, label, row


class ChecksLine(QWidget):
    """Hidden until checks are under way."""

    stop_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words = label("", "muted")
        self.stop = button("停止核查", self.stop_asked.emit)
        self.setLayout(row(self.words, self.stop, None))
        self.hide()

    def show_progress(self, progress: Progress) -> None:
        """How far the checks are; the import does not wait for them."""
        self.words.setText(f"{told(progress)}。不必等核查完，可以先确认导入。")
        self.stop.show()
        self.show()

    def show_stopped(self) -> None:
        """Say that the checks were stopped."""
        self.words.setText("核查已停止。导入不受影响，写入后会接着核查。")
        self.stop.hide()
        self.show()


def told(progress: Progress) -> str:
    """What is done, and of how many rows how many are."""
    return (
        f"{progress.text} {progress.done}/{progress.total} 行" if progress.total else progress.text
    )
