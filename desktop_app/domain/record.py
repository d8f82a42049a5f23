"""Things recorded around the subjects: cases, steps, papers, rounds, batches, events, notes."""

from dataclasses import dataclass
from datetime import date, datetime

from desktop_app.rules.verdict import Verdict
from desktop_app.values.ids import (
    BatchId,
    CaseId,
    EntryId,
    EventId,
    IncomingPaperId,
    PaperId,
    ProjectId,
    RecipientId,
    RoundId,
    StepRecordId,
    UnitId,
)


@dataclass(frozen=True)
class Subject:
    """What a record is about: `kind` as in a procedure's `subject`, `id` the row of its table."""

    kind: str
    id: int


@dataclass(frozen=True)
class Act:
    """What is about to be done and by whom; becomes one event of the log."""

    id: str
    """Stable id, e.g. `import`, `record_step`."""
    title: str
    """The act in the clerk's words."""
    actor: str
    reason: str = ""
    subjects: tuple[Subject, ...] = ()
    pack: str = ""
    """Packs and versions that judged, e.g. `name 1.0`."""
    is_undoable: bool = True
    is_kept_empty: bool = False
    """Whether the log keeps it even if no row changed (an export, a copy printed again)."""


@dataclass(frozen=True)
class LogHead:
    """The end of the log: number of events and the digest that closes their chain."""

    count: int
    digest: str

    @property
    def short(self) -> str:
        """The form printed on papers: count and first 16 letters of the digest."""
        return f"{self.count}-{self.digest[:16]}"


@dataclass(frozen=True)
class Case:
    """One running or ended procedure (办件) of one subject, under one pack version."""

    id: CaseId
    procedure: str
    subject: Subject
    pack: str
    pack_version: str
    opened_on: date
    attempt: int = 1
    """1 for the first submission, 2 after a return, ..."""
    closed_on: date | None = None
    outcome: str = ""


@dataclass(frozen=True)
class StepRecord:
    """The signed result of one step, with its verdicts frozen as they stood."""

    id: StepRecordId
    case_id: CaseId
    step: str
    outcome: str
    acted_on: date
    actor: str
    """Role of the actor, as in the procedure."""
    signer: str = ""
    opinion: str = ""
    document_number: str = ""
    paper_id: PaperId | None = None
    incoming_paper_id: IncomingPaperId | None = None
    verdicts: tuple[Verdict, ...] = ()
    override_reason: str = ""
    override_by: str = ""
    override_clause: str = ""
    recorded_at: datetime | None = None
    is_past: bool | None = None
    """历史补录: taken before the program came, so never judged; else None."""


@dataclass(frozen=True)
class Paper:
    """One issued paper; the PDF lies in the file store under `digest`."""

    id: PaperId
    form: str
    title: str
    number: str
    issued_on: date
    digest: str
    subjects: tuple[Subject, ...]
    copy_digest: str = ""
    """The same PDF with every page marked 副本."""
    document_number: str = ""
    """文号, typed in after signing."""
    is_void: bool = False
    void_reason: str = ""
    copies: int = 0
    """How often it was reprinted as 副本."""
    record_version: int = 1
    log_head: str = ""
    page_count: int = 1


@dataclass(frozen=True)
class IncomingPaper:
    """A paper received (收文), recorded once for any number of subjects."""

    id: IncomingPaperId
    number: str
    title: str
    sender: str
    dated: date
    received_on: date
    subjects: tuple[Subject, ...] = ()
    digest: str = ""
    file_name: str = ""
    note: str = ""


@dataclass(frozen=True)
class Round:
    """One round of handing out and taking back (下发, 征集, 联审): recipients and dates."""

    id: RoundId
    title: str
    sheet: str
    opened_on: date
    due_on: date | None = None
    closed_on: date | None = None
    entry_id: EntryId | None = None
    """The row of a register its workbooks are about: the plan under joint review."""


@dataclass(frozen=True)
class OpenRow:
    """A row of a returned workbook that was left open, and the project it is about."""

    sheet: str
    row: int
    project_id: ProjectId | None = None


@dataclass(frozen=True)
class Recipient:
    """One unit or office in a round: sent, chased (催报), returned."""

    id: RecipientId
    round_id: RoundId
    unit_id: UnitId | None = None
    """None for an office, which need not be in the list of units."""
    office: str = ""
    """Role of the office in the pack; empty for a unit."""
    sent_on: date | None = None
    returned_on: date | None = None
    reminders: tuple[date, ...] = ()
    batch_id: BatchId | None = None
    left_open: tuple[OpenRow, ...] = ()
    """The rows nobody filled in in the workbook it returned last."""


@dataclass(frozen=True)
class Note:
    """A note or a telephone reminder (催办) on a subject."""

    id: int
    subject: Subject
    kind: str
    """note | call"""
    text: str
    noted_at: datetime
    actor: str


@dataclass(frozen=True)
class Batch:
    """One import (批次): its files, what it did, and whether it was undone."""

    id: BatchId
    sheet: str
    applied_at: datetime
    actor: str
    event_id: EventId
    files: tuple[tuple[str, str], ...]
    """Pairs of file name and content digest."""
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    undone_by: EventId | None = None


@dataclass(frozen=True)
class Event:
    """One act in the log; `sequence` is the order, `at` only a label."""

    id: EventId
    sequence: int
    at: datetime | None
    """None where the log's own cell no longer reads."""
    actor: str
    act: str
    """Stable id of the act, e.g. `import`, `record_step`, `undo`."""
    title: str
    """The act in the clerk's words."""
    reason: str
    subjects: tuple[Subject, ...]
    program: str
    digest: str
    previous: str
    is_undoable: bool = True
    undone_by: EventId | None = None
    undoes: EventId | None = None
    pack: str = ""
    clock_back: bool = False
    """True where the clock stood earlier than at the event before: the label is doubtful."""
    spoilt: str = ""
    """Parts of the log's own cells that no longer read, named for the user; empty if all do."""


@dataclass(frozen=True)
class Change:
    """One changed row of an event: values before and after, None where the row did not exist."""

    event_id: EventId
    table: str
    row_id: int
    before: dict[str, object] | None
    after: dict[str, object] | None
    is_spoilt: bool = False
    """True where the log's own cells no longer read: what changed is not known."""
    is_wiped: bool = False
    """True where the values were purged from the log; that the row changed stays known."""
