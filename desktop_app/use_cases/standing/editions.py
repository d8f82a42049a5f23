"""Editions of a row: the same thing drawn up again, told apart by the column that counts them."""

from collections.abc import Mapping

from db.unit_of_work import ReadView
from desktop_app.domain.register import RegisterEntry
from desktop_app.errors import Refused
from desktop_app.rules.pack import Pack
from desktop_app.rules.schema import RegisterSpec
from desktop_app.rules.verdict import JsonValue

Cells = Mapping[str, JsonValue]


def edition_of(spec: RegisterSpec, cells: Cells) -> int:
    """Which edition the cells are, 0 where nothing counts them."""
    found = cells.get(spec.editions or "")
    return found if isinstance(found, int) else 0


def is_same_thing(spec: RegisterSpec, one: Cells, other: Cells) -> bool:
    """Whether two rows are editions of one thing: all other key columns agree."""
    keys = [each.id for each in spec.field if each.is_key and each.id != spec.editions]
    return all(str(one.get(key) or "").strip() == str(other.get(key) or "").strip() for key in keys)


def editions(view: ReadView, spec: RegisterSpec, cells: Cells) -> tuple[RegisterEntry, ...]:
    """Every edition of the thing the cells name, the oldest first."""
    found = [
        each
        for each in view.registers.of_register(spec.id)
        if is_same_thing(spec, each.cells, cells)
    ]
    return tuple(sorted(found, key=lambda entry: edition_of(spec, entry.cells)))


def earlier_editions(
    view: ReadView, spec: RegisterSpec, entry: RegisterEntry
) -> tuple[RegisterEntry, ...]:
    """The editions before this one, the oldest first."""
    own = edition_of(spec, entry.cells)
    return tuple(
        each for each in editions(view, spec, entry.cells) if edition_of(spec, each.cells) < own
    )


def refuse_out_of_turn(view: ReadView, pack: Pack, spec: RegisterSpec, cells: Cells) -> None:
    """A new row is the first edition, or the one after the last once that one is settled."""
    if spec.editions is None:
        return
    known = editions(view, spec, cells)
    last = known[-1] if known else None
    due = edition_of(spec, last.cells) + 1 if last else 1
    if edition_of(spec, cells) != due:
        raise Refused(
            f"{spec.label}现在应登记第 {due} 版，不是第 {edition_of(spec, cells)} 版",
            advice="请核对版次；同一份只有一版还在办的时候，直接改那一版。",
        )
    if last is not None and not is_settled(pack, spec, last):
        raise Refused(
            f"“{last.name}”第 {due - 1} 版还没有办完，不能另登记一版",
            advice="请直接改那一版；要保留它、另起一版的，用“新编一版”。",
            record=last.name,
        )


def is_settled(pack: Pack, spec: RegisterSpec, entry: RegisterEntry) -> bool:
    """Whether a row may not be changed any more; always where no state of the register says so."""
    states = {state.id: state for state in pack.states if state.subject == spec.id}
    state = states.get(entry.state)
    if state is None or not any(each.freezes for each in states.values()):
        return True
    return bool(state.freezes) or state.is_end
