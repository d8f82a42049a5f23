"""What the log says of the long lists: one digest for up to a thousand rows that never change.

The rows of a segment follow each other; the digest is taken of them as stored, keys included.
The segments themselves are rows like any other: logged, chained and taken back with their import.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, func, select

from db import tables
from db.raw_rows import DIGEST_LETTERS, RawValue, sm3, table_names
from db.tracker import Tracker
from desktop_app.values.text import are_texts

SEGMENT_ROWS = 1_000
CELL_END, COLUMN_END, EMPTY = "\x1f", "\x1e", "\0"
REDEMPTIONS = "voucher_redemption"
RESTING = {
    "voucher_settlement": "此后已编制资金拨付表",
    "voucher_sample": "此后已抽取样本",
    "voucher_decision": "此后已处理疑点",
}
"""What may rest on redemptions, the weightiest first."""


class ListWriter:
    """Adds rows of one imported file to one list and tells the log of them by segments."""

    def __init__(self, connection: Connection, name: str, file_id: int) -> None:
        self._connection = connection
        self._table = name
        self.file_id = file_id
        self._names = table_names(tables.table(name))
        self._segments: list[dict[str, Any]] = []
        self.next_id = _last_id(connection, name) + 1
        """The key the next row will get."""

    def add(self, columns: Mapping[str, Sequence[RawValue]], count: int) -> range:
        """Adds rows given by column in stored form; columns left out stay empty."""
        keys = range(self.next_id, self.next_id + count)
        empty = [None] * count
        given: dict[str, Sequence[RawValue]] = {
            **columns, "id": keys, "file_id": [self.file_id] * count
        }  # fmt: skip
        ordered = [given.get(name, empty) for name in self._names]
        if count:
            self._insert(ordered)
        for start in range(0, count, SEGMENT_ROWS):
            part = slice(start, start + SEGMENT_ROWS)
            self._note(keys[part], [values[part] for values in ordered])
        self.next_id += count
        return keys

    def _insert(self, columns: Sequence[Sequence[RawValue]]) -> None:
        """Writes rows; the driver takes nine times as long for None as for any text or number."""
        names, marks, given = [], [], []
        for name, values in zip(self._names, columns, strict=True):
            has_gaps = None in values
            if has_gaps and values.count(None) == len(values):
                continue
            names.append(name)
            marks.append("NULLIF(?, '')" if has_gaps else "?")
            given.append(["" if each is None else each for each in values] if has_gaps else values)
        told, places = ", ".join(names), ", ".join(marks)
        statement = f"INSERT INTO {self._table} ({told}) VALUES ({places})"  # noqa: S608 - own names
        self._connection.exec_driver_sql(statement, list(zip(*given, strict=True)))

    def _note(self, keys: range, columns: Sequence[Sequence[RawValue]]) -> None:
        self._segments.append(
            {
                "file_id": self.file_id,
                "table_name": self._table,
                "first_id": keys[0],
                "last_id": keys[-1],
                "digest": segment_digest(columns),
            }
        )

    def finish(self, tracker: Tracker) -> None:
        """Writes the segments; without them the log would call the rows foreign."""
        if self._segments:
            tracker.insert_many(tables.table("voucher_segment"), self._segments)
            _keep_last_id(self._connection, self._table, self.next_id - 1)
        self._segments = []


def segment_digest(columns: Sequence[Sequence[RawValue]]) -> str:
    """The digest of rows given by column in the order of digests.

    Cells are joined by marks that no cell can hold: control characters are refused on the way in.
    """
    return sm3(COLUMN_END.join(map(_column_text, columns)))[:DIGEST_LETTERS]


def _column_text(values: Sequence[RawValue]) -> str:
    if None in values:
        if values.count(None) == len(values):
            return CELL_END.join([EMPTY] * len(values))
        values = [EMPTY if each is None else each for each in values]
    return CELL_END.join(values if are_texts(values) else [f"{each}" for each in values])


def stored_digest(connection: Connection, name: str, first: int, last: int) -> tuple[int, str]:
    """How many rows lie there now and their digest."""
    columns = ", ".join(table_names(tables.table(name)))
    statement = f"SELECT {columns} FROM {name} WHERE id BETWEEN ? AND ? ORDER BY id"  # noqa: S608
    rows = [tuple(row) for row in connection.exec_driver_sql(statement, (first, last))]
    return len(rows), segment_digest(list(zip(*rows, strict=True)))


def faults(connection: Connection) -> Iterator[tuple[str, int, str]]:
    """Table, first key and a sentence for every segment whose rows are not what was imported."""
    segment, file = tables.table("voucher_segment"), tables.table("voucher_file")
    statement = select(segment, file.c.name).outerjoin(file, file.c.id == segment.c.file_id)
    known = dict.fromkeys(sorted(tables.LIST_TABLES), 0)
    for row in connection.execute(statement.order_by(segment.c.id)):
        if row.table_name not in known:
            continue
        count, digest = stored_digest(connection, row.table_name, row.first_id, row.last_id)
        known[row.table_name] += count
        if digest != row.digest:
            place = f"清单“{row.name}”第 {row.first_id}—{row.last_id} 条"
            yield row.table_name, row.first_id, f"{place}：在程序之外被修改"
    for name, count in known.items():
        present = connection.execute(select(func.count()).select_from(tables.table(name))).scalar()
        if present != count:
            yield name, 0, f"消费券清单：有 {(present or 0) - count} 条在程序之外被添加"


def rested_on(connection: Connection, keys: Collection[int]) -> Iterator[tuple[str, str]]:
    """The lists of these segments on whose rows something was decided, drawn or paid, and what."""
    segment = tables.table("voucher_segment")
    for row in connection.execute(select(segment).where(segment.c.id.in_(sorted(keys)[:1]))):
        file = tables.table("voucher_file")
        told = select(file.c.campaign_id, file.c.name).where(file.c.id == row.file_id)
        campaign, name = connection.execute(told).one()
        for table, what in RESTING.items():
            rests = tables.table(table).c
            used = select(rests.id).where(rests.campaign_id == campaign)
            mark = rests.get("last_row", rests.get("row_id"))
            if mark is not None and row.table_name == REDEMPTIONS:
                used = used.where(mark >= row.first_id)
            if connection.execute(used.limit(1)).first() is not None:
                yield f"清单“{name}”", what


def take_out(connection: Connection, keys: Sequence[int]) -> None:
    """Takes the rows of segments out that go with an import taken back."""
    segment = tables.table("voucher_segment")
    for key in keys:
        found = connection.execute(select(segment).where(segment.c.id == key)).first()
        if found is not None and found.table_name in tables.LIST_TABLES:
            listed = tables.table(found.table_name)
            rows = listed.c.id.between(found.first_id, found.last_id)
            connection.execute(listed.delete().where(rows))


def renew(connection: Connection, tracker: Tracker, campaign_id: int) -> None:
    """Takes the digests of a campaign's segments anew after its lists were cleared on purpose."""
    segment, file = tables.table("voucher_segment"), tables.table("voucher_file")
    own = select(segment).join(file, file.c.id == segment.c.file_id)
    changes = {}
    for row in connection.execute(own.where(file.c.campaign_id == campaign_id)).all():
        _, digest = stored_digest(connection, row.table_name, row.first_id, row.last_id)
        changes[row.id] = {"digest": digest}
    tracker.update_many(segment, changes)


def _keep_last_id(connection: Connection, name: str, last: int) -> None:
    """Notes the last key where the file notes those of other tables; it outlives an undo."""
    connection.exec_driver_sql("DELETE FROM sqlite_sequence WHERE name = ?", (name,))
    connection.exec_driver_sql("INSERT INTO sqlite_sequence VALUES (?, ?)", (name, last))


def _last_id(connection: Connection, name: str) -> int:
    statement = "SELECT seq FROM sqlite_sequence WHERE name = ?"
    return int(connection.exec_driver_sql(statement, (name,)).scalar() or 0)
