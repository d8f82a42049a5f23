"""Form fields for facts of the pack, by their type."""

from collections.abc import Mapping, Sequence

from desktop_app.rules.facts import FactSpec, bounds_text
from desktop_app.rules.verdict import JsonValue
from desktop_app.use_cases.own_facts import OwnFact
from desktop_app.values.money import Fen, wan_text
from ui.widgets.fields import ChoiceField, ChoicesField, Field, LongTextField, TextField

YES_NO = (("", "（不填）"), ("true", "是"), ("false", "否"))
LONG_ROWS = 3
HINTS = {"date": "如 2026-11-22", "money": "万元", "number": "数", "integer": "整数"}


def own_fact_fields(facts: Sequence[OwnFact]) -> dict[str, Field]:
    """The fields of the facts of a subject's own page, filled with what is recorded."""
    return {fact.spec.name: fact_field(fact.spec, fact.value) for fact in facts}


def fact_field(spec: FactSpec, given: JsonValue = None) -> Field:
    """The field that asks for a fact, filled with what is recorded."""
    unit = f"（{spec.unit}）" if spec.unit else ""
    title, text = f"{spec.label}{unit}", _written(spec, given)
    if spec.type == "bool":
        return ChoiceField(title, YES_NO, text, hint=spec.hint)
    if spec.type == "choices":
        return ChoicesField(title, spec.choices, text, hint=spec.hint)
    if spec.choices:
        return ChoiceField(title, [("", "（不填）"), *spec.choices], text, hint=spec.hint)
    if spec.is_long:
        return LongTextField(title, text, hint=spec.hint, rows=LONG_ROWS)
    placeholder = bounds_text(spec) or HINTS.get(spec.type, "")
    return TextField(title, text, placeholder=placeholder, hint=spec.hint)


def given_facts(fields: Mapping[str, Field]) -> dict[str, str]:
    """What was filled in, by fact; empty where nothing was."""
    return {name: str(getattr(field, "value", "")) for name, field in fields.items()}


def _written(spec: FactSpec, given: JsonValue) -> str:
    """A recorded value as its field takes it."""
    if given is None:
        return ""
    if isinstance(given, bool):
        return "true" if given else "false"
    if isinstance(given, list | tuple):
        return "、".join(str(each) for each in given)
    if spec.type == "money" and isinstance(given, int):
        return wan_text(Fen(given)).replace(",", "")
    return str(given)
