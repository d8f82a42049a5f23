"""Facts of examples: as TOML writes them, money with its unit, turned into held values."""

from datetime import date
from decimal import Decimal

from desktop_app.rules.facts import FactSpec, FactValue
from desktop_app.rules.schema.examples import FactEntry
from desktop_app.rules.verdict import JsonValue
from desktop_app.values.money import fen_from_wan, fen_from_yuan, parse_amount


class ExampleValueError(ValueError):
    """A value the fact cannot hold; the text is the Chinese reason."""


def example_fact(spec: FactSpec, written: FactEntry) -> FactValue:
    """The fact as held; raises ExampleValueError for what it cannot hold."""
    held = _money(written) if spec.type == "money" else _held(spec, written)
    if held is None:
        raise ExampleValueError(f"“{spec.label}”不能是“{written}”")
    return FactValue(held, "例")


def _money(written: FactEntry) -> JsonValue:
    if not isinstance(written, str):
        raise ExampleValueError("金额要连单位一起写成文字")
    try:
        amount = parse_amount(written)
        if amount.unit is None:
            raise ExampleValueError("金额没有单位")
        return (fen_from_wan if amount.unit == "万元" else fen_from_yuan)(amount.number)
    except ValueError as fault:
        raise ExampleValueError(str(fault)) from None


def _held(spec: FactSpec, written: FactEntry) -> JsonValue:
    known = {choice for choice, _ in spec.choices}
    held: JsonValue = None
    match spec.type, written:
        case "bool", bool():
            held = written is True
        case "text", str():
            held = str(written)
        case "integer", Decimal() if written == int(written):
            held = int(written)
        case "number", Decimal():
            held = f"{written:f}"
        case "date", date():
            held = written.isoformat()
        case "choice", str() if written in known:
            held = str(written)
        case "choices", tuple() if set(written) <= known:
            held = tuple(written)
    return held
