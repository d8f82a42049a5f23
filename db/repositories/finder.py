"""One search over what has a name: part of it or of its code, its pinyin or its initials."""

from dataclasses import dataclass

from sqlalchemy import select

from db import tables
from db.labels import SUBJECT_TABLES
from db.repositories.base import Access
from db.repositories.subject_names import NOTHING, first_column, with_owners
from desktop_app.domain.record import Subject
from desktop_app.domain.standing import SubjectName
from desktop_app.values.pinyin import NO_MATCH, wanted
from desktop_app.values.text import fold


@dataclass(frozen=True)
class Found:
    """One subject a text may mean; `rank` 0 is the best answer."""

    subject: Subject
    name: SubjectName
    rank: int

    def order(self) -> tuple[int, int]:
        """Best answers first; of equal ones the shorter name says less besides."""
        return self.rank, len(self.name.name)


class Finder:
    """Finds subjects of any kind that keeps a search key."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def find(self, kind: str, text: str) -> tuple[Found, ...]:
        """The subjects of a kind meant by a text, the best answers first."""
        source = tables.table(SUBJECT_TABLES[kind])
        joined, unit, project = with_owners(source)
        code, name = source.c.get("code", NOTHING), first_column(source)
        of_project = NOTHING if project is None else project.c.code
        statement = select(source.c.id, code, name, unit, of_project, source.c.pinyin)
        rows = self._access.connection.execute(
            statement.select_from(joined).order_by(source.c.id)
        ).all()
        query, part = wanted(text), fold(text).casefold()
        found = []
        for key, own_code, own_name, own_unit, owner_code, pinyin in rows:
            is_code = bool(part) and part in own_code.casefold()
            rank = 0 if is_code else query.rank(pinyin, own_name)
            if rank < NO_MATCH:
                named = SubjectName(own_code or owner_code or "", own_name, own_unit or "")
                found.append(Found(Subject(kind, key), named, rank))
        return tuple(sorted(found, key=Found.order))
