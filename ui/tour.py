"""`hengce tour`: a scripted day offscreen; leaves pictures, papers and workbooks to look at."""

import shutil
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEventLoop
from PySide6.QtWidgets import QAbstractButton, QApplication, QTabBar, QWidget

from resources import resource
from ui.application import Application, make_window
from ui.heartbeat import LIMIT_MS, Heartbeat
from ui.importing.wizard import ImportWizard
from ui.main_window import MainWindow
from ui.shell import Shell
from ui.tidying import Tidying
from ui.view_store import ViewStore

if TYPE_CHECKING:  # use cases bring the database with them: not before the first paint
    from desktop_app.use_cases.desk import Desk

PATIENCE_MS = 120_000
"""How long one act of the tour may take before it is given up."""
PICTURES, PAPERS, WORKBOOKS = "图片", "文书", "工作簿"
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
        for _ in range(5):
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

    def press(self, text: str, title: str) -> None:
        """Press a button by its text, keep a picture of the dialog it opens, and close it."""
        button = self._button(text)
        if button is None:
            return
        button.click()
        self.settle()
        for dialog in self._dialogs():
            self.keep(title, dialog)
            dialog.close()
            self.settle()

    def preview_import(self, files: Sequence[Path], title: str) -> None:
        """Read workbooks in the import window and keep a picture; nothing is stored."""
        wizard = ImportWizard(self._shell, self._window)
        wizard.show_sized(1040, 680)
        wizard.read(files)
        self.keep(title, wizard)
        wizard.close()
        self.settle()

    def turn(self, bars: str) -> None:
        """Keep a picture of every inner tab of the page in view."""
        page = self._window.page(self._window.stage_id)
        if page is None:
            return
        for bar in page.findChildren(QTabBar):
            if not bar.isVisible():
                continue
            for place in range(bar.count()):
                bar.setCurrentIndex(place)
                self.keep(f"{bars}-{bar.tabText(place).split()[0]}")
            bar.setCurrentIndex(0)
        self.settle()

    def _button(self, text: str) -> QAbstractButton | None:
        page = self._window.page(self._window.stage_id) or self._window
        buttons = page.findChildren(QAbstractButton)
        named = (
            b for b in buttons if b.isVisible() and b.isEnabled() and b.text().strip(" ▾…") == text
        )
        return next(named, None)

    def _dialogs(self) -> list[QWidget]:
        found = QApplication.topLevelWidgets()
        return [
            each
            for each in found
            if each.isVisible() and each.isWindow() and each is not self._window
        ]


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
    _walk(tour)
    tour.preview_import(_workbooks(), "导入预览")
    tour.heartbeat.stop()
    tidying.stop()
    shell.theme.choose("dark")
    tour.open("reserve_pool")
    tour.keep("储备库-深色")
    _leave_papers(shell.desk, out / PAPERS)
    _leave_workbooks(shell.desk, out / WORKBOOKS)
    window.close()
    _tell(out)
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


def _workbooks() -> list[Path]:
    """Workbooks of the sample as they first came in, with their problems."""
    return sorted(resource("samples", "workbooks").glob("*水利局*.xls*"))


def _walk(tour: Tour) -> None:
    for stage, title in (("home", "工作台"), ("reserve_pool", "储备库")):
        tour.open(stage)
        tour.keep(title)
    tour.turn("储备库")
    for button in ("导入工作簿", "下发模板", "新建", "打印", "登记", "退回", "催报"):
        tour.press(button, f"储备库-{button}")
    for stage, title in (("regulations", "法规"), ("base_data", "基础数据"), ("system", "系统")):
        tour.open(stage)
        tour.keep(title)
        tour.turn(title)


def _leave_papers(desk: "Desk", folder: Path) -> None:
    """The last issued paper of every form, as PDF and as pictures of its pages."""
    from desktop_app.use_cases.papers.issue import page_pictures, paper_pdf  # noqa: PLC0415 - heavy
    from desktop_app.use_cases.papers.register import issued_papers  # noqa: PLC0415

    newest = {paper.form: paper for paper in issued_papers(desk)}
    for paper in newest.values():
        pdf = paper_pdf(desk, paper.id)
        name = f"{paper.form}-{paper.number or paper.id}"
        (folder / f"{name}.pdf").write_bytes(pdf)
        for page, picture in enumerate(page_pictures(pdf), 1):
            (folder / f"{name}-{page}.png").write_bytes(picture)


def _leave_workbooks(desk: "Desk", folder: Path) -> None:
    """A unit's pre-filled workbook, an annotated return and the lists."""
    from desktop_app.use_cases.base_data import units  # noqa: PLC0415 - heavy
    from desktop_app.use_cases.exports import export_sheet  # noqa: PLC0415
    from desktop_app.use_cases.imports.preview import preview_import  # noqa: PLC0415
    from desktop_app.use_cases.imports.returns import write_returns  # noqa: PLC0415
    from desktop_app.use_cases.templates import write_unit_template  # noqa: PLC0415

    unit = units(desk)[0].name
    write_unit_template(desk, "reserve_pool", folder / f"下发模板-{unit}.xlsx", unit=unit)
    write_returns(desk, preview_import(desk, _workbooks()), folder)
    for sheet in ("reserve_pool", "needs", "units"):
        export_sheet(desk, sheet, folder / f"导出-{sheet}.xlsx")


def _tell(out: Path) -> None:
    for name in (PICTURES, PAPERS, WORKBOOKS):
        count = sum(1 for each in (out / name).iterdir() if each.is_file())
        print(f"{name}：{out / name}（{count} 个文件）")  # noqa: T201 - a command's answer
