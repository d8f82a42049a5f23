"""Frozen answers the screen and the command line show for plans."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from desktop_app.domain.plans.ceiling import Proposal
from desktop_app.domain.plans.item import PlanItem, Sums
from desktop_app.domain.plans.opinions import Opinion
from desktop_app.domain.plans.ranking import Score
from desktop_app.domain.record import Subject
from desktop_app.domain.register import ENTRY
from desktop_app.use_cases.annual_plan.shape import PlanShape
from desktop_app.values.ids import EntryId, ProjectId, UnitId
from desktop_app.values.money import Fen


@dataclass(frozen=True)
class PlanRow:
    """One edition of a plan in the list of plans; amounts in 分."""

    id: EntryId
    title: str
    year: int
    edition: int
    state: str
    state_label: str
    ceiling_fen: Fen | None
    sums: Sums
    is_frozen: bool
    is_newest: bool
    """The newest edition of its year."""

    @property
    def subject(self) -> Subject:
        """The plan as the subject of procedures and papers."""
        return Subject(ENTRY, self.id)


@dataclass(frozen=True)
class ProjectWords:
    """What every list of plans says of a project."""

    id: ProjectId
    code: str
    name: str
    unit: str
    state_label: str


@dataclass(frozen=True)
class ItemRow:
    """One item of a plan with its project and how the joint review stands."""

    item: PlanItem
    project: ProjectWords
    decision_label: str
    origin_label: str
    opinions: str
    """How many of the owed opinions are in, e.g. `2/3`; empty where none is owed."""
    remarks: tuple[str, ...]
    """Who refused, who suggests another amount, where offices disagree."""
    is_outside_pool: bool
    """It applied without ever having entered the pool."""
    taken_fen: Fen
    """The running total of the agenda up to and with it."""
    is_below: bool
    """It lies below the line: no money is left for it."""
    is_line: bool
    """The first one below the line."""


@dataclass(frozen=True)
class PlanPage:
    """One plan with its items in the order of the agenda."""

    plan: PlanRow
    items: tuple[ItemRow, ...]
    editions: tuple[PlanRow, ...]
    """All editions of its year, the newest first."""
    doubts: tuple[str, ...]
    """What looks wrong: a ceiling too small, an amount in another unit, a missing amount."""
    decisions: tuple[tuple[str, str], ...]
    """Decisions with their labels."""
    answers: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]
    """What offices above are asked of an item: column, its label and its choices."""
    shape: PlanShape
    clauses: tuple[str, ...]
    help: str


@dataclass(frozen=True)
class CandidateRow:
    """One project that might be put into a plan."""

    project: ProjectWords
    amount_fen: Fen | None
    group: str
    """One of `GROUPS` in `candidates`."""
    group_label: str
    why: tuple[str, ...]
    """What has to be explained, or what stands in the way."""
    clauses: tuple[str, ...]
    advice: str
    last_year: str
    """How it fared in last year's plan; empty if it was not in it."""

    @property
    def can_enter(self) -> bool:
        """Whether it may be put into the plan now, with a reason where one is asked for."""
        return self.group != "blocked"


@dataclass(frozen=True)
class CandidateList:
    """All projects that might be put into a plan, those put off last year first."""

    plan: PlanRow
    rows: tuple[CandidateRow, ...]
    counts: tuple[tuple[str, str, int], ...]
    """Groups with label and number."""
    asks: tuple[tuple[str, str], ...]
    """Further facts that may be given for each project on entry, with their labels."""


@dataclass(frozen=True)
class RankingRow:
    """One item with its score, computed now, beside what was taken last."""

    item: PlanItem
    project: ProjectWords
    score: Score
    rank: int | None
    is_tied: bool
    has_changed: bool
    """The score is another than the one last taken."""


@dataclass(frozen=True)
class RankingPage:
    """The ranking of a plan by its criteria, the best first."""

    plan: PlanRow
    rows: tuple[RankingRow, ...]
    criteria: tuple[tuple[str, str, str, str], ...]
    """Id, title, weight as shown and clauses of every criterion."""
    lacking: tuple[tuple[str, int], ...]
    """Criteria that cannot be told for some items, with the number of items."""


@dataclass(frozen=True)
class OfficeColumn:
    """One office of the joint review."""

    id: str
    label: str
    is_asked: bool
    given: int
    missing: int


@dataclass(frozen=True)
class ReviewRow:
    """One item with every office's opinion beside it."""

    item: PlanItem
    project: ProjectWords
    opinions: dict[str, Opinion]
    """By office."""
    missing: tuple[str, ...]
    refused_by: tuple[str, ...]
    altered_by: tuple[str, ...]
    conflicts: tuple[str, ...]


@dataclass(frozen=True)
class ReviewPage:
    """The joint review of a plan: opinions side by side, nothing overwritten."""

    plan: PlanRow
    review: str
    """What the regulation calls the review, 联审."""
    offices: tuple[OfficeColumn, ...]
    rows: tuple[ReviewRow, ...]
    strangers: tuple[tuple[str, str], ...]
    """Opinions on projects that are not in the plan: office and project."""
    opinion_labels: dict[str, str]

    @property
    def missing(self) -> int:
        """How many owed opinions are not in."""
        return sum(len(row.missing) for row in self.rows)


@dataclass(frozen=True)
class ProposalPage:
    """What the ceiling lets through, item by item, before anything is written."""

    plan: PlanRow
    proposal: Proposal
    projects: dict[ProjectId, ProjectWords]
    decision_labels: dict[str, str]
    doubts: tuple[str, ...]


@dataclass(frozen=True)
class ChangeRow:
    """One difference between two editions."""

    kind: str
    kind_label: str
    project: ProjectWords
    before: PlanItem | None
    after: PlanItem | None
    before_decision: str
    after_decision: str
    moved_fen: Fen
    reason: str


@dataclass(frozen=True)
class Comparison:
    """Two editions against each other."""

    old: PlanRow
    new: PlanRow
    rows: tuple[ChangeRow, ...]


@dataclass(frozen=True)
class AdditionRow:
    """One project let in beside the plan, or on its way."""

    project: ProjectWords
    amount_fen: Fen | None
    opened_on: date
    approved_on: date | None
    document_number: str
    outcome: str
    """As the pack calls it; empty while it runs."""
    step: str
    """The step it waits at; empty once it ended."""


@dataclass(frozen=True)
class AdditionList:
    """What was let in beside a plan and what may still ask for it."""

    plan: PlanRow
    rows: tuple[AdditionRow, ...]
    may_ask: tuple[ProjectWords, ...]
    """Projects whose way in beside the plan may be begun now."""
    first_step: str
    """`procedure.step` that begins it; empty where the regime knows no such way."""
    help: str


@dataclass(frozen=True)
class CarryRow:
    """One project at the year's end: what becomes of it."""

    project: ProjectWords
    unit_id: UnitId
    what: str
    """carried, deferred, confirm or left."""
    asked_fen: Fen | None
    """What it is to ask for next year; None where it does not ask, or nobody can say."""
    planned_fen: Fen | None
    paid_fen: Fen | None
    why: str


@dataclass(frozen=True)
class CarryOver:
    """What the year's end would do, or did."""

    plan: PlanRow
    to_year: int
    target: PlanRow | None
    """Next year's plan, None while there is none."""
    rows: tuple[CarryRow, ...]

    def of(self, what: str) -> tuple[CarryRow, ...]:
        """The rows of one fate."""
        return tuple(row for row in self.rows if row.what == what)


def score_text(score: Decimal | None) -> str:
    """A score as a clerk reads it."""
    return "" if score is None else f"{score:f}"
