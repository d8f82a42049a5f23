"""What `plan` prints of the review, of editions, additions, the year's end and long plans."""

from collections.abc import Sequence

from desktop_app.cli.output import Answer, table
from desktop_app.cli.plan_words import decided, item_data, plan_data, project_data, wan
from desktop_app.use_cases.annual_plan.planning import PlanningPage
from desktop_app.use_cases.annual_plan.review import Reminder
from desktop_app.use_cases.annual_plan.tables import opinion_text
from desktop_app.use_cases.annual_plan.views import (
    AdditionList,
    CarryOver,
    Comparison,
    ReviewPage,
)
from desktop_app.use_cases.annual_plan.year_end import FATES
from desktop_app.values.money import wan_text


def review_answer(page: ReviewPage) -> Answer:
    """Opinions side by side."""
    lines = table(
        ("序号", "编号", "名称", "申请", *(office.label for office in page.offices)),
        [
            (
                str(row.item.order or ""), row.project.code, row.project.name,
                wan(row.item.asked_fen),
                *(
                    opinion_text(row.opinions[office.id], page.opinion_labels)
                    if office.id in row.opinions else "—"
                    for office in page.offices
                ),
            )
            for row in page.rows
        ],
    )  # fmt: skip
    data = {
        "plan": plan_data(page.plan),
        "missing": page.missing,
        "offices": [
            {"id": o.id, "label": o.label, "asked": o.is_asked, "given": o.given,
             "missing": o.missing}
            for o in page.offices
        ],
        "rows": [
            {**project_data(row.project), "asked_fen": row.item.asked_fen,
             "planned_fen": row.item.planned_fen, "missing": list(row.missing),
             "refused_by": list(row.refused_by), "altered_by": list(row.altered_by),
             "conflicts": list(row.conflicts),
             "opinions": {
                 office: {"opinion": o.opinion, "amount_fen": o.amount_fen,
                          "comment": o.comment, "signer": o.signer, "signed_on": o.signed_on}
                 for office, o in row.opinions.items()}}
            for row in page.rows
        ],
        "strangers": [list(each) for each in page.strangers],
    }  # fmt: skip
    return Answer([f"缺 {page.missing} 份意见。", *lines], data)


def reminders_answer(found: Sequence[Reminder], files: Sequence[str]) -> Answer:
    """What each office still owes."""
    lines = [line for each in found for line in (*each.text.split("\n"), "")]
    data = {
        "offices": [
            {
                "office": each.office,
                "label": each.label,
                "projects": [row.project.code for row in each.rows],
                "text": each.text,
            }
            for each in found
        ],
        "files": list(files),
    }
    return Answer(lines or ["各部门的意见都已收到。"], data)


def comparison_answer(found: Comparison) -> Answer:
    """The differences between two editions."""
    lines = table(
        ("变动", "编号", "名称", "原", "现", "增减（万元）", "理由"),
        [
            (
                row.kind_label, row.project.code, row.project.name,
                decided(row.before_decision, row.before), decided(row.after_decision, row.after),
                wan_text(row.moved_fen), row.reason,
            )
            for row in found.rows
        ],
    )  # fmt: skip
    head = f"第 {found.new.edition} 版与第 {found.old.edition} 版相比，{len(found.rows)} 处不同"
    data = {
        "old": plan_data(found.old),
        "new": plan_data(found.new),
        "rows": [
            {**project_data(row.project), "kind": row.kind, "moved_fen": row.moved_fen,
             "before": item_data(row.before) if row.before else None,
             "after": item_data(row.after) if row.after else None, "reason": row.reason}
            for row in found.rows
        ],
    }  # fmt: skip
    return Answer([head, *lines], data)


def additions_answer(found: AdditionList) -> Answer:
    """Projects let in beside the plan."""
    rows = found.rows
    lines = table(
        ("编号", "名称", "单位", "万元", "结果", "日期", "文号"),
        [
            (
                row.project.code, row.project.name, row.project.unit, wan(row.amount_fen),
                row.outcome or f"待{row.step}", str(row.approved_on or ""), row.document_number,
            )
            for row in rows
        ],
    )  # fmt: skip
    data = {
        "rows": [
            {**project_data(row.project), "amount_fen": row.amount_fen, "outcome": row.outcome,
             "approved_on": row.approved_on, "document_number": row.document_number,
             "step": row.step}
            for row in rows
        ],
        "may_ask": [project_data(each) for each in found.may_ask],
    }  # fmt: skip
    return Answer(lines if rows else ["没有计划外追加的项目。"], data)


def carry_answer(found: CarryOver, files: Sequence[str], *, is_done: bool) -> Answer:
    """What becomes of every project at the year's end."""
    counts = "，".join(f"{label} {len(found.of(fate))}" for fate, label in FATES.items())
    done = f"已结转到 {found.to_year} 年度" if is_done else "结转预览，还没有办理"
    lines = table(
        ("去向", "编号", "名称", "单位", "下年申请（万元）", "说明"),
        [
            (
                FATES[row.what], row.project.code, row.project.name, row.project.unit,
                wan(row.asked_fen), row.why,
            )
            for row in found.rows
        ],
    )  # fmt: skip
    data = {
        "plan": plan_data(found.plan),
        "to_year": found.to_year,
        "done": is_done,
        "target": plan_data(found.target) if found.target else None,
        "rows": [
            {**project_data(row.project), "what": row.what, "asked_fen": row.asked_fen,
             "planned_fen": row.planned_fen, "paid_fen": row.paid_fen, "why": row.why}
            for row in found.rows
        ],
        "files": list(files),
    }  # fmt: skip
    return Answer([f"{done}：{counts}", *lines], data)


def planning_answer(page: PlanningPage) -> Answer:
    """The long plans with what hangs on them."""
    lines = [page.title]
    for title, editions in page.plans:
        lines.append(f"《{title}》")
        lines += [f"  第 {e.edition} 版　{e.years}　{e.state_label}" for e in editions]
    lines += table(
        ("部门规划", "单位", "收到", "衔接意见"),
        [
            (d.title, d.unit, str(d.received_on or ""), d.alignment or "未出具")
            for d in page.departments
        ],
    )
    lines += [f"{p.project.code} {p.project.name}：{p.plan or p.basis}" for p in page.projects]
    data = {
        "plans": [
            {"title": title, "editions": [
                {"id": e.id, "edition": e.edition, "years": e.years, "state": e.state}
                for e in editions]}
            for title, editions in page.plans
        ],
        "departments": [
            {"id": d.id, "title": d.title, "unit": d.unit, "received_on": d.received_on,
             "alignment": d.alignment}
            for d in page.departments
        ],
        "projects": [
            {**project_data(p.project), "basis": p.basis, "plan": p.plan} for p in page.projects
        ],
        "unnamed": page.unnamed,
    }  # fmt: skip
    return Answer(lines, data)
