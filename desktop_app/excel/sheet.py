"""What one sheet looks like: the one definition behind template, reader, preview and export."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from desktop_app.values.identity import mask_as


class ColumnKind(StrEnum):
    """The type of a column's cells."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    INTEGER = "integer"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    CHOICE = "choice"
    BOOLEAN = "boolean"
    CREDIT_CODE = "credit_code"
    ID_CARD = "id_card"
    PHONE = "phone"
    VIN = "vin"
    INVOICE = "invoice"
    CODE = "code"
    YEAR = "year"


_FILTER_MARK = 2
"""What bold letters and the button of the filter take off the room of a header, in characters."""
_ONE_LINE = 24
"""A header so wide is set on one line; a longer one breaks."""
Choices = tuple[tuple[str, str], ...]
"""Pairs of code and Chinese label; further labels of one code are accepted but not offered."""


@dataclass(frozen=True)
class ColumnSpec:
    """One column; `unit` is 万元 or 元 for money, `minimum`/`maximum` are 分 or plain numbers.

    A number is an exact decimal; with the unit % it is the ratio a percentage stands for. `hint`
    is shown in the template; `max_length` 0 means no limit; `suggestions` are offered in the
    drop-down of a text column without being enforced; `example` fills the row marked 示例.
    """

    key: str
    title: str
    kind: ColumnKind = ColumnKind.TEXT
    unit: str = ""
    required: bool = False
    choices: Choices = ()
    width: float = 14
    hint: str = ""
    aliases: tuple[str, ...] = ()
    max_length: int = 0
    minimum: int | Decimal | None = None
    maximum: int | Decimal | None = None
    is_personal: bool = False
    may_be_masked: bool = False
    """What an export masked may come back so: it stands for the value on record."""
    suggestions: tuple[str, ...] = ()
    example: str = ""

    @property
    def header(self) -> str:
        """The header as printed: the title, with the money unit in brackets."""
        unit = f"（{self.unit}）" if self.unit else ""
        return self.title if self.title.endswith(unit) else f"{self.title}{unit}"

    @property
    def set_width(self) -> float:
        """The width it is set in: a header with its unit is not torn within the bracket."""
        heading = len(self.header.encode("gb18030")) + _FILTER_MARK
        return max(self.width, heading) if self.unit and heading <= _ONE_LINE else self.width

    def masked(self, text: str) -> str:
        """A value of a personal column with only its ends shown."""
        return mask_as(self.kind, text)

    @property
    def is_percent(self) -> bool:
        """Whether its numbers are percentages, held as ratios."""
        return self.kind is ColumnKind.NUMBER and self.unit == "%"

    @property
    def labels(self) -> tuple[str, ...]:
        """What the drop-down offers: the first label of each choice, 是/否, or the suggestions."""
        if self.kind is ColumnKind.BOOLEAN:
            return ("是", "否")
        offered = dict(reversed(self.choices))
        return tuple(offered[code] for code in dict(self.choices)) or self.suggestions


@dataclass(frozen=True)
class SheetSpec:
    """One sheet; `key` are the columns that name a row.

    `unit_column` is the column that holds the row's unit, None if only the head of the sheet
    (填报单位) names it. `parts` maps a money column to the columns it is the sum of.
    `owner_columns` say what a row belongs to: merged over several rows they are followed down,
    and they may stand once in the head of the sheet (`项目编码：…`) instead. `naming_columns`
    alone say nothing: a row filled in nowhere else is told and left unanswered. `told_columns`
    are shown to whoever fills the sheet in and never stored.
    """

    id: str
    title: str
    version: str
    columns: tuple[ColumnSpec, ...]
    key: tuple[str, ...]
    unit_column: str | None = None
    notes: tuple[str, ...] = ()
    sum_columns: tuple[str, ...] = ()
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    owner_columns: tuple[str, ...] = ()
    naming_columns: frozenset[str] = frozenset()
    told_columns: frozenset[str] = frozenset()
    is_ledger: bool = False
    """Rows are known by their key only within what they belong to; their amounts may be of any
    size beside each other, as those of single lines are."""

    def column(self, key: str) -> ColumnSpec:
        """The column with this key."""
        return next(column for column in self.columns if column.key == key)

    @property
    def needed(self) -> tuple[ColumnSpec, ...]:
        """The required columns; what rows belong to may stand in the head instead."""
        owners = set(self.owner_columns)
        return tuple(each for each in self.columns if each.required and each.key not in owners)

    @property
    def money_unit(self) -> str:
        """万元 or 元 as printed in the head (单位：万元)."""
        return money_unit_of(self.columns)


def money_unit_of(columns: Iterable[ColumnSpec]) -> str:
    """The unit all money columns share; empty if there is no money, or money in both units."""
    units = {column.unit for column in columns if column.kind is ColumnKind.MONEY}
    return units.pop() if len(units) == 1 else ""


@dataclass(frozen=True)
class SheetContext:
    """What a spec is built with: choices by fact name, the pack's further columns, unit names."""

    choices: Mapping[str, Choices] = field(default_factory=dict)
    extra_columns: tuple[ColumnSpec, ...] = ()
    units: tuple[str, ...] = ()

    def choices_of(self, fact: str, default: Choices = ()) -> Choices:
        """The choices of a fact, `default` where the pack does not say."""
        return self.choices.get(fact, default)
