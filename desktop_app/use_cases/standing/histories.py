"""What has been recorded on subjects, in the form their procedures are looked at."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from desktop_app.domain.office import DeadlineRecord
from desktop_app.domain.procedure_effects import effects_of
from desktop_app.domain.procedure_history import History
from desktop_app.domain.record import Case, StepRecord, Subject
from desktop_app.rules.pack import Pack
from desktop_app.use_cases.standing.reading import Reading


@dataclass(frozen=True)
class Place:
    """What a pack calls a subject, where it stands, and the holds that come from others."""

    subject: str
    state: str = ""
    track: str = ""
    holds: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Records:
    """Cases, steps and acts on deadlines of many subjects of one kind, read together."""

    kind: str
    cases: Mapping[int, list[Case]] = field(default_factory=dict)
    steps: Mapping[int, list[StepRecord]] = field(default_factory=dict)
    deadlines: Mapping[int, list[DeadlineRecord]] = field(default_factory=dict)
    """By key of the subject."""

    def history(self, pack: Pack, key: int, place: Place) -> History:
        """The history of one of them, under its own pack."""
        cases, records = tuple(self.cases.get(key, ())), tuple(self.steps.get(key, ()))
        procedures = {case.id: case.procedure for case in cases}
        known = {procedure.id for procedure in pack.procedures}
        seen: set[str] = set()
        holds: set[str] = set()
        for record in records:
            procedure = procedures[record.case_id]
            if procedure not in known:
                continue
            for effect in effects_of(pack, procedure, record.step, record.outcome):
                if effect.kind == "state":
                    seen.add(effect.target)
                elif effect.kind == "hold":
                    holds.add(effect.target)
                elif effect.kind == "release":
                    holds.discard(effect.target)
        first = pack.first_state(place.subject)
        seen |= {first.id} if first else set()
        held = place.holds | holds
        return History(cases, records, place.state, frozenset(seen), place.track, held)


def records_of(reading: Reading, kind: str, keys: Iterable[int]) -> Records:
    """The records of these subjects."""
    view, wanted = reading.view, sorted(set(keys))
    cases: dict[int, list[Case]] = {}
    owner: dict[int, int] = {}
    for case in view.cases.of_many(kind, wanted):
        cases.setdefault(case.subject.id, []).append(case)
        owner[case.id] = case.subject.id
    steps: dict[int, list[StepRecord]] = {}
    for step in _steps(reading, kind, wanted):
        steps.setdefault(owner[step.case_id], []).append(step)
    deadlines: dict[int, list[DeadlineRecord]] = {}
    for record in view.deadlines.of_many(kind, wanted):
        deadlines.setdefault(record.subject.id, []).append(record)
    return Records(kind, cases, steps, deadlines)


def _steps(reading: Reading, kind: str, keys: list[int]) -> Iterable[StepRecord]:
    """Their steps in the order they were recorded."""
    if reading.is_brief:
        return reading.view.steps.in_brief(kind, keys)
    return (step for key in keys for step in reading.view.steps.of_subject(Subject(kind, key)))


def reached(history: History) -> frozenset[str]:
    """Steps (`procedure.step`) and states that have come: checks standing there are due.

    What was only written down of the past (历史补录) is never judged.
    """
    procedures = {case.id: case.procedure for case in history.cases}
    judged = (record for record in history.records if not record.is_past)
    steps = {f"{procedures[record.case_id]}.{record.step}" for record in judged}
    return frozenset(steps | history.states_seen | {history.state})
