"""What one edition of a plan changes against another, project by project."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from desktop_app.domain.plans.item import PlanItem
from desktop_app.values.money import Fen

Kind = Literal["added", "removed", "changed"]
KINDS: dict[Kind, str] = {"added": "新增", "removed": "删去", "changed": "调整"}


@dataclass(frozen=True)
class ItemChange:
    """One project that stands otherwise in the new edition."""

    kind: Kind
    before: PlanItem | None
    after: PlanItem | None

    @property
    def item(self) -> PlanItem:
        """The item as it is now, or as it was where it is no more."""
        found = self.after or self.before
        if found is None:
            raise LookupError("a change of nothing")
        return found

    @property
    def reason(self) -> str:
        """Why, as the new edition says."""
        return self.after.reason if self.after else ""

    @property
    def moved_fen(self) -> Fen:
        """How much more money the project takes than before."""
        now = self.after.listed_fen if self.after else Fen(0)
        was = self.before.listed_fen if self.before else Fen(0)
        return Fen(now - was)


def changes(old: Iterable[PlanItem], new: Sequence[PlanItem]) -> tuple[ItemChange, ...]:
    """Every project added, removed or decided otherwise; the new agenda first, then those gone."""
    before = {item.project_id: item for item in old}
    found: list[ItemChange] = []
    for item in new:
        was = before.pop(item.project_id, None)
        if was is None:
            found.append(ItemChange("added", None, item))
        elif _decided(was) != _decided(item):
            found.append(ItemChange("changed", was, item))
    return (*found, *(ItemChange("removed", item, None) for item in before.values()))


def _decided(item: PlanItem) -> tuple[object, ...]:
    return item.asked_fen, item.planned_fen, item.decision
