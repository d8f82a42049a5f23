"""Rows exactly as the file holds them, and their digests: the ground the log stands on.

A digest leaves out empty columns, so a new empty column does not change it.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, Table

RawValue = int | float | str | None
RawRow = dict[str, RawValue]
DIGEST_LETTERS = 32
"""128 bits of the SM3 value: enough against a second pre-image, half the room in the log."""
AT_ONCE = 500
_SM3 = hashlib.new("sm3")
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def sm3(text: str) -> str:
    """The SM3 value of a text, in 64 hexadecimal letters."""
    state = _SM3.copy()
    state.update(text.encode())
    return state.hexdigest()


def canonical(value: object) -> str:
    """JSON in the one form that digests are taken of."""
    return _ENCODER.encode(value)


def row_digest(row: RawRow) -> str:
    """The short digest of one row."""
    return sm3(canonical(row))[:DIGEST_LETTERS]


def read_row(connection: Connection, table: Table, row_id: int) -> RawRow | None:
    """One row as stored, None if there is none."""
    return read_rows(connection, table, (row_id,)).get(row_id)


def read_rows(connection: Connection, table: Table, ids: Sequence[int]) -> dict[int, RawRow]:
    """The rows of these keys as stored; missing ones are left out."""
    found: dict[int, RawRow] = {}
    for start in range(0, len(ids), AT_ONCE):
        part = tuple(ids[start : start + AT_ONCE])
        marks = ",".join("?" * len(part))
        found.update(_rows(connection, table, f"WHERE id IN ({marks})", part))
    return found


def read_range(connection: Connection, table: Table, first: int, last: int) -> dict[int, RawRow]:
    """The rows with keys from `first` to `last` (included) as stored."""
    return dict(_rows(connection, table, "WHERE id BETWEEN ? AND ?", (first, last)))


def all_rows(connection: Connection, table: Table) -> Iterator[tuple[int, RawRow]]:
    """Every row as stored, by key."""
    return _rows(connection, table, "ORDER BY id", ())


def write_raw(connection: Connection, table: Table, rows: Iterable[RawRow]) -> None:
    """Puts rows back exactly as they were stored."""
    for row in rows:
        names = ", ".join(f'"{name}"' for name in row)
        marks = ",".join("?" * len(row))
        statement = f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})'  # noqa: S608 - own names
        connection.exec_driver_sql(statement, tuple(row.values()))


def change_raw(connection: Connection, table: Table, rows: Iterable[RawRow]) -> None:
    """Sets every column of rows that exist back to what it was."""
    names = [column.name for column in table.columns if column.name != "id"]
    settings = ", ".join(f'"{name}" = ?' for name in names)
    statement = f'UPDATE "{table.name}" SET {settings} WHERE id = ?'  # noqa: S608 - own names only
    for row in rows:
        values = (*(row.get(name) for name in names), row["id"])
        connection.exec_driver_sql(statement, values)


def _rows(
    connection: Connection, table: Table, tail: str, values: tuple[int, ...]
) -> Iterator[tuple[int, RawRow]]:
    names = sorted(column.name for column in table.columns)
    columns = ", ".join(f'"{name}"' for name in names)
    statement = f'SELECT id, {columns} FROM "{table.name}" {tail}'  # noqa: S608 - own names only
    for row_id, *stored in connection.exec_driver_sql(statement, values).all():
        yield (
            row_id,
            {name: value for name, value in zip(names, stored, strict=True) if value is not None},
        )
