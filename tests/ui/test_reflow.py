"""What has no room side by side stands one below the other; it needs no more than it shows."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.widgets.reflow import CurrentStack, Reflow, ReflowSplitter


class Block(QWidget):
    """A widget that needs so much room."""

    def __init__(self, width: int, height: int = 40) -> None:
        super().__init__()
        self._size = QSize(width, height)

    @override
    def minimumSizeHint(self) -> QSize:
        return self._size

    @override
    def sizeHint(self) -> QSize:
        return self._size


@pytest.mark.parametrize(
    ("width", "columns"),
    [(320, 3), (319, 2), (210, 2), (209, 1), (100, 1)],  # 3 × 100 and two gaps of 10
)
def test_as_many_stand_side_by_side_as_find_room(qtbot, width, columns):
    page = QWidget()
    qtbot.addWidget(page)
    flow = Reflow([Block(100), Block(100), Block(100)], gap=10)
    flow.setParent(page)
    flow.resize(width, 200)
    page.show()
    assert flow.columns == columns
    assert flow.minimumSizeHint().width() == 100
    rows = -(-3 // columns)
    assert flow.minimumSizeHint().height() == 40 * rows + 10 * (rows - 1)


def test_a_splitter_turns_where_its_parts_find_no_room(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    split = ReflowSplitter()
    split.setParent(page)
    for part in (Block(300, 50), Block(200, 60)):
        split.addWidget(part)
    needed = 500 + split.handleWidth()
    split.resize(needed, 300)
    page.show()
    assert split.orientation() is Qt.Orientation.Horizontal
    split.resize(needed - 1, 300)
    assert split.orientation() is Qt.Orientation.Vertical
    assert split.minimumSizeHint().width() == 300
    split.resize(needed, 300)
    assert split.orientation() is Qt.Orientation.Horizontal


def test_a_page_not_shown_takes_no_room(qtbot):
    stack = CurrentStack()
    qtbot.addWidget(stack)
    for page in (Block(100, 50), Block(700, 400)):
        stack.addWidget(page)
    assert stack.minimumSizeHint() == QSize(100, 50)
    stack.setCurrentIndex(1)
    assert stack.minimumSizeHint() == QSize(700, 400)
