"""Running the examples of a pack: the expected answer against the engine's."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from desktop_app.rules.example_facts import example_fact
from desktop_app.rules.expression import evaluate_condition
from desktop_app.rules.facts import FactValue
from desktop_app.rules.judge import judge
from desktop_app.rules.pack import Pack
from desktop_app.rules.scene import Terms, scene
from desktop_app.rules.schema import Example
from desktop_app.rules.verdict import Outcome, Verdict

NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True)
class ExampleFailure:
    """One example that came out otherwise: which (from 1), expected and found."""

    number: int
    title: str
    expected: str
    found: str

    def __str__(self) -> str:
        return f"第{self.number}个例子（{self.title}）：预期{self.expected}，得到{self.found}"


def run_examples(pack: Pack) -> tuple[ExampleFailure, ...]:
    """Every example that does not come out as written; empty if all do."""
    return tuple(
        ExampleFailure(number, example.title or _subject(example), expected, found)
        for number, example in enumerate(pack.examples, start=1)
        for expected, found in _differences(pack, example)
    )


def _subject(example: Example) -> str:
    return example.rule or example.procedure or example.deadline or ""


def _differences(pack: Pack, example: Example) -> tuple[tuple[str, str], ...]:
    terms = Terms(
        on=example.on or pack.document.from_, settings=example.settings, readings=example.readings
    )
    facts = {name: example_fact(pack.fact(name), item) for name, item in example.facts.items()}
    if example.rule:
        pairs = _rule_pairs(example, judge(pack, example.rule, facts, terms))
    elif example.procedure:
        pairs = _procedure_pairs(pack, example, facts, terms)
    else:
        pairs = _deadline_pairs(pack, example, facts, terms)
    return tuple((expected, found) for expected, found in pairs if expected != found)


def _rule_pairs(example: Example, verdict: Verdict | None) -> list[tuple[str, str]]:
    if verdict is None:
        return [(str(example.outcome), NOT_APPLICABLE)]
    pairs = [(str(example.outcome), verdict.outcome.value)]
    if example.clauses:
        pairs.append(("、".join(example.clauses), "、".join(verdict.clauses)))
    for wanted, text in ((example.turns_if, verdict.turns_if), (example.message, verdict.message)):
        if wanted:
            pairs.append((wanted, wanted if wanted in text else text))
    return pairs
