"""法规: the packs, the article map, the values of the law, the office's settings and readings."""

from collections.abc import Iterator

from typing_extensions import override

from ui.pane_page import PanePage
from ui.shell import COMPARED, Shell
from ui.stage_page import StagePage
from ui.stages.regulations.articles import ArticlesPane
from ui.stages.regulations.packs import PacksPane
from ui.stages.regulations.readings import ReadingsPane
from ui.stages.regulations.settings import SettingsPane
from ui.stages.regulations.values import ValuesPane


class RegulationsPage(PanePage):
    """One pane per question a clerk has about the rules."""

    help_topic = "regulations"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, "法规")

    @override
    def parts(self) -> Iterator[None]:
        self.articles = self.add("条文对照", ArticlesPane(self.shell))
        yield
        self.values = self.add("法定参数", ValuesPane(self.shell))
        yield
        self.settings = self.add("本办设定", SettingsPane(self.shell), "settings")
        yield
        self.readings = self.add("条文口径", ReadingsPane(self.shell), "settings")
        yield
        self.packs = self.add("规则包", PacksPane(self.shell), "packs")

    @override
    def open_target(self, target: str) -> None:
        """Show the article of a clause, or a project under several packs."""
        if target.startswith(COMPARED):
            self.tabs.setCurrentWidget(self.packs)
            self.packs.open_compare(target.removeprefix(COMPARED))
            return
        self.tabs.setCurrentIndex(0)
        self.articles.find_clause(target)


def build(shell: Shell) -> StagePage:
    """Make the page."""
    return RegulationsPage(shell)
