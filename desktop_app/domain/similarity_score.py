"""How alike two applications are: field by field, and as a whole from 0 to 100."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from math import fsum, log, sqrt

from rapidfuzz import fuzz

from desktop_app.domain.similarity_words import FUNCTION, SECTOR, SUBJECT, TECHNOLOGY, Synonyms
from desktop_app.values.text import fold

FIELDS = ("goal", "content", "route", "data")
_UNIT_AT_START = re.compile(
    r"^(?:.{1,3}县(?![域城级乡])(?=.{4})|(?!.{0,2}城市).{2,3}市(?![场政民容区])(?=.{4}))?"
    r"(?:[^县市区的]{2,9}?(?:局|委员会|人民政府|法院|检察院|街道办事处|公司|办公室)(?!域)(?=.{3})"
    r"|.{2,3}(?:镇|乡|街道)(?![村镇])(?=.{4}))?"
)
"""The applicant's own name before the title: two offices' office systems are one matter."""
_WEIGHTS = {SECTOR: 0.7, SUBJECT: 3.0, FUNCTION: 1.0, TECHNOLOGY: 0.3}
_BODY_SUBJECT = {SECTOR: 0.4, SUBJECT: 1.0, FUNCTION: 0.0, TECHNOLOGY: 0.0}
_TITLE_SUBJECT = {SECTOR: 0.8, SUBJECT: 2.0, FUNCTION: 0.6, TECHNOLOGY: 0.2}
_BODY_REST = 0.25
_REST_SHARED, _REST_OWN = 0.5, 0.15
"""Two characters of unknown text: what they prove if shared, what they cost if not."""
_TITLE_REST = 1.0
_SMALL = 4.0
_TOLD_IN_TEXT = 0.9
_ABOUT, _BODY, _TITLE = 0.3, 0.4, 0.3
_LIFT = 0.87
"""Other words for one matter never agree fully: middling likeness counts a little more."""
_SAME_SUBJECT, _COPY = 0.6, 80.0
_LEAST_SUBJECT = 0.35
_TOLD_ONCE = 0.5
_CARRIER = 0.4
_APART = 0.6
_HAIR = 0.01
"""A score that could come so near the line is worked out to the end."""
Bag = Mapping[str, float]


@dataclass(frozen=True)
class Profile:
    """One application prepared for comparison."""

    text: str
    title: Bag
    body: Bag
    fields: Mapping[str, tuple[str, ...]]
    subject: Bag
    subject_length: float
    title_mass: float
    title_sum: float
    body_mass: float
    matter: frozenset[str]
    """What the title says it is about: sectors, subjects, unknown words; not carriers."""
    told: frozenset[str]
    """Everything it says, in its title or its text."""
    told_once: frozenset[str]
    """Unknown words its text has but once."""


def profile(name: str, texts: Mapping[str, str], synonyms: Synonyms) -> Profile:
    """The profile of a name and its four texts (goal, content, route, data)."""
    title = synonyms.tokens(_UNIT_AT_START.sub("", fold(name)) or name)
    fields = {field: tuple(synonyms.tokens(texts.get(field, ""))) for field in FIELDS}
    counts = Counter(chain.from_iterable(fields.values()))
    matter = frozenset(_matter(title, synonyms.carriers))
    light = synonyms.carriers if matter else synonyms.carriers.difference(title)
    subject = _subject(title, counts, light)
    title_bag = {
        token: _WEIGHTS.get(token[0], _TITLE_REST) * (_CARRIER if token in light else 1.0)
        for token in title
    }
    body = {token: _WEIGHTS.get(token[0], 0.0) for token in counts}
    return Profile(
        text=fold(name + "".join(texts.get(field, "") for field in FIELDS)),
        title=title_bag,
        body=body,
        fields=fields,
        subject=subject,
        subject_length=sqrt(fsum(value * value for value in subject.values())),
        title_mass=_mass(title_bag),
        title_sum=fsum(title_bag.values()) or 1.0,
        body_mass=_mass(body),
        matter=matter,
        told=frozenset(title_bag).union(body),
        told_once=frozenset(token for token, weight in body.items() if not weight) - subject.keys(),
    )


def _matter(title: Iterable[str], carriers: frozenset[str]) -> Iterator[str]:
    for token in title:
        if token[0] not in (FUNCTION, TECHNOLOGY) and token not in carriers:
            yield token


def _subject(title: Iterable[str], counts: Mapping[str, int], light: frozenset[str]) -> Bag:
    """What the application is about: subjects by how often, the title counting most.

    A carrier weighs little (`light`) unless the title names it and no matter it serves.
    """
    found: dict[str, float] = {}
    for token, count in counts.items():
        weight = _BODY_SUBJECT.get(token[0], _BODY_REST if count > 1 else 0.0)
        if weight:
            found[token] = weight * (1.0 + log(count))
    for token in set(title):
        found[token] = found.get(token, 0.0) + _TITLE_SUBJECT.get(token[0], 1.0)
    for token in light & found.keys():
        found[token] *= _CARRIER
    return found


def subject_likeness(a: Profile, b: Profile) -> float:
    """How far both are about the same, 0 to 1."""
    if not a.subject_length or not b.subject_length:
        return 0.0
    one, other = a.subject, b.subject
    # Asked for every pair that may be alike: sets meet in C, and few words are left to add up.
    same = [one[token] * other[token] for token in one.keys() & other.keys()]
    shared = fsum((fsum(same), _unknown_told(a, b), _unknown_told(b, a)))
    return min(1.0, shared / (a.subject_length * b.subject_length))


def _unknown_told(a: Profile, b: Profile) -> float:
    """Unknown words of the title that the other application's text has but once."""
    once = a.matter & b.told_once
    return _TOLD_ONCE * fsum([a.subject[token] for token in once]) if once else 0.0


def _mass(bag: Bag) -> float:
    return fsum(weight or _REST_OWN for weight in bag.values())


def _likeness(a: Bag, b: Bag, mass_a: float, mass_b: float) -> float:
    """Shared weight against all weight, from 0 to 1; being contained counts half, if not tiny."""
    shared = fsum([min(a[token], b[token]) or _REST_SHARED for token in a.keys() & b.keys()])
    if not shared:
        return 0.0
    smaller = min(mass_a, mass_b)
    both = min(1.0, 2 * shared / (mass_a + mass_b))
    contained = min(1.0, shared / smaller) * max(both, min(1.0, smaller / _SMALL))
    return (both + contained) / 2


def _titles(a: Profile, b: Profile) -> float:
    return _likeness(a.title, b.title, a.title_mass, b.title_mass)


def _told_in_text(a: Profile, b: Profile) -> float:
    """How far each title is told by the other application, title or text; a little discounted."""
    told = _part_told(a, b) + _part_told(b, a)
    return _TOLD_IN_TEXT * told / 2


def _part_told(one: Profile, other: Profile) -> float:
    title = one.title
    return fsum([title[token] for token in title.keys() & other.told]) / one.title_sum


def _is_apart(a: Profile, b: Profile) -> bool:
    """Whether each title names a matter of its own that the other application does not tell.

    A common subject binds them; a common sector or unknown word does not.
    """
    own, other = a.matter - b.matter, b.matter - a.matter
    if not own or not other or any(token[0] == SUBJECT for token in a.matter & b.matter):
        return False
    return not (own & b.body.keys() or other & a.body.keys())


def whole_score(a: Profile, b: Profile, least: int = 0) -> int:
    """The score of two applications, 0 to 100; 0 at once where `least` is out of reach."""
    subject = subject_likeness(a, b)
    trust = min(1.0, subject / _LEAST_SUBJECT) * sqrt(subject)
    if 100 * trust**_LIFT < least or not subject:
        return 0
    has_body = bool(a.body) and bool(b.body)
    body = _likeness(a.body, b.body, a.body_mass, b.body_mass)
    most = _ABOUT * subject + _TITLE + _BODY * body
    if has_body and subject < _SAME_SUBJECT and _score(trust, most) < least - _HAIR:
        return 0
    title = max(_titles(a, b), _told_in_text(a, b))
    rest = _ABOUT * subject + _TITLE * title + _BODY * body if has_body else title
    score = _score(trust, rest)
    if _is_apart(a, b):
        return int(score * _APART)
    if subject >= _SAME_SUBJECT:
        score = max(score, fuzz.ratio(a.text, b.text, score_cutoff=_COPY))
    return int(score)


def _score(trust: float, rest: float) -> float:
    return float(100 * (trust * sqrt(rest)) ** _LIFT)


def field_scores(a: Profile, b: Profile) -> dict[str, int]:
    """Title and the four texts scored apart, 0 to 100; 0 where one side says nothing."""
    scores = {"title": int(100 * _titles(a, b))}
    for field in FIELDS:
        one, other = (
            {token: _WEIGHTS.get(token[0], 0.0) for token in side.fields[field]} for side in (a, b)
        )
        scores[field] = int(100 * _likeness(one, other, _mass(one), _mass(other)))
    return scores
