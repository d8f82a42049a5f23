"""工作台: what is due, what waits for whom, what is wrong, and one search over everything."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from db.unit_of_work import ReadView
from desktop_app.domain.procedure_history import History
from desktop_app.domain.project import ProjectListRow
from desktop_app.domain.record import Subject
from desktop_app.rules.deadline_kinds import Deadline
from desktop_app.rules.pack import Pack
from desktop_app.use_cases.calendars import calendar_of
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.regime import current_pack, terms_on
from desktop_app.use_cases.standing.courses import plain_courses
from desktop_app.use_cases.standing.duties import duties_in, duties_of
from desktop_app.use_cases.standing.judging import refresh_if_stale
from desktop_app.values.money import Fen

WEEK = timedelta(days=7)
MOST_FOUND = 30


@dataclass(frozen=True)
class DueLine:
    """One duty by date on the home page."""

    subject: Subject
    code: str
    name: str
    unit: str
    title: str
    due: date
    days_left: int
    """Negative when overdue."""
    is_house: bool
    """The office's own period, not law."""
    is_estimated: bool
    """暂按周末推算: the year has no holiday table."""
    clauses: tuple[str, ...]


@dataclass(frozen=True)
class TaskLine:
    """How many applications wait at one step."""

    title: str
    count: int
    amount_fen: Fen


@dataclass(frozen=True)
class MissingLine:
    """A round with units that have not returned their workbook."""

    round_id: int
    title: str
    units: tuple[str, ...]
    due_on: date | None
    is_overdue: bool


@dataclass(frozen=True)
class HomePage:
    """Three lists and the numbers above them."""

    due: tuple[DueLine, ...]
    tasks: tuple[TaskLine, ...]
    missing: tuple[MissingLine, ...]
    flagged: int
    """Live applications with 不通过 or 需人工判断."""
    projects: int
    amount_fen: Fen
    open_needs: int

    @property
    def due_today(self) -> int:
        """What is due today or overdue: the number in the badge."""
        return sum(1 for line in self.due if line.days_left <= 0)


@dataclass(frozen=True)
class Hit:
    """One result of the search box."""

    kind: str
    """project | unit | system | paper"""
    id: int
    title: str
    detail: str


def home_page(desk: Desk) -> HomePage:
    """The day's work; verdicts of an earlier day are worked out again first."""
    refresh_if_stale(desk)
    with desk.workspace.read() as view:
        pack = current_pack(desk, view)
        states = {state.id: state for state in pack.states}
        live = [
            row
            for row in view.projects.rows()
            if row.state not in states or states[row.state].is_live
        ]
        return HomePage(
            due=_sorted((*_due(desk, view, live), *_office_due(desk, view, pack))),
            tasks=_tasks(live),
            missing=_missing(desk, view),
            flagged=sum(1 for row in live if row.light in ("fail", "judge")),
            projects=len(live),
            amount_fen=Fen(sum(row.declared_fen or 0 for row in live)),
            open_needs=sum(1 for need in view.needs.all() if need.adopter_id is None),
        )


def search(desk: Desk, text: str) -> tuple[Hit, ...]:
    """Projects, units, systems and papers meant by a text: part, code, 文号, pinyin or initials."""
    wanted = text.strip()
    if not wanted:
        return ()
    with desk.workspace.read() as view:
        hits = [
            Hit("project", row.id, row.name, f"{row.code} · {row.unit_name}")
            for row in view.projects.search_rows(wanted)
        ]
        hits += [Hit("unit", unit.id, unit.name, "单位") for unit in view.units.search(wanted)]
        hits += [Hit("system", s.id, s.name, "既有系统") for s in view.systems.search(wanted)]
        hits += [
            Hit("paper", paper.id, paper.title, paper.document_number or paper.number)
            for paper in view.papers.all()
            if wanted in (paper.document_number + paper.number)
        ]
    return tuple(hits[:MOST_FOUND])


def _sorted(lines: Iterable[DueLine]) -> tuple[DueLine, ...]:
    return tuple(sorted(lines, key=lambda line: (line.due, line.code)))


def _office_due(desk: Desk, view: ReadView, pack: Pack) -> list[DueLine]:
    """Days the regulation itself fixes, of no project: within a week or their reminder."""
    subject = Subject("regime", 0)
    found = duties_of(view, pack, subject, {}, History(), terms_on(view, desk.today))
    lines = []
    for duty in found:
        ahead = max((WEEK.days, *pack.deadline(duty.id).remind))
        if duty.is_open and duty.due is not None and (duty.due - desk.today).days <= ahead:
            lines.append(_line(desk, subject, ("", pack.title, ""), duty, duty.due))
    return lines


def _line(
    desk: Desk, subject: Subject, place: tuple[str, str, str], duty: Deadline, due: date
) -> DueLine:
    code, name, unit = place
    return DueLine(
        subject,
        code,
        name,
        unit,
        duty.title,
        due,
        (due - desk.today).days,
        duty.is_house,
        duty.is_estimated,
        duty.clauses,
    )


def _due(desk: Desk, view: ReadView, live: list[ProjectListRow]) -> list[DueLine]:
    horizon = desk.today + WEEK
    near = {int(row.id): row for row in live if row.due_on is not None and row.due_on <= horizon}
    calendar = calendar_of(view)
    lines: list[DueLine] = []
    for course in plain_courses(desk, view, near):
        subject = course.subject
        row = near[subject.id]
        duties = duties_in(
            view, course.pack, subject, course.facts, course.history, course.terms, calendar
        )
        place = (row.code, row.name, row.unit_name)
        lines += [
            _line(desk, subject, place, duty, duty.due)
            for duty in duties
            if duty.is_open and duty.due is not None and duty.due <= horizon
        ]
    return lines


def _tasks(live: list[ProjectListRow]) -> tuple[TaskLine, ...]:
    steps: dict[str, list[ProjectListRow]] = {}
    for row in live:
        if row.open_step:
            steps.setdefault(row.open_step, []).append(row)
    return tuple(
        TaskLine(title, len(rows), Fen(sum(row.declared_fen or 0 for row in rows)))
        for title, rows in sorted(steps.items(), key=lambda item: -len(item[1]))
    )


def _missing(desk: Desk, view: ReadView) -> tuple[MissingLine, ...]:
    names = {unit.id: unit.name for unit in view.units.all()}
    lines = []
    for each in view.rounds.all():
        if each.closed_on is not None:
            continue
        late = [r for r in view.rounds.recipients(each.id) if r.returned_on is None]
        if late:
            is_overdue = each.due_on is not None and each.due_on < desk.today
            units = tuple(names[r.unit_id] for r in late)
            lines.append(MissingLine(each.id, each.title, units, each.due_on, is_overdue))
    return tuple(lines)
