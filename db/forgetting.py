"""Takes the digests of wiped rows out of the log: a guess at what they held cannot be tried.

A digest of a row covers its values; whoever knows all of a row but a telephone number could try
all numbers against it. In its place stands a value that nobody can compute (see `forgotten`). The
chain stays whole: each event touched so is named with the digest it has since, as one whose text
was wiped.
"""

import secrets
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from db import tables
from db.chain import change_digest, forgotten, is_wiped, values_digest
from db.log_cells import entries
from db.raw_rows import canonical, read_rows, row_digest

RowKey = tuple[str, int]
SALT_BYTES = 32


def forget_digests(connection: Connection, rows: Iterable[RowKey]) -> frozenset[int]:
    """Forgets what these rows were, not what they are; gives the events whose changes tell less."""
    by_table: defaultdict[str, set[int]] = defaultdict(set)
    for name, key in rows:
        by_table[name].add(key)
    salt, events = secrets.token_hex(SALT_BYTES), set()
    kept = {name: _present(connection, name, keys) for name, keys in by_table.items()}
    change = tables.table("change")
    statement = select(change).where(change.c.table_name.in_(sorted(by_table)))
    for row in connection.execute(statement).mappings():
        name = row["table_name"]
        told = _told_less(row, by_table[name], _forgetter(salt, kept[name]))
        if told:
            digest = change_digest({**row, **told})
            values = change.update().where(change.c.id == row["id"]).values(**told, digest=digest)
            connection.execute(values)
            events.add(row["event_id"])
    return frozenset(events)


def _present(connection: Connection, name: str, keys: Iterable[int]) -> Mapping[int, str]:
    """The digests of those rows that are there: they hold nothing that was wiped."""
    found = read_rows(connection, tables.table(name), tuple(sorted(keys)))
    return {key: row_digest(row) for key, row in found.items()}


def _forgetter(salt: str, kept: Mapping[int, str]) -> Callable[[int, str | None], str | None]:
    def forget(key: int, digest: str | None) -> str | None:
        return digest if digest in {None, kept.get(key)} else forgotten(digest or "", salt)

    return forget


def _told_less(
    row: RowMapping, keys: set[int], forget: Callable[[int, str | None], str | None]
) -> dict[str, Any]:
    """The columns of a change that tell less; nothing where it tells of none of these rows."""
    digests = entries(row["digests"], (3,)) or []
    if not any(key in keys for key, _, _ in digests):
        return {}
    less = [[k, forget(k, old), forget(k, new)] if k in keys else [k, old, new]
            for k, old, new in digests]  # fmt: skip
    told: dict[str, Any] = {"digests": canonical(less)} if less != digests else {}
    values = entries(row["row_values"], (2, 3)) if row["row_values"] else None
    if values:
        left = [[e[0], forget(*e)] if is_wiped(e) and e[0] in keys else e for e in values]
        if left != values:
            told |= {"row_values": canonical(left), "values_digest": values_digest(left)}
    return told
