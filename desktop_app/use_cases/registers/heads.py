"""Which registers there are: of the regime, and about one subject; and what a row may belong to."""

from collections import Counter
from dataclasses import dataclass

from db.unit_of_work import ReadView
from desktop_app.domain.record import Subject
from desktop_app.domain.register import ENTRY, Owner
from desktop_app.errors import Refused
from desktop_app.rules.schema import RegisterSpec
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.registers.editing import settled_owner
from desktop_app.use_cases.standing.entries import pack_of_owner
from desktop_app.use_cases.standing.reading import reading_of
from desktop_app.use_cases.standing.shelf import OWNER_COLUMNS
from desktop_app.values.ids import EntryId, ProjectId, SystemId, UnitId

Choice = tuple[str, str]
"""Key and words."""


@dataclass(frozen=True)
class RegisterHead:
    """One register of the regime in force, without its rows."""

    id: str
    title: str
    label: str
    """What one row is called."""
    stage: str
    owner: str
    """project, unit, system, none, or the id of the register it stands under."""
    has_sheet: bool
    is_drawn: bool = False
    """Its rows are drawn by lot from the expert list."""
    is_lot: bool = False
    """Its rows are projects drawn by lot."""
    count: int = 0


def registers_of_regime(desk: Desk) -> tuple[RegisterHead, ...]:
    """The registers of the regimes in force with how many rows each has, in the packs' order."""
    with desk.workspace.read() as view:
        counts = view.registers.counts()
        found: dict[str, RegisterHead] = {}
        for pack in reading_of(desk, view).in_force:
            for each in pack.registers:
                found.setdefault(each.id, head_of(each, counts.get(each.id, 0)))
        return tuple(found.values())


def registers_about(desk: Desk, subject: Subject) -> tuple[RegisterHead, ...]:
    """The registers rows about a subject stand in, with how many it has."""
    with desk.workspace.read() as view:
        reading = reading_of(desk, view)
        column = OWNER_COLUMNS[subject.kind]
        found = view.registers.of_owners(column, (subject.id,))
        counts = Counter(each.register_id for each in found)
        above = view.registers.find(subject.id) if subject.kind == ENTRY else None
        register = above.register_id if above else ""
        pack = pack_of_owner(reading, owner_of(view, subject), register)
        owners = {above.register_id} if above else {subject.kind}
        if subject.kind == "project":
            owners |= {each.id for each in pack.registers if each.owner == "project"}
        return tuple(
            head_of(each, counts[each.id])
            for each in pack.registers
            if each.owner in owners or counts[each.id]
        )


def owner_of(view: ReadView, subject: Subject) -> Owner:
    """What a new row below a subject is to belong to."""
    if subject.kind == ENTRY:
        return settled_owner(view, Owner(parent_id=EntryId(subject.id)))
    if subject.kind == "project":
        return Owner(project_id=ProjectId(subject.id))
    if subject.kind == "unit":
        return Owner(unit_id=UnitId(subject.id))
    return Owner(system_id=SystemId(subject.id))


def head_of(spec: RegisterSpec, count: int = 0) -> RegisterHead:
    """A register without its rows."""
    return RegisterHead(
        spec.id,
        spec.title,
        spec.label,
        spec.stage or "general",
        spec.owner or "none",
        has_sheet=spec.has_sheet,
        is_drawn=spec.is_drawn,
        is_lot=spec.lot is not None,
        count=count,
    )


@dataclass(frozen=True)
class OwnerChoices:
    """What a new row of a register may belong to, by key as text with words."""

    kind: str
    """project, unit, system, none, or the register it stands under."""
    title: str
    """What the owner is called."""
    owners: tuple[Choice, ...] = ()
    projects: tuple[Choice, ...] = ()
    """Projects a row may name besides; empty where it names none."""
    is_project_required: bool = False


def owner_choices(desk: Desk, register: str) -> OwnerChoices:
    """Everything a row of a register may belong to now."""
    with desk.workspace.read() as view:
        pack = reading_of(desk, view).keeping(register)
        spec = next((each for each in pack.registers if each.id == register), None)
        if spec is None:
            raise Refused(f"没有台账“{register}”", advice="请刷新后再试。")
        kind = spec.owner or "none"
        titles = {each.id: each.label for each in pack.registers}
        return OwnerChoices(
            kind,
            OWNER_TITLES.get(kind) or titles.get(kind, ""),
            _owners(view, kind),
            _projects(view) if spec.of_project else (),
            is_project_required=spec.of_project == "required",
        )


OWNER_TITLES = {"project": "项目", "unit": "单位", "system": "系统", "none": "不属于"}


def _owners(view: ReadView, kind: str) -> tuple[Choice, ...]:
    if kind == "none":
        return ()
    if kind == "project":
        return _projects(view)
    if kind == "unit":
        units = [unit for unit in view.units.all() if unit.valid_until is None]
        return tuple((str(unit.id), unit.name) for unit in units)
    if kind == "system":
        return tuple((str(each.id), each.name) for each in view.systems.all())
    rows = view.registers.of_register(kind)
    names = view.names.of(ENTRY, [row.id for row in rows])
    return tuple((str(row.id), names[row.id].name) for row in reversed(rows))


def _projects(view: ReadView) -> tuple[Choice, ...]:
    return tuple(
        (str(row.id), f"{row.code} {row.name}")
        for row in view.projects.rows()
        if not row.is_classified
    )
