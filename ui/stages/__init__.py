"""One folder per tab; `STAGES` lists them in order."""

from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast

from ui.shell import Shell
from ui.stage_page import StagePage

CASES = (
    "desktop_app.use_cases.standing.refresh",
    "desktop_app.use_cases.papers.issue",
    "desktop_app.use_cases.imports.preview",
    "desktop_app.use_cases.imports.returns",
    "desktop_app.use_cases.handouts",
    "desktop_app.use_cases.grouped_lists",
    "desktop_app.use_cases.going_live.repinning",
)
"""What the pages of most tabs rest on; without Qt, so that the worker can load it."""


@dataclass(frozen=True)
class Stage:
    """One tab: stable id, title and the module that builds its page."""

    id: str
    title: str
    module: str
    cases: tuple[str, ...] = CASES

    def prepare(self) -> None:
        """On the worker, never before first paint: import what the page rests on."""
        for each in self.cases:
            import_module(each)

    def load(self) -> "PageModule":
        """Import the page's module, in the window's own thread.

        PySide makes a class for every widget: on another thread, while the window is painted,
        that crashes.
        """
        return cast("PageModule", import_module(self.module))


class PageModule(Protocol):
    """What a page module offers."""

    def build(self, shell: Shell) -> StagePage:
        """Make the page."""


STAGES = (
    Stage("home", "工作台", "ui.stages.home.page", ("desktop_app.use_cases.home",)),
    Stage("reserve_pool", "储备库", "ui.stages.reserve_pool.page"),
    Stage("annual_plan", "年度计划", "ui.stages.annual_plan.page"),
    Stage("approval", "审批", "ui.stages.approval.page"),
    Stage("construction", "建设", "ui.stages.construction.page"),
    Stage("acceptance", "验收", "ui.stages.acceptance.page"),
    Stage("evaluation", "绩效运维", "ui.stages.evaluation.page"),
    Stage("oversight", "监督", "ui.stages.oversight.page"),
    Stage("vouchers", "消费券", "ui.stages.vouchers.page"),
    Stage("regulations", "法规", "ui.stages.regulations.page"),
    Stage("base_data", "基础数据", "ui.stages.base_data.page"),
    Stage("system", "系统", "ui.stages.system.page"),
)
