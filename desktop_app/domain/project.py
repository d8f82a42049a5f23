"""A project: what was applied for, its amounts kept apart, and where it stands."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from desktop_app.rules.verdict import JsonValue
from desktop_app.values.ids import ProjectId, UnitId
from desktop_app.values.money import Fen


class AmountKind(StrEnum):
    """The amounts of a project that are never mixed."""

    DECLARED = "declared"
    PLANNED = "planned"
    FEASIBILITY = "feasibility"
    ESTIMATE = "estimate"
    REVIEWED = "reviewed"
    CONTRACT = "contract"
    PAID = "paid"
    SETTLED = "settled"


AMOUNT_LABELS = {
    AmountKind.DECLARED: "申报",
    AmountKind.PLANNED: "计划安排",
    AmountKind.FEASIBILITY: "可研",
    AmountKind.ESTIMATE: "概算",
    AmountKind.REVIEWED: "评审审定",
    AmountKind.CONTRACT: "合同",
    AmountKind.PAID: "支付",
    AmountKind.SETTLED: "决算",
}
ROUTE_AMOUNTS = (AmountKind.ESTIMATE, AmountKind.FEASIBILITY, AmountKind.DECLARED)


@dataclass(frozen=True)
class FundingLine:
    """One source of money; `source` is a choice of the fact `funding_source`."""

    source: str
    amount_fen: Fen


@dataclass(frozen=True)
class Project:
    """One project (项目) from its application on; a classified one is a stub without content."""

    id: ProjectId
    code: str
    name: str
    unit_id: UnitId
    year: int
    state: str
    """A state id of the pinned pack."""
    pack: str
    pack_version: str
    applied_on: date
    submitting_unit_id: UnitId | None = None
    """The unit that sent the application in; differs from the owner when a superior applies."""
    nature: str = ""
    category: str = ""
    goal: str = ""
    content: str = ""
    route: str = ""
    data_needed: str = ""
    note: str = ""
    is_classified: bool = False
    merged_into_id: ProjectId | None = None
    track: str = ""
    version: int = 1
    """Counts the changes of the record; printed on every paper."""
    pinyin: str = ""
    funding: tuple[FundingLine, ...] = ()
    amounts: dict[AmountKind, Fen] = field(default_factory=dict)
    recorded: dict[str, JsonValue] = field(default_factory=dict)
    """Facts the pack records beyond the columns above, by fact name."""

    @property
    def declared_fen(self) -> Fen | None:
        """申报金额 in 分, None if the application does not say."""
        return self.amounts.get(AmountKind.DECLARED)

    @property
    def route_amount(self) -> tuple[AmountKind, Fen] | None:
        """The latest recorded of 申报, 可研, 概算: the amount that decides the route."""
        for kind in ROUTE_AMOUNTS:
            if kind in self.amounts:
                return kind, self.amounts[kind]
        return None


@dataclass(frozen=True)
class Need:
    """A township's need (统筹需求) to be adopted by a county-level unit."""

    id: int
    unit_id: UnitId
    title: str
    scenario: str
    year: int
    amount_fen: Fen | None = None
    adopter_id: UnitId | None = None
    project_id: ProjectId | None = None
    source_project_id: ProjectId | None = None
    status: str = "open"
    registered_on: date | None = None
    note: str = ""
    pinyin: str = ""


@dataclass(frozen=True)
class ProjectListRow:
    """One project as a list shows it; amounts in 分, None where not stated."""

    id: ProjectId
    code: str
    name: str
    unit_id: UnitId
    unit_name: str
    year: int
    state: str
    nature: str
    category: str
    applied_on: date
    is_classified: bool
    version: int
    declared_fen: Fen | None
    open_step: str = ""
    light: str = "none"
    """Worst light of the checks as last computed."""
    judged_on: date | None = None
    due_on: date | None = None
    merged_into_id: ProjectId | None = None
    pinyin: str = ""
