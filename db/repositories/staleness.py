"""What has to be worked out again, and for when the kept results hold."""

from collections.abc import Iterable, Mapping

from sqlalchemy import func, literal, select
from sqlalchemy.dialects.sqlite import Insert, insert

from db import tables
from db.labels import SUBJECT_TABLES
from db.repositories.base import Access
from db.repositories.kept_rows import (
    count_rows,
    keys_by_kind,
    put_rows,
    remove_rows,
    subject_columns,
)
from db.repositories.key_list import listed
from desktop_app.domain.record import Subject


class StaleSubjects:
    """The subjects whose standing must be worked out again."""

    def __init__(self, access: Access) -> None:
        self._access = access
        self._table = tables.table("stale_subject")

    def count(self) -> int:
        """How many are waiting."""
        return count_rows(self._access, self._table)

    def touched(self) -> tuple[Subject, ...]:
        """Those whose own records changed, so that others may depend on it."""
        column = self._table.c
        statement = select(column.subject_kind, column.subject_id).where(column.is_touched)
        ordered = statement.order_by(column.subject_kind, column.subject_id)
        found = self._access.connection.execute(ordered)
        return tuple(Subject(kind, key) for kind, key in found)

    def next(self, most: int) -> tuple[Subject, ...]:
        """So many of those waiting; applications of one family of units follow each other."""
        column, project, unit = self._table.c, tables.table("project"), tables.table("unit")
        is_project = (column.subject_kind == "project") & (project.c.id == column.subject_id)
        statement = (
            select(column.subject_kind, column.subject_id)
            .outerjoin_from(self._table, project, is_project)
            .outerjoin(unit, unit.c.id == project.c.unit_id)
            .order_by(
                column.subject_kind, func.coalesce(unit.c.superior_id, unit.c.id), column.subject_id
            )
            .limit(most)
        )
        found = self._access.connection.execute(statement)
        return tuple(Subject(kind, key) for kind, key in found)

    def mark(self, subjects: Iterable[Subject]) -> None:
        """Notes subjects; one noted as touched stays so."""
        rows = [{**subject_columns(each), "is_touched": False} for each in dict.fromkeys(subjects)]
        if rows:
            statement = insert(self._table).on_conflict_do_nothing()
            _ = self._access.writer
            self._access.connection.execute(statement, rows)

    def touch_all(self, kind: str) -> None:
        """Notes every subject of a kind as touched."""
        _ = self._access.writer
        statement = self._all_of(kind, is_touched=True)
        touched = statement.on_conflict_do_update(
            index_elements=["subject_kind", "subject_id"], set_={"is_touched": True}
        )
        self._access.connection.execute(touched)

    def mark_all(self, kind: str) -> None:
        """Notes every subject of a kind."""
        _ = self._access.writer
        self._access.connection.execute(
            self._all_of(kind, is_touched=False).on_conflict_do_nothing()
        )

    def _all_of(self, kind: str, *, is_touched: bool) -> Insert:
        source = tables.table(SUBJECT_TABLES[kind])
        rows = select(literal(kind), source.c.id, literal(is_touched)).where(literal(value=True))
        names = ["subject_kind", "subject_id", "is_touched"]
        return insert(self._table).from_select(names, rows)

    def settle(self, subjects: Iterable[Subject]) -> None:
        """What depends on these touched ones has been noted: they wait like any other now."""
        _ = self._access.writer
        column = self._table.c
        for kind, keys in keys_by_kind(subjects):
            own = (column.subject_kind == kind) & column.subject_id.in_(listed(keys))
            statement = self._table.update().where(own).values(is_touched=False)
            self._access.connection.execute(statement)

    def remove(self, subjects: Iterable[Subject]) -> None:
        """Takes those that have been worked out off the list."""
        remove_rows(self._access, self._table, subjects)


class WorkedOut:
    """For which day, program and settings the kept results hold."""

    def __init__(self, access: Access) -> None:
        self._access = access
        self._table = tables.table("worked_out")

    def all(self) -> dict[str, str]:
        """The values by name."""
        statement = select(self._table.c.name, self._table.c.value)
        return dict(self._access.connection.execute(statement).all())

    def put(self, values: Mapping[str, str]) -> None:
        """Keeps values in place of the older ones."""
        rows = [{"name": name, "value": value} for name, value in values.items()]
        put_rows(self._access, self._table, ("name",), rows)
