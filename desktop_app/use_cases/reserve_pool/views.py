"""Frozen answers the screens and the command line show for the reserve pool."""

from dataclasses import dataclass
from datetime import date

from desktop_app.domain.life_event import LifeEvent
from desktop_app.domain.procedure_view import CaseView
from desktop_app.domain.project import FundingLine, Project
from desktop_app.domain.record import Case, IncomingPaper, Note, Paper, StepRecord, Subject
from desktop_app.rules.deadline_kinds import Deadline
from desktop_app.rules.verdict import Verdict
from desktop_app.use_cases.going_live.turns import TurnLine
from desktop_app.values.ids import ProjectId
from desktop_app.values.money import Fen


@dataclass(frozen=True)
class PoolRow:
    """One line of the reserve-pool grid."""

    id: ProjectId
    code: str
    name: str
    unit: str
    nature: str
    """Choice label, e.g. 新建."""
    category: str
    amount_fen: Fen | None
    funding: str
    """Labels of the funding sources, joined by 、."""
    light: str
    """Colour role of the gravest verdict: pass, warn, fail, judge, insufficient, none."""
    light_word: str
    """通过, 提醒, 不通过, 需人工判断, 资料不足 or empty."""
    state: str
    state_label: str
    step: str
    """Title of the open step, else the state's label."""
    applied_on: date
    attempt: int
    """1 for the first submission, 2 after a return."""
    pinyin: str
    filters: frozenset[str]
    """Ids of the quick filters this row belongs to."""


@dataclass(frozen=True)
class QuickFilter:
    """One chip above the grid."""

    id: str
    label: str
    count: int


@dataclass(frozen=True)
class PoolList:
    """The whole stage list; filtering and sorting happen on the rows."""

    rows: tuple[PoolRow, ...]
    filters: tuple[QuickFilter, ...]
    total_fen: Fen
    title: str = "储备库"
    """What the regime in force calls the tab."""


@dataclass(frozen=True)
class Field:
    """A labelled value as the clerk reads it; `source` names file, sheet and row if imported."""

    key: str
    label: str
    text: str
    source: str = ""


@dataclass(frozen=True)
class HistoryLine:
    """One act that touched the subject."""

    moment: str
    actor: str
    title: str
    detail: str
    event_id: int


@dataclass(frozen=True)
class Material:
    """One material of a procedure and whether it is there."""

    id: str
    title: str
    is_required: bool
    is_there: bool
    note: str = ""


@dataclass(frozen=True)
class CasePage:
    """One procedure of the project with its steps and records."""

    case: Case
    title: str
    view: CaseView
    records: tuple[StepRecord, ...]
    materials: tuple[Material, ...]
    is_past: bool = False
    """历史补录: ended before the project was taken over; what is not on file is not known."""


@dataclass(frozen=True)
class Beginning:
    """A procedure that may be begun now, with the papers it asks for."""

    procedure: str
    title: str
    materials: tuple[Material, ...]


@dataclass(frozen=True)
class SimilarMember:
    """One project of a similar group."""

    id: ProjectId
    code: str
    name: str
    unit: str
    amount_fen: Fen
    applied_on: date


@dataclass(frozen=True)
class SimilarGroupView:
    """Projects that look alike, with what is the same and which amount lines the sum crosses."""

    members: tuple[SimilarMember, ...]
    score: int
    sum_fen: Fen
    same_family: bool
    thresholds: tuple[str, ...]
    """Labels of the amount lines crossed, with clause, e.g. `500.00 万元（二(二)2）`."""
    fragments: tuple[str, ...]
    decision: str = ""
    """Empty while undecided, else the label of the decision with reason, person and day."""


@dataclass(frozen=True)
class ProjectPage:
    """Everything the detail pane shows for one project."""

    project: Project
    unit: str
    submitting_unit: str
    """Who sent it in: the unit itself, or its superior for all its subordinates."""
    state_label: str
    light: str
    light_word: str
    fields: tuple[Field, ...]
    funding: tuple[tuple[str, FundingLine], ...]
    """Pairs of source label and line."""
    amounts: tuple[tuple[str, Fen], ...]
    verdicts: tuple[Verdict, ...]
    cases: tuple[CasePage, ...]
    similar: tuple[SimilarGroupView, ...]
    papers: tuple[Paper, ...]
    incoming: tuple[IncomingPaper, ...]
    notes: tuple[Note, ...]
    history: tuple[HistoryLine, ...]
    duties: tuple[Deadline, ...]
    """What it owes by date, and what it owed."""
    actions: frozenset[str]
    """What can be done now: record, resubmit, edit, decide, print, note, incoming."""
    taken_over_on: date | None = None
    """The day it was taken over in mid-life; None if it came as an application."""
    older_regime: str = ""
    """The older regulation it goes by, which nothing here judges."""
    beginnings: tuple[Beginning, ...] = ()
    """Procedures that may be begun once their papers are in."""
    doubts: tuple[str, ...] = ()
    """What does not fit in what was taken over."""
    turns: tuple[TurnLine, ...] = ()
    """Handed over, split, merged, moved to another pack; the oldest first."""
    inherited: tuple[LifeEvent, ...] = ()
    """Steps and papers from before it was split off, each with the project it lies with."""

    @property
    def subject(self) -> Subject:
        """The project as the subject of papers, notes and incoming papers."""
        return Subject("project", self.project.id)
