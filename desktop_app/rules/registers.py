"""Registers (台账) as a pack has them: the program's own, changed and extended by the pack."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache

from desktop_app.rules.facts import FactSpec
from desktop_app.rules.kinds import YUAN
from desktop_app.rules.schema.procedures import State
from desktop_app.rules.schema.registers import RegisterField, RegistersFile, RegisterSpec
from desktop_app.rules.schema.rules import Operand
from resources import resource

ENTRY_STATE = "entry_state"
"""The state of an entry as a column, for conditions: `contract.entry_state`."""
ENTRY_PROJECT = "entry_project"
"""The project an entry names as a column, to match rows: `plan_item.entry_project`."""
ENTRY_PARENT = "entry_parent"
"""The row an entry stands under as a column, to match rows: `plan_item.entry_parent`."""
OFFICE = "office"
"""The column whose choices are offices: a built-in one speaks of them as the pack does."""
NOT_SAID = ("title", "label", "stage", "owner", "name")
"""Keys a pack leaves out where it takes a built-in register as it is."""


@cache
def builtin_registers() -> Mapping[str, RegisterSpec]:
    """The registers that ship with the program, by id."""
    found: dict[str, RegisterSpec] = {}
    for path in sorted(resource("registers").glob("*.toml")):
        table = tomllib.loads(path.read_text("utf-8"), parse_float=Decimal)
        for spec in RegistersFile.model_validate(table).register_:
            found[spec.id] = spec
    return found


def registers_of(
    own: Iterable[RegisterSpec], offices: Mapping[str, str] | None = None
) -> tuple[RegisterSpec, ...]:
    """The registers a pack uses, each complete, in the pack's order.

    Args:
        own: the registers the pack writes.
        offices: what the pack calls its offices, by role.
    """
    known, written = builtin_registers(), tuple(own)
    kept = {spec.id for spec in written}
    found = (
        _over(_with_offices(known[spec.id], offices or {}), spec) if spec.id in known else spec
        for spec in written
    )
    return tuple(
        spec if spec.project_among in kept else spec.model_copy(update={"project_among": None})
        for spec in found
    )


def _with_offices(base: RegisterSpec, offices: Mapping[str, str]) -> RegisterSpec:
    """A built-in register with the pack's words for the offices its rows name."""
    fields = tuple(
        field.model_copy(
            update={
                "choices": tuple(
                    each.model_copy(update={"label": offices.get(each.id, each.label)})
                    for each in field.choices
                )
            }
        )
        if field.id == OFFICE and field.choices
        else field
        for field in base.field
    )
    return base.model_copy(update={"field": fields})


def _over(base: RegisterSpec, own: RegisterSpec) -> RegisterSpec:
    """A built-in register with what the pack says of it."""
    given = {key: getattr(own, key) for key in own.model_fields_set if key != "field"}
    return base.model_copy(update={**given, "field": tuple(_fields(base.field, own.field))})


def _fields(
    base: tuple[RegisterField, ...], own: tuple[RegisterField, ...]
) -> Iterator[RegisterField]:
    """The columns in order: built-in ones with their changes, added ones behind those they name."""
    by_id = {field.id: field for field in own}
    known = {field.id for field in base}
    added = [field for field in own if field.id not in known]
    for field in base:
        change = by_id.get(field.id)
        yield _changed(field, change) if change else field
        yield from (each for each in added if each.after == field.id)
    yield from (each for each in added if each.after not in known)


def _changed(field: RegisterField, change: RegisterField) -> RegisterField:
    return field.model_copy(
        update={key: getattr(change, key) for key in change.model_fields_set - {"id", "type"}}
    )


def field_fact(register: str, field: str) -> str:
    """Name of a column as a fact: `contract.amount`."""
    return f"{register}.{field}"


def register_facts(
    registers: Iterable[RegisterSpec], states: Iterable[State]
) -> Iterator[FactSpec]:
    """The facts the columns of registers give; where an entry stands, whose project it is."""
    known = tuple(states)
    for spec in registers:
        own = tuple((state.id, state.title) for state in known if state.subject == spec.id)
        if own:
            name = field_fact(spec.id, ENTRY_STATE)
            yield FactSpec(name, "choice", "状态", spec.id, "", own, "column")
        name = field_fact(spec.id, ENTRY_PROJECT)
        yield FactSpec(name, "text", "所属项目", spec.id, origin="column")
        name = field_fact(spec.id, ENTRY_PARENT)
        yield FactSpec(name, "text", "上一级条目", spec.id, origin="column")
        for field in spec.field:
            yield FactSpec(
                field_fact(spec.id, field.id),
                field.type,
                field.label,
                spec.id,
                _fact_unit(field),
                tuple((choice.id, choice.label) for choice in field.choices),
                "column",
                is_required=field.required,
                personal=field.format if field.is_personal else None,
                is_long=field.format == "long",
            )


def _fact_unit(field: RegisterField) -> str:
    """What a column reads in: money in 元 where it is written so, else (empty) in 万元."""
    return "" if field.type == "money" and field.unit != YUAN else field.unit


def qualified(register: str, operand: Operand) -> Operand:
    """A term over columns of a row, with the columns named as facts."""
    if isinstance(operand, str):
        return field_fact(register, operand)
    inner = {
        key: tuple(qualified(register, part) for part in parts)
        for key in ("sum_", "minus", "times", "ratio", "excess")
        if (parts := getattr(operand, key)) is not None
    }
    return operand.model_copy(update=inner)
