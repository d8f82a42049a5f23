"""Facts recorded with a step: read as their type, refused where they do not fit."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from db.unit_of_work import UnitOfWork
from desktop_app.domain.register_row import row_faults
from desktop_app.domain.typed_values import Wanted, typed_value
from desktop_app.errors import Refused
from desktop_app.rules.facts import FactSpec, bounds_text
from desktop_app.rules.registers import field_fact
from desktop_app.rules.verdict import JsonValue
from desktop_app.use_cases.standing.course import Course
from desktop_app.use_cases.standing.purged import refuse_personal_facts


def store_step_facts(
    uow: UnitOfWork,
    course: Course,
    asks: Iterable[str],
    given: Mapping[str, object],
    *,
    is_positive: bool,
) -> None:
    """Keep the facts a step asks for on the subject; a required one may not be left out."""
    asked = set(asks)
    facts = course.pack.names.facts
    unknown = [name for name in given if name not in facts]
    if unknown:
        raise Refused(f"没有“{unknown[0]}”这个事项", advice="请核对事项名称。")
    values = {name: fact_value(facts[name], value) for name, value in given.items()}
    known = {name: fact.value for name, fact in course.facts.known.items()}
    recorded = {**known, **values}
    missing = [
        name
        for name in sorted(asked)
        if facts[name].is_required and recorded.get(name) in (None, "")
    ]
    if missing and is_positive:
        labels = "、".join(facts[name].label for name in missing)
        raise Refused(
            f"本环节必须登记：{labels}",
            advice="请补填后再登记。",
            lacks=tuple(f"facts.{name}" for name in missing),
        )
    _refuse_bad_columns(course, values, recorded)
    if values:
        refuse_personal_facts(uow, course.pack, course.subject, values)
        others = course.kind.keep_own(uow, course.subject.id, values)
        kept = {**uow.facts.of(course.subject), **others}
        course.kind.write_recorded(uow, course.subject.id, kept)


def _refuse_bad_columns(
    course: Course, values: Mapping[str, JsonValue], recorded: Mapping[str, JsonValue]
) -> None:
    """Columns of a register filled with a step keep to the rules they keep to in the register."""
    spec = next((each for each in course.pack.registers if each.id == course.governed_as), None)
    given = {f.id for f in spec.field if field_fact(spec.id, f.id) in values} if spec else set()
    if spec is None or not given:
        return
    row = {each.id: recorded.get(field_fact(spec.id, each.id)) for each in spec.field}
    faults = [
        f for f in row_faults(spec, course.pack.names, row, course.terms.on) if f.field in given
    ]
    if faults:
        raise Refused(
            "；".join(each.message for each in faults),
            advice="".join(dict.fromkeys(each.advice for each in faults)),
        )


def fact_value(spec: FactSpec, value: object) -> JsonValue:
    """The value as it is stored: 分, ISO date, choice id, yes/no; refused if it does not fit."""
    wanted = Wanted(spec.type, spec.unit, spec.choices)
    try:
        found = typed_value(wanted, value)
    except ValueError as problem:
        raise Refused(
            f"“{spec.label}”填的“{str(value).strip()}”不合要求",
            advice=f"请按{wanted.expected}填写。",
        ) from problem
    _refuse_beyond(spec, found)
    return found


def _refuse_beyond(spec: FactSpec, found: JsonValue) -> None:
    if found is None or (spec.at_least is None and spec.at_most is None):
        return
    number = Decimal(str(found))
    too_low = spec.at_least is not None and number < spec.at_least
    if too_low or (spec.at_most is not None and number > spec.at_most):
        raise Refused(
            f"“{spec.label}”填的“{number}”不在 {bounds_text(spec)} 之间", advice="请核对后重填。"
        )
