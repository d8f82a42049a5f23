"""The route of a procedure for given facts: which steps are needed, skipped or still unclear."""

from dataclasses import dataclass
from typing import Literal

from desktop_app.rules.expression import evaluate_condition
from desktop_app.rules.facts import Facts
from desktop_app.rules.pack import Pack
from desktop_app.rules.scene import Terms, scene
from desktop_app.rules.schema import Step
from desktop_app.rules.steps import FlatStep
from desktop_app.rules.truth import Truth

Need = Literal["needed", "optional", "skipped", "unclear"]


@dataclass(frozen=True)
class RouteStep:
    """One step of the route; `missing` names the facts that keep it unclear."""

    flat: FlatStep
    need: Need
    missing: tuple[str, ...] = ()


def applies(pack: Pack, procedure_id: str, facts: Facts, terms: Terms) -> Truth:
    """Whether a procedure applies to the facts; unknown while a fact that decides is missing."""
    lookup = scene(pack, facts, terms).lookup
    return evaluate_condition(pack.procedure(procedure_id).applies, lookup)


def route(pack: Pack, procedure_id: str, facts: Facts, terms: Terms) -> tuple[RouteStep, ...]:
    """Every step of a procedure in order, with whether it is needed for these facts."""
    lookup = scene(pack, facts, terms).lookup
    steps = []
    for flat in pack.steps_of(procedure_id):
        truths = tuple(evaluate_condition(step.when, lookup) for step in (*flat.hosts, flat.step))
        required = evaluate_condition(_required(flat), lookup)
        missing = tuple(dict.fromkeys(name for truth in truths for name in truth.missing))
        steps.append(RouteStep(flat, _need(truths, required), missing or required.missing))
    return tuple(steps)


def _required(flat: FlatStep) -> str:
    conditions = [step.required for step in (*flat.hosts, flat.step) if step.required]
    return (
        " and ".join(f"({item})" for item in conditions)
        if len(conditions) > 1
        else (conditions[0] if conditions else "true")
    )


def _need(truths: tuple[Truth, ...], required: Truth) -> Need:
    if any(truth.value is False for truth in truths):
        return "skipped"
    if any(truth.value is None for truth in truths):
        return "unclear"
    return "optional" if required.value is False else "needed"


def comes_before(earlier: FlatStep, later: FlatStep, pack: Pack, procedure_id: str) -> bool:
    """Whether one step must be done before another: file order, except within one group."""
    procedure = pack.procedure(procedure_id)
    for a, b in zip(_chain(earlier), _chain(later), strict=False):
        if a is b:
            procedure = pack.procedure(a.use) if a.use else procedure
            continue
        if a.group and a.group == b.group:
            return False
        order = procedure.step
        first = next(step for step in order if step is b or (b.group and step.group == b.group))
        return _place(order, a) < _place(order, first)
    return False


def _chain(flat: FlatStep) -> tuple[Step, ...]:
    return (*flat.hosts, flat.step)


def _place(order: tuple[Step, ...], step: Step) -> int:
    return next(index for index, item in enumerate(order) if item is step)
