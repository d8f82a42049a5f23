"""The arithmetic of a computed column, made ready once for many rows."""

from collections.abc import Callable, Mapping
from fractions import Fraction

from desktop_app.rules.kinds import NUMERIC, Quantity, plain_number
from desktop_app.rules.names import Names
from desktop_app.rules.operands import Missing, evaluate, operand_kind, operand_names, parts
from desktop_app.rules.registers import field_fact, qualified
from desktop_app.rules.schema.registers import RegisterField, RegisterSpec
from desktop_app.rules.schema.rules import Operand
from desktop_app.rules.verdict import JsonValue
from desktop_app.values.money import round_fen

Values = Mapping[str, JsonValue]
Number = int | Fraction
Computed = Callable[[Values], Number | None]
"""What a column must come to for a row; None while a part is missing."""
QuantityOf = Callable[[Values, str], Quantity | None]


def computed(
    spec: RegisterSpec, field: RegisterField, names: Names, quantity: QuantityOf
) -> Computed:
    """The value a column must have, to the whole 分 for money.

    Args:
        spec: the register.
        field: a column with `equals`.
        names: the names of the pack.
        quantity: the value of a column of a row, for terms that are not plain arithmetic.
    """
    term = qualified(spec.id, field.equals or field.id)
    kinds = {names.facts[each].type for each in operand_names(term) if each in names.facts}
    is_plain = kinds <= {"money", "integer", "number"} and operand_kind(term, names).base in NUMERIC
    found = _plain(spec, term) if is_plain else _general(spec, term, names, quantity)
    if field.type != "money":
        return found

    def rounded(values: Values) -> Number | None:
        exact = found(values)
        return None if exact is None else round_fen(Fraction(exact))

    return rounded


def computed_cell(number: Number) -> JsonValue:
    """A computed value as it is kept: a whole number, else an exact decimal as text."""
    return int(number) if number.denominator == 1 else plain_number(Fraction(number))


def number_of(cell: JsonValue) -> Number | None:
    """A numeric cell, None if it is empty."""
    if isinstance(cell, str):
        return int(cell) if cell.isdecimal() else Fraction(cell) if cell else None
    return cell if isinstance(cell, int) else None


def _plain(spec: RegisterSpec, operand: Operand) -> Computed:
    if isinstance(operand, str):
        key = operand.removeprefix(field_fact(spec.id, ""))
        return lambda values: number_of(values.get(key))
    sign, operands = parts(operand)
    if sign is None:
        constant = Fraction(operand.number or 0)
        return lambda _values: constant
    join, found = _JOINS[sign], [_plain(spec, each) for each in operands]

    def compute(values: Values) -> Number | None:
        numbers = [each(values) for each in found]
        present = [number for number in numbers if number is not None]
        return join(present) if len(present) == len(numbers) else None

    return compute


def _general(spec: RegisterSpec, term: Operand, names: Names, quantity: QuantityOf) -> Computed:
    head = field_fact(spec.id, "")

    def compute(values: Values) -> Number | None:
        found = evaluate(term, names, lambda name: quantity(values, name.removeprefix(head)))
        return None if isinstance(found, Missing) else found.number

    return compute


def _ratio(numbers: list[Number]) -> Number | None:
    return Fraction(numbers[0]) / numbers[1] if numbers[1] else None


_JOINS: Mapping[str, Callable[[list[Number]], Number | None]] = {
    "sum": sum,
    "minus": lambda numbers: numbers[0] - sum(numbers[1:]),
    "times": lambda numbers: numbers[0] * numbers[1],
    "ratio": _ratio,
    "excess": lambda numbers: max(numbers[0] - numbers[1], 0),
}
