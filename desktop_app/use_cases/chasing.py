"""催报: letters to those that have not returned their workbook, and answers without one."""

from collections.abc import Sequence
from pathlib import Path

from desktop_app.domain.record import Subject
from desktop_app.errors import Refused
from desktop_app.printing.papers import Letter, Stamp
from desktop_app.use_cases.desk import Desk, require
from desktop_app.use_cases.papers.issue import issue_papers, paper_pdf
from desktop_app.use_cases.papers.press import render_pdf
from desktop_app.use_cases.papers.sheets import Extra
from desktop_app.use_cases.places import UNSAFE_IN_NAMES, write_file
from desktop_app.use_cases.regime import current_pack
from desktop_app.use_cases.rounds import (
    RecipientRow,
    RoundPage,
    note_returned,
    remind,
    round_page,
)
from desktop_app.values.dates import long_date
from desktop_app.values.ids import RecipientId, RoundId, UnitId

MOST_TOLD = 40
"""Open rows named one by one in a letter."""


def send_reminders(
    desk: Desk, round_id: RoundId, folder: Path, *, recipients: Sequence[RecipientId] = ()
) -> tuple[Path, ...]:
    """Write one letter per recipient that is missing and note the reminder; gives the PDFs.

    Where the pack has a form for the round, units get it issued under a number; offices, and
    units of other rounds, get a plain letter that names every row left open. `recipients` empty
    means all that are missing.
    """
    require(desk, "round.remind")
    page = round_page(desk, round_id)
    late = [row for row in page.missing if not recipients or row.id in recipients]
    if not late:
        raise Refused("没有未报回的单位", advice="不必催报。", record=page.round.title)
    form = _form(desk, page)
    units = [row for row in late if form and row.unit_id is not None and not row.office]
    files = _issued(desk, page, form, units, folder) if form and units else []
    files += [_plain(desk, page, row, folder) for row in late if row not in units]
    remind(desk, round_id, [row.id for row in late])
    return tuple(files)


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
        note_returned(uow, known[unit], desk.today)
    return round_page(desk, round_id)


def _form(desk: Desk, page: RoundPage) -> str:
    """The form the pack has for late units of this round; empty if it has none."""
    with desk.workspace.read() as view:
        kinds = current_pack(desk, view).rounds
    found = (each.reminder for each in kinds if each.sheet == page.round.sheet)
    return next(found, None) or ""


def _issued(
    desk: Desk, page: RoundPage, form: str, late: Sequence[RecipientRow], folder: Path
) -> list[Path]:
    subjects = [Subject("unit", row.unit_id) for row in late if row.unit_id is not None]
    papers = issue_papers(desk, form, subjects, extra=Extra(due=page.round.due_on))
    return [
        write_file(_file(folder, paper.title, row.unit), paper_pdf(desk, paper.id))
        for paper, row in zip(papers, late, strict=True)
    ]


def _plain(desk: Desk, page: RoundPage, row: RecipientRow, folder: Path) -> Path:
    """A letter without a form of the pack: what was sent, until when, and which rows are open."""
    with desk.workspace.read() as view:
        pack = current_pack(desk, view)
        office = desk.workspace.marker.office or pack.office_name("authority", desk.today)
        stamp = Stamp(log_head=view.log_head().digest, form="催报函", issued_on=desk.today)
    title = f"关于催报《{page.sheet_title}》的函"
    letter = Letter(
        title=title,
        addressee=row.unit,
        body=(*_body(page, row), "填报中的问题请及时与我局联系。", "特此函告。"),
        sender=office,
        dated=desk.today,
    )
    return write_file(_file(folder, title, row.unit), render_pdf(letter, stamp))


def _body(page: RoundPage, row: RecipientRow) -> tuple[str, ...]:
    sent = long_date(row.sent_on) if row.sent_on else "前期"
    due = f"，请于{long_date(page.round.due_on)}前报回" if page.round.due_on else ""
    begin = f"我局于{sent}将《{page.sheet_title}》（{page.round.title}）发至你单位{due}。"
    if not row.owed:
        return (f"{begin}截至目前尚未收到，请抓紧填报。",)
    told = row.owed[:MOST_TOLD]
    more = f"另有{len(row.owed) - len(told)}行，见所附工作簿。" if len(row.owed) > len(told) else ""
    lines = tuple(f"{number}.{each.text}" for number, each in enumerate(told, start=1))
    head = f"{begin}报回的表中还有{len(row.owed)}行没有填写，请补填后报回："
    return (head, *lines, *filter(None, (more,)))


def _file(folder: Path, title: str, name: str) -> Path:
    return folder / f"{title}-{name}.pdf".translate(UNSAFE_IN_NAMES)
