"""What the office decided and keeps: settings, readings, packs, views, operators, decisions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from desktop_app.domain.record import Subject
from desktop_app.rules.verdict import JsonValue
from desktop_app.values.decisions import SIMILARITY_DECISIONS
from desktop_app.values.ids import BatchId, ProjectId


@dataclass(frozen=True)
class OfficeSetting:
    """A setting of the office, valid from that day on."""

    id: int
    name: str
    value: JsonValue
    valid_from: date
    reason: str = ""
    signer: str = ""
    document_number: str = ""


@dataclass(frozen=True)
class SignedReading:
    """The office's choice among the readings of an unclear clause, valid from that day on."""

    id: int
    reading: str
    choice: str
    valid_from: date
    reason: str = ""
    signer: str = ""
    document_number: str = ""


@dataclass(frozen=True)
class StoredPack:
    """A rule pack kept as it was when first used."""

    id: int
    pack: str
    version: str
    digest: str
    stored_on: date


@dataclass(frozen=True)
class SavedView:
    """A list as a clerk keeps it; `definition` is JSON of the screen that made it."""

    id: int
    stage: str
    name: str
    definition: str


@dataclass(frozen=True)
class Operator:
    """A person who works at this desk."""

    id: int
    name: str
    post: str = ""
    is_active: bool = True


@dataclass(frozen=True)
class ColumnMap:
    """How the columns under one heading were matched: title as found → column key."""

    id: int
    sheet: str
    heading: str
    """Digest of the titles found, so that the same form is known again."""
    columns: Mapping[str, str]
    mapped_on: date


@dataclass(frozen=True)
class SimilarityDecision:
    """What was decided about a group of similar applications: separate, merge or duplicate."""

    id: int
    decision: str
    reason: str
    decided_by: str
    decided_on: date
    members: tuple[ProjectId, ...]
    clause: str = ""

    @property
    def words(self) -> str:
        """The decision with its reason, person and day, as papers say it."""
        label = dict(SIMILARITY_DECISIONS).get(self.decision, self.decision)
        return f"{label}：{self.reason}（{self.decided_by}，{self.decided_on}）"


@dataclass(frozen=True)
class DeadlineRecord:
    """What happened to one deadline of a subject: met, extended or waived."""

    id: int
    subject: Subject
    deadline: str
    kind: str
    """met | extended | waived"""
    recorded_on: date
    new_due: date | None = None
    reason: str = ""
    signer: str = ""


@dataclass(frozen=True)
class Provenance:
    """Where an imported row came from."""

    id: int
    batch_id: BatchId
    subject: Subject
    file: str
    sheet: str
    row: int
