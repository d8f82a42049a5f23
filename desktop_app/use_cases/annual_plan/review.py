"""The joint review of a plan: opinions side by side, who is missing, a letter to each office."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop_app.domain.plans.opinions import ReviewedItem
from desktop_app.errors import Refused
from desktop_app.use_cases.annual_plan.book import PlanBook, open_book
from desktop_app.use_cases.annual_plan.plans import (
    opinions_in,
    own_row,
    reviewed_items,
    words_of,
)
from desktop_app.use_cases.annual_plan.views import OfficeColumn, ReviewPage, ReviewRow
from desktop_app.use_cases.desk import Desk
from desktop_app.values.ids import EntryId


@dataclass(frozen=True)
class Reminder:
    """What one office still owes, as a letter and as rows for a workbook."""

    office: str
    label: str
    rows: tuple[ReviewRow, ...]
    """The items without its opinion, in the order of the agenda."""
    text: str
    """The body of the letter, one paragraph a line."""


def joint_review(desk: Desk, plan_id: EntryId) -> ReviewPage:
    """Every item with every office's opinion beside it."""
    with desk.workspace.read() as view:
        book = open_book(desk, view, plan_id)
        if book.kind.opinions is None:
            raise Refused(
                f"{book.pack.title}没有{book.kind.review}意见的台账", advice="请直接定处理意见。"
            )
        found = reviewed_items(book)
        words = words_of(book)
        return ReviewPage(
            plan=own_row(book),
            review=book.kind.review,
            offices=_offices(book, found),
            rows=tuple(
                ReviewRow(
                    each.item,
                    words[each.item.project_id],
                    dict(each.opinions),
                    each.missing,
                    each.refused_by,
                    each.altered_by,
                    each.conflicts,
                )
                for each in found
            ),
            strangers=_strangers(book),
            opinion_labels=book.labels(book.kind.opinions, "opinion"),
        )


def reminders(desk: Desk, plan_id: EntryId) -> tuple[Reminder, ...]:
    """One reminder for every office that still owes an opinion."""
    page = joint_review(desk, plan_id)
    return tuple(
        _reminder(page, office, [row for row in page.rows if office.id in row.missing])
        for office in page.offices
        if office.missing
    )


def _reminder(page: ReviewPage, office: OfficeColumn, rows: Sequence[ReviewRow]) -> Reminder:
    total = office.given + office.missing
    lines = [
        f"{office.label}：",
        (
            f"《{page.plan.title}》（第 {page.plan.edition} 版）{page.review}共 {total} 个项目，"
            f"你单位已出具意见 {office.given} 个，还有 {office.missing} 个没有收到意见："
        ),
        *(
            f"{row.item.order or place}、{row.project.name}（{row.project.unit}）"
            for place, row in enumerate(rows, 1)
        ),
        "请对以上项目逐项填写审查意见；调整金额的，写明建议金额和理由。",
    ]
    return Reminder(office.id, office.label, tuple(rows), "\n".join(lines))


def _offices(book: PlanBook, found: Sequence[ReviewedItem]) -> tuple[OfficeColumn, ...]:
    """The offices that owe an opinion, then those that gave one besides, in the pack's order."""
    labels = book.labels(book.kind.opinions or "", "office")
    given: dict[str, int] = {}
    for each in found:
        for office in each.opinions:
            given[office] = given.get(office, 0) + 1
    asked = book.kind.asked
    shown = [*asked, *(office for office in labels if office in given and office not in asked)]
    return tuple(_column(each, labels, given, found, is_asked=each in asked) for each in shown)


def _column(
    office: str,
    labels: Mapping[str, str],
    given: Mapping[str, int],
    found: Sequence[ReviewedItem],
    *,
    is_asked: bool,
) -> OfficeColumn:
    count = given.get(office, 0)
    missing = len(found) - count if is_asked else 0
    return OfficeColumn(office, labels.get(office, office), is_asked, count, missing)


def _strangers(book: PlanBook) -> tuple[tuple[str, str], ...]:
    """Opinions on projects that are not in the plan (any more)."""
    inside = {item.project_id for item in book.items}
    labels = book.labels(book.kind.opinions or "", "office")
    found = [each for each in opinions_in(book) if each.project_id not in inside]
    keys = {each.project_id for each in found if each.project_id is not None}
    names = {p.id: f"{p.code} {p.name}" for p in book.reading.view.projects.many(keys)}
    return tuple(
        (labels.get(each.office, each.office), names[each.project_id])
        for each in found
        if each.project_id is not None
    )
