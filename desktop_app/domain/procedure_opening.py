"""Whether a procedure may be opened for a subject now, and what stands in the way."""

from dataclasses import dataclass

from desktop_app.domain.procedure_effects import effects_of
from desktop_app.domain.procedure_history import History
from desktop_app.domain.record import Case
from desktop_app.rules.expression import evaluate_condition
from desktop_app.rules.facts import Facts
from desktop_app.rules.pack import Pack
from desktop_app.rules.scene import Terms, scene
from desktop_app.rules.schema import POSITIVE_OUTCOMES, Hold, Procedure
from desktop_app.rules.truth import Lookup

DONE = "已经办结"
"""What stands in the way of a procedure that ran to its end and is not to run again."""
_MAY_TRY_AGAIN = frozenset({"returned", "withdrawn", "deferred"})


@dataclass(frozen=True)
class Opening:
    """One procedure for one subject: may it start, as which attempt, and if not, why."""

    procedure: str
    title: str
    attempt: int
    why_not: tuple[str, ...] = ()
    is_applicable: bool = True
    """False where the procedure is not for these facts or this track at all."""

    @property
    def is_possible(self) -> bool:
        """Whether the procedure may be opened now."""
        return self.is_applicable and not self.why_not


def opening(pack: Pack, procedure_id: str, facts: Facts, history: History, terms: Terms) -> Opening:
    """Whether a procedure may be opened now; every hindrance is named."""
    lookup = scene(pack, facts, terms).lookup
    return _opening(pack, pack.procedure(procedure_id), history, lookup)


def _opening(pack: Pack, procedure: Procedure, history: History, lookup: Lookup) -> Opening:
    truth = evaluate_condition(procedure.applies, lookup)
    known = (pack.names.find(name) for name in truth.missing)
    labels = [name.label for name in known if name is not None]
    hindrances = [
        *([f"资料不足，缺少：{'、'.join(labels)}"] if truth.value is None else []),
        *_hindered(pack, procedure, history),
    ]
    attempt = len(history.cases_of(procedure.id)) + 1
    is_applicable = _is_on_track(procedure, history) and truth.value is not False
    return Opening(procedure.id, procedure.title, attempt, tuple(hindrances), is_applicable)


def openings(
    pack: Pack, subject_kind: str, facts: Facts, history: History, terms: Terms
) -> tuple[Opening, ...]:
    """Every procedure of a kind of subject that is for these facts, possible or not."""
    lookup = scene(pack, facts, terms).lookup
    found = (
        _opening(pack, procedure, history, lookup)
        for procedure in pack.procedures
        if procedure.subject == subject_kind
    )
    return tuple(item for item in found if item.is_applicable)


def automatic_openings(
    pack: Pack, subject_kind: str, facts: Facts, history: History, terms: Terms
) -> tuple[Opening, ...]:
    """Procedures that open by themselves now; one that already ran is not opened again."""
    lookup = scene(pack, facts, terms).lookup
    found = (
        _opening(pack, procedure, history, lookup)
        for procedure in beginning(pack, subject_kind, history)
    )
    return tuple(item for item in found if item.is_possible)


def beginning(pack: Pack, subject_kind: str, history: History) -> tuple[Procedure, ...]:
    """Procedures that open by themselves if the facts allow: the history has nothing against it."""
    return tuple(
        procedure
        for procedure in pack.procedures
        if procedure.subject == subject_kind
        and procedure.opens == "auto"
        and _is_on_track(procedure, history)
        and not history.cases_of(procedure.id)
        and _is_free(pack, procedure, history)
    )


def startable_procedures(
    pack: Pack, subject_kind: str, facts: Facts, history: History, terms: Terms, only: str = ""
) -> tuple[Procedure, ...]:
    """The procedures a clerk may open now; one that opens by itself only to run once more.

    `only`: of one procedure alone whether it is among them.
    """
    found = []
    lookup = scene(pack, facts, terms).lookup
    for procedure in pack.procedures:
        if only not in ("", procedure.id):
            continue
        if procedure.subject != subject_kind or not _is_opened_by_hand(pack, procedure, history):
            continue
        if not _would_move(pack, procedure, history) or not _is_on_track(procedure, history):
            continue
        if (
            _is_free(pack, procedure, history)
            and evaluate_condition(procedure.applies, lookup).value
        ):
            found.append(procedure)
    return tuple(found)


def _is_opened_by_hand(pack: Pack, procedure: Procedure, history: History) -> bool:
    if procedure.opens == "auto":
        cases = history.cases_of(procedure.id)
        return bool(cases) and (procedure.repeats or was_left_in_place(pack, history, cases[-1]))
    return procedure.opens == "manual"


def was_left_in_place(pack: Pack, history: History, case: Case) -> bool:
    """Whether a case ended with a return that left the state as it is: it is begun anew there."""
    return case.outcome == "returned" and not any(
        effect.kind == "state"
        for record in history.records_of(case)
        if record.outcome == "returned"
        for effect in effects_of(pack, case.procedure, record.step, record.outcome)
    )


def _would_move(pack: Pack, procedure: Procedure, history: History) -> bool:
    """A procedure whose only effect is the state the subject is in already makes no sense now.

    One of several steps may: of a project taken over in the middle of it, the end is still to come.
    """
    if history.state in {state.id for state in pack.states if state.is_end}:
        return False
    targets = {
        text.removeprefix("state:")
        for flat in pack.steps_of(procedure.id)
        for texts in flat.step.effects.values()
        for text in texts
        if text.startswith("state:")
    }
    is_in_it = targets == {history.state}
    return not is_in_it or (len(procedure.step) > 1 and not history.cases_of(procedure.id))


def steps_within_reach(
    pack: Pack,
    subject_kind: str,
    facts: Facts,
    history: History,
    terms: Terms,
    *,
    looks_ahead: bool = False,
) -> frozenset[str]:
    """The steps of every procedure that runs or opens by itself now.

    `looks_ahead`: also of those a clerk may open now.
    """
    found = {case.procedure for case in history.cases if case.closed_on is None}
    found &= {procedure.id for procedure in pack.procedures}
    look = openings if looks_ahead else automatic_openings
    opening_now = look(pack, subject_kind, facts, history, terms)
    found |= {each.procedure for each in opening_now if each.is_possible}
    return frozenset().union(*(pack.step_names(each) for each in found))


def first_steps(pack: Pack, subject_kind: str) -> frozenset[str]:
    """The steps of the procedures that open by themselves for what has just come in."""
    found = [
        procedure.id
        for procedure in pack.procedures
        if procedure.subject == subject_kind and procedure.opens == "auto" and not procedure.after
    ]
    return frozenset().union(*(pack.step_names(each) for each in found))


def reference_title(pack: Pack, reference: str) -> str:
    """A state, procedure or step as a clerk reads it."""
    states = {state.id: state.title for state in pack.states}
    procedures = {procedure.id: procedure.title for procedure in pack.procedures}
    head, _, path = reference.partition(".")
    if not path:
        return f"“{states.get(reference) or procedures.get(reference, reference)}”"
    steps = [flat.step.title for flat in pack.steps_of(head) if flat.path == path]
    hosts = [step.title for step in pack.procedure(head).step if step.id == path]
    return f"“{procedures[head]}·{(steps or hosts or [path])[0]}”"


def _is_on_track(procedure: Procedure, history: History) -> bool:
    return not procedure.tracks or history.track in procedure.tracks


def _is_free(pack: Pack, procedure: Procedure, history: History) -> bool:
    """Whether nothing in the history stands in the way; quick, for nothing is put into words."""
    return (
        all(_has_come(reference, history, pack) for reference in procedure.after)
        and not _taken(procedure, history)
        and not _holding(pack, procedure, history)
        and not _running(procedure, history)
    )


def _hindered(pack: Pack, procedure: Procedure, history: History) -> list[str]:
    """What in the history stands in the way."""
    return [
        *_not_come(pack, procedure, history),
        *_excluded(pack, procedure, history),
        *_held(pack, procedure, history),
        *_running(procedure, history),
    ]


def _not_come(pack: Pack, procedure: Procedure, history: History) -> list[str]:
    return [
        f"须先有{reference_title(pack, reference)}"
        for reference in procedure.after
        if not _has_come(reference, history, pack)
    ]


def _has_come(reference: str, history: History, pack: Pack) -> bool:
    """Whether it is on file, or the present state is only reached behind it."""
    is_behind = reference in pack.implied.get(history.state, frozenset())
    return is_behind or history.has_come(reference, pack)


def _excluded(pack: Pack, procedure: Procedure, history: History) -> list[str]:
    taken = _taken(procedure, history)
    return [f"已办{reference_title(pack, other)}，不能再办本件" for other in taken]


def _taken(procedure: Procedure, history: History) -> list[str]:
    """The procedures run already that exclude this one."""
    return [
        other
        for other in procedure.excludes
        if any(
            case.closed_on is None or case.outcome in POSITIVE_OUTCOMES
            for case in history.cases_of(other)
        )
    ]


def _held(pack: Pack, procedure: Procedure, history: History) -> list[str]:
    return [
        f"{hold.title}（{'、'.join(pack.clauses(hold.rows))}）"
        for hold in _holding(pack, procedure, history)
    ]


def _holding(pack: Pack, procedure: Procedure, history: History) -> list[Hold]:
    if not history.holds:
        return []
    return [hold for hold in pack.holds if hold.id in history.holds and procedure.id in hold.stops]


def _running(procedure: Procedure, history: History) -> list[str]:
    cases = history.cases_of(procedure.id)
    if any(case.closed_on is None for case in cases):
        return ["正在办理"]
    if cases and not procedure.repeats and cases[-1].outcome not in _MAY_TRY_AGAIN:
        return [DONE]
    return []
