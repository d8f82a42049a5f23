"""工作台: what is due, what waits for whom, what is wrong, and one search over everything."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from db.repositories.finder import Found
from db.unit_of_work import ReadView
from desktop_app.domain.record import IncomingPaper, Paper, Subject
from desktop_app.domain.register import ENTRY
from desktop_app.domain.standing import OpenDuty, StepCount, SubjectName
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.former_names import former_names
from desktop_app.use_cases.outlines import current_outline
from desktop_app.use_cases.standing.freshness import is_of_today, waiting, worked_out_on
from desktop_app.use_cases.whereabouts import BASE_DATA, POOL, Whereabouts, whereabouts
from desktop_app.values import pinyin
from desktop_app.values.money import Fen
from desktop_app.values.stages import stage_title

MOST_FOUND = 30
SEARCHED = {"project": "", ENTRY: "台账", "unit": "单位", "expert": "专家", "system": "既有系统"}
"""Kinds the search looks at, with what is said of a result before its code and unit."""
PORTION = 200
"""Lines of what is due that are read at a time."""


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
    place: Whereabouts
    """Where the subject is found."""


@dataclass(frozen=True)
class TaskLine:
    """How many subjects of a kind wait at one step, and what they apply for in all."""

    title: str
    count: int
    amount_fen: Fen
    place: Whereabouts
    """The tab where they wait, with what to show there."""
    stage_title: str
    """What the regulation in force calls that tab."""


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
    """The first of them; `more_due` gives the next."""
    due_count: int
    """How many there are to show."""
    due_today: int
    """How many are due today or overdue: the number in the badge."""
    lapsed: int
    """How many contracts and services ended long ago: told in one line."""
    tasks: tuple[TaskLine, ...]
    missing: tuple[MissingLine, ...]
    flagged: int
    """Live applications with 不通过 or 需人工判断."""
    projects: int
    amount_fen: Fen
    open_needs: int
    waiting: int
    """How many subjects wait to be worked out again; until then the page shows what was known."""
    as_of: date | None
    """The day the page is of, None before anything was worked out."""
    is_of_today: bool


@dataclass(frozen=True)
class Hit:
    """One result of the search box."""

    kind: str
    """project | entry | unit | expert | system | paper | incoming"""
    id: int
    title: str
    detail: str
    place: Whereabouts


def home_page(desk: Desk) -> HomePage:
    """The day's work as it is known; `waiting` says how much is still being worked out."""
    with desk.workspace.read() as view:
        totals = view.standings.pool_totals()
        duties = view.duties.counts(desk.today)
        return HomePage(
            due=_due(desk, view, 0),
            due_count=duties.shown,
            due_today=duties.due,
            lapsed=duties.lapsed,
            tasks=_tasks(desk, view),
            missing=_missing(desk, view),
            flagged=totals.flagged,
            projects=totals.count,
            amount_fen=totals.amount_fen,
            open_needs=len(view.needs.where(adopter_id=None)),
            waiting=0 if desk.workspace.is_read_only else waiting(desk, view),
            as_of=worked_out_on(view),
            is_of_today=is_of_today(desk, view),
        )


def due_count(desk: Desk) -> int:
    """How many duties are due today or overdue, as last worked out."""
    with desk.workspace.read() as view:
        return view.duties.counts(desk.today).due


def more_due(desk: Desk, start: int) -> tuple[DueLine, ...]:
    """The next lines of what is due, from the place `start` on."""
    with desk.workspace.read() as view:
        return _due(desk, view, start)


def search(desk: Desk, text: str) -> tuple[Hit, ...]:
    """What has a name and is meant by a text, and papers by their number, the best answers first.

    A text is a part of a name, a code or a 文号, or the pinyin or initials of a name.
    """
    wanted = text.strip()
    if not wanted:
        return ()
    with desk.workspace.read() as view:
        found = [each for kind in SEARCHED for each in view.finder.find(kind, wanted)[:MOST_FOUND]]
        found = sorted(found, key=Found.order)[:MOST_FOUND]
        earlier = _formerly(view, wanted, {each.subject for each in found})
        wheres = whereabouts(desk, view, (each.subject for each in found))
        hits = [_paper_hit(paper) for paper in view.papers.numbered(wanted, MOST_FOUND)]
        hits += [_received_hit(paper) for paper in view.incoming.numbered(wanted, MOST_FOUND)]
    hits += [
        Hit(f.subject.kind, f.subject.id, f.name.name, _detail(f), wheres[f.subject]) for f in found
    ]
    return tuple((*hits, *earlier)[:MOST_FOUND])


def _formerly(view: ReadView, text: str, known: Collection[Subject]) -> tuple[Hit, ...]:
    """The units meant by a name they had before, or by one that was merged into them."""
    query = pinyin.wanted(text)
    found: dict[int, Hit] = {}
    for each in former_names(view):
        is_meant = query.rank(pinyin.search_key(each.name), each.name) < pinyin.NO_MATCH
        if is_meant and Subject("unit", each.unit_id) not in known:
            what = "已并入的" if each.is_merged else "原"
            detail = f"{SEARCHED['unit']} · {what}{each.name}"
            name = view.units.get(each.unit_id).name
            place = Whereabouts(BASE_DATA, f"unit:{each.unit_id}")
            found.setdefault(each.unit_id, Hit("unit", each.unit_id, name, detail, place))
    return tuple(found.values())


def _paper_hit(paper: Paper) -> Hit:
    number = paper.document_number or paper.number
    return Hit("paper", paper.id, paper.title, number, Whereabouts(POOL, f"paper:{paper.id}"))


def _received_hit(paper: IncomingPaper) -> Hit:
    place = Whereabouts(POOL, f"incoming:{paper.id}")
    return Hit("incoming", paper.id, paper.title, f"收文 · {paper.sender} {paper.number}", place)


def _detail(found: Found) -> str:
    """What stands beside the name of a result."""
    parts = (SEARCHED[found.subject.kind], found.name.code, found.name.unit)
    return " · ".join(filter(None, parts))


def _due(desk: Desk, view: ReadView, start: int) -> tuple[DueLine, ...]:
    """A portion of what is due, by day: every duty whose time to be shown has come."""
    duties = view.duties.shown_on(desk.today, start=start, most=PORTION)
    keys: dict[str, list[int]] = {}
    for each in duties:
        keys.setdefault(each.subject.kind, []).append(each.subject.id)
    names = {kind: view.names.of(kind, own) for kind, own in keys.items()}
    other = SubjectName(name=current_outline(desk, view).title) if duties else SubjectName()
    places = whereabouts(desk, view, (each.subject for each in duties))
    return tuple(
        _line(
            desk,
            each,
            names[each.subject.kind].get(each.subject.id, other),
            places[each.subject],
        )
        for each in duties
    )


def _tasks(desk: Desk, view: ReadView) -> tuple[TaskLine, ...]:
    own = current_outline(desk, view).tab_titles
    counts = view.standings.step_counts()
    placed = [(each, _waiting_place(each)) for each in counts]
    return tuple(
        TaskLine(each.title, each.count, each.amount_fen, place, stage_title(place.stage, own))
        for each, place in placed
    )


def _waiting_place(count: StepCount) -> Whereabouts:
    """Projects wait in the list of their stage, rows in their register."""
    if count.register:
        return Whereabouts(count.stage, f"register:{count.register}")
    targets = {"need": Whereabouts(POOL, "needs"), "unit": Whereabouts(BASE_DATA)}
    return targets.get(count.kind) or Whereabouts(count.stage, f"step:{count.title}")


def _line(desk: Desk, duty: OpenDuty, named: SubjectName, place: Whereabouts) -> DueLine:
    return DueLine(
        duty.subject,
        named.code,
        named.name,
        named.unit,
        duty.title,
        duty.due_on,
        (duty.due_on - desk.today).days,
        duty.is_house,
        duty.is_estimated,
        duty.clauses,
        place,
    )


def _missing(desk: Desk, view: ReadView) -> tuple[MissingLine, ...]:
    names = {unit.id: unit.name for unit in view.units.all()}
    lines = []
    for each in view.rounds.all():
        if each.closed_on is not None:
            continue
        late = [r for r in view.rounds.recipients(each.id) if r.returned_on is None]
        units = tuple(
            current_outline(desk, view).office_name(r.office, desk.today)
            if r.unit_id is None
            else names[r.unit_id]
            for r in late
        )
        if units:
            is_overdue = each.due_on is not None and each.due_on < desk.today
            lines.append(MissingLine(each.id, each.title, units, each.due_on, is_overdue))
    return tuple(lines)
