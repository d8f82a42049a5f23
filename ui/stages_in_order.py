"""The stages a project goes through, and the tabs a regime may do without; light for any screen."""

PROJECT_STAGES = (
    "reserve_pool", "annual_plan", "approval", "construction", "acceptance", "evaluation",
)  # fmt: skip
REGIME_TABS = frozenset({*PROJECT_STAGES, "oversight"})
"""Tabs a regime may do without; the others belong to every workspace.

Campaigns are of no regime: the first one is begun in their tab, which takes their pack in.
"""
