"""The rows counting goes over: what each holds, which of them count, and how they are named."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cache

from desktop_app.rules.expression import evaluate_condition
from desktop_app.rules.facts import FactValue
from desktop_app.rules.kinds import Quantity, fact_quantity
from desktop_app.rules.names import Names
from desktop_app.rules.registers import field_fact
from desktop_app.rules.schema.facts import Against, Counted, Scope
from desktop_app.rules.truth import Lookup
from desktop_app.rules.verdict import JsonValue
from desktop_app.values.dates import MONTHS, period_start

MOST_TOLD = 12
"""Rows named one by one as the reason of a count; the rest are only counted."""


@dataclass(frozen=True)
class CountedRow:
    """One row of a register as counting sees it."""

    id: int
    values: Mapping[str, JsonValue]
    """By column id: 分, ISO dates, choice ids."""
    outer: "CountedRow | None" = None
    """The row it stands under."""
    register: str = ""
    title: str = ""
    file: str = ""
    """Workbook and sheet it came from; empty if it was keyed in."""
    row: int = 0
    columns: Mapping[str, str] = field(default_factory=dict)
    """Letter of each column in that sheet."""

    def place(self, column: str | None) -> str:
        """Where the row (or the cell of a column) stands, in the clerk's words."""
        if not self.file:
            return self.title
        letter = self.columns.get(column or "", "")
        return f"{self.file}!{letter}{self.row}" if letter else f"{self.file} 第{self.row}行"


def _outer_values(row: CountedRow, register: str) -> Mapping[str, JsonValue] | None:
    """The columns of the nearest row above that belongs to a register."""
    outer = row.outer
    while outer is not None and outer.register != register:
        outer = outer.outer
    return outer.values if outer else None


RowsOf = Callable[[str, Scope], Sequence[CountedRow]]
"""The rows of a register in a scope, seen from the subject the fact is about."""


@dataclass(frozen=True)
class Count:
    """One fact being counted."""

    counted: Counted
    names: Names
    rows_of: RowsOf
    around: Lookup
    """What is known of the subject and of the day."""

    def rows(self) -> list[CountedRow]:
        """The rows that count; None in a condition keeps a row out."""
        spec = self.counted
        found = self.rows_of(spec.register_, spec.scope)
        return [
            row
            for row in found
            if self._counts(spec.register_, row, spec.when)
            and (spec.lacking is None or row.values.get(spec.lacking) in (None, ""))
            and (spec.within is None or self._is_within(row, spec.within, spec.day or ""))
        ]

    @property
    def as_of(self) -> date | None:
        """The day whose period is counted; None where it is not known."""
        found = self.around(self.counted.as_of)
        return found.day if found else None

    def _is_within(self, row: CountedRow, period: str, column: str) -> bool:
        """Whether the date of a row lies in the calendar period of the day counted for."""
        now, found = self.as_of, self.quantity(self.counted.register_, row, column)
        if now is None or found is None:
            return False
        months = MONTHS[period]
        return period_start(found.day, months) == period_start(now, months)

    @property
    def has_rows(self) -> bool:
        """Whether there is any row to look at, whether it counts or not."""
        return bool(self.rows_of(self.counted.register_, self.counted.scope))

    def others(self, against: Against) -> list[CountedRow]:
        """The rows compared with."""
        found = self.rows_of(against.register_, against.scope or self.counted.scope)
        return [row for row in found if self._counts(against.register_, row, against.when)]

    def _counts(self, register: str, row: CountedRow, when: str) -> bool:
        return when == "true" or evaluate_condition(when, self.lookup(register, row)).value is True

    def lookup(self, register: str, row: CountedRow) -> Lookup:
        """Names as they read for one row: its columns, else what is known around."""
        head = f"{register}."

        @cache
        def find(name: str) -> Quantity | None:
            holder, _, column = name.rpartition(".")
            values = row.values if name.startswith(head) else _outer_values(row, holder)
            if values is None or name not in self.names.facts:
                return self.around(name)
            return fact_quantity(self.names.facts[name], FactValue(values.get(column)))

        return find

    def quantity(self, register: str, row: CountedRow, column: str) -> Quantity | None:
        """The value of a column of a row."""
        return self.lookup(register, row)(field_fact(register, column))

    def number(self, register: str, row: CountedRow, column: str) -> Fraction | None:
        """The value of a numeric column, None where it is empty."""
        found = self.quantity(register, row, column)
        return found.number if found else None

    @property
    def limit(self) -> Quantity | None:
        """The value or setting the count is held against."""
        return self.around(self.counted.limit) if self.counted.limit else None


def source_of(count: Count, rows: Sequence[CountedRow]) -> str:
    """What a count says it rests on where no row is named: the register and how many rows."""
    title = count.names.register_titles.get(count.counted.register_, count.counted.register_)
    return f"{title}{len(rows)}条"


def told(
    count: Count,
    value: JsonValue,
    rows: Sequence[CountedRow],
    at: Mapping[int, str] | None = None,
) -> FactValue:
    """A value with the rows it rests on; `at` names the column looked at, by row."""

    def column(row: CountedRow) -> str | None:
        return at.get(row.id) if at else count.counted.field

    places = [place for row in rows[:MOST_TOLD] if (place := row.place(column(row)))]
    more = f" 等{len(rows)}处" if len(rows) > len(places) > 0 else ""
    source = f"{'、'.join(places)}{more}" if places else source_of(count, rows)
    return FactValue(value, source, lambda: tuple(_line(count, row, column(row)) for row in rows))


def _line(count: Count, row: CountedRow, column: str | None) -> str:
    register = count.counted.register_
    found = count.quantity(register, row, column) if column else None
    place = row.place(column)
    shown = f"{row.title or place}：{found.text}" if found else row.title or place
    return f"{shown}（{place}）" if row.file and row.title else shown
