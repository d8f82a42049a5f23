"""Keeps the pairs of alike applications: what changed is compared once; tells whom it concerns."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field

from db.unit_of_work import UnitOfWork
from desktop_app.domain.project import Project
from desktop_app.domain.record import Subject
from desktop_app.domain.similarity import Candidate, SimilarPair, find_similar
from desktop_app.domain.standing import AlikePair, ComparedBy
from desktop_app.use_cases.standing.compared import (
    Texts,
    compared_by,
    is_compared,
    is_system,
    name_of,
    subject_of,
)
from desktop_app.use_cases.standing.pairs import line_of
from desktop_app.use_cases.standing.reading import Reading
from desktop_app.use_cases.standing.synonyms import comparison_mark, shipped_synonyms

COMPARED_KINDS = ("project", "system")
MANY = 200
"""Of more changed at once it is not asked whom each concerns."""
AT_ONCE = 1_000
"""So many are compared with all others in one go."""


@dataclass
class Renewal:
    """What a renewal of pairs came to."""

    concerned: set[int] = field(default_factory=set)
    """Applications whose checks look at what changed."""
    left: list[Subject] = field(default_factory=list)
    """What is still to be compared."""
    is_wide: bool = False
    """So much changed that every application may look at some of it."""


def comparison_of(reading: Reading) -> str:
    """Changes when everything must be compared anew: another method, other words, another line."""
    return f"{comparison_mark()} {line_of(reading)}"


def renew_pairs(
    reading: Reading,
    uow: UnitOfWork,
    touched: Iterable[Subject],
    look: Callable[[], object] = lambda: None,
) -> Renewal:
    """Compare those whose texts changed with all others; those no longer live go."""
    wanted = [each for each in touched if each.kind in COMPARED_KINDS]
    texts = Texts(reading)
    now = _now(texts, wanted, look)
    kept = uow.pairs.compared(wanted)
    gone = [each for each in kept if each not in now]
    changed = [each for each in now if each not in kept or kept[each].texts != now[each].texts]
    shared = [e for e in now if e in kept and e not in changed and kept[e].share != now[e].share]
    chunk = changed[:AT_ONCE]
    result = Renewal(left=changed[AT_ONCE:])
    beside = _partners(uow, [*gone, *chunk])
    _forget(uow, [*gone, *chunk])
    if chunk:
        _compare(texts, uow, chunk, {*gone, *changed}, look)
        uow.pairs.note_compared({each: now[each] for each in chunk})
        beside |= _partners(uow, chunk)
    for each in shared:
        uow.pairs.note_share(each.id, now[each].share)
    result.concerned |= renew_families(reading, uow, [each.id for each in shared], look)
    moved = {each.id for each in (*gone, *chunk, *shared) if each.kind == "project"}
    result.is_wide = len(moved) > MANY
    if not result.is_wide:
        result.concerned |= beside | _chains(reading, _kin(texts, moved, beside))
    return result


def _now(
    texts: Texts, subjects: Iterable[Subject], look: Callable[[], object]
) -> dict[Subject, ComparedBy]:
    """What those that are compared at all are compared by now."""
    reading = texts.reading
    keys = {kind: [s.id for s in subjects if s.kind == kind] for kind in COMPARED_KINDS}
    there = sorted(texts.load(keys["project"], look))
    live = [Subject("project", key) for key in there if is_compared(reading, texts.project(key))]
    live += [Subject("system", each.id) for each in reading.view.systems.many(keys["system"])]
    look()
    return {each: compared_by(texts, name_of(each)) for each in live}


def _forget(uow: UnitOfWork, subjects: Iterable[Subject]) -> None:
    for kind in COMPARED_KINDS:
        uow.pairs.remove(kind, [each.id for each in subjects if each.kind == kind])


def _partners(uow: UnitOfWork, subjects: Iterable[Subject]) -> set[int]:
    """The applications in a kept pair with one of these."""
    found: set[int] = set()
    for kind in COMPARED_KINDS:
        found |= uow.pairs.partners(kind, [each.id for each in subjects if each.kind == kind])
    return found


def _compare(
    texts: Texts,
    uow: UnitOfWork,
    fresh: Iterable[Subject],
    unsettled: set[Subject],
    look: Callable[[], object],
) -> None:
    """Keep the pairs the fresh ones are in: among themselves, and with what is settled."""
    settled = uow.pairs.compared().keys() - unsettled
    texts.load((each.id for each in settled if each.kind == "project"), look)
    pool = uow.projects.count() + uow.systems.count()
    found = find_similar(
        _candidates(texts, fresh),
        shipped_synonyms(),
        review_line=line_of(texts.reading),
        against=_candidates(texts, settled),
        among=pool,
        cancelled=look,
    )
    for start in range(0, len(found), AT_ONCE):
        look()
        part = found[start : start + AT_ONCE]
        uow.pairs.add(_kept(p) for p in part if not (is_system(p.a) and is_system(p.b)))
    look()


def _kept(pair: SimilarPair) -> AlikePair:
    """A pair as it is kept: an application first, of two the older one."""
    first, second = sorted(map(subject_of, (pair.a, pair.b)), key=lambda s: (s.kind, s.id))
    return AlikePair(first.id, second.kind, second.id, pair.score, pair.same_family)


def _candidates(texts: Texts, subjects: Iterable[Subject]) -> list[Candidate]:
    return [texts.candidate(name) for name in sorted(map(name_of, subjects))]


def _kin(texts: Texts, moved: set[int], beside: set[int]) -> set[int]:
    """The moved ones with those beside that are of their families: their chains are others now."""
    there = texts.load(moved | beside)
    if moved - there:  # whose family one was that is no more cannot be told
        return there
    families = {_family(texts, texts.project(key)) for key in moved}
    return {key for key in there if _family(texts, texts.project(key)) in families}


def _family(texts: Texts, project: Project) -> int:
    return texts.reading.families[project.unit_id]


def _chains(reading: Reading, keys: set[int]) -> set[int]:
    """All applications in a chain of their unit family with one of these."""
    pairs = reading.view.pairs.chains(keys)
    return keys.union(*((pair.project_id, pair.other_id) for pair in pairs))


def renew_families(
    reading: Reading,
    uow: UnitOfWork,
    projects: Collection[int],
    look: Callable[[], object] = lambda: None,
) -> set[int]:
    """Look again whether the members of pairs are of one family: their units may have moved.

    Gives the applications in chains that are longer or shorter now.
    """
    if not projects:
        return set()
    family = {int(key): reading.families[unit] for key, unit in uow.projects.owners().items()}
    keys, moved = sorted(projects), {}
    for start in range(0, len(keys), AT_ONCE):
        look()
        for pair in uow.pairs.touching(keys[start : start + AT_ONCE]):
            ends = pair.project_id, pair.other_id
            if pair.other_kind == "project" and all(end in family for end in ends):
                same = family[ends[0]] == family[ends[1]]
                if same != pair.same_family:
                    moved[ends] = pair._replace(same_family=same)
    look()
    uow.pairs.set_family(moved.values())
    return _chains(reading, {key for ends in moved for key in ends})
