"""Which answers of each check the examples of a pack show, and which it can give at all."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from math import prod

from desktop_app.rules.comparisons import comparison_names, rule_comparisons
from desktop_app.rules.expression import condition_names
from desktop_app.rules.facts import FactSpec, FactValue
from desktop_app.rules.judge import judge
from desktop_app.rules.pack import Pack
from desktop_app.rules.scene import Terms
from desktop_app.rules.schema import Rule
from desktop_app.rules.verdict import JsonValue

ANSWERS = {"pass": frozenset({"pass"}), "fail": frozenset({"fail", "judge"})}
"""What counts as a passing and as a failing example."""
MOST_TRIED = 5_000
"""Combinations of facts tried to see what a check can answer; beyond, it can answer anything."""


@dataclass(frozen=True)
class Gap:
    """A check without an example of one of its answers."""

    rule: str
    title: str
    answer: str
    """pass | fail"""


def gaps(pack: Pack) -> tuple[Gap, ...]:
    """Checks no example lets pass, or none lets fail, though they can."""
    shown: dict[str, set[str]] = {}
    for example in pack.examples:
        if example.rule:
            shown.setdefault(example.rule, set()).add(str(example.outcome))
    return tuple(
        Gap(rule.id, rule.title, answer)
        for rule in pack.rules
        for answer, outcomes in ANSWERS.items()
        if outcomes.isdisjoint(shown.get(rule.id, ())) and _can_answer(pack, rule, outcomes)
    )


def _can_answer(pack: Pack, rule: Rule, outcomes: frozenset[str]) -> bool:
    """Whether some facts give the answer; taken for granted where they are not all choices."""
    used = [*condition_names(rule.applies), *([rule.value_on] if rule.value_on else [])]
    for comparison in rule_comparisons(rule):
        used += comparison_names(comparison)
    specs = [pack.fact(name) for name in dict.fromkeys(used) if name in pack.names.facts]
    values = [_values(spec) for spec in specs]
    if not all(values) or prod(map(len, values)) > MOST_TRIED:
        return True
    options = rule.passes if isinstance(rule.passes, dict) else {"": ()}
    return any(
        found in outcomes
        for option in options
        for chosen in product(*values)
        for found in _found(pack, rule, option, specs, chosen)
    )


def _values(spec: FactSpec) -> list[JsonValue]:
    """Everything the fact can be, missing included; nothing if that is too much to tell."""
    if spec.type == "bool":
        return [None, True, False]
    if spec.type == "choice":
        return [None, *dict(spec.choices)]
    return []


def _found(
    pack: Pack, rule: Rule, option: str, specs: list[FactSpec], chosen: tuple[JsonValue, ...]
) -> Iterator[str]:
    facts = {spec.name: FactValue(value) for spec, value in zip(specs, chosen, strict=True)}
    readings = {rule.reading: option} if rule.reading else {}
    verdict = judge(pack, rule.id, facts, Terms(on=pack.document.from_, readings=readings))
    if verdict is not None:
        yield verdict.outcome.value
