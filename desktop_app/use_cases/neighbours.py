"""What applications are compared with: the live ones, existing systems and the data catalogue."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from db.unit_of_work import ReadView
from desktop_app.domain.base_data import CatalogueItem, ExistingSystem, Unit
from desktop_app.domain.office import SimilarityDecision
from desktop_app.domain.pool_facts import Surroundings
from desktop_app.domain.pool_facts_surroundings import candidate
from desktop_app.domain.project import Project
from desktop_app.domain.similarity import (
    Candidate,
    SimilarPair,
    Synonyms,
    Text4,
    find_similar,
    read_synonyms,
)
from desktop_app.rules.pack import Pack
from desktop_app.rules.scene import Terms
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.regime import project_pack
from desktop_app.values.ids import UnitId

SIMILARITY_LINE = "house.similarity_line"
SIMILARITY_WINDOW = "house.similarity_window"
PARKED_BELOW = "house.parked_below"
"""Office settings every pack may declare to steer the comparison; see the guide to packs."""
DEFAULT_LINE, DEFAULT_WINDOW = 60, 12
SYSTEM = "system "


@lru_cache(maxsize=1)
def shipped_synonyms() -> Synonyms:
    """The office synonym list that ships with the program."""
    return read_synonyms()


@dataclass(frozen=True)
class Neighbourhood:
    """Everything applications are held against, and the pairs found alike."""

    units: Mapping[UnitId, Unit]
    live: Mapping[int, Project]
    systems: Sequence[ExistingSystem]
    catalogue: Sequence[CatalogueItem]
    pairs: tuple[SimilarPair, ...]
    """Alike pairs that touch a wanted application."""
    decisions: tuple[SimilarityDecision, ...]
    line: int

    def alike(self, project_id: int) -> frozenset[int]:
        """The live applications directly alike to one, by key."""
        own = str(project_id)
        keys = {p.b if p.a == own else p.a for p in self.pairs if own in (p.a, p.b)}
        return frozenset(int(key) for key in keys if not key.startswith(SYSTEM))

    def chain(self, project_id: int) -> frozenset[int]:
        """The application with everything alike to it, directly or through others."""
        chain, new = {project_id}, {project_id}
        while new:
            new = {each for key in new for each in self.alike(key)} - chain
            chain |= new
        return frozenset(chain)

    def decision(self, project_id: int) -> SimilarityDecision | None:
        """The latest decision on the application that still covers everything alike to it."""
        needed = self.alike(project_id) | {project_id}
        covering = (each for each in reversed(self.decisions) if needed <= set(each.members))
        return next(covering, None)

    def surroundings(self, project: Project, pack: Pack, terms: Terms) -> Surroundings:
        """What the facts of one application are worked out from."""
        chain = self.chain(project.id)
        own = str(project.id)
        systems = {
            each
            for pair in self.pairs
            if own in (pair.a, pair.b)
            for each in (pair.a, pair.b)
            if each.startswith(SYSTEM)
        }
        decision = self.decision(project.id)
        window = terms.settings.get(SIMILARITY_WINDOW)
        parked = terms.settings.get(PARKED_BELOW)
        return Surroundings(
            units=self.units,
            synonyms=shipped_synonyms(),
            review_line=self.line,
            live=tuple(self.live[key] for key in sorted(chain) if key in self.live),
            systems=tuple(s for s in self.systems if f"{SYSTEM}{s.id}" in systems),
            catalogue=self.catalogue,
            lines=pack.amount_lines(terms.on, terms.settings),
            window_months=int(str(window)) if window is not None else DEFAULT_WINDOW,
            parked_percent=Decimal(str(parked)) if parked is not None else None,
            decision=decision.decision if decision else "",
        )


def neighbourhood(
    desk: Desk,
    view: ReadView,
    terms: Terms,
    *,
    wanted: Iterable[int] | None = None,
    drafts: Mapping[int, Project] | None = None,
) -> Neighbourhood:
    """Compare applications with all live ones; `wanted` None compares every one.

    `drafts` are applications not stored yet (or their changed state), by key.
    """
    live = _live(desk, view) | dict(drafts or {})
    units = {unit.id: unit for unit in view.units.all()}
    line = int(str(terms.settings.get(SIMILARITY_LINE, DEFAULT_LINE)))
    systems = view.systems.all()
    keys = set(live) if wanted is None else set(wanted) & set(live)
    pairs = _pairs(live, units, systems, keys, line)
    if wanted is not None:  # the chain of a hit must be known as well
        hits = {int(key) for p in pairs for key in (p.a, p.b) if not key.startswith(SYSTEM)}
        if hits - keys:
            pairs = _pairs(live, units, systems, keys | hits, line)
    return Neighbourhood(
        units, live, systems, view.catalogue.all(), pairs, view.decisions.all(), line
    )


def _live(desk: Desk, view: ReadView) -> dict[int, Project]:
    live = {}
    for project in view.projects.all():
        pack = project_pack(desk, view, project)
        if pack.state(project.state).is_live and not project.is_classified:
            live[int(project.id)] = project
    return live


def _pairs(
    live: Mapping[int, Project],
    units: Mapping[UnitId, Unit],
    systems: Sequence[ExistingSystem],
    keys: set[int],
    line: int,
) -> tuple[SimilarPair, ...]:
    wanted = [candidate(live[key], units) for key in sorted(keys)]
    others = [candidate(project, units) for key, project in live.items() if key not in keys]
    built = [
        Candidate(f"{SYSTEM}{s.id}", "", None, None, s.name, Text4(content=s.content))
        for s in systems
    ]
    return find_similar(wanted, shipped_synonyms(), review_line=line, against=[*others, *built])
