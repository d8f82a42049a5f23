"""Rows of a round's workbook an office still owes an answer on, where they stand in its sheet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from desktop_app.domain.record import Recipient, Round
from desktop_app.excel.sheet import SheetSpec
from desktop_app.excel.sheets.registers import PROJECT_CODE, PROJECT_NAME
from desktop_app.use_cases.imports.specs import place_of
from desktop_app.use_cases.registers.known_rows import KnownRows
from desktop_app.use_cases.standing.reading import Reading
from desktop_app.values.ids import ProjectId, RecipientId


@dataclass(frozen=True)
class OwedRow:
    """One row without an answer; `row` is 0 where the returned sheet has no such row."""

    code: str
    name: str
    sheet: str = ""
    row: int = 0

    @property
    def text(self) -> str:
        """The row in words, `年度计划联审意见表 第12行 QY2026-012 智慧城管`."""
        place = f"{self.sheet} 第{self.row}行 " if self.row else ""
        return f"{place}{self.code} {self.name}"


def owed_rows(
    reading: Reading, spec: SheetSpec, opened: Round, recipients: Iterable[Recipient]
) -> dict[RecipientId, tuple[OwedRow, ...]]:
    """What the offices of a round that returned their workbook left unanswered, by recipient."""
    offices = [each for each in recipients if each.office and each.returned_on is not None]
    if not offices or not spec.is_ledger:
        return {}
    place = place_of(reading.keeping(spec.id), spec.id)
    known = KnownRows(reading, place)
    answer = next((f.id for f in place.spec.field if f.required and not f.is_key), "")
    codes = {each.id: each.code for each in reading.view.projects.rows()}
    found = {}
    for each in offices:
        rows = known.of_office(each.office, opened.entry_id)
        places = {codes.get(o.project_id or ProjectId(0)): (o.sheet, o.row) for o in each.left_open}
        found[each.id] = tuple(_owed(row, places) for row in rows if row.get(answer) is None)
    return found


def _owed(row: Mapping[str, object], places: Mapping[str | None, tuple[str, int]]) -> OwedRow:
    code, name = str(row.get(PROJECT_CODE) or ""), str(row.get(PROJECT_NAME) or "")
    sheet, number = places.get(code, ("", 0))
    return OwedRow(code, name, sheet, number)
