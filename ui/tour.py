"""`hengce tour`: a scripted day offscreen; leaves pictures, papers and workbooks to look at."""

import shutil
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEventLoop
from PySide6.QtWidgets import QAbstractButton, QApplication, QTabBar, QWidget

from ui.application import Application, make_window
from ui.heartbeat import LIMIT_MS, Heartbeat
from ui.importing.wizard import ImportWizard
from ui.main_window import MainWindow
from ui.shell import Shell
from ui.stages import STAGES
from ui.table.output import ListOutput
from ui.tidying import Tidying
from ui.tour_leavings import first_workbooks, leave_papers, leave_workbooks
from ui.view_store import ViewStore
from ui.widgets.dialog import Dialog
from ui.widgets.fields import TextField

PATIENCE_MS = 120_000
"""How long one act of the tour may take before it is given up."""
PICTURES, PAPERS, WORKBOOKS = "图片", "文书", "工作簿"
SHOWN_BY = {"approval": "waiting", "acceptance": "waiting"}
"""The quick filter a tab is shown by, where all rows would say less."""
OF_THE_POOL = ("导入工作簿", "下发模板", "新建", "打印", "登记", "退回", "催报")
OF_A_STAGE = ("全貌", "打印", "登记结果")
"""Buttons pressed in the tab of the pool, and in the tabs after it."""
Clock = Callable[[], datetime]


class Tour:
    """The window with hands that press its buttons and eyes that keep pictures."""

    def __init__(self, window: MainWindow, shell: Shell, folder: Path) -> None:
        self._window = window
        self._shell = shell
        self._folder = folder
        self._count = 0
        self.heartbeat = Heartbeat()
        """Counts how often the window stood still on the way."""

    def settle(self) -> None:
        """Let the window work until nothing is left to do."""
        patience = QDeadlineTimer(PATIENCE_MS)
        while not patience.hasExpired():
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            if self._shell.background.is_idle and self._shell.has_desk:
                break
        for _ in range(15):
            QCoreApplication.processEvents()

    def keep(self, title: str, widget: QWidget | None = None) -> None:
        """Keep a picture of the window, or of a dialog."""
        self.settle()
        self._count += 1
        with self.heartbeat.paused():
            picture = (widget or self._window).grab()
            picture.save(str(self._folder / f"{self._count:02}-{title}.png"))

    def open(self, stage: str, target: str = "") -> None:
        """Go to a tab."""
        self._window.open_stage(stage, target)
        self.settle()

    def offers(self, stage: str) -> bool:
        """Whether the window shows a tab; one the regime has no use for is hidden."""
        places = [place for place, each in enumerate(STAGES) if each.id == stage]
        return any(self._window.tabs.isTabVisible(place) for place in places)

    def press(self, text: str, title: str) -> None:
        """Press a button by its text, keep a picture of the dialog it opens, and close it."""
        button = self._button(text)
        if button is None:
            return
        button.click()
        self._keep_dialogs(title)

    def preview_import(self, files: Sequence[Path], title: str) -> None:
        """Read workbooks in the import window and keep a picture; nothing is stored."""
        wizard = ImportWizard(self._shell, self._window)
        wizard.show_sized(1040, 680)
        wizard.read(files)
        self.keep(title, wizard)
        wizard.close()
        self.settle()

    def turn(self, title: str) -> None:
        """Keep a picture of every inner tab of the page in view."""
        page = self._window.page(self._window.stage_id)
        if page is None:
            return
        for bar in (bar for bar in page.findChildren(QTabBar) if bar.isVisible()):
            for place in range(bar.count()):
                bar.setCurrentIndex(place)
                self.keep(f"{title}-{bar.tabText(place).split()[0]}")
            bar.setCurrentIndex(0)
            self.settle()

    def show_inner(self, title: str) -> None:
        """Bring an inner tab of the page in view to the front by its words."""
        page = self._window.page(self._window.stage_id)
        for bar in page.findChildren(QTabBar) if page is not None else ():
            for place in range(bar.count()):
                if bar.tabText(place) == title:
                    bar.setCurrentIndex(place)
        self.settle()

    def group(self, key: str, title: str) -> None:
        """Keep a picture of the list in view grouped by one of its columns."""
        page = self._window.page(self._window.stage_id)
        outputs = page.findChildren(ListOutput) if page is not None else []
        for output in [each for each in outputs if each.has_column(key)][:1]:
            output.open_grouped_by(key)
            self._keep_dialogs(title)

    def try_value(self, name: str, text: str, title: str) -> None:
        """Try another figure of the law in the window for that, and keep what would change."""
        button = self._button("试算")
        if button is None:
            return
        button.click()
        self.settle()
        for dialog in (each for each in self._dialogs() if isinstance(each, Dialog)):
            fields = [each for each in dialog.findChildren(TextField) if name in each.title]
            for field in fields[:1]:
                field.line.setText(text)
            for act in dialog.findChildren(QAbstractButton):
                if _plain(act.text()) == "试算":
                    act.click()
        self._keep_dialogs(title)

    def _keep_dialogs(self, title: str) -> None:
        self.settle()
        for dialog in self._dialogs():
            self.keep(title, dialog)
            dialog.close()
            self.settle()

    def _button(self, text: str) -> QAbstractButton | None:
        page = self._window.page(self._window.stage_id) or self._window
        buttons = page.findChildren(QAbstractButton)
        named = (b for b in buttons if b.isVisible() and b.isEnabled() and _plain(b.text()) == text)
        return next(named, None)

    def _dialogs(self) -> list[QWidget]:
        found = QApplication.topLevelWidgets()
        return [
            each
            for each in found
            if each.isVisible() and each.isWindow() and each is not self._window
        ]


def _plain(text: str) -> str:
    """The words of a button without its key and what says that more follows."""
    return text.split("(&", maxsplit=1)[0].strip(" ▾…")


def walk(tour: Tour) -> None:
    """Every tab in use with its inner tabs, and the windows a clerk opens from them."""
    for stage in (each for each in STAGES if tour.offers(each.id)):
        tour.open(stage.id, SHOWN_BY.get(stage.id, ""))
        tour.keep(stage.title)
        tour.turn(stage.title)
        buttons = OF_THE_POOL if stage.id == "reserve_pool" else OF_A_STAGE
        for button in buttons:
            tour.press(button, f"{stage.title}-{button}")
        if stage.id == "reserve_pool":
            tour.group("unit", f"{stage.title}-分组汇总")
    _try_other_values(tour)


def _try_other_values(tour: Tour) -> None:
    tour.open("regulations")
    tour.show_inner("法定参数")
    tour.try_value("先编报可行性研究报告", "400", "法规-试算")


def run_tour(out: Path, *, clock: Clock, program: str) -> int:
    """Make the sample workspace, walk through the window, and leave everything in `out`."""
    for name in (PICTURES, PAPERS, WORKBOOKS):
        shutil.rmtree(out / name, ignore_errors=True)
        (out / name).mkdir(parents=True)
    sample = out / "示例工作区"
    _make_sample(sample, clock, program)
    application = Application(["hengce"], mode="light")
    window, shell = make_window(application, sample, clock, program, ViewStore(out / "window.json"))
    window.show()
    tour = Tour(window, shell, out / PICTURES)
    tour.settle()
    tidying = Tidying(shell.background)
    tidying.start()
    tour.heartbeat.start()
    walk(tour)
    tour.preview_import(first_workbooks(), "导入预览")
    tour.heartbeat.stop()
    tidying.stop()
    shell.theme.choose("dark")
    tour.open("reserve_pool")
    tour.keep("储备库-深色")
    lacking = leave_papers(shell.desk, out / PAPERS)
    leave_workbooks(shell.desk, out / WORKBOOKS)
    window.close()
    _tell(out, lacking)
    print(_alive(tour.heartbeat))  # noqa: T201 - a command's answer
    return 0


def _alive(heartbeat: Heartbeat) -> str:
    """Whether the window stood still on the way, for the answer of the command."""
    gaps = heartbeat.gaps_ms
    longest = f"，最长 {max(gaps)} 毫秒" if gaps else ""
    return f"窗口停顿超过 {LIMIT_MS} 毫秒：{len(gaps)} 次{longest}"


def _make_sample(folder: Path, clock: Clock, program: str) -> None:
    from desktop_app.use_cases.sample.create import create_sample  # noqa: PLC0415 - heavy

    shutil.rmtree(folder, ignore_errors=True)
    folder.with_name(f"{folder.name}.key").unlink(missing_ok=True)
    create_sample(folder, clock=clock, program=program)


def _tell(out: Path, lacking: Sequence[str]) -> None:
    for name in (PICTURES, PAPERS, WORKBOOKS):
        count = sum(1 for each in (out / name).iterdir() if each.is_file())
        print(f"{name}：{out / name}（{count} 个文件）")  # noqa: T201 - a command's answer
    if lacking:
        print(f"示例里还没有可出的文书：{'、'.join(lacking)}")  # noqa: T201
