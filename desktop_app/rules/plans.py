"""What the registers of a plan must hold so that the program can rank, review and compare them."""

from collections.abc import Iterable, Mapping

from desktop_app.rules.schema.plans import PlanKind

PLAN_COLUMNS: Mapping[str, str] = {
    "title": "text", "year": "integer", "edition": "integer", "ceiling": "money",
}  # fmt: skip
ITEM_COLUMNS: Mapping[str, str] = {
    "order": "integer", "project_name": "text", "origin": "choice", "asked": "money",
    "planned_amount": "money", "decision": "choice", "reason": "text", "score": "number",
    "score_basis": "text", "rank": "integer", "order_reason": "text",
}  # fmt: skip
OPINION_COLUMNS: Mapping[str, str] = {
    "office": "choice", "opinion": "choice", "amount": "money", "comment": "text",
    "signer": "text", "signed_on": "date",
}  # fmt: skip
PLANNING_COLUMNS: Mapping[str, str] = {
    "title": "text", "from_year": "integer", "to_year": "integer", "edition": "integer",
}  # fmt: skip
DEPARTMENT_COLUMNS: Mapping[str, str] = {
    "title": "text", "received_on": "date", "alignment": "choice",
}  # fmt: skip
"""Columns by id with their type; a register may have more."""
FULL = 100
"""Points of the best answer to a criterion; the worst has none."""
DECISIONS: tuple[str, ...] = ("included", "cut", "deferred", "excluded")
"""Decisions on an item by id: whole, at a lower amount, put off, refused; any other is open."""
LISTED = frozenset({"included", "cut"})
"""Decisions that take money."""
ORIGINS: tuple[str, ...] = ("new", "deferred", "carried", "kept")
"""Where an item comes from: asked anew, put off last year, unfinished last year, already issued."""
ANSWERS: Mapping[str, str] = {"city_result": "city_note", "province_result": "province_note"}
"""Columns that hold what the offices above said of an item, each with the column of its words."""
OPINIONS: tuple[str, ...] = ("agreed", "adjusted", "refused")
"""Opinions of an office on an item, by id."""


def plan_kind(plans: Iterable[PlanKind], register: str) -> PlanKind | None:
    """The kind of plan whose editions are the rows of a register; None if there is none."""
    return next((plan for plan in plans if plan.register_ == register), None)
