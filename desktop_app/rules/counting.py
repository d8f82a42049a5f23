"""Facts counted over the rows of registers: sums, latest values, rows that match or do not."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from statistics import median

from desktop_app.rules.counting_rows import Count, CountedRow, RowsOf, source_of, told
from desktop_app.rules.facts import FactSpec, FactValue
from desktop_app.rules.kinds import Quantity
from desktop_app.rules.names import Names
from desktop_app.rules.registers import field_fact
from desktop_app.rules.schema.facts import Against, Counted
from desktop_app.rules.truth import Lookup
from desktop_app.rules.verdict import JsonValue
from desktop_app.values.text import normal_name

ZERO_WITHOUT_ROWS = frozenset({"count", "sum"})
Taker = Callable[[Count, Sequence[CountedRow]], FactValue]


def count_fact(counted: Counted, names: Names, rows_of: RowsOf, around: Lookup) -> FactValue:
    """The fact as counted now; None = unknown, because there is no row or no limit."""
    count = Count(counted, names, rows_of, around)
    rows = count.rows()
    is_blank = not rows and counted.take not in ZERO_WITHOUT_ROWS
    is_undated = counted.within is not None and count.as_of is None
    if is_blank or is_undated or (counted.needs_rows and not count.has_rows):
        return FactValue(None, source_of(count, rows))
    return _TAKES[counted.take](count, rows)


def _number_of_rows(count: Count, rows: Sequence[CountedRow]) -> FactValue:
    return told(count, len(rows), rows)


def _sum(count: Count, rows: Sequence[CountedRow]) -> FactValue:
    numbers = [(row, n) for row, n in _numbers(count, rows) if n is not None]
    return told(count, _held(sum((n for _, n in numbers), Fraction())), [r for r, _ in numbers])


def _numbers(count: Count, rows: Iterable[CountedRow]) -> list[tuple[CountedRow, Fraction | None]]:
    register, column = count.counted.register_, count.counted.field or ""
    return [(row, count.number(register, row, column)) for row in rows]


def _held(number: Fraction) -> JsonValue:
    if number.denominator == 1:
        return int(number)
    return f"{Decimal(number.numerator) / Decimal(number.denominator):f}"


def _extreme(*, is_largest: bool) -> Taker:
    def take(count: Count, rows: Sequence[CountedRow]) -> FactValue:
        register, column = count.counted.register_, count.counted.field or ""
        found = [(row, count.quantity(register, row, column)) for row in rows]
        known = [(row, quantity) for row, quantity in found if quantity is not None]
        if not known:
            return FactValue(None, source_of(count, rows))
        pick = max if is_largest else min
        row, quantity = pick(known, key=lambda pair: pair[1].value)  # type: ignore[arg-type, return-value]
        return told(count, quantity.json, [row])

    return take


def _latest(count: Count, rows: Sequence[CountedRow]) -> FactValue:
    """The column of the row with the latest date (`by`), else of the row entered last."""
    register, by = count.counted.register_, count.counted.by

    def place(row: CountedRow) -> tuple[str, int]:
        day = count.quantity(register, row, by) if by else None
        return (day.day.isoformat() if day else "", row.id)

    row = max(rows, key=place)
    found = count.quantity(register, row, count.counted.field or "")
    return told(count, found.json if found else None, [row])


def _key(count: Count, register: str, row: CountedRow, column: str) -> str:
    found = count.quantity(register, row, column)
    return normal_name(_compared(found)) if found else ""


def _compared(found: Quantity) -> str:
    """As it is shown; of a personal text, which reads masked, the text itself."""
    is_masked = found.kind.personal is not None
    return found.value if is_masked and isinstance(found.value, str) else found.text


def _matched(*, is_shared: bool) -> Taker:
    def take(count: Count, rows: Sequence[CountedRow]) -> FactValue:
        spec = count.counted
        if spec.against is None or spec.field is None:
            raise TypeError(spec.take)
        others = count.others(spec.against)
        is_blank = not any(_key(count, spec.register_, row, spec.field) for row in rows)
        is_alone = not others and not spec.against.may_be_absent
        if is_blank if is_shared else is_alone:
            return FactValue(None, source_of(count, rows))
        known = {
            _pair(count, spec.against.register_, o, spec.against.field, spec.against.by)
            for o in others
        }
        named = {pair for pair in known if pair[0]}  # an empty column is nowhere to be found
        hits = [
            row
            for row in rows
            if (_pair(count, spec.register_, row, spec.field, spec.by) in named) is is_shared
        ]
        return told(count, len(hits), hits)

    return take


def _pair(
    count: Count, register: str, row: CountedRow, column: str, by: str | None
) -> tuple[str, str]:
    return _key(count, register, row, column), _key(count, register, row, by) if by else ""


def _repeated(count: Count, rows: Sequence[CountedRow]) -> FactValue:
    register, column = count.counted.register_, count.counted.field or ""
    seen: set[str] = set()
    hits = []
    for row in rows:
        key = _key(count, register, row, column)
        if key and key in seen:
            hits.append(row)
        seen.add(key)
    return told(count, len(hits), hits)


def _words(count: Count, rows: Sequence[CountedRow]) -> FactValue:
    """Rows whose text holds one of the words; without a list nothing can be said."""
    listed = count.limit
    if listed is None or not isinstance(listed.value, tuple):
        return FactValue(None, source_of(count, rows))
    words = listed.value
    at = {row.id: column for row in rows if (column := _column_with(count, row, words))}
    hits = [row for row in rows if row.id in at]
    return told(count, len(hits), hits, at)


def _column_with(count: Count, row: CountedRow, words: Iterable[str]) -> str:
    """The first text column of a row that holds one of the words; empty if none does."""
    register, column = count.counted.register_, count.counted.field
    specs = count.names.facts
    for each in [column] if column else list(row.values):
        text = str(row.values.get(each) or "")
        if _is_text(specs.get(field_fact(register, each))) and any(w in text for w in words):
            return each
    return ""


def _is_text(spec: FactSpec | None) -> bool:
    return spec is not None and spec.type == "text"


def _exceeding(count: Count, rows: Sequence[CountedRow]) -> FactValue:
    """Rows dearer than the reference by more than the office allows."""
    spec, limit = count.counted, count.limit
    if spec.against is None or limit is None:
        return FactValue(None, source_of(count, rows))
    references = _references(count, spec.against)
    hits = []
    for row, number in _numbers(count, rows):
        reference = references.get(_key(count, spec.register_, row, spec.by or ""))
        if number is not None and reference is not None and number > reference * (1 + limit.number):
            hits.append(row)
    return told(count, len(hits), hits) if references else FactValue(None, source_of(count, rows))


def _references(count: Count, against: Against) -> dict[str, Fraction]:
    """The median of the other rows, by what they are about."""
    groups: dict[str, list[Fraction]] = {}
    for row in count.others(against):
        number = count.number(against.register_, row, against.field)
        key = _key(count, against.register_, row, against.by or "")
        if number is not None and key:
            groups.setdefault(key, []).append(number)
    return {key: median(numbers) for key, numbers in groups.items()}


def _thin(count: Count, rows: Sequence[CountedRow]) -> FactValue:
    """Groups with fewer rows than asked for; told by the first row of each."""
    limit, spec = count.limit, count.counted
    if limit is None:
        return FactValue(None, source_of(count, rows))
    groups: dict[str, list[CountedRow]] = {}
    for row in rows:
        groups.setdefault(_key(count, spec.register_, row, spec.by or ""), []).append(row)
    hits = [members[0] for members in groups.values() if len(members) < limit.number]
    return told(count, len(hits), hits)


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
