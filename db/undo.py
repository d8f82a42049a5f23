"""Takes a whole act back by a compensating act, or refuses as a whole and names the rows."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select, text

from db import log_cells, segments, tables
from db.chain import is_forgotten, is_wiped
from db.labels import row_label
from db.raw_rows import RawRow, read_rows, row_digest
from db.references import later_uses
from db.repositories.base import Access
from db.repositories.events import Events
from db.tracker import Tracker
from desktop_app.domain.record import Event
from desktop_app.errors import Refused

MOST_NAMED = 5
"""Records named in a refusal; the rest are counted."""
SEGMENTS = "voucher_segment"
WEIGHTIEST = ("此后已出具文书", "此后已登记办理环节", "此后已作相似认定", "此后由", "此后")
"""Why a record stands in the way, the reason told first; any other comes last."""

Reason = tuple[str, str]
"""A record that stands in the way and why; the act itself and nothing more."""


@dataclass(frozen=True)
class _Net:
    """What an act did to one row in all."""

    before: str | None
    after: str | None
    steps: tuple[Any, ...]
    """The values of each change, the newest first."""


def revert(connection: Connection, tracker: Tracker, event_id: int) -> Event:
    """Brings every row the act touched back to what it was before; gives the act."""
    event = Events(Access(connection)).get(event_id)
    nets = _net_changes(connection, event_id)
    reasons = _reasons(connection, event, nets)
    if reasons:
        raise _refused(event, reasons)
    connection.execute(text("PRAGMA defer_foreign_keys = ON"))
    for name, rows in reversed(nets.items()):
        if not _bring_back(connection, tracker, name, rows):
            raise _spoilt(event_id)
    return event


def obstacles(connection: Connection, event_id: int) -> tuple[str, ...]:
    """What stands against taking the act back now, one line per record; nothing if it can be."""
    event = Events(Access(connection)).get(event_id)
    try:
        nets = _net_changes(connection, event_id)
    except Refused as damage:
        return (damage.what,)
    return tuple(_by_record(_reasons(connection, event, nets)))


def _reasons(
    connection: Connection, event: Event, nets: Mapping[str, Mapping[int, _Net]]
) -> list[Reason]:
    if not event.is_undoable:
        return [("这类操作不能撤销", "")]
    if event.undone_by is not None:
        return [(f"已由第 {event.undone_by} 号操作撤销", "")]
    if any(net.before is None for net in nets.get("paper", {}).values()):
        return [("该操作出具了文书；文书不能撤回，只能作废", "")]
    if any(net.before is not None and net.after is None for net in nets.get(SEGMENTS, {}).values()):
        return [("清单的各行已随撤销删除；请重新导入该文件", "")]
    found = [
        *_changed_since(connection, event, nets),
        *_used_since(connection, event, nets),
        *segments.rested_on(connection, nets.get(SEGMENTS, {})),
    ]
    return list(dict.fromkeys(found))


def _net_changes(connection: Connection, event_id: int) -> dict[str, dict[int, _Net]]:
    """By table and row; bookkeeping stays as it is."""
    change = tables.table("change")
    statement = select(change).where(change.c.event_id == event_id).order_by(change.c.position)
    nets: defaultdict[str, dict[int, _Net]] = defaultdict(dict)
    for row in connection.execute(statement):
        if row.table_name in tables.BOOKKEEPING_TABLES:
            continue
        for entry, (key, before, after) in _pairs(row):
            known = nets[row.table_name].get(key, _Net(before, after, ()))
            nets[row.table_name][key] = _Net(known.before, after, (entry, *known.steps))
    return dict(nets)


def _pairs(row: Any) -> list[tuple[Any, list[Any]]]:
    """Values (None where many were added) and digests of each row of a run; refused if spoilt."""
    digests = log_cells.entries(row.digests, (3,))
    values: list[Any] | None = [None] * len(digests or ())
    if row.row_values:
        values = log_cells.entries(row.row_values, (2, 3))
    is_whole = digests is not None and values is not None and len(values) == len(digests)
    if not is_whole or row.table_name not in tables.METADATA.tables:
        raise _spoilt(row.event_id)
    return list(zip(values or (), digests or (), strict=True))


def _spoilt(event_id: int) -> Refused:
    return Refused(
        "日志里这一步的改动记录已损坏，不能撤销",
        advice="请先核验日志，再从备份恢复；数据未作任何改动。",
        record=f"第 {event_id} 号操作",
    )


def _changed_since(
    connection: Connection, event: Event, nets: Mapping[str, Mapping[int, _Net]]
) -> Iterator[Reason]:
    for name, rows in nets.items():
        current = read_rows(connection, tables.table(name), tuple(rows))
        for key, net in rows.items():
            row = current.get(key)
            if (None if row is None else row_digest(row)) != net.after:
                since = _by_whom(connection, event, name, key)
                yield row_label(connection, name, key), since
            elif is_forgotten(net.before) or any(map(_is_wiped, net.steps)):
                yield row_label(connection, name, key), "原内容已按规定清除，无法还原"


def _is_wiped(step: Any) -> bool:
    return step is not None and is_wiped(step)


def _by_whom(connection: Connection, event: Event, table: str, row_id: int) -> str:
    """Which later act changed the row."""
    events = Events(Access(connection))
    later = [each for each in events.history(table, row_id) if each.event_id > event.id]
    if not later:
        return "此后在程序之外被改动"
    last = events.get(later[-1].event_id)
    return f"此后由{last.actor}改动（第 {last.id} 号操作“{last.title}”）"


def _used_since(
    connection: Connection, event: Event, nets: Mapping[str, Mapping[int, _Net]]
) -> Iterator[Reason]:
    touched = {name: frozenset(rows) for name, rows in nets.items()}
    gone = {
        name: frozenset(key for key, net in rows.items() if net.before is None)
        for name, rows in nets.items()
    }
    for table, row_id, use in later_uses(connection, event.id, touched, gone):
        yield row_label(connection, table, row_id), use


def _bring_back(
    connection: Connection, tracker: Tracker, name: str, rows: Mapping[int, _Net]
) -> bool:
    """Brings the rows of a table back; False if the log does not hold what one of them was."""
    table = tables.table(name)
    gone = [key for key, net in rows.items() if net.before is None]
    if name == SEGMENTS:
        segments.take_out(connection, gone)
    tracker.delete(table, gone)
    kept = {key: net for key, net in rows.items() if net.before is not None}
    current = read_rows(connection, table, tuple(kept))
    earlier = {
        key: row
        for key, net in kept.items()
        if (row := _earlier(current.get(key), net)) is not None
    }
    if earlier:
        tracker.restore(table, earlier)
    return len(earlier) == len(kept)


def _earlier(current: RawRow | None, net: _Net) -> RawRow | None:
    """The row as it was before the act: its changes taken back, the newest first.

    None if the log does not hold what the row was: its cells were tampered with.
    """
    row = dict(current or {})
    for step in net.steps:
        if step is None:
            return None
        _, old, new = step
        if not isinstance(old, dict):
            row = {}
        elif new is None:
            row = dict(old)
        else:
            row |= old
    row = {name: value for name, value in sorted(row.items()) if value is not None}
    return row if row_digest(row) == net.before else None


def _refused(event: Event, reasons: Sequence[Reason]) -> Refused:
    told = _by_record(reasons)
    more = len(told) - MOST_NAMED
    shown = "；".join(told[:MOST_NAMED]) + (f"；另有 {more} 条记录" if more > 0 else "")
    return Refused(
        f"不能撤销“{event.title}”：{shown}",
        advice="请先处理上述记录，或改用更正、作废的办法；数据未作任何改动。",
        record=f"第 {event.id} 号操作",
    )


def _by_record(reasons: Sequence[Reason]) -> list[str]:
    """One reason per record: what belongs to a record is told as the record itself."""
    found: dict[str, list[str]] = {}
    for about, why in reasons:
        record, mark, _ = about.partition("”的")
        found.setdefault(f"{record}”" if mark else about, []).append(why)
    return [
        f"{owner}：{min(whys, key=_weight)}" if whys[0] else owner for owner, whys in found.items()
    ]


def _weight(why: str) -> int:
    return next((n for n, start in enumerate(WEIGHTIEST) if why.startswith(start)), len(WEIGHTIEST))
