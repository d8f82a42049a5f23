"""What `plan` prints of lists, rankings and proposals; scripts get amounts in 分."""

from collections.abc import Sequence

from desktop_app.cli.output import Answer, table
from desktop_app.cli.plan_words import item_data, plan_data, project_data, wan
from desktop_app.use_cases.annual_plan.views import (
    CandidateList,
    PlanPage,
    PlanRow,
    ProposalPage,
    RankingPage,
    score_text,
)
from desktop_app.values.money import wan_text


def list_answer(rows: Sequence[PlanRow]) -> Answer:
    """Every edition of every plan."""
    lines = table(
        ("年度", "版", "名称", "状态", "项目", "申请（万元）", "安排（万元）", "额度（万元）"),
        [
            (
                str(row.year), str(row.edition), row.title, row.state_label, str(row.sums.items),
                wan_text(row.sums.asked_fen), wan_text(row.sums.planned_fen), wan(row.ceiling_fen),
            )
            for row in rows
        ],
    )  # fmt: skip
    return Answer(lines, {"plans": [plan_data(row) for row in rows]})


def page_answer(page: PlanPage) -> Answer:
    """One plan with its items."""
    plan, sums = page.plan, page.plan.sums
    head = (
        f"{plan.title}　第 {plan.edition} 版　{plan.state_label}　"
        f"{sums.items} 项，申请 {wan_text(sums.asked_fen)}，安排 {wan_text(sums.planned_fen)}，"
        f"核减 {wan_text(sums.cut_fen)}，暂缓和不列入 {wan_text(sums.deferred_fen)}，"
        f"未定 {wan_text(sums.open_fen)} 万元"
    )
    lines = table(
        ("序号", "编号", "名称", "单位", "来源", "申请", "安排", "处理意见", "得分", "意见"),
        [
            (
                str(row.item.order or ""), row.project.code, row.project.name, row.project.unit,
                row.origin_label, wan(row.item.asked_fen), wan(row.item.planned_fen),
                row.decision_label, score_text(row.item.score),
                row.opinions,
            )
            for row in page.items
        ],
    )  # fmt: skip
    data = {
        "plan": plan_data(plan),
        "items": [
            {**item_data(row.item), **project_data(row.project), "opinions": row.opinions,
             "remarks": list(row.remarks)}
            for row in page.items
        ],
        "doubts": list(page.doubts),
    }  # fmt: skip
    return Answer([head, *page.doubts, *lines], data)


def candidates_answer(found: CandidateList) -> Answer:
    """Projects that might be put into a plan."""
    head = "，".join(f"{label} {count}" for _, label, count in found.counts if count)
    lines = table(
        ("编号", "名称", "单位", "万元", "", "说明"),
        [
            (
                row.project.code, row.project.name, row.project.unit, wan(row.amount_fen),
                row.group_label, "；".join(row.why) or row.last_year,
            )
            for row in found.rows
        ],
    )  # fmt: skip
    data = {
        "plan": plan_data(found.plan),
        "rows": [
            {**project_data(row.project), "amount_fen": row.amount_fen, "group": row.group,
             "can_enter": row.can_enter, "why": list(row.why), "clauses": list(row.clauses),
             "advice": row.advice, "last_year": row.last_year}
            for row in found.rows
        ],
    }  # fmt: skip
    return Answer([head or "没有可以列入的项目。", *lines], data)


def ranking_answer(page: RankingPage, *, is_taken: bool) -> Answer:
    """The ranking with every criterion."""
    weights = "；".join(f"{title} {weight}" for _, title, weight, _ in page.criteria)
    lines = table(
        ("名次", "编号", "名称", "得分", "议程", "不计的准则"),
        [
            (
                f"{row.rank or ''}{'（并列）' if row.is_tied else ''}", row.project.code,
                row.project.name, score_text(row.score.total),
                str(row.item.order or ""), "、".join(m.title for m in row.score.lacking),
            )
            for row in page.rows
        ],
    )  # fmt: skip
    data = {
        "plan": plan_data(page.plan),
        "taken": is_taken,
        "criteria": [
            {"id": key, "title": title, "weight": weight, "clauses": clauses}
            for key, title, weight, clauses in page.criteria
        ],
        "rows": [
            {**project_data(row.project), "rank": row.rank, "tied": row.is_tied,
             "score": row.score.total, "order": row.item.order,
             "order_reason": row.item.order_reason, "changed": row.has_changed,
             "measures": [
                 {"criterion": m.criterion, "raw": m.raw, "lacking": m.lacking,
                  "points": None if m.points is None else round(float(m.points), 4),
                  "weight": None if m.weight is None else float(m.weight)}
                 for m in row.score.measures]}
            for row in page.rows
        ],
    }  # fmt: skip
    return Answer([f"权重（本办设定）：{weights}", *lines], data)


def proposal_answer(page: ProposalPage, *, is_taken: bool) -> Answer:
    """What the ceiling lets through."""
    found = page.proposal
    head = (
        f"额度 {wan_text(found.ceiling_fen)} 万元：列入 {found.number_of('included')} 项，"
        f"核减 {found.number_of('cut')} 项，暂缓 {found.number_of('deferred')} 项，"
        f"安排 {wan_text(found.planned_fen)}，余 {wan_text(found.rest_fen)}，"
        f"未安排 {wan_text(found.not_planned_fen)} 万元"
    )
    lines = table(
        ("序号", "编号", "申请", "处理意见", "安排", "累计", ""),
        [
            (
                str(s.item.order or ""), page.projects[s.item.project_id].code,
                wan(s.item.asked_fen), page.decision_labels.get(s.decision, s.decision),
                wan(s.planned_fen), wan_text(s.running_fen), "额度到此" if s.is_line else "",
            )
            for s in found.shares
        ],
    )  # fmt: skip
    data = {
        "plan": plan_data(page.plan),
        "taken": is_taken,
        "ceiling_fen": found.ceiling_fen,
        "planned_fen": found.planned_fen,
        "rest_fen": found.rest_fen,
        "not_planned_fen": found.not_planned_fen,
        "rows": [
            {"code": page.projects[s.item.project_id].code, "decision": s.decision,
             "planned_fen": s.planned_fen, "running_fen": s.running_fen, "line": s.is_line,
             "kept": s.is_kept, "reason": s.reason}
            for s in found.shares
        ],
        "without_amount": [page.projects[i.project_id].code for i in found.unknown],
        "doubts": list(page.doubts),
    }  # fmt: skip
    return Answer([head, *page.doubts, *lines], data)
