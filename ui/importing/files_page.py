"""Step 1: which files; they can be dropped, picked, and taken off again."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QListWidget, QProgressBar, QVBoxLayout, QWidget

from ui.background import Progress
from ui.widgets.basics import button, label, name, row
from ui.widgets.drop_area import DropArea
from ui.widgets.fields import ChoiceField, Form

WORDS_WIDTH = 320
TOLD_BY_ITSELF = "自动识别"
SUFFIXES = (".xlsx", ".xls", ".xlsm", ".et")


class FilesPage(QWidget):
    """Takes files; reading begins as soon as there are any."""

    chosen = Signal(list)
    stopped = Signal()

    def __init__(self, sheet: str = "") -> None:
        super().__init__()
        self._wanted = sheet
        self._sheet = ChoiceField("表的种类", [("", TOLD_BY_ITSELF)])
        self.drop = DropArea(
            "把部门报来的工作簿拖到这里",
            "一次可放入任意多个文件或整个文件夹；表头移位、改名也能识别",
            SUFFIXES,
        )
        self._list = QListWidget()
        name(self._list, "选中的文件")
        self._list.hide()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("读取进度")
        self._words = label("", "muted")
        self._words.setMinimumWidth(WORDS_WIDTH)
        self._stop = button("停止", self.stopped.emit)
        self._progress = QWidget()
        self._progress.setLayout(row(self._words, self._bar, self._stop))
        self._progress.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        form = Form()
        form.add(self._sheet)
        layout.addWidget(form)
        layout.addWidget(self.drop, 1)
        layout.addWidget(self._list, 1)
        layout.addWidget(self._progress)
        self.drop.dropped.connect(self.take)

    @property
    def sheet(self) -> str:
        """Id of the only sheet the files may be, empty for any."""
        return self._sheet.value or self._wanted

    def offer_sheets(self, sheets: Sequence[tuple[str, str]]) -> None:
        """The sheets a clerk can say the files are, by id with their words."""
        self._sheet.offer([("", TOLD_BY_ITSELF), *sheets], self._wanted)
        self._wanted = ""

    def take(self, paths: Sequence[Path]) -> None:
        """Take these files and begin to read."""
        self._list.clear()
        self._list.addItems([path.name for path in paths])
        self._list.show()
        self.chosen.emit(list(paths))

    def show_reading(self, *, is_reading: bool) -> None:
        """Show or take away the progress line."""
        self._progress.setVisible(is_reading)
        self.drop.setEnabled(not is_reading)
        self._bar.setRange(0, 0)
        self._words.setText("正在读取…")

    def show_progress(self, progress: Progress) -> None:
        """How far the reading is."""
        if progress.done >= progress.total:
            self._bar.setRange(0, 0)
            self._words.setText("已读完，正在与记录比对…" if progress.total else "正在读取…")
            return
        self._bar.setRange(0, progress.total)
        self._bar.setValue(progress.done)
        self._words.setText(f"{progress.text}　{progress.done}/{progress.total}")
