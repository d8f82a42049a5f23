"""The Qt application: Chinese language and fonts before the first widget, Fusion, theme, window."""

import gc
import os
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QStyleFactory

import resources
from ui.bug_log import BugLog
from ui.doors import WorkspaceDoors
from ui.fonts import interface_font
from ui.main_window import MainWindow
from ui.shell import Shell, Surroundings
from ui.theme import MODES, Theme
from ui.tidying import Tidying
from ui.view_store import ViewStore

TURN_SECONDS = 0.0002
"""How long the worker computes before the window may answer one of Qt's questions. Painting a list
asks hundreds: at the interpreter's 5 ms each the window stood still for half a second."""


class Application(QApplication):
    """The application with Chinese buttons, Chinese fonts and the house style."""

    def __init__(self, arguments: Sequence[str] = (), *, mode: str = "system") -> None:
        super().__init__(list(arguments) or ["hengce"])
        sys.setswitchinterval(TURN_SECONDS)
        self.setApplicationName("hengce")
        self.setApplicationDisplayName("衡册")
        self.setWindowIcon(QIcon(str(resources.resource("icons", "app.svg"))))
        QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
        self._load_translation()
        self.setStyle(QStyleFactory.create("Fusion"))
        self.setFont(interface_font())
        self.theme = Theme(self, mode)

    def _load_translation(self) -> None:
        translator = QTranslator(self)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if translator.load("qtbase_zh_CN", folder):
            self.installTranslator(translator)


def run_window(*, folder: Path, clock: Callable[[], datetime], program: str) -> int:
    """Open the window on a workspace folder and stay until it is closed; gives the exit code."""
    store = ViewStore(folder.parent / "window.json")
    mode = str(store.get("window").get("mode", "system"))
    application = Application(sys.argv[:1], mode=mode if mode in MODES else "system")
    window, shell = make_window(application, folder, clock, program, store)
    previous = sys.excepthook
    sys.excepthook = _hook(shell)
    window.show()
    tidying = Tidying(shell.background)
    tidying.start()
    code = application.exec()
    tidying.stop()
    gc.freeze()  # a search of everything that goes with the process anyway: half a second
    sys.excepthook = previous
    if shell.background.is_alive:  # its work did not answer: it is not waited for
        os._exit(code)
    return code


def make_window(
    application: Application,
    folder: Path,
    clock: Callable[[], datetime],
    program: str,
    store: ViewStore,
) -> tuple[MainWindow, Shell]:
    """The window over a workspace folder, not shown yet, with its services."""
    log = BugLog(folder.parent / "log", clock, program)
    doors = WorkspaceDoors(folder, clock, program)
    shell = Shell(Surroundings(doors, clock, log.write), application.theme, store)
    return MainWindow(shell), shell


def _hook(
    shell: Shell,
) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    """What happens to an error no one expected: logged, shown with its report."""

    def show(
        _kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        shell.show_error(error)

    return show
