"""The way a subject will take under a pack, whatever state it is in now: procedures and steps.

Which procedures apply follows from what the subject is (性质, 金额, 参照执行 …); where it stands
now only decides when each begins, so that is left out of sight here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from typing_extensions import override

from desktop_app.rules.expression import condition_names, evaluate_condition
from desktop_app.rules.facts import Facts, FactValue
from desktop_app.rules.pack import Pack
from desktop_app.rules.route import Need, applies, route
from desktop_app.rules.scene import Terms, scene
from desktop_app.rules.schema import POSITIVE_OUTCOMES, Procedure

STATE = "application_state"
COURSE = frozenset({STATE, "track"})
COURSE_HEADS = ("step.", "material.")


@dataclass(frozen=True)
class PlannedStep:
    """One step of a procedure ahead."""

    path: str
    title: str
    actor: str
    need: Need
    clauses: tuple[str, ...]


@dataclass(frozen=True)
class PlannedProcedure:
    """One procedure the subject will go through, or may have to while facts are missing."""

    id: str
    title: str
    stage: str
    clauses: tuple[str, ...]
    steps: tuple[PlannedStep, ...]
    materials: tuple[str, ...] = ()
    """Papers to be handed in, by title."""
    is_certain: bool = True
    """False while a fact that decides is missing."""
    missing: tuple[str, ...] = ()
    """Labels of the facts that decide and are missing."""
    because: str = ""
    """What decided: the conditions with the values of this subject."""

    @property
    def signature(self) -> tuple[object, ...]:
        """What makes one way differ from another: the procedure and the steps it needs."""
        return self.id, tuple(step.path for step in self.steps if step.need != "skipped")


class _Unplaced(Mapping[str, FactValue]):
    """Facts without those of the course: what the subject is, not where it stands."""

    def __init__(self, facts: Facts, state: str = "") -> None:
        self._facts = facts
        self._state = state

    @override
    def __getitem__(self, name: str) -> FactValue:
        if name == STATE and self._state:
            return FactValue(self._state)
        if name in COURSE or name.startswith(COURSE_HEADS):
            raise KeyError(name)
        return self._facts[name]

    @override
    def __iter__(self) -> Iterator[str]:
        return (n for n in self._facts if n not in COURSE and not n.startswith(COURSE_HEADS))

    @override
    def __len__(self) -> int:
        return sum(1 for _ in self)


def planned_route(
    pack: Pack, subject: str, facts: Facts, terms: Terms, *, track: str = ""
) -> tuple[PlannedProcedure, ...]:
    """The procedures ahead, in the pack's order; those that only take the subject out are not."""
    bare = _Unplaced(facts)
    found = []
    for procedure in pack.procedures:
        if procedure.subject != subject or procedure.opens == "embedded":
            continue
        if track and procedure.tracks and track not in procedure.tracks:
            continue
        if _takes_out(pack, procedure):
            continue
        known = _possible(pack, procedure, facts, terms)
        if known is not None:
            found.append(_planned(pack, procedure, bare, terms, missing=known))
    return tuple(found)


def _possible(
    pack: Pack, procedure: Procedure, facts: Facts, terms: Terms
) -> tuple[str, ...] | None:
    """Names of missing facts that decide, none where it surely applies; None where it never does.

    It applies if it does in some state that still counts and that a good result leads to: what
    only follows a stop (恢复建设) is not ahead of everybody.
    """
    truth = applies(pack, procedure.id, _Unplaced(facts), terms)
    if truth.value is not None or STATE not in condition_names(procedure.applies):
        return None if truth.value is False else truth.missing
    way = _on_the_way(pack, procedure.subject)
    live = [s.id for s in pack.states if s.is_live and not s.is_end and s.id in way]
    truths = [applies(pack, procedure.id, _Unplaced(facts, state), terms) for state in live]
    open_truths = [each for each in truths if each.value is not False]
    if not open_truths:
        return None
    return min((each.missing for each in open_truths), key=len)


def _on_the_way(pack: Pack, subject: str) -> frozenset[str]:
    """The first state of a kind of subject and those good results of its steps lead to."""
    first = pack.first_state(subject)
    return frozenset(
        text.removeprefix("state:")
        for procedure in pack.procedures
        if procedure.subject == subject
        for flat in pack.steps_of(procedure.id)
        for outcome, texts in flat.step.effects.items()
        if outcome in POSITIVE_OUTCOMES
        for text in texts
        if text.startswith("state:")
    ) | ({first.id} if first else set())


def _takes_out(pack: Pack, procedure: Procedure) -> bool:
    """Whether a good result ends in a state that no longer counts (撤回, 并入)."""
    gone = {state.id for state in pack.states if not state.is_live}
    return any(
        text.removeprefix("state:") in gone
        for flat in pack.steps_of(procedure.id)
        for outcome, texts in flat.step.effects.items()
        if outcome in POSITIVE_OUTCOMES
        for text in texts
        if text.startswith("state:")
    )


def _planned(
    pack: Pack, procedure: Procedure, facts: Facts, terms: Terms, *, missing: tuple[str, ...]
) -> PlannedProcedure:
    lookup = scene(pack, facts, terms).lookup
    steps = tuple(
        PlannedStep(
            item.flat.path,
            item.flat.step.title,
            item.flat.step.actor or "",
            item.need,
            pack.clauses(item.flat.step.rows),
        )
        for item in route(pack, procedure.id, facts, terms)
        if item.need != "skipped"
    )
    materials = tuple(
        each.title
        for each in procedure.material
        if evaluate_condition(each.when, lookup).value is not False
    )
    labels = [
        name.label for each in missing if each not in COURSE and (name := pack.names.find(each))
    ]
    return PlannedProcedure(
        procedure.id,
        procedure.title,
        procedure.stage,
        pack.clauses(procedure.rows),
        steps,
        materials,
        is_certain=not labels,
        missing=tuple(labels),
        because=_because(pack, procedure, facts, terms),
    )


def _because(pack: Pack, procedure: Procedure, facts: Facts, terms: Terms) -> str:
    """The values of this subject the condition looks at: 建设性质 新建、投资额 480.00 万元."""
    lookup = scene(pack, facts, terms).lookup
    told = []
    for name in dict.fromkeys(condition_names(procedure.applies)):
        known, value = pack.names.find(name), lookup(name)
        if name not in COURSE and known is not None and value is not None:
            told.append(f"{known.label} {value.text}")
    return "、".join(told)
