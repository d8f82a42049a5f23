"""Holds what is kept of where subjects stand against working it out again (part of the 自检)."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from db.checks.finding import Finding
from db.checks.kept import again, subject_label
from db.labels import SUBJECT_TABLES
from db.unit_of_work import ReadView
from desktop_app.domain.record import Subject
from desktop_app.domain.similarity import Candidate, find_similar, pair_score
from desktop_app.domain.standing import OpenDuty, Standing
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.progress import COMPARING, JUDGING, SILENT, Steps
from desktop_app.use_cases.standing.compared import (
    Texts,
    compared_by,
    is_compared,
    is_system,
    name_of,
    subject_of,
)
from desktop_app.use_cases.standing.courses import courses_of
from desktop_app.use_cases.standing.freshness import COMPARISON, worked_out_on
from desktop_app.use_cases.standing.pair_keeping import comparison_of
from desktop_app.use_cases.standing.pairs import line_of
from desktop_app.use_cases.standing.reading import Reading
from desktop_app.use_cases.standing.refresh import SLICE, used_kinds
from desktop_app.use_cases.standing.synonyms import shipped_synonyms

if TYPE_CHECKING:
    from datetime import date

KEPT_RULES = {
    "kept_standing": "留存的核查和到期与重新计算的一致",
    "kept_pairs": "留存的相似比对与重新比对的一致",
}
ADVICE = "可自动修复：由程序重新计算。"
Kept = tuple[Standing | None, tuple[OpenDuty, ...]]


def kept_faults(desk: Desk, view: ReadView, steps: Steps = SILENT) -> Iterator[Finding]:
    """Everything kept that is not what would be worked out now; what waits is left out."""
    waiting = frozenset(view.stale.next(view.stale.count()))
    yield from _standing_faults(desk, view, waiting, steps)
    if worked_out_on(view) is not None:
        yield from _missing(desk, view)
    if not waiting:
        yield from _pair_faults(desk, view, steps)


def _standing_faults(
    desk: Desk, view: ReadView, waiting: frozenset[Subject], steps: Steps
) -> Iterator[Finding]:
    duties: dict[Subject, tuple[OpenDuty, ...]] = {}
    for duty in view.duties.all():
        duties[duty.subject] = (*duties.get(duty.subject, ()), duty)
    by_day: dict[date, dict[Subject, Kept]] = {}
    for standing in view.standings.all():
        if standing.subject not in waiting:
            kept = standing, duties.get(standing.subject, ())
            by_day.setdefault(standing.judged_on, {})[standing.subject] = kept
    for day, subjects in by_day.items():
        for start in range(0, len(subjects), SLICE):
            steps.at(start, len(subjects), JUDGING)
            part = tuple(subjects)[start : start + SLICE]
            yield from _unlike(Reading(desk, view, day, is_brief=True), part, subjects)


def _missing(desk: Desk, view: ReadView) -> Iterator[Finding]:
    reading = Reading(desk, view, desk.today, is_brief=True)
    for kind in sorted(used_kinds(reading) & SUBJECT_TABLES.keys()):
        for subject in view.standings.missing(kind):
            label = subject_label(view.connection, subject)
            yield Finding("kept_standing", f"{label}：没有留存的核查", ADVICE, again(subject))


def _unlike(
    reading: Reading, subjects: Iterable[Subject], kept: Mapping[Subject, Kept]
) -> Iterator[Finding]:
    courses = courses_of(reading, subjects)
    for subject in subjects:
        course = courses.get(subject)
        now: Kept = course.standing() if course else (None, ())
        standing, duties = kept[subject]
        if (standing, _by_id(duties)) != (now[0], _by_id(now[1])):
            label = subject_label(reading.view.connection, subject)
            message = f"{label}：留存的核查或到期与重新计算的不一致"
            yield Finding("kept_standing", message, ADVICE, again(subject))


def _pair_faults(desk: Desk, view: ReadView, steps: Steps) -> Iterator[Finding]:
    """Every kept pair is found again with its score; none that a comparison of all finds lacks."""
    reading = Reading(desk, view, desk.today, is_brief=True)
    if view.worked_out.all().get(COMPARISON) != comparison_of(reading):
        return  # all are to be compared anew as it is
    texts, compared = Texts(reading), view.pairs.compared()
    now = {Subject("system", each.id) for each in view.systems.all()}
    projects = [each for each in view.projects.all() if is_compared(reading, each)]
    now |= {Subject("project", each.id) for each in projects}
    texts.load(each.id for each in projects)
    wrong = now ^ compared.keys()
    wrong |= {s for s in now - wrong if compared[s] != compared_by(texts, name_of(s))}
    named = {name_of(each): texts.candidate(name_of(each)) for each in now}
    for both in _unlike_pairs(reading, view, named, steps):
        wrong |= both
    for subject in sorted(wrong, key=lambda each: (each.kind, each.id)):
        label = subject_label(view.connection, subject)
        message = f"{label}：留存的相似比对与重新比对的不一致"
        yield Finding("kept_pairs", message, ADVICE, again(subject))


def _unlike_pairs(
    reading: Reading, view: ReadView, named: Mapping[str, Candidate], steps: Steps
) -> Iterator[frozenset[Subject]]:
    """Pairs whose kept score is another, or that are kept or found alone."""
    synonyms = shipped_synonyms()
    kept = {
        frozenset((str(each.project_id), name_of(Subject(each.other_kind, each.other_id)))): each
        for each in view.pairs.all()
    }
    pairs = find_similar(
        list(named.values()),
        synonyms,
        review_line=line_of(reading),
        cancelled=steps.look(COMPARING),
    )
    found = {
        frozenset((pair.a, pair.b)): (pair.score, pair.same_family)
        for pair in pairs
        if not (is_system(pair.a) and is_system(pair.b))
    }
    for both in kept.keys() | found.keys():
        if both in kept and both not in found and both <= named.keys():
            one, other = both  # a few compared with all are compared more closely than all at once
            is_family = named[one].unit_family == named[other].unit_family
            found[both] = pair_score(named[one], named[other], synonyms), is_family
        if both not in kept or (kept[both].score, kept[both].same_family) != found.get(both):
            yield frozenset(map(subject_of, both))


def _by_id(duties: Iterable[OpenDuty]) -> list[OpenDuty]:
    return sorted(duties, key=lambda duty: duty.duty)
