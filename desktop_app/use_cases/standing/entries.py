"""Rows of registers placed, changed and taken out within an act; the project's amounts follow."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from db.unit_of_work import ReadView, UnitOfWork
from desktop_app.domain.project import AmountKind
from desktop_app.domain.record import Subject
from desktop_app.domain.register import ENTRY, Owner, RegisterEntry
from desktop_app.domain.register_row import RowRules
from desktop_app.errors import Refused
from desktop_app.rules.pack import Pack
from desktop_app.rules.schema import RegisterSpec
from desktop_app.rules.verdict import JsonValue
from desktop_app.use_cases.standing.campaign_rows import refuse_overdrawn
from desktop_app.use_cases.standing.frozen import refuse_frozen
from desktop_app.use_cases.standing.purged import refuse_personal_again
from desktop_app.use_cases.standing.reading import Reading
from desktop_app.values.ids import EntryId, ProjectId
from desktop_app.values.money import Fen

Cells = Mapping[str, JsonValue]


def spec_of(pack: Pack, register: str) -> RegisterSpec:
    """The register as a pack keeps it; refused if the regime keeps none."""
    found = next((each for each in pack.registers if each.id == register), None)
    if found is None:
        known = "、".join(f"{each.id}（{each.title}）" for each in pack.registers)
        raise Refused(
            f"{pack.title}没有台账“{register}”", advice=f"可用的台账：{known or '没有'}。"
        )
    return found


def pack_of_owner(reading: Reading, owner: Owner, register: str) -> Pack:
    """The pack a row follows: that of its project, else of the row above it, else in force."""
    view = reading.view
    if owner.project_id is not None:
        project = view.projects.get(owner.project_id)
        return reading.pinned((project.pack, project.pack_version))
    if owner.parent_id is not None:
        above = view.registers.get(owner.parent_id)
        return reading.pinned((above.pack, above.pack_version))
    return reading.keeping(register)


def place_rows(
    uow: UnitOfWork, pack: Pack, spec: RegisterSpec, rows: Sequence[tuple[Owner, Cells]], on: date
) -> tuple[EntryId, ...]:
    """Store new rows of one register, completed and in their first state; gives their keys.

    Refused below a frozen row; so are changing and taking out (`change_rows`, `take_out`).
    Personal columns are refused, here and there, once those of the campaign were taken out.
    """
    refuse_frozen(uow, pack, (owner.parent_id for owner, _ in rows))
    refuse_personal_again(uow, spec, ((owner.parent_id, cells, {}) for owner, cells in rows))
    first = pack.first_state(spec.id)
    rules = RowRules(spec, pack.names)
    values = [
        {
            "register_id": spec.id,
            **_named(rules, spec, cells),
            "pack": pack.id,
            "pack_version": pack.version,
            "registered_on": on,
            "state": first.id if first else "",
            **vars(owner),
        }
        for owner, cells in rows
    ]
    keys = tuple(EntryId(key) for key in uow.registers.add_many(values))
    feed_projects(uow, pack, spec, (owner.project_id for owner, _ in rows))
    refuse_overdrawn(uow, pack, spec, keys)
    return keys


def change_rows(
    uow: UnitOfWork, pack: Pack, spec: RegisterSpec, changes: Mapping[EntryId, Cells]
) -> None:
    """Put other cells into rows of one register."""
    refuse_frozen(uow, pack, changes)
    known = uow.registers.many(changes)
    refuse_personal_again(uow, spec, ((each.id, changes[each.id], each.cells) for each in known))
    rules = RowRules(spec, pack.names)
    uow.registers.change_many({key: _named(rules, spec, cells) for key, cells in changes.items()})
    changed = uow.registers.many(changes)
    feed_projects(uow, pack, spec, (entry.project_id for entry in changed))
    refuse_overdrawn(uow, pack, spec, changes)


def take_out(uow: UnitOfWork, pack: Pack, spec: RegisterSpec, entry: RegisterEntry) -> None:
    """Take a row out with its open procedures; refused where something rests on it."""
    refuse_frozen(uow, pack, (entry.id,))
    _refuse_used(uow, spec, entry)
    for case in uow.cases.of(entry.subject):
        uow.cases.remove(case.id)
    uow.facts.remove(ENTRY, (entry.id,))
    uow.batches.forget(entry.subject)
    uow.registers.remove(entry.id)
    feed_projects(uow, pack, spec, (entry.project_id,))


def feed_projects(
    uow: UnitOfWork, pack: Pack, spec: RegisterSpec, projects: Iterable[ProjectId | None]
) -> None:
    """Keep the amounts of projects that are sums of columns of this register."""
    kinds = {AmountKind(kind) for kind in spec.feeds.values()}
    concerned = {each for each in projects if each is not None}
    if not kinds or not concerned:
        return
    feeders = [each for each in pack.registers if kinds & set(each.feeds.values())]
    rows = uow.registers.rows_of((each.id for each in feeders), "project_id", concerned)
    live = {state.id for state in pack.states if state.is_live} | {""}
    own: dict[int, list[RegisterEntry]] = {}
    for row in rows:
        if row.state in live and row.project_id is not None:
            own.setdefault(row.project_id, []).append(row)
    changes: dict[int, Mapping[str, object]] = {}
    for project in uow.projects.many(concerned):
        fed = _fed(own.get(project.id, ()), feeders)
        kept = {kind: fen for kind, fen in project.amounts.items() if kind not in kinds}
        changes[project.id] = {"amounts": kept | {kind: fed[kind] for kind in kinds & fed.keys()}}
    uow.projects.change_many(changes)


def _fed(rows: Iterable[RegisterEntry], feeders: Iterable[RegisterSpec]) -> dict[AmountKind, Fen]:
    sums: dict[AmountKind, Fen] = {}
    specs = {spec.id: spec for spec in feeders}
    for row in rows:
        spec = specs.get(row.register_id)
        for column, kind in spec.feeds.items() if spec else ():
            fen = row.cells.get(column)
            if isinstance(fen, int):
                sums[AmountKind(kind)] = Fen(sums.get(AmountKind(kind), 0) + fen)
    return sums


def _named(rules: RowRules, spec: RegisterSpec, cells: Cells) -> dict[str, object]:
    filled = rules.completed(cells)
    kept = {name: value for name, value in filled.items() if value not in (None, "", ())}
    return {"cells": kept, "name": rules.title(kept) or spec.label}


def _refuse_used(view: ReadView, spec: RegisterSpec, entry: RegisterEntry) -> None:
    uses = [
        ("下面还有登记的条目", view.registers.of_owners("parent_id", (entry.id,))),
        ("已登记办理环节", view.steps.of_subject(entry.subject)),
        ("已出具文书", view.papers.of(entry.subject)),
    ]
    for what, found in uses:
        if found:
            raise Refused(
                f"{spec.label}“{entry.name}”{what}，不能删除",
                advice="请用“修改”更正这一条，或先处理它下面的记录。",
                record=entry.name,
            )


def row_from_step(
    view: ReadView, source: Subject, spec: RegisterSpec, given: Cells, on: date
) -> tuple[Owner, Cells]:
    """The row a step makes of its subject: owner, name and day follow from the subject."""
    names = view.names.of(source.kind, (source.id,))
    cells: dict[str, JsonValue] = {}
    for field in spec.field:
        if field.id == spec.name and field.type == "text" and source.id in names:
            cells[field.id] = names[source.id].name
        elif field.required and field.type == "date":
            cells[field.id] = on.isoformat()
    return _owner_from(view, source, spec), {**cells, **given}


def _owner_from(view: ReadView, source: Subject, spec: RegisterSpec) -> Owner:
    entry = view.registers.get(source.id) if source.kind == ENTRY else None
    project = ProjectId(source.id) if source.kind == "project" else None
    if entry is not None:
        project = entry.project_id
    wants_project = spec.owner == "project" or bool(spec.of_project)
    unit = entry.unit_id if entry else None
    if unit is None and project is not None:
        unit = view.projects.get(project).unit_id
    return Owner(
        project_id=project if wants_project else None,
        unit_id=unit if spec.owner == "unit" else None,
        system_id=entry.system_id if entry and spec.owner == "system" else None,
        parent_id=entry.id if entry and entry.register_id == spec.owner else None,
    )
