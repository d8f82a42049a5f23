"""What reading a workbook gives: values per row, and everything that was noticed on the way."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from desktop_app.excel.problems import CellProblem
from desktop_app.excel.sheet import SheetSpec
from desktop_app.values.money import Fen


class RowReading(NamedTuple):
    """One row: `row` as the workbook counts it (from 1), values by column key, None for empty.

    Money is Fen, dates are `date`, decimals `Decimal` (a ratio for %), choices are codes, yes/no is
    bool, the rest text or int. A value with a problem is None here; `raw` holds the cells of the
    row as they were. An unanswered row says only which one it is, nothing of it.
    """

    row: int
    values: dict[str, object]
    raw: list[object]
    is_hidden: bool = False
    is_unanswered: bool = False


@dataclass(frozen=True)
class TemplateMark:
    """The hidden mark of a template we handed out: sheet id, version, unit (or office) and round.

    `office` is the role of the office that got it in place of a unit; `unit` then its name.
    """

    sheet: str
    version: str
    unit: str = ""
    round: str = ""
    office: str = ""


@dataclass(frozen=True)
class ColumnMap:
    """A clerk's decision: the column with this header is this key; empty key means ignore it."""

    sheet: str
    header: str
    key: str


@dataclass(frozen=True)
class AmountMemory:
    """Amounts known before: by (unit, name) as `normal_name` gives them, and the usual size.

    Used only to ask whether 元 and 万元 were mixed up, never to fill in a value. `accepted` are
    the (sheet, cell) pairs the clerk has confirmed.
    """

    known: Mapping[tuple[str, ...], Fen] = field(default_factory=dict)
    typical_fen: Fen | None = None
    accepted: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True)
class SheetReading:
    """One recognised sheet; `columns` maps keys to letters, `unknown_columns` letters to headers.

    `suggestions` maps the letter of an unknown column to the key it may be. `heading` holds
    `unit`, `date` and `money_unit` as written around the table, empty where they are not, and
    what the head says the rows belong to by the keys of those columns.
    """

    spec: SheetSpec
    sheet: str
    header_rows: tuple[int, ...]
    columns: Mapping[str, str]
    unknown_columns: Mapping[str, str]
    missing_columns: tuple[str, ...]
    suggestions: Mapping[str, str]
    heading: Mapping[str, str]
    rows: tuple[RowReading, ...]
    problems: tuple[CellProblem, ...]
    notes: tuple[str, ...] = ()
    decided_columns: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """By letter the header and key of columns a clerk decided on; an empty key leaves one out."""

    def title_of(self, letter: str) -> str:
        """Title of the column at this letter, empty for one that is not known."""
        keys = (key for key, at in self.columns.items() if at == letter)
        return next((self.spec.column(key).title for key in keys), "")


@dataclass(frozen=True)
class BookReading:
    """One workbook; `refusal` says why nothing of it was read, None if it was."""

    file: str
    digest: str
    """SM3 of the file in hex; empty for a workbook refused as 涉密."""
    kind: str
    refusal: CellProblem | None
    template: TemplateMark | None
    sheets: tuple[SheetReading, ...]
    notes: tuple[str, ...] = ()

    @property
    def problems(self) -> tuple[CellProblem, ...]:
        """Every problem of the workbook, the refusal first."""
        first = () if self.refusal is None else (self.refusal,)
        return first + tuple(problem for sheet in self.sheets for problem in sheet.problems)

    @property
    def is_clean(self) -> bool:
        """Whether the workbook may be imported."""
        return not self.problems
