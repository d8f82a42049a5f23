"""Applications found alike, what they were compared by, and what was decided about them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, TextClause, and_, false, or_, select

from db import tables
from db.repositories.base import Access, Parts, Repository, Shape
from db.repositories.key_list import listed
from db.tables.standing import WITHIN_FAMILY
from desktop_app.domain.office import SimilarityDecision
from desktop_app.domain.record import Subject
from desktop_app.domain.standing import AlikePair, ComparedBy
from desktop_app.values.ids import ProjectId


class Pairs:
    """Pairs found alike, in no order, and what was compared; can be worked out again."""

    def __init__(self, access: Access) -> None:
        self._access = access
        self._table = tables.table("similar_pair")
        self._texts = tables.table("compared_text")

    def all(self) -> tuple[AlikePair, ...]:
        """Every pair."""
        return self._select()

    def touching(self, projects: Iterable[int]) -> tuple[AlikePair, ...]:
        """The pairs at least one of these applications is in."""
        keys = listed(projects)
        return self._select(self._touches("project", keys))

    def chains(self, projects: Iterable[int]) -> tuple[AlikePair, ...]:
        """The pairs within unit families these applications are in, directly or through others."""
        pair = self._table
        within, chain = WITHIN_FAMILY, select(listed(projects).subquery().c.value.label("id"))
        linked = chain.cte("chain", recursive=True)
        onward = select(pair.c.other_id).join(linked, pair.c.project_id == linked.c.id)
        back = select(pair.c.project_id).join(linked, pair.c.other_id == linked.c.id)
        linked = linked.union(onward.where(within), back.where(within))
        return self._select(within, pair.c.project_id.in_(select(linked.c.id)))

    def partners(self, kind: str, keys: Iterable[int]) -> set[int]:
        """The applications in a pair with one of these applications or systems."""
        pair, wanted = self._table.c, listed(keys)
        firsts = select(pair.project_id).where(
            (pair.other_kind == kind) & pair.other_id.in_(wanted)
        )
        found = set(self._access.connection.execute(firsts).scalars())
        if kind == "project":
            others = select(pair.other_id).where(
                (pair.other_kind == kind) & pair.project_id.in_(wanted)
            )
            found |= set(self._access.connection.execute(others).scalars())
        return found

    def add(self, pairs: Iterable[AlikePair]) -> None:
        """Keeps new pairs."""
        _ = self._access.writer
        rows = [each._asdict() for each in pairs]
        if rows:
            self._access.connection.execute(self._table.insert(), rows)

    def set_family(self, pairs: Iterable[AlikePair]) -> None:
        """Keeps anew whether the members of these pairs are of one family."""
        _ = self._access.writer
        pair = self._table
        for each in pairs:
            own = (pair.c.project_id == each.project_id) & (pair.c.other_kind == each.other_kind)
            statement = pair.update().where(own, pair.c.other_id == each.other_id)
            self._access.connection.execute(statement.values(same_family=each.same_family))

    def remove(self, kind: str, keys: Iterable[int]) -> None:
        """Forgets the pairs of applications or systems, and what they were compared by."""
        _ = self._access.writer
        gone, text = listed(keys), self._texts.c
        self._access.connection.execute(self._table.delete().where(self._touches(kind, gone)))
        own = (text.subject_kind == kind) & text.subject_id.in_(gone)
        self._access.connection.execute(self._texts.delete().where(own))

    def clear(self) -> None:
        """Forgets everything compared so far."""
        _ = self._access.writer
        for table in (self._table, self._texts):
            self._access.connection.execute(table.delete())

    def compared(self, subjects: Iterable[Subject] | None = None) -> dict[Subject, ComparedBy]:
        """What these (None: all) were last compared by; one never compared is left out."""
        text = self._texts.c
        statement = select(text.subject_kind, text.subject_id, text.texts, text.share)
        if subjects is not None:
            wanted = tuple(subjects)
            kinds = {each.kind for each in wanted}
            keys = {kind: listed(s.id for s in wanted if s.kind == kind) for kind in kinds}
            own = (and_(text.subject_kind == k, text.subject_id.in_(keys[k])) for k in keys)
            statement = statement.where(or_(false(), *own))
        found = self._access.connection.execute(statement)
        return {Subject(kind, key): ComparedBy(texts, share) for kind, key, texts, share in found}

    def note_compared(self, compared: Mapping[Subject, ComparedBy]) -> None:
        """Keeps what was compared now; older notes of the same must be gone."""
        _ = self._access.writer
        rows = [
            {
                "subject_kind": each.kind,
                "subject_id": each.id,
                "texts": by.texts,
                "share": by.share,
            }
            for each, by in compared.items()
        ]
        if rows:
            self._access.connection.execute(self._texts.insert(), rows)

    def note_share(self, project: int, share: str) -> None:
        """Keeps what an application gives the sums of its family now."""
        _ = self._access.writer
        text = self._texts
        own = (text.c.subject_kind == "project") & (text.c.subject_id == project)
        self._access.connection.execute(text.update().where(own).values(share=share))

    def _touches(self, kind: str, keys: Any) -> ColumnElement[bool]:
        pair = self._table.c
        other = (pair.other_kind == kind) & pair.other_id.in_(keys)
        return pair.project_id.in_(keys) | other if kind == "project" else other

    def _select(self, *conditions: ColumnElement[bool] | TextClause) -> tuple[AlikePair, ...]:
        pair = self._table.c
        columns = (pair.project_id, pair.other_kind, pair.other_id, pair.score, pair.same_family)
        statement = select(*columns).where(*conditions)
        return tuple(map(AlikePair._make, self._access.connection.execute(statement).all()))


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
