"""What has been recorded on subjects, in the form their procedures are looked at."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from db.unit_of_work import ReadView
from desktop_app.domain.procedure_effects import effects_of
from desktop_app.domain.procedure_history import History
from desktop_app.domain.record import Case, StepRecord, Subject
from desktop_app.rules.pack import Pack

FEW = 20
"""Up to so many subjects are read one by one; more are read with all others in one go."""


@dataclass(frozen=True)
class Records:
    """Cases and steps of many subjects of one kind, read together."""

    cases: dict[int, list[Case]] = field(default_factory=dict)
    steps: dict[int, list[StepRecord]] = field(default_factory=dict)

    def history(self, pack: Pack, subject: Subject, state: str, track: str = "") -> History:
        """The history of one of them, under its own pack."""
        cases = self.cases.get(subject.id, [])
        records = [step for case in cases for step in self.steps.get(case.id, [])]
        records.sort(key=lambda record: record.id)
        return _history(pack, subject, tuple(cases), tuple(records), (state, track))


def records_of(view: ReadView, kind: str, keys: Iterable[int]) -> Records:
    """The records of these subjects."""
    wanted = set(keys)
    records = Records()
    if len(wanted) <= FEW:
        found = [case for key in sorted(wanted) for case in view.cases.of(Subject(kind, key))]
        steps = [step for case in found for step in view.steps.of_case(case.id)]
    else:
        found = [case for case in view.cases.where(subject_kind=kind) if case.subject.id in wanted]
        steps = list(view.steps.all())
    for case in found:
        records.cases.setdefault(case.subject.id, []).append(case)
    for step in steps:
        records.steps.setdefault(step.case_id, []).append(step)
    return records


def history_of(
    view: ReadView, pack: Pack, subject: Subject, state: str, track: str = ""
) -> History:
    """Cases and records of a subject with the states it has been in, under its own pack."""
    cases, records = view.cases.of(subject), view.steps.of_subject(subject)
    return _history(pack, subject, cases, records, (state, track))


def _history(
    pack: Pack,
    subject: Subject,
    cases: tuple[Case, ...],
    records: tuple[StepRecord, ...],
    place: tuple[str, str],
) -> History:
    procedures = {case.id: case.procedure for case in cases}
    known = {procedure.id for procedure in pack.procedures}
    seen = {
        effect.target
        for record in records
        if procedures[record.case_id] in known
        for effect in effects_of(pack, procedures[record.case_id], record.step, record.outcome)
        if effect.kind == "state"
    }
    first = pack.first_state(subject.kind)
    states = frozenset(seen | ({first.id} if first else set()))
    return History(cases, records, place[0], states, place[1])


def reached(history: History) -> frozenset[str]:
    """Steps (`procedure.step`) and states that have come: checks standing there are due."""
    procedures = {case.id: case.procedure for case in history.cases}
    steps = {f"{procedures[record.case_id]}.{record.step}" for record in history.records}
    return frozenset(steps | history.states_seen | {history.state})
