"""What would turn a comparison: the smallest change of one fact that makes it hold."""

import math
import operator
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from desktop_app.rules.kinds import NUMERIC, Exact, Quantity, TermLength
from desktop_app.rules.names import Names
from desktop_app.rules.operands import evaluate, operand_names
from desktop_app.rules.schema.rules import Operand
from desktop_app.rules.truth import Lookup

_DATE_WORDS = {"<=": "不晚于", "<": "早于", ">=": "不早于", ">": "晚于", "==": "为", "!=": "不是"}
_SIZE_WORDS = {"<=": "不超过", "<": "少于", ">=": "不少于", ">": "多于", "==": "为", "!=": "不是"}
_CHOICE_WORDS = {"==": "为", "!=": "不是", "in": "为", "not_in": "不是"}
_FINE_STEPS = 10_000


@dataclass(frozen=True)
class Sides:
    """A comparison that does not hold: its operands, operator and the values of both sides."""

    left: Operand
    operator: str
    right: Operand | None
    """None where the right side is written out (a choice, a number)."""
    left_value: Quantity
    right_value: Quantity


def comparable(value: Exact) -> Exact:
    """A term of days as the number of days, so that it compares with a difference of dates."""
    return Fraction(value.count) if isinstance(value, TermLength) else value


def _contains(left: Exact, right: Exact) -> bool:
    options = right if isinstance(right, tuple) else (right,)
    mine = left if isinstance(left, tuple) else (left,)
    return bool(set(mine) & set(options))


def _contains_not(left: Exact, right: Exact) -> bool:
    return not _contains(left, right)


HOLDS: dict[str, Callable[[Any, Any], bool]] = {
    "<=": operator.le, "<": operator.lt, ">=": operator.ge, ">": operator.gt,
    "==": operator.eq, "!=": operator.ne, "in": _contains, "not_in": _contains_not,
}  # fmt: skip
"""Each binary operator on exact values; `in` with several choices means one of them."""


def turning(sides: Sides, names: Names, lookup: Lookup) -> str:
    """The smallest change of the first fact that turns it, as a sentence; empty if none can."""
    facts = _facts(sides, names)
    if not facts:
        return ""
    label = _label(facts[0], names)
    base = sides.left_value.kind.base
    if base == "date" and isinstance(sides.left, str):
        return f"“{label}”{_DATE_WORDS[sides.operator]} {sides.right_value.text} 即可"
    if base == "days" and not isinstance(sides.left, str):
        labels = "”与“".join(_label(name, names) for name in facts[:2])
        return f"“{labels}”相隔{_SIZE_WORDS[sides.operator]} {sides.right_value.text} 即可"
    if base in NUMERIC:
        return _first(_numeric(name, sides, names, lookup) for name in facts)
    word = _CHOICE_WORDS.get(sides.operator, "为")
    return f"“{label}”{word}“{sides.right_value.text}”即可"


def _first(texts: Iterable[str]) -> str:
    return next((text for text in texts if text), "")


def _facts(sides: Sides, names: Names) -> tuple[str, ...]:
    used = (*operand_names(sides.left), *(operand_names(sides.right) if sides.right else ()))
    found = ((name, names.find(name)) for name in dict.fromkeys(used))
    return tuple(name for name, known in found if known and known.origin == "fact")


def _label(name: str, names: Names) -> str:
    found = names.find(name)
    return found.label if found else name


def _numeric(name: str, sides: Sides, names: Names, lookup: Lookup) -> str:
    now = lookup(name)
    if now is None or now.kind.base not in NUMERIC:
        return ""
    if sides.operator == "!=":
        return f"“{_label(name, names)}”不是 {sides.right_value.text} 即可"
    exact = _solved(name, now, sides, names, lookup)
    target = None if exact is None else _rounded(exact[0], exact[1], sides.operator, _step(now))
    if exact is None or target is None or target < 0:
        return ""
    label, word = _label(name, names), "增" if target > now.number else "减"
    if sides.operator in {"<", ">"} and not now.kind.is_whole:
        return _past_edge(label, word, now, exact[0])
    size, goal = (Quantity(now.kind, part).text for part in (abs(target - now.number), target))
    return f"“{label}”再{word} {size}（至 {goal}）即可"


def _past_edge(label: str, word: str, now: Quantity, edge: Fraction) -> str:
    """How far a number must go beyond an edge it may not stand on."""
    side = f"{'低' if word == '减' else '高'}于 {Quantity(now.kind, edge).text}"
    if edge == now.number:
        return f"“{label}”{side} 即可"
    size = Quantity(now.kind, abs(edge - now.number)).text
    return f"“{label}”再{word}超过 {size}（{side}）即可"


def _solved(
    name: str, now: Quantity, sides: Sides, names: Names, lookup: Lookup
) -> tuple[Fraction, Fraction] | None:
    """The value of the fact at which both sides are equal, and the slope; None if not linear."""

    def gap(number: Fraction) -> Fraction | None:
        def changed(wanted: str) -> Quantity | None:
            return Quantity(now.kind, number) if wanted == name else lookup(wanted)

        left = evaluate(sides.left, names, changed)
        right = evaluate(sides.right, names, changed) if sides.right else sides.right_value
        if not isinstance(left, Quantity) or not isinstance(right, Quantity):
            return None
        wanted = comparable(right.value)
        return left.number - wanted if isinstance(wanted, Fraction) else None

    here, next_, after = (gap(now.number + step) for step in range(3))
    if here is None or next_ is None or after is None:
        return None
    slope = next_ - here
    if slope == 0 or after - next_ != slope:
        return None
    return now.number - here / slope, slope


def _step(now: Quantity) -> Fraction:
    """The smallest change of a quantity: one 分, one piece, one day, else a ten-thousandth."""
    is_whole = now.kind.is_whole or now.kind.base in {"money", "days"}
    return Fraction(1) if is_whole else Fraction(1, _FINE_STEPS)


def _rounded(exact: Fraction, slope: Fraction, operator_: str, step: Fraction) -> Fraction | None:
    steps = exact / step
    if operator_ == "==":
        return exact if steps.denominator == 1 else None
    goes_down = (operator_ in {"<=", "<"}) is (slope > 0)
    whole = math.floor(steps) if goes_down else math.ceil(steps)
    if operator_ in {"<", ">"} and whole == steps:
        whole += -1 if goes_down else 1
    return whole * step
