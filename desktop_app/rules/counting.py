"""Facts counted over the rows of registers: sums, latest values, rows that match or do not."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from statistics import median

from desktop_app.rules.expression import Lookup, evaluate_condition
from desktop_app.rules.facts import FactSpec, FactValue
from desktop_app.rules.kinds import Quantity, fact_quantity
from desktop_app.rules.names import Names
from desktop_app.rules.registers import field_fact
from desktop_app.rules.schema.facts import Against, Counted, Scope
from desktop_app.rules.verdict import JsonValue
from desktop_app.values.text import normal_name

MOST_TOLD = 12
"""Rows named one by one as the reason of a count; the rest are only counted."""
ZERO_WITHOUT_ROWS = frozenset({"count", "sum"})


@dataclass(frozen=True)
class CountedRow:
    """One row of a register as counting sees it."""

    id: int
    values: Mapping[str, JsonValue]
    """By column id: 分, ISO dates, choice ids."""
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


RowsOf = Callable[[str, Scope], Sequence[CountedRow]]
"""The rows of a register in a scope, seen from the subject the fact is about."""


@dataclass(frozen=True)
class _Count:
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
        return [row for row in found if self._counts(spec.register_, row, spec.when)]

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
            if not name.startswith(head):
                return self.around(name)
            value = row.values.get(name.removeprefix(head))
            return fact_quantity(self.names.facts[name], FactValue(value))

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


def count_fact(counted: Counted, names: Names, rows_of: RowsOf, around: Lookup) -> FactValue:
    """The fact as counted now; None = unknown, because there is no row or no limit."""
    count = _Count(counted, names, rows_of, around)
    rows = count.rows()
    if not rows and (counted.needs_rows or counted.take not in ZERO_WITHOUT_ROWS):
        return FactValue(None, _source(count, rows))
    return _TAKES[counted.take](count, rows)


def _source(count: _Count, rows: Sequence[CountedRow]) -> str:
    title = count.names.register_titles.get(count.counted.register_, count.counted.register_)
    return f"{title}{len(rows)}条"


def _told(count: _Count, value: JsonValue, rows: Sequence[CountedRow]) -> FactValue:
    """A value with the rows it rests on."""
    column = count.counted.field
    places = [row.place(column) for row in rows[:MOST_TOLD] if row.place(column)]
    more = f" 等{len(rows)}处" if len(rows) > len(places) > 0 else ""
    source = f"{'、'.join(places)}{more}" if places else _source(count, rows)
    return FactValue(value, source, tuple(_line(count, row) for row in rows))


def _line(count: _Count, row: CountedRow) -> str:
    column = count.counted.field
    register = count.counted.register_
    found = count.quantity(register, row, column) if column else None
    place = row.place(column)
    shown = f"{row.title or place}：{found.text}" if found else row.title or place
    return f"{shown}（{place}）" if row.file and row.title else shown


def _number_of_rows(count: _Count, rows: Sequence[CountedRow]) -> FactValue:
    return _told(count, len(rows), rows)


def _sum(count: _Count, rows: Sequence[CountedRow]) -> FactValue:
    numbers = [(row, n) for row, n in _numbers(count, rows) if n is not None]
    return _told(count, _held(sum((n for _, n in numbers), Fraction())), [r for r, _ in numbers])


def _numbers(count: _Count, rows: Iterable[CountedRow]) -> list[tuple[CountedRow, Fraction | None]]:
    register, column = count.counted.register_, count.counted.field or ""
    return [(row, count.number(register, row, column)) for row in rows]


def _held(number: Fraction) -> JsonValue:
    if number.denominator == 1:
        return int(number)
    return f"{number.numerator / number.denominator:.10f}".rstrip("0")


def _extreme(*, is_largest: bool) -> "Taker":
    def take(count: _Count, rows: Sequence[CountedRow]) -> FactValue:
        register, column = count.counted.register_, count.counted.field or ""
        found = [(row, count.quantity(register, row, column)) for row in rows]
        known = [(row, quantity) for row, quantity in found if quantity is not None]
        if not known:
            return FactValue(None, _source(count, rows))
        pick = max if is_largest else min
        row, quantity = pick(known, key=lambda pair: pair[1].value)  # type: ignore[arg-type, return-value]
        return _told(count, quantity.json, [row])

    return take


def _latest(count: _Count, rows: Sequence[CountedRow]) -> FactValue:
    """The column of the row with the latest date (`by`), else of the row entered last."""
    register, by = count.counted.register_, count.counted.by

    def place(row: CountedRow) -> tuple[str, int]:
        day = count.quantity(register, row, by) if by else None
        return (day.day.isoformat() if day else "", row.id)

    row = max(rows, key=place)
    found = count.quantity(register, row, count.counted.field or "")
    return _told(count, found.json if found else None, [row])


def _key(count: _Count, register: str, row: CountedRow, column: str) -> str:
    found = count.quantity(register, row, column)
    return normal_name(found.text) if found else ""


def _matched(*, is_shared: bool) -> "Taker":
    def take(count: _Count, rows: Sequence[CountedRow]) -> FactValue:
        spec = count.counted
        if spec.against is None or spec.field is None:
            raise TypeError(spec.take)
        others = count.others(spec.against)
        if not others and not is_shared:
            return FactValue(None, _source(count, rows))
        known = {
            _pair(count, spec.against.register_, o, spec.against.field, spec.against.by)
            for o in others
        }
        hits = [
            row
            for row in rows
            if (key := _pair(count, spec.register_, row, spec.field, spec.by))[0]
            and (key in known) is is_shared
        ]
        return _told(count, len(hits), hits)

    return take


def _pair(
    count: _Count, register: str, row: CountedRow, column: str, by: str | None
) -> tuple[str, str]:
    return _key(count, register, row, column), _key(count, register, row, by) if by else ""


def _repeated(count: _Count, rows: Sequence[CountedRow]) -> FactValue:
    register, column = count.counted.register_, count.counted.field or ""
    seen: set[str] = set()
    hits = []
    for row in rows:
        key = _key(count, register, row, column)
        if key and key in seen:
            hits.append(row)
        seen.add(key)
    return _told(count, len(hits), hits)


def _words(count: _Count, rows: Sequence[CountedRow]) -> FactValue:
    """Rows whose text holds one of the words; without a list nothing can be said."""
    listed = count.limit
    if listed is None or not isinstance(listed.value, tuple):
        return FactValue(None, _source(count, rows))
    words = listed.value
    hits = [
        row for row in rows if any(word in text for text in _texts(count, row) for word in words)
    ]
    return _told(count, len(hits), hits)


def _texts(count: _Count, row: CountedRow) -> list[str]:
    register, column = count.counted.register_, count.counted.field
    heads = [column] if column else list(row.values)
    specs = count.names.facts
    names = [(each, specs.get(field_fact(register, each))) for each in heads]
    return [str(row.values.get(each) or "") for each, spec in names if _is_text(spec)]


def _is_text(spec: FactSpec | None) -> bool:
    return spec is not None and spec.type == "text"


def _exceeding(count: _Count, rows: Sequence[CountedRow]) -> FactValue:
    """Rows dearer than the reference by more than the office allows."""
    spec, limit = count.counted, count.limit
    if spec.against is None or limit is None:
        return FactValue(None, _source(count, rows))
    references = _references(count, spec.against)
    hits = []
    for row, number in _numbers(count, rows):
        reference = references.get(_key(count, spec.register_, row, spec.by or ""))
        if number is not None and reference is not None and number > reference * (1 + limit.number):
            hits.append(row)
    return _told(count, len(hits), hits) if references else FactValue(None, _source(count, rows))


def _references(count: _Count, against: Against) -> dict[str, Fraction]:
    """The median of the other rows, by what they are about."""
    groups: dict[str, list[Fraction]] = {}
    for row in count.others(against):
        number = count.number(against.register_, row, against.field)
        key = _key(count, against.register_, row, against.by or "")
        if number is not None and key:
            groups.setdefault(key, []).append(number)
    return {key: median(numbers) for key, numbers in groups.items()}


def _thin(count: _Count, rows: Sequence[CountedRow]) -> FactValue:
    """Groups with fewer rows than asked for; told by the first row of each."""
    limit, spec = count.limit, count.counted
    if limit is None:
        return FactValue(None, _source(count, rows))
    groups: dict[str, list[CountedRow]] = {}
    for row in rows:
        groups.setdefault(_key(count, spec.register_, row, spec.by or ""), []).append(row)
    hits = [members[0] for members in groups.values() if len(members) < limit.number]
    return _told(count, len(hits), hits)


Taker = Callable[[_Count, Sequence[CountedRow]], FactValue]
_TAKES: Mapping[str, Taker] = {
    "count": _number_of_rows,
    "sum": _sum,
    "largest": _extreme(is_largest=True),
    "smallest": _extreme(is_largest=False),
    "latest": _latest,
    "shared": _matched(is_shared=True),
    "unmatched": _matched(is_shared=False),
    "repeated": _repeated,
    "words": _words,
    "exceeding": _exceeding,
    "thin": _thin,
}
