"""Holds that steps on register entries put on what the entries belong to (暂停, 暂缓)."""

from collections.abc import Iterable, Sequence

from desktop_app.domain.record import Subject
from desktop_app.domain.register import ENTRY, RegisterEntry
from desktop_app.use_cases.standing.histories import Place, records_of
from desktop_app.use_cases.standing.reading import Reading

HELD_KINDS = frozenset({"unit", "project", "system"})
"""Kinds of subjects a hold may be put on."""


def holds_put_on(reading: Reading, kind: str, keys: Iterable[int]) -> dict[int, frozenset[str]]:
    """The holds in force on subjects of a kind through entries that name them, by key."""
    registers = frozenset().union(*(each.holding for each in reading.outlines))
    if kind not in HELD_KINDS or not registers:
        return {}
    entries = _naming(reading, kind, tuple(keys), registers)
    records = records_of(reading, ENTRY, [entry.id for _, entry in entries])
    found: dict[int, frozenset[str]] = {}
    for key, entry in entries:
        pack = reading.pinned((entry.pack, entry.pack_version))
        history = records.history(pack, entry.id, Place(entry.register_id, entry.state))
        held = {hold.id for hold in pack.holds if hold.subject == kind} & history.holds
        found[key] = found.get(key, frozenset()) | held
    return found


def _naming(
    reading: Reading, kind: str, keys: Sequence[int], registers: frozenset[str]
) -> list[tuple[int, RegisterEntry]]:
    """The entries of some registers that name these subjects; a unit also through its projects."""
    owners = [(key, Subject(kind, key)) for key in keys]
    if kind == "unit":
        units = reading.view.projects.owners()
        owners += [(units[p], Subject("project", p)) for p in units if units[p] in set(keys)]
    reading.shelf.expect(owner for _, owner in owners)
    named = {
        (key, entry.id): entry
        for key, owner in owners
        for register in registers
        for entry in reading.shelf.of_owner(register, owner)
    }
    return [(key, entry) for (key, _), entry in named.items()]
