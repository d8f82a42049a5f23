"""到期事项 taken out of the program: the week, a calendar file, one workbook per unit.

Whatever leaves says of each day whether it is law or the office's own period, and whether it was
counted by weekends because the year has no holiday notice yet.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from db.unit_of_work import ReadView
from desktop_app.domain.standing import OpenDuty, SubjectName
from desktop_app.errors import Refused
from desktop_app.excel.sheet import ColumnKind, ColumnSpec
from desktop_app.use_cases.desk import Desk, require
from desktop_app.use_cases.outlines import current_outline
from desktop_app.use_cases.places import UNSAFE_IN_NAMES, make_folder, write_file

OVERDUE, TODAY, WEEK, LATER = "overdue", "today", "week", "later"
GROUPS = {OVERDUE: "已超期", TODAY: "今天到期", WEEK: "七天内到期", LATER: "以后到期"}
DAYS = 7
HOUSE, ESTIMATED = "本办期限", "暂按周末推算"
COLUMNS = (
    ColumnSpec("group", "缓急", width=10),
    ColumnSpec("due", "到期日", ColumnKind.DATE, width=12),
    ColumnSpec("code", "编号", ColumnKind.CODE, width=14),
    ColumnSpec("name", "项目或事项", width=34),
    ColumnSpec("title", "应办事项", width=26),
    ColumnSpec("basis", "依据", width=20),
    ColumnSpec("note", "说明", width=20),
)


@dataclass(frozen=True)
class DutyLine:
    """One duty by date with whose it is."""

    duty: OpenDuty
    named: SubjectName
    group: str
    days_left: int

    @property
    def notes(self) -> tuple[str, ...]:
        """What must be said beside the day."""
        return tuple(
            words
            for words, holds in (
                (HOUSE, self.duty.is_house),
                (ESTIMATED, self.duty.is_estimated),
                (f"{self.duty.window_opens} 起可办", self._opens_later),
            )
            if holds
        )

    @property
    def _opens_later(self) -> bool:
        opens = self.duty.window_opens
        return opens is not None and (self.duty.due_on - opens).days > 0


def duty_lines(desk: Desk, *, lapsed: bool = False) -> tuple[DutyLine, ...]:
    """Every duty that stands, by day; or those that ran out long ago and are told in one line."""
    with desk.workspace.read() as view:
        standing = (each for each in view.duties.all() if each.has_lapsed == lapsed)
        duties = sorted(standing, key=lambda each: (each.due_on, each.title))
        names = _names(desk, view, duties)
        return tuple(
            DutyLine(
                each,
                named,
                group_of(each.due_on, desk.today),
                (each.due_on - desk.today).days,
            )
            for each, named in zip(duties, names, strict=True)
        )


def group_of(due: date, today: date) -> str:
    """Overdue, today, within seven days, or later."""
    if due < today:
        return OVERDUE
    if due == today:
        return TODAY
    return WEEK if due <= today + timedelta(days=DAYS) else LATER


def write_calendar(desk: Desk, out: Path, lines: Sequence[DutyLine] | None = None) -> int:
    """Write the duties as a calendar file (.ics), one day-long entry each; gives how many."""
    require(desk, "export")
    found = duty_lines(desk) if lines is None else tuple(lines)
    make_folder(out.parent)
    write_file(out, _calendar(desk, found))
    return len(found)


def write_unit_lists(desk: Desk, folder: Path, *, until: date | None = None) -> tuple[Path, ...]:
    """Write one workbook per unit with what it owes up to a day (default: the week)."""
    require(desk, "export")
    last = until or desk.today + timedelta(days=DAYS)
    found = [line for line in duty_lines(desk) if line.duty.due_on <= last and line.named.unit]
    if not found:
        raise Refused(f"到 {last} 没有单位要办的事项", advice="可以把截止日期放晚一些再导出。")
    make_folder(folder)
    written = []
    for unit in sorted({line.named.unit for line in found}):
        own = [line for line in found if line.named.unit == unit]
        path = folder / f"到期事项-{unit}.xlsx".translate(UNSAFE_IN_NAMES)
        head = f"承办单位：{unit}　截至 {last}"
        _write(own, path, head)
        written.append(path)
    return tuple(written)


def write_duty_list(desk: Desk, out: Path, lines: Iterable[DutyLine]) -> int:
    """Write some duties as one workbook; gives how many."""
    require(desk, "export")
    make_folder(out.parent)
    return _write(lines, out, f"{desk.today}")


def _write(rows: Iterable[DutyLine], out: Path, head: str) -> int:
    from desktop_app.excel.writer import write_list  # noqa: PLC0415 - loaded at the first export

    return write_list(COLUMNS, map(_row, rows), out, title="到期事项清单", head=head)


def _names(desk: Desk, view: ReadView, duties: Sequence[OpenDuty]) -> list[SubjectName]:
    keys: dict[str, list[int]] = {}
    for each in duties:
        keys.setdefault(each.subject.kind, []).append(each.subject.id)
    names = {kind: view.names.of(kind, own) for kind, own in keys.items()}
    other = SubjectName(name=current_outline(desk, view).title) if duties else SubjectName()
    return [names[each.subject.kind].get(each.subject.id, other) for each in duties]


def _row(line: DutyLine) -> dict[str, object]:
    return {
        "group": GROUPS[line.group],
        "due": line.duty.due_on,
        "code": line.named.code,
        "name": line.named.name,
        "title": line.duty.title,
        "basis": "、".join(line.duty.clauses),
        "note": "；".join(line.notes),
    }


def _calendar(desk: Desk, lines: Sequence[DutyLine]) -> bytes:
    from icalendar import Alarm, Calendar, Event  # noqa: PLC0415 - loaded at the first export

    calendar = Calendar()
    calendar.add("prodid", "-//hengce//duties//CN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "到期事项")
    for line in lines:
        duty = line.duty
        event = Event()
        event.add("uid", f"{duty.duty}-{duty.subject.kind}-{duty.subject.id}@hengce")
        event.add("dtstamp", desk.clock())
        event.add("dtstart", duty.due_on)
        event.add("dtend", duty.due_on + timedelta(days=1))
        event.add("summary", f"{duty.title}：{line.named.code} {line.named.name}".strip())
        basis = f"依据 {'、'.join(duty.clauses)}" if duty.clauses else ""
        told = (line.named.unit, basis, *line.notes)
        event.add("description", "\n".join(each for each in told if each))
        event.add("transp", "TRANSPARENT")
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", duty.title)
        alarm.add("trigger", timedelta(days=-1))
        event.add_component(alarm)
        calendar.add_component(event)
    return bytes(calendar.to_ical())
