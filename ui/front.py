"""Keeps the top bar and the sample frame up to date, and runs the search; through use cases."""

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import QObject, Signal

from ui.error_dialog import Question
from ui.sample_frame import SampleFrame
from ui.search_box import Found
from ui.shell import Shell
from ui.top_bar import Headline, TopBar

if TYPE_CHECKING:
    from desktop_app.use_cases.desk import Desk


class FrontModule(Protocol):
    """What `ui.front_work` offers; it brings the use cases with it, so it is imported late."""

    def headline(self, desk: "Desk") -> Headline:
        """What the top bar says."""

    def search(self, desk: "Desk", words: str) -> tuple[Found, ...]:
        """What the words find."""

    def choose_operator(self, desk: "Desk", person: str) -> None:
        """Sit down under another name."""


def _work() -> FrontModule:
    """Import the module on the worker, where it may take its time."""
    return cast("FrontModule", import_module("ui.front_work"))


class Front(QObject):
    """Connects top bar and sample frame with the open workspace."""

    tabs_known = Signal(object, object)
    """The stage tabs in use, empty for all, and what the regime calls some of them."""

    def __init__(self, shell: Shell, bar: TopBar, frame: SampleFrame) -> None:
        super().__init__(bar)
        self._shell = shell
        self._bar = bar
        self._frame = frame
        self._said = ""
        """The notice told already: it is told once."""
        bar.search.asked.connect(self._search)
        bar.operator_chosen.connect(self._choose_operator)
        frame.leave_asked.connect(self._leave_sample)
        frame.delete_asked.connect(self._ask_delete)
        shell.data_changed.connect(lambda _kinds: self.read_headline())

    def read_headline(self) -> None:
        """Read the top bar's words again."""
        if self._shell.has_desk:
            self._shell.run(
                lambda desk, _task: _work().headline(desk),
                self._show_headline,
                owner=self,
                key="headline",
            )

    def _show_headline(self, headline: Headline) -> None:
        self._bar.show_headline(headline)
        self._frame.show_frame(is_sample=headline.is_sample)
        self._shell.tab_titles = headline.tab_titles
        self.tabs_known.emit(headline.tabs, headline.tab_titles)
        if headline.notice != self._said and headline.notice and not headline.is_sample:
            self._shell.say(headline.notice)
        self._said = headline.notice

    def _search(self, words: str) -> None:
        self._shell.run(
            lambda desk, _task: _work().search(desk, words),
            lambda found: self._bar.search.show_results(words, found),
            owner=self,
            key="search",
        )

    def _choose_operator(self, person: str) -> None:
        self._shell.run(
            lambda desk, _task: _work().choose_operator(desk, person),
            lambda _: self.read_headline(),
            owner=self,
        )

    def _leave_sample(self) -> None:
        doors = self._shell.surroundings.doors
        self._shell.background.run(
            lambda _task: doors.leave_sample(), self._shell.sit_down, owner=self
        )

    def _ask_delete(self) -> None:
        question = Question(
            "删除示例数据",
            "示例工作区连同其中的文件全部删除，不留痕迹。正式数据不受影响。",
            "删除示例",
            "不删除",
            is_dangerous=True,
        )
        self._shell.ask(question, self._delete_sample)

    def _delete_sample(self) -> None:
        doors = self._shell.surroundings.doors
        self._shell.background.run(
            lambda _task: doors.delete_sample(), self._shell.sit_down, owner=self
        )
