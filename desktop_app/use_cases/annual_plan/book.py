"""One plan with its items and their projects, read together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from db.unit_of_work import ReadView
from desktop_app.domain.outline import StateOutline
from desktop_app.domain.plans.item import PlanItem, in_order, item_of
from desktop_app.domain.project import Project
from desktop_app.domain.record import Subject
from desktop_app.domain.register import ENTRY, Owner, RegisterEntry
from desktop_app.errors import Refused
from desktop_app.rules.pack import Pack
from desktop_app.rules.plans import plan_kind
from desktop_app.rules.registers import field_fact
from desktop_app.rules.schema import PlanKind, RegisterSpec
from desktop_app.use_cases.called import PLAN
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.standing.reading import Reading
from desktop_app.values.ids import EntryId, ProjectId
from desktop_app.values.money import Fen
from desktop_app.values.stages import stage_title

POOL, ENTERED = "reserve_pool", "in_pool_on"
"""The stage of the pool, and the fact that tells since when a project is in it."""


@dataclass(frozen=True)
class PlanBook:
    """One edition of a plan as it stands."""

    reading: Reading
    pack: Pack
    kind: PlanKind
    plan: RegisterEntry
    items: tuple[PlanItem, ...]
    """In the order of the agenda."""

    @property
    def id(self) -> EntryId:
        """Key of the plan's row."""
        return self.plan.id

    @property
    def called(self) -> str:
        """What its regulation calls the plans: 年度计划, 实施清单."""
        return _called(self.pack)

    @property
    def subject(self) -> Subject:
        """The plan as the subject of procedures and papers."""
        return Subject(ENTRY, self.plan.id)

    @property
    def year(self) -> int:
        """The year it is for."""
        return whole(self.plan, "year")

    @property
    def edition(self) -> int:
        """Which edition it is."""
        return whole(self.plan, "edition")

    @property
    def ceiling_fen(self) -> Fen | None:
        """The money there is in all, None while nobody has said."""
        found = self.plan.cells.get("ceiling")
        return Fen(found) if isinstance(found, int) else None

    @property
    def is_frozen(self) -> bool:
        """Whether its items may not be touched any more."""
        return any(s.id == self.plan.state and s.freezes for s in self.pack.states)

    @property
    def item_spec(self) -> RegisterSpec:
        """The register of its items."""
        return self.pack.register(self.kind.items)

    @cached_property
    def projects(self) -> Mapping[ProjectId, Project]:
        """The projects of its items by key."""
        found = self.reading.view.projects.many(item.project_id for item in self.items)
        return {project.id: project for project in found}

    @cached_property
    def states(self) -> Mapping[str, StateOutline]:
        """The states of every pack kept here, by id."""
        return {state.id: state for each in self.reading.outlines for state in each.states}

    def live_projects(self) -> tuple[ProjectId, ...]:
        """Every project that still counts, those marked 涉密 left out."""
        states = self.states
        return tuple(
            row.id
            for row in self.reading.view.projects.rows()
            if not row.is_classified and (row.state not in states or states[row.state].is_live)
        )

    @cached_property
    def outside_pool(self) -> frozenset[ProjectId]:
        """The projects of its items that never entered the pool, where the regime has one."""
        if POOL not in self.pack.tabs:
            return frozenset()
        keys = [item.project_id for item in self.items]
        recorded = self.reading.view.facts.of_many("project", keys)
        return frozenset(key for key in keys if not recorded[key].get(ENTERED))

    def unit_name(self, project: Project) -> str:
        """The unit of a project."""
        return self.reading.units[project.unit_id].name

    def state_title(self, project: Project) -> str:
        """Where a project stands, in words."""
        state = self.states.get(project.state)
        return state.title if state else project.state

    def labels(self, register: str, column: str) -> dict[str, str]:
        """The choices of a column with their labels, in the pack's order."""
        return dict(self.pack.choices(field_fact(register, column)))

    def owner(self, project: ProjectId) -> Owner:
        """What a row about a project below this plan belongs to."""
        return Owner(project_id=project, parent_id=self.plan.id)

    def item(self, key: EntryId) -> PlanItem:
        """The item of a row; refused if it is not one of this plan."""
        found = next((item for item in self.items if item.id == key), None)
        if found is None:
            raise Refused(
                f"“{self.plan.name}”里没有序号为 {key} 的条目", advice="请刷新清单后再办。"
            )
        return found


def whole(entry: RegisterEntry, column: str) -> int:
    """A whole number of a row, 0 where none stands."""
    found = entry.cells.get(column)
    return found if isinstance(found, int) else 0


def open_book(desk: Desk, view: ReadView, plan_id: EntryId, *, is_brief: bool = True) -> PlanBook:
    """The plan of a row; refused if the row is no plan."""
    reading = Reading(desk, view, desk.today, is_brief=is_brief)
    entry = view.registers.find(plan_id)
    if entry is None:
        raise Refused(f"没有序号为 {plan_id} 的计划", advice="请在计划列表里选一个。")
    pack = reading.pinned((entry.pack, entry.pack_version))
    kind = plan_kind(pack.plans, entry.register_id)
    if kind is None:
        raise Refused(f"“{entry.name}”不是{_called(pack)}", advice="请在计划列表里选一个。")
    return books_of(reading, pack, kind, (entry,))[0]


def books_of(
    reading: Reading, pack: Pack, kind: PlanKind, plans: Sequence[RegisterEntry]
) -> tuple[PlanBook, ...]:
    """Several plans of one kind with their items, read together."""
    below: dict[EntryId, list[PlanItem]] = {plan.id: [] for plan in plans}
    for entry in reading.view.registers.of_owners("parent_id", below):
        if entry.register_id == kind.items and entry.parent_id is not None:
            below[entry.parent_id].append(item_of(entry))
    return tuple(PlanBook(reading, pack, kind, plan, in_order(below[plan.id])) for plan in plans)


def all_books(reading: Reading, kinds: Iterable[PlanKind]) -> tuple[PlanBook, ...]:
    """Every edition of every plan, the newest year and edition first."""
    found: list[PlanBook] = []
    for kind in kinds:
        by_pin: dict[tuple[str, str], list[RegisterEntry]] = {}
        for entry in reading.view.registers.of_register(kind.register_):
            by_pin.setdefault((entry.pack, entry.pack_version), []).append(entry)
        for pin, entries in by_pin.items():
            found += books_of(reading, reading.pinned(pin), kind, entries)
    return tuple(sorted(found, key=lambda book: (-book.year, -book.edition)))


def kinds_in_force(reading: Reading) -> tuple[PlanKind, ...]:
    """The kinds of plans of the regime in force; refused if it knows none."""
    if not reading.current.plans:
        raise Refused(
            f"{reading.current.title}没有{_called(reading.current)}",
            advice="在规则包的 plans.toml 里写明后再办。",
        )
    return reading.current.plans


def _called(pack: Pack) -> str:
    return stage_title(PLAN, pack.tab_titles)
