"""Plans: registers with the columns plans need, the step of entry, states, criteria of ranking."""

from desktop_app.rules.checks.context import CheckContext
from desktop_app.rules.checks.parts import check_choices, check_columns, check_state
from desktop_app.rules.facts import FactSpec
from desktop_app.rules.faults import FaultPlace
from desktop_app.rules.kinds import NUMERIC, Kind
from desktop_app.rules.operands import OperandError, operand_kind, operand_names
from desktop_app.rules.plans import (
    DECISIONS,
    DEPARTMENT_COLUMNS,
    FULL,
    ITEM_COLUMNS,
    OPINION_COLUMNS,
    OPINIONS,
    ORIGINS,
    PLAN_COLUMNS,
    PLANNING_COLUMNS,
    plan_kind,
)
from desktop_app.rules.registers import registers_of
from desktop_app.rules.schema import (
    FACT_TYPE_LABELS,
    Criterion,
    PlanKind,
    PlanningKind,
    Procedure,
    RegisterSpec,
    State,
)
from desktop_app.rules.wording import listed, nearest


def check_plans(context: CheckContext) -> None:
    """Report plans that could not be drawn up, ranked, reviewed or compared."""
    seen: list[PlanKind] = []
    for plan, place in context.of(PlanKind):
        if plan_kind(seen, plan.register_):
            place.under("register").add("这个台账已有一种计划", "一个台账只写一段 [[plan]]")
        seen.append(plan)
        _check_registers(plan, place, context)
        _check_entry(plan, place, context)
        _check_states(plan, place, context)
        for criterion in plan.criterion:
            _check_criterion(criterion, place.under("criterion", criterion.id), context)
    for planning, place in context.of(PlanningKind):
        _check_planning(planning, place, context)


def _check_registers(plan: PlanKind, place: FaultPlace, context: CheckContext) -> None:
    check_columns(plan.register_, PLAN_COLUMNS, place.under("register"), context)
    check_columns(plan.items, ITEM_COLUMNS, place.under("items"), context)
    check_choices(plan.items, "decision", DECISIONS, place.under("items"), context)
    check_choices(plan.items, "origin", ORIGINS, place.under("items"), context)
    _check_below(plan.items, plan.register_, place.under("items"), context)
    if plan.opinions is None:
        if plan.asked:
            place.under("asked").add("没有写 opinions，就没有可催的意见", "补上 opinions 或删去")
        return
    where = place.under("opinions")
    check_columns(plan.opinions, OPINION_COLUMNS, where, context)
    check_choices(plan.opinions, "opinion", OPINIONS, where, context)
    _check_below(plan.opinions, plan.register_, where, context)
    if plan.opinions in context.ids["register"]:
        check_choices(plan.opinions, "office", plan.asked, place.under("asked"), context)


def _check_planning(planning: PlanningKind, place: FaultPlace, context: CheckContext) -> None:
    check_columns(planning.register_, PLANNING_COLUMNS, place.under("register"), context)
    if planning.departments:
        where = place.under("departments")
        check_columns(planning.departments, DEPARTMENT_COLUMNS, where, context)
    if planning.basis:
        _check_fact(planning.basis, "text", place.under("basis"), context)


def _check_below(register: str, plan: str, place: FaultPlace, context: CheckContext) -> None:
    """Items and opinions stand below the plan and name a project."""
    specs = registers_of(spec for spec, _ in context.of(RegisterSpec))
    spec = next((each for each in specs if each.id == register), None)
    if spec is not None and (spec.owner != plan or spec.of_project != "required"):
        place.add(
            f"“{register}”的一行应属于“{plan}”，并且必写项目",
            f'写 owner = "{plan}"、of_project = "required"',
        )


def _check_entry(plan: PlanKind, place: FaultPlace, context: CheckContext) -> None:
    if plan.entry is not None:
        _check_step(plan, place.under("entry"), context)
    if plan.year_fact is not None:
        where = place.under("year_fact")
        _check_fact(plan.year_fact, "integer", where, context)
        if plan.year_fact not in _asked_at(plan.entry_step, context):
            where.add("entry 那一步没有登记这个事项", "在那一步的 asks 里加上它")
    if plan.addition is not None:
        context.known("procedure", plan.addition, place.under("addition"))


def _check_step(plan: PlanKind, place: FaultPlace, context: CheckContext) -> None:
    context.known("step", plan.entry_step, place)
    head, _, path = plan.entry_step.partition(".")
    for procedure, _ in context.of(Procedure):
        if procedure.id != head:
            continue
        if procedure.subject != "project":
            place.add(f"“{head}”不是关于项目的办件", "写列入计划时在项目上登记的那一步")
        known = [each for step in procedure.step if step.id == path for each in step.outcomes]
        if known and plan.entry_outcome not in known:
            place.add(
                f"这一步没有“{plan.entry_outcome}”这种结果",
                f"写成 办件.步骤=结果，结果是：{listed(known)}",
            )


def _asked_at(step: str, context: CheckContext) -> frozenset[str]:
    head, _, path = step.partition(".")
    found = (
        step.asks
        for procedure, _ in context.of(Procedure)
        if procedure.id == head
        for step in procedure.step
        if step.id == path
    )
    return frozenset(name for asks in found for name in asks)


def _check_states(plan: PlanKind, place: FaultPlace, context: CheckContext) -> None:
    subjects = {state.id: state.subject for state, _ in context.of(State)}
    for index, state in enumerate(plan.finished):
        check_state(state, "project", subjects, place.under("finished", index), context)
    if plan.replaced:
        check_state(plan.replaced, plan.register_, subjects, place.under("replaced"), context)


def _check_fact(name: str, kind: str, place: FaultPlace, context: CheckContext) -> None:
    context.known("fact", name, place)
    spec = context.names.facts.get(name)
    if spec is not None and spec.type != kind:
        place.add(f"“{name}”不是{FACT_TYPE_LABELS[kind]}事项", "换一个事项，或改它的 type")


def _check_criterion(criterion: Criterion, place: FaultPlace, context: CheckContext) -> None:
    _check_weight(criterion, place.under("weight"), context)
    where = place.under("value")
    if not all(context.known_name(name, where) for name in operand_names(criterion.value)):
        return
    try:
        kind = operand_kind(criterion.value, context.names)
    except OperandError as fault:
        where.add(str(fault), fault.advice)
        return
    for name in operand_names(criterion.value):
        _check_reach(criterion, context.names.facts.get(name), where)
    if kind.base in NUMERIC:
        _check_ends(criterion, kind, place, context)
    elif kind.base in {"choice", "bool"}:
        _check_points(criterion, kind, place)
    else:
        where.add(f"{kind.label}不能换成分", "只用数值、金额、单选和是否")


def _check_reach(criterion: Criterion, spec: FactSpec | None, place: FaultPlace) -> None:
    """Facts of projects; those of other projects must have been recorded."""
    if spec is None:
        return
    if spec.subject != "project":
        place.add(f"“{spec.name}”不是项目的事项", "只用关于项目的事项")
    elif criterion.over == "unit" and spec.origin != "recorded":
        place.add(
            f"“{spec.name}”不是登记的事项，不能看本单位其他项目的",
            '用 facts.toml 里登记的事项，或删去 over = "unit"',
        )


def _check_weight(criterion: Criterion, place: FaultPlace, context: CheckContext) -> None:
    if context.known_name(criterion.weight, place):
        found = context.names.find(criterion.weight)
        if found is not None and found.kind.base != "number":
            place.add("权重应是数值", "写单位是“分值”或“%”的设定或数值")


def _check_ends(criterion: Criterion, kind: Kind, place: FaultPlace, context: CheckContext) -> None:
    if criterion.points:
        place.under("points").add("points 只用于单选和是否", "数值写 best 和 worst")
    for key in ("best", "worst"):
        _check_end(getattr(criterion, key), kind, place.under(key), context)
    if criterion.best is not None and criterion.best == criterion.worst:
        place.under("worst").add("best 和 worst 相同，分不出高低", "改成两个不同的数")


def _check_end(end: object, kind: Kind, place: FaultPlace, context: CheckContext) -> None:
    if end is None:
        place.add("没有写到多少得满分、到多少得零分", "数值的准则 best 和 worst 都要写")
    elif isinstance(end, str):
        found = context.names.find(end) if context.known_name(end, place) else None
        if found is not None and found.kind.base != kind.base:
            place.add(f"“{end}”是{found.kind.label}，准则是{kind.label}", "换成同种类的")
    elif kind.base == "money":
        place.add("这里不写金额数字", "在 parameters.toml 写成数值或设定，用它的编号")


def _check_points(criterion: Criterion, kind: Kind, place: FaultPlace) -> None:
    answers = ["true", "false"] if kind.base == "bool" else [key for key, _ in kind.choices]
    for key in ("best", "worst"):
        if getattr(criterion, key) is not None:
            place.under(key).add(f"{key} 只用于数值", "单选和是否写 points")
    where = place.under("points")
    for answer in criterion.points:
        if answer not in answers:
            where.under(answer).add(f"没有“{answer}”这个答案", nearest(answer, answers))
    for answer in answers:
        if answer not in criterion.points:
            where.add(f"没有写“{answer}”得多少分", "每个答案写 0 到 100 的分")
    if any(not 0 <= points <= FULL for points in criterion.points.values()):
        where.add("分数要在 0 到 100 之间", "满分是 100")
