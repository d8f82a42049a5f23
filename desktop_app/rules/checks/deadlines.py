"""Duties by date: one way to say when, known events, terms with a unit of time."""

from datetime import date

from desktop_app.rules.checks.context import CheckContext
from desktop_app.rules.deadline_duty import DEADLINE
from desktop_app.rules.faults import FaultPlace
from desktop_app.rules.kinds import Kind
from desktop_app.rules.schema import OUTCOME_LABELS, DeadlineSpec

_BY_MONTH = frozenset({"month", "quarter"})
_NAMED_PERIODS = frozenset({None, "year", *_BY_MONTH})
_WAYS = ("offset", "month_day", "month_day_value", "date_fact")


def check_deadlines(context: CheckContext) -> None:
    """Report duties whose due date cannot be computed."""
    for spec, place in context.of(DeadlineSpec):
        _check_way(spec, place)
        _check_terms(spec, place, context)
        _check_events(spec, place, context)
        _check_bases(spec, place, context)
        context.condition(spec.while_, place.under("while"))
        context.condition(spec.held, place.under("held"))
        if spec.actor:
            context.known("role", spec.actor, place.under("actor"))
        if spec.form:
            context.known("form", spec.form, place.under("form"))


def _check_way(spec: DeadlineSpec, place: FaultPlace) -> None:
    ways = [way for way in _WAYS if getattr(spec, way)]
    if len(ways) != 1 and not (spec.repeat and not ways):
        place.add("须恰写一种到期方式", "写 offset、month_day、month_day_value、date_fact 之一")
    if spec.offset and not spec.starts:
        place.under("starts").add("有 offset 却没有起算事项", "写 starts = [步骤、状态或日期事项]")
    if spec.year != "same" and not (spec.month_day or spec.month_day_value):
        place.under("year").add("year 只与月日一起用", "删去 year，或改写 month_day")
    days = [key for key in ("day", "day_value") if getattr(spec, key) is not None]
    if len(days) != (1 if spec.repeat in _BY_MONTH else 0):
        place.under("day").add(
            'day、day_value 只与 repeat = "month" 或 "quarter" 一起用，且须恰写一个', "补上或删去"
        )
    if spec.month is not None and spec.repeat != "quarter":
        place.under("month").add('month 只与 repeat = "quarter" 一起用', "删去，或改写 repeat")
    if spec.month_day:
        _check_month_day(spec.month_day, place.under("month_day"))


def _check_month_day(text: str, place: FaultPlace) -> None:
    try:
        date.fromisoformat(f"2024-{text}")
    except ValueError:
        place.add(f"没有“{text}”这一天", "写成月日，如 12-31")


def _check_terms(spec: DeadlineSpec, place: FaultPlace, context: CheckContext) -> None:
    repeat = spec.repeat if spec.repeat not in _NAMED_PERIODS else None
    for key, name in (
        ("offset", spec.offset),
        ("opens", spec.opens),
        ("repeat", repeat),
        ("day_value", spec.day_value),
    ):
        kind = _kind(name, place.under(key), context)
        if kind is not None and kind.base != "term":
            place.under(key).add(
                f"“{name}”不是期限", "法定值或设置的单位应为日、工作日、个月、季度或年"
            )
    kind = _kind(spec.month_day_value, place.under("month_day_value"), context)
    if kind is not None and kind.base != "month_day":
        place.under("month_day_value").add(
            f"“{spec.month_day_value}”的单位不是月日", "单位写“月日”"
        )
    _check_fact(spec.date_fact, "date", place.under("date_fact"), context)
    _check_fact(spec.year_fact, "number", place.under("year_fact"), context)


def _kind(name: str | None, place: FaultPlace, context: CheckContext) -> Kind | None:
    if not name or not context.known_name(name, place):
        return None
    found = context.names.find(name)
    return found.kind if found and found.origin != "fact" else None


def _check_fact(name: str | None, base: str, place: FaultPlace, context: CheckContext) -> None:
    if not name or not context.known_name(name, place):
        return
    found = context.names.find(name)
    if found is None or found.origin != "fact" or found.kind.base != base:
        place.add(f"“{name}”不是{'日期' if base == 'date' else '数值'}事项", "写一个这样的事项")


def _check_events(spec: DeadlineSpec, place: FaultPlace, context: CheckContext) -> None:
    for index, event in enumerate(spec.starts):
        here = place.under("starts", index)
        if event.startswith(DEADLINE):
            context.known("deadline", event.removeprefix(DEADLINE), here)
        else:
            _check_event(event, here, context)
    for index, event in enumerate(spec.done):
        _check_event(event, place.under("done", index), context)


def _check_bases(spec: DeadlineSpec, place: FaultPlace, context: CheckContext) -> None:
    """A duty counted from another is of the same subject and not counted from itself."""
    known = {each.id: each for each, _ in context.of(DeadlineSpec)}
    wrong = [known[name] for name in _bases(spec) if name in known]
    if any(each.subject != spec.subject for each in wrong):
        place.under("starts").add("所依的期限说的不是同一种对象", "两个期限的 subject 写成一样的")
    seen: set[str] = set()
    ahead = list(_bases(spec))
    while ahead:
        name = ahead.pop()
        if name == spec.id:
            place.under("starts").add("期限互相起算，绕成了圈", "期限不能直接或间接从自己起算")
            return
        if name in known and name not in seen:
            seen.add(name)
            ahead += _bases(known[name])


def _bases(spec: DeadlineSpec) -> list[str]:
    return [each.removeprefix(DEADLINE) for each in spec.starts if each.startswith(DEADLINE)]


def _check_event(event: str, place: FaultPlace, context: CheckContext) -> None:
    if event.startswith("state:"):
        context.known("state", event.removeprefix("state:"), place)
        return
    name, _, outcome = event.partition(":")
    if name in context.names.facts:
        _check_fact(name, "date", place, context)
        return
    context.known_in(("step", "fact"), name, place)
    if outcome and outcome not in OUTCOME_LABELS:
        place.add(f"“{outcome}”不是办理结果", f"结果有：{'、'.join(OUTCOME_LABELS)}")
