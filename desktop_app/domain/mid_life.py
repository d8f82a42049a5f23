"""A project taken over in mid-life: what its dates, state and amounts say against each other.

Nothing here judges by a regulation. A doubt is told to the clerk beside the value, and the value
is kept as it is known.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from desktop_app.domain.procedure_effects import Effect, parse_effect
from desktop_app.domain.project import AMOUNT_LABELS, AmountKind
from desktop_app.rules.pack import Pack
from desktop_app.rules.schema import Procedure
from desktop_app.values.money import Fen, wan_text

PROJECT = "project"
STATE = "state"
CAPS: tuple[tuple[AmountKind, tuple[AmountKind, ...]], ...] = (
    (AmountKind.CONTRACT, (AmountKind.REVIEWED, AmountKind.ESTIMATE)),
    (AmountKind.PAID, (AmountKind.CONTRACT, AmountKind.REVIEWED, AmountKind.ESTIMATE)),
    (AmountKind.SETTLED, (AmountKind.REVIEWED, AmountKind.ESTIMATE)),
)
"""Which amount is not expected to pass which: the first known of those at the right."""


@dataclass(frozen=True)
class Doubt:
    """One thing that does not fit; `about` is the date fact, `state` or `estimate_amount`."""

    about: str
    text: str


@dataclass(frozen=True)
class DatedStep:
    """A date a pack keeps of a project: which steps give it and where they lead."""

    name: str
    label: str
    rank: int
    """Place of its stage among the stages of the pack."""
    places: tuple[tuple[str, int], ...]
    """Procedures whose steps give it, with the place of the step."""
    after: frozenset[str]
    """States and procedures those procedures follow."""
    reached: frozenset[str]
    """States the project is in from that day on."""

    def follows(self, other: "DatedStep") -> bool:
        """Whether the day of the other comes first: an earlier stage, step or what it needs."""
        if other.rank != self.rank:
            return other.rank < self.rank
        earlier = dict(other.places)
        is_later = any(name in earlier and earlier[name] < at for name, at in self.places)
        return is_later or bool(self.after & {*earlier, *other.reached})


@dataclass(frozen=True)
class Taken:
    """What is known of a project taken over."""

    state: str
    applied_on: date
    dates: Mapping[str, date] = field(default_factory=dict)
    """By the name of the date fact."""
    amounts: Mapping[AmountKind, Fen] = field(default_factory=dict)


def stage_rank(pack: Pack, stage: str) -> int:
    """Place of a stage in the order in which the procedures of the pack bring them."""
    return _stages(pack).get(stage, 0)


def state_rank(pack: Pack, state: str) -> int:
    """Place of the stage a state belongs to."""
    return stage_rank(pack, pack.state(state).stage)


def rules_behind(pack: Pack, state: str) -> frozenset[str]:
    """The checks that stand at no step and are about stages a project in this state has behind it.

    What an application must say is behind every project that is more than an application.
    """
    first = pack.first_state(PROJECT)
    here, stages = state_rank(pack, state), _stages(pack)
    is_begun = first is not None and first.id != state
    begun = {first.stage} if first is not None and is_begun else set()
    found = []
    for rule in pack.rules:
        own = {pack.article(row).stage for row in rule.rows} & stages.keys()
        is_behind = all(each in begun or stages[each] < here for each in own)
        if not rule.at and own and is_behind:
            found.append(rule.id)
    return frozenset(found)


def project_dates(pack: Pack) -> tuple[DatedStep, ...]:
    """The dates the pack keeps of a project, in the order of its procedures."""
    found: dict[str, list[tuple[Procedure, int, frozenset[str]]]] = {}
    for procedure in pack.procedures:
        if procedure.subject == PROJECT:
            for name, at, reached in _dates_of(pack, procedure):
                found.setdefault(name, []).append((procedure, at, reached))
    return tuple(
        DatedStep(
            name,
            pack.fact(name).label,
            min(stage_rank(pack, procedure.stage) for procedure, _, _ in places),
            tuple((procedure.id, at) for procedure, at, _ in places),
            frozenset(each for procedure, _, _ in places for each in procedure.after),
            frozenset().union(*(reached for _, _, reached in places)),
        )
        for name, places in found.items()
    )


def _dates_of(pack: Pack, procedure: Procedure) -> Iterator[tuple[str, int, frozenset[str]]]:
    for at, flat in enumerate(pack.steps_of(procedure.id)):
        for texts in flat.step.effects.values():
            effects = [parse_effect(text) for text in texts]
            states = frozenset(each.target for each in effects if each.kind == STATE)
            yield from ((name, at, states) for name in _dates_in(pack, effects))


def _dates_in(pack: Pack, effects: Iterable[Effect]) -> Iterator[str]:
    for effect in effects:
        if effect.kind == "date" and effect.target in pack.names.facts:
            yield effect.target


def doubts(pack: Pack, taken: Taken) -> tuple[Doubt, ...]:
    """Everything that does not fit, in the order of the dates, then of the amounts."""
    known = [each for each in project_dates(pack) if each.name in taken.dates]
    return (
        *(found for each in known if (found := _order_doubt(each, known, taken)) is not None),
        *(found for each in known if (found := _state_doubt(pack, each, taken)) is not None),
        *_cap_doubts(taken.amounts),
    )


def _order_doubt(step: DatedStep, known: Iterable[DatedStep], taken: Taken) -> Doubt | None:
    day = taken.dates[step.name]
    causes = [("申报日期", taken.applied_on)]
    causes += [(o.label, taken.dates[o.name]) for o in known if o is not step and step.follows(o)]
    late = [(label, other) for label, other in causes if day < other]
    if not late:
        return None
    label, other = max(late, key=lambda each: each[1])
    return Doubt(step.name, f"{step.label} {day} 早于{label} {other}")


def _state_doubt(pack: Pack, step: DatedStep, taken: Taken) -> Doubt | None:
    """A date of a later stage than the state a live project is said to be in."""
    state = pack.state(taken.state)
    ahead = [each for each in step.reached if state_rank(pack, each) > state_rank(pack, state.id)]
    if not state.is_live or not step.reached or len(ahead) < len(step.reached):
        return None
    return Doubt(step.name, f"状态是“{state.title}”，却已有{step.label} {taken.dates[step.name]}")


def _cap_doubts(amounts: Mapping[AmountKind, Fen]) -> Iterator[Doubt]:
    for kind, caps in CAPS:
        cap = next((each for each in caps if each in amounts), None)
        if cap is not None and kind in amounts and amounts[kind] > amounts[cap]:
            yield Doubt(
                f"{kind.value}_amount",
                f"{AMOUNT_LABELS[kind]}金额 {wan_text(amounts[kind])} 万元超过"
                f"{AMOUNT_LABELS[cap]}金额 {wan_text(amounts[cap])} 万元",
            )


def step_doubts(
    pack: Pack, steps: Iterable[tuple[str, str, date]], applied_on: date
) -> tuple[tuple[int, str], ...]:
    """Of past steps (procedure, path, day) those whose day is before what they follow, by place."""
    listed = list(steps)
    found = []
    for n, (procedure, path, day) in enumerate(listed):
        order = {flat.path: at for at, flat in enumerate(pack.steps_of(procedure))}
        titles = {flat.path: flat.step.title for flat in pack.steps_of(procedure)}
        causes = [("申报", applied_on)]
        causes += [
            (f"“{titles[other]}”", when)
            for of, other, when in listed
            if of == procedure and order.get(other, 0) < order.get(path, 0)
        ]
        late = [(what, when) for what, when in causes if day < when]
        if late:
            what, when = max(late, key=lambda each: each[1])
            found.append((n, f"“{titles.get(path, path)}”的日期 {day} 早于{what}的 {when}"))
    return tuple(found)


def _stages(pack: Pack) -> Mapping[str, int]:
    stages = dict.fromkeys(str(procedure.stage) for procedure in pack.procedures)
    return {stage: place for place, stage in enumerate(stages)}
