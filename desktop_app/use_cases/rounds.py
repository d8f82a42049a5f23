"""Rounds: hand workbooks out to units, know who has not returned them, and chase (催报)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from db.unit_of_work import ReadView
from desktop_app.domain.base_data import Unit
from desktop_app.domain.record import Recipient, Round, Subject
from desktop_app.errors import Refused
from desktop_app.excel.reading import TemplateMark
from desktop_app.excel.sheet import SheetSpec
from desktop_app.excel.writer import write_template
from desktop_app.rules.pack import Pack
from desktop_app.use_cases.base_data import unit_index
from desktop_app.use_cases.desk import Desk, require
from desktop_app.use_cases.imports.specs import workspace_specs
from desktop_app.use_cases.places import make_folder
from desktop_app.use_cases.prefill import prefilled_rows
from desktop_app.use_cases.regime import current_pack
from desktop_app.values.ids import RoundId, UnitId
from desktop_app.values.text import normal_name

Progress = Callable[[int, int, str], None]
UNSAFE_IN_NAMES = str.maketrans(dict.fromkeys('\\/:*?"<>|', "_"))


@dataclass(frozen=True)
class RecipientRow:
    """One unit of a round as the register shows it."""

    unit_id: UnitId
    unit: str
    sent_on: date | None
    returned_on: date | None
    reminders: tuple[date, ...]
    is_overdue: bool
    contact: str
    phone: str


@dataclass(frozen=True)
class RoundPage:
    """One round with its register of recipients."""

    round: Round
    sheet_title: str
    recipients: tuple[RecipientRow, ...]

    @property
    def missing(self) -> tuple[RecipientRow, ...]:
        """Units that were sent a workbook and have not returned it."""
        return tuple(each for each in self.recipients if each.returned_on is None)


def round_kinds(desk: Desk) -> tuple[tuple[str, str, str], ...]:
    """What can be handed out under the pack in force: id, title and sheet of each kind of round."""
    with desk.workspace.read() as view:
        pack = current_pack(desk, view)
        return tuple((each.id, each.title, str(each.sheet)) for each in pack.rounds if each.sheet)


def proposed_units(desk: Desk, kind: str) -> tuple[Unit, ...]:
    """The units a kind of round is meant for, by their kind; a unit that was closed is left out.

    So is a subordinate unit where the pack lets the superior gather and send in for it.
    """
    with desk.workspace.read() as view:
        pack = current_pack(desk, view)
        entry = next(each for each in pack.rounds if each.id == kind)
        return tuple(
            unit
            for unit in view.units.all()
            if (unit.valid_until is None or unit.valid_until >= desk.today)
            and (not entry.unit_kinds or unit.kind in entry.unit_kinds)
            and not (entry.through_superior and unit.superior_id)
        )


def write_unit_template(desk: Desk, sheet: str, out: Path, *, unit: str = "") -> Path:
    """Write a blank workbook, or one pre-filled for a unit with what is known of it."""
    make_folder(out.parent)
    with desk.workspace.read() as view:
        pack = current_pack(desk, view)
        spec = _spec(view, pack, sheet)
        found = None
        if unit:
            found = unit_index(view).get(normal_name(unit))
            if found is None:
                raise Refused(f"单位名录里没有“{unit}”", advice="请写单位全称，或先登记单位。")
        _write(view, spec, pack, found, out)
    return out


def hand_out(  # noqa: PLR0913 - the fields of the dialog
    desk: Desk,
    *,
    kind: str,
    title: str,
    units: Sequence[UnitId],
    folder: Path,
    due_on: date | None = None,
    progress: Progress = lambda _done, _total, _unit: None,
) -> RoundPage:
    """Write one workbook per unit into a folder and open a round that remembers who was sent it."""
    require(desk, "round.open")
    if not units:
        raise Refused("没有选单位", advice="请至少勾选一个单位再下发。")
    make_folder(folder)
    act = desk.act("hand_out", f"下发“{title}”给 {len(units)} 个单位")
    with desk.workspace.begin(act) as uow:
        pack = current_pack(desk, uow)
        entry = next(each for each in pack.rounds if each.id == kind)
        spec = _spec(uow, pack, str(entry.sheet))
        opened = uow.rounds.add(
            title=title, sheet=spec.id, opened_on=desk.today, due_on=due_on, closed_on=None
        )
        uow.concern([Subject("round", opened.id)])
        for done, unit in enumerate(uow.units.many(units)):
            progress(done, len(units), unit.name)
            out = folder / f"{title}-{unit.name}.xlsx".translate(UNSAFE_IN_NAMES)
            _write(uow, spec, pack, unit, out)
            uow.rounds.set_recipient(opened.id, unit.id, sent_on=desk.today)
    return round_page(desk, opened.id)


def round_page(desk: Desk, round_id: RoundId) -> RoundPage:
    """One round with its register."""
    with desk.workspace.read() as view:
        return _page(desk, view, view.rounds.get(round_id))


def rounds(desk: Desk) -> tuple[RoundPage, ...]:
    """All rounds with their registers, the newest first."""
    with desk.workspace.read() as view:
        return tuple(_page(desk, view, each) for each in reversed(view.rounds.all()))


def remind(desk: Desk, round_id: RoundId, units: Sequence[UnitId]) -> RoundPage:
    """Note that units were reminded today (催报); only those that have not returned count."""
    require(desk, "round.remind")
    act = desk.act("remind", f"催报 {len(units)} 个单位", subjects=(Subject("round", round_id),))
    with desk.workspace.begin(act) as uow:
        for recipient in uow.rounds.recipients(round_id):
            if recipient.unit_id in units and recipient.returned_on is None:
                uow.rounds.add_reminder(round_id, recipient.unit_id, desk.today)
    return round_page(desk, round_id)


def close_round(desk: Desk, round_id: RoundId) -> None:
    """Close a round: what comes in later no longer counts for it."""
    require(desk, "round.close")
    act = desk.act("close_round", "结束下发轮次", subjects=(Subject("round", round_id),))
    with desk.workspace.begin(act) as uow:
        uow.rounds.change(round_id, closed_on=desk.today)


def _spec(view: ReadView, pack: Pack, sheet: str) -> SheetSpec:
    specs = workspace_specs(view, pack)
    if sheet not in specs:
        known = "、".join(f"{key}（{spec.title}）" for key, spec in specs.items())
        raise Refused(f"没有名为“{sheet}”的表", advice=f"可用的表：{known}。")
    return specs[sheet]


def _write(view: ReadView, spec: SheetSpec, pack: Pack, unit: Unit | None, out: Path) -> None:
    text = pack.sheet_text(spec.id)
    write_template(
        spec,
        out,
        unit=unit.name if unit else "",
        rows=prefilled_rows(view, spec, unit) if unit else (),
        mark=TemplateMark(spec.id, spec.version, unit.name if unit else ""),
        guide=text.guide if text else (),
        filled_on=None,
    )


def _page(desk: Desk, view: ReadView, opened: Round) -> RoundPage:
    units = {unit.id: unit for unit in view.units.all()}
    rows = [
        _row(desk, opened, each, units[each.unit_id]) for each in view.rounds.recipients(opened.id)
    ]
    spec = workspace_specs(view, current_pack(desk, view)).get(opened.sheet)
    return RoundPage(opened, spec.title if spec else opened.sheet, tuple(rows))


def _row(desk: Desk, opened: Round, recipient: Recipient, unit: Unit) -> RecipientRow:
    is_late = opened.due_on is not None and opened.due_on < desk.today
    return RecipientRow(
        unit.id,
        unit.name,
        recipient.sent_on,
        recipient.returned_on,
        recipient.reminders,
        is_late and recipient.returned_on is None and opened.closed_on is None,
        unit.contact,
        unit.phone,
    )
