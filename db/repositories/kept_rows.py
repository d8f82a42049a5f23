"""Rows that are worked out from the rest: written in bulk, neither logged nor undone."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Table, func, select
from sqlalchemy.dialects.sqlite import insert

from db.repositories.base import Access
from db.repositories.key_list import listed
from desktop_app.domain.record import Subject


def subject_columns(subject: Subject) -> dict[str, Any]:
    """The columns a subject is kept in."""
    return {"subject_kind": subject.kind, "subject_id": subject.id}


def is_about(table: Table, subject: Subject) -> ColumnElement[bool]:
    """Rows about one subject."""
    return (table.c.subject_kind == subject.kind) & (table.c.subject_id == subject.id)


def count_rows(access: Access, table: Table) -> int:
    """Number of rows."""
    statement = select(func.count()).select_from(table)
    return int(access.connection.execute(statement).scalar_one())


def put_rows(
    access: Access, table: Table, key: tuple[str, ...], rows: Sequence[Mapping[str, Any]]
) -> None:
    """Keeps rows in place of older ones with the same key."""
    if not rows:
        return
    _ = access.writer
    statement = insert(table)
    others = {name: statement.excluded[name] for name in rows[0] if name not in key}
    access.connection.execute(
        statement.on_conflict_do_update(index_elements=list(key), set_=others), list(rows)
    )


def remove_rows(access: Access, table: Table, subjects: Iterable[Subject]) -> None:
    """Takes out the rows about these subjects."""
    _ = access.writer
    for kind, keys in keys_by_kind(subjects):
        where = (table.c.subject_kind == kind) & table.c.subject_id.in_(listed(keys))
        access.connection.execute(table.delete().where(where))


def keys_by_kind(subjects: Iterable[Subject]) -> Iterator[tuple[str, set[int]]]:
    """The keys of subjects by their kind."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for each in subjects:
        found[each.kind].add(each.id)
    yield from found.items()
