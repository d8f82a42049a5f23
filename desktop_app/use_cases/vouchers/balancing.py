"""Vouchers given out held against vouchers used, expired and void, by face and batch."""

from dataclasses import dataclass, replace
from datetime import date

from db.vouchers.sums import Disagreement, FaceBalance, face_balances
from db.vouchers.working import working_copy
from desktop_app.domain.vouchers.terms import Terms
from desktop_app.use_cases.desk import Desk


@dataclass(frozen=True)
class Balance:
    """The whole balance of a campaign on a day."""

    on: date
    faces: tuple[FaceBalance, ...]
    disagreements: tuple[Disagreement, ...]

    @property
    def gap(self) -> int:
        """Vouchers whose end is not told."""
        return sum(face.gap for face in self.faces)

    @property
    def over_issued(self) -> tuple[FaceBalance, ...]:
        """Faces of which more were given out than the plan has."""
        return tuple(face for face in self.faces if face.issued > face.planned)


def balance(desk: Desk, terms: Terms, on: date | None = None) -> Balance:
    """Issued less used, expired and void of every face; the day decides what has expired."""
    day = on or desk.today
    plan = terms.campaign
    with (
        desk.workspace.read() as view,
        working_copy(view.connection, terms, "[]"),
    ):
        ends = plan.ends_on.isoformat()
        unsorted, told = face_balances(view.connection, plan.id, day.isoformat(), ends)
    order = {kind.id: place for place, kind in enumerate(plan.kinds)}
    found = sorted(unsorted, key=lambda each: (each.batch, order[each.kind], each.face_fen))
    faces = tuple(replace(each, planned=_planned(terms, each)) for each in found)
    return Balance(day, faces, told)


def _planned(terms: Terms, face: FaceBalance) -> int:
    batch = terms.campaign.batch(face.batch)
    share = batch.share(face.kind) if batch else None
    return share.count(face.face_fen) if share else 0
