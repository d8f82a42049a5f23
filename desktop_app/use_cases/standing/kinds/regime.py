"""The regulation itself (制度): no record, but days of its own, such as the yearly report."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from typing_extensions import override

from db.repositories.base import Repository
from db.unit_of_work import ReadView
from desktop_app.use_cases.standing.kinds.kind import SubjectKind


@dataclass(frozen=True)
class Regime:
    """The one regulation in force."""

    id: int = 0
    kept_since: date | None = None
    """The day the office began to keep this workspace."""


class RegimeKind(SubjectKind[Regime]):
    """The regulation as a subject; its key is always 0."""

    id: ClassVar[str] = "regime"

    @override
    def rows(self, view: ReadView) -> Repository[Regime]:
        raise LookupError("the regulation in force is no row of a table")

    @override
    def read(self, view: ReadView, keys: Iterable[int]) -> dict[int, Regime]:
        if 0 not in set(keys):
            return {}
        first = view.events.first()
        return {0: Regime(0, first.at.date() if first and first.at else None)}

    @override
    def owes_since(self, record: Regime) -> date | None:
        return record.kept_since
