"""What the offices above say of items of a plan, entered for many items as one act."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.domain.record import Subject
from desktop_app.errors import Refused
from desktop_app.rules.plans import ANSWERS
from desktop_app.use_cases.annual_plan.book import open_book
from desktop_app.use_cases.annual_plan.plans import answer_columns
from desktop_app.use_cases.annual_plan.ranking import change_cells
from desktop_app.use_cases.desk import Desk, require
from desktop_app.use_cases.standing.frozen import refuse_frozen
from desktop_app.use_cases.standing.refresh import refresh
from desktop_app.values.ids import EntryId


@dataclass(frozen=True)
class Answer:
    """What one office above says."""

    column: str
    """Which office: the column its result stands in."""
    result: str
    """A choice of the column."""
    note: str = ""


def answer_items(desk: Desk, plan_id: EntryId, items: Sequence[EntryId], answer: Answer) -> None:
    """Enter an answer on items of a plan; an answer that is there already is put right."""
    require(desk, "plans.edit")
    if not items:
        raise Refused("没有选项目", advice="请先在清单里选中要登记的项目，可以全选。")
    title = f"登记 {len(items)} 个计划项目的上级审核结果"
    with desk.workspace.begin(desk.act("plan_answer", title, reason=answer.note)) as uow:
        book = open_book(desk, uow, plan_id)
        refuse_frozen(uow, book.pack, (book.id,))
        known = {column: dict(choices) for column, _, choices in answer_columns(book)}
        if answer.result not in known.get(answer.column, {}):
            raise Refused("没有写是哪一级的什么结果", advice="请选审核的一级和它的结果。")
        cells = {
            answer.column: answer.result,
            ANSWERS[answer.column]: answer.note.strip() or None,
        }
        subjects = [Subject("project", book.item(key).project_id) for key in items]
        change_cells(uow, book, dict.fromkeys(items, cells))
        uow.concern((book.subject, *subjects))
    refresh(desk)
