"""How plans, items and projects read in what `plan` prints and in its JSON."""

from desktop_app.domain.plans.item import PlanItem
from desktop_app.use_cases.annual_plan.views import PlanRow, ProjectWords
from desktop_app.values.money import Fen, wan_text


def wan(fen: Fen | None) -> str:
    """An amount in 万元, empty where there is none."""
    return "" if fen is None else wan_text(fen)


def decided(label: str, item: PlanItem | None) -> str:
    """A decision with its amount; empty where the item was not there."""
    return f"{label} {wan(item.planned_fen)}".strip() if item else ""


def plan_data(row: PlanRow) -> dict[str, object]:
    """A plan with its sums in 分."""
    sums = row.sums
    return {
        "id": row.id,
        "year": row.year,
        "edition": row.edition,
        "title": row.title,
        "state": row.state,
        "frozen": row.is_frozen,
        "ceiling_fen": row.ceiling_fen,
        "items": sums.items,
        "asked_fen": sums.asked_fen,
        "planned_fen": sums.planned_fen,
        "cut_fen": sums.cut_fen,
        "deferred_fen": sums.deferred_fen,
        "open_fen": sums.open_fen,
    }


def project_data(words: ProjectWords) -> dict[str, object]:
    """What identifies a project."""
    return {
        "code": words.code,
        "name": words.name,
        "unit": words.unit,
        "state": words.state_label,
    }


def item_data(item: PlanItem) -> dict[str, object]:
    """An item with amounts in 分."""
    return {
        "item": item.id,
        "order": item.order,
        "rank": item.rank,
        "score": item.score,
        "origin": item.origin,
        "asked_fen": item.asked_fen,
        "planned_fen": item.planned_fen,
        "decision": item.decision,
        "reason": item.reason,
        "order_reason": item.order_reason,
    }
