"""Rows exactly as the file holds them, and their digests: the ground the log stands on.

A digest leaves out empty columns, so a new empty column does not change it.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from json.encoder import encode_basestring as quoted

from sqlalchemy import Connection, Table

RawValue = int | float | str | None
RawRow = dict[str, RawValue]
DIGEST_LETTERS = 32
"""128 bits of the SM3 value: enough against a second pre-image, half the room in the log."""
AT_ONCE = 500
_MANY = 5_000
"""Rows whose digests are taken together: few enough to be small, enough to be fast."""
_OFTEN = 4
"""A text that comes again so often in a column is written once."""
_SM3 = hashlib.new("sm3")
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def sm3(text: str) -> str:
    """The SM3 value of a text, in 64 hexadecimal letters."""
    state = _SM3.copy()
    state.update(text.encode())
    return state.hexdigest()


def canonical(value: object) -> str:
    """JSON in the one form that digests are taken of."""
    if type(value) is str:
        return quoted(value)
    if type(value) is bool:
        return "true" if value else "false"
    return _ENCODER.encode(value)


def row_digest(row: RawRow) -> str:
    """The short digest of one row."""
    return sm3(canonical(row))[:DIGEST_LETTERS]


@dataclass(frozen=True)
class StoredRows:
    """Many whole rows of one table as stored, by column in the order of digests."""

    columns: Mapping[str, Sequence[RawValue]]

    @classmethod
    def of_rows(cls, names: Sequence[str], rows: Sequence[Sequence[RawValue]]) -> "StoredRows":
        """The rows whose values stand in the order of `names`; there is at least one."""
        return cls(dict(zip(names, zip(*rows, strict=True), strict=True)))

    @property
    def rows(self) -> list[tuple[RawValue, ...]]:
        """The values row by row."""
        return list(zip(*self.columns.values(), strict=True))

    def part(self, place: slice) -> "StoredRows":
        """Some of the rows."""
        return StoredRows({name: values[place] for name, values in self.columns.items()})

    def as_dicts(self) -> list[RawRow]:
        """Each row by column, empty columns left out."""
        return [
            {n: value for n, value in zip(self.columns, row, strict=True) if value is not None}
            for row in self.rows
        ]

    def digests(self) -> list[str]:
        """The digest of each row, the same as `row_digest` gives of it."""
        pieces = [
            found for name, values in self.columns.items() if (found := _pieces(name, values))
        ]
        rows: Iterable[Iterable[str]] = zip(*pieces, strict=True)
        if any("" in found for found in pieces):
            rows = (filter(None, row) for row in rows)
        start, digests = _SM3.copy, []
        # Called for every row of every import: one loop without calls of our own.
        for text in map(",".join, rows):
            state = start()
            state.update(f"{{{text}}}".encode())
            digests.append(state.hexdigest()[:DIGEST_LETTERS])
        return digests


def _pieces(name: str, values: Sequence[RawValue]) -> list[str]:
    """`"name":value` of each row as `canonical` writes it, "" where empty; none if all are."""
    head = f"{quoted(name)}:"
    kinds = set(map(type, values)) - {type(None)}
    if not kinds:
        return []
    if kinds == {str} and len(distinct := set(values)) < len(values) // _OFTEN:
        known = {v: head + quoted(v) if isinstance(v, str) else "" for v in distinct}
        return list(map(known.__getitem__, values))
    written = {frozenset({str}): quoted, frozenset({int}): str}.get(frozenset(kinds), canonical)
    return [head + written(value) if value is not None else "" for value in values]  # type: ignore[operator]


def read_rows(connection: Connection, table: Table, ids: Sequence[int]) -> dict[int, RawRow]:
    """The rows of these keys as stored; missing ones are left out."""
    found: dict[int, RawRow] = {}
    for start in range(0, len(ids), AT_ONCE):
        part = tuple(ids[start : start + AT_ONCE])
        marks = ",".join("?" * len(part))
        found.update(_rows(connection, table, f"WHERE id IN ({marks})", part))
    return found


def all_rows(connection: Connection, table: Table) -> Iterator[tuple[int, RawRow]]:
    """Every row as stored, by key."""
    return _rows(connection, table, "ORDER BY id", ())


def all_digests(connection: Connection, table: Table) -> Iterator[tuple[int, str]]:
    """Key and digest of every row, by key."""
    names = table_names(table)
    found = connection.exec_driver_sql(_select(table, names, "ORDER BY id"))
    for part in found.partitions(_MANY):
        stored = StoredRows.of_rows(names, part)
        yield from zip(stored.columns["id"], stored.digests(), strict=True)


def insert_rows(connection: Connection, table: Table, stored: StoredRows) -> None:
    """Adds whole rows with their keys."""
    names = ", ".join(f'"{name}"' for name in stored.columns)
    marks = ",".join("?" * len(stored.columns))
    statement = f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})'  # noqa: S608 - own names
    connection.exec_driver_sql(statement, stored.rows)


def write_raw(connection: Connection, table: Table, rows: Iterable[RawRow]) -> None:
    """Puts rows back exactly as they were stored."""
    names = table_names(table)
    stored = [tuple(row.get(name) for name in names) for row in rows]
    if stored:
        insert_rows(connection, table, StoredRows.of_rows(names, stored))


def change_raw(
    connection: Connection,
    table: Table,
    names: Sequence[str],
    changes: Iterable[tuple[RawValue, ...]],
) -> None:
    """Sets these columns of rows that exist; each change is the new values, then the row's key."""
    settings = ", ".join(f'"{name}" = ?' for name in names)
    statement = f'UPDATE "{table.name}" SET {settings} WHERE id = ?'  # noqa: S608 - own names only
    values = list(changes)
    if values:
        connection.exec_driver_sql(statement, values)


def table_names(table: Table) -> tuple[str, ...]:
    """The columns of a table in the order of digests."""
    return tuple(sorted(table.c.keys()))


def _select(table: Table, names: Sequence[str], tail: str) -> str:
    columns = ", ".join(f'"{name}"' for name in names)
    return f'SELECT {columns} FROM "{table.name}" {tail}'  # noqa: S608 - own names only


def _rows(
    connection: Connection, table: Table, tail: str, values: tuple[int, ...]
) -> Iterator[tuple[int, RawRow]]:
    names = table_names(table)
    place = names.index("id")
    for row in connection.exec_driver_sql(_select(table, names, tail), values).all():
        yield (
            row[place],
            {name: value for name, value in zip(names, row, strict=True) if value is not None},
        )
