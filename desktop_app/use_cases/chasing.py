"""催报: letters to the units that have not returned their workbook, and answers without one."""

from collections.abc import Sequence
from pathlib import Path

from desktop_app.domain.record import Paper, Subject
from desktop_app.errors import Refused
from desktop_app.use_cases.desk import Desk, require
from desktop_app.use_cases.papers.issue import issue_papers, paper_pdf
from desktop_app.use_cases.papers.sheets import Extra
from desktop_app.use_cases.places import write_file
from desktop_app.use_cases.rounds import UNSAFE_IN_NAMES, RoundPage, remind, round_page
from desktop_app.values.ids import RoundId, UnitId

REMINDER = "reminder_letter"
"""Form of the pack for units that are late; without one only the register notes the reminder."""


def send_reminders(
    desk: Desk, round_id: RoundId, folder: Path, *, units: Sequence[UnitId] = ()
) -> tuple[Path, ...]:
    """Issue one letter per unit that has not returned its workbook and note the reminder.

    `units` empty means all that are missing. Gives the PDF written for each.
    """
    require(desk, "round.remind")
    page = round_page(desk, round_id)
    late = [row for row in page.missing if not units or row.unit_id in units]
    if not late:
        raise Refused("没有未报回的单位", advice="不必催报。", record=page.round.title)
    subjects = [Subject("unit", row.unit_id) for row in late]
    papers = issue_papers(desk, REMINDER, subjects, extra=Extra(due=page.round.due_on))
    remind(desk, round_id, [row.unit_id for row in late])
    names = [row.unit for row in late]
    return tuple(_written(desk, p, n, folder) for p, n in zip(papers, names, strict=True))


def note_answer(desk: Desk, round_id: RoundId, unit: UnitId, note: str) -> RoundPage:
    """Note that a unit answered without a workbook, e.g. that it applies for nothing this year."""
    require(desk, "round.remind")
    if not note.strip():
        raise Refused("没有写单位怎么答复的", advice="请写一句，例如“书面告知本年度无申报项目”。")
    subjects = (Subject("round", round_id), Subject("unit", unit))
    act = desk.act("note_answer", "登记单位答复", reason=note, subjects=subjects)
    with desk.workspace.begin(act) as uow:
        known = {each.unit_id: each for each in uow.rounds.recipients(round_id)}
        if unit not in known:
            raise Refused("这一轮没有发给该单位", advice="请核对轮次和单位。")
        if known[unit].returned_on is not None:
            raise Refused("该单位已经报回", advice="不必再登记。")
        uow.rounds.set_recipient(round_id, unit, returned_on=desk.today)
    return round_page(desk, round_id)


def _written(desk: Desk, paper: Paper, unit: str, folder: Path) -> Path:
    name = f"{paper.title}-{unit}.pdf".translate(UNSAFE_IN_NAMES)
    return write_file(folder / name, paper_pdf(desk, paper.id))
