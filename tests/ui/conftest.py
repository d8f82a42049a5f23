"""What the window tests share: the application, a worker, sample rows."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from ui.application import Application
from ui.background import Background
from ui.error_dialog import BugReport
from ui.shell import Shell, Surroundings
from ui.table.column import Column, Kind
from ui.table.grid import GridView
from ui.view_store import ViewStore

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


@pytest.fixture(autouse=True)
def light(qapp: Application) -> None:
    if qapp.theme.mode != "light":
        qapp.theme.choose("light")


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
