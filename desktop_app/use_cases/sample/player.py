"""Who plays the story: the desk with its clock, and what the acts have to find again."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.domain.project import Need, Project
from desktop_app.domain.record import IncomingPaper, Subject
from desktop_app.domain.register import ENTRY
from desktop_app.use_cases.base_data import unit_index
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.sample.story import Story, StoryAct, StoryClock, project_names
from desktop_app.values.ids import EntryId, ProjectId, RoundId, SystemId, UnitId
from desktop_app.values.text import normal_name


@dataclass
class Player:
    """Plays acts at a desk; what the story calls by a name is found by that name."""

    desk: Desk
    clock: StoryClock
    story: Story
    scratch: Path
    """Folder for workbooks handed out and returned; gone when the story is over."""
    rounds: dict[str, RoundId] = field(default_factory=dict)
    incoming: dict[str, IncomingPaper] = field(default_factory=dict)
    rows: dict[str, EntryId] = field(default_factory=dict)
    """Rows of registers by what the story calls them."""
    names: dict[str, tuple[str, str]] = field(default_factory=project_names)
    _known: dict[str, ProjectId] = field(default_factory=dict)

    def unit(self, name: str) -> UnitId:
        """The unit of this name."""
        with self.desk.workspace.read() as view:
            return unit_index(view)[normal_name(name)].id

    def system(self, name: str) -> SystemId:
        """The existing system of this name."""
        with self.desk.workspace.read() as view:
            return next(each.id for each in view.systems.all() if each.name == name)

    def project_id(self, key: str) -> ProjectId:
        """The key of the project the story calls by this key."""
        if key not in self._known:
            unit, name = self.names[key]
            unit_id = self.unit(unit)
            with self.desk.workspace.read() as view:
                found = view.projects.where(unit_id=unit_id, name=name)
            self._known[key] = found[0].id
        return self._known[key]

    def project(self, key: str) -> Project:
        """The project the story calls by this key, as it is now."""
        key_id = self.project_id(key)
        with self.desk.workspace.read() as view:
            return view.projects.get(key_id)

    def projects(self, keys: Iterable[str]) -> tuple[Project, ...]:
        """The projects of these keys, in the order given."""
        return tuple(self.project(key) for key in keys)

    def subject(self, key: str) -> Subject:
        """The project of this key as a subject."""
        return Subject("project", self.project_id(key))

    def row(self, name: str) -> Subject:
        """The row of a register the story calls by this name."""
        return Subject(ENTRY, self.rows[name])

    def subjects(self, act: StoryAct) -> dict[str, Subject]:
        """What an act is about, by name: projects, rows, units, systems, the regime."""
        regime = {"regime": Subject("regime", 0)} if act.flag("regime") else {}
        return {
            **regime,
            **{key: self.subject(key) for key in act.texts("projects")},
            **{name: self.row(name) for name in act.texts("rows")},
            **{name: Subject("unit", self.unit(name)) for name in act.texts("units")},
            **{name: Subject("system", self.system(name)) for name in act.texts("systems")},
        }

    def need(self, title: str) -> Need:
        """The township's need of this title."""
        with self.desk.workspace.read() as view:
            return next(need for need in view.needs.all() if need.title == title)
