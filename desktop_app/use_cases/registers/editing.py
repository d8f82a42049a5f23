"""Key in, correct or take out one row of a register (台账).

The clerk picks the project (or unit, system, or the row it stands under), fills the columns and
sees every fault at once, each with what to do; a row whose key columns are already there is
refused. Columns that follow from others (数量×单价) are filled in when left empty. A row that
procedures have already been recorded on is corrected only with a reason, which the log keeps.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from db.unit_of_work import ReadView, UnitOfWork
from desktop_app.domain.record import Subject
from desktop_app.domain.register import ENTRY, Owner, RegisterEntry
from desktop_app.domain.register_cells import unmasked
from desktop_app.domain.register_row import RowFault, completed, row_faults, row_key
from desktop_app.domain.typed_values import Wanted, typed_value
from desktop_app.errors import Refused
from desktop_app.rules.pack import Pack
from desktop_app.rules.schema import RegisterField, RegisterSpec
from desktop_app.rules.schema.registers import FIXED_OWNERS
from desktop_app.rules.verdict import JsonValue
from desktop_app.use_cases.desk import Desk, require
from desktop_app.use_cases.standing.editions import refuse_out_of_turn
from desktop_app.use_cases.standing.entries import (
    change_rows,
    pack_of_owner,
    place_rows,
    spec_of,
    take_out,
)
from desktop_app.use_cases.standing.openings import open_due_procedures
from desktop_app.use_cases.standing.reading import reading_of
from desktop_app.use_cases.standing.refresh import refresh
from desktop_app.values.ids import EntryId

Given = Mapping[str, object]
"""What was typed, by column; money as text in the unit of the column."""
OWNER_KEYS = {"project": "project_id", "unit": "unit_id", "system": "system_id"}


class RowRefused(Refused):
    """A row with faults: `faults` names every column and what to do."""

    def __init__(self, what: str, faults: tuple[RowFault, ...]) -> None:
        super().__init__(what, advice="".join(dict.fromkeys(each.advice for each in faults)))
        self.faults = faults


@dataclass(frozen=True)
class EntryDraft:
    """One row as it is typed."""

    register: str
    given: Given
    owner: Owner = field(default_factory=Owner)
    entry_id: EntryId | None = None
    """The row to be corrected; None for a new one."""
    reason: str = ""


def save_entry(desk: Desk, draft: EntryDraft) -> EntryId:
    """Keep a new row, or the corrected columns of one that is there; gives its key."""
    return save_entries(desk, (draft,))[0]


def save_entries(desk: Desk, drafts: Sequence[EntryDraft]) -> tuple[EntryId, ...]:
    """Keep many rows in one act, in their order: all of them, or none; gives their keys."""
    require(desk, "registers.edit")
    reasons = dict.fromkeys(each.reason for each in drafts if each.reason)
    many = f"（{len(drafts)} 条）" if len(drafts) > 1 else ""
    act = desk.act("save_entry", f"登记台账{many}", reason="；".join(reasons))
    with desk.workspace.begin(act) as uow:
        keys = tuple(
            _new(desk, uow, each) if each.entry_id is None else _corrected(desk, uow, each)
            for each in drafts
        )
        subjects = tuple(Subject(ENTRY, key) for key in keys)
        uow.concern(subjects)
        open_due_procedures(desk, uow, subjects)
    refresh(desk)
    return keys


def remove_entry(desk: Desk, entry_id: EntryId, *, reason: str = "") -> None:
    """Take a row out; refused where procedures, papers or other rows rest on it."""
    require(desk, "registers.edit")
    subject = Subject(ENTRY, entry_id)
    act = desk.act("remove_entry", "删除台账条目", reason=reason, subjects=(subject,))
    with desk.workspace.begin(act) as uow:
        entry = uow.registers.get(entry_id)
        pack = _pack_of(desk, uow, entry)
        spec = spec_of(pack, entry.register_id)
        if not reason.strip() and _is_recorded_on(uow, entry):
            raise Refused(
                f"{spec.label}“{entry.name}”已登记办理环节，删除须写明原因",
                advice="请写明为什么删，原因会存档。",
                record=entry.name,
            )
        take_out(uow, pack, spec, entry)
    refresh(desk)


def read_row(spec: RegisterSpec, given: Given) -> dict[str, JsonValue]:
    """The typed cells as values; refused with every one that does not fit its column."""
    fields = {each.id: each for each in spec.field}
    unknown = [name for name in given if name not in fields]
    if unknown:
        known = "、".join(f"{each.id}（{each.label}）" for each in spec.field)
        raise Refused(f"{spec.title}没有“{unknown[0]}”这一列", advice=f"可用的列：{known}。")
    cells: dict[str, JsonValue] = {}
    faults: list[RowFault] = []
    for name, value in given.items():
        wanted = wanted_value(fields[name])
        try:
            cells[name] = typed_value(wanted, value)
        except ValueError:
            what = f"“{fields[name].label}”填的“{str(value).strip()}”不合要求"
            advice = f"请按{wanted.expected}填写{fields[name].label}。"
            faults.append(RowFault(name, what, advice, "wrong_type"))
    _refuse_faults(spec, faults)
    return cells


def wanted_value(column: RegisterField) -> Wanted:
    """What is to be typed into a column."""
    choices = tuple((each.id, each.label) for each in column.choices)
    return Wanted(column.type, column.unit, choices)


def _new(desk: Desk, uow: UnitOfWork, draft: EntryDraft) -> EntryId:
    owner = settled_owner(uow, draft.owner)
    pack = pack_of_owner(reading_of(desk, uow), owner, draft.register)
    spec = spec_of(pack, draft.register)
    refuse_wrong_owner(uow, pack, spec, owner)
    cells = checked_cells(pack, spec, read_row(spec, draft.given), desk.today)
    _refuse_doubled(uow, spec, owner, cells, None)
    refuse_out_of_turn(uow, pack, spec, cells)
    return place_rows(uow, pack, spec, ((owner, cells),), desk.today)[0]


def _corrected(desk: Desk, uow: UnitOfWork, draft: EntryDraft) -> EntryId:
    entry = uow.registers.get(draft.entry_id or 0)
    pack = _pack_of(desk, uow, entry)
    spec = spec_of(pack, entry.register_id)
    if _is_recorded_on(uow, entry) and not draft.reason.strip():
        raise Refused(
            f"{spec.label}“{entry.name}”已登记办理环节，改动须写明原因",
            advice="请写明为什么改，原因会存档。",
            record=entry.name,
        )
    given = _meant(spec, read_row(spec, draft.given), entry)
    merged = {name: value for name, value in {**entry.cells, **given}.items() if value is not None}
    cells = _without_stale_sums(spec, merged, given)
    cells = checked_cells(pack, spec, cells, desk.today)
    owner = Owner(entry.project_id, entry.unit_id, entry.system_id, entry.parent_id)
    _refuse_doubled(uow, spec, owner, cells, entry.id)
    change_rows(uow, pack, spec, {entry.id: cells})
    return entry.id


def checked_cells(
    pack: Pack, spec: RegisterSpec, cells: Mapping[str, JsonValue], on: date | None = None
) -> dict[str, JsonValue]:
    """Cells already read, completed; refused with every fault, days after `on` among them."""
    filled = completed(spec, pack.names, cells)
    _refuse_faults(spec, row_faults(spec, pack.names, filled, on))
    return filled


def _refuse_faults(spec: RegisterSpec, faults: Sequence[RowFault]) -> None:
    if faults:
        told = "；".join(each.message for each in faults)
        raise RowRefused(f"{spec.label}有 {len(faults)} 处要改：{told}", tuple(faults))


def _meant(
    spec: RegisterSpec, given: Mapping[str, JsonValue], entry: RegisterEntry
) -> dict[str, JsonValue]:
    """What was typed, with masked values taken for those on record."""
    fields = {each.id: each for each in spec.field}
    return {k: unmasked(fields[k], value, entry.cells.get(k)) for k, value in given.items()}


def _without_stale_sums(
    spec: RegisterSpec, cells: Mapping[str, JsonValue], given: Mapping[str, JsonValue]
) -> dict[str, JsonValue]:
    """Computed columns nobody typed are computed again once one of the others changes."""
    computed = {each.id for each in spec.field if each.equals is not None and each.id not in given}
    return {name: value for name, value in cells.items() if name not in computed}


def settled_owner(view: ReadView, owner: Owner) -> Owner:
    """An owner with what follows: a row below another carries its project."""
    if owner.parent_id is None or owner.project_id is not None:
        return owner
    return replace(owner, project_id=view.registers.get(owner.parent_id).project_id)


def refuse_wrong_owner(view: ReadView, pack: Pack, spec: RegisterSpec, owner: Owner) -> None:
    """A row belongs to what its register belongs to."""
    if spec.owner in OWNER_KEYS:
        if getattr(owner, OWNER_KEYS[spec.owner]) is None:
            raise Refused(
                f"{spec.title}没有写属于哪个{FIXED_OWNERS[spec.owner]}", advice="请选定后再登记。"
            )
    elif spec.owner != "none":
        above = view.registers.find(owner.parent_id) if owner.parent_id is not None else None
        if above is None or above.register_id != spec.owner:
            label = next(each.label for each in pack.registers if each.id == spec.owner)
            raise Refused(
                f"{spec.label}没有写在哪一条“{label}”之下", advice="请先选定上一级的那一条。"
            )
    if spec.of_project == "required" and owner.project_id is None:
        raise Refused(f"{spec.label}没有写是哪个项目", advice="请选定项目后再登记。")
    if spec.project_among is not None and owner.project_id is not None:
        _refuse_stranger(view, spec, owner)


def _refuse_stranger(view: ReadView, spec: RegisterSpec, owner: Owner) -> None:
    """The project must have a row in the register it is to be among."""
    column = OWNER_KEYS.get(spec.owner or "", "parent_id")
    beside = view.registers.of_owners(column, (getattr(owner, column),))
    named = {each.project_id for each in beside if each.register_id == spec.project_among}
    if owner.project_id not in named:
        project = view.projects.get(owner.project_id or 0)
        raise Refused(
            f"“{project.name}”不在清单里，不能登记{spec.label}",
            advice="请核对项目编号；确应列入的，先加进清单。",
            record=project.code,
        )


def _refuse_doubled(
    view: ReadView,
    spec: RegisterSpec,
    owner: Owner,
    cells: Mapping[str, JsonValue],
    own: EntryId | None,
) -> None:
    labels = "、".join(each.label for each in spec.field if each.is_key)
    if not labels and spec.of_project != "required":
        return
    key = row_key(spec, cells)
    same = f"{labels}相同" if labels else "一个项目只登记一条"
    for other in rows_beside(view, spec, owner):
        if other.id != own and row_key(spec, other.cells) == key:
            raise Refused(
                f"{spec.title}里已有“{other.name}”，{same}",
                advice="请改正原来的那一条，或核对后改正。",
                record=other.name,
            )


def rows_beside(view: ReadView, spec: RegisterSpec, owner: Owner) -> tuple[RegisterEntry, ...]:
    """The rows of a register that belong to the same owner (and the same project)."""
    return tuple(
        each
        for each in rows_under(view, spec, owner)
        if not spec.of_project or each.project_id == owner.project_id
    )


def rows_under(view: ReadView, spec: RegisterSpec, owner: Owner) -> tuple[RegisterEntry, ...]:
    """The rows of a register that belong to an owner, whatever project they name besides."""
    column = OWNER_KEYS.get(spec.owner or "", "parent_id")
    if spec.owner == "none":
        found = view.registers.of_register(spec.id)
    else:
        found = view.registers.of_owners(column, (getattr(owner, column),))
    return tuple(each for each in found if each.register_id == spec.id)


def _is_recorded_on(view: ReadView, entry: RegisterEntry) -> bool:
    """Whether a step was recorded on the row or on one it stands under."""
    if view.steps.of_subject(entry.subject):
        return True
    above = view.registers.find(entry.parent_id) if entry.parent_id is not None else None
    return above is not None and _is_recorded_on(view, above)


def _pack_of(desk: Desk, view: ReadView, entry: RegisterEntry) -> Pack:
    owner = Owner(entry.project_id, entry.unit_id, entry.system_id, entry.parent_id)
    return pack_of_owner(reading_of(desk, view), owner, entry.register_id)
