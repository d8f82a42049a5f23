"""What recording a step changes: the pack's effects as a closed list of kinds and targets."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop_app.rules.expression import evaluate_condition
from desktop_app.rules.facts import Facts
from desktop_app.rules.pack import Pack
from desktop_app.rules.scene import Terms, scene


@dataclass(frozen=True)
class Effect:
    """One change: `kind` is one of `EFFECT_KINDS`, e.g. `state` with target `in_pool`.

    For `set` the target is the fact and `value` the choice, or `true` / `false`; for `create` the
    register and, as `column=choice` joined by `&`, what is written into the new row; for `each` the
    register and what `parse_each` reads.
    """

    kind: str
    target: str = ""
    value: str = ""


def effects_of(pack: Pack, procedure_id: str, step_path: str, outcome: str) -> tuple[Effect, ...]:
    """The effects of one outcome of a step, in the order the pack writes them."""
    path = step_path.partition("@")[0]
    flat = next((item for item in pack.steps_of(procedure_id) if item.path == path), None)
    if flat is None:
        return ()
    written = [texts for name, texts in flat.step.effects.items() if name == outcome]
    return tuple(parse_effect(text) for texts in written for text in texts)


def parse_effect(text: str) -> Effect:
    """An effect as written in the pack, `state:in_pool` or `set:fact=choice`."""
    kind, _, rest = text.partition(":")
    if kind == "set":
        target, _, value = rest.partition("=")
        return Effect(kind, target, value)
    if kind == "create":
        target, _, value = rest.partition("?")
        return Effect(kind, target, value)
    if kind == "each":
        target, _, value = rest.partition(".")
        return Effect(kind, target, value)
    return Effect(kind, rest)


@dataclass(frozen=True)
class EachRow:
    """A result to be recorded on the project of every row below a subject that is picked."""

    step: str
    """`procedure.step`."""
    outcome: str
    picked: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Choices a row must have, by column; without any, every row."""
    barred: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Choices a row may not have, by column."""
    opinion: str = ""
    """The column that says why; empty = the opinion of the step itself."""

    def picks(self, cells: Mapping[str, object]) -> bool:
        """Whether a row is one of those the result is recorded for."""
        is_in = all(cells.get(column) in choices for column, choices in self.picked.items())
        return is_in and all(cells.get(name) not in own for name, own in self.barred.items())


def parse_each(value: str) -> EachRow:
    """What `each` says behind its register: `procedure.step=outcome?column=choice|choice#column`.

    Several conditions are joined by `&`, one that bars is written `column!=choice`; `#` names the
    column that holds the opinion.
    """
    written, _, opinion = value.partition("#")
    head, _, conditions = written.partition("?")
    step, _, outcome = head.partition("=")
    picked: dict[str, frozenset[str]] = {}
    barred: dict[str, frozenset[str]] = {}
    for pair in filter(None, conditions.split("&")):
        name, _, choices = pair.partition("=")
        wanted = barred if name.endswith("!") else picked
        wanted[name.removesuffix("!")] = frozenset(choices.split("|"))
    return EachRow(step, outcome, picked, barred, opinion)


def may_become(pack: Pack, target: str, present: str) -> bool:
    """A state may be open only to subjects in certain states; the others stay where they are."""
    only_from = pack.state(target).only_from
    return not only_from or present in only_from


def holds_in_force(pack: Pack, holds: frozenset[str], facts: Facts, terms: Terms) -> frozenset[str]:
    """Those of the holds put on a subject that have not ended by themselves (`while`)."""
    ending = [each for each in pack.holds if each.id in holds and each.while_ != "true"]
    if not ending:
        return holds
    lookup = scene(pack, facts, terms).lookup
    ended = {each.id for each in ending if evaluate_condition(each.while_, lookup).value is False}
    return holds - ended
