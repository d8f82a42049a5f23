"""Steps of a procedure with embedded procedures written out, and the facts steps give."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from desktop_app.rules.facts import STATE_BEFORE, FactSpec, material_fact
from desktop_app.rules.schema import OUTCOME_LABELS, Procedure, State, Step, Track

NOT_RECORDED = "none"
"""Choice of a step's outcome while nothing is recorded."""


@dataclass(frozen=True)
class FlatStep:
    """One step as it is recorded: embedded ones have the path `upward.city`."""

    path: str
    step: Step
    hosts: tuple[Step, ...] = ()
    """The steps that embed it, outermost first; their `when` and `satisfied_by` hold for it."""

    @property
    def chain(self) -> tuple[Step, ...]:
        """The steps that embed it, then the step itself."""
        return (*self.hosts, self.step)

    @property
    def group(self) -> str:
        """Name of the parallel group, empty outside one."""
        head = "".join(f"{host.id}." for host in self.hosts)
        return f"{head}{self.step.group}" if self.step.group else ""


def references(procedure_id: str, flat: FlatStep) -> frozenset[str]:
    """Every name of a step: in the procedure it is recorded in, and in those embedded there."""
    names = [(procedure_id, flat.path)]
    path = flat.path
    for host in flat.hosts:
        path = path.removeprefix(f"{host.id}.")
        names.append((host.use or "", path))
    return frozenset(f"{owner}.{path}" for owner, path in names)


def flat_steps(procedure: Procedure, procedures: Mapping[str, Procedure]) -> tuple[FlatStep, ...]:
    """The steps of a procedure in order, embedded procedures written out in their place."""
    return tuple(_flat(procedure, procedures, "", (), frozenset({procedure.id})))


def _flat(
    procedure: Procedure,
    procedures: Mapping[str, Procedure],
    prefix: str,
    hosts: tuple[Step, ...],
    seen: frozenset[str],
) -> Iterator[FlatStep]:
    for step in procedure.step:
        inner = procedures.get(step.use) if step.use else None
        if inner is None:
            yield FlatStep(prefix + step.id, step, hosts)
        elif inner.id not in seen:
            path = f"{prefix}{step.id}."
            yield from _flat(inner, procedures, path, (*hosts, step), seen | {inner.id})


def step_facts(procedures: Iterable[Procedure]) -> Iterator[FactSpec]:
    """Facts every step gives: `step.<procedure>.<step>.outcome`, `.date`, `.number`."""
    known = {procedure.id: procedure for procedure in procedures}
    for procedure in known.values():
        for flat in flat_steps(procedure, known):
            yield from _facts_of(procedure, flat)
        for material in procedure.material:
            name = material_fact(procedure.id, material.id)
            yield FactSpec(name, "bool", f"已交{material.title}", procedure.subject, origin="step")


def _facts_of(procedure: Procedure, flat: FlatStep) -> Iterator[FactSpec]:
    head = f"step.{procedure.id}.{flat.path}"
    title = flat.step.title
    outcomes = tuple(
        (outcome, flat.step.labels.get(outcome, OUTCOME_LABELS[outcome]))
        for outcome in flat.step.outcomes
    )
    choices = (*outcomes, (NOT_RECORDED, "未办理"))
    yield FactSpec(
        f"{head}.outcome", "choice", f"{title}结果", procedure.subject, "", choices, "step"
    )
    yield FactSpec(f"{head}.date", "date", f"{title}日期", procedure.subject, origin="step")
    yield FactSpec(f"{head}.number", "text", f"{title}文号", procedure.subject, origin="step")


def course_facts(states: Iterable[State], tracks: Iterable[Track]) -> Iterator[FactSpec]:
    """Where a subject stands (`application_state`, `track`), the day, and the regulation's days."""
    state_choices = tuple((state.id, state.title) for state in states)
    yield FactSpec("application_state", "choice", "状态", "project", "", state_choices)
    before = (*state_choices, (NOT_RECORDED, "没有记载"))
    yield FactSpec(STATE_BEFORE, "choice", "暂停前的状态", "project", "", before)
    track_choices = (*((track.id, track.title) for track in tracks), (NOT_RECORDED, "未分轨道"))
    yield FactSpec("track", "choice", "轨道", "project", "", track_choices)
    yield FactSpec("today", "date", "办理当日", "regime")
    yield FactSpec("this_year", "integer", "办理当年", "regime")
    yield FactSpec("regime_from", "date", "制度施行日期", "regime")
    yield FactSpec("regime_until", "date", "制度失效日期", "regime")
