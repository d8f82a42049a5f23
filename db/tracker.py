"""The one path every write goes through: it does the write and remembers row, old and new."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table, bindparam, text

from db import tables
from db.raw_rows import RawRow, change_raw, read_range, read_row, read_rows, row_digest, write_raw

MOST_ROWS = 1_000
"""Rows of one entry of the log at most."""
FEW_ROWS = 50
"""Up to so many rows added at once the log keeps their values; more stand for themselves."""


@dataclass(frozen=True)
class RowChange:
    """One row before and after; None where it did not exist."""

    row_id: int
    before: RawRow | None
    after: RawRow | None

    @property
    def digests(self) -> tuple[str | None, str | None]:
        """Digest before and after."""
        return _digest(self.before), _digest(self.after)


@dataclass(frozen=True)
class Run:
    """Changed rows of one table in the order they were written."""

    table: Table
    rows: tuple[RowChange, ...]
    has_values: bool = True
    """False where many rows were added at once: their values are in the rows themselves."""


class Tracker:
    """Writes rows of one transaction and keeps what the log must say about them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.runs: list[Run] = []

    def insert(self, table: Table, values: Mapping[str, Any]) -> int:
        """Adds one row and gives its key."""
        check_types(table, values)
        result = self._connection.execute(table.insert().values(**values))
        (row_id,) = result.inserted_primary_key or (0,)
        if self._is_logged(table):
            after = read_row(self._connection, table, row_id)
            self._remember(table, (RowChange(row_id, None, after),))
        return row_id

    def insert_many(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> range:
        """Adds many rows that fill the same columns; their keys follow each other."""
        first = self._next_id(table)
        keys = range(first, first + len(rows))
        if not rows:
            return keys
        for row in rows:
            check_types(table, row)
        numbered = [{**row, "id": key} for key, row in zip(keys, rows, strict=True)]
        self._connection.execute(table.insert(), numbered)
        if self._is_logged(table):
            self._remember_added(table, keys)
        return keys

    def update(self, table: Table, row_id: int, values: Mapping[str, Any]) -> None:
        """Changes columns of one row."""
        self.update_many(table, {row_id: values})

    def update_many(self, table: Table, changes: Mapping[int, Mapping[str, Any]]) -> None:
        """Changes columns of many rows, each with its own columns."""
        keys = tuple(changes)
        before = read_rows(self._connection, table, keys)
        for values in changes.values():
            check_types(table, values)
        for columns, group in _by_columns(changes).items():
            statement = table.update().where(table.c.id == bindparam("key"))
            settings: dict[str, Any] = {name: bindparam(f"new_{name}") for name in columns}
            self._connection.execute(statement.values(settings), group)
        self._remember_changed(table, before)

    def delete(self, table: Table, keys: Sequence[int]) -> None:
        """Takes rows out."""
        before = read_rows(self._connection, table, keys)
        statement = table.delete().where(table.c.id == bindparam("key"))
        if before:
            self._connection.execute(statement, [{"key": key} for key in before])
            self._remember_changed(table, before)

    def restore(self, table: Table, rows: Mapping[int, RawRow]) -> None:
        """Puts rows back exactly as they once were, over what is there now or anew."""
        present = read_rows(self._connection, table, tuple(rows))
        write_raw(self._connection, table, [rows[key] for key in rows if key not in present])
        change_raw(self._connection, table, [rows[key] for key in present])
        after = read_rows(self._connection, table, tuple(rows))
        self._remember(table, tuple(RowChange(key, present.get(key), after[key]) for key in rows))

    def _next_id(self, table: Table) -> int:
        statement = text("SELECT seq FROM sqlite_sequence WHERE name = :name")
        return int(self._connection.execute(statement, {"name": table.name}).scalar() or 0) + 1

    def _remember_added(self, table: Table, keys: range) -> None:
        for start in range(0, len(keys), MOST_ROWS):
            part = keys[start : start + MOST_ROWS]
            rows = read_range(self._connection, table, part[0], part[-1])
            changes = tuple(RowChange(key, None, rows[key]) for key in part)
            self.runs.append(Run(table, changes, has_values=len(keys) <= FEW_ROWS))

    def _remember_changed(self, table: Table, before: Mapping[int, RawRow]) -> None:
        if self._is_logged(table):
            after = read_rows(self._connection, table, tuple(before))
            self._remember(
                table, tuple(RowChange(key, row, after.get(key)) for key, row in before.items())
            )

    def _remember(self, table: Table, changes: tuple[RowChange, ...]) -> None:
        real = tuple(each for each in changes if each.before != each.after)
        for start in range(0, len(real), MOST_ROWS):
            self.runs.append(Run(table, real[start : start + MOST_ROWS]))

    @staticmethod
    def _is_logged(table: Table) -> bool:
        return table.name not in tables.DERIVED_TABLES


def check_types(table: Table, values: Mapping[str, Any]) -> None:
    """Refuses a value of the wrong kind: SQLite itself would store text in a number column."""
    kinds = _kinds(table)
    for name, value in values.items():
        kind, is_nullable = kinds[name]
        if value is None:
            if not is_nullable:
                raise TypeError(f"{table.name}.{name} needs a value")
        elif type(value) is not kind and not _is_alias(value, kind):
            raise TypeError(f"{table.name}.{name} does not take {type(value).__name__}")


@cache
def _kinds(table: Table) -> dict[str, tuple[type[Any], bool]]:
    """By column the type of its values, and whether it may be empty."""
    return {each.name: (each.type.python_type, bool(each.nullable)) for each in table.columns}


def _is_alias(value: object, kind: type[Any]) -> bool:
    """Whether it is of a subclass, as a StrEnum is of str; True is no number, a time no date."""
    if isinstance(value, bool) or (kind is date and isinstance(value, datetime)):
        return False
    return isinstance(value, kind)


def _by_columns(
    changes: Mapping[int, Mapping[str, Any]],
) -> dict[tuple[str, ...], list[dict[str, Any]]]:
    groups: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for key, values in changes.items():
        row = {f"new_{name}": value for name, value in values.items()}
        groups.setdefault(tuple(values), []).append({"key": key, **row})
    return groups


def _digest(row: RawRow | None) -> str | None:
    return None if row is None else row_digest(row)
