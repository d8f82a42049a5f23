"""The use cases of this tab as the worker runs them."""

from dataclasses import dataclass

from desktop_app.domain.record import Subject
from desktop_app.domain.register import Owner
from desktop_app.errors import Refused
from desktop_app.use_cases.annual_plan.plans import plan_list, plan_page
from desktop_app.use_cases.annual_plan.ranking import ranking
from desktop_app.use_cases.annual_plan.regime_plans import RegimePlans, plans_of_regime
from desktop_app.use_cases.annual_plan.review import joint_review
from desktop_app.use_cases.annual_plan.views import (
    ItemRow,
    PlanPage,
    PlanRow,
    RankingPage,
    RankingRow,
    ReviewPage,
    ReviewRow,
)
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.registers.heads import (
    RegisterHead,
    owner_choices,
    registers_of_regime,
)
from desktop_app.use_cases.registers.listing import register_page
from desktop_app.values.ids import EntryId, ProjectId
from ui.dossier.step_forms import StepForm, read_form
from ui.registers.entry_dialog import EntryPlace


@dataclass(frozen=True)
class Book:
    """One plan with the joint review of its items and their scores."""

    page: PlanPage
    review: ReviewPage | None
    ranking: RankingPage | None

    @property
    def plan(self) -> PlanRow:
        """The plan itself."""
        return self.page.plan

    def item(self, key: EntryId) -> ItemRow | None:
        """An item by key."""
        return next((row for row in self.page.items if row.item.id == key), None)

    def opinions(self, key: EntryId) -> ReviewRow | None:
        """The opinions on an item."""
        rows = self.review.rows if self.review else ()
        return next((row for row in rows if row.item.id == key), None)

    def score(self, key: EntryId) -> RankingRow | None:
        """The score of an item as it comes out now."""
        rows = self.ranking.rows if self.ranking else ()
        return next((row for row in rows if row.item.id == key), None)


@dataclass(frozen=True)
class Shape:
    """What the tab is made of."""

    plans: RegimePlans
    registers: tuple[RegisterHead, ...]


def read_shape(desk: Desk) -> Shape:
    """The plans and registers of the regime."""
    return Shape(plans_of_regime(desk), registers_of_regime(desk))


def read_plans(desk: Desk) -> tuple[PlanRow, ...]:
    """Every edition of every plan, the newest first."""
    return plan_list(desk)


def read_book(desk: Desk, plan_id: EntryId) -> Book:
    """One plan in full."""
    page = plan_page(desk, plan_id)
    has_items = bool(page.items)
    return Book(
        page,
        joint_review(desk, plan_id) if page.shape.opinions else None,
        ranking(desk, plan_id) if page.shape.is_ranked and has_items else None,
    )


def read_opinion_place(desk: Desk, plan_id: EntryId, project: ProjectId) -> EntryPlace:
    """What the dialog for one more opinion on a project needs."""
    register = plan_page(desk, plan_id).shape.opinions
    if register is None:
        raise Refused("这个计划不用部门出意见", advice="请直接定处理意见。")
    owner = Owner(project_id=project, parent_id=plan_id)
    return EntryPlace(register_page(desk, register), owner_choices(desk, register), owner)


def read_plan_row(desk: Desk, register: str, key: EntryId) -> EntryPlace:
    """What the dialog that corrects a plan's own columns needs."""
    page = register_page(desk, register)
    row = next((each for each in page.rows if each.id == key), None)
    return EntryPlace(page, owner_choices(desk, register), row=row)


def read_step(desk: Desk, subject: Subject, step: str) -> StepForm:
    """The form of the first step of a procedure for a project; refused if it is not its turn."""
    form, _ = read_form(desk, subject, step)
    if form is None:
        raise Refused("这个项目现在不能办理", advice="请看它的状态和办理经过。")
    return form
