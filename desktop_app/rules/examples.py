"""Running the examples of a pack: the expected answer against the engine's."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from desktop_app.rules.counting import count_fact
from desktop_app.rules.counting_rows import CountedRow
from desktop_app.rules.deadlines import Course, EventDates, deadline_of
from desktop_app.rules.example_facts import example_fact
from desktop_app.rules.expression import evaluate_condition
from desktop_app.rules.facts import Facts, FactSpec, FactValue
from desktop_app.rules.judge import judge
from desktop_app.rules.kinds import fact_quantity
from desktop_app.rules.pack import Pack
from desktop_app.rules.registers import field_fact
from desktop_app.rules.route import applies, route
from desktop_app.rules.scene import Terms, scene
from desktop_app.rules.schema import Example
from desktop_app.rules.schema.examples import FactEntry
from desktop_app.rules.schema.facts import Scope
from desktop_app.rules.verdict import Verdict
from desktop_app.values.calendar import WorkCalendar

Pairs = list[tuple[str, str]]
"""Expected and found, as texts."""
Runner = Callable[[Pack, Example, Facts, Terms], Pairs]
"""Runs one example with what lies above the rules: the course of a case, the bulk checks."""
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


def run_examples(
    pack: Pack, calendar: WorkCalendar, runners: Mapping[str, Runner] | None = None
) -> tuple[ExampleFailure, ...]:
    """Every example that does not come out as written; empty if all do.

    `runners`: how an example of a `course` or a `campaign` is run; without, it has not come out.
    """
    return tuple(
        ExampleFailure(number, example.title or example.subject[1], expected, found)
        for number, example in enumerate(pack.examples, start=1)
        for expected, found in _pairs(pack, example, calendar, runners or {})
        if expected != found
    )


def _pairs(
    pack: Pack, example: Example, calendar: WorkCalendar, runners: Mapping[str, Runner]
) -> Pairs:
    terms = Terms(
        on=example.on or pack.document.from_, settings=example.settings, readings=example.readings
    )
    given = {name: example_fact(pack.fact(name), item) for name, item in example.facts.items()}
    facts = {**_counted(pack, example, given, terms), **given}
    if example.is_course or example.campaign:
        return runners.get("campaign" if example.campaign else "course", _not_run)(
            pack, example, facts, terms
        )
    if example.deadline:
        return _deadline_pairs(pack, example, facts, terms, calendar)
    return _rule_side(pack, example, facts, terms)


def _rule_side(pack: Pack, example: Example, facts: Facts, terms: Terms) -> Pairs:
    if example.fact:
        return _fact_pairs(pack, example, facts)
    if example.rule:
        return _rule_pairs(example, judge(pack, example.rule, facts, terms))
    return _procedure_pairs(pack, example, facts, terms)


def _not_run(_pack: Pack, _example: Example, _facts: Facts, _terms: Terms) -> Pairs:
    return [("已试", "没有试")]


def _counted(pack: Pack, example: Example, given: Facts, terms: Terms) -> dict[str, FactValue]:
    """Facts counted over the rows the example gives; none where it gives no rows."""
    rows = {
        register: [_row(pack, register, number, row) for number, row in enumerate(written, 1)]
        for register, written in example.entries.items()
    }

    def rows_of(register: str, _scope: Scope) -> Sequence[CountedRow]:
        return rows.get(register, [])

    lookup = scene(pack, given, terms).lookup
    return {
        fact.id: count_fact(fact.counted, pack.names, rows_of, lookup)
        for fact in pack.recorded
        if fact.counted and (fact.counted.register_ in rows or fact.id == example.fact)
    }


def _row(pack: Pack, register: str, number: int, written: Mapping[str, FactEntry]) -> CountedRow:
    values = {
        column: example_fact(pack.fact(field_fact(register, column)), item).value
        for column, item in written.items()
    }
    return CountedRow(number, values, register=register, title=f"第{number}条")


def _fact_pairs(pack: Pack, example: Example, facts: Facts) -> Pairs:
    spec = pack.fact(example.fact or "")
    wanted = example_fact(spec, example.value) if example.value is not None else FactValue(None)
    found = facts.get(spec.name, FactValue(None))
    return [(_fact_text(spec, wanted), _fact_text(spec, found))]


def _fact_text(spec: FactSpec, value: FactValue) -> str:
    found = fact_quantity(spec, value)
    return found.text if found else "不知道"


def _rule_pairs(example: Example, verdict: Verdict | None) -> Pairs:
    if verdict is None:
        return [(str(example.outcome), NOT_APPLICABLE)]
    pairs = [(str(example.outcome), verdict.outcome.value)]
    pairs += [
        (clause, clause if clause in verdict.clauses else "、".join(verdict.clauses))
        for clause in example.clauses
    ]
    for wanted, text in ((example.turns_if, verdict.turns_if), (example.message, verdict.message)):
        if wanted:
            pairs.append((wanted, wanted if wanted in text else text))
    return pairs


def _procedure_pairs(pack: Pack, example: Example, facts: Facts, terms: Terms) -> Pairs:
    procedure = example.procedure or ""
    found = applies(pack, procedure, facts, terms).value is True
    pairs = [(_applies_text(example.applies is True), _applies_text(found))]
    if example.steps:
        steps = route(pack, procedure, facts, terms)
        needed = [item.flat.path for item in steps if item.need in {"needed", "optional"}]
        pairs.append(("、".join(example.steps), "、".join(needed)))
    if example.materials is not None:
        lookup = scene(pack, facts, terms).lookup
        asked = [
            item.id
            for item in pack.procedure(procedure).material
            if evaluate_condition(item.when, lookup).value is not False
        ]
        pairs.append(("、".join(example.materials), "、".join(asked)))
    return pairs


def _applies_text(applies_: bool) -> str:  # noqa: FBT001 - one truth value put into words
    return "适用" if applies_ else "不适用"


def _deadline_pairs(
    pack: Pack, example: Example, facts: Facts, terms: Terms, calendar: WorkCalendar
) -> Pairs:
    events = EventDates({name: (day,) for name, day in example.events.items()})
    course = Course(facts, events)
    found = deadline_of(pack, example.deadline or "", course, terms, calendar)
    pairs = [(f"到期 {example.due}", f"到期 {found.due if found else None}")]
    if example.window_opens is not None:
        opens = found.window_opens if found else None
        pairs.append((f"自 {example.window_opens} 起可办", f"自 {opens} 起可办"))
    if example.is_estimated is not None and found is not None:
        words = {True: "推算", False: "非推算"}
        pairs.append((words[example.is_estimated], words[found.is_estimated]))
    return pairs
