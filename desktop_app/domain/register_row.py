"""One row of a register as it is keyed in or read: completed, and every fault of it at once.

The rules of a register are made ready once (`RowRules`), so that a workbook of many thousand rows
is checked by the same rules as a single row.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from desktop_app.domain.register_term import (
    Computed,
    Number,
    Values,
    computed,
    computed_cell,
    number_of,
)
from desktop_app.rules.facts import FactValue
from desktop_app.rules.kinds import Quantity, fact_quantity
from desktop_app.rules.names import Names
from desktop_app.rules.operands import operand_text
from desktop_app.rules.registers import field_fact, qualified
from desktop_app.rules.schema import RegisterField, RegisterSpec
from desktop_app.rules.verdict import JsonValue
from desktop_app.values.identity import (
    MASK,
    credit_code_fault,
    id_card_fault,
    invoice_fault,
    phone_fault,
    vin_fault,
)
from desktop_app.values.money import fen_from_wan, fen_from_yuan

NUMERIC = frozenset({"money", "integer", "number"})
FaultKind = Literal[
    "missing", "wrong_type", "too_long", "bad_code", "out_of_range", "date_order", "computed"
]
_FORMATS = {
    "credit_code": credit_code_fault,
    "id_card": id_card_fault,
    "phone": phone_fault,
    "vin": vin_fault,
    "invoice": invoice_fault,
}
_EMPTY = (None, "")


@dataclass(frozen=True)
class RowFault:
    """What is wrong with one column of a row, and what to do."""

    field: str
    message: str
    advice: str
    kind: FaultKind


class RowRules:
    """The rules of one register under one pack; `on` is the day rows are entered.

    Without a day nothing is said of days to come.
    """

    def __init__(self, spec: RegisterSpec, names: Names, on: date | None = None) -> None:
        self._spec = spec
        self._on = on.isoformat() if on else ""
        self._past = tuple(field for field in spec.field if field.is_past) if on else ()
        self._names = names
        fields = spec.field
        self._labels = {field.id: field.label for field in fields}
        self._required = tuple(field for field in fields if field.required)
        self._long = tuple(field for field in fields if field.max_length)
        self._formatted = tuple(field for field in fields if field.format in _FORMATS)
        self._personal = tuple(field for field in fields if field.is_personal)
        self._bounded = tuple(each for field in fields if (each := _bounds_of(field)) is not None)
        self._ordered = tuple(field for field in fields if field.not_before is not None)
        self._computed: tuple[tuple[RegisterField, Computed], ...] = tuple(
            (field, computed(spec, field, names, self._quantity))
            for field in fields
            if field.equals is not None
        )
        self._keys = tuple(field.id for field in fields if field.is_key)
        texts = {field.id for field in fields if field.type == "text"}
        self._plain_title = spec.name if spec.name in texts else None

    def completed(self, values: Values) -> dict[str, JsonValue]:
        """The row with the columns filled in that follow from others (`equals`)."""
        row = dict(values)
        for field, compute in self._computed:
            if row.get(field.id) in _EMPTY:
                found = compute(row)
                if found is not None:
                    row[field.id] = computed_cell(found)
        return row

    def faults(self, values: Values) -> tuple[RowFault, ...]:
        """Every fault of a row, in the order of the columns; empty if it may be stored."""
        found = [
            *self._missing(values), *self._lengths(values), *self._codes(values),
            *self._masks(values), *self._bounds(values), *self._order(values),
            *self._to_come(values), *self._sums(values),
        ]  # fmt: skip
        if len(found) > 1:
            places = list(self._labels)
            found.sort(key=lambda fault: places.index(fault.field))
        return tuple(found)

    def title(self, values: Values) -> str:
        """What the row is called: its title column as a clerk reads it."""
        if self._plain_title is not None:
            return str(values.get(self._plain_title) or "")
        found = self._quantity(values, self._spec.name or "")
        return found.text if found else ""

    def key(self, values: Values) -> tuple[str, ...]:
        """What tells the row from others of the same owner: its key columns as text."""
        return tuple([str(values.get(each) or "").strip() for each in self._keys])

    def _missing(self, values: Values) -> Iterator[RowFault]:
        for field in self._required:
            if values.get(field.id) in _EMPTY:
                yield RowFault(
                    field.id, f"“{field.label}”没有填", f"请填写{field.label}。", "missing"
                )

    def _lengths(self, values: Values) -> Iterator[RowFault]:
        for field in self._long:
            value = values.get(field.id)
            if value is not None and len(str(value)) > field.max_length:
                message = f"“{field.label}”超过 {field.max_length} 个字"
                yield RowFault(field.id, message, "请精简后再填。", "too_long")

    def _codes(self, values: Values) -> Iterator[RowFault]:
        for field in self._formatted:
            value = values.get(field.id)
            if field.is_personal and MASK in str(value):
                continue
            fault = None if value in _EMPTY else _FORMATS[field.format](str(value))
            if fault:
                yield RowFault(field.id, fault, "请核对原件，或向填报单位问清后重填。", "bad_code")

    def _masks(self, values: Values) -> Iterator[RowFault]:
        """A masked value that is not the one on record is no value."""
        for field in self._personal:
            if MASK in str(values.get(field.id) or ""):
                message = f"“{field.label}”遮着一部分，不是完整的内容"
                advice = "请填写完整的内容；不改的，照导出时的样子留着。"
                yield RowFault(field.id, message, advice, "bad_code")

    def _bounds(self, values: Values) -> Iterator[RowFault]:
        for field, low, high in self._bounded:
            number = number_of(values.get(field.id))
            if number is None:
                continue
            if low is not None and number < low:
                yield self._beyond(field, values, f"少于 {field.at_least}")
            if high is not None and number > high:
                yield self._beyond(field, values, f"多于 {field.at_most}")

    def _beyond(self, field: RegisterField, values: Values, how: str) -> RowFault:
        text = self._text(values, field.id)
        message = f"“{field.label}”是 {text}，{how}"
        return RowFault(field.id, message, "请核对后改正。", "out_of_range")

    def _order(self, values: Values) -> Iterator[RowFault]:
        for field in self._ordered:
            own, earlier = values.get(field.id), values.get(field.not_before or "")
            if isinstance(own, str) and isinstance(earlier, str) and own < earlier:
                message = f"“{field.label}”{own} 早于“{self._labels[field.not_before or '']}”"
                yield RowFault(field.id, f"{message}{earlier}", "请核对两个日期。", "date_order")

    def _to_come(self, values: Values) -> Iterator[RowFault]:
        for field in self._past:
            own = values.get(field.id)
            if isinstance(own, str) and own > self._on:
                message = f"“{field.label}”{own} 晚于{self._on}"
                advice = "已经发生的事不能写以后的日期，请核对年月日。"
                yield RowFault(field.id, message, advice, "date_order")

    def _sums(self, values: Values) -> Iterator[RowFault]:
        for field, compute in self._computed:
            own = number_of(values.get(field.id))
            wanted = None if own is None else compute(values)
            if wanted is not None and own != wanted:
                yield self._not_computed(field, values, wanted)

    def _not_computed(self, field: RegisterField, values: Values, wanted: Number) -> RowFault:
        spec, names = self._spec, self._names
        head = field_fact(spec.id, "")
        by = operand_text(
            qualified(spec.id, field.equals or field.id),
            names,
            lambda name: self._quantity(values, name.removeprefix(head)),
        )
        right = self._text({field.id: computed_cell(wanted)}, field.id)
        message = f"“{field.label}”是 {self._text(values, field.id)}，按 {by} 应为 {right}"
        return RowFault(field.id, message, "请核对各列后改正。", "computed")

    def _text(self, values: Values, field: str) -> str:
        found = self._quantity(values, field)
        return found.text if found else ""

    def _quantity(self, values: Values, field: str) -> Quantity | None:
        known = self._names.facts.get(field_fact(self._spec.id, field))
        return fact_quantity(known, FactValue(values.get(field))) if known else None


def bound(field: RegisterField, written: Decimal) -> int | Decimal:
    """A bound as it is held: money in 分, a percentage as the ratio it is shown for."""
    if field.type == "money":
        return (fen_from_yuan if field.unit == "元" else fen_from_wan)(written)
    return written / 100 if field.unit == "%" else written


def _bounds_of(
    field: RegisterField,
) -> tuple[RegisterField, Fraction | None, Fraction | None] | None:
    if field.type not in NUMERIC or (field.at_least is None and field.at_most is None):
        return None
    low, high = (
        None if each is None else Fraction(bound(field, each))
        for each in (field.at_least, field.at_most)
    )
    return field, low, high


def completed(spec: RegisterSpec, names: Names, values: Values) -> dict[str, JsonValue]:
    """A single row with the columns filled in that follow from others."""
    return RowRules(spec, names).completed(values)


def row_faults(
    spec: RegisterSpec, names: Names, values: Values, on: date | None = None
) -> tuple[RowFault, ...]:
    """Every fault of a single row entered on a day; empty if it may be stored."""
    return RowRules(spec, names, on).faults(values)


def row_key(spec: RegisterSpec, values: Values) -> tuple[str, ...]:
    """What tells the row from others of the same owner: its key columns as text."""
    return tuple(str(values.get(field.id) or "").strip() for field in spec.field if field.is_key)
