"""Units renamed or merged from a day on: old papers keep the old name, everything else follows."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from db.unit_of_work import ReadView, UnitOfWork
from desktop_app.domain.base_data import Unit
from desktop_app.domain.project import Project
from desktop_app.domain.record import Subject
from desktop_app.domain.succession import UNIT_MERGED
from desktop_app.errors import Refused
from desktop_app.rules.wording import listed
from desktop_app.use_cases.base_data import unit_index
from desktop_app.use_cases.desk import Desk, require
from desktop_app.use_cases.former_names import former_names
from desktop_app.use_cases.going_live.grounds import Grounds, refuse_groundless
from desktop_app.use_cases.outlines import outlines
from desktop_app.use_cases.standing.refresh import refresh
from desktop_app.values.ids import UnitId
from desktop_app.values.text import normal_name


@dataclass(frozen=True)
class MergerOutlook:
    """What a merger of units would move."""

    projects: tuple[str, ...]
    """Codes of the live projects that go over."""
    ended: int
    """Projects that are over and stay under the old name."""
    systems: int
    items: int
    needs: int
    below: tuple[str, ...]
    """Units that stood under those merged."""


def rename_unit(desk: Desk, unit_id: UnitId, name: str, grounds: Grounds) -> Unit:
    """Give a unit a new name from a day on; papers of earlier days keep the old one."""
    require(desk, "base_data.edit")
    new = name.strip()
    if not new:
        raise Refused("新名称没有填", advice="请填写单位的新全称。")
    refuse_groundless(desk, grounds)
    subject = Subject("unit", unit_id)
    act = desk.act(
        "rename_unit",
        f"单位自 {grounds.since} 起更名为“{new}”",
        reason=grounds.told,
        subjects=(subject,),
    )
    with desk.workspace.begin(act) as uow:
        old = uow.units.get(unit_id)
        _refuse_unfit_name(uow, old, new, grounds.since)
        renamed = uow.units.rename(unit_id, new, last_day_of_old=_day_before(grounds.since))
    refresh(desk)
    return renamed


def merger_outlook(desk: Desk, units: Collection[UnitId]) -> MergerOutlook:
    """What would go over if these units were merged into another."""
    with desk.workspace.read() as view:
        return _outlook(desk, view, units)


def merge_units(desk: Desk, units: Collection[UnitId], into: UnitId, grounds: Grounds) -> Unit:
    """Let one unit take others in from a day on, with their live projects and base data."""
    require(desk, "base_data.edit")
    refuse_groundless(desk, grounds)
    absorbed = tuple(dict.fromkeys(units))
    if not absorbed or into in absorbed:
        raise Refused("并入的单位和留下的单位是同一个", advice="请分别选定并入和留下的单位。")
    with desk.workspace.read() as view:
        found = {unit.id: unit for unit in view.units.many((*absorbed, into))}
        names = [found[each].name for each in absorbed]
        _refuse_gone(found[each] for each in (*absorbed, into))
    subjects = tuple(Subject("unit", each) for each in (*absorbed, into))
    title = f"自 {grounds.since} 起{listed(names)}并入“{found[into].name}”"
    act = desk.act("merge_units", title, reason=grounds.told, subjects=subjects)
    with desk.workspace.begin(act) as uow:
        for each in absorbed:
            _move(desk, uow, each, into)
            uow.units.change(each, valid_until=_day_before(grounds.since))
            uow.successions.add(
                kind=UNIT_MERGED,
                happened_on=grounds.since,
                unit_id=each,
                to_unit_id=into,
                reason=grounds.reason,
                document_number=grounds.document_number,
            )
    refresh(desk)
    return found[into]


def _move(desk: Desk, uow: UnitOfWork, unit: UnitId, into: UnitId) -> None:
    """What is live of a unit belongs to the other from now on; what is over stays."""
    live = [each.id for each in _live_projects(desk, uow, (unit,))]
    uow.concern(Subject("project", key) for key in live)
    uow.projects.change_many({key: {"unit_id": into} for key in live})
    sent = [each.id for each in uow.projects.where(submitting_unit_id=unit)]
    state = _live_states(desk, uow)
    going = [each for each in uow.projects.many(sent) if state.get(_place(each), True)]
    uow.projects.change_many({each.id: {"submitting_unit_id": into} for each in going})
    for rows, column in (
        (uow.systems, "unit_id"),
        (uow.catalogue, "owner_unit_id"),
        (uow.needs, "unit_id"),
        (uow.needs, "adopter_id"),
    ):
        rows.change_many({each.id: {column: into} for each in rows.where(**{column: unit})})
    below = [each.id for each in uow.units.where(superior_id=unit) if each.id != into]
    uow.units.change_many({key: {"superior_id": into} for key in below})


def _outlook(desk: Desk, view: ReadView, units: Collection[UnitId]) -> MergerOutlook:
    live = _live_projects(desk, view, units)
    owned = [each for unit in units for each in view.projects.where(unit_id=unit)]
    return MergerOutlook(
        projects=tuple(each.code for each in live),
        ended=len(owned) - len(live),
        systems=sum(len(view.systems.where(unit_id=unit)) for unit in units),
        items=sum(len(view.catalogue.where(owner_unit_id=unit)) for unit in units),
        needs=sum(len(view.needs.where(unit_id=unit)) for unit in units),
        below=tuple(each.name for unit in units for each in view.units.where(superior_id=unit)),
    )


def _live_projects(desk: Desk, view: ReadView, units: Iterable[UnitId]) -> list[Project]:
    states = _live_states(desk, view)
    owned = [each for unit in units for each in view.projects.where(unit_id=unit)]
    return [each for each in owned if states.get(_place(each), True)]


def _live_states(desk: Desk, view: ReadView) -> Mapping[tuple[str, str, str], bool]:
    """Whether a state of a pack version still counts."""
    return {
        (outline.id, outline.version, state.id): state.is_live
        for outline in outlines(desk, view)
        for state in outline.states
    }


def _place(project: Project) -> tuple[str, str, str]:
    return project.pack, project.pack_version, project.state


def _refuse_gone(units: Iterable[Unit]) -> None:
    for unit in units:
        if unit.valid_until is not None:
            raise Refused(
                f"“{unit.name}”自 {unit.valid_until} 以后已经不再存在",
                advice="请选现在还有的单位。",
                record=unit.name,
            )


def _refuse_unfit_name(view: ReadView, unit: Unit, name: str, since: date) -> None:
    if normal_name(name) == normal_name(unit.name):
        raise Refused(f"单位现在就叫“{unit.name}”", advice="不必更名。")
    known = unit_index(view).get(normal_name(name))
    if known is not None and known.id != unit.id:
        raise Refused(
            f"“{name}”是“{known.name}”现在或以前的名称",
            advice="两个单位合并的，请用“并入另一单位”。",
            record=known.name,
        )
    earlier = [each.until for each in former_names(view) if each.unit_id == unit.id]
    if earlier and since <= max(earlier) + timedelta(days=1):
        raise Refused(
            f"上一个名称用到 {max(earlier)}，新名称不能从 {since} 起",
            advice="请核对起始日期。",
            record=unit.name,
        )


def _day_before(day: date) -> date:
    return day - timedelta(days=1)
