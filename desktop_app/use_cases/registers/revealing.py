"""The personal columns of one row of a register in full: with the right, for a reason, logged."""

from desktop_app.domain.register import Owner
from desktop_app.errors import Refused
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.personal import looking
from desktop_app.use_cases.registers.listing import called, column_of, shown
from desktop_app.use_cases.standing.entries import pack_of_owner, spec_of
from desktop_app.use_cases.standing.reading import reading_of
from desktop_app.values.ids import EntryId

Lines = tuple[tuple[str, str], ...]
"""Titles of columns and what stands in them."""


def reveal_entry(desk: Desk, entry_id: EntryId, reason: str) -> Lines:
    """The personal columns of a row that are filled in; who looked and why is kept in the log."""
    with desk.workspace.read() as view:
        entry = view.registers.get(entry_id)
        owner = Owner(entry.project_id, entry.unit_id, entry.system_id, entry.parent_id)
        pack = pack_of_owner(reading_of(desk, view), owner, entry.register_id)
        spec = spec_of(pack, entry.register_id)
    columns = [column_of(each) for each in spec.field if each.is_personal]
    naming = next((each for each in columns if each.id == spec.name), None)
    name = called(naming, entry)
    filled = [each for each in columns if entry.cells.get(each.id) not in (None, "")]
    if not filled:
        raise Refused(f"{spec.label}“{name}”没有登记个人信息", advice="不用查看。")
    title = f"查看{spec.label}“{name}”的个人信息"
    with looking(desk, title, reason, (entry.subject,)):
        return tuple(
            (c.label, shown(c.type, c.unit, entry.cells.get(c.id), c.choices)) for c in filled
        )
