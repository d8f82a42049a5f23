"""What every intake shares: a draft per row, and the two acts of planning and storing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from db.unit_of_work import ReadView, UnitOfWork
from desktop_app.domain.base_data import Unit
from desktop_app.domain.record import Subject
from desktop_app.excel.grid import column_number, quote
from desktop_app.excel.problems import CellProblem
from desktop_app.excel.reading import RowReading, SheetReading
from desktop_app.rules.pack import Pack
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.imports.views import FieldChange
from desktop_app.use_cases.progress import SILENT, Steps
from desktop_app.use_cases.regime import pack_having

MATCHING, STORING = "正在与记录比对", "正在写入"
"""What is told while rows meet the records and while they are stored."""


@dataclass(frozen=True)
class Place:
    """Where a row stands: workbook, sheet reading and the unit that sent it."""

    file: str
    reading: SheetReading
    sender: Unit | None
    dated: date
    """填报日期 of the head, else the day of the import."""
    digest: str
    office: str = ""
    """Role of the office that sent it, for sheets offices fill in."""
    is_long_ago: bool = False
    """Whether that day is so far back that it may be a slip."""

    def problem(
        self, row: RowReading, column: str, cause: str, message: str, advice: str
    ) -> CellProblem:
        """A problem at the cell of a row; the row's first cell if the column is not there."""
        letter = self.reading.columns.get(column) or next(iter(self.reading.columns.values()), "A")
        place = column_number(letter)
        value = quote(row.raw[place]) if place < len(row.raw) else ""
        cell = f"{letter}{row.row}"
        title = self.reading.title_of(letter)
        return CellProblem(
            self.file, self.reading.sheet, cell, value, cause, message, advice, column=title
        )


@dataclass(frozen=True)
class Draft:
    """One row after matching: what would be stored, and what stands against it."""

    place: Place
    row: RowReading
    kind: str
    """new | changed | unchanged | skipped | problem"""
    title: str
    record_id: int | None = None
    record: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    """Fields of the model to store; for a changed row only those that differ."""
    changes: tuple[FieldChange, ...] = ()
    problems: tuple[CellProblem, ...] = ()
    remarks: tuple[CellProblem, ...] = ()
    """What is told of a row and does not stop the workbook: why it is skipped, what is in doubt."""


def subjects_of(kind: str, drafts: Sequence[Draft], new: Iterable[int]) -> list[Subject]:
    """What the drafts were stored as; `new` are the keys of those without a record, in order."""
    keys = iter(new)
    return [Subject(kind, next(keys) if d.record_id is None else d.record_id) for d in drafts]


@dataclass(frozen=True)
class Surroundings:
    """What all intakes may look at while planning and storing."""

    desk: Desk
    view: ReadView
    pack: Pack
    units: Mapping[str, Unit]
    today: date
    steps: Steps = SILENT
    """Where long work reports, and hears that it is to stop."""
    planned: tuple[Draft, ...] = ()
    """What was planned so far in this import: rows of other sheets may stand below its rows."""
    accepted: Mapping[str, frozenset[tuple[str, str]]] = field(default_factory=dict)
    """Cells (sheet, cell) by file whose amount was confirmed as it stands."""

    def keeping(self, register: str) -> Pack:
        """The pack in force that keeps a register."""
        return pack_having(
            self.desk, self.view, lambda pack: any(e.id == register for e in pack.registers)
        )


class Intake(Protocol):
    """The rows of one sheet meeting the records."""

    @property
    def sheet(self) -> str:
        """Id of the sheet."""
        ...

    def plan(self, around: Surroundings, rows: Sequence[tuple[Place, RowReading]]) -> list[Draft]:
        """One draft per row; nothing is written."""
        ...

    def store(
        self, uow: UnitOfWork, around: Surroundings, drafts: Sequence[Draft]
    ) -> list[Subject]:
        """Write the new and changed drafts; the subjects written, in the drafts' order."""
        ...
