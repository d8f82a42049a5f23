"""The one path every write goes through: it does the write and remembers row, old and new."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, bindparam, text

from db import tables
from db.look import Look, nobody
from db.raw_rows import (
    RawRow,
    StoredRows,
    change_raw,
    insert_rows,
    read_rows,
    table_names,
    write_raw,
)
from db.runs import MOST_ROWS, RowChange, Run, runs_of
from db.stored_form import in_columns, stored_columns, stored_values

FEW_ROWS = 50
"""Up to so many rows added at once the log keeps their values; more stand for themselves."""


class Tracker:
    """Writes rows of one transaction and keeps what the log must say about them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.runs: list[Run] = []
        self.look: Look = nobody
        """Called before many rows are written; raises to stop the act."""

    def insert(self, table: Table, values: Mapping[str, Any]) -> int:
        """Adds one row and gives its key."""
        return self.insert_many(table, (values,))[0]

    def insert_many(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> range:
        """Adds many rows, each with its own columns; their keys follow each other."""
        return self.insert_columns(table, in_columns(table, rows))

    def insert_columns(self, table: Table, columns: Mapping[str, list[Any]]) -> range:
        """Adds many rows given column by column, all lists of one length; gives their keys."""
        first = self._next_id(table)
        keys = range(first, first + max(map(len, columns.values()), default=0))
        if not keys:
            return keys
        self.look()
        stored = stored_columns(table, columns, keys)
        insert_rows(self._connection, table, stored)
        if self._is_logged(table):
            self._remember_added(table, keys, stored)
        return keys

    def update(self, table: Table, row_id: int, values: Mapping[str, Any]) -> None:
        """Changes columns of one row."""
        self.update_many(table, {row_id: values})

    def update_many(self, table: Table, changes: Mapping[int, Mapping[str, Any]]) -> None:
        """Changes columns of many rows, each with its own columns."""
        is_logged = self._is_logged(table)
        before = read_rows(self._connection, table, tuple(changes)) if is_logged else {}
        after: dict[int, RawRow] = {}
        for names, keys in _by_columns(changes).items():
            values = stored_values(table, names, [changes[key] for key in keys])
            pairs = list(zip(keys, values, strict=True))
            change_raw(self._connection, table, names, ((*new, key) for key, new in pairs))
            for key, new in pairs if is_logged else ():
                if key in before:
                    after[key] = _changed(before[key], names, new)
        self._remember(table, [RowChange(key, before[key], row) for key, row in after.items()])

    def delete(self, table: Table, keys: Sequence[int]) -> None:
        """Takes rows out."""
        before = read_rows(self._connection, table, keys)
        if not before:
            return
        statement = table.delete().where(table.c.id == bindparam("key"))
        self._connection.execute(statement, [{"key": key} for key in before])
        if self._is_logged(table):
            self._remember(table, [RowChange(key, row, None) for key, row in before.items()])

    def restore(self, table: Table, rows: Mapping[int, RawRow]) -> None:
        """Puts rows back exactly as they once were, over what is there now or anew."""
        present = read_rows(self._connection, table, tuple(rows))
        write_raw(self._connection, table, [rows[key] for key in rows if key not in present])
        names = [name for name in table_names(table) if name != "id"]
        changes = ((*(rows[key].get(name) for name in names), key) for key in present)
        change_raw(self._connection, table, names, changes)
        after = read_rows(self._connection, table, tuple(rows))
        self._remember(table, [RowChange(key, present.get(key), after[key]) for key in rows])

    def _next_id(self, table: Table) -> int:
        statement = text("SELECT seq FROM sqlite_sequence WHERE name = :name")
        return int(self._connection.execute(statement, {"name": table.name}).scalar() or 0) + 1

    def _remember_added(self, table: Table, keys: range, stored: StoredRows) -> None:
        """What was written is what will be read: the same values went to the file and in here."""
        if len(keys) <= FEW_ROWS:
            rows = zip(keys, stored.as_dicts(), strict=True)
            self._remember(table, [RowChange(key, None, row) for key, row in rows])
            return
        entries = [(key, None, new) for key, new in zip(keys, stored.digests(), strict=True)]
        for start in range(0, len(entries), MOST_ROWS):
            part = slice(start, start + MOST_ROWS)
            self.runs.append(Run(table, entries[part], added=stored.part(part)))

    def _remember(self, table: Table, changes: Sequence[RowChange]) -> None:
        self.runs += runs_of(table, changes)

    @staticmethod
    def _is_logged(table: Table) -> bool:
        return table.name not in tables.DERIVED_TABLES


def _by_columns(changes: Mapping[int, Mapping[str, Any]]) -> dict[tuple[str, ...], list[int]]:
    """The rows that change the same columns."""
    groups: dict[tuple[str, ...], list[int]] = {}
    for key, values in changes.items():
        groups.setdefault(tuple(values), []).append(key)
    return groups


def _changed(before: RawRow, names: Sequence[str], new: Sequence[Any]) -> RawRow:
    """The row as it is stored now."""
    row = {**before, **dict(zip(names, new, strict=True))}
    return {name: value for name, value in sorted(row.items()) if value is not None}
