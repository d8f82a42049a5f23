"""What a running procedure looks like: frozen views of steps, materials and the case."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from desktop_app.domain.record import StepRecord
from desktop_app.rules.verdict import Verdict

Status = Literal["done", "open", "waiting", "skipped", "blocked", "left"]
STATUS_LABELS: dict[Status, str] = {
    "done": "已办", "open": "待办", "waiting": "未到", "skipped": "不适用", "blocked": "受阻",
    "left": "未办",
}  # fmt: skip
"""`left`: the procedure ended without it, as it may."""
_RECORD = "登记"


def recording(title: str) -> str:
    """What the act of recording a step is called: a title that says 登记 itself is enough."""
    return title if title.startswith(_RECORD) else f"{_RECORD}“{title}”的结果"


def recording_short(title: str) -> str:
    """The same, short enough for a button."""
    return title if title.startswith(_RECORD) else f"{_RECORD}{title}"


@dataclass(frozen=True)
class StepView:
    """One step as it stands; `blocked` = it is its turn, but no positive result may be recorded."""

    id: str
    """Path of the step, `opinion`, `upward.city`; an added reviewer is `opinion@audit`."""
    title: str
    actor: str
    actor_name: str
    status: Status
    outcomes: tuple[tuple[str, str], ...]
    """Results that may be recorded now, as id and label; empty unless it is its turn."""
    record: StepRecord | None
    result: str
    """What was recorded, in the words of the step; empty without a record."""
    group: str
    clauses: tuple[str, ...]
    why_not: tuple[str, ...] = ()
    is_optional: bool = False
    can_add: bool = False
    """The clerk may add reviewers beside it."""
    verdicts: tuple[Verdict, ...] = ()
    """Checks standing at this step, while it is its turn."""
    asks: tuple[str, ...] = ()
    form: str = ""
    document: str = "optional"
    help: str = ""

    def is_answered_by(self, verdict: Verdict) -> bool:
        """Whether what the step asks for can still turn a check, so that it is judged again."""
        return any(fact.name in self.asks for fact in verdict.facts)

    @property
    def needs_reason(self) -> tuple[Verdict, ...]:
        """Checks a positive result must answer with a recorded reason."""
        return tuple(item for item in self.verdicts if item.needs_reason or item.can_be_decided)


@dataclass(frozen=True)
class MaterialView:
    """One paper to hand in: whether it is needed here and whether it came in."""

    id: str
    title: str
    is_needed: bool | None
    """None while a fact that decides is missing."""
    is_handed_in: bool
    is_required: bool
    step: str
    items: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    copies: int = 1


@dataclass(frozen=True)
class CaseView:
    """One procedure of one subject as it stands."""

    procedure: str
    title: str
    steps: tuple[StepView, ...]
    materials: tuple[MaterialView, ...]
    is_finished: bool
    outcome: str
    """Result that ended it, empty while it runs."""

    @property
    def current(self) -> tuple[StepView, ...]:
        """The steps whose turn it is."""
        return tuple(step for step in self.steps if step.status in {"open", "blocked"})

    def step(self, path: str) -> StepView:
        """The step with a path; KeyError if there is none."""
        found = next((step for step in self.steps if step.id == path), None)
        if found is None:
            raise KeyError(path)
        return found


def needed_first(steps: Iterable[StepView]) -> list[StepView]:
    """The steps a procedure waits for before those that may be left out."""
    return sorted(steps, key=lambda step: step.is_optional)
