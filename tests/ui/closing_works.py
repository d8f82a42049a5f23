"""The works in the middle of which windows are closed; each says when it has begun."""

import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget

from resources import resource
from ui.importing.wizard import PREVIEW, ImportWizard
from ui.stages import STAGES
from ui.stages.reserve_pool.page import PoolPage
from ui.widgets.dialog import Dialog

if TYPE_CHECKING:
    from tests.ui.closing import Closing

TYPED_EVERY_MS = 25
DEAF_SECONDS = 30
BOOKS = resource("samples", "workbooks")
Go = Callable[[], None]


def _dialog() -> Any:
    """The dialog on screen, if there is one."""
    shown = [w for w in QApplication.topLevelWidgets() if isinstance(w, Dialog) and w.isVisible()]
    return shown[-1] if shown else None


def _type(owner: QObject, put: Callable[[str], object], letters: Sequence[str]) -> None:
    """Put one in after the other, as fingers do."""
    for place, letter in enumerate(letters):
        QTimer.singleShot(place * TYPED_EVERY_MS, owner, lambda letter=letter: put(letter))


def _press(root: QWidget, words: str) -> None:
    shown = [b for b in root.findChildren(QPushButton) if b.isVisible() and b.isEnabled()]
    next(b for b in shown if b.text().startswith(words)).click()


def _home(window: "Closing", go: Go) -> None:
    window.when(lambda: window.page("home"), go)


def _pool(window: "Closing", go: Callable[[PoolPage], None]) -> None:
    def is_there() -> bool:
        page = window.page("reserve_pool")
        return isinstance(page, PoolPage) and page.detail.shown is not None

    _home(window, lambda: window.open_stage("reserve_pool"))
    window.when(is_there, lambda: go(window.page("reserve_pool")))  # type: ignore[arg-type]


def start(_window: "Closing", go: Go) -> None:
    """While the workspace is opened."""
    go()


def tabs(window: "Closing", go: Go) -> None:
    """While one tab after the other is opened."""

    def turn() -> None:
        go()
        _type(window, window.open_stage, [stage.id for stage in STAGES])

    _home(window, turn)


def read(window: "Closing", go: Go) -> None:
    """While workbooks are read and checked."""

    def look() -> None:
        go()
        wizard = ImportWizard(window.shell, window)
        wizard.show()
        wizard.read(sorted(BOOKS.glob("*.xls*")))

    _home(window, look)


def store(window: "Closing", go: Go) -> None:
    """While an import is stored and judged."""

    def look() -> None:
        wizard = ImportWizard(window.shell, window)
        wizard.show()
        wizard.read([BOOKS / "县农业农村局.xlsx", BOOKS / "县水利局.xlsx"])
        window.when(lambda: wizard.step == PREVIEW, lambda: (go(), _press(wizard, "确认导入")))

    _home(window, look)


def show_paper(window: "Closing", go: Go) -> None:
    """While a paper is made for the preview."""
    _pool(window, lambda page: (go(), page.acts.open_print()))


def issue(window: "Closing", go: Go) -> None:
    """While a paper is issued."""

    def press() -> None:
        go()
        _press(_dialog(), "出具")

    _pool(window, lambda page: page.acts.open_print())
    window.when(lambda: _dialog() and _dialog().preview.page_count, press)


def export(window: "Closing", go: Go) -> None:
    """While a list is written to a workbook."""
    target = f"{window.order.out}.xlsx"
    QFileDialog.getSaveFileName = staticmethod(lambda *_: (target, ""))  # type: ignore[method-assign]
    _pool(window, lambda page: (go(), page.output.export()))


def print_list(window: "Closing", go: Go) -> None:
    """While a list is made for the preview."""
    _pool(window, lambda page: (go(), page.output.open_print()))


def search(window: "Closing", go: Go) -> None:
    """While the search box is typed into."""

    def type_in() -> None:
        go()
        box = window.top_bar.search
        box.setFocus()
        _type(box, box.insert, "ggtcydxxpt")

    _home(window, type_in)


def type_words(window: "Closing", go: Go) -> None:
    """While a result is typed that has not been saved."""

    def type_in() -> None:
        go()
        _type(_dialog(), _dialog()._opinion.area.insertPlainText, "材料不齐请补报后再报送")

    _pool(window, lambda page: page.detail.actions_offered["return"].click())
    window.when(_dialog, type_in)


def record(window: "Closing", go: Go) -> None:
    """While a signed result is recorded for every row."""

    def select(page: PoolPage) -> None:
        page.grid.table.selectAll()
        window.when(lambda: True, page.detail.actions_offered["return"].click)

    def write() -> None:
        go()
        _dialog()._signer.line.setText("负责人甲")
        _dialog()._opinion.area.setPlainText("材料不齐，请补报。")
        _press(_dialog(), "登记")

    _pool(window, select)
    window.when(_dialog, write)


def undo(window: "Closing", go: Go) -> None:
    """While the last act is taken back."""

    def press() -> None:
        go()
        _press(_dialog(), "撤销")

    _home(window, lambda: window.undoing.ask_next("undo"))
    window.when(_dialog, press)


def deaf_work(window: "Closing", go: Go) -> None:
    """While work is under way that does not hear it should stop."""

    def hear_nothing() -> None:
        go()
        window.shell.run(lambda _desk, _task: threading.Event().wait(DEAF_SECONDS), lambda _: None)

    _home(window, hear_nothing)


def back_up(window: "Closing", go: Go) -> None:
    """While a backup is made and compared."""

    def press() -> None:
        page = window.page("system")
        page.tabs.setCurrentWidget(page.backups)  # type: ignore[union-attr]
        window.when(lambda: True, lambda: (go(), _press(page, "立即备份")))  # type: ignore[arg-type]

    _home(window, lambda: window.open_stage("system"))
    window.when(lambda: window.page("system"), press)


WORKS: dict[str, Callable[["Closing", Go], None]] = {
    each.__name__: each
    for each in (
        start,
        tabs,
        read,
        store,
        show_paper,
        issue,
        export,
        print_list,
        search,
        type_words,
        record,
        undo,
        back_up,
        deaf_work,
    )
}
