"""Procedures: actors, outcomes, effects, embedded steps, gates, materials, conditions."""

from desktop_app.rules.checks.context import CheckContext
from desktop_app.rules.faults import FaultPlace
from desktop_app.rules.registers import field_fact, registers_of
from desktop_app.rules.schema import (
    OUTCOME_LABELS,
    Hold,
    Procedure,
    RegisterSpec,
    RoundKind,
    State,
    Step,
)
from desktop_app.rules.schema.procedures import EFFECT_KINDS, Material
from desktop_app.rules.wording import listed, nearest

_AMOUNTS = frozenset(
    {"declared", "planned", "feasibility", "estimate", "reviewed", "contract", "paid", "settled"}
)
_TARGETS = {
    "state": "state", "open": "procedure", "close": "procedure", "open_deadline": "deadline",
    "close_deadline": "deadline", "hold": "hold", "release": "hold", "track": "track",
    "project_state": "state", "earlier": "state",
}  # fmt: skip
_WITHOUT_TARGET = frozenset({"end", "project_back"})


def check_procedures(context: CheckContext) -> None:
    """Report everything in procedures.toml that cannot be walked."""
    for procedure, place in context.of(Procedure):
        _check_procedure(procedure, place, context)
    for state, place in context.of(State):
        for index, other in enumerate(state.only_from):
            context.known("state", other, place.under("only_from", index))
        if state.freezes and state.subject not in context.ids["register"]:
            place.under("freezes").add("freezes 只用于台账的状态", "删去它，或改 subject")
    for hold, place in context.of(Hold):
        for index, stopped in enumerate(hold.stops):
            context.known("procedure", stopped, place.under("stops", index))
        context.condition(hold.while_, place.under("while"))
    for kind, place in context.of(RoundKind):
        _check_round(kind, place, context)


def _check_round(kind: RoundKind, place: FaultPlace, context: CheckContext) -> None:
    unit_kinds = {choice for choice, _ in context.names.facts["unit_kind"].choices}
    for index, unit_kind in enumerate(kind.unit_kinds):
        if unit_kind not in unit_kinds:
            where = place.under("unit_kinds", index)
            where.add(f"“{unit_kind}”不是单位类型", nearest(unit_kind, unit_kinds))
    for index, office in enumerate(kind.offices):
        context.known("role", office, place.under("offices", index))


def _check_procedure(procedure: Procedure, place: FaultPlace, context: CheckContext) -> None:
    context.condition(procedure.applies, place.under("applies"))
    for index, track in enumerate(procedure.tracks):
        context.known("track", track, place.under("tracks", index))
    for index, after in enumerate(procedure.after):
        context.known_in(("state", "procedure", "step"), after, place.under("after", index))
    for index, other in enumerate(procedure.excludes):
        context.known("procedure", other, place.under("excludes", index))
    for material in procedure.material:
        _check_material(material, procedure, place.under("material", material.id), context)
    for index, step in enumerate(procedure.step):
        where = place.under("step", step.id)
        _check_step(index, procedure, where, context)
        _check_earlier(procedure, step, where, context)


def _check_earlier(
    procedure: Procedure, step: Step, place: FaultPlace, context: CheckContext
) -> None:
    """Only a register whose editions are counted has earlier ones."""
    effects = [each for texts in step.effects.values() for each in texts]
    if any(each.startswith("earlier:") for each in effects):
        specs = registers_of(spec for spec, _ in context.of(RegisterSpec))
        if procedure.subject not in {spec.id for spec in specs if spec.editions}:
            place.under("effects").add(
                "earlier 只用于有版次的台账", "给那个台账写 editions，或删去这个效果"
            )


def _check_material(
    material: Material, procedure: Procedure, place: FaultPlace, context: CheckContext
) -> None:
    context.condition(material.when, place.under("when"))
    if material.at is not None and material.at not in {step.id for step in procedure.step}:
        place.under("at").add(f"本办件没有步骤“{material.at}”", "写本办件一个步骤的 id")


def _check_step(index: int, procedure: Procedure, place: FaultPlace, context: CheckContext) -> None:
    step = procedure.step[index]
    context.condition(step.when, place.under("when"))
    context.condition(step.required, place.under("required"))
    _check_step_references(step, procedure.subject, place, context)
    if step.use:
        _check_embedded(step, procedure, place, context)
    else:
        _check_own(step, place, context)
    earlier = {item.id for item in procedure.step[: index + 1]}
    if step.returns_to is not None and step.returns_to not in earlier:
        place.under("returns_to").add("只能退回到本步或更早的步骤", "写本办件较早一步的 id")
    members = [item for item in procedure.step if item.group == step.group]
    if step.open and (step.group is None or not members):
        place.under("open").add("open 只用于并行的步骤", "给这几步写同一个 group")


def _check_step_references(
    step: Step, subject: str, place: FaultPlace, context: CheckContext
) -> None:
    for index, gate in enumerate(step.gates):
        context.known("rule", gate, place.under("gates", index))
    for index, name in enumerate(step.asks):
        context.known("fact", name, place.under("asks", index))
        _check_asked_column(name, subject, place.under("asks", index), context)
    for index, other in enumerate(step.satisfied_by):
        context.known("step", other, place.under("satisfied_by", index))
    for index, other in enumerate(step.after):
        context.known_in(("state", "procedure", "step"), other, place.under("after", index))
    if step.form:
        context.known("form", step.form, place.under("form"))


def _check_own(step: Step, place: FaultPlace, context: CheckContext) -> None:
    if step.actor is None:
        place.under("actor").add("没有写由谁办", "写 pack.toml 里的一个角色，或 unit")
    else:
        context.known("role", step.actor, place.under("actor"))
    if not step.outcomes:
        place.under("outcomes").add("没有写可登记的结果", '例如 outcomes = ["agreed", "returned"]')
    for key in ("labels", "stops", "effects"):
        for outcome in getattr(step, key) or ():
            if outcome not in step.outcomes:
                where = place.under(key).under(outcome)
                where.add(f"“{outcome}”不在这一步的 outcomes 之中", "加进 outcomes，或删去")
    for outcome, effects in step.effects.items():
        for index, effect in enumerate(effects):
            where = FaultPlace(
                place.faults, place.file, f"{place.key}.effects.{outcome}[{index + 1}]"
            )
            _check_effect(effect, where, context)


def _check_embedded(
    step: Step, procedure: Procedure, place: FaultPlace, context: CheckContext
) -> None:
    context.known("procedure", step.use or "", place.under("use"))
    if _reaches(step.use or "", procedure.id, context, frozenset()):
        place.under("use").add("办件套用绕成了圈", "办件不能直接或间接套用自己")
    for key in ("outcomes", "labels", "effects", "actor", "asks", "form"):
        if getattr(step, key):
            place.under(key).add("套用的步骤由被套用的办件决定这一项", "删去它")


def _reaches(start: str, goal: str, context: CheckContext, seen: frozenset[str]) -> bool:
    if start == goal:
        return True
    if start in seen:
        return False
    procedures = {procedure.id: procedure for procedure, _ in context.of(Procedure)}
    inner = procedures.get(start)
    uses = [step.use for step in inner.step if step.use] if inner else []
    return any(_reaches(use, goal, context, seen | {start}) for use in uses)


def _check_effect(effect: str, place: FaultPlace, context: CheckContext) -> None:
    kind, _, target = effect.partition(":")
    if kind not in EFFECT_KINDS or (kind in _WITHOUT_TARGET) is not (not target):
        place.add(f"不认识的效果“{effect}”", f"只能是：{listed(EFFECT_KINDS.values(), most=20)}")
    elif kind in _TARGETS:
        context.known(_TARGETS[kind], target, place)
    elif kind == "amount" and target not in _AMOUNTS:
        place.add(f"“{target}”不是金额种类", nearest(target, _AMOUNTS))
    elif kind == "create" and target != "need":
        _check_create(target, place, context)
    elif kind == "each":
        _check_each(target, place, context)
    elif kind in {"date", "set"}:
        _check_fact_effect(kind, target, place, context)


def _check_create(target: str, place: FaultPlace, context: CheckContext) -> None:
    """`register?column=choice`: columns written are choices or yes/no of that register."""
    register, _, written = target.partition("?")
    context.known("register", register, place)
    for pair in filter(None, written.split("&")):
        column, _, value = pair.partition("=")
        _check_column_choice(register, column, value, place, context)


def _check_column_choice(
    register: str, column: str, choice: str, place: FaultPlace, context: CheckContext
) -> None:
    spec = context.names.facts.get(field_fact(register, column))
    choices = {known for known, _ in spec.choices} if spec else set()
    if choice not in choices:
        place.add(f"台账里没有“{column}={choice}”这一列或选项", nearest(choice, choices))


def _check_each(target: str, place: FaultPlace, context: CheckContext) -> None:
    """`register.procedure.step=outcome?column=choice|choice&...#column`: for rows' projects."""
    written, _, opinion = target.partition("#")
    head, _, conditions = written.partition("?")
    path, _, outcome = head.partition("=")
    register, _, step = path.partition(".")
    context.known("register", register, place)
    context.known("step", step, place)
    if outcome not in OUTCOME_LABELS:
        place.add(f"“{outcome}”不是办理结果", nearest(outcome, OUTCOME_LABELS))
    for pair in filter(None, conditions.split("&")):
        column, _, choices = pair.partition("=")
        for choice in choices.split("|"):
            _check_column_choice(register, column.removesuffix("!"), choice, place, context)
    if opinion:
        context.known("fact", field_fact(register, opinion), place)


def _check_fact_effect(kind: str, target: str, place: FaultPlace, context: CheckContext) -> None:
    name, _, value = target.partition("=")
    context.known("fact", name, place)
    spec = context.names.facts.get(name)
    if spec is None:
        return
    if kind == "date" and spec.type != "date":
        place.add(f"“{name}”不是日期事项", "date 只记日期事项，其他用 set")
    allowed = {"bool": {"true", "false"}, "choice": {choice for choice, _ in spec.choices}}
    if kind == "set" and value not in allowed.get(spec.type, set()):
        place.add(f"“{name}”不能记为“{value}”", "set 只用于是否和单选，写 set:事项=true 或选项")


def _check_asked_column(name: str, subject: str, place: FaultPlace, context: CheckContext) -> None:
    """A column can only be filled in on the row the procedure is about."""
    register = name.partition(".")[0]
    if "." in name and register != subject and name in context.names.facts:
        place.add(f"“{name}”不是本办件对象的列", f"只能写“{subject}”的列，或自己登记的事项")
