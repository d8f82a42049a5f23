"""Facts recorded with a step: read as their type, refused where they do not fit."""

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal, InvalidOperation

from db.unit_of_work import UnitOfWork
from desktop_app.errors import Refused
from desktop_app.rules.facts import FactSpec
from desktop_app.rules.verdict import JsonValue
from desktop_app.use_cases.standing.courses import Course
from desktop_app.values.dates import parse_date
from desktop_app.values.money import fen_from_wan

YES, NO = ("true", "是", "yes", "1"), ("false", "否", "no", "0")


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
        raise Refused(f"本环节必须登记：{labels}", advice="请补填后再登记。")
    if values:
        others = course.kind.keep_own(uow, course.subject.id, values)
        kept = {**uow.facts.of(course.subject), **others}
        course.kind.write_recorded(uow, course.subject.id, kept)


def fact_value(spec: FactSpec, value: object) -> JsonValue:
    """The value as it is stored: 分, ISO date, choice id, yes/no; refused if it does not fit."""
    text = str(value).strip()
    if value is None or text == "":
        return None
    try:
        return _read(spec, value, text)
    except (ValueError, InvalidOperation) as problem:
        raise Refused(
            f"“{spec.label}”填的“{text}”不合要求", advice=f"请按{_expected(spec)}填写。"
        ) from problem


def _read(spec: FactSpec, value: object, text: str) -> JsonValue:
    readers: dict[str, Callable[[], JsonValue]] = {
        "money": lambda: int(fen_from_wan(text)) if isinstance(value, str) else int(text),
        "integer": lambda: int(text),
        "number": lambda: str(Decimal(text)),
        "date": lambda: parse_date(value).isoformat(),
        "bool": lambda: _yes_or_no(value, text),
        "choice": lambda: _choice(spec, text),
        "choices": lambda: tuple(_choice(spec, each) for each in _several(value, text)),
    }
    return readers[spec.type]() if spec.type in readers else text


def _yes_or_no(value: object, text: str) -> bool:
    if isinstance(value, bool):
        return value
    if text.lower() in YES:
        return True
    if text.lower() in NO:
        return False
    raise ValueError(text)


def _several(value: object, text: str) -> list[str]:
    """Several choices, given as a list or written with 、 between them."""
    parts = value if isinstance(value, tuple | list) else re.split("[、,，;；]", text)
    return [str(part).strip() for part in parts if str(part).strip()]


def _choice(spec: FactSpec, text: str) -> str:
    by_label = {label: key for key, label in spec.choices}
    key = by_label.get(text, text)
    if key not in dict(spec.choices):
        raise ValueError(text)
    return key


def _expected(spec: FactSpec) -> str:
    if spec.choices:
        return "、".join(label for _, label in spec.choices)
    return {
        "money": "数字（万元）",
        "integer": "整数",
        "number": "数字",
        "date": "日期（2026-11-22）",
        "bool": "是或否",
    }.get(spec.type, "文字")
