"""Sides of a comparison: their kind, checked at load, and their exact value with its arithmetic."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Literal

from desktop_app.rules.kinds import NUMERIC, Kind, Quantity, TermLength
from desktop_app.rules.names import Names
from desktop_app.rules.schema.rules import Operand, Term
from desktop_app.rules.truth import Lookup
from desktop_app.rules.wording import nearest
from desktop_app.values.dates import add_months

Sign = Literal["sum", "minus", "times", "ratio", "excess"]
SIGNS: dict[str, str] = {
    "sum": " ＋ ", "minus": " － ", "times": " × ", "ratio": " ÷ ", "excess": " 超出 ",
}  # fmt: skip
NUMBER = Kind("number")
_MONTHS = {"个月": 1, "季度": 3, "年": 12}


class OperandError(ValueError):
    """An operand that cannot be computed: Chinese reason and advice."""

    def __init__(self, message: str, advice: str) -> None:
        super().__init__(message)
        self.advice = advice


@dataclass(frozen=True)
class Missing:
    """Names whose quantity is missing, so that a side has no value."""

    names: tuple[str, ...]


def parts(term: Term) -> tuple[Sign | None, tuple[Operand, ...]]:
    """The sign of a term and its operands; None for a plain number."""
    written: dict[Sign, tuple[Operand, ...] | None] = {
        "sum": term.sum_, "minus": term.minus, "times": term.times, "ratio": term.ratio,
        "excess": term.excess,
    }  # fmt: skip
    found = [(sign, operands) for sign, operands in written.items() if operands is not None]
    if len(found) + (term.number is not None) != 1:
        raise OperandError(
            "算式必须恰有一个键", "只写 sum、minus、times、ratio、excess、number 之一，需要时嵌套"
        )
    return found[0] if found else (None, ())


def operand_names(operand: Operand) -> Iterator[str]:
    """The names an operand uses, in the order they stand."""
    if isinstance(operand, str):
        yield operand
        return
    for part in parts(operand)[1]:
        yield from operand_names(part)


def operand_kind(operand: Operand, names: Names) -> Kind:
    """The kind of an operand; raises OperandError for an unknown name or a senseless sum."""
    if isinstance(operand, str):
        name = names.find(operand)
        if name is None:
            raise OperandError(f"不认识“{operand}”", nearest(operand, names.all()))
        return name.kind
    sign, operands = parts(operand)
    if sign is None:
        return NUMBER
    kinds = tuple(operand_kind(part, names) for part in operands)
    return _joined_kind(sign, kinds)


def _joined_kind(sign: Sign, kinds: tuple[Kind, ...]) -> Kind:
    bases = tuple(kind.base for kind in kinds)
    if sign in {"sum", "minus"}:
        return _sum_kind(sign, kinds)
    if sign == "excess" and bases[0] in NUMERIC and bases[0] == bases[1]:
        return kinds[0]
    if sign == "times" and "number" in bases and set(bases) <= NUMERIC:
        return kinds[0] if kinds[0].base != "number" else kinds[1]
    if sign == "ratio" and bases[0] in NUMERIC and bases[0] == bases[1]:
        return Kind("number", "%")
    if sign == "ratio" and bases[0] in NUMERIC and bases[1] == "number":
        return kinds[0]
    raise OperandError("乘除的种类不对", "乘：一边须是数值；除：两边同种类，或除以数值")


def _sum_kind(sign: Sign, kinds: tuple[Kind, ...]) -> Kind:
    bases = tuple(kind.base for kind in kinds)
    if len(set(bases)) == 1 and bases[0] in NUMERIC:
        return kinds[0]
    if sign == "minus" and bases == ("date", "date"):
        return Kind("days")
    first, *rest = kinds
    if first.base == "date" and all(
        kind.base == "days" or (kind.base == "term" and kind.unit != "工作日") for kind in rest
    ):
        return first
    raise OperandError(
        "加减的种类不对",
        "同种类相加减；日期可减日期，或加减日、个月、季度、年；工作日期限写在 deadlines.toml",
    )


def evaluate(operand: Operand, names: Names, lookup: Lookup) -> Quantity | Missing:
    """The exact value of a sound operand, or the names it lacks."""
    if isinstance(operand, str):
        found = lookup(operand)
        return Missing((operand,)) if found is None else found
    sign, operands = parts(operand)
    if sign is None:
        return Quantity(NUMBER, Fraction(operand.number or 0))
    values = tuple(evaluate(part, names, lookup) for part in operands)
    lacks = tuple(name for value in values if isinstance(value, Missing) for name in value.names)
    if lacks:
        return Missing(tuple(dict.fromkeys(lacks)))
    present = tuple(value for value in values if isinstance(value, Quantity))
    return _joined(sign, present, operands)


def _joined(
    sign: Sign, values: tuple[Quantity, ...], operands: tuple[Operand, ...]
) -> Quantity | Missing:
    kind = _joined_kind(sign, tuple(value.kind for value in values))
    if kind.base == "date":
        return Quantity(kind, _moved(sign, values))
    if kind.base == "days" and values[0].kind.base == "date":
        return Quantity(kind, Fraction((values[0].day - values[1].day).days))
    if sign == "ratio" and values[1].number == 0:
        return Missing(tuple(operand_names(operands[1])))
    return Quantity(kind, _ARITHMETIC[sign](tuple(value.number for value in values)))


def _moved(sign: Sign, values: tuple[Quantity, ...]) -> date:
    day = values[0].day
    for length in values[1:]:
        day = move(day, length.value, -1 if sign == "minus" else 1)
    return day


def move(day: date, length: object, direction: int = 1) -> date:
    """A day moved by calendar days, months or years; months end by the month-end rule."""
    if isinstance(length, TermLength) and length.unit in _MONTHS:
        return add_months(day, direction * length.count * _MONTHS[length.unit])
    count = length.count if isinstance(length, TermLength) else length
    if not isinstance(count, int | Fraction):
        message = f"{length!r} is no length of time"
        raise TypeError(message)
    return day + timedelta(days=direction * int(count))


def _product(numbers: tuple[Fraction, ...]) -> Fraction:
    return numbers[0] * numbers[1]


def _quotient(numbers: tuple[Fraction, ...]) -> Fraction:
    return numbers[0] / numbers[1]


def _excess(numbers: tuple[Fraction, ...]) -> Fraction:
    return max(numbers[0] - numbers[1], Fraction(0))


def _difference(numbers: tuple[Fraction, ...]) -> Fraction:
    return numbers[0] - sum(numbers[1:])


def _total(numbers: tuple[Fraction, ...]) -> Fraction:
    return sum(numbers, Fraction(0))


_ARITHMETIC: dict[Sign, Callable[[tuple[Fraction, ...]], Fraction]] = {
    "sum": _total, "minus": _difference, "times": _product, "ratio": _quotient,
    "excess": _excess,
}  # fmt: skip


def operand_text(operand: Operand, names: Names, lookup: Lookup) -> str:
    """The operand as arithmetic, `概算金额 680.00 万元 × 自主调整比例 15%`."""
    if isinstance(operand, str):
        name, found = names.find(operand), lookup(operand)
        label = name.label if name else operand
        return f"{label} {found.text if found else '（缺）'}"
    sign, operands = parts(operand)
    if sign is None:
        return f"{operand.number}"
    texts = [operand_text(part, names, lookup) for part in operands]
    wrapped = [
        f"（{text}）" if isinstance(part, Term) and parts(part)[0] else text
        for part, text in zip(operands, texts, strict=True)
    ]
    return SIGNS[sign].join(wrapped)
