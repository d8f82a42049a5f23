"""What an import would do and did: rows by kind, problems at the cell, similar projects."""

from dataclasses import dataclass
from pathlib import Path

from desktop_app.use_cases.reserve_pool.views import SimilarGroupView
from desktop_app.values.ids import BatchId


@dataclass(frozen=True)
class FieldChange:
    """One cell that differs from the record."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class RowPlan:
    """One row of a workbook and what its import would do."""

    sheet: str
    row: int
    kind: str
    """new | changed | unchanged | skipped | problem"""
    title: str
    record: str = ""
    """Code or name of the matched record."""
    changes: tuple[FieldChange, ...] = ()
    light: str = "none"
    light_word: str = ""
    reasons: tuple[str, ...] = ()
    """What the checks find against the row: title, word and clauses of each."""


@dataclass(frozen=True)
class CellProblemView:
    """One problem at sheet!cell; `stops` says whether it holds back the whole workbook."""

    cell: str
    value: str
    cause: str
    cause_title: str
    message: str
    advice: str
    clause: str = ""
    stops: bool = True
    column: str = ""
    """Title of the cell's column."""


@dataclass(frozen=True)
class UnknownColumn:
    """A column the program does not know; its cells are stored if the clerk says what it is."""

    sheet: str
    """Id of the sheet specification the workbook was recognised as."""
    letter: str
    header: str
    suggestion: str
    """Key of the column it may be, or was decided to be; empty if none."""
    is_decided: bool = False
    """Whether a clerk has said what it is, now or at an earlier import."""


@dataclass(frozen=True)
class FilePlan:
    """One workbook or pasted range: recognised sheet, rows and problems."""

    file: str
    sheet: str
    """Id of the recognised sheet specification; empty when the file was refused."""
    sheet_title: str
    unit: str
    rows: tuple[RowPlan, ...]
    problems: tuple[CellProblemView, ...]
    notes: tuple[str, ...] = ()
    """Remarks in the clerk's words: moved columns, hidden rows, totals checked, seen before."""
    unknown_columns: tuple[UnknownColumn, ...] = ()
    is_repeated: bool = False
    """The very same file was imported before."""

    def count(self, kind: str) -> int:
        """How many rows are of this kind."""
        return sum(1 for row in self.rows if row.kind == kind)

    @property
    def is_stopped(self) -> bool:
        """Whether a problem holds the whole workbook back."""
        return any(problem.stops for problem in self.problems)


@dataclass(frozen=True)
class ImportPreview:
    """All files of one import, before anything is written."""

    files: tuple[FilePlan, ...]
    similar: tuple[SimilarGroupView, ...] = ()

    @property
    def can_apply(self) -> bool:
        """Whether at least one workbook without a stopping problem would change something."""
        return any(
            not file.is_stopped and (file.count("new") or file.count("changed"))
            for file in self.files
        )


@dataclass(frozen=True)
class ImportResult:
    """What was stored: one batch, undone as one act; None when nothing was to be changed."""

    preview: ImportPreview
    batch: BatchId | None
    new: int
    changed: int
    unchanged: int


@dataclass(frozen=True)
class ReturnedFile:
    """The annotated copy of one workbook and its cover note."""

    file: str
    workbook: Path
    cover_note: Path
    problems: int
    is_rebuilt: bool
    """True when an .xls came back as .xlsx."""
