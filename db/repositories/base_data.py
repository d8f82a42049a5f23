"""Units with their former names, experts, existing systems, catalogue items, needs, operators."""

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import select

from db import tables
from db.repositories.base import Access, Repository, Shape
from desktop_app.domain.base_data import CatalogueItem, ExistingSystem, Expert, Unit
from desktop_app.domain.office import Operator
from desktop_app.domain.project import Need
from desktop_app.values.ids import UnitId


class Units(Repository[Unit]):
    """Units; a rename keeps the old name with the last day it was valid."""

    def __init__(self, access: Access) -> None:
        shape = Shape("unit", Unit, {"aliases": tuple}, names_pinyin_of="name")
        super().__init__(access, shape)
        self._names = tables.table("unit_name")

    def rename(self, unit_id: int, name: str, *, last_day_of_old: date) -> Unit:
        """Gives the unit a new name; papers of earlier days can still be printed with the old."""
        old = self.get(unit_id)
        if old.name == name:
            return old
        former = {"unit_id": unit_id, "name": old.name, "valid_until": last_day_of_old}
        self._access.writer.insert(self._names, former)
        return self.change(unit_id, name=name)

    def name_on(self, unit_id: int, on: date) -> str:
        """The unit's name as it was on that day."""
        former = (
            select(self._names.c.name)
            .where(self._names.c.unit_id == unit_id, self._names.c.valid_until >= on)
            .order_by(self._names.c.valid_until)
            .limit(1)
        )
        found: str | None = self._access.connection.execute(former).scalar()
        return self.get(unit_id).name if found is None else found

    def former_names(self) -> tuple[tuple[UnitId, str, date], ...]:
        """Every former name of every unit with the last day it was valid, the oldest first."""
        column = self._names.c
        statement = select(column.unit_id, column.name, column.valid_until).order_by(column.id)
        found = self._access.connection.execute(statement)
        return tuple((UnitId(key), name, until) for key, name, until in found)

    def family(self, unit_id: int) -> frozenset[UnitId]:
        """The unit, its superior and all units under the topmost of them."""
        superiors = {unit.id: unit.superior_id for unit in self.all()}
        top = _topmost(UnitId(unit_id), superiors.get)
        return frozenset(each for each in superiors if _topmost(each, superiors.get) == top)


class Experts(Repository[Expert]):
    """Experts."""

    def __init__(self, access: Access) -> None:
        super().__init__(access, Shape("expert", Expert, names_pinyin_of="name"))


class Systems(Repository[ExistingSystem]):
    """Existing systems."""

    def __init__(self, access: Access) -> None:
        super().__init__(access, Shape("existing_system", ExistingSystem, names_pinyin_of="name"))


class Catalogue(Repository[CatalogueItem]):
    """Items of the data-resource catalogue."""

    def __init__(self, access: Access) -> None:
        super().__init__(access, Shape("catalogue_item", CatalogueItem))


class Needs(Repository[Need]):
    """Townships' needs."""

    def __init__(self, access: Access) -> None:
        super().__init__(access, Shape("need", Need, names_pinyin_of="title"))


class Operators(Repository[Operator]):
    """People who work at this desk."""

    def __init__(self, access: Access) -> None:
        super().__init__(access, Shape("operator", Operator))

    def named(self, name: str) -> Operator | None:
        """The operator of that name, None if there is none."""
        return self.first(name=name)


def _topmost(unit_id: UnitId, superior_of: Callable[[UnitId], Any]) -> UnitId:
    """The unit at the top; a circle of superiors ends where it began."""
    seen = [unit_id]
    while (above := superior_of(seen[-1])) is not None and above not in seen:
        seen.append(above)
    return seen[-1]
