"""Cases, signed steps, recorded facts, deadlines and notes on any subject."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain
from typing import Any

from sqlalchemy import Row, Select, bindparam, func, select

from db import tables
from db.raw_rows import canonical
from db.repositories.base import Access, Repository, Shape
from db.repositories.key_list import KEYS, brought_keys, key_text, rows_where
from db.repositories.verdict_text import fact_value, verdicts_from_json, verdicts_to_json
from desktop_app.domain.office import DeadlineRecord
from desktop_app.domain.record import Case, Note, StepRecord, Subject
from desktop_app.rules.verdict import JsonValue


class Cases(Repository[Case]):
    """Procedures of subjects."""

    def __init__(self, access: Access) -> None:
        super().__init__(access, Shape("procedure_case", Case))

    def of(self, subject: Subject) -> tuple[Case, ...]:
        """All procedures of a subject, the oldest first."""
        return self.where(subject=subject)

    def attempts(self, kind: str) -> dict[int, int]:
        """How many times each subject of a kind was tried, those tried once left out; by key."""
        column = self._table.c
        most = func.max(column.attempt)
        statement = select(column.subject_id, most).where(column.subject_kind == kind)
        found = self._access.connection.execute(
            statement.group_by(column.subject_id).having(most > 1)
        )
        return dict(found.all())


class Steps(Repository[StepRecord]):
    """Signed results of steps; give `verdicts` as a tuple of `Verdict`."""

    def __init__(self, access: Access) -> None:
        shape = Shape("step_record", StepRecord, {"verdicts": verdicts_from_json})
        super().__init__(access, shape)

    def of_case(self, case_id: int) -> tuple[StepRecord, ...]:
        """The steps of a case in the order they were recorded."""
        return self.where(case_id=case_id)

    def of_subject(self, subject: Subject) -> tuple[StepRecord, ...]:
        """The steps of all cases of a subject in the order they were recorded."""
        given = {"subject_kind": subject.kind, "subject_id": subject.id}
        return self._models(
            self._access.connection.execute(_steps_of_subject(), given).mappings().all()
        )

    def resting(self) -> dict[int, int]:
        """How many steps rest on each received paper that any rests on, by its key."""
        paper = self._table.c.incoming_paper_id
        statement = select(paper, func.count()).where(paper.is_not(None)).group_by(paper)
        return dict(self._access.connection.execute(statement).all())

    def in_brief(self, kind: str, keys: Iterable[int]) -> tuple[StepRecord, ...]:
        """The steps of many subjects in their order, without the checks frozen with them."""
        given = {"subject_kind": kind, KEYS: key_text(keys)}
        rows = self._access.connection.execute(_brief_steps(), given).mappings()
        return tuple(StepRecord(**row) for row in rows)

    def _split(self, values: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        row = dict(values)
        if "verdicts" in row:
            row["verdicts"] = verdicts_to_json(row["verdicts"])
        return super()._split(row)


@cache
def _steps_of_subject() -> Select[Any]:
    """The steps of one subject in their order, made once."""
    case, step = tables.table("procedure_case").c, tables.table("step_record")
    about = (
        case.subject_kind == bindparam("subject_kind"),
        case.subject_id == bindparam("subject_id"),
    )
    return select(step).where(step.c.case_id.in_(select(case.id).where(*about))).order_by(step.c.id)


@cache
def _brief_steps() -> Select[Any]:
    """The steps of many subjects in their order, without their frozen checks, made once."""
    case, step = tables.table("procedure_case").c, tables.table("step_record").c
    columns = [each for each in step if each.name != "verdicts"]
    joined = select(*columns).join(tables.table("procedure_case"), case.id == step.case_id)
    about = case.subject_kind == bindparam("subject_kind"), case.subject_id.in_(brought_keys())
    return joined.where(*about).order_by(step.id)


class RecordedFacts:
    """Facts a pack has recorded on subjects beyond their columns, by name."""

    def __init__(self, access: Access) -> None:
        self._access = access
        self._table = tables.table("recorded_fact")

    def of(self, subject: Subject) -> dict[str, JsonValue]:
        """The facts recorded on one subject."""
        return self.of_many(subject.kind, (subject.id,))[subject.id]

    def of_many(self, kind: str, keys: Collection[int]) -> dict[int, dict[str, JsonValue]]:
        """The facts of many subjects of one kind, by key; every key is there."""
        found: dict[int, dict[str, JsonValue]] = {key: {} for key in keys}
        for row in self._rows(kind, keys):
            found[row.subject_id][row.name] = kept_fact(row.value)
        return found

    def keys_with(self, kind: str, names: Collection[str]) -> tuple[int, ...]:
        """The subjects of a kind on which all these facts are recorded, by key."""
        column, wanted = self._table.c, sorted(set(names))
        statement = (
            select(column.subject_id)
            .where(column.subject_kind == kind, column.name.in_(wanted))
            .group_by(column.subject_id)
            .having(func.count(column.name.distinct()) == len(wanted))
            .order_by(column.subject_id)
        )
        return tuple(self._access.connection.execute(statement).scalars())

    def put_many(self, kind: str, facts: Mapping[int, Mapping[str, JsonValue]]) -> None:
        """Keeps these facts as all that is recorded on their subjects."""
        self.remove(kind, facts)
        self.add_many(kind, facts)

    def add_many(self, kind: str, facts: Mapping[int, Mapping[str, JsonValue]]) -> None:
        """Records facts on subjects that have none yet."""
        owners = [key for key, named in facts.items() for _ in named]
        columns: dict[str, list[Any]] = {
            "subject_kind": [kind] * len(owners),
            "subject_id": owners,
            "name": list(chain.from_iterable(facts.values())),
            "value": [canonical(value) for named in facts.values() for value in named.values()],
        }
        self._access.writer.insert_columns(self._table, columns)

    def remove(self, kind: str, keys: Collection[int]) -> None:
        """Takes out everything recorded on these subjects."""
        self._access.writer.delete(self._table, [row.id for row in self._rows(kind, keys)])

    def _rows(self, kind: str, keys: Collection[int]) -> Sequence[Row[Any]]:
        statement = rows_where(self._table.name, ("subject_kind",), among="subject_id")
        given = {"subject_kind": kind, KEYS: key_text(keys)}
        return self._access.connection.execute(statement, given).all()


@lru_cache(maxsize=50_000)
def kept_fact(stored: str) -> Any:
    """A recorded fact's value; the same few texts come again with every reading."""
    return fact_value(json.loads(stored))


class Deadlines(Repository[DeadlineRecord]):
    """Deadlines met, extended or waived."""

    def __init__(self, access: Access) -> None:
        super().__init__(access, Shape("deadline_record", DeadlineRecord))

    def of(self, subject: Subject) -> tuple[DeadlineRecord, ...]:
        """What happened to the deadlines of a subject, the oldest first."""
        return self.where(subject=subject)


class Notes(Repository[Note]):
    """Notes and telephone reminders."""

    def __init__(self, access: Access) -> None:
        super().__init__(access, Shape("note", Note))

    def of(self, subject: Subject) -> tuple[Note, ...]:
        """The notes on a subject, the oldest first."""
        return self.where(subject=subject)
