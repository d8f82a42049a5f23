"""Reads one recognised sheet: columns one by one, then the rows, sums and amounts."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from itertools import repeat

from desktop_app.excel.bulk import converted_at_once
from desktop_app.excel.cells import CellSetting, Convert, converter
from desktop_app.excel.faults import LONGEST_MESSAGE, CellFault
from desktop_app.excel.grid import RawSheet, cell_name, column_letters
from desktop_app.excel.header_check import header_problems
from desktop_app.excel.headers import Header, likely_key
from desktop_app.excel.merged import merged_data
from desktop_app.excel.money_units import doubtful_amounts
from desktop_app.excel.numbers import Percentage
from desktop_app.excel.problems import Cause, CellProblem, cause_advice
from desktop_app.excel.reading import AmountMemory, RowReading, SheetReading, TemplateMark
from desktop_app.excel.reading_notes import reading_notes
from desktop_app.excel.sheet import ColumnKind, ColumnSpec
from desktop_app.excel.surroundings import read_heading, read_owner
from desktop_app.excel.table import TableRows, rows_left_open, sort_rows
from desktop_app.excel.totals import total_fault

Pulse = Callable[[], None]


class SheetReader:
    """The reading of one sheet under one header."""

    def __init__(
        self,
        file: str,
        sheet: RawSheet,
        header: Header,
        memory: AmountMemory,
        mark: TemplateMark | None,
        *,
        is_1904: bool,
    ) -> None:
        self._file = file
        self._sheet = sheet
        self._header = header
        self._spec = header.spec
        self._memory = memory
        self._mark = mark
        self._is_1904 = is_1904
        self._titles = {at: self._spec.column(key).title for key, at in header.columns.items()}
        self._problems: list[CellProblem] = []
        self._units: dict[str, str] = {}
        self._unanswered: frozenset[int] = frozenset()

    def read(self, pulse: Pulse) -> SheetReading:
        """The values and problems of the sheet."""
        table = sort_rows(self._sheet, self._header)
        self._unanswered = rows_left_open(self._sheet, self._header, table.data)
        heading = self._heading(table)
        self._problems += header_problems(self._file, self._sheet, self._header, heading)
        if table.second:
            self._add(*table.second, CellFault(Cause.SECOND_TABLE, "下面是另一张表，列与上表不同"))
        filled, faults = merged_data(self._sheet, self._header, table.data)
        for row, column, fault in faults:
            self._add(row, column, fault)
        columns = {}
        values = list(zip(*[self._sheet.rows[index] for index in table.data], strict=True))
        for spec in self._spec.columns:
            if spec.key in self._header.columns:
                cells = list(values[self._header.columns[spec.key]]) if values else []
                columns[spec.key] = self._column(spec, table, heading, filled, cells)
                pulse()
        rows = self._rows(table, columns, heading)
        self._check_amounts(rows)
        self._check_totals(table, columns)
        if not rows and not self._problems:
            self._add(self._header.last, min(self._header.columns.values()),
                      CellFault(Cause.NO_ROWS, "表头下面没有填报内容"))  # fmt: skip
        return self._result(table, heading, rows)

    def _heading(self, table: TableRows) -> dict[str, str]:
        above = list(range(self._header.first))
        heading = read_heading(self._sheet, [*above, *table.notes])
        if not heading["unit"] and self._mark is not None:
            heading["unit"] = self._mark.unit
        return heading | read_owner(self._sheet, above, self._spec)

    def _add(self, row: int, column: int, fault: CellFault, value: str | None = None) -> None:
        quoted = self._sheet.text_at(row, column) if value is None else value
        self._problems.append(
            CellProblem(
                self._file, self._sheet.name, cell_name(row, column), quoted,
                fault.cause, fault.message, fault.advice or cause_advice(fault.cause),
                column=self._titles.get(column, ""),
            )
        )  # fmt: skip

    def _column(
        self,
        spec: ColumnSpec,
        table: TableRows,
        heading: Mapping[str, str],
        filled: Mapping[tuple[int, int], object],
        values: list[object],
    ) -> list[object]:
        column = self._header.columns[spec.key]
        setting = self._setting(spec, heading)
        convert = converter(spec, setting)
        if self._sheet.marks:
            self._take_marked(column, table.data, values)
        if spec.is_percent or spec.kind is ColumnKind.MONEY:
            self._tell_percentages(column, table.data, values, is_asked=spec.is_percent)
        for place, value in filled.items():
            if place[1] == column:
                values[place[0]] = value
        at_once = None if self._sheet.marks else converted_at_once(spec, values, convert, setting)
        if at_once is not None:
            return at_once
        return self._converted(spec, column, table.data, values, convert)

    def _converted(
        self,
        spec: ColumnSpec,
        column: int,
        numbers: list[int],
        values: list[object],
        convert: Convert,
    ) -> list[object]:
        result: list[object] = []
        append = result.append
        marks = self._sheet.marks
        is_needed = spec in self._spec.needed
        for index, value in enumerate(values):
            if value != "":
                try:
                    converted = convert(value)
                except CellFault as fault:
                    append(None)
                    self._add(numbers[index], column, fault)
                    continue
                append(converted)
                if converted is not None:
                    continue
            else:
                append(None)
            number = numbers[index]
            if is_needed and (number, column) not in marks and number not in self._unanswered:
                self._add(number, column, CellFault(Cause.MISSING, f"“{spec.title}”没有填"))
        return result

    def _take_marked(self, column: int, numbers: list[int], values: list[object]) -> None:
        """Reports the cells that cannot be taken as they stand and empties them."""
        for index, row in enumerate(numbers):
            mark = self._sheet.marks.get((row, column))
            if mark is not None:
                values[index] = ""
                self._add(row, column, CellFault(mark.cause, mark.message[:LONGEST_MESSAGE]))

    def _tell_percentages(
        self, column: int, numbers: list[int], values: list[object], *, is_asked: bool
    ) -> None:
        """Numbers in cells shown as percentages are told from plain ones.

        Where only the column is, a number above 1 was hardly meant as a ratio, and none is one
        where no percentage is asked for.
        """
        percents = self._sheet.percents()
        for index, value in enumerate(values):
            is_own = percents.get((numbers[index], column))
            is_likely = (
                is_asked and is_own is False and isinstance(value, float) and abs(value) <= 1
            )
            if isinstance(value, float) and (is_own or is_likely):
                values[index] = Percentage(value)

    def _setting(self, spec: ColumnSpec, heading: Mapping[str, str]) -> CellSetting:
        if spec.kind is not ColumnKind.MONEY:
            return CellSetting(is_1904=self._is_1904)
        stated = self._header.units.get(spec.key) or heading["money_unit"] or spec.unit
        unit = "元" if stated == "元" else "万元"
        self._units[spec.key] = unit
        return CellSetting(unit, self._is_1904)

    def _check_totals(self, table: TableRows, columns: Mapping[str, list[object]]) -> None:
        summed = (self._spec.column(key) for key in self._spec.sum_columns if key in columns)
        plain = (column.key for column in summed if not column.is_percent)
        units = dict.fromkeys(plain, "") | self._units
        for key, unit in units.items() if table.totals else ():
            self._check_total(key, unit, table, columns[key])

    def _check_total(self, key: str, unit: str, table: TableRows, values: list[object]) -> None:
        column = self._header.columns[key]
        if self._has_fault(column, table.data):
            return
        lines = [(row, value if isinstance(value, (int, Decimal)) else None)
                 for row, value in zip(table.data, values, strict=True)]  # fmt: skip
        convert = converter(self._spec.column(key), CellSetting(unit))
        for total in table.totals:
            row = total.row
            value = self._sheet.rows[row][column]
            try:
                said = None if value == "" else convert(value)
            except CellFault as fault:
                self._add(row, column, fault)
                continue
            if isinstance(said, (int, Decimal)) and (
                wrong := total_fault(total, said, lines, table.totals, unit)
            ):
                self._add(row, column, wrong)

    def _has_fault(self, column: int, numbers: list[int]) -> bool:
        """Whether a cell of the column was refused, so that its sum means nothing."""
        letters = column_letters(column)
        cells = {problem.cell for problem in self._problems}
        return bool(cells) and any(f"{letters}{row + 1}" in cells for row in numbers)

    def _rows(
        self, table: TableRows, columns: Mapping[str, list[object]], heading: Mapping[str, str]
    ) -> tuple[RowReading, ...]:
        keys = tuple(columns)
        rows = self._sheet.rows
        hidden, unanswered = self._sheet.hidden_rows, self._unanswered
        # Called for every row: plain zip and map are half the time of a readable loop.
        values = map(dict, map(zip, repeat(keys), zip(*columns.values(), strict=True)))
        found = tuple(
            [
                RowReading(index + 1, line, rows[index], index in hidden, index in unanswered)
                for index, line in zip(table.data, values, strict=True)
            ]
        )
        self._fill_missing(found, heading)
        return found

    def _fill_missing(self, rows: tuple[RowReading, ...], heading: Mapping[str, str]) -> None:
        """Columns the sheet lacks are None; what the head says is so for rows that do not say."""
        lacking = dict.fromkeys(
            column.key for column in self._spec.columns if column.key not in self._header.columns
        )
        said = {key: value for key in self._spec.owner_columns
                if (value := self._from_head(key, heading)) is not None}  # fmt: skip
        if self._spec.unit_column and heading["unit"]:
            said.setdefault(self._spec.unit_column, heading["unit"])
        for row in rows if lacking or said else ():
            row.values.update(lacking)
            for key, value in said.items():
                if row.values[key] is None:
                    row.values[key] = value

    def _from_head(self, key: str, heading: Mapping[str, str]) -> object:
        """What the head says in place of a column; None for nothing that can be read."""
        try:
            text = heading.get(key, "")
            column = self._spec.column(key)
            return converter(column, CellSetting(is_1904=self._is_1904))(text) if text else None
        except CellFault:
            return None

    def _check_amounts(self, rows: tuple[RowReading, ...]) -> None:
        for doubt in doubtful_amounts(self._spec, rows, self._units, self._memory):
            row = rows[doubt.row_index].row - 1
            column = self._header.columns[doubt.key]
            if (self._sheet.name, cell_name(row, column)) not in self._memory.accepted:
                self._add(row, column, doubt.fault)

    def _result(
        self, table: TableRows, heading: dict[str, str], rows: tuple[RowReading, ...]
    ) -> SheetReading:
        header = self._header
        unknown = {column_letters(key): text for key, text in header.unknown.items()}
        suggestions = {
            column_letters(column): key
            for column, text in header.unknown.items()
            if (key := likely_key(header, text))
        }
        return SheetReading(
            spec=self._spec,
            sheet=self._sheet.name,
            header_rows=tuple(range(header.first + 1, header.last + 2)),
            columns={key: column_letters(column) for key, column in header.columns.items()},
            unknown_columns=unknown,
            missing_columns=tuple(
                column.key for column in self._spec.columns if column.key not in header.columns
            ),
            suggestions=suggestions,
            heading=heading,
            rows=rows,
            problems=tuple(self._problems),
            notes=reading_notes(self._sheet, header, table, rows, self._units),
            decided_columns={column_letters(at): what for at, what in header.decided.items()},
        )
