"""The program's own registers as a pack writer needs them: columns, types, choices by id."""

from collections.abc import Iterable, Iterator

from desktop_app.rules.registers import builtin_registers
from desktop_app.rules.schema.facts import FACT_TYPE_LABELS
from desktop_app.rules.schema.registers import RegisterField, RegisterSpec

HEAD = ("列", "表头", "类型", "写法", "选项")
TITLE = "# 程序自带的台账"
LEAD = (
    "规则包里写条件、算式、例子时照这里的编号；必填、认行和选项都可以在规则包里改，"
    "见《怎样编写》第 13 节。"
)


def register_columns(spec: RegisterSpec) -> Iterator[tuple[str, ...]]:
    """One line a column, in the order of the sheet, under `HEAD`."""
    for field in spec.field:
        yield (field.id, field.label, _type(field), _marks(field), _choices(field))


def register_guide(ids: Iterable[str] = ()) -> str:
    """The built-in registers (all, or those named) as a page of text with a table for each."""
    wanted = tuple(ids)
    found = [spec for key, spec in builtin_registers().items() if not wanted or key in wanted]
    return "\n\n".join((TITLE, LEAD, *map(_section, found))) + "\n"


def _section(spec: RegisterSpec) -> str:
    lines = [HEAD, ("---",) * len(HEAD), *register_columns(spec)]
    table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return f"## `{spec.id}` {spec.title}（一行叫“{spec.label}”）\n\n{table}"


def _type(field: RegisterField) -> str:
    written = field.unit or ("万元" if field.type == "money" else "")
    unit = f"（{written}）" if written else ""
    return f"`{field.type}` {FACT_TYPE_LABELS[field.type]}{unit}"


def _marks(field: RegisterField) -> str:
    marks = {"必填": field.required, "认行": field.is_key, "个人信息": field.is_personal}
    return "、".join(word for word, is_so in marks.items() if is_so)


def _choices(field: RegisterField) -> str:
    return "、".join(f"`{choice.id}` {choice.label}" for choice in field.choices)
