"""`plans.toml`: which registers hold the yearly plan and the long plan, and how it is ranked."""

from typing import Literal

from pydantic import Field

from desktop_app.rules.schema.common import DottedId, Entry, Number, PlainId, RowId, Text
from desktop_app.rules.schema.rules import Operand


class Criterion(Entry):
    """One criterion of a ranking: a value of the project becomes points, 100 at best, 0 at worst.

    ```toml
    [[plan.criterion]]
    id = "findings"
    title = "逾期没有整改到位的问题"
    value = "unit_open_findings"
    weight = "house.rank_findings"
    best = 0
    worst = 5
    rows = ["MX-089"]
    ```
    `value`: a fact of the project, or a term over facts. A number runs from `best` to `worst` in a
    straight line; a choice or a yes/no has `points` for each answer. `over = "unit"`: the mean over
    all projects of the same unit on which the facts were recorded (past results). `weight`: a
    setting or value that is a plain number. What cannot be told is named and left out of the sum,
    never counted as nothing.
    """

    id: PlainId
    title: Text
    value: Operand
    over: Literal["project", "unit"] = "project"
    weight: DottedId
    best: Number | DottedId | None = None
    worst: Number | DottedId | None = None
    points: dict[PlainId, Number] = Field(default={})
    rows: tuple[RowId, ...] = ()
    help: str = ""


class PlanKind(Entry):
    """One kind of yearly plan: a row of `register` is one edition of one year's plan.

    ```toml
    [[plan]]
    id = "yearly"
    title = "年度计划"
    register = "plan"
    items = "plan_item"
    opinions = "plan_opinion"
    asked = ["cyberspace", "planning", "finance"]
    entry = "plan_entry.apply=done"
    year_fact = "plan_year"
    addition = "addition"
    finished = ["accepted"]
    replaced = "plan_replaced"
    rows = ["MX-022"]
    ```
    `items` and `opinions` stand below the plan, each about one project. `asked`: the offices that
    owe an opinion on every item. `entry`: the step, with its result, recorded on a project that is
    put into the plan; `year_fact`: the fact of that step that holds the plan's year. `addition`:
    the procedure that lets a project in beside the plan. `finished`: states in which a project
    needs no place in next year's plan. `replaced`: the state of an edition that was never settled
    when a newer one is started. `review`: what the regulation calls the offices' review.
    """

    id: PlainId
    title: Text
    register_: PlainId = Field(alias="register")
    items: PlainId
    opinions: PlainId | None = None
    asked: tuple[PlainId, ...] = ()
    entry: Text | None = None
    year_fact: PlainId | None = None
    addition: PlainId | None = None
    finished: tuple[PlainId, ...] = ()
    replaced: PlainId | None = None
    review: Text = "联审"
    criterion: tuple[Criterion, ...] = ()
    rows: tuple[RowId, ...] = ()
    help: str = ""

    @property
    def entry_step(self) -> str:
        """`procedure.step` of `entry`; empty without one."""
        return (self.entry or "").partition("=")[0]

    @property
    def entry_outcome(self) -> str:
        """The result recorded at `entry`."""
        return (self.entry or "").partition("=")[2]


class PlanningKind(Entry):
    """One kind of long plan: a row of `register` is one edition; other offices' plans beside it.

    ```toml
    [[planning]]
    id = "development"
    title = "建设规划"
    register = "development_plan"
    departments = "department_plan"
    basis = "plan_basis"
    rows = ["MX-009"]
    ```
    `departments`: the register of plans of departments that are held against it. `basis`: the text
    fact in which a project names the plan it falls under.
    """

    id: PlainId
    title: Text
    register_: PlainId = Field(alias="register")
    departments: PlainId | None = None
    basis: PlainId | None = None
    rows: tuple[RowId, ...] = ()
    help: str = ""


class PlansFile(Entry):
    """The whole of `plans.toml`: `[[plan]]` and `[[planning]]` entries."""

    plan: tuple[PlanKind, ...] = ()
    planning: tuple[PlanningKind, ...] = ()
