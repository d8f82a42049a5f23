"""Reading rows as frozen models and writing them through the tracked path."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache
from typing import Any, Generic, Protocol, TypeVar

from sqlalchemy import ColumnElement, Connection, RowMapping, func, select

from db import tables
from db.raw_rows import canonical
from db.repositories.key_list import KEYS, key_text, listed, rows_where
from db.tracker import Tracker
from desktop_app.domain.record import Subject
from desktop_app.values.pinyin import search_key


class Identified(Protocol):
    """Any model with a key."""

    @property
    def id(self) -> int:
        """Key of the row."""
        ...


ModelT = TypeVar("ModelT", bound=Identified)
Parts = dict[int, dict[str, Any]]


@dataclass(frozen=True)
class Access:
    """The connection of one unit of work; without a tracker nothing can be written."""

    connection: Connection
    tracker: Tracker | None = None

    @property
    def writer(self) -> Tracker:
        """The tracked path; a read view has none."""
        if self.tracker is None:
            raise RuntimeError("a read view cannot write")
        return self.tracker

    @property
    def changes(self) -> int:
        """How often the log's rows were written so far in this transaction."""
        return len(self.tracker.runs) if self.tracker else 0


@dataclass(frozen=True)
class Shape(Generic[ModelT]):
    """How the rows of a table become models."""

    table: str
    model: Callable[..., ModelT]
    json: Mapping[str, Callable[[Any], Any]] | None = None
    """Columns kept as JSON text, with what turns the decoded value into the model's."""
    names_pinyin_of: str = ""
    """The column whose search key is kept in `pinyin`."""


class Repository(Generic[ModelT]):
    """The rows of one table as frozen models."""

    part_names: frozenset[str] = frozenset()
    """Fields of the model that lie in tables of their own."""

    def __init__(self, access: Access, shape: Shape[ModelT]) -> None:
        self._access = access
        self._shape = shape
        self._table = tables.table(shape.table)
        self._json = dict(shape.json or {})
        self._blank = _blank(shape.model)
        self._kept: tuple[int, tuple[ModelT, ...]] | None = None

    def get(self, row_id: int) -> ModelT:
        """The row of that key; asking for one that is not there is a bug."""
        found = self.find(row_id)
        if found is None:
            raise LookupError(f"no row {row_id} in {self._table.name}")
        return found

    def find(self, row_id: int) -> ModelT | None:
        """The row of that key, None if there is none."""
        return next(iter(self._rows({"id": row_id})), None)

    def many(self, keys: Iterable[int]) -> tuple[ModelT, ...]:
        """The rows of these keys, by key."""
        return self._rows({}, "id", keys)

    def of_many(self, kind: str, keys: Iterable[int]) -> tuple[ModelT, ...]:
        """The rows about these subjects of one kind, the oldest first."""
        return self._rows({"subject_kind": kind}, "subject_id", keys)

    def all(self) -> tuple[ModelT, ...]:
        """Every row, by key; read once and kept until something is written in this transaction."""
        if self._table.name in tables.DERIVED_TABLES:
            return self._rows({})
        written = self._access.changes
        if self._kept is None or self._kept[0] != written:
            self._kept = (written, self._rows({}))
        return self._kept[1]

    def where(self, **equal: Any) -> tuple[ModelT, ...]:
        """The rows whose columns (or `subject`) have these values, by key."""
        return self._rows(_flat(equal))

    def keys_under(self, column: str, owners: Iterable[int]) -> tuple[int, ...]:
        """The keys of the rows whose column holds the key of one of these owners."""
        statement = select(self._table.c.id).where(self._table.c[column].in_(listed(owners)))
        found = self._access.connection.execute(statement.order_by(self._table.c.id))
        return tuple(found.scalars())

    def first(self, **equal: Any) -> ModelT | None:
        """The oldest row whose columns have these values, None if there is none."""
        return next(iter(self.where(**equal)), None)

    def count(self) -> int:
        """Number of rows."""
        statement = select(func.count()).select_from(self._table)
        return int(self._access.connection.execute(statement).scalar_one())

    def add(self, **values: Any) -> ModelT:
        """Stores a new row given by the model's fields (without `id`)."""
        row, parts = self._split(values)
        row_id = self._access.writer.insert(self._table, row)
        self._add_parts({row_id: parts})
        return self.get(row_id)

    def add_many(self, rows: Sequence[Mapping[str, Any]]) -> range:
        """Stores many rows, each with its own fields; gives their keys, which follow each other."""
        split = [self._split(row) for row in rows]
        keys = self._access.writer.insert_many(self._table, [row for row, _ in split])
        self._add_parts({key: parts for key, (_, parts) in zip(keys, split, strict=True)})
        return keys

    def filled(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The values for `add_many`, where None stands for what the model has by itself."""
        return {n: self._blank.get(n) if v is None else v for n, v in values.items()}

    def change(self, row_id: int, **values: Any) -> ModelT:
        """Changes fields of one row and counts its version up; nothing happens if all are equal."""
        self.change_many({row_id: values})
        return self.get(row_id)

    def change_many(self, changes: Mapping[int, Mapping[str, Any]]) -> int:
        """Changes fields of many rows; gives how many really changed."""
        current = {each.id: each for each in self.many(changes)}
        rows: dict[int, Mapping[str, Any]] = {}
        parts: Parts = {}
        for key, values in changes.items():
            differing = {n: v for n, v in values.items() if getattr(current[key], n) != v}
            if differing:
                rows[key], parts[key] = self._split(differing)
                if "version" in self._table.c:
                    version = getattr(current[key], "version", 0) + 1
                    rows[key] = {**rows[key], "version": version}
        self._access.writer.update_many(self._table, {k: row for k, row in rows.items() if row})
        self._write_parts(parts)
        return len(rows)

    def remove(self, row_id: int) -> None:
        """Takes a row out, with what belongs to it."""
        self._remove_parts((row_id,))
        self._access.writer.delete(self._table, (row_id,))

    def _rows(
        self, equal: Mapping[str, Any], among: str = "", keys: Iterable[int] = ()
    ) -> tuple[ModelT, ...]:
        """The rows whose columns have these values and, if asked, whose `among` is a key."""
        empty = tuple(name for name, value in equal.items() if value is None)
        given = {name: value for name, value in equal.items() if value is not None}
        statement = rows_where(self._table.name, tuple(given), empty, among)
        if among:
            given[KEYS] = key_text(keys)
        return self._models(self._access.connection.execute(statement, given).mappings().all())

    def _select(self, *conditions: ColumnElement[bool]) -> tuple[ModelT, ...]:
        statement = select(self._table).where(*conditions).order_by(self._table.c.id)
        rows = self._access.connection.execute(statement).mappings().all()
        return self._models(rows)

    def _models(self, rows: Sequence[RowMapping]) -> tuple[ModelT, ...]:
        parts = self._read_parts([row["id"] for row in rows]) if self.part_names else {}
        return tuple(
            self._shape.model(**self._decoded(row), **parts.get(row["id"], {})) for row in rows
        )

    def _decoded(self, row: RowMapping) -> dict[str, Any]:
        values = dict(row)
        for name, make in self._json.items():
            values[name] = make(json.loads(values[name]))
        if "subject_kind" in values:
            values["subject"] = Subject(values.pop("subject_kind"), values.pop("subject_id"))
        return values

    def _split(self, values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        """The columns of the row itself, and the fields that lie in other tables."""
        row = _flat({n: v for n, v in values.items() if n not in self.part_names})
        for name in self._json.keys() & row.keys():
            row[name] = canonical(row[name])
        named = self._shape.names_pinyin_of
        if named in row:
            row["pinyin"] = search_key(row[named])
        return row, {n: v for n, v in values.items() if n in self.part_names}

    def _read_parts(self, keys: Sequence[int]) -> Parts:
        raise NotImplementedError(f"{type(self).__name__} has no parts ({len(keys)} asked)")

    def _add_parts(self, parts: Parts) -> None:
        """Stores the fields of new rows that lie in other tables."""
        self._write_parts(parts)

    def _write_parts(self, parts: Parts) -> None:
        """Stores the fields that lie in other tables, in place of what was there."""

    def _remove_parts(self, keys: Sequence[int]) -> None:
        """Takes out what belongs to the rows."""


@cache
def _blank(model: Callable[..., Any]) -> Mapping[str, Any]:
    """What the fields of a model hold that nothing was given for."""
    found = fields(model) if isinstance(model, type) and is_dataclass(model) else ()
    return {each.name: each.default for each in found if each.default is not MISSING}


def _flat(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values with `subject` as its two columns."""
    row = dict(values)
    subject = row.pop("subject", None)
    if subject is not None:
        row |= {"subject_kind": subject.kind, "subject_id": subject.id}
    return row
