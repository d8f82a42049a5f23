"""What has happened to a subject: cases, recorded steps, states, holds; and the facts they give."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from desktop_app.domain.record import Case, StepRecord
from desktop_app.rules.facts import FactValue
from desktop_app.rules.pack import Pack
from desktop_app.rules.schema import POSITIVE_OUTCOMES
from desktop_app.rules.steps import NOT_RECORDED


@dataclass(frozen=True)
class History:
    """Everything recorded on one subject, oldest first, and where it stands."""

    cases: tuple[Case, ...] = ()
    records: tuple[StepRecord, ...] = ()
    """Recorded steps of all its cases."""
    state: str = ""
    states_seen: frozenset[str] = field(default_factory=frozenset)
    """States it was in before; the present one need not be listed."""
    track: str = ""
    holds: frozenset[str] = field(default_factory=frozenset)
    """Holds (限制) in force on the subject, its unit or its system."""

    def cases_of(self, procedure: str) -> tuple[Case, ...]:
        """Its cases of one procedure, oldest first."""
        return tuple(case for case in self.cases if case.procedure == procedure)

    def records_of(self, case: Case) -> tuple[StepRecord, ...]:
        """The recorded steps of one case."""
        return tuple(record for record in self.records if record.case_id == case.id)

    def latest(self, reference: str, pack: Pack | None = None) -> StepRecord | None:
        """The latest record of a step `procedure.step`, over all cases; None if there is none.

        With the pack, a record of the step embedded in another procedure counts too.
        """
        procedures = {case.id: case.procedure for case in self.cases}
        for record in reversed(self.records):
            name = f"{procedures.get(record.case_id, '')}.{record.step}"
            if name == reference or (pack and reference in pack.step_references(name)):
                return record
        return None

    def latest_by_reference(self, pack: Pack) -> dict[str, StepRecord]:
        """The latest record of every step by all its names, embedded ones by those of each host."""
        procedures = {case.id: case.procedure for case in self.cases}
        found: dict[str, StepRecord] = {}
        for record in self.records:
            name = f"{procedures.get(record.case_id, '')}.{record.step}"
            found |= dict.fromkeys((name, *pack.step_references(name)), record)
        return found

    def has_come(self, reference: str, pack: Pack) -> bool:
        """Whether a state was reached, a procedure ended well or a step has a positive result."""
        if reference == self.state or reference in self.states_seen:
            return True
        if "." not in reference:
            return any(
                case.closed_on is not None and case.outcome in POSITIVE_OUTCOMES
                for case in self.cases_of(reference)
            )
        record = self.latest(reference, pack)
        if record is not None:
            return record.outcome in POSITIVE_OUTCOMES
        return self._embedded_has_come(reference, pack)

    def _embedded_has_come(self, reference: str, pack: Pack) -> bool:
        """Whether every recorded step below an embedding step has a positive result."""
        procedure, _, path = reference.partition(".")
        inner = [
            record
            for case in self.cases_of(procedure)
            for record in self.records_of(case)
            if record.step.startswith(f"{path}.")
        ]
        last = {record.step: record for record in inner}
        known = {flat.path for flat in pack.steps_of(procedure) if flat.path.startswith(f"{path}.")}
        done = {step for step, record in last.items() if record.outcome in POSITIVE_OUTCOMES}
        return (
            bool(known)
            and bool(last)
            and set(last) == done
            and _last_of(known, pack, procedure) in done
        )


def _last_of(paths: Iterable[str], pack: Pack, procedure: str) -> str:
    wanted = set(paths)
    return [flat.path for flat in pack.steps_of(procedure) if flat.path in wanted][-1]


def course_facts(pack: Pack, subject_kind: str, history: History) -> dict[str, FactValue]:
    """Facts the course gives: state, track, and result, date and number of every step."""
    facts = {
        "application_state": FactValue(history.state or None, "状态"),
        "track": FactValue(history.track or NOT_RECORDED, "轨道"),
    }
    latest = history.latest_by_reference(pack)
    for procedure in pack.procedures:
        if procedure.subject == subject_kind:
            for flat in pack.steps_of(procedure.id):
                reference = f"{procedure.id}.{flat.path}"
                facts |= _step_values(reference, flat.step.title, latest.get(reference))
    return facts


def _step_values(reference: str, title: str, record: StepRecord | None) -> dict[str, FactValue]:
    head, source = f"step.{reference}", f"办件登记：{title}"
    if record is None:
        return {f"{head}.outcome": FactValue(NOT_RECORDED, source)}
    return {
        f"{head}.outcome": FactValue(record.outcome, source),
        f"{head}.date": FactValue(record.acted_on.isoformat(), source),
        f"{head}.number": FactValue(record.document_number or None, source),
    }
