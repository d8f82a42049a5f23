"""Registers: complete and without contradiction; counted facts; what entries may be about."""

from collections.abc import Collection

from desktop_app.rules.checks.context import CheckContext
from desktop_app.rules.faults import FaultPlace
from desktop_app.rules.kinds import Kind
from desktop_app.rules.operands import OperandError, operand_kind, operand_names
from desktop_app.rules.registers import (
    NOT_SAID,
    builtin_registers,
    field_fact,
    qualified,
    registers_of,
)
from desktop_app.rules.schema import (
    BUILTIN_SHEETS,
    FIXED_OWNERS,
    SUBJECT_LABELS,
    Against,
    Counted,
    DeadlineSpec,
    Entry,
    FormSpec,
    Procedure,
    RecordedFact,
    RegisterField,
    RegisterSpec,
    RoundKind,
    Rule,
    SheetColumn,
    SheetText,
    State,
)
from desktop_app.rules.schema.facts import TAKE_LABELS
from desktop_app.rules.wording import listed, nearest

_WITH_SUBJECT: tuple[type[Entry], ...] = (
    Rule, Procedure, DeadlineSpec, FormSpec, RecordedFact, State,
)  # fmt: skip
_WITH_SHEET: tuple[tuple[type[Entry], str], ...] = (
    (SheetColumn, "sheet"),
    (SheetText, "id"),
    (RoundKind, "sheet"),
)
_NEEDS_FIELD = frozenset(TAKE_LABELS) - {"count", "words", "thin"}
_NUMERIC = frozenset({"money", "integer", "number"})
_SCALAR = _NUMERIC | {"date"}
_RESULT_OF_COUNT = "integer"
DRAWN_COLUMNS = frozenset({"name", "unit", "role", "reason"})
"""What a draw by lot writes into a register."""


def check_subjects(context: CheckContext) -> None:
    """Report subjects and sheets that are neither built in nor a register of the pack."""
    for model in _WITH_SUBJECT:
        for entry, place in context.of(model):
            subject = str(getattr(entry, "subject", "project"))
            if subject not in SUBJECT_LABELS:
                context.known("register", subject, place.under("subject"))
    for sheeted, key in _WITH_SHEET:
        for entry, place in context.of(sheeted):
            sheet = getattr(entry, key, None)
            if sheet is not None and sheet not in BUILTIN_SHEETS:
                context.known("register", str(sheet), place.under(key))


def check_registers(context: CheckContext) -> None:
    """Report registers that cannot be kept, read or written."""
    found = list(context.of(RegisterSpec))
    complete = {spec.id: spec for spec in registers_of(spec for spec, _ in found)}
    for own, place in found:
        _check_builtin(own, place)
        _check_among(own, place.under("project_among"), complete)
        _check_register(complete[own.id], place, complete, context)


def _check_builtin(own: RegisterSpec, place: FaultPlace) -> None:
    """A built-in column keeps its type: records of it are there already."""
    base = builtin_registers().get(own.id)
    known = {field.id: field for field in base.field} if base else {}
    if base and own.owner not in (None, base.owner):
        place.under("owner").add("程序自带的台账不能改归属", "删去 owner，或换一个 id 自建台账")
    for field in own.field:
        at, old = place.under("field", field.id), known.get(field.id)
        if old is None:
            for key in sorted({"label", "type"} - field.model_fields_set):
                at.under(key).add(
                    f"没有写 {key}", "新加的列要写 label 和 type；改自带的列先核对 id"
                )
        elif "type" in field.model_fields_set and field.type != old.type:
            at.under("type").add(
                f"自带的列“{old.label}”不能改类型", f'写 type = "{old.type}"，或不写'
            )


def _check_register(
    spec: RegisterSpec,
    place: FaultPlace,
    known: dict[str, RegisterSpec],
    context: CheckContext,
) -> None:
    for key in NOT_SAID:
        if not getattr(spec, key):
            place.under(key).add(f"没有写 {key}", "程序不自带这个台账，标题、归属、列都要写全")
    _check_owner(spec, place.under("owner"), known)
    context.condition(spec.when, place.under("when"))
    fields = {field.id: field for field in spec.field}
    for key, column in (("name", spec.name), ("order", spec.order)):
        if column and column not in fields:
            place.under(key).add(f"没有“{column}”这一列", nearest(column, fields))
    for name in spec.feeds:
        if name not in fields or fields[name].type != "money":
            place.under("feeds").under(name).add("feeds 只写金额列", "写一个 type 为 money 的列")
    _check_drawn(spec, place, fields)
    _check_editions(spec, place.under("editions"))
    for field in spec.field:
        _check_field(spec, field, place.under("field", field.id), context)


def _check_drawn(spec: RegisterSpec, place: FaultPlace, fields: Collection[str]) -> None:
    if spec.is_drawn and not set(fields) >= DRAWN_COLUMNS:
        missing = "、".join(sorted(DRAWN_COLUMNS - set(fields)))
        place.under("is_drawn").add(f"抽取专家的台账缺列：{missing}", "补上这些列，或删去 is_drawn")


def _check_editions(spec: RegisterSpec, place: FaultPlace) -> None:
    if spec.editions is None:
        return
    column = next((field for field in spec.field if field.id == spec.editions), None)
    if column is None or column.type != "integer" or not column.is_key:
        place.add("editions 写一个认行的整数列", '那一列写 type = "integer"、is_key = true')


def _check_among(own: RegisterSpec, place: FaultPlace, known: dict[str, RegisterSpec]) -> None:
    """What a built-in register asks for goes without saying where the pack keeps no such one."""
    spec, other = known[own.id], known.get(own.project_among or "")
    if own.project_among is None:
        return
    if other is None:
        place.add(f"“{own.project_among}”不是本包的台账", nearest(own.project_among, known))
    elif not spec.of_project or not other.of_project or other.owner != spec.owner:
        place.add("两个台账要属于同一上级，并且都写项目", "改成同一上级之下、写项目的台账")


def _check_owner(spec: RegisterSpec, place: FaultPlace, known: dict[str, RegisterSpec]) -> None:
    if spec.owner is None or spec.owner in FIXED_OWNERS:
        return
    if spec.owner not in known:
        place.add(f"“{spec.owner}”不是归属", nearest(spec.owner, (*FIXED_OWNERS, *known)))
    elif _is_ring(spec, known):
        place.add("台账的归属绕成了圈", "上一级台账不能又归属于本台账")


def _is_ring(spec: RegisterSpec, known: dict[str, RegisterSpec]) -> bool:
    seen = {spec.id}
    owner = known.get(spec.owner or "")
    while owner is not None:
        if owner.id in seen:
            return True
        seen.add(owner.id)
        owner = known.get(owner.owner or "")
    return False


def _check_field(
    spec: RegisterSpec, field: RegisterField, place: FaultPlace, context: CheckContext
) -> None:
    fields = {each.id: each for each in spec.field}
    if field.type == "choices":
        place.under("type").add("台账的列不能是多选", "分成几个“是/否”列，或写成文字")
    if (field.type == "choice") is not bool(field.choices):
        place.under("choices").add("choices 只用于单选，且不能没有", "改 type 或补选项")
    if field.type == "money" and field.unit not in {"", "万元", "元"}:
        place.under("unit").add("金额的单位只能是万元或元", "改成其中一个")
    if field.is_past and field.type != "date":
        place.under("is_past").add("只有日期列才写 is_past", "删去 is_past")
    if field.not_before and fields.get(field.not_before, field).type != "date":
        place.under("not_before").add("not_before 写本台账的一个日期列", "改成日期列的 id")
    if field.not_before and field.not_before not in fields:
        what = f"没有“{field.not_before}”这一列"
        place.under("not_before").add(what, nearest(field.not_before, fields))
    if field.equals is not None:
        _check_equals(spec, field, place.under("equals"), context)


def _check_equals(
    spec: RegisterSpec, field: RegisterField, place: FaultPlace, context: CheckContext
) -> None:
    fields = {each.id for each in spec.field}
    unknown = [name for name in operand_names(field.equals or "") if name not in fields]
    for name in unknown:
        place.add(f"没有“{name}”这一列", nearest(name, fields))
    if unknown or field.equals is None:
        return
    try:
        kind = operand_kind(qualified(spec.id, field.equals), context.names)
    except OperandError as fault:
        place.add(str(fault), fault.advice)
        return
    if not _same(field, kind):
        place.add(f"算出来的是{kind.label}，这一列不是", "改算式，或改这一列的 type")


def _same(field: RegisterField, kind: Kind) -> bool:
    if field.type == "money":
        return kind.base == "money"
    return field.type in {"integer", "number"} and kind.base in {"number", "days"}


def check_counted(context: CheckContext) -> None:
    """Report counted facts that could not be counted, or whose type is another than counted."""
    for fact, place in context.of(RecordedFact):
        if fact.counted is not None:
            _check_count(fact, fact.counted, place.under("counted"), context)


def _check_count(
    fact: RecordedFact, counted: Counted, place: FaultPlace, context: CheckContext
) -> None:
    context.known("register", counted.register_, place.under("register"))
    context.condition(counted.when, place.under("when"))
    kinds = {
        key: _column(counted.register_, getattr(counted, key), place.under(key), context)
        for key in ("field", "by", "lacking", "day")
    }
    _check_period(counted, kinds["day"], place, context)
    if counted.take in _NEEDS_FIELD and not counted.field:
        place.under("field").add(f"“{counted.take}”要写 field", "写数哪一列")
    if (counted.take in {"shared", "unmatched", "exceeding"}) is not bool(counted.against):
        place.under("against").add("against 只用于 shared、unmatched、exceeding", "补上或删去")
    if (counted.take in {"words", "exceeding", "thin"}) is not bool(counted.limit):
        place.under("limit").add("limit 只用于 words、exceeding、thin", "补上或删去")
    if counted.limit:
        _check_limit(counted, place.under("limit"), context)
    if counted.against:
        _check_against(counted.against, place.under("against"), context)
    wanted = _result(counted, kinds["field"])
    if wanted and fact.type not in wanted:
        place.under("take").add(
            f"{TAKE_LABELS[counted.take]}的结果是{listed(sorted(wanted))}，事项却是 {fact.type}",
            f'事项写 type = "{min(wanted)}"，或换一种 take',
        )


def _check_period(
    counted: Counted, day: str | None, place: FaultPlace, context: CheckContext
) -> None:
    if (counted.within is None) is not (counted.day is None):
        place.under("within").add("within 和 day 要一起写", "补上 day（哪一个日期列），或删去")
    if day not in {None, "date"}:
        place.under("day").add(f"“{counted.day}”不是日期列", "写一个日期列")
    here = place.under("as_of")
    found = context.names.find(counted.as_of) if context.known_name(counted.as_of, here) else None
    if found is not None and found.kind.base != "date":
        here.add(f"“{counted.as_of}”不是日期", "写一个日期事项")


def _column(
    register: str, field: str | None, place: FaultPlace, context: CheckContext
) -> str | None:
    """The type of a column, None if there is none."""
    if field is None or register not in context.ids["register"]:
        return None
    name = field_fact(register, field)
    spec = context.names.facts.get(name)
    if spec is None:
        columns = [n for n in context.names.facts if n.startswith(f"{register}.")]
        place.add(f"“{register}”没有“{field}”这一列", nearest(name, columns))
        return None
    return spec.type


def _check_against(against: Against, place: FaultPlace, context: CheckContext) -> None:
    context.known("register", against.register_, place.under("register"))
    context.condition(against.when, place.under("when"))
    _column(against.register_, against.field, place.under("field"), context)
    _column(against.register_, against.by, place.under("by"), context)


def _check_limit(counted: Counted, place: FaultPlace, context: CheckContext) -> None:
    if not context.known_name(counted.limit or "", place):
        return
    found = context.names.find(counted.limit or "")
    wanted = "words" if counted.take == "words" else "number"
    if found is not None and found.kind.base != wanted:
        advice = "写单位是“词”的设定" if wanted == "words" else "写单位是 % 或个数的设定"
        place.add(f"“{counted.limit}”是{found.kind.label}，这里用不上", advice)


def _result(counted: Counted, column: str | None) -> frozenset[str]:
    """Types the fact may have; empty where the column is unknown."""
    if counted.take in {"sum", "largest", "smallest", "latest"}:
        if column is None:
            return frozenset()
        allowed = _NUMERIC if counted.take == "sum" else _SCALAR
        if counted.take == "latest" or column in allowed:
            return frozenset({column})
        return frozenset({f"（{column}不能这样算）"})
    return frozenset({_RESULT_OF_COUNT})
