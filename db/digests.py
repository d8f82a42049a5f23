"""Digests of whole tables: what two states of the data are compared by."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, Table, text

from db import tables
from db.raw_rows import all_rows, canonical, sm3

_AT_ONCE = 5_000
"""Rows taken together; the same for both files that are compared."""


@dataclass(frozen=True)
class TableDigest:
    """Number of rows and SM3 value over all of them by key."""

    table: str
    rows: int
    digest: str


def table_digest(connection: Connection, table: Table) -> TableDigest:
    """The digest of one table."""
    state = hashlib.new("sm3")
    count = 0
    for _, row in all_rows(connection, table):
        state.update(canonical(row).encode())
        state.update(b"\n")
        count += 1
    return TableDigest(table.name, count, state.hexdigest())


def table_digests(connection: Connection, chosen: Iterable[Table]) -> tuple[TableDigest, ...]:
    """The digests of several tables."""
    return tuple(table_digest(connection, each) for each in chosen)


def file_digests(
    connection: Connection, look: Callable[[], object] = lambda: None
) -> tuple[TableDigest, ...]:
    """The digests of every table the file has, whatever its shape; for comparing a copy.

    `look` is called now and then and raises to stop the work.
    """
    statement = text("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    names = connection.execute(statement).scalars().all()
    return tuple(_file_digest(connection, name, look) for name in names)


def _file_digest(connection: Connection, name: str, look: Callable[[], object]) -> TableDigest:
    driver = connection.connection.driver_connection
    if driver is None:
        raise RuntimeError("the connection is closed")
    rows = driver.execute(f'SELECT * FROM "{name}" ORDER BY rowid')  # noqa: S608 - own names
    state = hashlib.new("sm3", canonical([column[0] for column in rows.description]).encode())
    count = 0
    while part := rows.fetchmany(_AT_ONCE):
        look()
        state.update(repr(part).encode())
        count += len(part)
    return TableDigest(name, count, state.hexdigest())


def content_digest(connection: Connection) -> str:
    """One SM3 value over all business tables; equal content gives an equal value."""
    found = table_digests(connection, tables.content_tables())
    return sm3(canonical([[each.table, each.rows, each.digest] for each in found]))
