"""What a split project has in common with the one it came out of: the past up to the split."""

from dataclasses import dataclass
from datetime import date, datetime

from db.unit_of_work import ReadView
from desktop_app.domain.project import Project
from desktop_app.domain.record import StepRecord, Subject
from desktop_app.domain.succession import SPLIT
from desktop_app.values.ids import ProjectId


@dataclass(frozen=True)
class Origin:
    """The project one was split from, and up to when its past is theirs in common."""

    project: Project
    split_on: date
    """From this day on they are two projects; first day of the split."""
    recorded_at: datetime
    """The moment the split was recorded (UTC): what was recorded before is in common."""

    @property
    def label(self) -> str:
        """Code and name, as its parts tell it."""
        return f"{self.project.code}“{self.project.name}”"

    @property
    def subject(self) -> Subject:
        """The project as the subject of steps and papers."""
        return Subject("project", self.project.id)

    def has(self, record: StepRecord) -> bool:
        """Whether a step of the project was recorded before the split was."""
        return record.recorded_at is None or record.recorded_at <= self.recorded_at


def origins_of(view: ReadView, project_id: ProjectId) -> tuple[Origin, ...]:
    """The project it was split from, then the one that was split from; empty if it was not."""
    found: list[Origin] = []
    part = project_id
    while (origin := _origin(view, part)) is not None:
        found.append(origin)
        part = origin.project.id
    return tuple(found)


def _origin(view: ReadView, part: ProjectId) -> Origin | None:
    turns = view.successions.of_project(part)
    turn = next((t for t in turns if t.kind == SPLIT and t.to_project_id == part), None)
    whole = view.projects.find(turn.project_id) if turn and turn.project_id else None
    events = view.events.of(Subject("project", part)) if whole else ()
    began = events[0].at if events else None
    if turn is None or whole is None or began is None:
        return None
    return Origin(whole, turn.happened_on, began)
