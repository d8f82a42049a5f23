"""Rows that may no longer be touched by hand: frozen by their own state or by a row above them."""

from collections.abc import Iterable, Mapping

from db.unit_of_work import ReadView
from desktop_app.domain.register import RegisterEntry
from desktop_app.errors import Refused
from desktop_app.rules.pack import Pack
from desktop_app.rules.schema import State
from desktop_app.values.ids import EntryId


def refuse_frozen(view: ReadView, pack: Pack, rows: Iterable[EntryId | None]) -> None:
    """Refuse to touch these rows, or to put rows below them, where a state of the pack forbids it.

    The advice of the refusal is the pack's: what to do instead.
    """
    states = {state.id: state for state in pack.states if state.freezes}
    if not states:
        return
    found = frozen_by(view, states, rows)
    for frozen in found.values():
        state = states[frozen.state]
        raise Refused(
            f"“{frozen.name}”{state.title}，它和它下面的条目已冻结，不能再改动",
            advice=state.freezes,
            record=frozen.name,
            clauses=pack.clauses(state.rows),
        )


def frozen_by(
    view: ReadView, states: Mapping[str, State], rows: Iterable[EntryId | None]
) -> dict[EntryId, RegisterEntry]:
    """The row whose state freezes each of these: itself or the nearest one above, by key."""
    starts = {key for key in rows if key is not None}
    known = upwards(view, starts)
    found: dict[EntryId, RegisterEntry] = {}
    for start in starts:
        entry = known.get(start)
        while entry is not None and entry.state not in states:
            entry = known.get(entry.parent_id) if entry.parent_id is not None else None
        if entry is not None:
            found[start] = entry
    return found


def upwards(view: ReadView, rows: Iterable[EntryId]) -> dict[EntryId, RegisterEntry]:
    """These rows with all those they stand under."""
    known: dict[EntryId, RegisterEntry] = {}
    wanted = set(rows)
    while wanted:
        read = view.registers.many(wanted)
        known |= {entry.id: entry for entry in read}
        wanted = {entry.parent_id for entry in read if entry.parent_id is not None} - known.keys()
    return known
