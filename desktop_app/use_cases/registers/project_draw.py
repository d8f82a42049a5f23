"""抽取项目: a share of the projects a pack's condition names, drawn by lot below a register's row.

The seed is the end of the log at that moment, so nobody can choose it; it is kept on the row with
the share and the number of candidates, and in a note with all candidates.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from db.unit_of_work import ReadView
from desktop_app.domain.project_lot import ProjectLot, draw_projects_by_lot, share_of
from desktop_app.domain.record import Subject
from desktop_app.domain.register import Owner, RegisterEntry
from desktop_app.errors import Refused
from desktop_app.rules.expression import evaluate_condition
from desktop_app.rules.kinds import plain_number
from desktop_app.rules.pack import Pack
from desktop_app.rules.scene import scene
from desktop_app.rules.schema import RegisterSpec
from desktop_app.rules.schema.registers import Lot
from desktop_app.rules.verdict import JsonValue
from desktop_app.use_cases.desk import Desk, require
from desktop_app.use_cases.standing.courses import courses_of
from desktop_app.use_cases.standing.entries import change_rows, place_rows
from desktop_app.use_cases.standing.reading import Reading, reading_of
from desktop_app.use_cases.standing.refresh import refresh
from desktop_app.values.ids import EntryId, ProjectId


@dataclass(frozen=True)
class LotOutlook:
    """What the clerk sees before drawing."""

    candidates: int
    rate: str
    """The share in words, `10%`."""
    drawn: int
    """How many will be drawn."""


@dataclass(frozen=True)
class _Scene:
    """The row drawn for, the register its projects stand in, who may be drawn, the share."""

    entry: RegisterEntry
    pack: Pack
    spec: RegisterSpec
    free: Mapping[str, ProjectId]
    """Projects that may be drawn, by code."""
    rate: Fraction


def draws_projects(desk: Desk, row: EntryId) -> bool:
    """Whether projects, not experts, are drawn below a row."""
    with desk.workspace.read() as view:
        entry = view.registers.get(row)
        pack = reading_of(desk, view).pinned((entry.pack, entry.pack_version))
    return _below(pack, entry) is not None


def project_lot_outlook(desk: Desk, row: EntryId) -> LotOutlook:
    """How many projects may be drawn and how many will be."""
    with desk.workspace.read() as view:
        found = _scene(desk, view, row)
    count = len(found.free)
    return LotOutlook(count, _percent(found.rate), share_of(count, found.rate))


def draw_projects(desk: Desk, row: EntryId) -> ProjectLot:
    """Draw by lot and put the projects below the row."""
    require(desk, "registers.edit")
    with desk.workspace.read() as view:
        found = _scene(desk, view, row)
        seed = view.log_head().short
    if not found.free:
        raise Refused(
            "没有可以抽取的项目", advice="请看哪些项目符合抽取的条件。", record=found.entry.name
        )
    lot = draw_projects_by_lot(found.free, found.rate, seed)
    act = desk.act(
        "draw_projects", f"抽取项目 {len(lot.drawn)} 个", subjects=(found.entry.subject,)
    )
    with desk.workspace.begin(act) as uow:
        owners = [Owner(project_id=found.free[code], parent_id=row) for code in lot.drawn]
        place_rows(uow, found.pack, found.spec, [(owner, {}) for owner in owners], desk.today)
        above = next(each for each in found.pack.registers if each.id == found.entry.register_id)
        told = _told_on_row(above, lot, desk.today.isoformat())
        if told:
            change_rows(uow, found.pack, above, {row: {**found.entry.cells, **told}})
        uow.notes.add(
            subject=found.entry.subject,
            kind="note",
            text=_words(lot),
            noted_at=desk.clock(),
            actor=desk.operator,
        )
    refresh(desk)
    return lot


def _scene(desk: Desk, view: ReadView, row: EntryId) -> _Scene:
    entry = view.registers.get(row)
    reading = reading_of(desk, view)
    pack = reading.pinned((entry.pack, entry.pack_version))
    spec = _below(pack, entry)
    if spec is None or spec.lot is None:
        raise Refused("这一条下面没有抽取项目的名单", advice="请在抽审安排一类的登记里抽取。")
    if any(each.register_id == spec.id for each in view.registers.of_owners("parent_id", (row,))):
        raise Refused(
            f"{spec.title}已经抽取过", advice="要重新抽取的另登记一次，原来的名单保留。",
            record=entry.name,
        )  # fmt: skip
    return _Scene(entry, pack, spec, _free(view, reading, spec.lot), _rate(reading, pack, spec.lot))


def _below(pack: Pack, entry: RegisterEntry) -> RegisterSpec | None:
    """The register below a row that projects are drawn into."""
    below = (each for each in pack.registers if each.owner == entry.register_id and each.lot)
    return next(below, None)


def _rate(reading: Reading, pack: Pack, lot: Lot) -> Fraction:
    found = scene(pack, {}, reading.terms).lookup(lot.rate)
    if found is None:
        raise Refused("抽取的比例还没有设定", advice="请在“法规 · 本办设定”里设定。")
    return found.number


def _free(view: ReadView, reading: Reading, lot: Lot) -> dict[str, ProjectId]:
    """Projects the condition certainly holds for, by code."""
    codes = {each.id: each.code for each in view.projects.rows()}
    found: dict[str, ProjectId] = {}
    for subject, course in courses_of(reading, (Subject("project", key) for key in codes)).items():
        lookup = scene(course.pack, course.facts, course.terms).lookup
        if evaluate_condition(lot.among, lookup).value is True:
            found[codes[ProjectId(subject.id)]] = ProjectId(subject.id)
    return found


def _told_on_row(above: RegisterSpec, lot: ProjectLot, today: str) -> dict[str, JsonValue]:
    """What the row above says of the lot, in the columns it has."""
    told: dict[str, JsonValue] = {
        "seed": lot.seed,
        "rate": plain_number(lot.rate),
        "candidates": len(lot.candidates),
        "drawn_on": today,
    }
    columns = {field.id for field in above.field}
    return {key: value for key, value in told.items() if key in columns}


def _percent(rate: Fraction) -> str:
    return f"{plain_number(rate * 100, 2)}%"


def _words(lot: ProjectLot) -> str:
    """The lot in words, so that it can be drawn again."""
    return (
        f"随机抽取项目：比例{_percent(lot.rate)}；抽签序号 {lot.seed}；"
        f"候选 {len(lot.candidates)} 个：{'、'.join(lot.candidates)}。"
        f"抽中 {len(lot.drawn)} 个：{'、'.join(lot.drawn)}。"
    )
