"""One folder per tab; `STAGES` lists them in order."""

from dataclasses import dataclass
from typing import Protocol, cast

from ui.loading import load
from ui.shell import Shell
from ui.stage_page import StagePage


@dataclass(frozen=True)
class Stage:
    """One tab: stable id, title and the module that builds its page."""

    id: str
    title: str
    module: str

    def load(self) -> "PageModule":
        """Import the page's module; brings the use cases with it, so never before first paint."""
        return cast("PageModule", load(self.module))


class PageModule(Protocol):
    """What a page module offers."""

    def build(self, shell: Shell) -> StagePage:
        """Make the page."""


STAGES = (
    Stage("home", "工作台", "ui.stages.home.page"),
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
