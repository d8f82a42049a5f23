"""Start a plan, draw up a new edition of one, set its ceiling, hold two editions side by side."""

import re
from collections.abc import Mapping

from db.unit_of_work import UnitOfWork
from desktop_app.domain.plans.difference import KINDS, ItemChange, changes
from desktop_app.domain.record import Subject
from desktop_app.domain.register import ENTRY, Owner, RegisterEntry
from desktop_app.errors import Refused
from desktop_app.rules.pack import Pack
from desktop_app.rules.plans import ITEM_COLUMNS
from desktop_app.rules.schema import PlanKind
from desktop_app.rules.verdict import JsonValue
from desktop_app.use_cases.annual_plan.book import (
    PlanBook,
    all_books,
    kinds_in_force,
    open_book,
)
from desktop_app.use_cases.annual_plan.plans import editions_of, own_row, words_of
from desktop_app.use_cases.annual_plan.views import ChangeRow, Comparison, ProjectWords
from desktop_app.use_cases.called import PLAN, called
from desktop_app.use_cases.desk import Desk, require
from desktop_app.use_cases.registers.editing import checked_cells
from desktop_app.use_cases.standing.entries import change_rows, place_rows, spec_of
from desktop_app.use_cases.standing.openings import open_due_procedures
from desktop_app.use_cases.standing.reading import Reading, reading_of
from desktop_app.use_cases.standing.refresh import refresh
from desktop_app.values.ids import EntryId, ProjectId
from desktop_app.values.money import Fen, wan_text

_YEAR = re.compile(r"(?:19|20|21)\d\d")


def start_plan(
    desk: Desk, year: int, *, title: str = "", ceiling_fen: Fen | None = None, kind: str = ""
) -> EntryId:
    """Begin the plan of a year; refused where the year has one already, with what to do."""
    require(desk, "plans.edit")
    with desk.workspace.begin(desk.act("plan_start", f"新建 {year} {called(desk, PLAN)}")) as uow:
        reading = reading_of(desk, uow)
        given = {"title": title.strip() or None, "ceiling": ceiling_fen}
        key = start_in(desk, uow, reading, _kind(reading, kind), {"year": year, **given})
    refresh(desk)
    return key


def start_in(
    desk: Desk,
    uow: UnitOfWork,
    reading: Reading,
    kind: PlanKind,
    cells: Mapping[str, JsonValue],
) -> EntryId:
    """As `start_plan`, within an act; the cells give the year and what else is known."""
    known, year = all_books(reading, (kind,)), int(str(cells["year"]))
    _refuse_second(known, year)
    title = cells.get("title") or _title(known, kind, year)
    first = {**cells, "edition": 1, "title": title}
    return _place(desk, uow, reading.current, kind, first)


def new_edition(
    desk: Desk, plan_id: EntryId, *, reason: str, with_opinions: bool = True
) -> EntryId:
    """A new edition that starts as a copy of the newest one; the old one stays to be read.

    After an issued edition the new one is reviewed upwards anew: only what the office decided is
    copied, and what was listed stays listed or is called off with a reason.
    """
    require(desk, "plans.edit")
    if not reason.strip():
        raise Refused("没有写新编一版的原因", advice="请写明为什么另编一版，原因会存档。")
    with desk.workspace.begin(
        desk.act("plan_edition", f"{called(desk, PLAN)}新编一版", reason=reason)
    ) as uow:
        book = open_book(desk, uow, plan_id)
        _refuse_old(book)
        cells = {**book.plan.cells, "edition": book.edition + 1}
        if not book.is_frozen:
            _replace(desk, uow, book)
        key = _place(desk, uow, book.pack, book.kind, cells)
        _copy_items(desk, uow, book, key)
        if with_opinions and book.kind.opinions:
            _copy_opinions(desk, uow, book, key)
        uow.concern((book.subject,))
    refresh(desk)
    return key


def set_ceiling(desk: Desk, plan_id: EntryId, fen: Fen | None, *, reason: str = "") -> None:
    """Enter the money there is in all for a plan, None where nobody has said."""
    require(desk, "plans.edit")
    if fen is not None and fen <= 0:
        raise Refused(f"资金总额度 {wan_text(fen)} 万元，应大于零", advice="还没有定的，留空不填。")
    act = desk.act("plan_ceiling", f"登记{called(desk, PLAN)}的资金总额度", reason=reason)
    with desk.workspace.begin(act) as uow:
        book = open_book(desk, uow, plan_id)
        spec = spec_of(book.pack, book.kind.register_)
        cells = checked_cells(book.pack, spec, {**book.plan.cells, "ceiling": fen})
        change_rows(uow, book.pack, spec, {book.id: cells})
        uow.concern((book.subject,))
    refresh(desk)


def compare_editions(desk: Desk, old_id: EntryId, new_id: EntryId) -> Comparison:
    """What one edition changes against another, project by project, each with its reason."""
    with desk.workspace.read() as view:
        old, new = open_book(desk, view, old_id), open_book(desk, view, new_id)
        if old.kind.id != new.kind.id:
            raise Refused("两个计划不是同一种", advice="请选同一种计划的两版。")
        words = {**words_of(old), **words_of(new)}
        labels = new.labels(new.kind.items, "decision")
        found = changes(old.items, new.items)
        return Comparison(
            own_row(old), own_row(new), tuple(_change_row(each, words, labels) for each in found)
        )


def _kind(reading: Reading, wanted: str) -> PlanKind:
    kinds = kinds_in_force(reading)
    found = [kind for kind in kinds if wanted in ("", kind.id)]
    if not found:
        known = "、".join(f"{kind.id}（{kind.title}）" for kind in kinds)
        raise Refused(f"没有“{wanted}”这种计划", advice=f"可用的：{known}。")
    return found[0]


def _refuse_second(known: tuple[PlanBook, ...], year: int) -> None:
    newest = next((book for book in known if book.year == year), None)
    if newest is None:
        return
    state = newest.states.get(newest.plan.state)
    label = state.title if state else "已有"
    advice = (
        "要增加项目的，办理计划外追加；要调整的，新编一版。"
        if newest.is_frozen
        else "请直接改这一版；要保留它、另起一版的，用“新编一版”。"
    )
    raise Refused(
        f"{year} 年度已有计划：“{newest.plan.name}”第 {newest.edition} 版，{label}",
        advice=advice,
        record=newest.plan.name,
    )


def _refuse_old(book: PlanBook) -> None:
    newest = editions_of(book)[0]
    if newest.id != book.id:
        raise Refused(
            f"第 {book.edition} 版不是最新的一版", advice=f"请从第 {newest.edition} 版新编。"
        )
    if not book.is_frozen and book.kind.replaced is None:
        raise Refused(f"第 {book.edition} 版还没有办完", advice="请直接改这一版，办完后再新编。")


def _title(known: tuple[PlanBook, ...], kind: PlanKind, year: int) -> str:
    """The title of the last plan with its year replaced, else the kind's own."""
    last = next((book for book in known if _YEAR.search(book.plan.name)), None)
    if last is not None:
        return _YEAR.sub(str(year), last.plan.name, count=1)
    return f"{year}{kind.title}" if kind.title.startswith("年") else f"{year}年{kind.title}"


def _place(
    desk: Desk, uow: UnitOfWork, pack: Pack, kind: PlanKind, cells: Mapping[str, JsonValue]
) -> EntryId:
    spec = spec_of(pack, kind.register_)
    given = {name: value for name, value in cells.items() if value is not None}
    checked = checked_cells(pack, spec, given)
    key = place_rows(uow, pack, spec, ((Owner(), checked),), desk.today)[0]
    subject = Subject(ENTRY, key)
    uow.concern((subject,))
    open_due_procedures(desk, uow, (subject,))
    return key


def _replace(desk: Desk, uow: UnitOfWork, book: PlanBook) -> None:
    """An edition that was never settled makes way: it is closed and kept to be read."""
    for case in uow.cases.of(book.subject):
        if case.closed_on is None:
            uow.cases.change(case.id, closed_on=desk.today, outcome="withdrawn")
    uow.registers.change(book.id, state=book.kind.replaced or "")


def _copy_items(desk: Desk, uow: UnitOfWork, book: PlanBook, key: EntryId) -> None:
    spec = book.item_spec
    rows = [
        (Owner(project_id=entry.project_id, parent_id=key), _copied(book, entry))
        for entry in _below(uow, book, book.kind.items)
    ]
    place_rows(uow, book.pack, spec, rows, desk.today)


def _copied(book: PlanBook, entry: RegisterEntry) -> dict[str, JsonValue]:
    """The cells of an item in the next edition; of an issued one the office's own columns."""
    if not book.is_frozen:
        return dict(entry.cells)
    cells = {name: entry.cells[name] for name in ITEM_COLUMNS if name in entry.cells}
    item = next(each for each in book.items if each.id == entry.id)
    return {**cells, "origin": "kept"} if item.is_listed else cells


def _copy_opinions(desk: Desk, uow: UnitOfWork, book: PlanBook, key: EntryId) -> None:
    register = book.kind.opinions or ""
    inside = {item.project_id for item in book.items}
    rows = [
        (Owner(project_id=entry.project_id, parent_id=key), dict(entry.cells))
        for entry in _below(uow, book, register)
        if entry.project_id in inside
    ]
    place_rows(uow, book.pack, spec_of(book.pack, register), rows, desk.today)


def _below(uow: UnitOfWork, book: PlanBook, register: str) -> list[RegisterEntry]:
    found = uow.registers.of_owners("parent_id", (book.id,))
    return [entry for entry in found if entry.register_id == register]


def _change_row(
    change: ItemChange, words: Mapping[ProjectId, ProjectWords], labels: Mapping[str, str]
) -> ChangeRow:
    before, after = change.before, change.after
    return ChangeRow(
        kind=change.kind,
        kind_label=KINDS[change.kind],
        project=words[change.item.project_id],
        before=before,
        after=after,
        before_decision=labels.get(before.decision, before.decision) if before else "",
        after_decision=labels.get(after.decision, after.decision) if after else "",
        moved_fen=change.moved_fen,
        reason=change.reason,
    )
