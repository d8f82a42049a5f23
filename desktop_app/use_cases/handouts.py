"""What can be handed out under the pack in force, and to whom it is meant to go."""

from collections.abc import Iterable
from dataclasses import dataclass

from desktop_app.domain.base_data import Unit
from desktop_app.errors import Refused
from desktop_app.rules.pack import Pack
from desktop_app.rules.register_place import offices_of
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.imports.specs import place_of, sheet_stages, workspace_specs
from desktop_app.use_cases.registers.known_rows import KnownRows
from desktop_app.use_cases.standing.reading import Reading
from desktop_app.values.ids import EntryId
from desktop_app.values.stages import STAGE_TITLES, stage_title

SHEET = "sheet."
"""What the id of a hand-out begins with that the pack does not name: any register's sheet."""


@dataclass(frozen=True)
class HandOut:
    """One kind of round: the sheet, its stage, and the kinds of units or offices it is for."""

    id: str
    title: str
    sheet: str
    stage: str
    unit_kinds: tuple[str, ...] = ()
    """Empty for all kinds."""
    through_superior: bool = False
    offices: tuple[str, ...] = ()
    """Roles of offices that get it in place of units."""
    stage_title: str = ""

    @property
    def words(self) -> str:
        """How it is offered, `建设 · 建设进度表`."""
        return f"{self.stage_title} · {self.title}"


@dataclass(frozen=True)
class OfferedSheet:
    """One sheet of the workspace and the stage it belongs to."""

    id: str
    title: str
    stage: str
    stage_title: str

    @property
    def words(self) -> str:
        """How it is offered, `建设 · 合同备案表`."""
        return f"{self.stage_title} · {self.title}"


@dataclass(frozen=True)
class Addressee:
    """Who may be sent a workbook: a unit, or an office of the pack by its role."""

    name: str
    unit: Unit | None = None
    office: str = ""
    is_meant: bool = False
    """Whether the round is for it; others can still be chosen."""


def hand_outs(desk: Desk) -> tuple[HandOut, ...]:
    """The rounds the pack names, then every register whose sheet it does not name a round for."""
    with desk.workspace.read() as view:
        return tuple(_all(Reading(desk, view, desk.today).current))


def find_hand_out(pack: Pack, kind: str) -> HandOut:
    """A kind of round by its id or by its sheet; refused with those there are."""
    known = list(_all(pack))
    found = next((e for e in known if e.id == kind), None)
    found = found or next((e for e in known if e.sheet == kind), None)
    if found is None:
        raise Refused(
            f"没有“{kind}”的下发轮次",
            advice=f"可选：{'、'.join(f'{e.sheet}（{e.title}）' for e in known)}。",
        )
    return found


def addressees(desk: Desk, kind: str) -> tuple[Addressee, ...]:
    """Everybody a round may go to, those it is meant for marked; closed units are left out.

    Of a register's sheet those are meant that have something to fill in, of a plan's opinions the
    offices that owe one on every project. A subordinate unit is
    not where the pack lets the superior gather and send in for it.
    """
    with desk.workspace.read() as view:
        reading = Reading(desk, view, desk.today, is_brief=True)
        wanted = find_hand_out(reading.current, kind)
        if wanted.offices:
            name = reading.current.office_name
            owing = _owing(reading.current, wanted)
            return tuple(
                Addressee(name(role, desk.today), office=role, is_meant=role in owing)
                for role in wanted.offices
            )
        with_rows = _with_rows(reading, wanted)
        return tuple(
            Addressee(unit.name, unit, is_meant=_is_meant(wanted, unit, with_rows))
            for unit in reading.units.values()
            if unit.valid_until is None or unit.valid_until >= desk.today
        )


def _owing(pack: Pack, wanted: HandOut) -> frozenset[str]:
    """The offices a round is for: all it names, or of a plan's opinions those that owe one."""
    asked = {role for plan in pack.plans if plan.opinions == wanted.sheet for role in plan.asked}
    return frozenset(asked or wanted.offices)


def rows_above(desk: Desk, kind: str) -> tuple[tuple[EntryId, str], ...]:
    """The rows a hand-out to offices may be about (plans), the newest first; empty for units."""
    with desk.workspace.read() as view:
        reading = Reading(desk, view, desk.today, is_brief=True)
        wanted = find_hand_out(reading.current, kind)
        above = place_of(reading.current, wanted.sheet).above if wanted.offices else ()
        live = {state.id: state.is_live for state in reading.current.states}
        entries = view.registers.of_register(above[-1].id) if above else ()
        found = [(each.id, each.name) for each in entries if live.get(each.state, True)]
        return tuple(reversed(found))


def offered_sheets(desk: Desk) -> tuple[OfferedSheet, ...]:
    """Every sheet that can be taken in, by stage in the order of the work."""
    with desk.workspace.read() as view:
        pack = Reading(desk, view, desk.today).current
        specs, stages = workspace_specs(view, pack), sheet_stages(pack)
    order = list(STAGE_TITLES)
    found = [
        OfferedSheet(key, spec.title, stages[key], stage_title(stages[key], pack.tab_titles))
        for key, spec in specs.items()
    ]
    return tuple(sorted(found, key=lambda each: order.index(each.stage)))


def _with_rows(reading: Reading, wanted: HandOut) -> frozenset[int] | None:
    """The units that would find a row to fill in; None where the sheet is no register's."""
    if all(each.id != wanted.sheet for each in reading.current.registers):
        return None
    return KnownRows(reading, place_of(reading.current, wanted.sheet)).unit_keys()


def _is_meant(wanted: HandOut, unit: Unit, with_rows: frozenset[int] | None) -> bool:
    return (
        (not wanted.unit_kinds or unit.kind in wanted.unit_kinds)
        and not (wanted.through_superior and unit.superior_id)
        and (with_rows is None or unit.id in with_rows)
    )


def _all(pack: Pack) -> Iterable[HandOut]:
    stages = sheet_stages(pack)
    named = [each for each in pack.rounds if each.sheet]
    for each in named:
        sheet = str(each.sheet)
        yield HandOut(
            each.id,
            each.title,
            sheet,
            stages.get(sheet, "general"),
            each.unit_kinds,
            each.through_superior,
            each.offices,
            stage_title(stages.get(sheet, "general"), pack.tab_titles),
        )
    roles = {office.role for office in pack.offices}
    for spec in pack.registers:
        if spec.has_sheet and all(each.sheet != spec.id for each in named):
            offices = tuple(offices_of(place_of(pack, spec.id), roles))
            yield HandOut(
                f"{SHEET}{spec.id}",
                spec.title,
                spec.id,
                stages[spec.id],
                offices=offices,
                stage_title=stage_title(stages[spec.id], pack.tab_titles),
            )
