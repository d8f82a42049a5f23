"""Decide on items of a plan: in whole, at a lower amount, put off, refused; every fault at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from db.unit_of_work import UnitOfWork
from desktop_app.domain.plans.ceiling import Line, Proposal, ceiling_doubts, proposal, unit_doubt
from desktop_app.domain.plans.item import OPEN, PlanItem
from desktop_app.domain.project import AmountKind
from desktop_app.domain.record import Subject
from desktop_app.domain.register import ENTRY
from desktop_app.errors import Refused
from desktop_app.rules.plans import DECISIONS, LISTED
from desktop_app.rules.verdict import JsonValue
from desktop_app.use_cases.annual_plan.book import PlanBook, open_book
from desktop_app.use_cases.annual_plan.intake import KEPT
from desktop_app.use_cases.annual_plan.plans import own_row, words_of
from desktop_app.use_cases.annual_plan.ranking import change_cells
from desktop_app.use_cases.annual_plan.views import ProposalPage
from desktop_app.use_cases.called import PLAN, called
from desktop_app.use_cases.desk import Desk, require
from desktop_app.use_cases.standing.frozen import refuse_frozen
from desktop_app.use_cases.standing.refresh import refresh
from desktop_app.use_cases.standing.refusals import Refusals
from desktop_app.values.ids import EntryId
from desktop_app.values.money import Fen, wan_text


@dataclass(frozen=True)
class Decision:
    """What is decided on one item."""

    item_id: EntryId
    decision: str
    """A choice of the column; `none` takes an earlier decision back."""
    planned_fen: Fen | None = None
    """None for an item listed in whole: the asked amount."""
    reason: str = ""


def decide_items(desk: Desk, plan_id: EntryId, decisions: Sequence[Decision]) -> None:
    """Decide on items in one act: all of them, or none with every fault named."""
    require(desk, "plans.edit")
    if not decisions:
        raise Refused("没有选项目", advice="请先选定要决定的项目。")
    reasons = dict.fromkeys(each.reason.strip() for each in decisions if each.reason.strip())
    act = desk.act(
        "plan_decide",
        f"{called(desk, PLAN)} {len(decisions)} 项的处理意见",
        reason="；".join(reasons),
    )
    with desk.workspace.begin(act) as uow:
        book = open_book(desk, uow, plan_id)
        decide_in(uow, book, decisions)
    refresh(desk)


def decide_in(uow: UnitOfWork, book: PlanBook, decisions: Sequence[Decision]) -> None:
    """As `decide_items`, within an act."""
    refuse_frozen(uow, book.pack, (book.id,))
    items = {each.item_id: book.item(each.item_id) for each in decisions}
    refusals = Refusals({Subject(ENTRY, key): item.name for key, item in items.items()})
    changes: dict[EntryId, Mapping[str, JsonValue]] = {}
    for each in decisions:
        with refusals.of(Subject(ENTRY, each.item_id)):
            changes[each.item_id] = _cells(book, items[each.item_id], each)
    refusals.raise_all()
    change_cells(uow, book, changes)
    uow.concern((book.subject, *(Subject("project", i.project_id) for i in items.values())))


def proposed(
    desk: Desk, plan_id: EntryId, line: Line = "cut", *, is_afresh: bool = False
) -> ProposalPage:
    """What the ceiling lets through in the order of the agenda; nothing is written."""
    with desk.workspace.read() as view:
        book = open_book(desk, view, plan_id)
        return ProposalPage(
            plan=own_row(book),
            proposal=_proposal(book, line, is_afresh=is_afresh),
            projects=words_of(book),
            decision_labels=book.labels(book.kind.items, "decision"),
            doubts=ceiling_doubts(book.ceiling_fen, book.items),
        )


def take_proposal(
    desk: Desk, plan_id: EntryId, line: Line = "cut", *, is_afresh: bool = False
) -> Proposal:
    """Write what is proposed as the decisions on the items, with reasons, as one act."""
    require(desk, "plans.edit")
    with desk.workspace.begin(
        desk.act("plan_propose", f"按资金总额度提出{called(desk, PLAN)}")
    ) as uow:
        book = open_book(desk, uow, plan_id)
        found = _proposal(book, line, is_afresh=is_afresh)
        if not found.changed:
            raise Refused("每个项目都已有处理意见", advice="要全部重排的，选“全部重新提出”。")
        decisions = [
            Decision(share.item.id, share.decision, share.planned_fen, share.reason)
            for share in found.changed
        ]
        decide_in(uow, book, decisions)
    refresh(desk)
    return found


def _proposal(book: PlanBook, line: Line, *, is_afresh: bool) -> Proposal:
    ceiling = book.ceiling_fen
    if ceiling is None:
        raise Refused(
            "这个计划没有登记资金总额度", advice="请先登记总额度（万元），再看放得下哪些。"
        )
    asked = [item.asked_fen for item in book.items if item.asked_fen]
    if not asked:
        raise Refused("清单里没有写明申请金额的项目", advice="请先列入项目、写明申请金额。")
    if ceiling < min(asked):
        raise Refused(
            f"资金总额度 {wan_text(ceiling)} 万元，比申请最少的项目（{wan_text(min(asked))} 万元）"
            "还小，一个也放不下",
            advice="请核对额度，单位是万元。",
        )
    return proposal(book.items, ceiling, line, is_afresh=is_afresh)


def _cells(book: PlanBook, item: PlanItem, wanted: Decision) -> dict[str, JsonValue]:
    labels = book.labels(book.kind.items, "decision")
    if wanted.decision not in labels:
        known = "、".join(f"{key}（{label}）" for key, label in labels.items())
        raise Refused(f"没有“{wanted.decision}”这种处理意见", advice=f"可选：{known}。")
    reason = wanted.reason.strip()
    if wanted.decision in DECISIONS and wanted.decision != "included" and not reason:
        raise Refused(
            f"{labels[wanted.decision]}没有写理由", advice="请写明理由，要印在清单里、告知单位。"
        )
    planned = _planned(item, wanted)
    _refuse_finished(book, item, planned)
    return {
        "decision": wanted.decision,
        "planned_amount": planned,
        "reason": reason if wanted.decision != OPEN else None,
    }


def _refuse_finished(book: PlanBook, item: PlanItem, planned: Fen | None) -> None:
    """What the edition before issued stays as it is once the project is finished."""
    project = book.projects[item.project_id]
    if item.origin != KEPT or project.state not in book.kind.finished:
        return
    was = project.amounts.get(AmountKind.PLANNED)
    if was is not None and planned != was:
        raise Refused(
            f"项目{book.state_title(project)}，上一版安排的 {wan_text(was)} 万元不再调整",
            advice="请照上一版的安排列入。",
            clauses=book.pack.clauses(book.kind.rows),
        )


def _planned(item: PlanItem, wanted: Decision) -> Fen | None:
    """The planned amount that goes with a decision; refused where it does not."""
    planned, asked = wanted.planned_fen, item.asked_fen
    if wanted.decision not in LISTED:
        if planned:
            raise Refused(
                f"不列入的项目写了安排金额 {wan_text(planned)} 万元",
                advice="请去掉金额，或改为列入、核减列入。",
            )
        return None
    if asked is None:
        raise Refused("没有写申请金额", advice="请先写明申请金额，再定安排多少。")
    if wanted.decision == "included" and planned is None:
        return asked
    _refuse_amount(planned, asked, wanted.decision)
    return planned


def _refuse_amount(planned: Fen | None, asked: Fen, decision: str) -> None:
    if planned is None or planned <= 0:
        raise Refused("没有写安排多少", advice="请写明安排金额（万元），大于零。")
    if planned > asked:
        raise Refused(
            f"安排金额 {wan_text(planned)} 万元，超过申请的 {wan_text(asked)} 万元",
            advice=unit_doubt(planned, asked) or "安排金额不能多于申请金额，请核对。",
        )
    if decision == "included" and planned < asked:
        raise Refused(
            f"安排金额 {wan_text(planned)} 万元，少于申请的 {wan_text(asked)} 万元",
            advice="少于申请金额的，处理意见写“核减列入”，并写明理由。",
        )
    if decision == "cut" and planned == asked:
        raise Refused("核减后的金额与申请金额相同", advice="没有核减的，处理意见写“列入”。")
