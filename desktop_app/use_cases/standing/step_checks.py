"""What is refused when a signed step is recorded: wrong turn, dates, document numbers, reasons."""

from datetime import date

from db.unit_of_work import UnitOfWork
from desktop_app.domain.procedure_effects import Effect, effects_of
from desktop_app.domain.procedure_view import StepView
from desktop_app.domain.record import Case, StepRecord
from desktop_app.errors import Refused
from desktop_app.rules.pack import Pack
from desktop_app.rules.schema import OUTCOME_LABELS, POSITIVE_OUTCOMES
from desktop_app.rules.wording import listed
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.standing.course import Course
from desktop_app.use_cases.standing.step_entry import EXPLAINED, OpenStep, StepEntry
from desktop_app.use_cases.standing.turns import step_in_turn

MERGER = Effect("set", "similarity_decision", "merge")
"""The effect by which a pack marks the step that records a merger."""


def records_merger(pack: Pack, step: OpenStep) -> bool:
    """Whether a result of a step says that another application takes this one in."""
    return any(MERGER in effects_of(pack, step.procedure, step.path, each) for each in step.labels)


def wanted_step(course: Course, steps: tuple[OpenStep, ...], entry: StepEntry) -> OpenStep:
    """The step the entry names; refused if it is not its turn or the outcome is not possible."""
    step = step_in_turn(course, steps, entry.step)
    if entry.outcome not in step.labels:
        if step.view and step.view.why_not and entry.outcome in OUTCOME_LABELS:
            raise _hindered(step.view, OUTCOME_LABELS[entry.outcome])
        choices = listed(f"{key}（{label}）" for key, label in step.labels.items())
        raise Refused(f"“{step.title}”没有“{entry.outcome}”这种结果", advice=f"可选：{choices}。")
    return step


def override_of(step: StepView, entry: StepEntry, desk: Desk) -> dict[str, str]:
    """The recorded reason for going on against reminders; refused without one."""
    open_points = step.needs_reason if entry.outcome in POSITIVE_OUTCOMES else ()
    if entry.outcome in POSITIVE_OUTCOMES and step.status == "blocked":
        raise _hindered(step, "同意")
    if not open_points:
        return {}
    clauses = tuple(dict.fromkeys(c for verdict in open_points for c in verdict.clauses))
    if not entry.override_reason.strip():
        titles = "、".join(f"{verdict.title}（{verdict.word}）" for verdict in open_points)
        raise Refused(
            f"还有要说明的事项：{titles}",
            advice="请写明继续办理的理由后再登记。",
            clauses=clauses,
            lacks=("override_reason",),
        )
    return {
        "override_reason": entry.override_reason.strip(),
        "override_by": entry.signer or desk.operator,
        "override_clause": "、".join(clauses),
    }


def _hindered(step: StepView, label: str) -> Refused:
    """The refusal that names what stands in the way, with the clauses of those checks."""
    stopping = [
        each for each in step.verdicts if f"{each.title}：{each.word}" in "".join(step.why_not)
    ]
    answered = [each.title for each in stopping if step.is_answered_by(each)]
    still = [each for each in stopping if each.title not in answered]
    reasons = [each for each in step.why_not if each.partition("：")[0] not in answered]
    clauses = tuple(dict.fromkeys(clause for each in still for clause in each.clauses))
    telling = [each for each in still if each.outcome == "fail" or each.is_undecided]
    told = "".join(dict.fromkeys(each.message for each in telling))
    return Refused(
        f"“{step.title}”不能登记“{label}”：{'；'.join(reasons or step.why_not)}",
        advice=f"{told}请先解决以上各项，再登记。",
        clauses=clauses or step.clauses,
    )


def refuse_unexplained(step: OpenStep, entry: StepEntry) -> None:
    """A return says what is to be mended: in the opinion, or in the paper it rests on."""
    asked = EXPLAINED.get(entry.outcome, "")
    if asked and not (entry.opinion.strip() or entry.paper_id or entry.incoming_paper_id):
        label = step.labels[entry.outcome]
        raise Refused(
            f"“{step.title}”登记“{label}”没有写意见",
            advice=f"{asked}，或选定所依据的文书、收文。",
            lacks=("opinion",),
        )


def refuse_bad_date(
    desk: Desk, uow: UnitOfWork, course: Course, case: Case, entry: StepEntry
) -> date:
    """The day of the signature; refused if it is to come or before what it answers."""
    acted_on = entry.acted_on or desk.today
    if acted_on > desk.today:
        raise Refused(
            f"签批日期 {acted_on} 还没有到", advice="请核对签批日期，不能登记以后的日期。"
        )
    for day, cause in _causes(uow, course, case, entry):
        if acted_on < day:
            raise Refused(
                f"签批日期 {acted_on} 早于{cause}的 {day}",
                advice="请核对日期，后一步不能早于前一步。",
            )
    return acted_on


def _causes(
    uow: UnitOfWork, course: Course, case: Case, entry: StepEntry
) -> list[tuple[date, str]]:
    """Days nothing of this case may precede: application, steps before, the paper signed."""
    causes = [(record.acted_on, "上一环节") for record in course.history.records_of(case)]
    if not causes:
        causes = [(r.acted_on, "上一环节") for r in course.history.records if _turns(course, r)]
    began = course.kind.began_on(course.record)
    if began:
        causes.append((began, course.kind.beginning))
    if entry.paper_id is not None:
        causes.append((uow.papers.get(entry.paper_id).issued_on, "文书出具日期"))
    return sorted(causes, reverse=True)


def _turns(course: Course, record: StepRecord) -> bool:
    """Whether a record brought the subject into another state."""
    procedures = {case.id: case.procedure for case in course.history.cases}
    effects = effects_of(course.pack, procedures[record.case_id], record.step, record.outcome)
    return any(effect.kind == "state" for effect in effects)


def refuse_used_number(uow: UnitOfWork, entry: StepEntry, reference: str, acted_on: date) -> None:
    """One 文号 stands for one paper of one day; it may serve several subjects on the same step."""
    number = entry.document_number
    if not number:
        return
    advice = "请核对文号后重新填写。"
    for paper in uow.papers.where(document_number=number):
        if paper.id != entry.paper_id and not paper.is_void:
            raise Refused(
                f"文号“{number}”是《{paper.title}》的", advice="请选那份文书登记，或核对文号。"
            )
    if entry.incoming_paper_id or entry.paper_id:
        return
    for record in uow.steps.where(document_number=number):
        if f"{uow.cases.get(record.case_id).procedure}.{record.step}" != reference:
            raise Refused(f"文号“{number}”已登记在别的环节", advice=advice)
        if record.acted_on != acted_on:
            raise Refused(f"文号“{number}”已登记在 {record.acted_on} 的结果上", advice=advice)


def refuse_unnumbered(uow: UnitOfWork, step: StepView, entry: StepEntry) -> None:
    """A result that stands by its paper names it: the 文号, or the paper that bears one."""
    if step.document != "required" or entry.outcome not in POSITIVE_OUTCOMES:
        return
    number = entry.document_number.strip()
    if entry.paper_id is not None:
        number = number or uow.papers.get(entry.paper_id).document_number
    if not number and entry.incoming_paper_id is None:
        raise Refused(
            f"“{step.title}”没有填文号",
            advice="请填写批复、答复或决定的文号，或选定所依据的文书、收文。",
            clauses=step.clauses,
            lacks=("document_number",),
        )


def refuse_unneeded(step: StepView, entry: StepEntry) -> None:
    """A step that what was filled in with it makes needless, or too early, agrees to nothing."""
    if step.status == "skipped" and entry.outcome in POSITIVE_OUTCOMES:
        raise Refused(
            f"照所填的内容，不办“{step.title}”这一步",
            advice="请核对所填的内容；没有填错的，先登记退回，再按应走的步骤办。",
            clauses=step.clauses,
        )
    if step.status == "waiting" and entry.outcome in POSITIVE_OUTCOMES:
        raise Refused(
            f"照所填的内容，“{step.title}”还不能办：{'；'.join(step.why_not)}",
            advice="请核对所填的内容；没有填错的，先登记退回，再按应走的步骤办。",
            clauses=step.clauses,
        )


def refuse_unnamed_merger(course: Course, case: Case, entry: StepEntry, path: str) -> None:
    """A merger names the application that takes this one in."""
    effects = effects_of(course.pack, case.procedure, path, entry.outcome)
    if MERGER in effects and entry.merged_into is None:
        raise Refused(
            "登记合并没有写并入哪个项目",
            advice="请用“合并申报”，选定留下的项目后办理。",
            lacks=("merged_into",),
        )
