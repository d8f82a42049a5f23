"""年度计划: the plans, the long plans, the projects of the stage, the registers behind them."""

from functools import partial

from typing_extensions import override

from desktop_app.domain.project import AmountKind
from desktop_app.use_cases.annual_plan.regime_plans import PlanningRegisters
from desktop_app.use_cases.registers.heads import RegisterHead
from ui.shell import Shell
from ui.stage_page import StagePage
from ui.stage_tab import StageTab
from ui.stages.annual_plan import work
from ui.stages.annual_plan.pane import PlanPane
from ui.stages.annual_plan.planning_pane import PlanningPane
from ui.stages.annual_plan.work import Shape

STAGE, TITLE = "annual_plan", "年度计划"
SHOWN = (AmountKind.PLANNED, AmountKind.DECLARED)


class AnnualPlanTab(StageTab):
    """A regime without plans has the projects and registers alone."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, STAGE, TITLE, SHOWN)
        self.plan: PlanPane | None = None
        self.plannings: dict[str, PlanningPane] = {}
        self._shape: Shape | None = None
        self._waiting: tuple[str, int] | None = None
        self._was_sent = False
        """Something was asked for: the plan does not come in front of it."""

    @override
    def reload(self) -> None:
        if self._shape is not None:
            super().reload()
            return
        self.shell.run(
            lambda desk, _task: work.read_shape(desk),
            self._take_shape,
            owner=self,
            key="plan.shape",
        )

    def _take_shape(self, shape: Shape) -> None:
        """Put what the regime has in front, each in a turn of its own; the registers follow."""
        kinds = reversed(shape.plans.plannings)
        plannings = (partial(self._add_planning, registers, shape) for registers in kinds)
        plan = (self._add_plan,) if shape.plans.plans else ()
        turns = self.shell.background.turns
        turns.run([*plannings, *plan, partial(self._shaped, shape)], self, "shape")

    def _add_planning(self, registers: PlanningRegisters, shape: Shape) -> None:
        wanted = (registers.plans, registers.departments)
        heads = tuple(head for head in shape.registers if head.id in wanted)
        if any(head.id in self.plannings for head in heads):
            return
        pane = PlanningPane(self.shell, registers, heads)
        self.plannings |= dict.fromkeys((head.id for head in heads), pane)
        self.tabs.insertTab(0, pane, registers.title)

    def _add_plan(self) -> None:
        if self.plan is None:
            self.plan = PlanPane(self.shell)
            self.tabs.insertTab(0, self.plan, "计划")

    def _shaped(self, shape: Shape) -> None:
        """Everything in front is there."""
        self._shape = shape
        if not self._was_sent:
            self.tabs.setCurrentIndex(0)
        super().reload()
        if self._waiting is not None:
            self.open_entry(*self._waiting)

    @override
    def open_target(self, target: str) -> None:
        self._was_sent = True
        super().open_target(target)

    @override
    def shows_register(self, head: RegisterHead) -> bool:
        plans = self._shape.plans.plans if self._shape else ()
        return head.id not in self.plannings and head.id not in plans

    @override
    def open_entry(self, register: str, key: int) -> None:
        if self._shape is None:
            self._waiting = (register, key)
            return
        self._waiting = None
        if register in self.plannings:
            self.tabs.setCurrentWidget(self.plannings[register])
            self.plannings[register].show_entry(register, key)
        elif self.plan is not None and register in self._shape.plans.plans:
            self.tabs.setCurrentWidget(self.plan)
            self.plan.show_key(key)
        else:
            super().open_entry(register, key)


def build(shell: Shell) -> StagePage:
    """Make the page."""
    return AnnualPlanTab(shell)
