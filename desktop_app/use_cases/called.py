"""The words of the regulation in force, for sentences about a stage as a whole."""

from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.outlines import current_outline
from desktop_app.values.stages import stage_title

PLAN = "annual_plan"
POOL = "reserve_pool"


def called(desk: Desk, stage: str) -> str:
    """What the regulation in force calls a stage: 储备库 or 项目库, 年度计划 or 实施清单."""
    with desk.workspace.read() as view:
        return stage_title(stage, current_outline(desk, view).tab_titles)
