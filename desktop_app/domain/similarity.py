"""Near-duplicates among applications: pairs and groups, deterministic and offline."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache

from desktop_app.domain.similarity_candidates import candidate_pairs, looked
from desktop_app.domain.similarity_fragments import shared_fragments
from desktop_app.domain.similarity_score import Profile, field_scores, profile, whole_score
from desktop_app.domain.similarity_words import Synonyms, read_synonyms
from desktop_app.values.money import Fen

__all__ = [
    "Candidate",
    "SimilarGroup",
    "SimilarPair",
    "Synonyms",
    "Text4",
    "find_similar",
    "group_similar",
    "pair_score",
    "read_synonyms",
]
EDITION = 1
"""Number of the way applications are compared; another number means: compare all again."""
MOST_TOLD = 10
"""Pairs of a chain whose shared wording is shown."""
_PROFILES_KEPT = 20_000
_PER_LOOK = 50
"""Applications prepared for comparison between two looks."""


@dataclass(frozen=True)
class Text4:
    """The four texts that are compared: goal, main content, technical route, data needed."""

    goal: str = ""
    content: str = ""
    route: str = ""
    data: str = ""


@dataclass(frozen=True)
class Candidate:
    """One application, system or row of a workbook; `key` names it, `amount_fen` None if unknown.

    `unit_family` is equal for a unit, its superior, its sisters and its subordinates.
    """

    key: str
    unit_family: str
    applied_on: date | None
    amount_fen: Fen | None
    name: str
    fields: Text4 = field(default_factory=Text4)


@dataclass(frozen=True)
class SimilarPair:
    """Two alike candidates by key, with the whole score 0 to 100; the rest is told when asked."""

    a: str
    b: str
    score: int
    same_family: bool
    compared: "Callable[[], Comparison]" = field(repr=False, compare=False)
    """Gives what the pair was compared by."""

    @cached_property
    def field_scores(self) -> Mapping[str, int]:
        """`title`, `goal`, `content`, `route` and `data` scored apart, each 0 to 100."""
        texts = self.compared()
        return field_scores(*(_profile_of(each, texts.synonyms) for each in (texts.a, texts.b)))

    @cached_property
    def fragments(self) -> tuple[str, ...]:
        """Shared wording as it reads, `视频监控`, or words of one meaning, `雪亮工程≈视频监控`."""
        texts = self.compared()
        return shared_fragments(_texts(texts.a), _texts(texts.b), texts.synonyms)


@dataclass(frozen=True)
class Comparison:
    """What a pair was compared by: both sides and the word list."""

    a: Candidate
    b: Candidate
    synonyms: Synonyms


@dataclass(frozen=True)
class SimilarGroup:
    """Candidates alike in a chain: highest score, sum of the known amounts, what they share."""

    members: tuple[str, ...]
    score: int
    sum_fen: Fen
    fragments: tuple[str, ...]
    same_family: bool


def find_similar(
    candidates: Sequence[Candidate],
    synonyms: Synonyms,
    *,
    review_line: int,
    against: Sequence[Candidate] | None = None,
    cancelled: Callable[[], object] | None = None,
    among: int = 0,
) -> tuple[SimilarPair, ...]:
    """All pairs scoring at or above the review line, best first; the order of input is no matter.

    Args:
        candidates: compared with each other.
        synonyms: the word list with the office's additions.
        review_line: score from which a pair is put before a person (included).
        against: compared with the candidates but not with each other.
        cancelled: called now and then; raises to stop the work.
        among: how many there are in all where they are compared in parts; 0 = just these.
    """
    look = cancelled or (lambda: None)
    everyone = [*candidates, *(against or ())]
    profiles = [_profile_of(one, synonyms) for one in looked(everyone, look, _PER_LOOK)]
    found = []
    pairs = candidate_pairs(profiles, len(candidates), look, among)
    look()
    for a, b in looked(sorted(pairs), look):
        score = whole_score(profiles[a], profiles[b], review_line)
        if score >= review_line and everyone[a].key != everyone[b].key:
            found.append((score, a, b))
    alike = [_pair(everyone, synonyms, hit) for hit in looked(found, look)]
    look()
    return tuple(sorted(alike, key=lambda pair: (-pair.score, pair.a, pair.b)))


def pair_score(one: Candidate, other: Candidate, synonyms: Synonyms) -> int:
    """The whole score of two candidates, 0 to 100."""
    return whole_score(_profile_of(one, synonyms), _profile_of(other, synonyms))


def _profile_of(candidate: Candidate, synonyms: Synonyms) -> Profile:
    return _profile(candidate.name, candidate.fields, synonyms)


@lru_cache(maxsize=_PROFILES_KEPT)
def _profile(name: str, texts: Text4, synonyms: Synonyms) -> Profile:
    fields = {
        "goal": texts.goal,
        "content": texts.content,
        "route": texts.route,
        "data": texts.data,
    }
    return profile(name, fields, synonyms)


def _pair(
    everyone: Sequence[Candidate], synonyms: Synonyms, hit: tuple[int, int, int]
) -> SimilarPair:
    score, first, second = hit
    a, b = sorted((everyone[first], everyone[second]), key=lambda one: one.key)
    is_family = a.unit_family == b.unit_family
    return SimilarPair(a.key, b.key, score, is_family, lambda: Comparison(a, b, synonyms))


def _texts(candidate: Candidate) -> tuple[str, ...]:
    texts = candidate.fields
    return candidate.name, texts.goal, texts.content, texts.route, texts.data


def group_similar(
    pairs: Iterable[SimilarPair],
    candidates: Iterable[Candidate],
    look: Callable[[], object] = lambda: None,
) -> tuple[SimilarGroup, ...]:
    """Chains of alike candidates, first those within one unit family, then those across families.

    A chain across families holds every member it touches, so a family's own rows may stand in
    both: once as suspected splitting, once as suspected duplication. `look` is called now and then.
    """
    known = {one.key: one for one in candidates}
    alike = tuple(pairs)
    family = _chains([pair for pair in alike if pair.same_family])
    inner = [_group(chain, known) for chain in looked(family, look, every=1)]
    mixed = [_group(chain, known) for chain in looked(_chains(alike), look, every=1)]
    groups = [*inner, *(group for group in mixed if not group.same_family)]
    return tuple(sorted(groups, key=lambda g: (not g.same_family, -g.score, g.members)))


def _chains(pairs: Sequence[SimilarPair]) -> list[list[SimilarPair]]:
    """The pairs sorted into chains: two pairs with a member in common are in one."""
    above: dict[str, str] = {}

    def top(key: str) -> str:
        while above.setdefault(key, key) != key:
            above[key] = above[above[key]]
            key = above[key]
        return key

    for pair in pairs:
        above[top(pair.a)] = top(pair.b)
    chains: dict[str, list[SimilarPair]] = {}
    for pair in pairs:
        chains.setdefault(top(pair.a), []).append(pair)
    return list(chains.values())


def shared_wording(pairs: Iterable[SimilarPair]) -> tuple[str, ...]:
    """What the best pairs share, each wording once; a long chain is told by its best pairs."""
    best_first = sorted(pairs, key=lambda pair: (-pair.score, pair.a, pair.b))
    return tuple(dict.fromkeys(f for pair in best_first[:MOST_TOLD] for f in pair.fragments))


def _group(chain: Sequence[SimilarPair], known: Mapping[str, Candidate]) -> SimilarGroup:
    members = sorted({key for pair in chain for key in (pair.a, pair.b)})
    amounts = (known[key].amount_fen for key in members if key in known)
    return SimilarGroup(
        members=tuple(members),
        score=max(pair.score for pair in chain),
        sum_fen=Fen(sum(amount for amount in amounts if amount is not None)),
        fragments=shared_wording(chain),
        same_family=all(pair.same_family for pair in chain),
    )
