"""How subjects of any kind are called in lists: code, name and unit, read off their tables."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Table, literal, select

from db import tables
from db.labels import SUBJECT_TABLES
from db.repositories.base import Access
from db.repositories.key_list import listed
from desktop_app.domain.standing import SubjectName

NAMED_BY = ("name", "title")
UNIT_BY = ("unit_id", "owner_unit_id")
NOTHING: ColumnElement[str] = literal("")


class SubjectNames:
    """Names by kind and key; a kind without a table has none."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def of(self, kind: str, keys: Iterable[int]) -> dict[int, SubjectName]:
        """The names of these subjects of one kind, by key."""
        if kind not in SUBJECT_TABLES:
            return {}
        source = tables.table(SUBJECT_TABLES[kind])
        joined, unit = _with_unit(source)
        code = source.c.get("code", NOTHING)
        statement = select(source.c.id, code, _first(source, NAMED_BY), unit)
        found = self._access.connection.execute(
            statement.select_from(joined).where(source.c.id.in_(listed(keys)))
        )
        return {key: SubjectName(code, name, unit) for key, code, name, unit in found}


def _with_unit(source: Table) -> tuple[FromClause, ColumnElement[Any]]:
    """The table with the unit of its rows, directly or through their project."""
    unit = tables.table("unit").alias("of_unit")
    own = next((source.c[name] for name in UNIT_BY if name in source.c), None)
    if own is not None:
        return source.outerjoin(unit, unit.c.id == own), unit.c.name
    if "project_id" not in source.c:
        return source, NOTHING
    project = tables.table("project").alias("of_project")
    joined = source.outerjoin(project, project.c.id == source.c.project_id)
    return joined.outerjoin(unit, unit.c.id == project.c.unit_id), unit.c.name


def _first(source: Table, names: Iterable[str]) -> ColumnElement[Any]:
    return next((source.c[name] for name in names if name in source.c), NOTHING)
