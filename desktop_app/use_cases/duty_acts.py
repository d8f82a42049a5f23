"""What a clerk records of a duty by date: done, put off, or not needed any more.

A duty that hangs on a step is settled by that step; these acts are for what is done outside the
program (a letter sent, a report filed). An extension must be one the text allows; putting off and
dropping want a reason and who decided, and both stay in the log.
"""

from dataclasses import dataclass
from datetime import date

from desktop_app.domain.record import Subject
from desktop_app.errors import Refused
from desktop_app.rules.deadline_kinds import Deadline
from desktop_app.rules.schema import DeadlineSpec
from desktop_app.use_cases.desk import Desk, require
from desktop_app.use_cases.standing.course import Course
from desktop_app.use_cases.standing.courses import course_of
from desktop_app.use_cases.standing.refresh import refresh

MET, EXTENDED, WAIVED = "met", "extended", "waived"
TITLES = {MET: "已办", EXTENDED: "延期", WAIVED: "不再办理"}


@dataclass(frozen=True)
class DutyEntry:
    """What is recorded of one duty of a subject."""

    duty: str
    """Id of the deadline in the pack."""
    kind: str
    """met | extended | waived"""
    on: date | None = None
    """The day it was done or decided; None = today."""
    new_due: date | None = None
    reason: str = ""
    signer: str = ""


def record_duty(desk: Desk, subject: Subject, entry: DutyEntry) -> None:
    """Record that a duty was done, put off or dropped."""
    require(desk, "duties.record")
    if entry.kind not in TITLES:
        raise Refused(f"没有“{entry.kind}”这种登记", advice=f"可选：{'、'.join(TITLES)}。")
    on = entry.on or desk.today
    with desk.workspace.read() as view:
        course = course_of(desk, view, subject)
        duty = _standing(course, entry.duty)
    spec = course.pack.deadline(duty.id)
    _refuse_wrong(desk, duty, spec, entry, on)
    title = f"登记到期事项“{duty.title}”{TITLES[entry.kind]}"
    act = desk.act("record_duty", title, reason=entry.reason, subjects=(subject,))
    with desk.workspace.begin(act) as uow:
        uow.deadlines.add(
            subject=subject,
            deadline=duty.id,
            kind=entry.kind,
            recorded_on=on,
            new_due=entry.new_due if entry.kind == EXTENDED else None,
            reason=entry.reason.strip(),
            signer=entry.signer.strip() or desk.operator,
        )
    refresh(desk)


def _standing(course: Course, duty_id: str) -> Deadline:
    open_duties = [each for each in course.duties if each.is_open]
    found = next((each for each in open_duties if each.id == duty_id), None)
    if found is None:
        known = "、".join(f"{each.id}（{each.title}）" for each in open_duties)
        raise Refused(f"没有待办的到期事项“{duty_id}”", advice=f"现有：{known or '没有'}。")
    return found


def _refuse_wrong(
    desk: Desk, duty: Deadline, spec: DeadlineSpec, entry: DutyEntry, on: date
) -> None:
    if on > desk.today:
        raise Refused(f"登记日期 {on} 还没有到", advice="请核对日期。")
    if duty.started_on is not None and on < duty.started_on:
        raise Refused(f"登记日期 {on} 早于这件事开始的 {duty.started_on}", advice="请核对日期。")
    if entry.kind == MET:
        return
    if not entry.reason.strip():
        raise Refused(f"{TITLES[entry.kind]}没有写理由", advice="请写明理由，会存档。")
    if entry.kind == WAIVED and (spec.repeat or spec.year == "each"):
        raise Refused(
            f"“{duty.title}”是定期要办的", advice="本期不用办的，请登记为已办并写明情况。"
        )
    if entry.kind == EXTENDED:
        _refuse_extension(duty, spec, entry)


def _refuse_extension(duty: Deadline, spec: DeadlineSpec, entry: DutyEntry) -> None:
    if not (spec.can_extend or duty.is_house):
        raise Refused(
            f"“{duty.title}”的期限是文件定的，没有延期的规定",
            advice="请按期办理，或登记为问题。",
            clauses=duty.clauses,
        )
    if entry.new_due is None:
        raise Refused("没有写延到哪一天", advice="请填写新的期限。")
    if duty.due is not None and entry.new_due <= duty.due:
        raise Refused(
            f"新的期限 {entry.new_due} 不晚于原来的 {duty.due}", advice="请核对新的期限。"
        )
