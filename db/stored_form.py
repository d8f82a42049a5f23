"""Values in the form the file holds them, checked and turned column by column.

SQLite itself would store a text in a number column: nothing of the wrong kind gets past here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Column, Table
from sqlalchemy.dialects import sqlite

from db.raw_rows import RawValue, StoredRows

_DIALECT = sqlite.dialect()
_NOTHING = type(None)


@dataclass(frozen=True)
class _Form:
    """How one column takes its values."""

    label: str
    kind: type[Any]
    is_nullable: bool
    default: Any
    turned: Any
    """What makes the stored value of a given one, None if they are the same."""

    def check(self, kinds: set[type]) -> None:
        """Refuses values of another kind; a subclass counts, as a StrEnum is a str."""
        for kind in kinds - {self.kind}:
            if kind is _NOTHING:
                if not self.is_nullable:
                    raise TypeError(f"{self.label} needs a value")
            elif not issubclass(kind, self.kind) or self._is_false_friend(kind):
                raise TypeError(f"{self.label} does not take {kind.__name__}")

    def _is_false_friend(self, kind: type) -> bool:
        """True is no number, a moment is no day."""
        return kind is bool or (self.kind is date and issubclass(kind, datetime))


def stored_columns(table: Table, given: Mapping[str, list[Any]], keys: range) -> StoredRows:
    """Whole rows as they will lie in the table, of lists with one value for each key."""
    forms = _forms(table)
    columns: dict[str, Sequence[RawValue]] = {}
    for name, form in forms.items():
        if name == "id":
            columns[name] = keys
        elif name in given:
            columns[name] = _turned(form, given[name])
        else:
            columns[name] = _turned(form, [form.default]) * len(keys)
    if unknown := given.keys() - forms.keys():
        raise TypeError(f"{table.name} has no column {', '.join(sorted(unknown))}")
    return StoredRows(columns)


def in_columns(table: Table, rows: Sequence[Mapping[str, Any]]) -> dict[str, list[Any]]:
    """Rows column by column; what a row does not name and another does is the table's default."""
    if not rows:
        return {}
    names = rows[0].keys()
    if all(row.keys() == names for row in rows):
        return {name: list(map(itemgetter(name), rows)) for name in names}
    forms = _forms(table)
    every = dict.fromkeys(name for row in rows for name in row)
    absent = {name: forms[name].default if name in forms else None for name in every}
    return {name: [row.get(name, absent[name]) for row in rows] for name in every}


def stored_values(
    table: Table, names: Sequence[str], rows: Sequence[Mapping[str, Any]]
) -> list[tuple[RawValue, ...]]:
    """Some columns of many rows in their stored form, in the order of `names`."""
    forms = _forms(table)
    columns = [_turned(forms[name], list(map(itemgetter(name), rows))) for name in names]
    return list(zip(*columns, strict=True))


def _turned(form: _Form, values: list[Any]) -> list[RawValue]:
    kinds = set(map(type, values))
    if kinds != {form.kind}:
        form.check(kinds)
    return values if form.turned is None else list(map(form.turned, values))


@cache
def _forms(table: Table) -> dict[str, _Form]:
    """By column, in the order of digests."""
    return {name: _form(table.c[name]) for name in sorted(table.c.keys())}


def _form(column: Column[Any]) -> _Form:
    kind = column.type.dialect_impl(_DIALECT)
    return _Form(
        f"{column.table.name}.{column.name}",
        column.type.python_type,
        bool(column.nullable),
        None if column.default is None else getattr(column.default, "arg", None),
        kind.bind_processor(_DIALECT),
    )
