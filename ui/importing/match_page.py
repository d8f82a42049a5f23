"""Step 2: what each workbook was recognised as; headings that were not known can be matched."""

from collections.abc import Mapping

from PySide6.QtWidgets import QComboBox, QGridLayout, QVBoxLayout, QWidget

from desktop_app.use_cases.imports.views import FilePlan, UnknownColumn
from ui.importing.work import Looked, Matched
from ui.widgets.basics import clear, framed, label, name, scrolled
from ui.widgets.sign import SignDot

NOT_TAKEN = "不导入这一列"


def needs_matching(looked: Looked) -> bool:
    """Whether a workbook has headings nobody knows, or was not recognised at all."""
    files = looked.planned.preview.files
    return any(
        not file.sheet or any(not c.is_decided for c in file.unknown_columns) for file in files
    )


class MatchPage(QWidget):
    """One card per workbook that needs a look."""

    def __init__(self) -> None:
        super().__init__()
        self._boxes: dict[tuple[str, str], QComboBox] = {}
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(10)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled(inner))

    def show_files(self, looked: Looked) -> None:
        """Show what was recognised."""
        clear(self._column)
        self._boxes = {}
        for file in looked.planned.preview.files:
            self._column.addWidget(self._card(file, looked.columns))
        self._column.addStretch(1)

    def answers(self) -> tuple[Matched, ...]:
        """What the clerk said about each unknown heading."""
        return tuple(
            (sheet, heading, str(box.currentData()))
            for (sheet, heading), box in self._boxes.items()
        )

    def _card(self, file: FilePlan, columns: Mapping[str, tuple[tuple[str, str], ...]]) -> QWidget:
        grid = QGridLayout()
        grid.setColumnStretch(2, 1)
        grid.setHorizontalSpacing(10)
        is_clear = all(each.is_decided for each in file.unknown_columns)
        light = "pass" if file.sheet and is_clear else "warn"
        grid.addWidget(SignDot(light if file.sheet else "fail"), 0, 0)
        grid.addWidget(label(file.file, "section"), 0, 1, 1, 2)
        about = (
            f"{file.sheet_title}　{file.unit}　{len(file.rows)} 行"
            if file.sheet
            else "没有认出是哪一种表"
        )
        grid.addWidget(label(about, "muted", wrap=True), 1, 1, 1, 2)
        refusals = [problem.message for problem in file.problems] if not file.sheet else []
        for text in (*file.notes, *refusals):
            grid.addWidget(label(text, "small", wrap=True), grid.rowCount(), 1, 1, 2)
        for unknown in file.unknown_columns:
            self._add_heading(grid, unknown, columns.get(unknown.sheet, ()))
        return framed(_holding(grid))

    def _add_heading(
        self, grid: QGridLayout, unknown: UnknownColumn, columns: tuple[tuple[str, str], ...]
    ) -> None:
        place = grid.rowCount()
        caption = label(f"{unknown.letter} 列“{unknown.header}”")
        grid.addWidget(caption, place, 1)
        key = (unknown.sheet, unknown.header)
        if key in self._boxes:
            grid.addWidget(label("与前面的文件相同", "muted"), place, 2)
            return
        box = QComboBox()
        box.addItem(NOT_TAKEN, "")
        for column_key, title in columns:
            box.addItem(f"对应“{title}”", column_key)
        box.setCurrentIndex(max(0, box.findData(unknown.suggestion)))
        name(box, f"{unknown.header}对应的列", "选择对应的列，或不导入")
        caption.setBuddy(box)
        self._boxes[key] = box
        grid.addWidget(box, place, 2)


def _holding(grid: QGridLayout) -> QVBoxLayout:
    made = QVBoxLayout()
    made.addLayout(grid)
    return made
