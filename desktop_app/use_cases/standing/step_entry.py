"""What a clerk records of a step, whose turn it is, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from desktop_app.domain.procedure_view import StepView
from desktop_app.domain.record import Case, StepRecord
from desktop_app.values.ids import IncomingPaperId, PaperId, ProjectId

RETURNED = "returned"
EXPLAINED = {RETURNED: "请写明要补正什么", "refused": "请写明不同意的理由"}
"""Outcomes that say nothing without an opinion, and what is asked for."""


@dataclass(frozen=True)
class StepEntry:
    """What the clerk records of a signed step; `step` is its path or `procedure.path`."""

    step: str
    outcome: str
    acted_on: date | None = None
    """Day of the signature; None = today."""
    signer: str = ""
    opinion: str = ""
    document_number: str = ""
    paper_id: PaperId | None = None
    incoming_paper_id: IncomingPaperId | None = None
    override_reason: str = ""
    """Why it goes on although a reminder stands or the text leaves discretion."""
    facts: Mapping[str, object] = field(default_factory=dict)
    """Facts recorded with the step, by name."""
    merged_into: ProjectId | None = None
    """The application that takes this one in; only a step that records a merger needs it."""


@dataclass(frozen=True)
class OpenStep:
    """One step whose turn it is, of an open case or of a procedure that can be opened now."""

    procedure: str
    path: str
    title: str
    actor: str
    labels: Mapping[str, str]
    """Outcomes that may be recorded now, with their labels."""
    case: Case | None
    view: StepView | None = None

    @property
    def reference(self) -> str:
        """`procedure.path`, as the pack names it."""
        return f"{self.procedure}.{self.path}"


@dataclass(frozen=True)
class StepResult:
    """What was recorded and where the subject stands now."""

    record: StepRecord
    title: str
    path: str
    outcome: str
    state: str
    state_label: str
