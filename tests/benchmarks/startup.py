"""Start-up and the pool page: an empty 12-tab window against ours, lists and search at 5,000 rows.

First paint and first data are counted from the spawning of the process; each figure is the median
of several processes. The list page is held against its SQL and one repaint of the grid.

Usage: python tests/benchmarks/startup.py [PROJECTS [RUNS]].
"""

import gc
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

PROJECTS, RUNS = 5000, 7
TABS = 12
QUIET = 50
"""Looks without work behind the window until it is taken to be done."""
MILLI = 1000
KILO = 1024
PROGRAM = "hengce benchmark"
Marks = dict[str, float]


def clock() -> datetime:
    """The day the benchmark plays on."""
    return datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


def since_spawn() -> float:
    """Milliseconds since the parent spawned this process."""
    return (time.monotonic() - float(os.environ["SPAWNED_AT"])) * MILLI


def worked() -> float:
    """Milliseconds of processor time this process used: what a busy machine does not change."""
    return time.process_time() * MILLI


def finish(marks: Marks) -> None:
    """Print the marks with the peak memory and end at once."""
    marks["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KILO
    print(json.dumps(marks), flush=True)
    os._exit(0)


def child_floor() -> None:
    """A window with twelve tabs, only the first one built: what Qt alone costs."""
    from PySide6 import QtCore, QtWidgets

    application = QtWidgets.QApplication(sys.argv[:1])

    class Model(QtCore.QAbstractTableModel):
        def rowCount(self, parent=None):
            return 200

        def columnCount(self, parent=None):
            return 12

        def data(self, index, role=0):
            return f"项目{index.row()}-{index.column()}" if role == 0 else None

    class Window(QtWidgets.QMainWindow):
        def paintEvent(self, event):
            super().paintEvent(event)
            painted.append(since_spawn())
            QtCore.QTimer.singleShot(0, told)

    def told() -> None:
        finish({"first_paint": painted[0], "work": worked()})

    painted: list[float] = []
    window = Window()
    tabs = QtWidgets.QTabWidget()
    window.setCentralWidget(tabs)
    tabs.addTab(_page(QtWidgets, Model), "页面0")
    for place in range(1, TABS):
        tabs.addTab(QtWidgets.QWidget(), f"页面{place}")
    window.resize(1366, 768)
    window.show()
    application.exec()


def _page(widgets, model):
    page = widgets.QWidget()
    layout = widgets.QVBoxLayout(page)
    bar = widgets.QToolBar()
    for words in ("新增", "修改", "删除", "导入", "导出", "打印", "刷新", "帮助"):
        bar.addAction(words)
    form = widgets.QFormLayout()
    for place in range(6):
        box = widgets.QComboBox()
        box.addItems([f"选项{each}" for each in range(10)])
        form.addRow(f"条件{place}", box if place % 2 else widgets.QLineEdit())
    table = widgets.QTableView()
    table.setModel(model(table))
    layout.addWidget(bar)
    layout.addLayout(form)
    layout.addWidget(table)
    return page


def child_ours(folder: Path, *, reads: bool) -> None:
    """Our window on a workspace: first paint, home page with data, then the pool page.

    `reads`: the clerk reads the home page until nothing is under way behind it.
    """
    from PySide6.QtCore import QTimer

    from ui.application import Application, make_window
    from ui.tidying import Tidying
    from ui.view_store import ViewStore

    application = Application(sys.argv[:1], mode="light")
    window, _ = make_window(application, folder, clock, PROGRAM, ViewStore())
    marks: Marks = {}
    quiet: list[bool] = []
    window.first_painted.connect(lambda: marks.setdefault("first_paint", since_spawn()))

    def look() -> None:
        home = window.page("home")
        if home is not None and not home.cover.isVisible() and "first_data" not in marks:
            marks["first_data"] = since_spawn()
            marks["work"] = worked()
        if "first_data" in marks and "asked" not in marks:
            quiet.append(window.shell.background.is_idle)
            if not reads or (all(quiet[-QUIET:]) and len(quiet) > QUIET):
                marks["asked"] = since_spawn()
                window.open_stage("reserve_pool")
        pool = window.page("reserve_pool")
        if pool is not None and pool.grid.model.total and not pool.grid.cover.isVisible():
            marks["pool_open"] = since_spawn() - marks["asked"]
            finish(marks)

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(1)
    window.show()
    Tidying(window.shell.background).start()
    application.exec()


def spawn(*arguments: str) -> Marks:
    """Run one child and give its marks."""
    environment = {**os.environ, "SPAWNED_AT": str(time.monotonic())}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled
    command = [sys.executable, __file__, *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    found: Marks = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def side_by_side(runs: int, folder: Path) -> tuple[Marks, Marks, Marks]:
    """Medians of each mark of the floor, of ours, and of ours after reading, run in turns."""
    place = str(folder)
    kinds = (("--floor",), ("--ours", place), ("--ours", "--reads", place))
    turns = [[spawn(*kind) for kind in kinds] for _ in range(runs)]
    floors, ours, read = zip(*turns, strict=True)
    return _medians(floors), _medians(ours), _medians(read)


def _medians(found: Sequence[Marks]) -> Marks:
    return {key: statistics.median(each[key] for each in found) for key in found[0]}


def fill(folder: Path, count: int) -> None:
    """A workspace with so many applications of twenty units."""
    from desktop_app.domain.project import AmountKind
    from desktop_app.use_cases import regime, workspaces
    from desktop_app.use_cases.standing.refresh import settle

    workspaces.create_workspace(folder, clock=clock, program=PROGRAM, office_name="某局")
    desk = workspaces.open_desk(folder, clock=clock, program=PROGRAM, operator="甲")
    with desk.workspace.begin(desk.act("import", "基准数据")) as uow:
        pack = regime.current_pack(desk, uow)
        units = [uow.units.add(name=f"县第{place}局", kind="department") for place in range(20)]
        state = pack.first_state("project")
        rows = [
            {
                "code": f"QY2026-{place:05d}",
                "name": f"智慧应用平台第{place}期",
                "unit_id": units[place % 20].id,
                "submitting_unit_id": units[place % 20].id,
                "year": 2026,
                "state": state.id,
                "pack": pack.id,
                "pack_version": pack.version,
                "applied_on": date(2026, 3, 1 + place % 28),
                "nature": "new",
                "amounts": {AmountKind.DECLARED: 1_000_000_00 + place},
            }
            for place in range(count)
        ]
        uow.projects.add_many(rows)
    settle(desk)
    desk.workspace.close()


def median_ms(work: Callable[[], object], runs: int = 7) -> float:
    """Median time of a piece of work in milliseconds."""
    times = []
    for _ in range(runs):
        begin = time.perf_counter()
        work()
        times.append((time.perf_counter() - begin) * MILLI)
    return statistics.median(times)


def list_and_search(folder: Path) -> None:
    """The pool list, its filter, its repaint and the search against the SQL below them."""
    from desktop_app.use_cases import home, workspaces
    from desktop_app.use_cases.reserve_pool.listing import pool_list
    from ui.application import Application
    from ui.stages.reserve_pool.columns import pool_columns, pool_search_text
    from ui.table.filters import Order, ValueFilter
    from ui.table.grid import GridView
    from ui.view_store import ViewStore

    application = Application(sys.argv[:1], mode="light")
    desk = workspaces.open_desk(folder, clock=clock, program=PROGRAM, operator="甲")

    def sql() -> object:
        with desk.workspace.read() as view:
            return view.projects.rows()

    grid = GridView(
        "pool",
        pool_columns(),
        row_key=lambda row: row.id,
        store=ViewStore(),
        search_text=pool_search_text,
    )
    grid.resize(912, 606)
    grid.show()
    rows = pool_list(desk).rows
    grid.set_rows(rows)
    application.processEvents()
    floor = median_ms(sql) + median_ms(grid.table.viewport().repaint)

    def page() -> None:
        grid.set_rows(pool_list(desk).rows)
        grid.table.viewport().repaint()

    compare(f"list of {len(rows):,} (SQL + one repaint)", floor, median_ms(page))
    units = ValueFilter(frozenset({"县第3局", "县第4局"}))
    alone = {
        "column filter": lambda: grid.filter_column("unit", units),
        "words": lambda: grid.set_words("zhyy 第7"),
        "sort by two columns": lambda: grid.sort_by((Order("unit"), Order("amount"))),
        "search (use case)": lambda: home.search(desk, "zhyy"),
    }
    for title, work in alone.items():
        print(f"{title:42} {median_ms(work):10.1f} ms")
    desk.workspace.close()


def compare(title: str, floor: float, ours: float) -> None:
    """One line: floor, ours, ratio."""
    print(f"{title:42} {floor:10.1f} {ours:10.1f} ms   x{ours / floor:.2f}")


def main() -> None:
    """Run everything and print one line per figure."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else PROJECTS
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else RUNS
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "data" / "workspace"
        folder.parent.mkdir()
        fill(folder, count)
        floor, ours, read = side_by_side(runs, folder)
        print(f"{'':42} {'floor':>10} {'ours':>10}")
        compare("first paint", floor["first_paint"], ours["first_paint"])
        compare("first data (home page)", floor["first_paint"], ours["first_data"])
        compare("first data, processor time", floor["work"], ours["work"])
        print(f"{'pool page opened at once':42} {ours['pool_open']:21.1f} ms")
        print(f"{'pool page opened after reading':42} {read['pool_open']:21.1f} ms")
        print(f"{'peak memory':42} {floor['peak_mb']:10.0f} {ours['peak_mb']:10.0f} MB")
        list_and_search(folder)
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    if "--floor" in sys.argv:
        child_floor()
    elif "--ours" in sys.argv:
        gc.disable()  # as the program does
        child_ours(Path(sys.argv[-1]), reads="--reads" in sys.argv)
    else:
        main()
