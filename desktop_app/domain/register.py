"""Rows of registers (台账): what they hold and what they belong to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from desktop_app.domain.record import Subject
from desktop_app.rules.verdict import JsonValue
from desktop_app.values.ids import EntryId, ProjectId, SystemId, UnitId

ENTRY = "entry"
"""Kind of a register row as a subject, whatever its register; a pack names the register."""


@dataclass(frozen=True)
class RegisterEntry:
    """One row of a register; what it belongs to stands in one of the keys, `project_id` besides.

    An entry below another (`parent_id`) carries the project of the one above it.
    """

    id: EntryId
    register_id: str
    name: str
    """The column that titles the row, as text."""
    cells: Mapping[str, JsonValue]
    """By column: 分, ISO dates, exact decimals as text, choice ids; empty cells are left out."""
    pack: str
    pack_version: str
    registered_on: date
    project_id: ProjectId | None = None
    unit_id: UnitId | None = None
    system_id: SystemId | None = None
    parent_id: EntryId | None = None
    state: str = ""
    """A state id of the pack, empty where entries of the register have no states."""
    version: int = 1
    pinyin: str = ""

    @property
    def subject(self) -> Subject:
        """The entry as the subject of procedures, papers and notes."""
        return Subject(ENTRY, self.id)

    @property
    def owner(self) -> Subject | None:
        """What the row belongs to; None for a register of nobody's."""
        owners = (
            (ENTRY, self.parent_id),
            ("unit", self.unit_id),
            ("system", self.system_id),
            ("project", self.project_id),
        )
        return next((Subject(kind, key) for kind, key in owners if key is not None), None)


@dataclass(frozen=True)
class Owner:
    """What a new row is to belong to."""

    project_id: ProjectId | None = None
    unit_id: UnitId | None = None
    system_id: SystemId | None = None
    parent_id: EntryId | None = None


@dataclass(frozen=True)
class Origin:
    """Where an imported row came from: workbook, sheet, row and the letters of its columns."""

    file: str = ""
    sheet: str = ""
    row: int = 0
    columns: Mapping[str, str] = field(default_factory=dict)
