"""What is kept of where subjects stand: neither logged nor undone, it can be worked out again."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, literal, select

from db import tables
from db.labels import SUBJECT_TABLES
from db.raw_rows import canonical
from db.repositories.base import Access
from db.repositories.kept_rows import count_rows, is_about, put_rows, remove_rows, subject_columns
from db.repositories.key_list import listed
from desktop_app.domain.project import AmountKind
from desktop_app.domain.record import Subject
from desktop_app.domain.standing import DutyCounts, OpenDuty, PoolTotals, Standing, StepCount, Work
from desktop_app.values.money import Fen

FLAGGED = ("fail", "judge")


class Standings:
    """The standing of each subject as last worked out."""

    def __init__(self, access: Access) -> None:
        self._access = access
        self._table = tables.table("standing")

    def of(self, subject: Subject) -> Standing | None:
        """The standing of one subject, None if it was never worked out."""
        return next(iter(self._select(is_about(self._table, subject))), None)

    def of_many(self, kind: str, keys: Iterable[int]) -> tuple[Standing, ...]:
        """The standings of these subjects of one kind, by key."""
        column = self._table.c
        return self._select(column.subject_kind == kind, column.subject_id.in_(listed(keys)))

    def all(self) -> tuple[Standing, ...]:
        """The standing of every subject, by kind and key."""
        return self._select()

    def work_of(self, kind: str) -> dict[int, tuple[Work, ...]]:
        """What can be done on the subjects of a kind that have anything to do, by key."""
        column = self._table.c
        statement = select(column.subject_id, column.work).where(
            column.subject_kind == kind, column.work != "[]"
        )
        found = self._access.connection.execute(statement)
        return {key: tuple(Work(*each) for each in json.loads(work)) for key, work in found}

    def count(self) -> int:
        """How many are kept."""
        return count_rows(self._access, self._table)

    def put_many(self, rows: Sequence[Standing]) -> None:
        """Keeps these standings in place of the older ones."""
        _ = self._access.writer
        values = [
            {
                **subject_columns(each.subject),
                "judged_on": each.judged_on,
                "is_live": each.is_live,
                "light": each.light,
                "findings": canonical(each.findings),
                "open_step": each.open_step,
                "work": canonical(each.work),
                "due_on": each.due_on,
            }
            for each in rows
        ]
        put_rows(self._access, self._table, ("subject_kind", "subject_id"), values)

    def remove(self, subjects: Iterable[Subject]) -> None:
        """Forgets subjects that are no more."""
        remove_rows(self._access, self._table, subjects)

    def missing(self, kind: str) -> tuple[Subject, ...]:
        """The subjects of a kind with a table that have no standing and do not wait for one."""
        source, stale = tables.table(SUBJECT_TABLES[kind]), tables.table("stale_subject")
        known = [
            select(each.c.subject_id).where(each.c.subject_kind == kind)
            for each in (self._table, stale)
        ]
        statement = select(source.c.id).where(*(source.c.id.not_in(each) for each in known))
        found = self._access.connection.execute(statement.order_by(source.c.id)).scalars()
        return tuple(Subject(kind, key) for key in found)

    def step_counts(self) -> tuple[StepCount, ...]:
        """The steps live subjects wait at, the most waiting first."""
        stand, amount = self._table.c, tables.table("project_amount").c
        entry = tables.table("register_entry")
        work = func.json_each(stand.work).table_valued("value").alias("work")

        def part(place: int) -> ColumnElement[Any]:
            return func.json_extract(work.c.value, f"$[{place}]")

        is_declared = (
            (stand.subject_kind == "project")
            & (amount.project_id == stand.subject_id)
            & (amount.kind == AmountKind.DECLARED)
        )
        is_entry = (stand.subject_kind == "entry") & (entry.c.id == stand.subject_id)
        register = func.coalesce(entry.c.register_id, "")
        count = func.count().label("waiting")
        total = func.coalesce(func.sum(amount.amount_fen), 0)
        groups = (stand.subject_kind, part(0), part(1), register)
        statement = (
            select(*groups, count, total)
            .select_from(self._table)
            .join(work, literal(value=True))
            .outerjoin(tables.table("project_amount"), is_declared)
            .outerjoin(entry, is_entry)
            .where(stand.is_live, part(2))
            .group_by(*groups)
            .order_by(count.desc(), part(1))
        )
        found = self._access.connection.execute(statement)
        return tuple(
            StepCount(kind, stage, title, register, n, Fen(fen))
            for kind, stage, title, register, n, fen in found
        )

    def pool_totals(self) -> PoolTotals:
        """The live applications in numbers; one not looked at yet counts as live."""
        project, amount = tables.table("project"), tables.table("project_amount")
        stand = self._table.c
        own = (stand.subject_kind == "project") & (stand.subject_id == project.c.id)
        declared = (amount.c.project_id == project.c.id) & (amount.c.kind == AmountKind.DECLARED)
        statement = (
            select(
                func.count(),
                func.coalesce(func.sum(amount.c.amount_fen), 0),
                func.count().filter(stand.light.in_(FLAGGED)),
            )
            .select_from(project)
            .outerjoin(self._table, own)
            .outerjoin(amount, declared)
            .where(func.coalesce(stand.is_live, literal(value=True)))
        )
        count, total, flagged = self._access.connection.execute(statement).one()
        return PoolTotals(count, Fen(total), flagged)

    def _select(self, *conditions: ColumnElement[bool]) -> tuple[Standing, ...]:
        column = self._table.c
        statement = select(self._table).where(*conditions)
        ordered = statement.order_by(column.subject_kind, column.subject_id)
        return tuple(
            Standing(
                Subject(row.subject_kind, row.subject_id),
                row.judged_on,
                row.is_live,
                row.light,
                tuple((rule, light) for rule, light in json.loads(row.findings)),
                row.open_step,
                tuple(Work(*each) for each in json.loads(row.work)),
                row.due_on,
            )
            for row in self._access.connection.execute(ordered)
        )


class OpenDuties:
    """The duties by date that stand."""

    def __init__(self, access: Access) -> None:
        self._access = access
        self._table = tables.table("open_duty")

    def all(self) -> tuple[OpenDuty, ...]:
        """Every duty, by kind and key of its subject."""
        return self._select()

    def of(self, subject: Subject) -> tuple[OpenDuty, ...]:
        """The duties of one subject, by the day they are due."""
        return self._select(is_about(self._table, subject))

    def shown_on(self, day: date, *, start: int = 0, most: int = -1) -> tuple[OpenDuty, ...]:
        """What is put before the clerk on a day: overdue, due now, due soon; by due day.

        A part of it: `most` of them (-1: all) from the place `start` on.
        """
        return self._select(self._table.c.shown_from <= day, part=(start, most))

    def counts(self, day: date) -> DutyCounts:
        """How many duties there are to put before the clerk on a day, and how many ran out."""
        column = self._table.c
        shown, due = column.shown_from <= day, column.due_on <= day
        statement = select(
            func.count().filter(shown),
            func.count().filter(shown, due),
            func.count().filter(column.shown_from > column.due_on),
        )
        found = self._access.connection.execute(statement.select_from(self._table)).one()
        return DutyCounts(int(found[0]), int(found[1]), int(found[2]))

    def put_many(self, owners: Sequence[Subject], duties: Sequence[OpenDuty]) -> None:
        """Keeps these duties as all that stand for their owners."""
        remove_rows(self._access, self._table, owners)
        values = [
            {
                **subject_columns(each.subject),
                "duty": each.duty,
                "title": each.title,
                "due_on": each.due_on,
                "shown_from": each.shown_from,
                "window_opens": each.window_opens,
                "clauses": canonical(each.clauses),
                "is_house": each.is_house,
                "is_estimated": each.is_estimated,
                "actor": each.actor,
            }
            for each in duties
        ]
        if values:
            self._access.connection.execute(self._table.insert(), values)

    def _select(
        self, *conditions: ColumnElement[bool], part: tuple[int, int] = (0, -1)
    ) -> tuple[OpenDuty, ...]:
        column, (start, most) = self._table.c, part
        statement = select(self._table).where(*conditions)
        ordered = statement.order_by(
            column.due_on, column.subject_kind, column.subject_id, column.duty
        )
        if most >= 0:
            ordered = ordered.offset(start).limit(most)
        clauses: dict[str, tuple[str, ...]] = {}
        return tuple(
            OpenDuty(
                Subject(row.subject_kind, row.subject_id),
                row.duty,
                row.title,
                row.due_on,
                row.shown_from,
                clauses.get(row.clauses)
                or clauses.setdefault(row.clauses, tuple(json.loads(row.clauses))),
                row.window_opens,
                row.is_house,
                row.is_estimated,
                row.actor,
            )
            for row in self._access.connection.execute(ordered)
        )
