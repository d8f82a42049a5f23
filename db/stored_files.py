"""Which stored files rows name, and which they named before another file took its place."""

from collections.abc import Collection, Iterator, Mapping

from sqlalchemy import Connection, select

from db import tables
from db.log_cells import entries

FILE_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "paper": ("digest", "copy_digest"),
    "incoming_paper": ("digest",),
}
"""Where the digests of stored files stand."""
_WIPED, _WHOLE = 2, 3
"""How long an entry of the log is: row and digest; row, old values and new ones."""


def files_of(connection: Connection, rows: Mapping[str, Collection[int]]) -> tuple[str, ...]:
    """Digests of the files these rows, by table, name or once named, as far as the log tells."""
    found: set[str] = set()
    for name, columns in FILE_COLUMNS.items():
        keys = set(rows.get(name, ()))
        if keys:
            table = tables.table(name).c
            named = select(*(table[each] for each in columns)).where(table.id.in_(keys))
            found.update(digest for row in connection.execute(named) for digest in row)
            found.update(_once_named(connection, name, keys))
    return tuple(sorted(found - {""}))


def _once_named(connection: Connection, name: str, keys: set[int]) -> Iterator[str]:
    change = tables.table("change").c
    touching = (change.first_id <= max(keys)) & (change.last_id >= min(keys))
    logged = select(change.row_values).where(
        change.table_name == name, touching, change.row_values.is_not(None)
    )
    for stored in connection.execute(logged).scalars():
        for key, *versions in entries(stored, (_WIPED, _WHOLE)) or ():
            if key in keys and len(versions) == _WHOLE - 1:
                whole = [version or {} for version in versions]
                yield from (each.get(c, "") for each in whole for c in FILE_COLUMNS[name])


def referenced_files(connection: Connection) -> frozenset[str]:
    """Digests of the stored files that rows still name."""
    found: set[str] = set()
    for name, columns in FILE_COLUMNS.items():
        table = tables.table(name)
        for column in columns:
            found |= set(connection.execute(select(table.c[column])).scalars())
    return frozenset(found - {""})
