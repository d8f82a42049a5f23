"""Conditions as trees of the rule-engine library, which takes a third of a second to load.

The facts each comparison needs are read off the tree, so that a missing one is an answer
(资料不足) and never a silent false. What may be written is decided in `condition_check`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache, partial
from typing import Any

import rule_engine
from rule_engine import ast, errors

from desktop_app.rules.kinds import Exact
from desktop_app.rules.truth import FALSE, TRUE, Lookup, Truth

Evaluated = Callable[[Lookup], Truth]
Leaf = Callable[[tuple[tuple[str, Exact], ...]], bool]
_SAID = {True: TRUE, False: FALSE}
_VALUES_KEPT = 2_000


@dataclass(frozen=True)
class ConditionFault:
    """Why a condition is refused, and what to do."""

    message: str
    advice: str


class RefusedConditionError(Exception):
    """A condition the engine does not admit; `fault` says why."""

    def __init__(self, message: str, advice: str) -> None:
        super().__init__(message)
        self.fault = ConditionFault(message, advice)


def _attribute(_thing: object, table: Mapping[str, object], name: str) -> object:
    """Reads `limit.big_project` as a table in a table; the library itself will stop doing so."""
    return table[name]


@cache
def _parse(text: str) -> rule_engine.Rule:
    context = rule_engine.Context(resolver=rule_engine.resolve_item)
    context.resolve_attribute = _attribute
    return rule_engine.Rule(text, context=context)


def condition_tree(text: str) -> ast.ExpressionBase:
    """The parsed condition; raises RefusedConditionError for what does not parse."""
    if "$" in text:
        raise RefusedConditionError("条件不得使用 $ 开头的内置函数", "改用事项；日期由程序给出")
    try:
        return _parse(text).statement.expression
    except errors.EngineError as error:
        reason = getattr(error, "message", "") or str(error)
        raise RefusedConditionError(
            f"条件写法不对：{reason}", "写成 nature in ['new'] and route_amount < limit.x 的样子"
        ) from None


@cache
def tree_names(text: str) -> tuple[str, ...]:
    """The names a sound condition uses, in the order they stand, each once."""
    return tuple(dict.fromkeys(names_in(condition_tree(text))))


def names_in(node: ast.ExpressionBase) -> Iterator[str]:
    """The names below a node, in the order they stand."""
    if name := dotted_name(node):
        yield name
        return
    for part in _parts(node):
        yield from names_in(part)


def _parts(node: ast.ExpressionBase) -> tuple[ast.ExpressionBase, ...]:
    """The nodes below one node, in the order they are written."""
    match node:
        case ast.ContainsExpression():
            return (node.member, node.container)
        case ast.UnaryExpression():
            return (node.right,)
        case ast.LeftOperatorRightExpressionBase():
            return (node.left, node.right)
        case ast.ArrayExpression():
            return tuple(node.value)
        case _:
            return ()


def dotted_name(node: ast.ExpressionBase) -> str:
    """The id a symbol or attribute chain stands for, `limit.big_project`; empty for others."""
    if isinstance(node, ast.SymbolExpression):
        return str(node.name)
    if isinstance(node, ast.GetAttributeExpression):
        head = dotted_name(node.object)
        return f"{head}.{node.name}" if head else ""
    return ""


def tree_truth(text: str, lookup: Lookup) -> Truth:
    """What a sound condition says now."""
    return _condition(text)(lookup)


@cache
def _condition(text: str) -> Evaluated:
    """The condition made ready once: it is asked of every subject."""
    return _evaluated(condition_tree(text))


def _evaluated(node: ast.ExpressionBase) -> Evaluated:
    if isinstance(node, ast.LogicExpression):
        return partial(_joined, _evaluated(node.left), _evaluated(node.right), node.type == "and")
    if isinstance(node, ast.UnaryExpression):
        return partial(_turned, _evaluated(node.right))
    return partial(_leaf_truth, _leaf_names(node), _leaf(node))


def _joined(left: Evaluated, right: Evaluated, is_and: bool, lookup: Lookup) -> Truth:  # noqa: FBT001 - and / or
    decides = not is_and
    one = left(lookup)
    if one.value is decides:
        return _SAID[decides]
    other = right(lookup)
    if other.value is decides:
        return _SAID[decides]
    missing = tuple(dict.fromkeys(one.missing + other.missing))
    return Truth(None, missing) if missing else _SAID[is_and]


def _turned(inner: Evaluated, lookup: Lookup) -> Truth:
    found = inner(lookup)
    return found if found.value is None else _SAID[not found.value]


def _leaf_truth(names: tuple[str, ...], leaf: Leaf, lookup: Lookup) -> Truth:
    found = list(map(lookup, names))
    values = tuple([(each.kind.base, each.value) for each in found if each is not None])
    if len(values) < len(names):
        pairs = zip(names, found, strict=True)
        return Truth(None, tuple(name for name, quantity in pairs if quantity is None))
    return _SAID[leaf(values)]


def _leaf(node: ast.ExpressionBase) -> Leaf:
    names = _leaf_names(node)

    @lru_cache(maxsize=_VALUES_KEPT)
    def holds(values: tuple[tuple[str, Exact], ...]) -> bool:
        """A comparison of known values; the same few come again over many subjects."""
        named = zip(names, values, strict=True)
        things = _nested({name: _plain(value) for name, (_, value) in named})
        return bool(node.evaluate(things))

    return holds


@cache
def _leaf_names(node: ast.ExpressionBase) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names_in(node)))


def _plain(value: Exact) -> object:
    if isinstance(value, Fraction):
        return Decimal(value.numerator) / Decimal(value.denominator)
    return value


def _nested(values: Mapping[str, object]) -> dict[str, object]:
    """`limit.big_project` as a table in a table, as the library resolves attributes."""
    tree: dict[str, Any] = {}
    for name, value in values.items():
        *heads, last = name.split(".")
        branch = tree
        for head in heads:
            branch = branch.setdefault(head, {})  # ids and heads of ids never meet: checked at load
        branch[last] = value
    return tree
