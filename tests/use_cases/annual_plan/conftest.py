"""An office that draws up plans: projects in the pool, a plan with items, opinions, papers."""

from datetime import date

import pytest

from desktop_app.domain.project import AmountKind, FundingLine
from desktop_app.domain.record import Subject
from desktop_app.domain.register import ENTRY, Owner
from desktop_app.use_cases.annual_plan.candidates import candidates
from desktop_app.use_cases.annual_plan.deciding import Decision, decide_items
from desktop_app.use_cases.annual_plan.editions import start_plan
from desktop_app.use_cases.annual_plan.intake import NewItem, add_items
from desktop_app.use_cases.annual_plan.plans import plan_page
from desktop_app.use_cases.regime import current_pack
from desktop_app.use_cases.registers.editing import EntryDraft, save_entry
from desktop_app.use_cases.reserve_pool.steps import record_step
from desktop_app.use_cases.standing.step_entry import StepEntry
from desktop_app.use_cases.undoing import undo_event
from desktop_app.values.money import fen_from_wan

OFFICES = ("cyberspace", "planning", "finance")
POOLED = {
    "by_reference_kind": "none",
    "in_pool_on": "2026-04-01",
    "prereview_necessity": "sufficient",
    "prereview_feasibility": "feasible",
}


class Planner:
    """Short words for what the tests do again and again with plans."""

    def __init__(self, office, clock):
        self.office = office
        self.desk = office.desk
        self.clock = clock
        self.number = 0

    def pooled(self, name, unit="县教育局", wan=100):
        """A project in the pool, seeded as the prereview would have left it."""
        self.number += 1
        fen = fen_from_wan(wan)
        with self.desk.workspace.begin(self.desk.act("seed", "入库")) as uow:
            pack = current_pack(self.desk, uow)
            return uow.projects.add(
                code=f"P2026-{self.number:03}",
                name=name,
                unit_id=self.office.unit(unit),
                year=2026,
                state="in_pool",
                pack=pack.id,
                pack_version=pack.version,
                applied_on=date(2026, 3, 2),
                nature="new",
                category="business",
                goal=f"{name}的目标",
                content=f"{name}的内容",
                amounts={AmountKind.DECLARED: fen},
                funding=(FundingLine("county", fen),),
                recorded=POOLED,
            )

    def pool(self, **wans):
        """Projects in the pool by name, each with its amount in 万元."""
        return [self.pooled(name, wan=wan) for name, wan in wans.items()]

    def plan(self, year=2027, ceiling=None, projects=(), **asked):
        """A plan with these projects put in; `asked` in 万元 by name."""
        fen = fen_from_wan(ceiling) if ceiling is not None else None
        plan = start_plan(self.desk, year, ceiling_fen=fen)
        new = [
            NewItem(p.id, fen_from_wan(asked[p.name]) if p.name in asked else None, "年度重点")
            for p in projects
        ]
        if new:
            add_items(self.desk, plan, new)
        return plan

    def page(self, plan):
        return plan_page(self.desk, plan)

    def rows(self, plan):
        """The items of a plan by name."""
        return {row.item.name: row for row in self.page(plan).items}

    def items(self, plan):
        """The items of a plan by name, without what lists say beside them."""
        return {name: row.item for name, row in self.rows(plan).items()}

    def candidate(self, plan, project):
        """One project as a candidate, None where it is not offered."""
        rows = candidates(self.desk, plan).rows
        return next((row for row in rows if row.project.id == project.id), None)

    def opinion(self, plan, project, office, opinion="agreed", **more):
        """One office's opinion on a project."""
        cells = {"office": office, "opinion": opinion, "signer": "某", "signed_on": "2026-07-20"}
        owner = Owner(project_id=project.id, parent_id=plan)
        return save_entry(self.desk, EntryDraft("plan_opinion", {**cells, **more}, owner))

    def all_opinions(self, plan, projects):
        for project in projects:
            for office in OFFICES:
                self.opinion(plan, project, office)

    def record(self, plan, step, outcome="done", **more):
        """A signed step of the plan with a document number of its own."""
        self.number += 1
        entry = StepEntry(
            f"annual_plan.{step}",
            outcome,
            signer="负责人甲",
            opinion=more.pop("opinion", "同意。"),
            document_number=f"县数〔{self.clock.now.year}〕{self.number}号",
            **more,
        )
        return record_step(self.desk, Subject(ENTRY, plan), entry)

    def results(self, plan, **cells):
        """The answers of city and province on every item."""
        for item in self.items(plan).values():
            given = {"city_result": "agreed", "province_result": "agreed", **cells}
            draft = EntryDraft("", given, entry_id=item.id, reason="登记市省结果")
            save_entry(self.desk, draft)

    def issue(self, plan):
        """The plan from the joint review to its issue; items are decided and reviewed already."""
        for office in OFFICES:
            self.record(plan, office)
        self.record(plan, "list")
        self.results(plan)
        self.record(plan, "city", "agreed")
        self.record(plan, "province", "agreed")
        self.record(plan, "government", "agreed", facts={"plan_meeting": "县政府第5次常务会议"})
        return self.record(plan, "issue", "issued")

    def put_off(self, plan, name):
        """An item put off, and the plan issued without it."""
        item = self.items(plan)[name].id
        decide_items(self.desk, plan, [Decision(item, "deferred", reason="财力所限")])
        self.issue(plan)

    def last_event(self):
        with self.desk.workspace.read() as view:
            acts = [e for e in view.events.latest(5) if e.act != "refresh_standing"]
            return acts[0]

    def undo(self):
        undo_event(self.desk, self.last_event().id)

    def on(self, *day):
        self.clock.turn_to(date(*day))
        return self


@pytest.fixture
def planner(office, clock):
    return Planner(office, clock)
