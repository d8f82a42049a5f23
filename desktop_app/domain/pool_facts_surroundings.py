"""What the other applications, systems and data items say about one application."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import accumulate

from desktop_app.domain.base_data import CatalogueItem, ExistingSystem, Unit
from desktop_app.domain.project import Project
from desktop_app.domain.similarity import (
    Candidate,
    SimilarPair,
    Synonyms,
    Text4,
    find_similar,
    group_similar,
)
from desktop_app.domain.unit_family import family_key
from desktop_app.rules.amount_line import AmountLine
from desktop_app.rules.facts import FISCAL_SOURCES
from desktop_app.values.dates import add_months
from desktop_app.values.ids import UnitId
from desktop_app.values.money import Fen

Told = Callable[[int], "tuple[tuple[Project, SimilarPair], ...]"]


def _nothing(_most: int) -> "tuple[tuple[Project, SimilarPair], ...]":
    return ()


@dataclass(frozen=True)
class Elsewhere:
    """Alike applications of other families: their scores, and who they are when told."""

    scores: tuple[int, ...] = ()
    """Best first."""
    tell: Told = field(default=_nothing, compare=False)
    """Gives so many of them, best first, each with its pair."""


@dataclass(frozen=True)
class Likeness:
    """What is alike to one application, already found where many are compared at once."""

    relatives: tuple[Project, ...]
    """Its own family's applications alike to it, directly or in a chain, itself included."""
    wording: Callable[[], tuple[str, ...]] = tuple
    """What the relatives share, put into words only when told."""
    elsewhere: Elsewhere = field(default_factory=Elsewhere)
    system_count: int = 0
    tell_systems: Callable[[], tuple[tuple[ExistingSystem, SimilarPair], ...]] = tuple
    """Gives the existing systems alike to it, best first."""


@dataclass(frozen=True)
class Surroundings:
    """Everything an application is compared with; `live` may contain the application itself."""

    units: Mapping[UnitId, Unit]
    synonyms: Synonyms
    review_line: int
    """Score from which two applications are put before a person, a setting of the office."""
    live: Sequence[Project] = ()
    """Applications that are neither withdrawn, refused nor merged into another."""
    systems: Sequence[ExistingSystem] = ()
    catalogue: Sequence[CatalogueItem] = ()
    lines: Sequence[AmountLine] = ()
    """The amounts whose crossing changes the route, on the day of the application."""
    window_months: int = 12
    parked_percent: Decimal | None = None
    """Percent below a line that counts as parked (included); None if the office has not said."""
    fiscal_sources: frozenset[str] = FISCAL_SOURCES
    """Choices of `funding_source` that are public money under the pack."""
    decision: str = ""
    """The recorded decision on the similar applications: separate, merge, duplicate or empty."""
    decision_words: str = ""
    """The same with its reason, person and day, as papers say it."""
    parts: Sequence[Project] = ()
    """The other live projects that came out of the same one by official splits."""
    likeness: Likeness | None = None
    """What is alike to the application; None compares it here with `live` and `systems`."""


@dataclass(frozen=True)
class Split:
    """Alike applications of one family within the window, the application itself included."""

    members: tuple[Project, ...]
    sum_fen: Fen
    lines: tuple[AmountLine, ...]
    """Lines the sum reaches though no member does."""
    wording: Callable[[], tuple[str, ...]] = tuple

    def suspects(self, project: Project, parts: Iterable[Project]) -> int:
        """How many members look like a split of one: those of an official split do not."""
        known = {project.id, *(part.id for part in parts)}
        return sum(member.id not in known for member in self.members)

    @property
    def fragments(self) -> tuple[str, ...]:
        """What the members share, in the words of their texts."""
        return self.wording()


def candidate(project: Project, units: Mapping[UnitId, Unit]) -> Candidate:
    """An application as it is compared; the key is its row id as text."""
    return Candidate(
        key=str(project.id),
        unit_family=family_key(project.unit_id, units),
        applied_on=project.applied_on,
        amount_fen=project.declared_fen,
        name=project.name,
        fields=Text4(project.goal, project.content, project.route, project.data_needed),
    )


def _others(project: Project, around: Surroundings) -> list[Project]:
    return [
        other
        for other in around.live
        if other.id != project.id and not other.is_classified and other.merged_into_id is None
    ]


def split_of(project: Project, around: Surroundings) -> Split:
    """The fullest period of `window_months` around the application among its alike relatives."""
    if around.likeness is not None:
        relatives = around.likeness.relatives or (project,)
        members = _fullest(project, relatives, around.window_months)
        return _split(members, around, around.likeness.wording)
    head = family_key(project.unit_id, around.units)
    family = [o for o in _others(project, around) if family_key(o.unit_id, around.units) == head]
    by_key = {str(one.id): one for one in (project, *family)}
    candidates = [candidate(one, around.units) for one in by_key.values()]
    pairs = find_similar(candidates, around.synonyms, review_line=around.review_line)
    groups = group_similar(pairs, candidates)
    group = next((each for each in groups if str(project.id) in each.members), None)
    if group is None:
        return _split((project,), around, tuple)
    alike = [by_key[key] for key in group.members]
    members = _fullest(project, alike, around.window_months)
    return _split(members, around, lambda: group.fragments)


def _fullest(project: Project, alike: Sequence[Project], months: int) -> tuple[Project, ...]:
    """The members of the period with the highest sum; it ends on the day with the same number."""
    ordered = sorted(alike, key=lambda one: one.applied_on)
    days = [one.applied_on for one in ordered]
    sums = [0, *accumulate(one.declared_fen or 0 for one in ordered)]
    best, found = (-1, 0), (0, 0)
    for start in dict.fromkeys(days):
        end = add_months(start, months)
        if start <= project.applied_on <= end:
            first, last = bisect_left(days, start), bisect_right(days, end)
            weight = (sums[last] - sums[first], last - first)
            if weight > best:
                best, found = weight, (first, last)
    return tuple(ordered[found[0] : found[1]])


def _sum(projects: Sequence[Project]) -> Fen:
    return Fen(sum(project.declared_fen or 0 for project in projects))


def _split(
    members: tuple[Project, ...], around: Surroundings, wording: Callable[[], tuple[str, ...]]
) -> Split:
    total = _sum(members)
    highest = max(project.declared_fen or 0 for project in members)
    lines = tuple(
        line for line in sorted(around.lines, key=_line_order) if highest < line.fen <= total
    )
    ordered = tuple(sorted(members, key=lambda project: (project.applied_on, project.id)))
    return Split(ordered, total, lines, wording)


def _line_order(line: AmountLine) -> tuple[int, str]:
    return line.fen, line.id


def elsewhere_of(project: Project, around: Surroundings) -> Elsewhere:
    """The alike applications of other families, whenever applied for."""
    if around.likeness is not None:
        return around.likeness.elsewhere
    head = family_key(project.unit_id, around.units)
    parts = {part.id for part in around.parts}
    others = {
        str(other.id): other
        for other in _others(project, around)
        if family_key(other.unit_id, around.units) != head and other.id not in parts
    }
    pairs = find_similar(
        [candidate(project, around.units)],
        around.synonyms,
        review_line=around.review_line,
        against=[candidate(other, around.units) for other in others.values()],
    )
    own = str(project.id)
    hits = tuple((others[pair.b if pair.a == own else pair.a], pair) for pair in pairs)
    return Elsewhere(tuple(pair.score for pair in pairs), lambda most: hits[:most])


def similar_systems(
    project: Project, around: Surroundings
) -> tuple[tuple[ExistingSystem, SimilarPair], ...]:
    """Existing systems alike to the application, best first."""
    if around.likeness is not None:
        return around.likeness.tell_systems()
    systems = {f"system {system.id}": system for system in around.systems}
    against = [
        Candidate(key, "", None, None, system.name, Text4(content=system.content))
        for key, system in systems.items()
    ]
    own = candidate(project, around.units)
    pairs = find_similar([own], around.synonyms, review_line=around.review_line, against=against)
    return tuple((systems[p.b if p.a == own.key else p.a], p) for p in pairs)


def system_count(project: Project, around: Surroundings) -> int:
    """How many existing systems are alike to the application."""
    if around.likeness is not None:
        return around.likeness.system_count
    return len(similar_systems(project, around))


def parked_below(amount: Fen | None, around: Surroundings) -> tuple[AmountLine, ...]:
    """The nearest line above the amount if it lies within the percentage, else none.

    Lines of one amount are all given.
    """
    if amount is None or around.parked_percent is None:
        return ()
    above = [line for line in around.lines if line.fen > amount]
    nearest = min((line.fen for line in above), default=Fen(0))
    is_parked = (nearest - amount) * 100 <= nearest * around.parked_percent
    return tuple(line for line in above if line.fen == nearest and is_parked)


def window_text(first: date, last: date) -> str:
    """A period as papers write it, ISO dates joined by 至."""
    return f"{first.isoformat()}至{last.isoformat()}"
