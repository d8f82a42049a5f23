"""Runs the examples of courses: what may be done after what was recorded, and where it stands."""

from dataclasses import replace

from desktop_app.domain.procedure import case_view
from desktop_app.domain.procedure_effects import effects_of, holds_in_force, may_become
from desktop_app.domain.procedure_history import History, course_facts
from desktop_app.domain.procedure_opening import opening
from desktop_app.domain.record import Case, StepRecord, Subject
from desktop_app.rules.examples import Pairs
from desktop_app.rules.facts import Facts
from desktop_app.rules.pack import Pack
from desktop_app.rules.scene import Terms
from desktop_app.rules.schema import Example
from desktop_app.values.ids import CaseId, StepRecordId

_TURN = frozenset({"open", "blocked"})


def course_pairs(pack: Pack, example: Example, facts: Facts, terms: Terms) -> Pairs:
    """What an example of a course says and what comes out; everything is recorded on one day."""
    procedure = example.procedure or ""
    subject = pack.procedure(procedure).subject
    history = _history(pack, example, subject, terms)
    known = {**course_facts(pack, subject, history), **facts}
    history = replace(history, holds=holds_in_force(pack, history.holds, known, terms))
    pairs: Pairs = []
    if example.opens is not None:
        found = opening(pack, procedure, known, history, terms).is_possible
        pairs.append((_opens_text(is_open=example.opens), _opens_text(is_open=found)))
    if example.turn is not None:
        records = [
            each for case in history.cases_of(procedure) for each in history.records_of(case)
        ]
        view = case_view(procedure, pack, known, records, terms, history=history)
        turn = [step.id for step in view.steps if step.status in _TURN]
        pairs.append((_turn_text(example.turn), _turn_text(turn)))
    if example.state is not None:
        pairs.append((pack.state(example.state).title, _state_title(pack, history)))
    return pairs


def _history(pack: Pack, example: Example, subject: str, terms: Terms) -> History:
    """One case for every procedure recorded on, ended where all its steps have come."""
    first = pack.first_state(subject)
    state, seen = first.id if first else "", set[str]()
    holds = set[str]()
    order: list[str] = []
    records: list[StepRecord] = []
    for number, written in enumerate(example.recorded, 1):
        step, _, outcome = written.partition("=")
        head, _, path = step.partition(".")
        if head not in order:
            order.append(head)
        records.append(_record(number, order.index(head) + 1, path, outcome, terms))
        for effect in effects_of(pack, head, path, outcome):
            if effect.kind == "state" and may_become(pack, effect.target, state):
                seen.add(state)
                state = effect.target
            elif effect.kind == "hold":
                holds.add(effect.target)
            elif effect.kind == "release":
                holds.discard(effect.target)
    cases = tuple(_case(number, head, example, terms) for number, head in enumerate(order, 1))
    return History(cases, tuple(records), state, frozenset(seen), holds=frozenset(holds))


def _case(number: int, procedure: str, example: Example, terms: Terms) -> Case:
    """A case; that of another procedure than the one tried has run to its recorded end."""
    last = [each for each in example.recorded if each.startswith(f"{procedure}.")][-1]
    is_over = procedure != example.procedure
    return Case(
        CaseId(number), procedure, Subject("example", 1), "", "", terms.on,
        closed_on=terms.on if is_over else None,
        outcome=last.partition("=")[2] if is_over else "",
    )  # fmt: skip


def _record(number: int, case: int, path: str, outcome: str, terms: Terms) -> StepRecord:
    return StepRecord(StepRecordId(number), CaseId(case), path, outcome, terms.on, "")


def _opens_text(*, is_open: bool) -> str:
    return "可以开办" if is_open else "不能开办"


def _turn_text(steps: tuple[str, ...] | list[str]) -> str:
    return f"轮到 {'、'.join(steps)}" if steps else "没有轮到的步骤"


def _state_title(pack: Pack, history: History) -> str:
    return pack.state(history.state).title if history.state else "没有状态"
