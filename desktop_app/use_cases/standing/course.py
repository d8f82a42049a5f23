"""One subject with all it is looked at with: its standing, its checks and its duties."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from desktop_app.domain.ledger import Seen
from desktop_app.domain.mid_life import rules_behind
from desktop_app.domain.office import DeadlineRecord
from desktop_app.domain.procedure import case_view
from desktop_app.domain.procedure_history import History
from desktop_app.domain.procedure_opening import startable_procedures, steps_within_reach
from desktop_app.domain.procedure_view import CaseView, StepView, needed_first
from desktop_app.domain.record import Case, Subject
from desktop_app.domain.standing import OpenDuty, Standing, Work
from desktop_app.rules.counting_rows import RowsOf
from desktop_app.rules.deadline_kinds import Deadline
from desktop_app.rules.judge import judge_subject, lights_of
from desktop_app.rules.pack import Pack
from desktop_app.rules.scene import Terms
from desktop_app.rules.verdict import Verdict, worst_of
from desktop_app.use_cases.standing.answered import Lights, as_answered, lights_as_answered
from desktop_app.use_cases.standing.duties import duties_of, open_duties
from desktop_app.use_cases.standing.kinds.kind import SubjectKind
from desktop_app.use_cases.standing.known_facts import KnownFacts
from desktop_app.use_cases.standing.reading import Reading


@dataclass(frozen=True)
class Course:
    """One subject with everything its procedures, checks and duties are looked at with."""

    subject: Subject
    kind: SubjectKind[Any]
    record: Any
    """Its own record, as the kind reads it."""
    pack: Pack
    history: History
    facts: KnownFacts
    terms: Terms
    reading: Reading
    acts: tuple[DeadlineRecord, ...] = ()
    """What happened to its deadlines."""

    @cached_property
    def governed_as(self) -> str:
        """The `subject` the pack writes about it: its kind, for an entry its register."""
        return self.kind.governed_as(self.record)

    @property
    def is_live(self) -> bool:
        """Whether it still counts; a kind without states always does."""
        states = {state.id: state.is_live for state in self.pack.states}
        return states.get(self.history.state, True)

    @cached_property
    def owner(self) -> "Course | None":
        """The course of what it belongs to, None if it stands alone."""
        above = self.kind.above(self.record)
        return self.reading.owners.get(above) if above else None

    @cached_property
    def is_under_older(self) -> bool:
        """Whether it, or what it belongs to, goes by an older regulation nothing here can judge.

        Where it is looked at under another pack on purpose, that pack judges.
        """
        if self.reading.pack is not None:
            return False
        owner = self.owner
        return self.kind.is_under_older(self.record) or (owner is not None and owner.is_under_older)

    @cached_property
    def taken_over_on(self) -> date | None:
        """The day it came in mid-life, by itself or with what it belongs to; None if it did not."""
        own = self.kind.taken_over_on(self.record)
        return own or (self.owner.taken_over_on if self.owner else None)

    @cached_property
    def verdicts(self) -> tuple[Verdict, ...]:
        """Every check that applies, in the pack's order."""
        if self.is_under_older or not self.kind.is_judged(self.record):
            return ()
        found = judge_subject(self.pack, self.governed_as, self.facts, self.judged)
        return as_answered(self, tuple(each for each in found if each.rule not in self._behind))

    @cached_property
    def _behind(self) -> frozenset[str]:
        """The checks about what was before it was taken over in mid-life."""
        if self.kind.taken_over_on(self.record) is None:
            return frozenset()
        return rules_behind(self.pack, self.history.state)

    @cached_property
    def judged(self) -> Terms:
        """The terms its checks are judged with: those of steps far ahead are left out."""
        near = steps_within_reach(
            self.pack,
            self.governed_as,
            self.facts,
            self.history,
            self.terms,
            looks_ahead=self.kind.looks_ahead,
        )
        return replace(self.terms, near=near)

    @cached_property
    def duties(self) -> tuple[Deadline, ...]:
        """Every duty by date that stands or stood, by due date; of an unknown past none is told."""
        if self.is_under_older:
            return ()
        found = duties_of(
            self.pack,
            self.governed_as,
            self.facts,
            self.history,
            self.acts,
            self.terms,
            self.reading.calendar,
            self._days_of_rows,
            self.kind.owes_since(self.record),
        )
        since = self.taken_over_on
        return tuple(each for each in found if not since or not each.due or each.due >= since)

    def _days_of_rows(self, register: str, column: str) -> tuple[date, ...]:
        """The dates in a column of its registers, of its own row alone for its own register."""
        rows = self.rows_of(register, "self" if register == self.governed_as else "own")
        days = (row.values.get(column) for row in rows)
        return tuple(sorted(date.fromisoformat(day) for day in days if isinstance(day, str)))

    @property
    def rows_of(self) -> RowsOf:
        """The live rows of registers as seen from here."""
        return rows_seen(self.reading, self.pack, self.kind.seen(self.record))

    def view(self, case: Case, added: tuple[str, ...] = ()) -> CaseView:
        """One of its procedures as it stands; `added` are reviewers beside a step, `step@who`."""
        if self.is_under_older:
            return self.unjudged(case, added)
        return case_view(
            case.procedure,
            self.pack,
            self.facts,
            self.history.records_of(case),
            self.terms,
            history=self.history,
            added=added,
        )

    def first_steps(self, procedure: str) -> tuple[StepView, ...]:
        """The steps whose turn it would be if this procedure were opened now."""
        given = () if self.is_under_older else None
        view = case_view(
            procedure, self.pack, self.facts, (), self.terms, given, history=self.history
        )
        return view.current

    @property
    def work(self) -> tuple[Work, ...]:
        """What can be done on it now: steps whose turn it is, then procedures to be opened.

        What a procedure waits for comes before what may be done besides (an optional step).
        """
        stages = {procedure.id: procedure.stage for procedure in self.pack.procedures}
        running = [
            Work(stages[case.procedure], step.title, is_running=True)
            for case in self.history.cases
            if case.closed_on is None and case.procedure in stages
            for step in needed_first(self.unjudged(case).current)
        ]
        possible = startable_procedures(
            self.pack, self.governed_as, self.facts, self.history, self.terms
        )
        startable = [Work(stages[each.id], each.title, is_running=False) for each in possible]
        return (*running, *startable)

    def unjudged(self, case: Case, added: tuple[str, ...] = ()) -> CaseView:
        """One of its procedures without the checks of its steps."""
        return case_view(
            case.procedure,
            self.pack,
            self.facts,
            self.history.records_of(case),
            self.terms,
            (),
            history=self.history,
            added=added,
        )

    def standing(self) -> tuple[Standing, tuple[OpenDuty, ...]]:
        """What lists show of it, and its duties that still stand."""
        on = self.reading.on
        if not self.is_live or not self.kind.is_judged(self.record):
            return Standing(self.subject, on, is_live=False, light="none"), ()
        findings = self._findings()
        duties = open_duties(self.subject, self.duties, on)
        work = self.work
        standing = Standing(
            self.subject,
            on,
            is_live=True,
            light=worst_of(light for _, light in findings),
            findings=findings,
            open_step=next((each.title for each in work if each.is_running), ""),
            work=work,
            due_on=min((duty.due_on for duty in duties), default=None),
        )
        return standing, duties

    def _findings(self) -> Lights:
        if self.is_under_older:
            return ()
        found = lights_of(self.pack, self.governed_as, self.facts, self.judged)
        ahead = tuple(each for each in found if each[0] not in self._behind)
        return lights_as_answered(self, ahead)


def rows_seen(reading: Reading, pack: Pack, seen: Seen) -> RowsOf:
    """The rows of registers seen from somewhere, those in a state that still counts."""
    live = {state.id: state.is_live for state in pack.states}
    return reading.ledger.rows_seen_from(seen, lambda state: live.get(state, True))
