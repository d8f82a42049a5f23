"""Who is alike to whom: taken from what is kept, or found by comparing."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from desktop_app.domain.pool_facts_surroundings import candidate
from desktop_app.domain.record import Subject
from desktop_app.domain.similarity import Comparison, SimilarPair, find_similar
from desktop_app.domain.similarity_candidates import looked
from desktop_app.domain.standing import AlikePair
from desktop_app.use_cases.standing.compared import (
    Texts,
    is_compared,
    is_system,
    name_of,
    subject_of,
    system_candidate,
)
from desktop_app.use_cases.standing.reading import Reading
from desktop_app.use_cases.standing.synonyms import shipped_synonyms

SIMILARITY_LINE = "house.similarity_line"
"""Office setting: the score from which two applications are put before a person."""
DEFAULT_LINE = 60


def line_of(reading: Reading) -> int:
    """The score from which two applications are put before a person, on the day."""
    return int(str(reading.terms.settings.get(SIMILARITY_LINE, DEFAULT_LINE)))


class Link(NamedTuple):
    """How far another application is alike to one."""

    score: int
    same_family: bool


@dataclass(frozen=True)
class LateComparison:
    """Reads both texts of a pair when its wording is asked for."""

    texts: Texts
    a: str
    b: str

    def __call__(self) -> Comparison:
        """What the pair is compared by."""
        return Comparison(
            self.texts.candidate(self.a), self.texts.candidate(self.b), shipped_synonyms()
        )


@dataclass
class Links:
    """The alike ones of each application, by key, and the systems alike to it, with scores."""

    texts: Texts
    applications: dict[int, dict[int, Link]] = field(default_factory=dict)
    systems: dict[int, dict[int, int]] = field(default_factory=dict)

    def add_kept(self, pairs: Iterable[AlikePair], *, without: set[int]) -> None:
        """Add kept pairs, save those that touch applications compared anew or no longer live."""
        for key, kind, other, score, same_family in pairs:
            if kind != "project":
                if key not in without:
                    self.systems.setdefault(key, {})[other] = score
            elif key not in without and other not in without:
                link = Link(score, same_family)
                self.applications.setdefault(key, {})[other] = link
                self.applications.setdefault(other, {})[key] = link

    def add_found(self, pairs: Sequence[SimilarPair], look: Callable[[], object]) -> None:
        """Add pairs found just now; `look` is called now and then and raises to stop the work."""
        for pair in looked(pairs, look):
            one, other = (pair.b, pair.a) if is_system(pair.a) else (pair.a, pair.b)
            if is_system(other):
                self.systems.setdefault(int(one), {})[subject_of(other).id] = pair.score
            else:
                link = Link(pair.score, pair.same_family)
                self.applications.setdefault(int(one), {})[int(other)] = link
                self.applications.setdefault(int(other), {})[int(one)] = link

    def kin(self, key: int) -> set[int]:
        """The alike ones of its own unit family."""
        found = self.applications.get(key, {})
        return {other for other, link in found.items() if link.same_family}

    def pairs_of(self, key: int) -> Iterator[SimilarPair]:
        """The pairs of one application with others, in no order."""
        for other, link in self.applications.get(key, {}).items():
            yield self._pair(str(key), str(other), link)

    def systems_of(self, key: int) -> Iterator[SimilarPair]:
        """The pairs of one application with existing systems, in no order."""
        for system, score in self.systems.get(key, {}).items():
            other = name_of(Subject("system", system))
            yield self._pair(str(key), other, Link(score, same_family=False))

    def all_pairs(self, look: Callable[[], object] = lambda: None) -> tuple[SimilarPair, ...]:
        """Every pair of applications once, best first; `look` as in `add_found`."""
        return best_first(
            self._pair(str(key), str(other), link)
            for key, others in looked(tuple(self.applications.items()), look)
            for other, link in others.items()
            if key < other
        )

    def _pair(self, one: str, other: str, link: Link) -> SimilarPair:
        a, b = sorted((one, other))
        compared = LateComparison(self.texts, a, b)
        return SimilarPair(a, b, link.score, link.same_family, compared)


def fresh_pairs(
    texts: Texts, fresh: set[int], look: Callable[[], object] = lambda: None
) -> tuple[SimilarPair, ...]:
    """Alike pairs these applications are in, found by comparing them with every live one."""
    if not fresh:
        return ()
    reading = texts.reading
    keys = sorted(int(key) for key in reading.view.projects.owners() if key not in fresh)
    texts.load(keys, look)
    stored = map(texts.project, keys)
    against = [candidate(p, reading.units) for p in stored if is_compared(reading, p)]
    against += [system_candidate(each) for each in reading.view.systems.all()]
    wanted = [texts.candidate(str(key)) for key in sorted(fresh)]
    return find_similar(
        wanted,
        shipped_synonyms(),
        review_line=line_of(reading),
        against=against,
        cancelled=look,
    )


def best_first(pairs: Iterable[SimilarPair]) -> tuple[SimilarPair, ...]:
    """The pairs by falling score."""
    return tuple(sorted(pairs, key=lambda pair: (-pair.score, pair.a, pair.b)))
