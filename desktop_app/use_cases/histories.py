"""What has been recorded on a subject, in the form its procedures are looked at."""

from db.unit_of_work import ReadView
from desktop_app.domain.procedure_effects import effects_of
from desktop_app.domain.procedure_history import History
from desktop_app.domain.record import Subject
from desktop_app.rules.pack import Pack


def history_of(
    view: ReadView, pack: Pack, subject: Subject, state: str, track: str = ""
) -> History:
    """Cases and records of a subject with the states it has been in, under its own pack."""
    cases = view.cases.of(subject)
    records = view.steps.of_subject(subject)
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
    return History(cases, records, state, frozenset(seen | ({first.id} if first else set())), track)


def reached(history: History) -> frozenset[str]:
    """Steps (`procedure.step`) and states that have come: checks standing there are due."""
    procedures = {case.id: case.procedure for case in history.cases}
    steps = {f"{procedures[record.case_id]}.{record.step}" for record in history.records}
    return frozenset(steps | history.states_seen | {history.state})
