"""One running procedure (办件) as it stands: every step with its status and what hinders it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from desktop_app.domain.procedure_effects import Effect, effects_of
from desktop_app.domain.procedure_history import History, course_facts
from desktop_app.domain.procedure_opening import (
    Opening,
    automatic_openings,
    opening,
    openings,
)
from desktop_app.domain.procedure_view import (
    CaseView,
    MaterialView,
    Status,
    StepView,
)
from desktop_app.domain.procedure_walk import (
    Walk,
    bars_of,
    held,
    hindrances,
    lacking_materials,
    material_views,
    name_labels,
    record_elsewhere,
    standing_verdicts,
)
from desktop_app.domain.record import StepRecord
from desktop_app.rules.facts import Facts
from desktop_app.rules.pack import Pack
from desktop_app.rules.route import RouteStep, route
from desktop_app.rules.scene import Terms
from desktop_app.rules.schema import OUTCOME_LABELS, POSITIVE_OUTCOMES, Step
from desktop_app.rules.verdict import Verdict

__all__ = [
    "CaseView",
    "Effect",
    "History",
    "MaterialView",
    "Opening",
    "StepView",
    "automatic_openings",
    "case_view",
    "course_facts",
    "effects_of",
    "opening",
    "openings",
    "reached",
]


def case_view(  # noqa: PLR0913 - everything a procedure depends on, by name
    procedure: str,
    pack: Pack,
    facts: Facts,
    records: Sequence[StepRecord],
    terms: Terms,
    verdicts: tuple[Verdict, ...] | None = None,
    *,
    history: History | None = None,
    added: Iterable[str] = (),
) -> CaseView:
    """The procedure as it stands.

    Args:
        procedure: id of the procedure.
        pack: the pack the subject is pinned to.
        facts: what is known, the facts of its course included (`course_facts`).
        records: recorded steps of this case, oldest first.
        terms: day, settings, readings.
        verdicts: checks already judged; None = judged here at each open step.
        history: everything recorded on the subject, for other procedures, states and holds.
        added: reviewers the clerk added to an open group, as `step@role`.
    """
    steps = route(pack, procedure, facts, terms)
    counting = _counting_records(steps, records)
    walk = Walk(
        pack, procedure, facts, terms, history or History(), steps, counting, verdicts,
        material_views(pack, procedure, facts, terms),
    )  # fmt: skip
    ending = _ending(walk)
    views = tuple(view for item in steps for view in _views(item, walk, tuple(added), ending))
    is_finished = bool(ending) or _is_complete(views)
    outcome = ending or (_last_outcome(views) if is_finished else "")
    if outcome:
        views = tuple(map(_ended, views))
    title = pack.procedure(procedure).title
    return CaseView(procedure, title, views, walk.materials, is_finished, outcome)


def _counting_records(
    steps: tuple[RouteStep, ...], records: Sequence[StepRecord]
) -> dict[str, StepRecord]:
    """The latest record of each step; going back to a step voids it and all after it."""
    paths = [item.flat.path for item in steps]
    by_path = {item.flat.path: item.flat for item in steps}
    counting: dict[str, StepRecord] = {}
    for record in records:
        base = record.step.partition("@")[0]
        if base not in by_path:
            continue
        goal = by_path[base].step.returns_to
        if record.outcome == "returned" and goal is not None:
            prefix = base.rpartition(".")[0]
            start = paths.index(f"{prefix}.{goal}" if prefix else goal)
            voided = set(paths[start:])
            kept = {
                key: item for key, item in counting.items() if key.partition("@")[0] not in voided
            }
            counting = kept
        else:
            counting[record.step] = record
    return counting


def _stops(step: Step) -> frozenset[str]:
    """Outcomes that end the attempt."""
    if step.stops is not None:
        return frozenset(step.stops)
    negative = frozenset(step.outcomes) - POSITIVE_OUTCOMES
    return negative - {"returned"} if step.returns_to else negative


def _ending(walk: Walk) -> str:
    """The outcome that ended the case before its last step; empty if none did."""
    steps = {item.flat.path: item.flat.step for item in walk.route}
    for path, record in walk.records.items():
        step = steps[path.partition("@")[0]]
        effects = effects_of(walk.pack, walk.procedure, path, record.outcome)
        if record.outcome in _stops(step) or Effect("end") in effects:
            return record.outcome
    return ""


def _ended(view: StepView) -> StepView:
    """A step of a procedure that is over: it is nobody's turn any more."""
    if view.status not in {"open", "blocked"}:
        return view
    return replace(view, status="left", outcomes=(), why_not=(), can_add=False, verdicts=())


def _is_complete(views: tuple[StepView, ...]) -> bool:
    return all(view.status in {"done", "skipped"} or view.is_optional for view in views)


def _last_outcome(views: tuple[StepView, ...]) -> str:
    records = [view.record for view in views if view.record is not None]
    return records[-1].outcome if records else ""


def _views(item: RouteStep, walk: Walk, added: tuple[str, ...], ending: str) -> Iterator[StepView]:
    yield _view(item, item.flat.path, walk, added, ending)
    recorded = (path for path in walk.records if path.partition("@")[0] == item.flat.path)
    beside = (path for path in added if path.partition("@")[0] == item.flat.path)
    for path in dict.fromkeys((*beside, *recorded)):
        if path != item.flat.path:
            yield _view(item, path, walk, added, ending)


def _view(item: RouteStep, path: str, walk: Walk, added: tuple[str, ...], ending: str) -> StepView:
    step, extra = item.flat.step, path.partition("@")[2]
    record = walk.records.get(path) or record_elsewhere(item, walk)
    status, why_not = _status(item, record, walk, added, ending)
    is_turn = status == "open"
    verdicts = standing_verdicts(item, walk) if is_turn else ()
    lacking = (*held(item, walk), *lacking_materials(item, walk)) if is_turn else ()
    bars = (*bars_of(verdicts), *lacking)
    fixed = bars_of(tuple(item for item in verdicts if not _is_answered_by(step, item)))
    role = extra or step.actor or ""
    name = _actor_name(role, walk)
    return StepView(
        id=path,
        title=f"{step.title}（{name}）" if extra else step.title,
        actor=role,
        actor_name=name,
        status="blocked" if bars else status,
        outcomes=_outcomes(step, (*fixed, *lacking)) if is_turn else (),
        record=record,
        result=_result(step, record),
        group=item.flat.group,
        clauses=walk.pack.clauses(step.rows),
        why_not=(*why_not, *bars),
        is_optional=item.need == "optional",
        can_add=step.open and is_turn,
        verdicts=verdicts,
        asks=step.asks,
        form=step.form or "",
        document=step.document,
        help=step.help,
    )


def _is_answered_by(step: Step, verdict: Verdict) -> bool:
    """Whether what the step asks for can still turn the check, so that it is judged again then."""
    return any(fact.name in step.asks for fact in verdict.facts)


def _actor_name(role: str, walk: Walk) -> str:
    known = {office.role for office in walk.pack.offices} | {"unit", "superior_unit"}
    return walk.pack.office_name(role, walk.terms.on) if role in known else role


def _result(step: Step, record: StepRecord | None) -> str:
    labels: dict[str, str] = dict(OUTCOME_LABELS) | dict(step.labels.items())
    return labels[record.outcome] if record else ""


def _outcomes(step: Step, bars: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (outcome, step.labels.get(outcome, OUTCOME_LABELS[outcome]))
        for outcome in step.outcomes
        if not bars or outcome not in POSITIVE_OUTCOMES
    )


def _status(
    item: RouteStep,
    record: StepRecord | None,
    walk: Walk,
    added: tuple[str, ...],
    ending: str,
) -> tuple[Status, tuple[str, ...]]:
    if item.need == "skipped" or record is not None or ending:
        settled: Status = "done" if record is not None else "waiting"
        return ("skipped" if item.need == "skipped" else settled), ()
    before = hindrances(item, walk, added)
    if before:
        return "waiting", before
    lacks = name_labels(item.missing, walk) if item.need == "unclear" else ""
    return ("blocked", (f"资料不足，缺少：{lacks}",)) if lacks else ("open", ())


def reached(views: Iterable[CaseView], history: History) -> frozenset[str]:
    """Steps and states that have come, for `Terms.reached`: checks elsewhere are not due yet."""
    steps = (
        f"{view.procedure}.{step.id}"
        for view in views
        for step in view.steps
        if step.status in {"done", "open", "blocked", "left"}
    )
    return frozenset({*steps, *history.states_seen, *filter(None, [history.state])})
