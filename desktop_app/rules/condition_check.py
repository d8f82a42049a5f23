"""Which conditions a pack may contain: known names, same kinds, listed choices, true or false.

The rule-engine library alone lets unknown names, mistyped choices, non-boolean results and
`$now` load; this walk over its tree refuses them when the pack is loaded.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from rule_engine import ast

from desktop_app.rules.expression_tree import (
    ConditionFault,
    RefusedConditionError,
    condition_tree,
    dotted_name,
)
from desktop_app.rules.names import Name, Names
from desktop_app.rules.wording import nearest


@dataclass(frozen=True)
class _Side:
    """One side of a comparison: its base kind and, for choices, the ids that may stand there."""

    base: str
    choices: frozenset[str] | None = None
    literal: object = None
    is_literal: bool = False


def condition_faults(text: str, names: Names) -> tuple[ConditionFault, ...]:
    """Every reason to refuse a condition; empty if it is sound."""
    if text in {"true", "false"}:
        return ()
    try:
        tree = condition_tree(text)
    except RefusedConditionError as refused:
        return (refused.fault,)
    return tuple(_boolean_faults(tree, names))


def _boolean_faults(node: ast.ExpressionBase, names: Names) -> Iterator[ConditionFault]:
    """Faults of a node whose result must be true or false."""
    if isinstance(node, ast.LogicExpression):
        yield from _boolean_faults(node.left, names)
        yield from _boolean_faults(node.right, names)
    elif isinstance(node, ast.UnaryExpression) and node.type == "not":
        yield from _boolean_faults(node.right, names)
    else:
        try:
            _check_leaf(node, names)
        except RefusedConditionError as refused:
            yield refused.fault


def _check_leaf(node: ast.ExpressionBase, names: Names) -> None:
    if isinstance(node, ast.ContainsExpression):
        _check_contains(node, names)
    elif isinstance(node, ast.FuzzyComparisonExpression):
        raise RefusedConditionError(
            "条件不得使用 =~ 等模糊匹配", "改用单选事项，或列出选项 in [...]"
        )
    elif isinstance(node, ast.ComparisonExpression):
        _check_comparison(node, names)
    elif dotted_name(node):
        side = _side(node, names)
        if side.base != "bool":
            raise RefusedConditionError(
                f"“{dotted_name(node)}”不是“是/否”事项，条件的结果必须是真或假",
                "写成比较，如 x == 'a' 或 x >= limit.y",
            )
    else:
        raise RefusedConditionError(
            "条件的结果必须随事项为真或假", "写成比较，或直接写 true；不要写常量、列表或函数"
        )


def _check_comparison(node: ast.ComparisonExpression, names: Names) -> None:
    left, right = _side(node.left, names), _side(node.right, names)
    if left.is_literal and right.is_literal:
        raise RefusedConditionError("比较的两边都是常量", "至少一边写事项")
    _check_same(left, right)
    is_ordered = isinstance(node, ast.ArithmeticComparisonExpression)
    if is_ordered and left.base not in {"money", "number", "date"}:
        raise RefusedConditionError("大小比较只用于金额、数值和日期", "单选和文字用 == 或 in [...]")


def _check_same(left: _Side, right: _Side) -> None:
    if left.base != right.base and not _literal_fits(left, right):
        if {"money", "number"} == {left.base, right.base} and (left.is_literal or right.is_literal):
            raise RefusedConditionError(
                "条件中不得写金额数字",
                "在 parameters.toml 设法定值并写它的 id，如 limit.big_project",
            )
        raise RefusedConditionError("比较两边的种类不同", "两边应同为金额、数值、日期、单选或是否")
    for a, b in ((left, right), (right, left)):
        if a.choices is not None and b.is_literal:
            _check_choice(a.choices, b.literal)


def _literal_fits(left: _Side, right: _Side) -> bool:
    """A text literal may stand against a choice, and the number 0 against an amount."""
    for fact, literal in ((left, right), (right, left)):
        if literal.is_literal and fact.base in {"choice", "text"} and literal.base == "text":
            return True
        if literal.is_literal and fact.base == "money" and literal.literal == 0:
            return True
    return False


def _check_choice(choices: frozenset[str], literal: object) -> None:
    if literal not in choices:
        raise RefusedConditionError(
            f"“{literal}”不是该事项的选项", f"选项是：{'、'.join(sorted(choices))}"
        )


def _check_contains(node: ast.ContainsExpression, names: Names) -> None:
    member, container = _side(node.member, names), node.container
    if isinstance(container, ast.ArrayExpression):
        if member.is_literal or not container.value:
            raise RefusedConditionError(
                "in 左边应是事项，右边的列表不能为空", "写成 nature in ['new']"
            )
        for item in container.value:
            side = _side(item, names)
            if not side.is_literal:
                raise RefusedConditionError("列表中只能写选项", "写成 nature in ['new', 'upgrade']")
            _check_same(member, side)
        return
    outer = _side(container, names)
    if outer.base == "choices" and member.is_literal:
        _check_choice(outer.choices or frozenset(), member.literal)
    elif outer.base != "words" or member.base != "text":
        raise RefusedConditionError(
            "in 右边应是列表、多选事项或词表",
            "写成 nature in ['new'] 或 'county' in funding_source",
        )


def _side(node: ast.ExpressionBase, names: Names) -> _Side:
    if dotted := dotted_name(node):
        name = names.find(dotted)
        if name is None:
            raise RefusedConditionError(f"不认识“{dotted}”", nearest(dotted, names.all()))
        return _name_side(name)
    return _literal_side(node)


def _name_side(name: Name) -> _Side:
    choices = frozenset(choice for choice, _ in name.kind.choices)
    base = "number" if name.kind.base == "days" else name.kind.base
    has_choices = name.kind.base in {"choice", "choices"}
    return _Side(base, choices if has_choices else None)


def _literal_side(node: ast.ExpressionBase) -> _Side:
    match node:
        case ast.StringExpression():
            return _Side("text", None, node.value, is_literal=True)
        case ast.BooleanExpression():
            return _Side("bool", None, node.value, is_literal=True)
        case ast.FloatExpression() if Decimal(node.value).is_finite():
            return _Side("number", None, node.value, is_literal=True)
        case _:
            raise RefusedConditionError(
                "条件只能用事项、法定值、设置、引号中的选项和 true/false",
                "算术请写在检查的 passes 中（sum、minus、times、ratio、excess）",
            )
