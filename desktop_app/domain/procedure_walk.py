"""What hinders a step: earlier steps, restrictions, checks, papers; and what counts for it."""

from dataclasses import dataclass

from desktop_app.domain.procedure_history import History
from desktop_app.domain.procedure_opening import reference_title
from desktop_app.domain.procedure_view import MaterialView
from desktop_app.domain.record import StepRecord
from desktop_app.rules.expression import evaluate_condition
from desktop_app.rules.facts import Facts, material_fact
from desktop_app.rules.judge import judge_subject
from desktop_app.rules.pack import Pack
from desktop_app.rules.route import RouteStep, comes_before
from desktop_app.rules.scene import Terms, scene
from desktop_app.rules.schema import POSITIVE_OUTCOMES, Step
from desktop_app.rules.verdict import Verdict


@dataclass(frozen=True)
class Walk:
    """What every step of one case is looked at with."""

    pack: Pack
    procedure: str
    facts: Facts
    terms: Terms
    history: History
    route: tuple[RouteStep, ...]
    records: dict[str, StepRecord]
    """The record that counts for each step, after returns."""
    given: tuple[Verdict, ...] | None
    materials: tuple[MaterialView, ...]


def record_elsewhere(item: RouteStep, walk: Walk) -> StepRecord | None:
    """A positive result of another procedure that counts for this step."""
    for step in (*item.flat.hosts, item.flat.step):
        for reference in step.satisfied_by:
            if walk.history.has_come(reference, walk.pack):
                inner = _below(reference, item, step)
                return walk.history.latest(inner) or walk.history.latest(reference)
    return None


def _below(reference: str, item: RouteStep, host: Step) -> str:
    """The step below a reference that matches this one below its host."""
    chain = [step.id for step in (*item.flat.hosts, item.flat.step)]
    return ".".join((reference, *chain[chain.index(host.id) + 1 :]))


def hindrances(item: RouteStep, walk: Walk, added: tuple[str, ...]) -> tuple[str, ...]:
    """What must come first: earlier steps that are not done, and the step's own `after`."""
    open_titles = [
        f"须先办“{other.flat.step.title}”"
        for other in walk.route
        if comes_before(other.flat, item.flat, walk.pack, walk.procedure)
        and not _is_over(other, walk, added)
    ]
    references = [ref for step in (*item.flat.hosts, item.flat.step) for ref in step.after]
    not_come = [
        f"须先有{reference_title(walk.pack, reference)}"
        for reference in references
        if not _has_come(reference, walk)
    ]
    return tuple(dict.fromkeys((*open_titles[:1], *not_come)))


def _is_over(item: RouteStep, walk: Walk, added: tuple[str, ...]) -> bool:
    if item.need in {"skipped", "optional"}:
        return True
    extra = [path for path in added if path.partition("@")[0] == item.flat.path]
    is_done = item.flat.path in walk.records or record_elsewhere(item, walk) is not None
    return is_done and all(path in walk.records for path in extra)


def _has_come(reference: str, walk: Walk) -> bool:
    procedure, _, path = reference.partition(".")
    if procedure == walk.procedure and path in walk.records:
        return walk.records[path].outcome in POSITIVE_OUTCOMES
    return walk.history.has_come(reference, walk.pack)


def held(item: RouteStep, walk: Walk) -> tuple[str, ...]:
    """Restrictions in force that stop this step, with their clauses."""
    names = {walk.procedure, *(step.use for step in item.flat.hosts if step.use)}
    return tuple(
        f"{hold.title}（{'、'.join(walk.pack.clauses(hold.rows))}）"
        for hold in walk.pack.holds
        if hold.id in walk.history.holds and names & set(hold.stops)
    )


def standing_verdicts(item: RouteStep, walk: Walk) -> tuple[Verdict, ...]:
    """Checks standing at the step, judged now or taken from those already judged."""
    reference = f"{walk.procedure}.{item.flat.path}"
    subject = walk.pack.procedure(walk.procedure).subject
    if walk.given is None:
        return judge_subject(walk.pack, subject, walk.facts, walk.terms, at_step=reference)
    standing = walk.pack.standing_rules(reference)
    return tuple(verdict for verdict in walk.given if verdict.rule in standing)


def bars_of(verdicts: tuple[Verdict, ...]) -> tuple[str, ...]:
    """Checks that stop a positive result and that no recorded reason can answer."""
    return tuple(
        f"{verdict.title}：{verdict.word or '资料不足'}（{'、'.join(verdict.clauses)}）"
        for verdict in verdicts
        if verdict.blocks and not verdict.can_be_decided
    )


def lacking_materials(item: RouteStep, walk: Walk) -> tuple[str, ...]:
    """Papers the step needs that have not come in."""
    return tuple(
        f"缺材料：{material.title}"
        if material.is_needed
        else f"缺材料（须先判明）：{material.title}"
        for material in walk.materials
        if material.step == item.flat.path
        and material.is_required
        and material.is_needed is not False
        and not material.is_handed_in
    )


def name_labels(names: tuple[str, ...], walk: Walk) -> str:
    """Labels of names, joined by 、."""
    found = (walk.pack.names.find(name) for name in names)
    return "、".join(name.label for name in found if name is not None)


def material_views(
    pack: Pack, procedure_id: str, facts: Facts, terms: Terms
) -> tuple[MaterialView, ...]:
    """The papers of a procedure, each with whether it is needed for these facts."""
    lookup = scene(pack, facts, terms).lookup
    procedure = pack.procedure(procedure_id)
    first = pack.steps_of(procedure_id)[0].path
    views = []
    for material in procedure.material:
        handed_in = facts.get(material_fact(procedure_id, material.id))
        views.append(
            MaterialView(
                id=material.id,
                title=material.title,
                is_needed=evaluate_condition(material.when, lookup).value,
                is_handed_in=handed_in is not None and handed_in.value is True,
                is_required=material.required,
                step=material.at or first,
                items=material.items,
                clauses=pack.clauses(material.rows),
                copies=material.copies,
            )
        )
    return tuple(views)
