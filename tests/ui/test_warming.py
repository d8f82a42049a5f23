"""What the next screens need is loaded while the clerk reads the first one, and not before."""

import subprocess
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from ui.stages import Stage
from ui.warming import Warming
from ui.widgets.dialog import Dialog

ROOT = Path(__file__).resolve().parents[2]
LOOKED_FOR = (
    "ui.stages.reserve_pool.page", "pypinyin", "rule_engine", "ui.stages.system.page",
    "PySide6.QtPrintSupport",
)  # fmt: skip
WATCHED = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from PySide6.QtCore import QTimer
from ui.application import Application, make_window
from ui.view_store import ViewStore

def tell(when):
    print(when, *[name for name in sys.argv[2:] if name in sys.modules], flush=True)

def painted():
    tell("painted")
    timer.start(5)

def look():
    if window.page("home") is None or not window.shell.background.is_idle:
        quiet[0] = 0
        return
    quiet[0] += 1
    if quiet[0] == 5:
        tell("read")
        window.close()
        application.quit()

quiet = [0]
application = Application(["hengce"], mode="light")
clock = lambda: datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
window, _ = make_window(application, Path(sys.argv[1]), clock, "hengce", ViewStore())
window.first_painted.connect(painted)
timer = QTimer()
timer.timeout.connect(look)
window.show()
application.exec()
"""


def test_the_next_pages_are_loaded_after_the_first_one_is_seen(filled_folder):
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, str(filled_folder), *LOOKED_FOR],
        cwd=ROOT, capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    told = [line.split() for line in done.stdout.splitlines()]
    assert told == [["painted"], ["read", *LOOKED_FOR]]


def test_a_page_that_cannot_be_loaded_is_told_by_who_opens_it_not_ahead(stand):
    warming = Warming(stand.window.shell)
    warming.begin([Stage("none", "没有", "ui.stages.of_no_such_page.page")])
    stand.settle()
    assert stand.faults == []
    assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, Dialog)]
