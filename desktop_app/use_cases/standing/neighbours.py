"""What one application is held against: those found alike, existing systems, the data catalogue."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, partial

from desktop_app.domain.base_data import ExistingSystem
from desktop_app.domain.office import SimilarityDecision
from desktop_app.domain.pool_facts import Surroundings
from desktop_app.domain.pool_facts_surroundings import Elsewhere, Likeness
from desktop_app.domain.project import Project
from desktop_app.domain.record import Subject
from desktop_app.domain.similarity import SimilarPair, shared_wording
from desktop_app.domain.succession import SPLIT, split_families
from desktop_app.rules.pack import Pack
from desktop_app.use_cases.standing.compared import (
    Texts,
    compared_by,
    is_compared,
    name_of,
)
from desktop_app.use_cases.standing.pairs import Links, best_first, fresh_pairs, line_of
from desktop_app.use_cases.standing.reading import Reading
from desktop_app.use_cases.standing.synonyms import shipped_synonyms

SIMILARITY_WINDOW = "house.similarity_window"
PARKED_BELOW = "house.parked_below"
"""Office settings every pack may declare to steer the comparison; see the guide to packs."""
DEFAULT_WINDOW = 12


@dataclass(frozen=True)
class Neighbourhood:
    """Applications with everything they are held against, and who is alike to whom."""

    reading: Reading
    texts: Texts
    links: Links
    """Of wanted applications with any other, and within the chains of their unit families."""
    decisions: tuple[SimilarityDecision, ...]
    _chains: dict[int, frozenset[int]] = field(default_factory=dict)
    _wording: dict[frozenset[int], tuple[str, ...]] = field(default_factory=dict)

    def family_chain(self, project_id: int) -> frozenset[int]:
        """The application with all of its unit family alike to it, directly or through others."""
        if project_id not in self._chains:
            chain, new = {project_id}, {project_id}
            while new:
                new = {other for key in new for other in self.links.kin(key)} - chain
                chain |= new
            self._chains.update(dict.fromkeys(chain, frozenset(chain)))
        return self._chains[project_id]

    def circle(self, project_id: int) -> frozenset[int]:
        """Everything the verdicts of one application depend on, itself included."""
        return self.family_chain(project_id).union(self.links.applications.get(project_id, ()))

    def decision(self, project_id: int) -> SimilarityDecision | None:
        """The latest decision that still covers everything the application is held against."""
        return self.decision_on(self.circle(project_id)) if self.decisions else None

    def decision_on(self, members: Iterable[int]) -> SimilarityDecision | None:
        """The latest decision that covers all these applications, None if one is new to it."""
        needed = set(members)
        covering = (each for each in reversed(self.decisions) if needed <= set(each.members))
        return next(covering, None)

    def surroundings(self, project: Project, pack: Pack) -> Surroundings:
        """What the facts of one application are worked out from."""
        reading, settings = self.reading, self.reading.terms.settings
        decision = self.decision(project.id)
        window, parked = settings.get(SIMILARITY_WINDOW), settings.get(PARKED_BELOW)
        return Surroundings(
            units=reading.units,
            synonyms=shipped_synonyms(),
            review_line=line_of(reading),
            catalogue=reading.catalogue,
            fiscal_sources=pack.fact("funding_source").fiscal,
            lines=reading.amount_lines(pack),
            window_months=int(str(window)) if window is not None else DEFAULT_WINDOW,
            parked_percent=Decimal(str(parked)) if parked is not None else None,
            decision=decision.decision if decision else "",
            decision_words=decision.words if decision else "",
            parts=tuple(self.texts.project(key) for key in self._parts(int(project.id))),
            likeness=self._likeness(project),
        )

    @cached_property
    def _split_families(self) -> Mapping[int, frozenset[int]]:
        return split_families(self.reading.view.successions.where(kind=SPLIT))

    def _parts(self, key: int) -> tuple[int, ...]:
        """The other live projects of its official split."""
        family = self._split_families.get(key, frozenset())
        there = sorted(self.texts.load(family - {key}))
        return tuple(k for k in there if is_compared(self.reading, self.texts.project(k)))

    def _likeness(self, project: Project) -> Likeness:
        """What the links say about one application."""
        key, chain = int(project.id), self.family_chain(project.id)
        is_alone = len(chain) == 1
        self.texts.load(() if is_alone else chain)
        scores = sorted((pair.score for pair in self._elsewhere_pairs(key)), reverse=True)
        return Likeness(
            relatives=(project,) if is_alone else tuple(map(self.texts.project, sorted(chain))),
            wording=tuple if is_alone else partial(self._shared, chain),
            elsewhere=Elsewhere(tuple(scores), partial(self._elsewhere, key)),
            system_count=len(self.links.systems.get(key, {})),
            tell_systems=partial(self._systems, key),
        )

    def _elsewhere(self, key: int, most: int) -> tuple[tuple[Project, SimilarPair], ...]:
        """The best of the alike applications of other families, with their pairs."""
        pairs = best_first(self._elsewhere_pairs(key))
        return tuple((self.texts.project(int(_other(p, str(key)))), p) for p in pairs[:most])

    def _elsewhere_pairs(self, key: int) -> Iterator[SimilarPair]:
        """Its pairs with other families, without those of its official split."""
        parts = self._split_families.get(key, frozenset())
        for pair in self.links.pairs_of(key):
            if not pair.same_family and int(_other(pair, str(key))) not in parts:
                yield pair

    def _systems(self, key: int) -> tuple[tuple[ExistingSystem, SimilarPair], ...]:
        pairs = best_first(self.links.systems_of(key))
        return tuple((self.texts.system(_other(p, str(key))), p) for p in pairs)

    def _shared(self, chain: frozenset[int]) -> tuple[str, ...]:
        """What the applications of a chain share, in words."""
        if chain not in self._wording:
            inner = {(p.a, p.b): p for k in chain for p in self.links.pairs_of(k) if p.same_family}
            self._wording[chain] = shared_wording(inner.values())
        return self._wording[chain]


def _other(pair: SimilarPair, own: str) -> str:
    return pair.b if pair.a == own else pair.a


def plain_surroundings(reading: Reading, pack: Pack) -> Surroundings:
    """What the facts an application has by itself are worked out from."""
    fiscal = pack.fact("funding_source").fiscal
    return Surroundings(reading.units, shipped_synonyms(), line_of(reading), fiscal_sources=fiscal)


def neighbourhood(
    reading: Reading,
    *,
    wanted: Iterable[int] | None = None,
    drafts: Mapping[int, Project] | None = None,
    look: Callable[[], object] = lambda: None,
) -> Neighbourhood:
    """The applications around the wanted ones (None: around every one).

    What is kept of earlier comparisons counts. Compared here are `drafts` (applications not
    stored yet, or their changed state, by key) and whatever changed since it was compared; `look`
    is called now and then and raises to stop the work.
    """
    texts = Texts(reading, drafts or {})
    links = Links(texts)
    decisions = reading.view.decisions.all()
    if wanted is None:
        links.add_kept(reading.view.pairs.all(), without=set())
        return Neighbourhood(reading, texts, links, decisions)
    keys = set(wanted)
    texts.load(keys)
    live = {key for key in keys if is_compared(reading, texts.project(key))}
    fresh = set(texts.drafts) | _changed(texts, live)
    links.add_found(fresh_pairs(texts, fresh & live, look), look)
    if live - fresh:
        kept = reading.view.pairs.touching(live - fresh)
        links.add_kept(kept, without=fresh | (keys - live))
    _follow_families(links, live, fresh)
    return Neighbourhood(reading, texts, links, decisions)


def _changed(texts: Texts, keys: set[int]) -> set[int]:
    """Applications whose texts are not those kept from their last comparison."""
    subjects = {key: Subject("project", key) for key in keys if key not in texts.drafts}
    kept = texts.reading.view.pairs.compared(subjects.values()) if subjects else {}
    return {
        key
        for key, subject in subjects.items()
        if subject not in kept or kept[subject].texts != compared_by(texts, name_of(subject)).texts
    }


def _follow_families(links: Links, start: set[int], fresh: set[int]) -> None:
    """Add the kept links within the chains of the families, as far as they go."""
    begun = start.union(*(links.kin(key) for key in fresh))
    if stored := begun - fresh:
        pairs = links.texts.reading.view.pairs.chains(stored)
        links.add_kept(pairs, without=fresh)
        links.texts.load(key for pair in pairs for key in (pair.project_id, pair.other_id))
