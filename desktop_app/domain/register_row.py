"""One row of a register as it is keyed in or read: completed, and every fault of it at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from desktop_app.rules.facts import FactValue
from desktop_app.rules.kinds import Quantity, fact_quantity
from desktop_app.rules.names import Names
from desktop_app.rules.operands import Missing, evaluate, operand_text
from desktop_app.rules.registers import field_fact, qualified
from desktop_app.rules.schema import RegisterField, RegisterSpec
from desktop_app.rules.verdict import JsonValue
from desktop_app.values.identity import credit_code_fault, id_card_fault, phone_fault
from desktop_app.values.money import fen_from_wan, fen_from_yuan, round_fen

Values = Mapping[str, JsonValue]
NUMERIC = frozenset({"money", "integer", "number"})
_FORMATS = {
    "credit_code": credit_code_fault,
    "id_card": id_card_fault,
    "phone": phone_fault,
}


@dataclass(frozen=True)
class RowFault:
    """What is wrong with one column of a row, and what to do."""

    field: str
    message: str
    advice: str


def completed(spec: RegisterSpec, names: Names, values: Values) -> dict[str, JsonValue]:
    """The row with the columns filled in that follow from others (`equals`)."""
    row = dict(values)
    for field in spec.field:
        if field.equals is not None and row.get(field.id) in (None, ""):
            found = _computed(spec, field, names, row)
            if found is not None:
                row[field.id] = found.json
    return row


def row_faults(spec: RegisterSpec, names: Names, values: Values) -> tuple[RowFault, ...]:
    """Every fault of a row; empty if it may be stored."""
    return tuple(fault for field in spec.field for fault in _faults(spec, field, names, values))


def row_title(spec: RegisterSpec, names: Names, values: Values) -> str:
    """What the row is called: its title column as a clerk reads it."""
    found = _quantity(spec, names, values, spec.name or "")
    return found.text if found else ""


def row_key(spec: RegisterSpec, values: Values) -> tuple[str, ...]:
    """What tells the row from others of the same owner: its key columns as text."""
    return tuple(str(values.get(field.id) or "").strip() for field in spec.field if field.is_key)


def _faults(
    spec: RegisterSpec, field: RegisterField, names: Names, values: Values
) -> Iterator[RowFault]:
    value = values.get(field.id)
    if value in (None, ""):
        if field.required:
            yield RowFault(field.id, f"“{field.label}”没有填", f"请填写{field.label}。")
        return
    if field.max_length and len(str(value)) > field.max_length:
        yield RowFault(field.id, f"“{field.label}”超过 {field.max_length} 个字", "请精简后再填。")
    fault = _FORMATS[field.format](str(value)) if field.format in _FORMATS else None
    if fault:
        yield RowFault(field.id, fault, "请对照证件核对后重填。")
    yield from _bounds(spec, field, names, values)
    yield from _order(spec, field, names, values)
    yield from _sums(spec, field, names, values)


def _bounds(
    spec: RegisterSpec, field: RegisterField, names: Names, values: Values
) -> Iterator[RowFault]:
    found = _quantity(spec, names, values, field.id)
    if field.type not in NUMERIC or found is None:
        return
    if field.at_least is not None and found.number < bound(field, field.at_least):
        yield RowFault(
            field.id, f"“{field.label}”是 {found.text}，少于 {field.at_least}", "请核对后改正。"
        )
    if field.at_most is not None and found.number > bound(field, field.at_most):
        yield RowFault(
            field.id, f"“{field.label}”是 {found.text}，多于 {field.at_most}", "请核对后改正。"
        )


def bound(field: RegisterField, written: Decimal) -> int | Decimal:
    """A bound as it is held: money in 分, a percentage as the ratio it is shown for."""
    if field.type == "money":
        return (fen_from_yuan if field.unit == "元" else fen_from_wan)(written)
    return written / 100 if field.unit == "%" else written


def _order(
    spec: RegisterSpec, field: RegisterField, names: Names, values: Values
) -> Iterator[RowFault]:
    if field.not_before is None:
        return
    own = _quantity(spec, names, values, field.id)
    earlier = _quantity(spec, names, values, field.not_before)
    if own is not None and earlier is not None and own.day < earlier.day:
        label = next(each.label for each in spec.field if each.id == field.not_before)
        yield RowFault(
            field.id, f"“{field.label}”{own.text} 早于“{label}”{earlier.text}", "请核对两个日期。"
        )


def _sums(
    spec: RegisterSpec, field: RegisterField, names: Names, values: Values
) -> Iterator[RowFault]:
    if field.equals is None:
        return
    own, wanted = _quantity(spec, names, values, field.id), _computed(spec, field, names, values)
    if own is None or wanted is None or own.number == wanted.number:
        return
    text = operand_text(
        qualified(spec.id, field.equals), names, lambda name: _by_name(spec, names, values, name)
    )
    yield RowFault(
        field.id,
        f"“{field.label}”是 {own.text}，按 {text} 应为 {wanted.text}",
        "请核对各列后改正。",
    )


def _computed(
    spec: RegisterSpec, field: RegisterField, names: Names, values: Values
) -> Quantity | None:
    """What the column must come to, to the whole 分 for money; None while a part is missing."""
    if field.equals is None:
        return None
    term = qualified(spec.id, field.equals)
    found = evaluate(term, names, lambda name: _by_name(spec, names, values, name))
    if isinstance(found, Missing):
        return None
    if field.type == "money":
        return Quantity(found.kind, Fraction(round_fen(found.number)))
    return found


def _by_name(spec: RegisterSpec, names: Names, values: Values, name: str) -> Quantity | None:
    return _quantity(spec, names, values, name.removeprefix(f"{spec.id}."))


def _quantity(spec: RegisterSpec, names: Names, values: Values, field: str) -> Quantity | None:
    known = names.facts.get(field_fact(spec.id, field))
    return fact_quantity(known, FactValue(values.get(field))) if known else None
