"""What the window tests share: the application, a worker, sample rows."""

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from desktop_app.use_cases import workspaces
from desktop_app.use_cases.imports.apply import apply_import
from desktop_app.use_cases.imports.checking import judge_stored
from desktop_app.use_cases.imports.preview import preview_import
from resources import resource
from ui.application import Application, make_window
from ui.background import Background
from ui.drafts.leave_dialog import LeaveDialog
from ui.error_dialog import BugReport
from ui.main_window import MainWindow
from ui.shell import Shell, Surroundings
from ui.stage_page import StagePage
from ui.table.column import Column, Kind
from ui.table.grid import GridView
from ui.view_store import ViewStore
from ui.widgets.dialog import Dialog

PATIENCE = 30.0
"""Seconds a slow machine may take until a screen has its data."""
QUIET_ROUNDS = 3
UNSUPPORTED = "This plugin does not support"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform says what it cannot do; that is no fault of the window."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore(UNSUPPORTED, extend=True))


@pytest.fixture(scope="session")
def qapp_cls() -> type[Application]:
    return Application


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["hengce"]


@pytest.fixture(scope="session", autouse=True)
def emptied_clipboard() -> Iterator[None]:
    """Offscreen, Qt keeps what was copied in a static that it frees after Python has ended."""
    yield
    if QApplication.instance() is not None:
        QApplication.clipboard().clear()


@dataclass(frozen=True)
class Item:
    code: str
    name: str
    unit: str
    amount: int | None
    on: date | None
    light: str = "pass"
    pinyin: str = ""


COLUMNS = (
    Column[Item]("code", "编号", lambda row: row.code, Kind.CODE, 100),
    Column[Item]("name", "名称", lambda row: row.name, width=200, sort_key=lambda r: r.pinyin),
    Column[Item]("unit", "单位", lambda row: row.unit, width=140),
    Column[Item]("amount", "金额", lambda row: row.amount, Kind.MONEY, 120, is_sum=True),
    Column[Item]("on", "日期", lambda row: row.on, Kind.DATE, 110),
    Column[Item]("light", "核查", lambda row: row.light, Kind.LIGHT, 110),
)

ITEMS = (
    Item("A1", "李四项目", "甲局", 1_980_000_00, date(2026, 3, 1), "judge", "lisi"),
    Item("A2", "阿明项目", "乙局", 1_960_000_00, date(2026, 1, 5), "pass", "aming"),
    Item("A3", "重庆项目", "甲局", None, None, "fail", "chongqing"),
    Item("A4", "安阳项目", "", 500_00, date(2026, 2, 9), "warn", "anyang"),
)


@pytest.fixture
def columns() -> tuple[Column[Item], ...]:
    return COLUMNS


@pytest.fixture
def items() -> tuple[Item, ...]:
    return ITEMS


@pytest.fixture
def store(tmp_path: Path) -> ViewStore:
    return ViewStore(tmp_path / "views.json")


@pytest.fixture
def grid(qtbot, store: ViewStore) -> GridView[Item]:
    made: GridView[Item] = GridView(
        "test",
        COLUMNS,
        row_key=lambda row: row.code,
        store=store,
        search_text=lambda row: f"{row.code}{row.name}{row.pinyin}",
    )
    qtbot.addWidget(made)
    made.resize(900, 400)
    made.show()
    made.set_rows(ITEMS)
    return made


@pytest.fixture
def background(qapp: QApplication) -> Iterator[Background]:
    made = Background()
    yield made
    made.shutdown()


class NoDoors:
    """A window without any workspace."""

    def start(self) -> None:
        return None

    def close(self) -> None:
        return None


@pytest.fixture
def shell(qapp: Application, store: ViewStore) -> Iterator[Shell]:
    surroundings = Surroundings(
        NoDoors(),  # type: ignore[arg-type]
        lambda: datetime(2026, 11, 22, 8, 0, tzinfo=UTC),
        lambda error: BugReport("20261122-1", repr(error)),
    )
    made = Shell(surroundings, qapp.theme, store)
    yield made
    made.background.shutdown()


SAMPLE_BOOKS = (
    "单位名录.xlsx",
    "专家库.xlsx",
    "县住建局.xlsx",
    "县公安局.xlsx",
    "不动产登记中心.xlsx",
)


@pytest.fixture(scope="session")
def filled_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with units, experts and a few applications; tests that write take a copy."""
    folder = tmp_path_factory.mktemp("filled") / "workspace"
    clock = _clock
    workspaces.create_workspace(
        folder, clock=clock, program="hengce", office_name="某县数据资源管理局", operator="经办甲"
    )
    desk = workspaces.open_desk(folder, clock=clock, program="hengce", operator="经办甲")
    books = resource("samples", "workbooks")
    for book in SAMPLE_BOOKS:
        apply_import(desk, preview_import(desk, [books / book]))
    judge_stored(desk)
    desk.workspace.close()
    return folder


def _clock() -> datetime:
    return datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


@dataclass
class Stand:
    """A window on its own copy of the filled workspace, with what went wrong behind it."""

    window: MainWindow
    faults: list[BaseException]

    def settle(self, until: Callable[[], bool] = lambda: True) -> None:
        """Wait until the worker is idle and `until` holds, and the screen has followed."""
        end = time.monotonic() + PATIENCE
        quiet = 0
        while quiet < QUIET_ROUNDS:
            assert time.monotonic() < end, f"not settled; faults: {self.faults}"
            QApplication.processEvents()
            is_quiet = self.window.shell.background.is_idle and until()
            quiet = quiet + 1 if is_quiet else 0
            threading.Event().wait(0.002)

    def open_stage(self, stage: str) -> StagePage:
        """Open a tab and wait until its data are there."""
        self.window.open_stage(stage)
        self.settle(lambda: self.window.page(stage) is not None)
        page = self.window.page(stage)
        assert page is not None
        return page

    def dialog(self) -> Dialog:
        """The dialog on top, once its data are there."""
        self.settle()
        top = QApplication.activeModalWidget()
        if isinstance(top, Dialog):
            return top
        shown = [w for w in QApplication.topLevelWidgets() if isinstance(w, Dialog)]
        return next(w for w in reversed(shown) if w.isVisible())

    def close_dialogs(self) -> None:
        """Close every dialog that is open; what was typed into it is given up."""
        while shown := [w for w in QApplication.topLevelWidgets() if _is_open_dialog(w)]:
            for dialog in shown:
                if isinstance(dialog, LeaveDialog):
                    dialog.findChildren(QPushButton)[0].click()
                else:
                    dialog.close()
            self.settle()


def _is_open_dialog(widget: QWidget) -> bool:
    return isinstance(widget, Dialog) and widget.isVisible()


@contextmanager
def standing(
    application: Application,
    filled: Path,
    folder: Path,
    clock: Callable[[], datetime] | None = None,
) -> Iterator[Stand]:
    """The real window on a copy of a workspace."""
    shutil.copytree(filled.parent, folder)
    store = ViewStore(folder / "views.json")
    window, shell = make_window(application, folder / filled.name, clock or _clock, "hengce", store)
    stand = Stand(window, [])
    shell.background.failed.disconnect()
    shell.background.failed.connect(stand.faults.append)
    window.show()
    stand.settle(lambda: window.page("home") is not None)
    yield stand
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert stand.faults == []


@pytest.fixture
def stand(qapp: Application, filled_folder: Path, tmp_path: Path) -> Iterator[Stand]:
    """The real window, for one test that may change its data."""
    with standing(qapp, filled_folder, tmp_path / "data") as made:
        yield made


@pytest.fixture(scope="module")
def shared_stand(
    qapp: Application, filled_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stand]:
    """The real window, for the tests of a file that only look."""
    with standing(qapp, filled_folder, tmp_path_factory.mktemp("shared") / "data") as made:
        yield made
