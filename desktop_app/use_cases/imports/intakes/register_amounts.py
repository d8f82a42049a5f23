"""元 or 万元 in register sheets: asked where rows do not fit the amounts of what they belong to.

Lines of a table may be of any size beside each other, but a line is hardly worth several times
the whole project, and the lines together hardly a ten-thousandth of it or ten thousand times it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from desktop_app.excel.money_units import unit_fault
from desktop_app.excel.sheet import ColumnKind, ColumnSpec
from desktop_app.rules.register_place import RegisterPlace
from desktop_app.use_cases.imports.intakes.intake import Draft, Place, Surroundings
from desktop_app.use_cases.imports.intakes.register_drafts import RowDraft, row_of
from desktop_app.use_cases.imports.intakes.register_index import Identity

TIMES = 10_000
FAR = 3
"""A line this many times the largest amount on record is asked about."""
FITTING = 100
"""A sum within this many times an amount on record fits it as it stands."""
CLOSE = 2
"""Read in the other unit, the sum comes as close as this to an amount on record."""


@dataclass(frozen=True)
class _Doubt:
    index: int
    column: str
    fen: int
    reason: str


Group = list[tuple[int, RowDraft]]
"""The rows that belong to the same, with the places of their drafts."""
Groups = dict[Identity, Group]


def doubted(around: Surroundings, place: RegisterPlace, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with a problem at every amount whose unit has to be confirmed."""
    found = list(drafts)
    groups: Groups = {}
    for index, draft in enumerate(drafts):
        if (row := row_of(draft)) is not None:
            groups.setdefault(row.found.identity, []).append((index, row))
    for group in groups.values():
        known = [fen for fen in _known(group[0][1], place) if fen > 0]
        for column in _money(drafts[group[0][0]].place) if known else ():
            for doubt in _doubts(column, group, known):
                found[doubt.index] = _asked(around, found[doubt.index], doubt)
    return found


def _money(place: Place) -> list[ColumnSpec]:
    """The register's own columns of money that the sheet has."""
    spec, columns = place.reading.spec, place.reading.columns
    return [
        each
        for each in spec.columns
        if each.kind is ColumnKind.MONEY
        and each.key in columns
        and each.key not in spec.told_columns
    ]


def _doubts(column: ColumnSpec, group: Group, known: Sequence[int]) -> Iterator[_Doubt]:
    key, largest = column.key, max(known)
    amounts = [(n, fen) for n, row in group if type(fen := row.cells.get(key)) is int and fen > 0]
    if column.unit == "万元":
        for index, fen in amounts:
            if fen > largest * FAR:
                yield _Doubt(index, key, fen, "远大于所属项目的金额")
    if amounts and _is_other_unit(sum(fen for _, fen in amounts), known):
        index, fen = max(amounts, key=itemgetter(1))
        yield _Doubt(index, key, fen, "各行合计与所属项目的金额相差约一万倍")


def _is_other_unit(total: int, known: Sequence[int]) -> bool:
    """Whether the sum fits an amount on record in the other unit, and none as it stands."""
    ratios = [max(total, fen) / min(total, fen) for fen in known]
    is_far = all(ratio > FITTING for ratio in ratios)
    return is_far and any(TIMES / CLOSE <= ratio <= TIMES * CLOSE for ratio in ratios)


def _known(row: RowDraft, place: RegisterPlace) -> list[int]:
    """The amounts on record of what the row belongs to: of its project, of the row above it."""
    project, above = row.found.project, row.found.above
    amounts: list[int] = list(project.amounts.values()) if project else []
    if above is not None:
        money = [f.id for f in place.above[-1].field if f.type == "money"]
        amounts += [fen for key in money if type(fen := above.cells.get(key)) is int]
    return amounts


def _asked(around: Surroundings, draft: Draft, doubt: _Doubt) -> Draft:
    place, row = draft.place, draft.row
    letter = place.reading.columns.get(doubt.column, "")
    accepted: Mapping[str, frozenset[tuple[str, str]]] = around.accepted
    if (place.reading.sheet, f"{letter}{row.row}") in accepted.get(place.file, frozenset()):
        return draft
    unit = place.reading.spec.column(doubt.column).unit
    fault = unit_fault(doubt.fen, unit, doubt.reason)
    told = place.problem(row, doubt.column, fault.cause, fault.message, fault.advice)
    if any(each.cell == told.cell for each in draft.problems):
        return draft
    return replace(draft, kind="problem", problems=(*draft.problems, told))
