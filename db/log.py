"""`log verify`: recomputes the whole log and holds it against the tables and outside anchors."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select

from db import segments, tables
from db.chain import START, change_digest, event_digest, is_wiped, log_head, values_digest
from db.labels import row_label
from db.log_cells import entries
from db.raw_rows import all_digests
from db.wiping import EVENT
from desktop_app.domain.record import LogHead

RowKey = tuple[str, int]
PAIR = 2
"""A change and a row: what an event says it wiped of the values."""


@dataclass(frozen=True)
class LogFault:
    """One place where log, tables and anchors disagree, in Chinese; `event` is None for rows."""

    message: str
    event: int | None = None
    table: str = ""
    row_id: int | None = None


@dataclass(frozen=True)
class LogReport:
    """What `verify_log` found, the first bad event first."""

    head: LogHead
    faults: tuple[LogFault, ...]

    @property
    def is_sound(self) -> bool:
        """Whether nothing disagrees."""
        return not self.faults


@dataclass
class _Replay:
    """What the log says the rows must be, as it is read from its start."""

    rows: dict[RowKey, tuple[str, int]] = field(default_factory=dict)
    """Digest of each row that must exist, and the last event that wrote it."""
    wiped: list[tuple[int, int, int]] = field(default_factory=list)
    """Change, row and event of every wiped value met."""
    allowed: set[tuple[int, int]] = field(default_factory=set)
    """Change and row of the values that an event says it wiped."""
    digests: dict[int, str] = field(default_factory=dict)
    reworded: dict[int, str] = field(default_factory=dict)
    """Digest that an event has since a later one wiped its title or reason."""


def verify_log(connection: Connection, anchors: Iterable[LogHead] = ()) -> LogReport:
    """Every disagreement between the log, the rows it tells of and the anchors kept outside."""
    replay = _Replay()
    faults = [
        *_check_events(connection, replay),
        *_check_wiped(replay),
        *_check_anchors(replay, anchors),
        *_check_rows(connection, replay),
        *_check_lists(connection),
    ]
    return LogReport(log_head(connection), tuple(faults))


def _check_events(connection: Connection, replay: _Replay) -> Iterator[LogFault]:
    changes = _changes_by_event(connection)
    expected, previous = 1, START
    event = tables.table("event")
    replay.reworded = _reworded(connection)
    for row in connection.execute(select(event).order_by(event.c.id)).mappings():
        if row["id"] != expected:
            yield LogFault(f"第 {expected} 号操作的记录缺失", expected)
        own = changes.pop(row["id"], [])
        if row["previous"] != previous:
            yield LogFault("与前一号操作接不上：有记录被删除、插入、调换或改写", row["id"])
        found = event_digest(dict(row), [each["digest"] for each in own])
        if found not in {row["digest"], replay.reworded.get(row["id"])}:
            yield LogFault("操作记录被改写", row["id"])
        replay.digests[row["id"]] = row["digest"]
        entries = _entries(row["blanked"], (2, 3))
        replay.allowed |= {(entry[0], entry[1]) for entry in entries if len(entry) == PAIR}
        yield from _check_changes(own, replay)
        expected, previous = row["id"] + 1, row["digest"]
    for event_id in changes:
        yield LogFault("改动明细没有对应的操作记录", event_id)


def _reworded(connection: Connection) -> dict[int, str]:
    """What later events say they wiped of the texts of earlier ones; the last word counts."""
    event = tables.table("event")
    statement = select(event.c.id, event.c.blanked).where(event.c.blanked.contains(f'"{EVENT}"'))
    return {
        entry[0]: entry[2]
        for later, blanked in connection.execute(statement.order_by(event.c.id))
        for entry in _entries(blanked, (2, 3))
        if len(entry) != PAIR and entry[1] == EVENT and entry[0] < later
    }


def _changes_by_event(connection: Connection) -> dict[int, list[Mapping[str, Any]]]:
    change = tables.table("change")
    groups: dict[int, list[Mapping[str, Any]]] = {}
    statement = select(change).order_by(change.c.event_id, change.c.position)
    for row in connection.execute(statement).mappings():
        groups.setdefault(row["event_id"], []).append(dict(row))
    return groups


def _check_changes(own: Sequence[Mapping[str, Any]], replay: _Replay) -> Iterator[LogFault]:
    for row in own:
        event_id, table = row["event_id"], row["table_name"]
        if row["digest"] != change_digest(dict(row)) or not _values_hold(row, replay):
            yield LogFault("改动明细被改写", event_id, table, row["first_id"])
        for key, before, after in _entries(row["digests"], (3,)):
            known, _ = replay.rows.get((table, key), (None, 0))
            if known != before:
                yield LogFault("改动前的内容与此前记录不符", event_id, table, key)
            if after is None:
                replay.rows.pop((table, key), None)
            else:
                replay.rows[table, key] = (after, event_id)


def _values_hold(row: Mapping[str, Any], replay: _Replay) -> bool:
    """Whether the kept values are those that were logged; wiped ones are noted for later."""
    if row["row_values"] is None:
        return not row["values_digest"]
    entries = _entries(row["row_values"], (2, 3))
    replay.wiped += [(row["id"], e[0], row["event_id"]) for e in entries if is_wiped(e)]
    return bool(row["values_digest"] == values_digest(entries))


def _entries(stored: object, widths: Sequence[int]) -> list[list[Any]]:
    """Lists kept in one cell; none if the cell was spoilt: its digest tells of that."""
    return entries(stored, widths) or []


def _check_wiped(replay: _Replay) -> Iterator[LogFault]:
    for change, key, event_id in replay.wiped:
        if (change, key) not in replay.allowed:
            yield LogFault("改动内容被清除，却没有相应的清除操作", event_id, row_id=key)


def _check_anchors(replay: _Replay, anchors: Iterable[LogHead]) -> Iterator[LogFault]:
    last = max(replay.digests, default=0)
    for anchor in sorted(set(anchors), key=lambda head: head.count):
        if anchor.count == 0:
            continue
        found = replay.digests.get(anchor.count)
        if anchor.count > last:
            yield LogFault(f"日志末尾缺失：锚点记到第 {anchor.count} 号", last + 1)
            return
        if found is None or not found.startswith(anchor.digest):
            yield LogFault("与程序外留存的锚点不符：此号及以前的日志被整体改写", anchor.count)
            return


def _check_lists(connection: Connection) -> Iterator[LogFault]:
    for table, first, message in segments.faults(connection):
        yield LogFault(message, None, table, first or None)


def _check_rows(connection: Connection, replay: _Replay) -> Iterator[LogFault]:
    for table in tables.tracked_tables():
        for key, stored in all_digests(connection, table):
            digest, event_id = replay.rows.pop((table.name, key), (None, None))
            if digest is None:
                message = f"{row_label(connection, table.name, key)}：在程序之外被添加"
                yield LogFault(message, None, table.name, key)
            elif digest != stored:
                message = f"{row_label(connection, table.name, key)}：在程序之外被修改"
                yield LogFault(message, event_id, table.name, key)
    for (name, key), (_, event_id) in replay.rows.items():
        title = row_label(connection, name, key)
        yield LogFault(f"{title}：在程序之外被删除", event_id, name, key)
