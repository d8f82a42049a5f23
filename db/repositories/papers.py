"""Issued papers with their subjects and own numbers, and papers received."""

from collections.abc import Sequence

from sqlalchemy import Table, func, or_, select

from db import tables
from db.repositories.base import Access, ModelT, Parts, Repository, Shape
from desktop_app.domain.record import IncomingPaper, Paper, Subject


class AboutSubjects(Repository[ModelT]):
    """Rows about any number of subjects, kept in a table of their own."""

    part_names = frozenset({"subjects"})
    numbers: tuple[str, ...] = ("number",)
    """The columns a paper is known by."""

    def __init__(self, access: Access, shape: Shape[ModelT], subjects: str, owner: str) -> None:
        super().__init__(access, shape)
        self._subjects: Table = tables.table(subjects)
        self._owner = owner

    def of(self, subject: Subject) -> tuple[ModelT, ...]:
        """Those about a subject, the oldest first."""
        about = self._subjects.c
        keys = select(about[self._owner]).where(
            about.subject_kind == subject.kind, about.subject_id == subject.id
        )
        return self._select(self._table.c.id.in_(keys))

    def numbered(self, part: str, most: int) -> tuple[ModelT, ...]:
        """The newest with this text in one of their numbers, so many at most."""
        column = self._table.c
        has_part = [func.instr(column[each], part) > 0 for each in self.numbers]
        statement = select(column.id).where(or_(*has_part)).order_by(column.id.desc()).limit(most)
        return self.many(self._access.connection.execute(statement).scalars())

    def _read_parts(self, keys: Sequence[int]) -> Parts:
        parts: Parts = {key: {"subjects": ()} for key in keys}
        owner = self._subjects.c[self._owner]
        statement = select(self._subjects).where(owner.in_(keys)).order_by(self._subjects.c.id)
        for row in self._access.connection.execute(statement).mappings():
            subject = Subject(row["subject_kind"], row["subject_id"])
            parts[row[self._owner]]["subjects"] += (subject,)
        return parts

    def _write_parts(self, parts: Parts) -> None:
        owners = [key for key, values in parts.items() if "subjects" in values]
        self._remove_parts(owners)
        for key in owners:
            rows = [
                {self._owner: key, "subject_kind": each.kind, "subject_id": each.id}
                for each in parts[key]["subjects"]
            ]
            self._access.writer.insert_many(self._subjects, rows)

    def _remove_parts(self, keys: Sequence[int]) -> None:
        statement = select(self._subjects.c.id).where(self._subjects.c[self._owner].in_(keys))
        found = self._access.connection.execute(statement).scalars().all()
        self._access.writer.delete(self._subjects, found)


class Papers(AboutSubjects[Paper]):
    """Issued papers; a spoiled one stays as void with its number."""

    numbers = ("document_number", "number")

    def __init__(self, access: Access) -> None:
        super().__init__(access, Shape("paper", Paper), "paper_subject", "paper_id")
        self._series = tables.table("paper_series")

    def next_number(self, series: str, year: int) -> int:
        """Takes the next number of a series; every year starts at 1 and none is given twice."""
        series_row = select(self._series).where(
            self._series.c.series == series, self._series.c.year == year
        )
        last = self._access.connection.execute(series_row).first()
        if last is None:
            first = {"series": series, "year": year, "last_number": 1}
            self._access.writer.insert(self._series, first)
            return 1
        number = int(last.last_number) + 1
        self._access.writer.update(self._series, last.id, {"last_number": number})
        return number

    def void(self, paper_id: int, reason: str) -> Paper:
        """Marks a paper as spoiled (作废); its number is not given out again."""
        return self.change(paper_id, is_void=True, void_reason=reason)


class Incoming(AboutSubjects[IncomingPaper]):
    """Papers received (收文)."""

    def __init__(self, access: Access) -> None:
        shape = Shape("incoming_paper", IncomingPaper)
        super().__init__(access, shape, "incoming_subject", "incoming_paper_id")
