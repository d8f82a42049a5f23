"""Who uses a row: through keys, through subjects, and which use is a decision or a paper."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Table, select

from db import tables
from db.labels import SUBJECT_TABLES, TITLES

Keys = Mapping[str, frozenset[int]]
Use = tuple[str, int, str]
"""Table and row that is used, and what uses it in words."""
AT_ONCE = 10_000

DECIDING = {
    "step_record": "此后已登记办理环节",
    "paper_subject": "此后已出具文书",
    "incoming_subject": "此后已登记收文",
    "similarity_member": "此后已作相似认定",
    "deadline_record": "此后已登记期限",
}
"""Rows that rest on what the subject said when they were made."""
PARTS_OF = {"project": ("project_amount", "funding_line")}
"""Tables whose rows are part of a record of another table, which they name by its key."""


def later_uses(connection: Connection, event_id: int, touched: Keys, gone: Keys) -> Iterator[Use]:
    """What forbids taking an act back: use of rows that would go, decisions on rows it touched."""
    for table in tables.tracked_tables():
        for column, target in _links(table):
            yield from _uses_of_gone(connection, table, column, target, gone)
    yield from _subject_uses(connection, gone, touched)
    for table_name, row_id, user, user_id in _decisions(connection, touched):
        if user_id not in touched.get(user, frozenset()) and _made_after(
            connection, user, user_id, event_id
        ):
            yield table_name, row_id, DECIDING[user]


def _links(table: Table) -> Iterator[tuple[Column[Any], str]]:
    """The columns that hold keys of other tables, and of which."""
    for column in table.columns:
        for key in column.foreign_keys:
            yield column, key.column.table.name


def _uses_of_gone(
    connection: Connection, table: Table, column: Column[Any], target: str, gone: Keys
) -> Iterator[Use]:
    going = gone.get(table.name, frozenset())
    for used, user in _rows_with(connection, table, column, gone.get(target, frozenset())):
        if user not in going:
            yield target, used, f"仍被{TITLES[table.name]}引用"


def _subject_uses(connection: Connection, gone: Keys, touched: Keys) -> Iterator[Use]:
    for table in _about_subjects():
        for kind, target in SUBJECT_TABLES.items():
            keys = gone.get(target, frozenset())
            for used, user in _rows_with(connection, table, table.c.subject_id, keys, kind):
                if user not in touched.get(table.name, frozenset()):
                    yield target, used, f"仍有{TITLES[table.name]}"


def _about_subjects() -> tuple[Table, ...]:
    return tuple(each for each in tables.tracked_tables() if "subject_kind" in each.c)


def _decisions(connection: Connection, touched: Keys) -> Iterator[tuple[str, int, str, int]]:
    """Deciding rows about what was touched: used table, used row, deciding table, deciding row."""
    for kind, target in SUBJECT_TABLES.items():
        keys = _touched_subjects(connection, touched, kind, target)
        for name in ("paper_subject", "incoming_subject", "deadline_record"):
            table = tables.table(name)
            for used, user in _rows_with(connection, table, table.c.subject_id, keys, kind):
                yield target, used, name, user
        case, step = tables.table("procedure_case"), tables.table("step_record")
        cases = dict(_rows_with(connection, case, case.c.subject_id, keys, kind, by_user=True))
        for used, user in _rows_with(connection, step, step.c.case_id, frozenset(cases)):
            yield target, cases[used], "step_record", user
        yield from _decided_alike(connection, kind, target, keys)


def _decided_alike(
    connection: Connection, kind: str, target: str, keys: frozenset[int]
) -> Iterator[tuple[str, int, str, int]]:
    member = tables.table("similarity_member")
    if kind == "project":
        for used, user in _rows_with(connection, member, member.c.project_id, keys):
            yield target, used, "similarity_member", user


def _touched_subjects(
    connection: Connection, touched: Keys, kind: str, target: str
) -> frozenset[int]:
    """Subjects of a kind touched themselves or in the rows that are part of them."""
    found = set(touched.get(target, frozenset()))
    fact = tables.table("recorded_fact")
    found |= _owners(connection, fact.c.subject_id, touched, fact.c.subject_kind == kind)
    for name in PARTS_OF.get(target, ()):
        found |= _owners(connection, tables.table(name).c[f"{target}_id"], touched)
    return frozenset(found | _above(connection, target, found))


def _above(connection: Connection, target: str, rows: Iterable[int]) -> set[int]:
    """The rows these stand under, at any height: what was decided on them rests on these too."""
    table = tables.table(target)
    found: set[int] = set()
    new = set(rows) if "parent_id" in table.c else set()
    while new:
        parents: set[int] = set()
        wanted = sorted(new)
        for start in range(0, len(wanted), AT_ONCE):
            statement = select(table.c.parent_id).where(
                table.c.id.in_(wanted[start : start + AT_ONCE]), table.c.parent_id.is_not(None)
            )
            parents |= set(connection.execute(statement).scalars())
        new = parents - found
        found |= new
    return found


def _owners(
    connection: Connection, owner: Column[Any], touched: Keys, *also: ColumnElement[bool]
) -> set[int]:
    """The owners of the touched rows of a part table."""
    part = owner.table
    wanted = sorted(touched.get(part.name, frozenset()))
    found: set[int] = set()
    for start in range(0, len(wanted), AT_ONCE):
        statement = select(owner).where(part.c.id.in_(wanted[start : start + AT_ONCE]), *also)
        found |= set(connection.execute(statement).scalars())
    return found


def _rows_with(
    connection: Connection,
    table: Table,
    column: Column[Any],
    keys: frozenset[int],
    kind: str = "",
    *,
    by_user: bool = False,
) -> Iterator[tuple[int, int]]:
    """Pairs of used key and using row (or the other way round) for all users of these keys."""
    wanted = sorted(keys)
    for start in range(0, len(wanted), AT_ONCE):
        statement = select(column.label("used"), table.c.id.label("user"))
        statement = statement.where(column.in_(wanted[start : start + AT_ONCE]))
        if kind:
            statement = statement.where(table.c.subject_kind == kind)
        for row in connection.execute(statement.order_by(table.c.id)):
            yield (row.user, row.used) if by_user else (row.used, row.user)


def _made_after(connection: Connection, table: str, row_id: int, event_id: int) -> bool:
    """Whether the row was written (or last written) by a later event."""
    change = tables.table("change").c
    statement = select(change.event_id).where(
        change.table_name == table, change.first_id <= row_id, change.last_id >= row_id
    )
    last = connection.execute(statement.order_by(change.event_id.desc()).limit(1)).scalar()
    return last is None or last > event_id
