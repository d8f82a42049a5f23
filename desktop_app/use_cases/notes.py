"""Notes and telephone reminders (催办) on a row."""

from desktop_app.domain.record import Note, Subject
from desktop_app.errors import Refused
from desktop_app.use_cases.desk import Desk, require
from desktop_app.use_cases.standing.purged import refuse_personal_text

KINDS = {"note": "备注", "call": "电话催办"}


def add_note(desk: Desk, subject: Subject, text: str, *, kind: str = "note") -> Note:
    """Write a note or a telephone reminder on a subject; `kind` is note or call."""
    require(desk, "notes.add")
    if not text.strip():
        raise Refused(f"{KINDS[kind]}没有内容", advice="请写一句再保存。")
    act = desk.act("add_note", f"登记{KINDS[kind]}", subjects=(subject,))
    with desk.workspace.begin(act) as uow:
        refuse_personal_text(uow, subject, text=text)
        return uow.notes.add(
            subject=subject,
            kind=kind,
            text=text.strip(),
            noted_at=desk.clock(),
            actor=desk.operator,
        )
