"""Examples: one thing tried, known facts with values they can hold, an expected answer."""

from collections.abc import Mapping

from desktop_app.rules.checks.context import CheckContext
from desktop_app.rules.checks.example_courses import (
    check_course,
    check_redemptions,
    check_shown_rows,
)
from desktop_app.rules.dated import WrittenValueError, setting_quantity
from desktop_app.rules.example_facts import ExampleValueError, example_fact
from desktop_app.rules.faults import FaultPlace
from desktop_app.rules.registers import field_fact
from desktop_app.rules.schema import Example, Reading
from desktop_app.rules.schema.examples import FactEntry
from desktop_app.rules.wording import nearest

ANSWERS: dict[str, tuple[str, ...]] = {
    "rule": ("outcome",),
    "procedure": ("applies", "opens", "turn", "state"),
    "deadline": (),
    "fact": (),
    "campaign": ("found",),
}
"""What an example may try, and the keys of which one at least says the expected answer."""


def check_examples(context: CheckContext) -> None:
    """Report examples that cannot be run."""
    readings = {reading.id: reading for reading, _ in context.of(Reading)}
    for example, place in context.of(Example):
        _check_subject(example, place, context)
        _check_facts(example, place, context)
        _check_entries(example, place, context)
        check_course(example, place, context)
        check_redemptions(example, place, context)
        check_shown_rows(example, place, context)
        _check_settings(example, place, context)
        for name, option in example.readings.items():
            where = place.under("readings").under(name)
            context.known("reading", name, where)
            reading = readings.get(name)
            if reading and option not in {item.id for item in reading.options}:
                where.add(f"“{option}”不是这个口径的读法", "写口径的一个选项")


def _check_subject(example: Example, place: FaultPlace, context: CheckContext) -> None:
    named = [key for key in ANSWERS if getattr(example, key)]
    if len(named) != 1:
        place.add("须恰写 rule、procedure、deadline、fact、campaign 之一", "一个例子试一样东西")
        return
    kind = named[0]
    context.known(kind, getattr(example, kind), place.under(kind))
    answers = ANSWERS[kind]
    if answers and all(getattr(example, key) is None for key in answers):
        place.under(answers[0]).add("没有写预期的答案", f"补上 {answers[0]}")


def _check_entries(example: Example, place: FaultPlace, context: CheckContext) -> None:
    """Rows of registers with values their columns can hold."""
    for register, rows in example.entries.items():
        where = place.under("entries").under(register)
        context.known("register", register, where)
        for index, row in enumerate(rows):
            named = {field_fact(register, column): item for column, item in row.items()}
            _check_values(named, where.under("", index), context)


def _check_facts(example: Example, place: FaultPlace, context: CheckContext) -> None:
    _check_values(example.facts, place.under("facts"), context)
    known = context.names.facts.get(example.fact or "")
    if known is not None and example.value is not None:
        _check_values({known.name: example.value}, place.under("value"), context)


def _check_values(
    values: Mapping[str, FactEntry], place: FaultPlace, context: CheckContext
) -> None:
    for name, written in values.items():
        where = place.under(name)
        spec = context.names.facts.get(name)
        if spec is None:
            context.known_in(("fact",), name, where)
            continue
        try:
            example_fact(spec, written)
        except ExampleValueError as fault:
            where.add(str(fault), '金额写成 "499.99万元"，日期写成 2024-08-09，单选写选项的 id')


def _check_settings(example: Example, place: FaultPlace, context: CheckContext) -> None:
    for name, written in example.settings.items():
        where = place.under("settings").under(name)
        setting = context.names.settings.get(name)
        if setting is None:
            where.add(f"“{name}”不是本办设定", nearest(name, context.names.settings))
            continue
        try:
            setting_quantity(setting, written)
        except WrittenValueError as fault:
            where.add(str(fault), "照设置的单位写值")
