"""Checks and recorded facts: conditions, comparisons, readings, steps, messages."""

from desktop_app.rules.checks.context import CheckContext
from desktop_app.rules.faults import FaultPlace
from desktop_app.rules.kinds import ORDERED, Kind
from desktop_app.rules.operands import OperandError, operand_kind, operand_names
from desktop_app.rules.schema import (
    Article,
    BuiltinFact,
    Comparison,
    Reading,
    RecordedFact,
    Rule,
    SheetColumn,
)
from desktop_app.rules.schema.rules import UNARY_OPERATORS, Operand

_BOUNDED = frozenset({"integer", "number"})
_RIGHT_KEYS = ("value", "number", "choice", "choices", "text")


def check_rules(context: CheckContext) -> None:
    """Report everything in rules.toml that cannot be judged."""
    for rule, place in context.of(Rule):
        _check_rule(rule, place, context)


def _check_rule(rule: Rule, place: FaultPlace, context: CheckContext) -> None:
    context.condition(rule.applies, place.under("applies"))
    for index, at in enumerate(rule.at):
        context.known_in(("step", "state"), at, place.under("at", index))
    for index, name in enumerate(rule.shows):
        context.known_name(name, place.under("shows", index))
    _check_passes(rule, place, context)
    _check_value_on(rule, place, context)
    _check_discretion(rule, place, context)
    for key, text in rule.message.model_dump(by_alias=True).items():
        context.placeholders(text, place.under("message").under(key), {})


def _check_value_on(rule: Rule, place: FaultPlace, context: CheckContext) -> None:
    where = place.under("value_on")
    if rule.value_on and context.known_name(rule.value_on, where):
        found = context.names.find(rule.value_on)
        if found is None or found.origin != "fact" or found.kind.base != "date":
            where.add(f"“{rule.value_on}”不是日期事项", "写一个日期事项的 id")


def _check_discretion(rule: Rule, place: FaultPlace, context: CheckContext) -> None:
    articles = {item.id: item for item, _ in context.of(Article)}
    strengths = [articles[row].strength for row in rule.rows if row in articles]
    if rule.on_fail == "block" and not rule.discretion and strengths and all(strengths):
        place.under("on_fail").add(
            f"所依据的条目用词是“{strengths[0]}”，不能一律拦住",
            f'改为 on_fail = "warn"，或写 discretion = "{strengths[0]}"',
        )


def _check_passes(rule: Rule, place: FaultPlace, context: CheckContext) -> None:
    where = place.under("passes")
    if isinstance(rule.passes, dict):
        _check_readings(rule, frozenset(rule.passes), where, context)
        for option, comparisons in rule.passes.items():
            _check_list(comparisons, where, option, context)
        return
    if rule.reading:
        where.add(
            "写了 reading，却没有按读法分列", "写成 passes = { 读法一 = [...], 读法二 = [...] }"
        )
    _check_list(rule.passes, where, None, context)


def _check_readings(
    rule: Rule, written: frozenset[str], place: FaultPlace, context: CheckContext
) -> None:
    readings = {reading.id: reading for reading, _ in context.of(Reading)}
    if not rule.reading:
        place.add("按读法分列，却没有写 reading", "写 reading = 口径的 id")
        return
    context.known("reading", rule.reading, place)
    reading = readings.get(rule.reading)
    options = frozenset(option.id for option in reading.options) if reading else written
    if options != written:
        place.add(
            f"读法不齐：口径有{'、'.join(sorted(options))}，这里写了{'、'.join(sorted(written))}",
            "每个读法写一列，名称与口径的选项相同",
        )


def _check_list(
    comparisons: tuple[Comparison, ...],
    place: FaultPlace,
    option: str | None,
    context: CheckContext,
) -> None:
    where = place.under(option) if option else place
    if not comparisons:
        where.add("没有任何比较，检查永远通过", "至少写一个比较")
    for index, comparison in enumerate(comparisons):
        _check_comparison(comparison, _indexed(where, index), context)


def _indexed(place: FaultPlace, index: int) -> FaultPlace:
    return FaultPlace(place.faults, place.file, f"{place.key}[{index + 1}]")


def _check_comparison(comparison: Comparison, place: FaultPlace, context: CheckContext) -> None:
    context.condition(comparison.when, place.under("when"))
    groups = [key for key in ("any", "all") if getattr(comparison, f"{key}_")]
    if len(groups) + (comparison.op is not None) != 1:
        place.add(
            "一个比较须恰有 op、any、all 之一", "组合写 { any = [...] }，单个写 fact、op、value"
        )
        return
    if groups:
        if comparison.fact or comparison.left is not None or _rights(comparison):
            place.add("组合里不能再写 fact、left 或右边", "把它写成组合内的一个比较")
        for index, inner in enumerate(getattr(comparison, f"{groups[0]}_")):
            _check_comparison(inner, place.under(groups[0], index), context)
        return
    _check_single(comparison, place, context)


def _rights(comparison: Comparison) -> list[str]:
    return [key for key in _RIGHT_KEYS if getattr(comparison, key) not in (None, "", ())]


def _check_single(comparison: Comparison, place: FaultPlace, context: CheckContext) -> None:
    if bool(comparison.fact) is (comparison.left is not None):
        place.add("fact 和 left 须恰写一个", "一个事项写 fact，算式写 left")
        return
    left = _kind(comparison.fact or comparison.left, place.under("fact"), context)
    rights = _rights(comparison)
    if comparison.op in UNARY_OPERATORS:
        _check_unary(comparison, left, rights, place)
    elif len(rights) != 1:
        place.add(
            f"“{comparison.op}”右边须恰写一个", "写 value、number、choice、choices 或 text 之一"
        )
    elif left is not None:
        _check_right(comparison, left, place, context)


def _kind(operand: Operand | None, place: FaultPlace, context: CheckContext) -> Kind | None:
    try:
        known = [context.known_name(name, place) for name in operand_names(operand or "")]
        if not all(known):
            return None
        return operand_kind(operand or "", context.names)
    except OperandError as fault:
        place.add(str(fault), fault.advice)
        return None


def _check_unary(
    comparison: Comparison, left: Kind | None, rights: list[str], place: FaultPlace
) -> None:
    if rights:
        place.under(rights[0]).add(f"“{comparison.op}”不要右边", "删去它")
    if not comparison.fact:
        place.under("left").add(f"“{comparison.op}”只用于一个事项", "写 fact = 事项的 id")
    if comparison.op in {"true", "false"} and left is not None and left.base != "bool":
        place.under("op").add("true 和 false 只用于“是/否”事项", "改用 present 或比较")


def _check_right(
    comparison: Comparison, left: Kind, place: FaultPlace, context: CheckContext
) -> None:
    ordered = comparison.op in {"<=", "<", ">=", ">"}
    if ordered and left.base not in ORDERED:
        place.under("op").add(
            f"“{comparison.op}”不能用于{left.label}", "大小比较只用于金额、数值、天数和日期"
        )
    if comparison.value is not None:
        right = _kind(comparison.value, place.under("value"), context)
        if comparison.year:
            _check_year(comparison, left, right, place.under("year"), context)
        if right is not None and not _fits(comparison, left, right):
            place.under("value").add(
                f"左边是{left.label}，右边是{right.label}，不能比较", _KINDS_ADVICE
            )
    else:
        _check_written(comparison, left, place)


def _check_year(  # the place of the key, not of the comparison
    comparison: Comparison,
    left: Kind,
    right: Kind | None,
    place: FaultPlace,
    context: CheckContext,
) -> None:
    year = context.names.facts.get(comparison.year)
    if left.base != "date" or (right is not None and right.base != "month_day"):
        place.add("year 只用于日期与“月日”比较", "删去 year，或把右边写成单位是月日的数值")
    elif context.known_name(comparison.year, place) and (year is None or year.type != "integer"):
        place.add(f"“{comparison.year}”不是整数事项", "写记着年份的整数事项")


_KINDS_ADVICE = (
    "两边须同种类；天数可与“日”的期限比较，日期可与“月日”比较（取同一年），词表只用于 in 和 not_in"
)


def _fits(comparison: Comparison, left: Kind, right: Kind) -> bool:
    if comparison.op in {"in", "not_in"}:
        return right.base == "words" and left.base in {"text", "choice"}
    if left.base == "days" and right.base == "term":
        return right.unit == "日"
    if left.base == "date" and right.base == "month_day":
        return True
    return left.base == right.base and left.base not in {"term", "words", "month_day"}


def _check_written(comparison: Comparison, left: Kind, place: FaultPlace) -> None:
    if comparison.number is not None:
        _check_number(comparison, left, place.under("number"))
    elif comparison.text:
        if left.base != "text":
            place.under("text").add(f"text 只与文字比较，左边是{left.label}", "单选用 choice")
    elif left.base not in {"choice", "choices"}:
        place.add(f"choice 只用于单选或多选，左边是{left.label}", "改用 value 或 number")
    else:
        _check_choices(comparison, left, place)


def _check_number(comparison: Comparison, left: Kind, place: FaultPlace) -> None:
    is_zero = comparison.number == 0
    if left.base == "money" and not is_zero:
        place.add("比较中不得写金额数字", "在 parameters.toml 设法定值并写它的 id")
    elif left.unit == "%" and not is_zero:
        place.add("比较中不得写比例数字", "在 parameters.toml 设单位为 % 的法定值并写它的 id")
    elif left.base not in {"money", "number", "days"}:
        place.add(f"number 不能与{left.label}比较", "单选用 choice，日期用 value")


def _check_choices(comparison: Comparison, left: Kind, place: FaultPlace) -> None:
    known = {choice for choice, _ in left.choices}
    key = "choice" if comparison.choice else "choices"
    listed = (comparison.choice,) if comparison.choice else comparison.choices
    for choice in listed:
        if choice not in known:
            place.under(key).add(
                f"“{choice}”不是该事项的选项", f"选项是：{'、'.join(sorted(known))}"
            )
    is_list = comparison.op in {"in", "not_in"}
    if is_list is not (key == "choices") or comparison.op in {"<=", "<", ">=", ">"}:
        place.under("op").add("in 和 not_in 配 choices，== 和 != 配 choice", "改正其中一个")


def check_facts(context: CheckContext) -> None:
    """Report recorded facts without choices, and those nobody asks for."""
    columns = frozenset(column.fact for column, _ in context.of(SheetColumn))
    for fact, place in context.of(RecordedFact):
        _check_type(fact, place)
        for index, at in enumerate(fact.asked_at):
            if at != "record":
                context.known("step", at, place.under("asked_at", index))
        _check_source(fact, place, columns | context.asked_names())
    for fact_use, place in context.of(BuiltinFact):
        if fact_use.id not in context.builtin:
            place.under("id").add(f"“{fact_use.id}”不是程序自带的事项", "自己的事项写 [[fact]]")


def _check_type(fact: RecordedFact, place: FaultPlace) -> None:
    """Choices, bounds and lines stand with the types that have them."""
    if (fact.type in {"choice", "choices"}) is not bool(fact.choices):
        place.under("choices").add("choices 只用于单选和多选，且不能没有", "改 type 或补选项")
    if (fact.at_least, fact.at_most) != (None, None) and fact.type not in _BOUNDED:
        place.under("at_least").add("只有数能写最小、最大", "删去 at_least、at_most")
    if fact.is_long and fact.type != "text":
        place.under("is_long").add("只有文字（text）才分几行填", "删去 is_long")


def _check_source(fact: RecordedFact, place: FaultPlace, asked: frozenset[str]) -> None:
    """A fact is either recorded somewhere or counted over a register."""
    is_asked = bool(fact.asked_at) or fact.id in asked
    if fact.counted is not None and is_asked:
        place.under("counted").add("数出来的事项不用登记", "删去 asked_at、asks 或表格列")
    if fact.counted is None and not is_asked:
        place.under("asked_at").add(
            "没有任何地方登记这个事项", 'asked_at 写步骤或 "record"，或在 sheets.toml 加一列'
        )
