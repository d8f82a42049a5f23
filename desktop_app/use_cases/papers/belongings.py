"""Whose a subject is: project, unit, superior, system and contact, as its papers name them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from desktop_app.domain.base_data import ExistingSystem, Unit
from desktop_app.domain.project import Need, Project
from desktop_app.domain.record import Subject
from desktop_app.use_cases.papers.texts import Later
from desktop_app.use_cases.standing.course import Course
from desktop_app.use_cases.standing.reading import Reading
from desktop_app.values.money import Fen, wan_text


@dataclass(frozen=True)
class Belongings:
    """What one subject belongs to, looked up when a paper asks; names are those of a day."""

    reading: Reading
    course: Course
    on: date

    @property
    def texts(self) -> Later:
        """The texts of placeholders that say whose the subject is."""
        found: dict[str, Any] = {
            "unit_name": lambda: self._unit_name(self.unit),
            "superior_name": self._superior_name,
            "contact": lambda: self._contact("contact"),
            "contact_phone": lambda: self._contact("phone"),
            "state": self._state,
            "attempt": self._attempt,
            "reply_to": self._reply_to,
        }
        if self.project is not None:
            found |= self._of_project(self.project)
        system = self.system
        if system is not None:
            found["system_name"] = lambda: system.name
        if isinstance(self.course.record, Need):
            found |= self._of_need(self.course.record)
        return found

    @property
    def money(self) -> Mapping[str, Fen]:
        """Amounts of a subject that has no such fact: what a need is estimated at."""
        record = self.course.record
        amount = record.amount_fen if isinstance(record, Need) else None
        return {} if amount is None else {"declared_amount": amount}

    @cached_property
    def project(self) -> Project | None:
        """The project it is or belongs to."""
        record = self.course.record
        if isinstance(record, Project):
            return record
        key = getattr(record, "project_id", None)
        owner = self.reading.owners.get(Subject("project", key)) if key is not None else None
        if owner is not None:
            return owner.record if isinstance(owner.record, Project) else None
        return self.reading.view.projects.get(key) if key is not None else None

    @cached_property
    def system(self) -> ExistingSystem | None:
        """The system it is or belongs to."""
        record = self.course.record
        if isinstance(record, ExistingSystem):
            return record
        key = getattr(record, "system_id", None)
        return self.reading.view.systems.get(key) if key is not None else None

    @cached_property
    def unit(self) -> Unit | None:
        """The unit it is or belongs to."""
        record = self.course.record
        if isinstance(record, Unit):
            return record
        for owner in (record, self.project, self.system):
            key = getattr(owner, "unit_id", None)
            if key is not None:
                return self.reading.units[key]
        return None

    def _unit_name(self, unit: Unit | None) -> str:
        return self.reading.view.units.name_on(unit.id, self.on) if unit else ""

    def _superior_name(self) -> str:
        above = self.unit.superior_id if self.unit else None
        return self._unit_name(self.reading.units.get(above) if above is not None else None)

    def _contact(self, name: str) -> str:
        recorded = self.project.recorded.get(name, "") if self.project else ""
        return str(recorded or (getattr(self.unit, name) if self.unit else ""))

    def _state(self) -> str:
        states = {state.id: state.title for state in self.course.pack.states}
        return states.get(self.course.kind.state(self.course.record), "")

    def _attempt(self) -> str:
        return str(max((case.attempt for case in self.course.history.cases), default=1))

    def _reply_to(self) -> str:
        """What came in last on it: title and number."""
        came: Iterable[Any] = reversed(self.reading.view.incoming.of(self.course.subject))
        return next((f"《{each.title}》（{each.number}）" for each in came), "")

    def _of_project(self, project: Project) -> dict[str, Any]:
        labels = dict(self.course.pack.choices("funding_source"))
        sender = self.reading.units.get(project.submitting_unit_id or project.unit_id)
        return {
            "project_name": lambda: project.name,
            "project_code": lambda: project.code,
            "submitting_unit": lambda: self._unit_name(sender),
            "year": lambda: str(project.year),
            "note": lambda: project.note,
            "funding": lambda: "；".join(
                f"{labels.get(line.source, line.source)}{wan_text(line.amount_fen)}万元"
                for line in project.funding
            ),
        }

    def _of_need(self, need: Need) -> dict[str, Any]:
        units = self.reading.units
        return {
            "need_title": lambda: need.title,
            "need_scenario": lambda: need.scenario,
            "adopter_name": lambda: units[need.adopter_id].name if need.adopter_id else "",
            "note": lambda: need.note,
            "year": lambda: str(need.year),
        }
