"""Put projects into a plan in one act, or take them out again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from db.unit_of_work import UnitOfWork
from desktop_app.domain.plans.ceiling import unit_doubt
from desktop_app.domain.plans.item import OPEN
from desktop_app.domain.project import Project
from desktop_app.domain.record import Subject
from desktop_app.errors import Refused
from desktop_app.rules.verdict import JsonValue
from desktop_app.use_cases.annual_plan.book import PlanBook, open_book
from desktop_app.use_cases.annual_plan.candidates import (
    DEFERRED,
    Elsewhere,
    elsewhere_of,
    standing_before,
)
from desktop_app.use_cases.annual_plan.entering import APPLIED, BLOCKED, REASON, Entering
from desktop_app.use_cases.annual_plan.plans import opinions_in
from desktop_app.use_cases.called import PLAN, called
from desktop_app.use_cases.desk import Desk, require
from desktop_app.use_cases.standing.courses import courses_of
from desktop_app.use_cases.standing.entries import place_rows, take_out
from desktop_app.use_cases.standing.frozen import refuse_frozen
from desktop_app.use_cases.standing.recording import record_together
from desktop_app.use_cases.standing.refresh import refresh
from desktop_app.use_cases.standing.refusals import Refusals
from desktop_app.use_cases.standing.step_entry import StepEntry
from desktop_app.values.ids import EntryId, ProjectId
from desktop_app.values.money import Fen, wan_text

KEPT = "kept"


@dataclass(frozen=True)
class NewItem:
    """One project to be put into a plan."""

    project_id: ProjectId
    asked_fen: Fen | None = None
    """What it asks for this year; None = the amount applied for."""
    reason: str = ""
    """Why it goes in although a reminder stands."""
    facts: Mapping[str, object] = field(default_factory=dict)
    """Further facts of the step of entry, by name."""


def add_items(desk: Desk, plan_id: EntryId, wanted: Sequence[NewItem]) -> tuple[EntryId, ...]:
    """Put projects into a plan as one act: all of them, or none with every reason named.

    Those that have not applied yet are recorded as applying (the pack's step of entry).
    """
    require(desk, "plans.edit")
    if not wanted:
        raise Refused("没有选项目", advice="请在候选项目里选定后再列入。")
    act = desk.act("plan_add", f"{len(wanted)} 个项目列入{called(desk, PLAN)}")
    with desk.workspace.begin(act) as uow:
        book = open_book(desk, uow, plan_id, is_brief=False)
        keys = add_in(desk, uow, book, wanted, elsewhere_of(book))
    refresh(desk)
    return keys


def add_in(
    desk: Desk,
    uow: UnitOfWork,
    book: PlanBook,
    wanted: Sequence[NewItem],
    elsewhere: Elsewhere,
) -> tuple[EntryId, ...]:
    """As `add_items`, within an act."""
    refuse_frozen(uow, book.pack, (book.id,))
    projects = {each.id: each for each in uow.projects.many(new.project_id for new in wanted)}
    refusals = Refusals({_subject(key): project.name for key, project in projects.items()})
    _refuse_doubled(book, wanted, projects, refusals)
    applying = _applying(book, wanted, elsewhere, refusals)
    names = {_subject(key): project.name for key, project in projects.items()}
    record_together(desk, uow, applying, names)
    rows = [
        (book.owner(new.project_id), _cells(book, new, projects[new.project_id], place, elsewhere))
        for place, new in enumerate(wanted, len(book.items) + 1)
    ]
    keys = place_rows(uow, book.pack, book.item_spec, rows, desk.today)
    uow.concern((book.subject, *(_subject(new.project_id) for new in wanted)))
    return keys


def drop_items(desk: Desk, plan_id: EntryId, items: Sequence[EntryId], *, reason: str) -> None:
    """Take items out of a plan as one act; refused where offices have given opinions on them."""
    require(desk, "plans.edit")
    if not reason.strip():
        raise Refused("没有写移出的理由", advice="请写明为什么移出，理由会存档。")
    act = desk.act("plan_drop", f"{len(items)} 个项目移出{called(desk, PLAN)}", reason=reason)
    with desk.workspace.begin(act) as uow:
        book = open_book(desk, uow, plan_id)
        refuse_frozen(uow, book.pack, (book.id,))
        reviewed = {opinion.project_id for opinion in opinions_in(book)}
        for key in items:
            item = book.item(key)
            if item.origin == KEPT:
                raise Refused(
                    f"“{item.name}”在上一版里已经下达，不能从清单里移出",
                    advice="要调出计划的，请把处理意见改为暂缓或不列入，写明理由。",
                    record=item.name,
                )
            if item.project_id in reviewed:
                raise Refused(
                    f"{book.kind.review}部门已对“{item.name}”出具意见，不能移出",
                    advice="请把处理意见改为不列入，写明理由。",
                    record=item.name,
                )
            take_out(uow, book.pack, book.item_spec, uow.registers.get(key))
        uow.concern((book.subject, *(_subject(book.item(key).project_id) for key in items)))
    refresh(desk)


def _subject(project: ProjectId) -> Subject:
    return Subject("project", project)


def _refuse_doubled(
    book: PlanBook,
    wanted: Sequence[NewItem],
    projects: Mapping[ProjectId, Project],
    refusals: Refusals,
) -> None:
    inside = {item.project_id for item in book.items}
    seen: set[ProjectId] = set()
    for new in wanted:
        if new.project_id not in projects:
            raise Refused(f"没有序号为 {new.project_id} 的项目", advice="请刷新候选项目后再选。")
        with refusals.of(_subject(new.project_id)):
            if new.project_id in inside | seen:
                raise Refused("已在这个计划的清单里", advice="一个项目在一个计划里只能有一条。")
            _refuse_amount(new, projects[new.project_id])
        seen.add(new.project_id)
    refusals.raise_all()


def _refuse_amount(new: NewItem, project: Project) -> None:
    asked, declared = new.asked_fen, project.declared_fen
    if asked is None and declared is None:
        raise Refused("没有申报金额，也没有写申请金额", advice="请写明申请列入的金额。")
    if asked is not None and asked <= 0:
        raise Refused(f"申请金额 {wan_text(asked)} 万元，应大于零", advice="请核对申请金额。")
    if asked is not None and declared is not None and asked > declared:
        raise Refused(
            f"申请金额 {wan_text(asked)} 万元，超过申报金额 {wan_text(declared)} 万元",
            advice=unit_doubt(asked, declared) or "请核对；确要增加的，先由单位改报申报金额。",
        )


def _applying(
    book: PlanBook, wanted: Sequence[NewItem], elsewhere: Elsewhere, refusals: Refusals
) -> list[tuple[Subject, StepEntry]]:
    """What is recorded on those that have not applied yet; refused with every hindrance named."""
    courses = courses_of(book.reading, [_subject(new.project_id) for new in wanted])
    found = []
    for new in wanted:
        subject = _subject(new.project_id)
        with refusals.of(subject):
            standing = standing_before(book, courses[subject], elsewhere)
            _refuse_standing(standing, new)
            if standing is not None and standing.group != APPLIED and book.kind.entry:
                found.append((subject, entry_step(book, new)))
    refusals.raise_all()
    return found


def _refuse_standing(standing: Entering | None, new: NewItem) -> None:
    if standing is None:
        raise Refused("现在的状态不能申请列入计划", advice="请看它的状态和办理经过。")
    if standing.group == BLOCKED:
        advice = standing.advice or "请先解决，再列入。"
        raise Refused("；".join(standing.why), advice=advice, clauses=standing.clauses)
    if standing.group == REASON and not new.reason.strip():
        raise Refused(
            "；".join(standing.why),
            advice=f"{standing.advice}确需列入的，请写明理由，理由会存档。",
            clauses=standing.clauses,
        )


def entry_step(book: PlanBook, new: NewItem) -> StepEntry:
    """The application of a project as it is recorded when it is put into a plan."""
    year = {book.kind.year_fact: book.year} if book.kind.year_fact else {}
    return StepEntry(
        book.kind.entry_step,
        book.kind.entry_outcome,
        override_reason=new.reason,
        facts={**new.facts, **year},
    )


def _cells(
    book: PlanBook, new: NewItem, project: Project, place: int, elsewhere: Elsewhere
) -> dict[str, JsonValue]:
    last = elsewhere.last_year.get(project.id)
    was_deferred = last is not None and last.decision == DEFERRED
    return {
        "order": place,
        "project_name": project.name,
        "origin": DEFERRED if was_deferred else "new",
        "asked": new.asked_fen if new.asked_fen is not None else project.declared_fen,
        "decision": OPEN if OPEN in book.labels(book.kind.items, "decision") else None,
    }
