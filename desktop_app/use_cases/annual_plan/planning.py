"""The long plans (规划): their editions, departments' plans beside them, projects under them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from db.unit_of_work import UnitOfWork
from desktop_app.domain.outline import StateOutline
from desktop_app.domain.record import Subject
from desktop_app.domain.register import ENTRY, Owner, RegisterEntry
from desktop_app.errors import Refused
from desktop_app.rules.pack import Pack
from desktop_app.rules.registers import field_fact
from desktop_app.rules.schema import PlanningKind
from desktop_app.rules.verdict import JsonValue
from desktop_app.use_cases.annual_plan.book import whole
from desktop_app.use_cases.annual_plan.views import ProjectWords
from desktop_app.use_cases.desk import Desk, require
from desktop_app.use_cases.registers.editing import Given, checked_cells, read_row
from desktop_app.use_cases.standing.editions import editions, is_settled
from desktop_app.use_cases.standing.entries import place_rows, spec_of
from desktop_app.use_cases.standing.openings import open_due_procedures
from desktop_app.use_cases.standing.reading import Reading, reading_of
from desktop_app.use_cases.standing.refresh import refresh
from desktop_app.values.ids import EntryId
from desktop_app.values.text import normal_name

QUOTES = "《》“”\"'"


@dataclass(frozen=True)
class Edition:
    """One edition of a long plan."""

    id: EntryId
    title: str
    edition: int
    years: str
    state: str
    state_label: str
    is_live: bool
    is_frozen: bool
    change_reason: str


@dataclass(frozen=True)
class DepartmentPlan:
    """A plan of a department held against the long plan."""

    id: EntryId
    title: str
    unit: str
    received_on: date | None
    alignment: str
    """Label of the opinion; empty while none is given."""
    state_label: str


@dataclass(frozen=True)
class PlannedProject:
    """A project that names the plan it falls under."""

    project: ProjectWords
    basis: str
    plan: str
    """The plan's title, empty where none of that name is registered."""


@dataclass(frozen=True)
class PlanningPage:
    """The long plans with their editions, departments' plans and projects under them."""

    title: str
    plans: tuple[tuple[str, tuple[Edition, ...]], ...]
    """By title, each with its editions, the newest first."""
    departments: tuple[DepartmentPlan, ...]
    projects: tuple[PlannedProject, ...]
    unnamed: int
    """Projects that name no plan."""


def planning_page(desk: Desk, kind: str = "") -> PlanningPage:
    """The long plans of the regime with everything that hangs on them."""
    with desk.workspace.read() as view:
        reading = Reading(desk, view, desk.today, is_brief=True)
        wanted = _kind(reading, kind)
        states = {state.id: state for each in reading.outlines for state in each.states}
        plans = _plans(reading, wanted, states)
        projects, unnamed = _projects(reading, wanted, [title for title, _ in plans], states)
        return PlanningPage(
            wanted.title, plans, _departments(reading, wanted, states), projects, unnamed
        )


def revise_planning(desk: Desk, entry_id: EntryId, given: Given) -> EntryId:
    """A new edition of a long plan: the newest one with other columns, kept beside the old.

    Refused while the newest edition is still being drawn up: it is changed itself then.
    """
    require(desk, "plans.edit")
    with desk.workspace.begin(desk.act("planning_edition", "规划新编一版")) as uow:
        entry = uow.registers.find(entry_id)
        reading = reading_of(desk, uow)
        if entry is None or entry.register_id not in {
            each.register_ for each in reading.current.plannings
        }:
            raise Refused(f"没有序号为 {entry_id} 的规划", advice="请在规划列表里选一个。")
        pack = reading.pinned((entry.pack, entry.pack_version))
        key = _next_edition(desk, uow, pack, entry, given)
    refresh(desk)
    return key


def _next_edition(
    desk: Desk, uow: UnitOfWork, pack: Pack, entry: RegisterEntry, given: Given
) -> EntryId:
    spec = spec_of(pack, entry.register_id)
    newest = editions(uow, spec, entry.cells)[-1]
    number = whole(newest, spec.editions or "")
    if newest.id != entry.id:
        raise Refused(f"第 {number} 版才是最新的一版", advice=f"请从第 {number} 版新编。")
    if not is_settled(pack, spec, entry):
        raise Refused(
            f"“{entry.name}”第 {number} 版还没有批准施行", advice="请直接改这一版，不用另编。"
        )
    cells: dict[str, JsonValue] = {**entry.cells, **read_row(spec, given)}
    cells |= {spec.editions or "": number + 1}
    kept = {name: value for name, value in cells.items() if value is not None}
    checked = checked_cells(pack, spec, kept)
    key = place_rows(uow, pack, spec, ((Owner(), checked),), desk.today)[0]
    subject = Subject(ENTRY, key)
    uow.concern((subject, entry.subject))
    open_due_procedures(desk, uow, (subject,))
    return key


def _kind(reading: Reading, wanted: str) -> PlanningKind:
    kinds = reading.current.plannings
    found = next((kind for kind in kinds if wanted in ("", kind.id)), None)
    if found is None:
        known = "、".join(f"{kind.id}（{kind.title}）" for kind in kinds) or "没有"
        raise Refused(
            f"{reading.current.title}没有这种规划", advice=f"plans.toml 里写明的规划：{known}。"
        )
    return found


def _plans(
    reading: Reading, kind: PlanningKind, states: Mapping[str, StateOutline]
) -> tuple[tuple[str, tuple[Edition, ...]], ...]:
    """The plans by title, each with its editions, the newest first."""
    by_title: dict[str, list[Edition]] = {}
    for entry in reading.view.registers.of_register(kind.register_):
        by_title.setdefault(entry.name, []).append(_edition(reading, entry, states))
    return tuple(
        (title, tuple(sorted(found, key=lambda each: -each.edition)))
        for title, found in by_title.items()
    )


def _edition(reading: Reading, entry: RegisterEntry, states: Mapping[str, StateOutline]) -> Edition:
    pack = reading.pinned((entry.pack, entry.pack_version))
    state = states.get(entry.state)
    return Edition(
        id=entry.id,
        title=entry.name,
        edition=whole(entry, "edition"),
        years=f"{whole(entry, 'from_year')}—{whole(entry, 'to_year')}",
        state=entry.state,
        state_label=state.title if state else "",
        is_live=state.is_live if state else True,
        is_frozen=any(each.id == entry.state and each.freezes for each in pack.states),
        change_reason=str(entry.cells.get("change_reason") or ""),
    )


def _departments(
    reading: Reading, kind: PlanningKind, states: Mapping[str, StateOutline]
) -> tuple[DepartmentPlan, ...]:
    """Plans of departments, those without an opinion first."""
    if kind.departments is None:
        return ()
    labels = dict(reading.current.choices(field_fact(kind.departments, "alignment")))
    rows = []
    for entry in reading.view.registers.of_register(kind.departments):
        given = entry.cells.get("alignment")
        state = states.get(entry.state)
        rows.append(
            DepartmentPlan(
                id=entry.id,
                title=entry.name,
                unit=reading.units[entry.unit_id].name if entry.unit_id else "",
                received_on=_day(entry.cells.get("received_on")),
                alignment=labels.get(str(given), "") if given not in (None, "none") else "",
                state_label=state.title if state else "",
            )
        )
    return tuple(sorted(rows, key=lambda row: (bool(row.alignment), row.id)))


def _projects(
    reading: Reading,
    kind: PlanningKind,
    titles: Sequence[str],
    states: Mapping[str, StateOutline],
) -> tuple[tuple[PlannedProject, ...], int]:
    """The projects that name the plan they fall under, and how many live ones name none."""
    if kind.basis is None:
        return (), 0
    rows = [
        row
        for row in reading.view.projects.rows()
        if not row.is_classified and (row.state not in states or states[row.state].is_live)
    ]
    recorded = reading.view.facts.of_many("project", [row.id for row in rows])
    known = {normal_name(title): title for title in titles}
    found = []
    for row in rows:
        basis = str(recorded[row.id].get(kind.basis) or "").strip()
        if basis:
            state = states.get(row.state)
            words = ProjectWords(
                row.id, row.code, row.name, row.unit_name, state.title if state else ""
            )
            named = normal_name(basis.strip(QUOTES))
            found.append(PlannedProject(words, basis, known.get(named, "")))
    return tuple(sorted(found, key=lambda each: (each.plan, each.project.code))), len(rows) - len(
        found
    )


def _day(value: JsonValue) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else None
