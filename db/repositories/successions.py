"""Turns in the lives of units and projects, found from either side."""

from sqlalchemy import or_

from db.repositories.base import Access, Repository, Shape
from desktop_app.domain.succession import UNIT_MERGED, Succession


class Successions(Repository[Succession]):
    """Mergers, splits, hand-overs and moves to another pack."""

    def __init__(self, access: Access) -> None:
        super().__init__(access, Shape("succession", Succession))

    def of_project(self, project_id: int) -> tuple[Succession, ...]:
        """Every turn a project had a part in, the oldest first."""
        column = self._table.c
        return self._select(
            or_(column.project_id == project_id, column.to_project_id == project_id)
        )

    def of_unit(self, unit_id: int) -> tuple[Succession, ...]:
        """Every merger a unit had a part in, the oldest first."""
        column = self._table.c
        is_its_own = or_(column.unit_id == unit_id, column.to_unit_id == unit_id)
        return self._select(is_its_own, column.kind == UNIT_MERGED)

    def merged_units(self) -> dict[int, int]:
        """By the key of every unit that was merged, the unit it went into."""
        return {
            int(each.unit_id): int(each.to_unit_id)
            for each in self.where(kind=UNIT_MERGED)
            if each.unit_id is not None and each.to_unit_id is not None
        }
