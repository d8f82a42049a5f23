"""The stages a project goes through, with the words of their tabs; light enough for any screen."""

STAGE_TITLES = {
    "reserve_pool": "储备库",
    "annual_plan": "年度计划",
    "approval": "审批",
    "construction": "建设",
    "acceptance": "验收",
    "evaluation": "绩效运维",
}
REGIME_TABS = frozenset({*STAGE_TITLES, "oversight"})
"""Tabs a regime may do without; the others belong to every workspace.

Campaigns are of no regime: the first one is begun in their tab, which takes their pack in.
"""
TAB_TITLES = {
    **STAGE_TITLES, "oversight": "监督", "vouchers": "消费券", "base_data": "基础数据",
    "regulations": "法规",
}  # fmt: skip
