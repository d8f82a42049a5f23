"""Wipes the values of one project from the log; digests stay, so the chain stays whole."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, select

from db import tables
from db.chain import entry_digest, is_wiped
from db.raw_rows import canonical

RowKeys = set[tuple[str, int]]


def wipe_values(connection: Connection, project_id: int) -> list[tuple[int, int]]:
    """Wipes the values of all rows that belong to the project; gives change and row of each."""
    keys = _rows_of(connection, project_id)
    change = tables.table("change")
    wiped: list[tuple[int, int]] = []
    for row in connection.execute(select(change).where(change.c.row_values.is_not(None))):
        entries = json.loads(row.row_values)
        own = [e[0] for e in entries if (row.table_name, e[0]) in keys and not is_wiped(e)]
        if own:
            wiped += [(row.id, key) for key in own]
            left = [[e[0], entry_digest(e)] if e[0] in own else e for e in entries]
            statement = change.update().where(change.c.id == row.id)
            connection.execute(statement.values(row_values=canonical(left)))
    return wiped


def _rows_of(connection: Connection, project_id: int) -> RowKeys:
    """The project's row and all rows that hang on it, present ones and those of the log."""
    keys: RowKeys = {("project", project_id)}
    rows = [*_present_rows(connection), *_logged_rows(connection)]
    size = 0
    while size != len(keys):  # rows hang on rows: case, then step
        size = len(keys)
        keys |= {(table, key) for table, key, row in rows if _belongs(row, keys)}
    return keys


def _belongs(row: Mapping[str, Any], keys: RowKeys) -> bool:
    if row.get("subject_kind") == "project" and ("project", row.get("subject_id")) in keys:
        return True
    if ("project", row.get("project_id")) in keys:
        return True
    return ("procedure_case", row.get("case_id")) in keys


def _present_rows(connection: Connection) -> Iterator[tuple[str, int, Mapping[str, Any]]]:
    for table in tables.tracked_tables():
        names = {"project_id", "subject_id", "case_id"} & set(table.c.keys())
        if names:
            links = [table.c[name] for name in (*names, "subject_kind") if name in table.c]
            for row in connection.execute(select(table.c.id, *links)).mappings():
                yield table.name, row["id"], dict(row)


def _logged_rows(connection: Connection) -> Iterator[tuple[str, int, Mapping[str, Any]]]:
    change = tables.table("change")
    statement = select(change.c.table_name, change.c.row_values)
    for row in connection.execute(statement.where(change.c.row_values.is_not(None))):
        for entry in json.loads(row.row_values):
            if not is_wiped(entry):
                yield row.table_name, entry[0], {**(entry[1] or {}), **(entry[2] or {})}
