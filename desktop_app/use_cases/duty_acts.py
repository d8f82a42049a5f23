"""What a clerk records of a duty by date: done, not done, put off, or not needed any more.

A duty that hangs on a step is settled by that step; these acts are for what is done outside the
program (a letter sent, a report filed). An extension must be one the text allows; putting off and
dropping want a reason and who decided, and both stay in the log.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from db.unit_of_work import ReadView
from desktop_app.domain.record import Subject
from desktop_app.errors import Refused
from desktop_app.rules.deadline_kinds import Deadline
from desktop_app.rules.schema import DeadlineSpec
from desktop_app.use_cases.desk import Desk, require
from desktop_app.use_cases.standing.course import Course
from desktop_app.use_cases.standing.courses import course_of
from desktop_app.use_cases.standing.refresh import refresh

MET, MISSED, EXTENDED, WAIVED = "met", "missed", "extended", "waived"
TITLES = {MET: "已办", MISSED: "没有办", EXTENDED: "延期", WAIVED: "不再办理"}
FOR_MANY = (MET, MISSED, WAIVED)
"""What may be recorded of many duties in one act; each term is put off for itself."""


@dataclass(frozen=True)
class DutyEntry:
    """What is recorded of one duty of a subject."""

    duty: str
    """Id of the deadline in the pack."""
    kind: str
    """met | missed | extended | waived; `missed` closes this time of a duty that comes again."""
    on: date | None = None
    """The day it was done or decided; None = today."""
    new_due: date | None = None
    reason: str = ""
    signer: str = ""
    document_number: str = ""
    """The paper it was done by, kept with the reason."""

    @property
    def told(self) -> str:
        """Reason and paper as they are kept."""
        number = self.document_number.strip()
        return "，".join(filter(None, (self.reason.strip(), number and f"依据 {number}")))


def record_duty(desk: Desk, subject: Subject, entry: DutyEntry) -> None:
    """Record that a duty was done, not done, put off or dropped."""
    record_duties(desk, [(subject, entry)])


def record_duties(desk: Desk, wanted: Sequence[tuple[Subject, DutyEntry]]) -> int:
    """Record what became of many duties in one act, of all or of none; gives how many."""
    require(desk, "duties.record")
    if not wanted:
        raise Refused("没有选到期事项", advice="请先勾选要登记的事项。")
    with desk.workspace.read() as view:
        titles = [_checked(desk, view, subject, entry) for subject, entry in wanted]
    kinds = "、".join(dict.fromkeys(TITLES[entry.kind] for _, entry in wanted))
    more = f"等 {len(titles)} 项" if len(titles) > 1 else ""
    title = f"登记到期事项“{titles[0]}”{more}{kinds}"
    subjects = tuple(dict.fromkeys(subject for subject, _ in wanted))
    act = desk.act("record_duty", title, reason=wanted[0][1].told, subjects=subjects)
    with desk.workspace.begin(act) as uow:
        for subject, entry in wanted:
            uow.deadlines.add(
                subject=subject,
                deadline=entry.duty,
                kind=entry.kind,
                recorded_on=entry.on or desk.today,
                new_due=entry.new_due if entry.kind == EXTENDED else None,
                reason=entry.told,
                signer=entry.signer.strip() or desk.operator,
            )
    refresh(desk)
    return len(titles)


def _checked(desk: Desk, view: ReadView, subject: Subject, entry: DutyEntry) -> str:
    """The title of the duty; refused where the entry cannot be so."""
    if entry.kind not in TITLES:
        raise Refused(f"没有“{entry.kind}”这种登记", advice=f"可选：{'、'.join(TITLES)}。")
    course = course_of(desk, view, subject)
    duty = _standing(course, entry.duty)
    _refuse_wrong(desk, duty, course.pack.deadline(duty.id), entry, entry.on or desk.today)
    return duty.title


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
    began = duty.started_on if duty.runs_out_on is None else duty.original_due
    if began is not None and on < began:
        raise Refused(f"登记日期 {on} 早于这件事开始的 {began}", advice="请核对日期。")
    if entry.kind == MET:
        return
    if not entry.reason.strip():
        raise Refused(f"{TITLES[entry.kind]}没有写理由", advice="请写明理由，会存档。")
    if entry.kind == WAIVED and (spec.repeat or spec.year == "each"):
        raise Refused(
            f"“{duty.title}”是定期要办的", advice="本期没有办的，请登记为“没有办”并写明原因。"
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
