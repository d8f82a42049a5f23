"""The duties by date of one subject: what is due when, by which clause, and what became of it."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from desktop_app.domain.procedure_view import recording_short
from desktop_app.rules.deadline_kinds import Deadline
from ui.widgets.basics import button, column, framed, label, name, row

OnDuty = Callable[[Deadline], object]


def duties_card(duties: Sequence[Deadline], on_record: OnDuty) -> QWidget | None:
    """A card with the duties that stand; None without any."""
    standing = [duty for duty in duties if duty.is_open]
    if not standing:
        return None
    lines = [_line(duty, on_record) for duty in standing]
    return framed(column(label("到期事项", "section"), *lines, spacing=6))


def _notes(duty: Deadline) -> list[str]:
    """What made the day what it is."""
    notes = ["本办期限"] if duty.is_house else []
    if duty.is_estimated:
        notes.append("暂按周末推算")
    if duty.is_extended:
        notes.append(f"已延期，原为 {duty.original_due}")
    elif duty.runs_out_on is None and duty.due != duty.original_due:
        notes.append(f"{duty.original_due} 逢休息日，顺延")
    if duty.window_opens and duty.due and duty.window_opens < duty.due:
        notes.append(f"{duty.window_opens} 起可办")
    if duty.runs_out_on:
        notes.append(f"{duty.due} 起提醒")
    return notes


def _line(duty: Deadline, on_record: OnDuty) -> QWidget:
    notes = _notes(duty)
    day = duty.runs_out_on or duty.due
    when = str(day) if day else f"未定（“{duty.undefined_setting}”没有设定）"
    texts = column(label(f"{when}　{duty.title}", wrap=True), spacing=1)
    basis = "　".join(("、".join(duty.clauses), *notes)).strip()
    texts.addWidget(label(basis, "small", wrap=True))
    act = button("登记…", lambda: on_record(duty), "link")
    name(act, recording_short(duty.title))
    line = row(texts, act)
    line.setStretch(0, 1)
    holder = QWidget()
    holder.setLayout(line)
    return holder
