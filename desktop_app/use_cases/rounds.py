"""Rounds: hand workbooks out to units and offices, know who has not returned them, chase (催报)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from db.unit_of_work import ReadView, UnitOfWork
from desktop_app.domain.base_data import Unit
from desktop_app.domain.record import Recipient, Round, Subject
from desktop_app.domain.register import ENTRY, Owner
from desktop_app.errors import Refused
from desktop_app.use_cases.base_data import unit_index
from desktop_app.use_cases.desk import Desk, require
from desktop_app.use_cases.handouts import HandOut, find_hand_out
from desktop_app.use_cases.imports.specs import specs_in_force
from desktop_app.use_cases.places import UNSAFE_IN_NAMES, make_folder
from desktop_app.use_cases.registers.owed import OwedRow, owed_rows
from desktop_app.use_cases.standing.reading import Reading
from desktop_app.use_cases.templates import Meant, TemplateWriter, latest_above, sheet_of
from desktop_app.values.ids import EntryId, RecipientId, RoundId, UnitId
from desktop_app.values.text import normal_name

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class RecipientRow:
    """One unit or office of a round as the register shows it."""

    id: RecipientId
    unit_id: UnitId | None
    """None for an office that is not in the list of units."""
    unit: str
    """Name of the unit or office."""
    sent_on: date | None
    returned_on: date | None
    reminders: tuple[date, ...]
    is_overdue: bool
    contact: str
    phone: str
    office: str = ""
    """Role of the office, empty for a unit."""
    owed: tuple[OwedRow, ...] = ()
    """Rows of the workbook an office still owes an answer on."""

    @property
    def is_missing(self) -> bool:
        """Whether it has to be chased: nothing came back, or rows were left open."""
        return self.returned_on is None or bool(self.owed)


@dataclass(frozen=True)
class RoundPage:
    """One round with its register of recipients."""

    round: Round
    sheet_title: str
    recipients: tuple[RecipientRow, ...]

    @property
    def missing(self) -> tuple[RecipientRow, ...]:
        """Those that were sent a workbook and have not returned it, or not all of it."""
        return tuple(each for each in self.recipients if each.is_missing)


def hand_out(  # noqa: PLR0913 - the fields of the dialog
    desk: Desk,
    *,
    kind: str,
    title: str,
    folder: Path,
    units: Sequence[UnitId] = (),
    offices: Sequence[str] = (),
    under: EntryId | None = None,
    due_on: date | None = None,
    progress: Progress = lambda _done, _total, _unit: None,
) -> RoundPage:
    """Write one workbook per unit or office into a folder; a round remembers who was sent it.

    `under` is the row of a register an office is asked about (the newest if None).
    """
    require(desk, "round.open")
    if not units and not offices:
        raise Refused("没有选单位", advice="请至少勾选一个单位再下发。")
    make_folder(folder)
    count = len(units) + len(offices)
    act = desk.act("hand_out", f"下发“{title}”给 {count} 个单位")
    with desk.workspace.begin(act) as uow:
        reading = Reading(desk, uow, desk.today, is_brief=True)
        wanted = find_hand_out(reading.current, kind)
        writer = TemplateWriter(reading, sheet_of(uow, reading.current, wanted.sheet))
        about = _about(writer, wanted, offices, under)
        opened = uow.rounds.add(
            title=title,
            sheet=writer.spec.id,
            opened_on=desk.today,
            due_on=due_on,
            closed_on=None,
            entry_id=about,
        )
        writer.round_id = str(opened.id)
        uow.concern([Subject("round", opened.id), *([Subject(ENTRY, about)] if about else [])])
        owner = Owner(parent_id=about) if about is not None else None
        meant = [Meant(unit) for unit in uow.units.many(units)]
        meant += [Meant(office=role, owner=owner) for role in offices]
        for done, each in enumerate(meant):
            name = writer.name_of(each)
            progress(done, count, name)
            writer.write(folder / f"{title}-{name}.xlsx".translate(UNSAFE_IN_NAMES), each)
            uow.rounds.add_recipient(
                opened.id,
                unit_id=each.unit.id if each.unit else None,
                office=each.office,
                sent_on=desk.today,
            )
    return round_page(desk, opened.id)


def _about(
    writer: TemplateWriter, wanted: HandOut, offices: Sequence[str], under: EntryId | None
) -> EntryId | None:
    """The row the workbooks of offices are about; units are asked about all that is theirs."""
    strangers = set(offices) - set(wanted.offices)
    if strangers:
        raise Refused(
            f"{wanted.title}不发给“{'、'.join(sorted(strangers))}”", advice="请核对接收部门。"
        )
    return (under if under is not None else latest_above(writer)) if offices else None


def round_page(desk: Desk, round_id: RoundId) -> RoundPage:
    """One round with its register."""
    with desk.workspace.read() as view:
        return _page(desk, view, view.rounds.get(round_id))


def rounds(desk: Desk) -> tuple[RoundPage, ...]:
    """All rounds with their registers, the newest first."""
    with desk.workspace.read() as view:
        return tuple(_page(desk, view, each) for each in reversed(view.rounds.all()))


def remind(desk: Desk, round_id: RoundId, recipients: Sequence[RecipientId]) -> RoundPage:
    """Note that recipients were reminded today (催报); only those that are missing count."""
    require(desk, "round.remind")
    missing = {each.id for each in round_page(desk, round_id).missing}
    subjects = (Subject("round", round_id),)
    act = desk.act("remind", f"催报 {len(recipients)} 个单位", subjects=subjects)
    with desk.workspace.begin(act) as uow:
        for key in recipients:
            if key in missing:
                uow.rounds.add_reminder(key, desk.today)
    return round_page(desk, round_id)


def close_round(desk: Desk, round_id: RoundId) -> None:
    """Close a round: what comes in later no longer counts for it."""
    require(desk, "round.close")
    act = desk.act("close_round", "结束下发轮次", subjects=(Subject("round", round_id),))
    with desk.workspace.begin(act) as uow:
        uow.rounds.change(round_id, closed_on=desk.today)


def note_returned(uow: UnitOfWork, recipient: Recipient, on: date) -> None:
    """Note that a recipient has answered, with a workbook or without."""
    uow.rounds.change_recipient(recipient.id, returned_on=on)


def _page(desk: Desk, view: ReadView, opened: Round) -> RoundPage:
    found = view.rounds.recipients(opened.id)
    reading = Reading(desk, view, desk.today, is_brief=True)
    spec = specs_in_force(view, reading.in_force).get(opened.sheet)
    owed = owed_rows(reading, spec, opened, found) if spec and opened.closed_on is None else {}
    by_name = unit_index(view)
    rows = tuple(_row(reading, opened, each, owed, by_name) for each in found)
    return RoundPage(opened, spec.title if spec else opened.sheet, rows)


def _row(
    reading: Reading,
    opened: Round,
    recipient: Recipient,
    owed: Mapping[RecipientId, tuple[OwedRow, ...]],
    by_name: Mapping[str, Unit],
) -> RecipientRow:
    is_late = opened.due_on is not None and opened.due_on < reading.on
    name = ""
    if recipient.office:
        name = reading.current.office_name(recipient.office, reading.on)
    unit = reading.units.get(recipient.unit_id) if recipient.unit_id is not None else None
    unit = unit or by_name.get(normal_name(name))
    rows = owed.get(recipient.id, ())
    is_open = recipient.returned_on is None or bool(rows)
    return RecipientRow(
        recipient.id,
        unit.id if unit else None,
        name or (unit.name if unit else ""),
        recipient.sent_on,
        recipient.returned_on,
        recipient.reminders,
        is_late and is_open and opened.closed_on is None,
        unit.contact if unit else "",
        unit.phone if unit else "",
        recipient.office,
        rows,
    )
