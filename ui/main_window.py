"""The window: top bar, tabs built when first opened, sample frame, keys that work everywhere."""

from collections.abc import Callable, Iterator, Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QMainWindow, QTabBar, QVBoxLayout, QWidget
from typing_extensions import override

from ui.drafts.bar import DraftsBar
from ui.front import Front
from ui.sample_frame import SampleFrame
from ui.shell import Shell
from ui.stage_page import StagePage
from ui.stages import STAGES, Stage
from ui.stages_in_order import REGIME_TABS
from ui.toast import Toast
from ui.top_bar import TopBar
from ui.undoing import Undoing
from ui.warming import Warming
from ui.widgets.basics import column, framed, name, scrolled
from ui.widgets.dialog import topic_in
from ui.widgets.reflow import CurrentStack
from ui.widgets.states import StateCover

TAB_KEYS = "1234567890-="
"""Keys that reach the tabs with Alt, in the order they lie on the keyboard."""
SIZE = (1366, 768)
SMALLEST = (640, 340)
"""A screen of 1366 × 768 at 200 % is not larger; what has no room then scrolls."""


class MainWindow(QMainWindow):
    """The one window of the program."""

    first_painted = Signal()

    def __init__(self, shell: Shell, stages: tuple[Stage, ...] = STAGES) -> None:
        super().__init__()
        self.shell = shell
        self._stages = stages
        self._pages: dict[str, StagePage] = {}
        self._is_painted = False
        self._target = ("", "")
        self._needs_headline = False
        """The top bar's words are read after the first page's data: those are waited for."""
        shell.window = self
        self.setWindowTitle("衡册")
        self.resize(*SIZE)
        self.setMinimumSize(*SMALLEST)
        self._build()
        self._connect()
        self._build_keys()

    # -- building

    def _build(self) -> None:
        self.top_bar = TopBar(self, self.shell.theme.mode)
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        name(self.tabs, "页签", "左右方向键切换")
        for stage in self._stages:
            self.tabs.addTab(stage.title)
        self._tab_line = framed(column(self.tabs), "tabbar", margin=0)
        self._stack = CurrentStack()
        self.drafts_bar = DraftsBar(self.shell)
        self._waiting = QWidget()
        self._waiting.setProperty("role", "page")
        self._stack.addWidget(self._waiting)
        self.cover = StateCover(self._waiting)
        self.sample = SampleFrame()
        inner = QVBoxLayout()
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self.top_bar)
        inner.addWidget(self._tab_line)
        inner.addWidget(self.drafts_bar)
        inner.addWidget(self._scrolling(self._stack), 1)
        self.sample.hold(inner)
        self.setCentralWidget(self.sample)
        self.toast = Toast(self)
        self.undoing = Undoing(self.shell)
        self.warming = Warming(self.shell)
        self.front = Front(self.shell, self.top_bar, self.sample)

    @staticmethod
    def _scrolling(content: QWidget) -> QWidget:
        area = scrolled(content)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        return area

    def _connect(self) -> None:
        shell, bar = self.shell, self.top_bar
        self.tabs.currentChanged.connect(self._show_tab)
        shell.desk_changed.connect(self._change_desk)
        shell.data_changed.connect(self._note_change)
        shell.stage_asked.connect(self.open_stage)
        shell.announced.connect(self.toast.say)
        bar.due_asked.connect(lambda: self.open_stage("home", "due"))
        bar.mode_chosen.connect(self._choose_mode)
        bar.help_asked.connect(self._help)
        bar.search.chosen.connect(lambda found: self.open_stage(found.stage, found.target))
        shell.theme.changed.connect(self.update)
        self.front.tabs_known.connect(self._offer_tabs)

    def _build_keys(self) -> None:
        for keys, act in (
            ("Ctrl+F", self._focus_search),
            ("F1", self._help),
            ("F5", lambda: self._note_change(frozenset())),
            ("Ctrl+Z", lambda: self.undoing.ask_next("undo")),
            ("Ctrl+Y", lambda: self.undoing.ask_next("redo")),
            ("Ctrl+PgDown", lambda: self._step_tab(1)),
            ("Ctrl+PgUp", lambda: self._step_tab(-1)),
        ):
            QShortcut(QKeySequence(keys), self, act)
        for place, figure in enumerate(TAB_KEYS[: len(self._stages)]):
            QShortcut(
                QKeySequence(f"Alt+{figure}"),
                self,
                lambda place=place: self._go_to_tab(place),
            )

    # -- start

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            self.first_painted.emit()
            QTimer.singleShot(0, self._start)

    def _start(self) -> None:
        """Open the workspace on the worker, after the window is on screen."""
        self.cover.show_loading("正在打开工作区…")
        doors = self.shell.surroundings.doors
        self.shell.background.run(
            lambda _task: doors.start(), self.shell.sit_down, on_error=self._fail_start, owner=self
        )

    def _fail_start(self, error: BaseException) -> bool:
        self._show_first_run()
        self.shell.show_error(error)
        return True

    def _change_desk(self) -> None:
        for page in self._pages.values():
            self._stack.removeWidget(page)
            page.deleteLater()
        self._pages = {}
        self.shell.drafts.forget_all()
        if not self.shell.has_desk:
            self._show_first_run()
            return
        self._tab_line.show()
        self.top_bar.search.setEnabled(True)
        self._needs_headline = True
        self._show_tab(self.tabs.currentIndex())

    def _show_first_run(self) -> None:
        from ui.first_run import FirstRunPage  # noqa: PLC0415 - few starts need it

        self._tab_line.hide()
        self.top_bar.show_nothing()
        self.top_bar.search.setEnabled(False)
        self.sample.show_frame(is_sample=False)
        page = FirstRunPage(self.shell)
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self.setProperty("help", "start")
        page.setFocus()

    # -- tabs

    @property
    def stage_id(self) -> str:
        """Id of the tab in view."""
        return self._stages[self.tabs.currentIndex()].id

    def page(self, stage_id: str) -> StagePage | None:
        """The page of a tab, None until it was opened."""
        return self._pages.get(stage_id)

    def open_stage(self, stage_id: str, target: str = "") -> None:
        """Go to a tab and show something there."""
        ids = [stage.id for stage in self._stages]
        if stage_id not in ids:
            return
        self._target = (stage_id, target)
        self.tabs.setTabVisible(ids.index(stage_id), True)  # noqa: FBT003 - Qt
        self.tabs.setCurrentIndex(ids.index(stage_id))
        self._show_target()

    def _show_target(self) -> None:
        stage_id, target = self._target
        page = self._pages.get(stage_id)
        if page is not None and target:
            self._target = ("", "")
            page.open_target(target)

    def _show_tab(self, place: int) -> None:
        if not self.shell.has_desk:
            return
        stage = self._stages[place]
        page = self._pages.get(stage.id)
        if page is None:
            self._stack.setCurrentWidget(self._waiting)
            self.cover.show_loading()
            self.shell.background.run(
                lambda _task: stage.prepare(), lambda _: self._load_page(stage), owner=self
            )
            return
        self._stack.setCurrentWidget(page)
        self.setProperty("help", page.help_topic)
        page.enter()
        if self._needs_headline:
            self._needs_headline = False
            self.front.read_headline()
            self.shell.settling.begin()
            self.shell.drafts.read()
            self.warming.begin(self._stages[1:])
        if self.focusWidget() is not self.tabs:
            page.setFocus()

    def _load_page(self, stage: Stage) -> None:
        self.shell.background.turns.follow(self._building(stage), self, f"page.{stage.id}")

    def _building(self, stage: Stage) -> Iterator[None]:
        """Load, build and show a page, a turn for each part: all at once would be felt."""
        module = stage.load()
        yield
        page = module.build(self.shell)
        yield
        yield from page.parts()
        if stage.id not in self._pages and self.shell.has_desk:
            self._pages[stage.id] = page
            self._stack.addWidget(page)
            yield
        if self.stage_id == stage.id and stage.id in self._pages:
            self._show_tab(self.tabs.currentIndex())
            self._show_target()

    def _note_change(self, kinds: frozenset[str]) -> None:
        for page in self._pages.values():
            page.note_change(kinds)

    def _offer_tabs(self, used: frozenset[str], titles: Mapping[str, str]) -> None:
        """Leave out the tabs of stages no regime kept here uses, unless one is in view."""
        for place, stage in enumerate(self._stages):
            self.tabs.setTabText(place, titles.get(stage.id, stage.title))
            is_used = not used or stage.id not in REGIME_TABS or stage.id in used
            self.tabs.setTabVisible(place, is_used or stage.id == self.stage_id)

    def _go_to_tab(self, place: int) -> None:
        if self.tabs.isTabVisible(place):
            self.tabs.setCurrentIndex(place)

    def _step_tab(self, step: int) -> None:
        shown = [place for place in range(self.tabs.count()) if self.tabs.isTabVisible(place)]
        now = shown.index(self.tabs.currentIndex())
        self.tabs.setCurrentIndex(shown[(now + step) % len(shown)])

    # -- keys

    def _focus_search(self) -> None:
        self.top_bar.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.top_bar.search.selectAll()

    def _help(self) -> None:
        self.shell.show_help(topic_in(self))

    def _choose_mode(self, mode: str) -> None:
        self.shell.theme.choose(mode)
        self.shell.store.put("window", {"mode": mode})

    def _farewell(self) -> Callable[[], None]:
        """The last thing the worker does."""
        close = self.shell.surroundings.doors.close
        if not self.shell.has_desk:
            return close
        desk, keep = self.shell.desk, self.shell.drafts.last_words()

        def leave() -> None:
            try:
                keep(desk)
            finally:
                close()

        return leave

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop the work under way, keep what is typed, close the workspace, then the window."""
        self.shell.store.flush()
        self.shell.background.shutdown(self._farewell())
        super().closeEvent(event)
