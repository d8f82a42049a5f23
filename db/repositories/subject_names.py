"""How subjects of any kind are called in lists: code, name and unit, read off their tables."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Table, func, literal, select

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
        joined, unit, project = with_owners(source)
        code = source.c.get("code", project.c.code if project is not None else NOTHING)
        named = project.c.name if project is not None else NOTHING
        statement = select(source.c.id, code, first_column(source), unit, named)
        found = self._access.connection.execute(
            statement.select_from(joined).where(source.c.id.in_(listed(keys)))
        )
        return {
            key: SubjectName(code or "", f"{name}（{of}）" if of else name, unit or "")
            for key, code, name, unit, of in found
        }


def with_owners(source: Table) -> tuple[FromClause, ColumnElement[Any], FromClause | None]:
    """The table with the unit of its rows, directly or through their project, and the project."""
    if "unit_name" in source.c:
        return source, source.c.unit_name, None
    unit = tables.table("unit").alias("of_unit")
    own = next((source.c[name] for name in UNIT_BY if name in source.c), None)
    if "project_id" not in source.c or "code" in source.c:
        if own is None:
            return source, NOTHING, None
        return source.outerjoin(unit, unit.c.id == own), unit.c.name, None
    project = tables.table("project").alias("of_project")
    joined = source.outerjoin(project, project.c.id == source.c.project_id)
    key = project.c.unit_id if own is None else func.coalesce(own, project.c.unit_id)
    return joined.outerjoin(unit, unit.c.id == key), unit.c.name, project


def first_column(source: Table) -> ColumnElement[Any]:
    """The column that holds the name of a row, however the table calls it."""
    return next((source.c[name] for name in NAMED_BY if name in source.c), NOTHING)
