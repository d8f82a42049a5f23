"""Open the procedures that begin by themselves for rows of a register; most registers have none."""

from collections.abc import Sequence

from db.unit_of_work import UnitOfWork
from desktop_app.domain.record import Subject
from desktop_app.domain.register import ENTRY
from desktop_app.rules.pack import Pack
from desktop_app.rules.schema import RegisterSpec
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.standing.openings import open_due_procedures
from desktop_app.values.ids import EntryId


def open_for_entries(
    desk: Desk, uow: UnitOfWork, pack: Pack, spec: RegisterSpec, keys: Sequence[EntryId]
) -> None:
    """Open what begins by itself for new or changed rows of one register."""
    if any(each.subject == spec.id and each.opens == "auto" for each in pack.procedures):
        open_due_procedures(desk, uow, [Subject(ENTRY, key) for key in keys])
