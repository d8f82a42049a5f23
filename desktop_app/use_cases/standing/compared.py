"""The applications and existing systems as they are compared, read when they are asked for."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from desktop_app.domain.base_data import ExistingSystem
from desktop_app.domain.pool_facts_surroundings import candidate
from desktop_app.domain.project import Project
from desktop_app.domain.record import Subject
from desktop_app.domain.similarity import Candidate, Text4
from desktop_app.domain.standing import ComparedBy
from desktop_app.use_cases.standing.reading import Reading

AT_ONCE = 1_000
"""Applications read between two looks at whether to go on."""
SYSTEM = "system "
"""Begins the key of an existing system as it is compared; that of an application is a number."""


@dataclass
class Texts:
    """Applications and systems by key; `drafts` take the place of what is stored."""

    reading: Reading
    drafts: Mapping[int, Project] = field(default_factory=dict)
    _projects: dict[int, Project] = field(default_factory=dict)
    _systems: dict[int, ExistingSystem] = field(default_factory=dict)

    def project(self, key: int) -> Project:
        """The application of that key."""
        if key in self.drafts:
            return self.drafts[key]
        if key not in self._projects:
            self.load((key,))
        return self._projects[key]

    def load(self, keys: Iterable[int], look: Callable[[], object] = lambda: None) -> set[int]:
        """Read many applications together, before they are asked for; gives those there are.

        `look` is called now and then and raises to stop the work.
        """
        wanted = set(keys)
        lacking = sorted(wanted - self._projects.keys() - self.drafts.keys())
        for start in range(0, len(lacking), AT_ONCE):
            look()
            found = self.reading.view.projects.many(lacking[start : start + AT_ONCE])
            self._projects.update((int(each.id), each) for each in found)
        return {key for key in wanted if key in self.drafts or key in self._projects}

    def system(self, name: str) -> ExistingSystem:
        """The existing system compared under that name."""
        if not self._systems:
            self._systems.update((each.id, each) for each in self.reading.view.systems.all())
        return self._systems[int(name.removeprefix(SYSTEM))]

    def candidate(self, name: str) -> Candidate:
        """What was compared under that name."""
        if is_system(name):
            return system_candidate(self.system(name))
        return candidate(self.project(int(name)), self.reading.units)


def is_system(name: str) -> bool:
    """Whether what is compared under that name is an existing system."""
    return name.startswith(SYSTEM)


def name_of(subject: Subject) -> str:
    """The name an application or system is compared under."""
    return str(subject.id) if subject.kind == "project" else f"{SYSTEM}{subject.id}"


def subject_of(name: str) -> Subject:
    """The application or system compared under a name."""
    if is_system(name):
        return Subject("system", int(name.removeprefix(SYSTEM)))
    return Subject("project", int(name))


def system_candidate(system: ExistingSystem) -> Candidate:
    """An existing system as it is compared."""
    name = f"{SYSTEM}{system.id}"
    return Candidate(name, "", None, None, system.name, Text4(content=system.content))


def is_compared(reading: Reading, project: Project) -> bool:
    """Whether an application is held against others: it is live, and its content is known."""
    if project.is_classified:
        return False
    return reading.pinned((project.pack, project.pack_version)).state(project.state).is_live


def compared_by(texts: Texts, name: str) -> ComparedBy:
    """Digests of what others see of it: they change when it must be compared, or added up, anew."""
    one = texts.candidate(name)
    fields = one.fields
    words = "\x1f".join((one.name, fields.goal, fields.content, fields.route, fields.data))
    share = ""
    if not is_system(name):
        project = texts.project(int(name))
        amounts = f"{project.declared_fen} {project.route_amount}"
        share = f"{project.unit_id} {project.applied_on} {amounts}"
    return ComparedBy(hashlib.blake2b(words.encode(), digest_size=8).hexdigest(), share)
