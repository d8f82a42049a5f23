"""What one sheet looks like: the one definition behind template, reader, preview and export."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class ColumnKind(StrEnum):
    """The type of a column's cells."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    INTEGER = "integer"
    MONEY = "money"
    DATE = "date"
    CHOICE = "choice"
    BOOLEAN = "boolean"
    CREDIT_CODE = "credit_code"
    ID_CARD = "id_card"
    PHONE = "phone"
    CODE = "code"
    YEAR = "year"


Choices = tuple[tuple[str, str], ...]
"""Pairs of code and Chinese label; further labels of one code are accepted but not offered."""


@dataclass(frozen=True)
class ColumnSpec:
    """One column; `unit` is 万元 or 元 for money, `minimum`/`maximum` are 分 or plain numbers.

    `hint` is shown in the template; `max_length` 0 means no limit; `suggestions` are offered in
    the drop-down of a text column without being enforced; `example` fills the row marked 示例.
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
    minimum: int | None = None
    maximum: int | None = None
    is_personal: bool = False
    suggestions: tuple[str, ...] = ()
    example: str = ""

    @property
    def header(self) -> str:
        """The header as printed: the title, with the money unit in brackets."""
        return f"{self.title}（{self.unit}）" if self.unit else self.title

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

    def column(self, key: str) -> ColumnSpec:
        """The column with this key."""
        return next(column for column in self.columns if column.key == key)

    @property
    def money_unit(self) -> str:
        """万元 or 元 as printed in the head (单位：万元), empty if the sheet holds no money."""
        return next((column.unit for column in self.columns if column.unit), "")


@dataclass(frozen=True)
class SheetContext:
    """What a spec is built with: choices by fact name, the pack's further columns, unit names."""

    choices: Mapping[str, Choices] = field(default_factory=dict)
    extra_columns: tuple[ColumnSpec, ...] = ()
    units: tuple[str, ...] = ()

    def choices_of(self, fact: str, default: Choices = ()) -> Choices:
        """The choices of a fact, `default` where the pack does not say."""
        return self.choices.get(fact, default)
