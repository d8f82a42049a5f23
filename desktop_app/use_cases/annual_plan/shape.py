"""What a kind of plan has, for the screens that offer only that."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PlanShape:
    """What a kind of plan has: its registers, a ranking, a way in beside it."""

    plan: str
    items: str
    opinions: str | None
    is_ranked: bool
    has_additions: bool
    review: str
    """What the offices' review of the items is called, 联审."""
    sheet: str = ""
    """The form that shows the opinions on one project; empty where the pack has none."""
