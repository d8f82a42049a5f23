"""What applications are compared with: the live ones, existing systems and the data catalogue."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache

from db.unit_of_work import ReadView, UnitOfWork
from desktop_app.domain.base_data import CatalogueItem, ExistingSystem, Unit
from desktop_app.domain.office import SimilarityDecision
from desktop_app.domain.pool_facts import Surroundings
from desktop_app.domain.pool_facts_surroundings import Likeness, candidate
from desktop_app.domain.project import Project
from desktop_app.domain.similarity import (
    Candidate,
    SimilarPair,
    Synonyms,
    Text4,
    find_similar,
    read_synonyms,
    shared_wording,
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

    @cached_property
    def _beside(self) -> Mapping[int, frozenset[int]]:
        """The live applications directly alike to each, by key."""
        return _by_member(pair for pair in self.pairs if _are_applications(pair))

    @cached_property
    def _beside_in_family(self) -> Mapping[int, frozenset[int]]:
        """As `_beside`, of the same unit family."""
        return _by_member(p for p in self.pairs if p.same_family and _are_applications(p))

    @cached_property
    def _chains(self) -> dict[int, frozenset[int]]:
        """Chains worked out so far, by every member."""
        return {}

    @cached_property
    def _touching(self) -> Mapping[str, tuple[SimilarPair, ...]]:
        """The pairs of each application, by its key as compared, best first."""
        found: dict[str, list[SimilarPair]] = {}
        for pair in self.pairs:
            found.setdefault(pair.a, []).append(pair)
            found.setdefault(pair.b, []).append(pair)
        return {key: tuple(pairs) for key, pairs in found.items()}

    @cached_property
    def _wording(self) -> dict[frozenset[int], tuple[str, ...]]:
        """Shared wording worked out so far, by chain."""
        return {}

    def alike(self, project_id: int) -> frozenset[int]:
        """The live applications directly alike to one, by key."""
        return self._beside.get(project_id, frozenset())

    def family_chain(self, project_id: int) -> frozenset[int]:
        """The application with all of its unit family alike to it, directly or through others."""
        if project_id not in self._chains:
            chain, new = {project_id}, {project_id}
            while new:
                beside = (self._beside_in_family.get(key, frozenset()) for key in new)
                new = {each for others in beside for each in others} - chain
                chain |= new
            self._chains.update(dict.fromkeys(chain, frozenset(chain)))
        return self._chains[project_id]

    def circle(self, project_id: int) -> frozenset[int]:
        """Everything the verdicts of one application depend on, itself included."""
        return self.alike(project_id) | self.family_chain(project_id)

    def decision(self, project_id: int) -> SimilarityDecision | None:
        """The latest decision that still covers everything the application is held against."""
        return self.decision_on(self.circle(project_id))

    def decision_on(self, members: Iterable[int]) -> SimilarityDecision | None:
        """The latest decision that covers all these applications, None if one is new to it."""
        needed = set(members)
        covering = (each for each in reversed(self.decisions) if needed <= set(each.members))
        return next(covering, None)

    def surroundings(self, project: Project, pack: Pack, terms: Terms) -> Surroundings:
        """What the facts of one application are worked out from."""
        decision = self.decision(project.id)
        window = terms.settings.get(SIMILARITY_WINDOW)
        parked = terms.settings.get(PARKED_BELOW)
        return Surroundings(
            units=self.units,
            synonyms=shipped_synonyms(),
            review_line=self.line,
            catalogue=self.catalogue,
            fiscal_sources=pack.fact("funding_source").fiscal,
            lines=pack.amount_lines(terms.on, terms.settings),
            window_months=int(str(window)) if window is not None else DEFAULT_WINDOW,
            parked_percent=Decimal(str(parked)) if parked is not None else None,
            decision=decision.decision if decision else "",
            likeness=self._likeness(project),
        )

    def _likeness(self, project: Project) -> Likeness:
        """What the pairs say about one application."""
        own = str(project.id)
        touching = self._touching.get(own, ())
        others = [(pair.b if pair.a == own else pair.a, pair) for pair in touching]
        built = {f"{SYSTEM}{system.id}": system for system in self.systems} if others else {}
        chain = self.family_chain(project.id)
        return Likeness(
            relatives=tuple(self.live[key] for key in sorted(chain) if key in self.live),
            fragments=self._fragments(chain) if len(chain) > 1 else (),
            elsewhere=tuple(
                (self.live[int(key)], pair)
                for key, pair in others
                if not pair.same_family and key not in built
            ),
            systems=tuple((built[key], pair) for key, pair in others if key in built),
        )

    def _fragments(self, chain: frozenset[int]) -> tuple[str, ...]:
        if chain not in self._wording:
            touching = (p for key in chain for p in self._touching.get(str(key), ()))
            inner = {(p.a, p.b): p for p in touching if p.same_family and _are_applications(p)}
            self._wording[chain] = shared_wording(inner.values())
        return self._wording[chain]


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
    base = _base(desk, view)
    live = {**base.live, **drafts} if drafts else base.live
    line = int(str(terms.settings.get(SIMILARITY_LINE, DEFAULT_LINE)))
    keys = set(live) if wanted is None else set(wanted) & set(live)
    found: list[SimilarPair] = []
    compared: set[int] = set()
    while keys:
        pairs = _pairs(live, base, keys, line, compared)
        found += pairs
        compared |= keys
        keys = {int(key) for p in pairs if p.same_family for key in (p.a, p.b)} - compared
    pairs = tuple(sorted(found, key=lambda pair: (-pair.score, pair.a, pair.b)))
    return Neighbourhood(
        base.units, live, base.systems, base.catalogue, pairs, base.decisions, line
    )


def _by_member(pairs: Iterable[SimilarPair]) -> dict[int, frozenset[int]]:
    beside: dict[int, set[int]] = {}
    for pair in pairs:
        one, other = int(pair.a), int(pair.b)
        beside.setdefault(one, set()).add(other)
        beside.setdefault(other, set()).add(one)
    return {key: frozenset(others) for key, others in beside.items()}


def _are_applications(pair: SimilarPair) -> bool:
    return not (pair.a.startswith(SYSTEM) or pair.b.startswith(SYSTEM))


@dataclass(frozen=True)
class _Base:
    """What applications are compared with, and the texts of it as they are compared."""

    units: Mapping[UnitId, Unit]
    live: Mapping[int, Project]
    systems: Sequence[ExistingSystem]
    catalogue: Sequence[CatalogueItem]
    decisions: tuple[SimilarityDecision, ...]
    candidates: Mapping[int, Candidate]
    built: Sequence[Candidate]


def _base(desk: Desk, view: ReadView) -> _Base:
    """The base as it stands; kept at the desk until the log moves on."""
    if isinstance(view, UnitOfWork):
        return _read_base(desk, view)
    stand = (view.log_head(), desk.today)
    kept = desk.kept.get("neighbours")
    if kept is None or kept[0] != stand:
        kept = (stand, _read_base(desk, view))
        desk.kept["neighbours"] = kept
    base = kept[1]
    if not isinstance(base, _Base):
        raise TypeError("something else is kept under this name")
    return base


def _read_base(desk: Desk, view: ReadView) -> _Base:
    units = {unit.id: unit for unit in view.units.all()}
    live = _live(desk, view)
    systems = view.systems.all()
    built = [
        Candidate(f"{SYSTEM}{s.id}", "", None, None, s.name, Text4(content=s.content))
        for s in systems
    ]
    candidates = {key: candidate(project, units) for key, project in live.items()}
    decisions = view.decisions.all()
    return _Base(units, live, systems, view.catalogue.all(), decisions, candidates, built)


def _live(desk: Desk, view: ReadView) -> dict[int, Project]:
    live = {}
    for project in view.projects.all():
        pack = project_pack(desk, view, project)
        if pack.state(project.state).is_live and not project.is_classified:
            live[int(project.id)] = project
    return live


def _pairs(
    live: Mapping[int, Project], base: _Base, keys: set[int], line: int, without: set[int]
) -> tuple[SimilarPair, ...]:
    """The alike pairs that touch `keys` and none of `without`: those have been compared."""
    known = base.candidates
    fresh = {
        key: candidate(project, base.units)
        for key, project in live.items()
        if base.live.get(key) is not project
    }
    wanted = [fresh.get(key) or known[key] for key in sorted(keys)]
    settled = keys | without
    others = [fresh.get(key) or known[key] for key in live if key not in settled]
    against = [*others, *base.built]
    return find_similar(wanted, shipped_synonyms(), review_line=line, against=against)
