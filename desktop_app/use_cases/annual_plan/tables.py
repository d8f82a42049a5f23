"""Lists around a plan as columns and rows: for workbooks, printed lists and the screen."""

from desktop_app.domain.plans.ceiling import LINES
from desktop_app.domain.plans.opinions import Opinion
from desktop_app.domain.plans.ranking import Measure, rounded
from desktop_app.use_cases.annual_plan.review import Reminder
from desktop_app.use_cases.annual_plan.table_parts import (
    NARROW,
    ORDER,
    PROJECT,
    WIDE,
    money_column,
    plan_list_of,
    project_cells,
    running_column,
)
from desktop_app.use_cases.annual_plan.views import (
    PlanPage,
    PlanRow,
    ProposalPage,
    RankingPage,
    ReviewPage,
    ReviewRow,
    score_text,
)
from desktop_app.use_cases.shown_lists import ShownColumn, ShownList
from desktop_app.values.money import wan_text


def ranking_table(page: RankingPage) -> ShownList:
    """The ranking with a column for every criterion: points, and what is lacking."""
    titles = [(key, title, weight) for key, title, weight, _ in page.criteria]
    columns = (
        ShownColumn("rank", "名次", "number", width=60),
        *PROJECT,
        ShownColumn("score", "得分", "figure", width=74),
        ShownColumn("order", "议程排序", "number", width=NARROW),
        *(
            ShownColumn(key, f"{title}（权重 {weight}）", width=150)
            for key, title, weight in titles
        ),
        ShownColumn("lacking", "不计的准则", width=WIDE),
        ShownColumn("order_reason", "人工调整的理由", width=WIDE),
    )
    rows = [
        (
            row.rank,
            *project_cells(row.project),
            score_text(row.score.total),
            row.item.order,
            *(_points(measure) for measure in row.score.measures),
            "；".join(f"{m.title}（{m.lacking}）" for m in row.score.lacking),
            row.item.order_reason,
        )
        for row in page.rows
    ]
    return plan_list_of("排序得分表", page.plan, columns, rows, "按得分排列")


def review_table(page: ReviewPage) -> ShownList:
    """The joint review with a column for every office."""
    columns = (
        ORDER,
        *PROJECT,
        money_column("asked", "申请"),
        *(ShownColumn(office.id, office.label, width=130) for office in page.offices),
        money_column("planned", "安排"),
        ShownColumn("conflicts", "不一致的地方", width=WIDE),
    )
    rows = [
        (
            row.item.order,
            *project_cells(row.project),
            row.item.asked_fen,
            *(_opinion(page, row, office.id) for office in page.offices),
            row.item.planned_fen,
            "；".join(row.conflicts),
        )
        for row in page.rows
    ]
    return plan_list_of(
        f"{page.review}意见汇总表", page.plan, columns, rows, f"缺 {page.missing} 份意见"
    )


def items_table(page: PlanPage, review: ReviewPage | None) -> ShownList:
    """The agenda: score, amounts by office beside the one asked, running total, decision."""
    offices = review.offices if review else ()
    opinions = {row.item.id: row for row in review.rows} if review else {}
    columns = (
        ORDER,
        *PROJECT,
        ShownColumn("score", "得分", "figure", width=74),
        ShownColumn("rank", "名次", "number", width=66, is_extra=True),
        money_column("asked", "申请"),
        money_column("planned", "安排"),
        running_column("taken", "累计"),
        ShownColumn("decision", "处理意见", width=NARROW),
        ShownColumn("line", "额度", width=66),
        *(ShownColumn(office.id, office.label, width=104) for office in offices),
        ShownColumn("reason", "理由", width=WIDE),
        ShownColumn("remarks", f"{page.shape.review}情况", width=WIDE),
        ShownColumn("pool", "入库", width=NARROW, is_extra=True),
        ShownColumn("origin", "来源", width=NARROW, is_extra=True),
        ShownColumn("order_reason", "人工调整排序的理由", width=WIDE, is_extra=True),
    )
    rows = [
        (
            row.item.order,
            *project_cells(row.project),
            score_text(row.item.score),
            row.item.rank,
            row.item.asked_fen,
            row.item.planned_fen,
            row.taken_fen,
            row.decision_label if row.item.is_decided else "",
            "线下" if row.is_below else "",
            *(_brief(opinions[row.item.id], office.id, review) for office in offices),
            row.item.reason,
            "；".join(row.remarks),
            "未入库" if row.is_outside_pool else "",
            row.origin_label,
            row.item.order_reason,
        )
        for row in page.items
    ]
    return plan_list_of("计划清单", page.plan, columns, rows, page.plan.state_label)


def _brief(row: ReviewRow, office: str, review: ReviewPage | None) -> str:
    """An opinion in a few signs: the amount an office suggests, else what it says."""
    found = row.opinions.get(office)
    if found is None:
        return "未出具" if office in row.missing else ""
    if office in row.refused_by or found.amount_fen is None:
        return review.opinion_labels.get(found.opinion, found.opinion) if review else ""
    return wan_text(found.amount_fen)


def reminder_table(plan: PlanRow, reminder: Reminder) -> ShownList:
    """What one office still owes."""
    columns = (ORDER, *PROJECT, money_column("asked", "申请"))
    rows = [
        (row.item.order, *project_cells(row.project), row.item.asked_fen) for row in reminder.rows
    ]
    return plan_list_of(f"{reminder.label}未出具意见的项目", plan, columns, rows, reminder.label)


def proposal_table(page: ProposalPage) -> ShownList:
    """What the ceiling lets through, in the order of the agenda."""
    columns = (
        ORDER,
        *PROJECT,
        money_column("asked", "申请"),
        ShownColumn("decision", "处理意见", width=NARROW),
        money_column("planned", "安排"),
        running_column("running", "累计"),
        ShownColumn("line", "额度线", width=60),
        ShownColumn("reason", "理由", width=WIDE),
    )
    rows = [
        (
            share.item.order,
            *project_cells(page.projects[share.item.project_id]),
            share.item.asked_fen,
            page.decision_labels.get(share.decision, share.decision),
            share.planned_fen,
            share.running_fen,
            "到此为止" if share.is_line else "",
            share.reason,
        )
        for share in page.proposal.shares
    ]
    ceiling = wan_text(page.proposal.ceiling_fen)
    view = f"资金总额度 {ceiling} 万元，{LINES[page.proposal.line]}"
    return plan_list_of("按额度安排的建议", page.plan, columns, rows, view)


def _points(measure: Measure) -> str:
    if measure.points is None:
        return "资料不足" if measure.weight else ""
    return f"{measure.raw}：{rounded(measure.points)} 分"


def _opinion(page: ReviewPage, row: ReviewRow, office: str) -> str:
    found = row.opinions.get(office)
    if found is None:
        return "未出具" if office in row.missing else ""
    return opinion_text(found, page.opinion_labels)


def opinion_text(opinion: Opinion, labels: dict[str, str]) -> str:
    """An opinion in one line: what, how much, why."""
    amount = f"{wan_text(opinion.amount_fen)} 万元" if opinion.amount_fen is not None else ""
    label = labels.get(opinion.opinion, opinion.opinion)
    return "，".join(filter(None, (label, amount, opinion.comment)))
