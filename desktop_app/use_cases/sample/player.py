"""Who plays the story: the desk with its clock, and what the acts have to find again."""

from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.domain.project import Need, Project
from desktop_app.domain.record import IncomingPaper, Subject
from desktop_app.use_cases.base_data import unit_index
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.sample.story import Story, StoryClock, project_names
from desktop_app.values.ids import RoundId, UnitId
from desktop_app.values.text import normal_name


@dataclass
class Player:
    """Plays acts at a desk; projects, units and needs are found by what the story calls them."""

    desk: Desk
    clock: StoryClock
    story: Story
    scratch: Path
    """Folder for workbooks handed out and returned; gone when the story is over."""
    rounds: dict[str, RoundId] = field(default_factory=dict)
    incoming: dict[str, IncomingPaper] = field(default_factory=dict)
    names: dict[str, tuple[str, str]] = field(default_factory=project_names)

    def unit(self, name: str) -> UnitId:
        """The unit of this name."""
        with self.desk.workspace.read() as view:
            return unit_index(view)[normal_name(name)].id

    def project(self, key: str) -> Project:
        """The project the story calls by this key."""
        unit, name = self.names[key]
        unit_id = self.unit(unit)
        with self.desk.workspace.read() as view:
            return next(p for p in view.projects.all() if (p.unit_id, p.name) == (unit_id, name))

    def projects(self, keys: tuple[str, ...]) -> tuple[Project, ...]:
        """The projects of these keys, in the order given."""
        return tuple(self.project(key) for key in keys)

    def subject(self, key: str) -> Subject:
        """The project of this key as a subject."""
        return Subject("project", self.project(key).id)

    def need(self, title: str) -> Need:
        """The township's need of this title."""
        with self.desk.workspace.read() as view:
            return next(need for need in view.needs.all() if need.title == title)
