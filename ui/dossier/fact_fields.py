"""A form field for a fact of the pack, by its type, and a recorded value as it takes it."""

from desktop_app.rules.facts import FactSpec
from desktop_app.values.money import Fen, wan_text
from ui.widgets.fields import ChoiceField, Field, TextField

YES_NO = (("", "（不填）"), ("true", "是"), ("false", "否"))
HINTS = {"date": "2026-11-22", "money": "万元", "number": "数", "integer": "整数"}


def fact_field(spec: FactSpec, given: str = "") -> Field:
    """The field that asks for a fact, filled with what is given."""
    unit = f"（{spec.unit}）" if spec.unit else ""
    title = f"{spec.label}{unit}"
    if spec.type == "bool":
        return ChoiceField(title, YES_NO, given)
    if spec.choices:
        return ChoiceField(title, [("", "（不填）"), *spec.choices], given)
    return TextField(title, given, placeholder=HINTS.get(spec.type, ""))


def shown_fact(spec: FactSpec, given: object) -> str:
    """A recorded value as its field takes it; empty for none."""
    if given is None:
        return ""
    if isinstance(given, bool):
        return "true" if given else "false"
    if spec.type == "money" and isinstance(given, int):
        return wan_text(Fen(given)).replace(",", "")
    return str(given)
