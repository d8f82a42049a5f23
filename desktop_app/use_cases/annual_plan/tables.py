"""Lists around a plan as columns and rows: for workbooks, printed lists and the screen."""

from collections.abc import Iterable, Sequence

from desktop_app.domain.plans.ceiling import LINES
from desktop_app.domain.plans.opinions import Opinion
from desktop_app.domain.plans.ranking import Measure, rounded
from desktop_app.use_cases.annual_plan.review import Reminder
from desktop_app.use_cases.annual_plan.views import (
    CarryOver,
    CarryRow,
    Comparison,
    PlanRow,
    ProjectWords,
    ProposalPage,
    RankingPage,
    ReviewPage,
    ReviewRow,
)
from desktop_app.use_cases.annual_plan.year_end import CONFIRM, FATES
from desktop_app.use_cases.shown_lists import ShownColumn, ShownList, Value
from desktop_app.values.money import wan_text

NARROW, WIDE = 90, 240
PROJECT = (
    ShownColumn("code", "项目编号", width=110),
    ShownColumn("name", "项目名称", width=WIDE),
    ShownColumn("unit", "申报单位", width=160),
)


def ranking_table(page: RankingPage) -> ShownList:
    """The ranking with a column for every criterion: points, and what is lacking."""
    titles = [(key, title, weight) for key, title, weight, _ in page.criteria]
    columns = (
        ShownColumn("rank", "名次", "number", width=60),
        *PROJECT,
        *(ShownColumn(key, f"{title}（权重 {weight}）") for key, title, weight in titles),
        ShownColumn("score", "得分", width=NARROW),
        ShownColumn("lacking", "不计的准则", width=WIDE),
        ShownColumn("order", "议程排序", "number", width=NARROW),
        ShownColumn("order_reason", "人工调整的理由", width=WIDE),
    )
    rows = [
        (
            row.rank,
            *_project(row.project),
            *(_points(measure) for measure in row.score.measures),
            "" if row.score.total is None else f"{row.score.total:f}",
            "；".join(f"{m.title}（{m.lacking}）" for m in row.score.lacking),
            row.item.order,
            row.item.order_reason,
        )
        for row in page.rows
    ]
    return _list("排序得分表", page.plan, columns, rows, "按得分排列")


def review_table(page: ReviewPage) -> ShownList:
    """The joint review with a column for every office."""
    columns = (
        ShownColumn("order", "序号", "number", width=60),
        *PROJECT,
        _money("asked", "申请金额"),
        *(ShownColumn(office.id, office.label, width=WIDE) for office in page.offices),
        _money("planned", "安排金额"),
        ShownColumn("conflicts", "不一致的地方", width=WIDE),
    )
    rows = [
        (
            row.item.order,
            *_project(row.project),
            row.item.asked_fen,
            *(_opinion(page, row, office.id) for office in page.offices),
            row.item.planned_fen,
            "；".join(row.conflicts),
        )
        for row in page.rows
    ]
    return _list("联审意见汇总表", page.plan, columns, rows, f"缺 {page.missing} 份意见")


def reminder_table(plan: PlanRow, reminder: Reminder) -> ShownList:
    """What one office still owes."""
    order = ShownColumn("order", "序号", "number", width=60)
    columns = (order, *PROJECT, _money("asked", "申请金额"))
    rows = [(row.item.order, *_project(row.project), row.item.asked_fen) for row in reminder.rows]
    return _list(f"{reminder.label}未出具联审意见的项目", plan, columns, rows, reminder.label)


def proposal_table(page: ProposalPage) -> ShownList:
    """What the ceiling lets through, in the order of the agenda."""
    columns = (
        ShownColumn("order", "序号", "number", width=60),
        *PROJECT,
        _money("asked", "申请金额"),
        ShownColumn("decision", "处理意见", width=NARROW),
        _money("planned", "安排金额"),
        ShownColumn("running", "累计（万元）", width=NARROW),
        ShownColumn("line", "额度线", width=60),
        ShownColumn("reason", "理由", width=WIDE),
    )
    rows = [
        (
            share.item.order,
            *_project(page.projects[share.item.project_id]),
            share.item.asked_fen,
            page.decision_labels.get(share.decision, share.decision),
            share.planned_fen,
            wan_text(share.running_fen),
            "到此为止" if share.is_line else "",
            share.reason,
        )
        for share in page.proposal.shares
    ]
    ceiling = wan_text(page.proposal.ceiling_fen)
    view = f"资金总额度 {ceiling} 万元，{LINES[page.proposal.line]}"
    return _list("按额度安排的建议", page.plan, columns, rows, view)


def comparison_table(found: Comparison) -> ShownList:
    """The differences between two editions."""
    columns = (
        ShownColumn("kind", "变动", width=60),
        *PROJECT,
        ShownColumn("before", "原处理意见", width=NARROW),
        _money("was", "原安排金额"),
        ShownColumn("after", "现处理意见", width=NARROW),
        _money("now", "现安排金额"),
        _money("moved", "增减"),
        ShownColumn("reason", "理由", width=WIDE),
    )
    rows = [
        (
            row.kind_label,
            *_project(row.project),
            row.before_decision,
            row.before.planned_fen if row.before else None,
            row.after_decision,
            row.after.planned_fen if row.after else None,
            row.moved_fen,
            row.reason,
        )
        for row in found.rows
    ]
    view = f"第 {found.new.edition} 版与第 {found.old.edition} 版相比"
    return _list("年度计划两版对照表", found.new, columns, rows, view)


def carry_table(found: CarryOver) -> ShownList:
    """What becomes of every project at the year's end."""
    columns = (
        ShownColumn("what", "去向", width=NARROW),
        *PROJECT,
        ShownColumn("state", "现在的状态", width=NARROW),
        _money("planned", "本年安排"),
        _money("paid", "已付"),
        _money("asked", "下年申请"),
        ShownColumn("why", "说明", width=WIDE),
    )
    rows = [
        (
            FATES[row.what],
            *_project(row.project),
            row.project.state_label,
            row.planned_fen,
            row.paid_fen,
            row.asked_fen,
            row.why,
        )
        for row in found.rows
    ]
    return _list("年底结转清单", found.plan, columns, rows, f"转入 {found.to_year} 年度计划")


def confirm_tables(found: CarryOver) -> tuple[ShownList, ...]:
    """The applications still waiting in the pool, one list for every unit to confirm."""
    by_unit: dict[str, list[CarryRow]] = {}
    for row in found.of(CONFIRM):
        by_unit.setdefault(row.project.unit, []).append(row)
    why = ShownColumn("why", "申报情况", width=WIDE)
    columns = (*PROJECT[:2], _money("asked", "申报金额"), why)
    return tuple(
        _list(
            f"{unit}在库待确认项目",
            found.plan,
            columns,
            [(r.project.code, r.project.name, r.asked_fen, r.why) for r in rows],
            f"请确认是否继续申请列入 {found.to_year} 年度计划",
        )
        for unit, rows in by_unit.items()
    )


def _list(
    title: str,
    plan: PlanRow,
    columns: Sequence[ShownColumn],
    rows: Iterable[tuple[Value, ...]],
    view: str,
) -> ShownList:
    edition = f"{plan.title}第 {plan.edition} 版"
    return ShownList(title, tuple(columns), tuple(rows), f"{edition}　{view}")


def _points(measure: Measure) -> str:
    if measure.points is None:
        return "资料不足" if measure.weight else ""
    return f"{measure.raw}：{rounded(measure.points)} 分"


def _project(words: ProjectWords) -> tuple[str, str, str]:
    return words.code, words.name, words.unit


def _money(key: str, title: str) -> ShownColumn:
    return ShownColumn(key, title, "money", "万元", width=100, is_sum=True)


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
