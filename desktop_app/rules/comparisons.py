"""Comparisons: three-valued answers with their arithmetic and what would turn them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial

from desktop_app.rules.expression import condition_names, evaluate_condition
from desktop_app.rules.kinds import Kind, Quantity, beside, in_year
from desktop_app.rules.names import Names
from desktop_app.rules.operands import (
    Missing,
    evaluate,
    operand_kind,
    operand_names,
    operand_text,
)
from desktop_app.rules.schema.rules import UNARY_OPERATORS, Comparison, Operand, Rule
from desktop_app.rules.truth import Lookup
from desktop_app.rules.turning import HOLDS, Sides, comparable, turning

SIGN_TEXT = {
    "<=": "≤", "<": "＜", ">=": "≥", ">": "＞", "==": "＝", "!=": "≠",
    "in": "属于", "not_in": "不属于",
}  # fmt: skip
NEGATED = {
    "<=": ">", "<": ">=", ">=": "<", ">": "<=", "==": "!=", "!=": "==",
    "in": "not_in", "not_in": "in",
}  # fmt: skip


@dataclass(frozen=True)
class Answer:
    """One comparison answered: held or not, None while missing names keep it open."""

    holds: bool | None
    missing: tuple[str, ...] = ()
    tell: Callable[[], tuple[str, ...]] = tuple
    """Puts the arithmetic into words; a list asks for the answer alone."""
    turn: Callable[[], str] = str

    @property
    def arithmetic(self) -> tuple[str, ...]:
        """What was compared, in lines."""
        return self.tell()

    @property
    def turns(self) -> str:
        """What would turn it from not held to held; empty if it holds or nothing can be said."""
        return self.turn()


@dataclass(frozen=True)
class Scene:
    """What comparisons are answered with: the pack's names and the quantities now."""

    names: Names
    lookup: Lookup


def left_operand(comparison: Comparison) -> Operand:
    """The left side: `fact` or `left`."""
    return comparison.fact or comparison.left or ""


def comparison_names(comparison: Comparison) -> tuple[str, ...]:
    """Every name a comparison or group uses, each once."""
    found: list[str] = []
    if comparison.when:
        found += condition_names(comparison.when)
    for group in (*comparison.any_, *comparison.all_):
        found += comparison_names(group)
    if comparison.op:
        found += operand_names(left_operand(comparison))
        found += operand_names(comparison.value) if comparison.value is not None else ()
        found += [comparison.year] if comparison.year else []
    return tuple(dict.fromkeys(found))


def rule_comparisons(rule: Rule) -> tuple[Comparison, ...]:
    """The comparisons of a check, those of every reading included."""
    if isinstance(rule.passes, dict):
        return tuple(item for items in rule.passes.values() for item in items)
    return rule.passes


def answer_all(comparisons: tuple[Comparison, ...], scene: Scene) -> Answer:
    """All comparisons together: one that does not hold decides, else a missing one keeps open."""
    return _together(tuple(answer(item, scene) for item in comparisons))


def answer(comparison: Comparison, scene: Scene) -> Answer:
    """One comparison or group, answered."""
    if comparison.when:
        truth = evaluate_condition(comparison.when, scene.lookup)
        if truth.value is None:
            return Answer(None, truth.missing)
        if not truth.value:
            return Answer(holds=True)
    plain = _answer(comparison, scene)
    if plain.holds is False and comparison.turns:
        return replace(plain, turn=lambda: comparison.turns)
    return plain


def _answer(comparison: Comparison, scene: Scene) -> Answer:
    if comparison.any_:
        return _either(tuple(answer(item, scene) for item in comparison.any_))
    if comparison.all_:
        return _together(tuple(answer(item, scene) for item in comparison.all_))
    if comparison.op in UNARY_OPERATORS:
        return _unary(comparison, scene)
    return _binary(comparison, scene)


def _together(answers: tuple[Answer, ...]) -> Answer:
    missing = tuple(dict.fromkeys(name for item in answers for name in item.missing))
    failing = tuple(item for item in answers if item.holds is False)
    if failing:
        return Answer(
            holds=False,
            tell=partial(_lines, answers),
            turn=lambda: "；并且".join(turns for item in failing if (turns := item.turns)),
        )
    return Answer(None if missing else True, missing, partial(_lines, answers))


def _either(answers: tuple[Answer, ...]) -> Answer:
    held = tuple(item for item in answers if item.holds)
    if held:
        return Answer(holds=True, tell=partial(_lines, held))
    missing = tuple(dict.fromkeys(name for item in answers for name in item.missing))
    return Answer(
        None if missing else False,
        missing,
        partial(_lines, answers),
        lambda: "；或者".join(turns for item in answers if (turns := item.turns)),
    )


def _lines(answers: tuple[Answer, ...]) -> tuple[str, ...]:
    return tuple(line for item in answers for line in item.arithmetic)


def _unary(comparison: Comparison, scene: Scene) -> Answer:
    name = comparison.fact
    label = _label(name, scene)
    found = scene.lookup(name)
    if comparison.op in {"present", "absent"}:
        holds = (found is not None) is (comparison.op == "present")
        shown = f"“{label}”{'已有' if found else '没有'}"
        turns = f"补充“{label}”即可" if comparison.op == "present" else f"没有“{label}”时即可"
        return Answer(holds, tell=lambda: (shown,), turn=lambda: "" if holds else turns)
    if found is None:
        return Answer(None, (name,))
    holds = found.value is (comparison.op == "true")
    wanted = "是" if comparison.op == "true" else "否"
    turns = "" if holds else f"“{label}”为“{wanted}”即可"
    return Answer(holds, tell=lambda: (f"{label}：{found.text}",), turn=lambda: turns)


def _binary(comparison: Comparison, scene: Scene) -> Answer:
    left = evaluate(left_operand(comparison), scene.names, scene.lookup)
    right = _right(comparison, scene)
    lacks = tuple(side.names for side in (left, right) if isinstance(side, Missing))
    if isinstance(left, Missing) or isinstance(right, Missing):
        return Answer(None, tuple(dict.fromkeys(name for names in lacks for name in names)))
    operator_ = comparison.op or "=="
    right = beside(left, right)
    holds = HOLDS[operator_](left.value, comparable(right.value))
    tell = partial(_told, comparison, scene, operator_ if holds else NEGATED[operator_])
    if holds:
        return Answer(holds=True, tell=tell)
    sides = Sides(left_operand(comparison), operator_, comparison.value, left, right)
    turn = partial(turning, sides, scene.names, scene.lookup)
    return Answer(holds=False, tell=tell, turn=turn)


def _told(comparison: Comparison, scene: Scene, shown_operator: str) -> tuple[str, ...]:
    return (_line(comparison, scene, shown_operator),)


def _right(comparison: Comparison, scene: Scene) -> Quantity | Missing:
    if comparison.value is not None:
        found = evaluate(comparison.value, scene.names, scene.lookup)
        return _in_year(found, comparison.year, scene) if comparison.year else found
    return fixed_right(comparison, operand_kind(left_operand(comparison), scene.names))


def _in_year(found: Quantity | Missing, year: str, scene: Scene) -> Quantity | Missing:
    """A month and day as the day of the year a fact says."""
    known = scene.lookup(year)
    if isinstance(found, Missing) or known is None:
        return found if isinstance(found, Missing) else Missing((year,))
    return in_year(found, int(known.number))


def fixed_right(comparison: Comparison, left: Kind) -> Quantity:
    """The right side written out: a choice, choices, a text or a plain number."""
    if comparison.choices:
        return Quantity(Kind("words", choices=left.choices), comparison.choices)
    if comparison.choice:
        return Quantity(Kind("choice", choices=left.choices), comparison.choice)
    if comparison.number is not None:
        return Quantity(left, Fraction(comparison.number))
    return Quantity(Kind("text"), comparison.text)


def _line(comparison: Comparison, scene: Scene, shown_operator: str) -> str:
    left = _shown(left_operand(comparison), scene)
    own = _right(comparison, scene) if comparison.year else None
    if isinstance(own, Quantity):
        right = own.text
    elif comparison.value is not None:
        right = _shown(comparison.value, scene)
    else:
        kind = operand_kind(left_operand(comparison), scene.names)
        right = fixed_right(comparison, kind).text
    return f"{left} {SIGN_TEXT[shown_operator]} {right}"


def _shown(operand: Operand, scene: Scene) -> str:
    text = operand_text(operand, scene.names, scene.lookup)
    total = evaluate(operand, scene.names, scene.lookup)
    is_sum = not isinstance(operand, str) and operand.number is None
    return f"{text} ＝ {total.text}" if is_sum and isinstance(total, Quantity) else text


def _label(name: str, scene: Scene) -> str:
    found = scene.names.find(name)
    return found.label if found else name
