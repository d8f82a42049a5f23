"""Merged cells among the data: followed down where that is certain, a problem elsewhere."""

from desktop_app.excel.faults import CellFault
from desktop_app.excel.grid import Area, Place, RawSheet, column_letters
from desktop_app.excel.headers import Header
from desktop_app.excel.problems import Cause
from desktop_app.excel.sheet import ColumnKind

Fault = tuple[int, int, CellFault]
_FOLLOWED = frozenset({ColumnKind.TEXT, ColumnKind.CHOICE, ColumnKind.BOOLEAN, ColumnKind.YEAR})


def merged_data(
    sheet: RawSheet, header: Header, data: list[int]
) -> tuple[dict[Place, object], list[Fault]]:
    """Values to fill in, by (place in `data`, column), and the merged areas that are unclear."""
    filled: dict[Place, object] = {}
    faults: list[Fault] = []
    if not sheet.merges:
        return filled, faults
    places = {row: index for index, row in enumerate(data)}
    followed = _followed_columns(header)
    mapped = set(header.columns.values())
    for area in sheet.merges:
        rows = [row for row in range(area[0], min(area[2], len(sheet.rows)) + 1) if row in places]
        inside = [column for column in range(area[1], area[3] + 1) if column in mapped]
        if not rows or not inside or area[0] <= header.last:
            continue
        if inside == [area[1]] and rows == [area[0]]:
            continue
        if area[1] == area[3] and area[1] in followed and len(rows) == area[2] - area[0] + 1:
            value = sheet.rows[area[0]][area[1]]
            filled.update({(places[row], area[1]): value for row in rows})
        else:
            faults.append(_fault(area, rows))
    return filled, faults


def _followed_columns(header: Header) -> set[int]:
    """Columns of repeated words, and those that say what rows belong to; never a row's own key."""
    spec = header.spec
    keys = {key for key in spec.key if key != spec.unit_column}
    followed = {c.key for c in spec.columns if c.kind in _FOLLOWED and c.key not in keys}
    followed |= set(spec.owner_columns)
    return {at for key, at in header.columns.items() if key in followed}


def _fault(area: Area, rows: list[int]) -> Fault:
    first = f"{column_letters(area[1])}{area[0] + 1}"
    last = f"{column_letters(area[3])}{area[2] + 1}"
    row = rows[0] if area[0] not in rows else area[0]
    return row, area[1], CellFault(Cause.MERGED_DATA, f"{first}:{last}是合并单元格")
