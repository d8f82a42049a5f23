"""One project in a plan: what was asked, what was decided, where it stands in the order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from desktop_app.domain.register import RegisterEntry
from desktop_app.rules.plans import DECISIONS, LISTED
from desktop_app.rules.verdict import JsonValue
from desktop_app.values.ids import EntryId, ProjectId
from desktop_app.values.money import Fen

OPEN = "none"
"""The decision of an item nobody has decided on."""


@dataclass(frozen=True)
class PlanItem:
    """One item of a plan as its row says it; amounts in 分, None where not stated."""

    id: EntryId
    project_id: ProjectId
    name: str
    asked_fen: Fen | None = None
    planned_fen: Fen | None = None
    decision: str = OPEN
    reason: str = ""
    origin: str = "new"
    order: int | None = None
    """Its place on the agenda."""
    rank: int | None = None
    """Its place by score when the ranking was last taken; equal scores share a place."""
    score: Decimal | None = None
    score_basis: str = ""
    order_reason: str = ""
    """Why a clerk put it where it stands; empty where the ranking did."""

    @property
    def is_decided(self) -> bool:
        """Whether somebody has decided on it."""
        return self.decision in DECISIONS

    @property
    def is_listed(self) -> bool:
        """Whether it takes money."""
        return self.decision in LISTED

    @property
    def listed_fen(self) -> Fen:
        """The money it takes."""
        return (self.planned_fen or Fen(0)) if self.is_listed else Fen(0)


def item_of(entry: RegisterEntry) -> PlanItem:
    """The item a row holds; a row without a project is none and a bug to ask for."""
    if entry.project_id is None:
        raise LookupError(f"plan item {entry.id} names no project")
    cells = entry.cells
    return PlanItem(
        id=entry.id,
        project_id=entry.project_id,
        name=_text(cells.get("project_name")) or entry.name,
        asked_fen=_fen(cells.get("asked")),
        planned_fen=_fen(cells.get("planned_amount")),
        decision=_text(cells.get("decision")) or OPEN,
        reason=_text(cells.get("reason")),
        origin=_text(cells.get("origin")) or "new",
        order=_whole(cells.get("order")),
        rank=_whole(cells.get("rank")),
        score=_decimal(cells.get("score")),
        score_basis=_text(cells.get("score_basis")),
        order_reason=_text(cells.get("order_reason")),
    )


def in_order(items: Iterable[PlanItem]) -> tuple[PlanItem, ...]:
    """Items as on the agenda: those without a place last, in the order they came in."""
    return tuple(sorted(items, key=lambda item: (item.order is None, item.order or 0, item.id)))


def total(amounts: Iterable[Fen | None]) -> Fen:
    """The sum of the amounts that are stated."""
    return Fen(sum(each for each in amounts if each is not None))


@dataclass(frozen=True)
class Sums:
    """What a plan adds up to, in 分."""

    items: int
    asked_fen: Fen
    planned_fen: Fen
    """Of the items that are listed."""
    cut_fen: Fen
    """Taken off the items listed at a lower amount."""
    deferred_fen: Fen
    """Asked for by the items put off or refused."""
    open_fen: Fen
    """Asked for by the items nobody has decided on."""
    by_decision: dict[str, int]
    """Number of items by decision."""


def sums_of(items: Sequence[PlanItem]) -> Sums:
    """The sums of some items: asked = planned + cut + deferred + open."""
    counts: dict[str, int] = {}
    for item in items:
        counts[item.decision] = counts.get(item.decision, 0) + 1
    listed = [item for item in items if item.is_listed]
    return Sums(
        items=len(items),
        asked_fen=total(item.asked_fen for item in items),
        planned_fen=total(item.planned_fen for item in listed),
        cut_fen=Fen(
            total(item.asked_fen for item in listed) - total(i.planned_fen for i in listed)
        ),
        deferred_fen=total(i.asked_fen for i in items if i.is_decided and not i.is_listed),
        open_fen=total(item.asked_fen for item in items if not item.is_decided),
        by_decision=counts,
    )


def _fen(value: JsonValue) -> Fen | None:
    return Fen(value) if isinstance(value, int) and not isinstance(value, bool) else None


def _whole(value: JsonValue) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _text(value: JsonValue) -> str:
    return value if isinstance(value, str) else ""


def _decimal(value: JsonValue) -> Decimal | None:
    return Decimal(str(value)) if isinstance(value, str | int) and value != "" else None
