"""What the stages of the work are called, where a regulation has no words of its own."""

from collections.abc import Mapping

STAGE_TITLES: dict[str, str] = {
    "general": "总则", "reserve_pool": "储备库", "annual_plan": "年度计划", "approval": "审批",
    "construction": "建设", "acceptance": "验收", "evaluation": "绩效运维", "oversight": "监督",
    "vouchers": "消费券", "home": "工作台", "base_data": "基础数据", "regulations": "法规",
    "system": "系统",
}  # fmt: skip
"""What the stages are called, in the order of the work."""


def stage_title(stage: str, own: Mapping[str, str]) -> str:
    """The regulation's own word for a stage, else the usual one; empty for no stage."""
    return own.get(stage) or STAGE_TITLES.get(stage, "")
