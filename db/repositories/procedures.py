"""Cases, signed steps, current verdicts, deadlines, notes and decided similarities."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from db import tables
from db.raw_rows import canonical
from db.repositories.base import Access, Parts, Repository, Shape
from db.repositories.verdict_text import verdicts_from_json, verdicts_to_json
from desktop_app.domain.office import CurrentVerdict, DeadlineRecord, SimilarityDecision
from desktop_app.domain.record import Case, Note, StepRecord, Subject
from desktop_app.rules.verdict import Verdict, worst_light
from desktop_app.values.ids import ProjectId


class Cases(Repository[Case]):
    """Procedures of subjects."""

    def __init__(self, access: Access) -> None:
        super().__init__(access, Shape("procedure_case", Case))

    def of(self, subject: Subject) -> tuple[Case, ...]:
        """All procedures of a subject, the oldest first."""
        return self.where(subject=subject)

    def open_of(self, subject: Subject) -> Case | None:
        """The running procedure of a subject, None if none is running."""
        return next((each for each in self.of(subject) if each.closed_on is None), None)


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
        case = tables.table("procedure_case")
        cases = select(case.c.id).where(
            case.c.subject_kind == subject.kind, case.c.subject_id == subject.id
        )
        return self._select(self._table.c.case_id.in_(cases))

    def _split(self, values: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        row = dict(values)
        if "verdicts" in row:
            row["verdicts"] = verdicts_to_json(row["verdicts"])
        return super()._split(row)


class Verdicts(Repository[CurrentVerdict]):
    """The checks of each subject as last computed; a cache, neither logged nor undone."""

    def __init__(self, access: Access) -> None:
        shape = Shape("current_verdict", CurrentVerdict, {"verdicts": verdicts_from_json})
        super().__init__(access, shape)

    def of(self, subject: Subject) -> CurrentVerdict | None:
        """The last checks of a subject, None if it was never checked."""
        return self.first(subject=subject)

    def days(self) -> frozenset[date]:
        """The days the kept checks were computed on."""
        statement = select(self._table.c.judged_on).distinct()
        return frozenset(self._access.connection.execute(statement).scalars())

    def put(
        self,
        subject: Subject,
        verdicts: Sequence[Verdict],
        *,
        judged_on: date,
        open_step: str = "",
        due_on: date | None = None,
    ) -> None:
        """Keeps the checks of a subject in place of the older ones."""
        row = {
            "judged_on": judged_on,
            "light": worst_light(tuple(verdicts)),
            "verdicts": canonical(verdicts_to_json(verdicts)),
            "open_step": open_step,
            "due_on": due_on,
        }
        known = self.of(subject)
        if known is None:
            key = {"subject_kind": subject.kind, "subject_id": subject.id}
            self._access.writer.insert(self._table, {**key, **row})
        else:
            self._access.writer.update(self._table, known.id, row)


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


class Decisions(Repository[SimilarityDecision]):
    """What was decided about groups of similar applications; `members` are project keys."""

    part_names = frozenset({"members"})

    def __init__(self, access: Access) -> None:
        super().__init__(access, Shape("similarity_decision", SimilarityDecision))
        self._members = tables.table("similarity_member")

    def of_project(self, project_id: int) -> tuple[SimilarityDecision, ...]:
        """The decisions a project is part of, the oldest first."""
        member = self._members.c
        keys = select(member.decision_id).where(member.project_id == project_id)
        return self._select(self._table.c.id.in_(keys))

    def _read_parts(self, keys: Sequence[int]) -> Parts:
        parts: Parts = {key: {"members": ()} for key in keys}
        statement = select(self._members).where(self._members.c.decision_id.in_(keys))
        for row in self._access.connection.execute(statement.order_by(self._members.c.id)):
            parts[row.decision_id]["members"] += (ProjectId(row.project_id),)
        return parts

    def _write_parts(self, parts: Parts) -> None:
        owners = [key for key, values in parts.items() if "members" in values]
        self._remove_parts(owners)
        for key in owners:
            rows = [{"decision_id": key, "project_id": each} for each in parts[key]["members"]]
            self._access.writer.insert_many(self._members, rows)

    def _remove_parts(self, keys: Sequence[int]) -> None:
        statement = select(self._members.c.id).where(self._members.c.decision_id.in_(keys))
        found = self._access.connection.execute(statement).scalars().all()
        self._access.writer.delete(self._members, found)
