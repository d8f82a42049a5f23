"""Digests of whole tables: what two states of the data are compared by."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, Table, text

from db import tables
from db.raw_rows import all_rows, canonical, sm3


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


def file_digests(connection: Connection) -> tuple[TableDigest, ...]:
    """The digests of every table the file has, whatever its shape; for comparing a copy."""
    statement = text("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    names = connection.execute(statement).scalars().all()
    return tuple(_file_digest(connection, name) for name in names)


def _file_digest(connection: Connection, name: str) -> TableDigest:
    rows = connection.exec_driver_sql(f'SELECT * FROM "{name}" ORDER BY rowid')  # noqa: S608
    state = hashlib.new("sm3", canonical(list(rows.keys())).encode())
    count = 0
    for row in rows:
        state.update(repr(tuple(row)).encode())
        count += 1
    return TableDigest(name, count, state.hexdigest())


def content_digest(connection: Connection) -> str:
    """One SM3 value over all business tables; equal content gives an equal value."""
    found = table_digests(connection, tables.content_tables())
    return sm3(canonical([[each.table, each.rows, each.digest] for each in found]))
