"""收文: a paper received, with its scan, recorded once for any number of projects.

A clerk registers the paper with the projects it is about; later she lets it serve further ones,
takes one out again, corrects what she misread or adds the scan.
What a signed result rests on is not taken out, and no paper is registered twice.
"""

import mimetypes
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from db.unit_of_work import ReadView
from desktop_app.domain.record import IncomingPaper, Subject
from desktop_app.errors import EnvironmentProblem, Refused
from desktop_app.use_cases.desk import Desk, require
from desktop_app.values.ids import IncomingPaperId
from desktop_app.values.text import normal_name, normal_number

MOST_BYTES = 50 * 1024 * 1024
RIGHT = "incoming.record"


@dataclass(frozen=True)
class IncomingEntry:
    """What stands on the paper, and when it came; `received_on` None is today."""

    number: str
    title: str
    sender: str
    dated: date
    received_on: date | None = None
    note: str = ""


def record_incoming(
    desk: Desk, entry: IncomingEntry, subjects: Sequence[Subject], scan: Path | None = None
) -> IncomingPaper:
    """Record a received paper with its scan; the same number of the same sender is refused."""
    require(desk, RIGHT)
    received = _checked(desk, entry)
    content = _read_scan(scan) if scan else b""
    title = f"收文登记“{entry.number} {entry.title}”"
    act = desk.act("record_incoming", title, subjects=tuple(subjects))
    with desk.workspace.begin(act) as uow:
        _refuse_twice(uow, entry)
        return uow.incoming.add(
            number=entry.number,
            title=entry.title,
            sender=entry.sender,
            dated=entry.dated,
            received_on=received,
            subjects=tuple(subjects),
            digest=_stored(desk, scan, content),
            file_name=scan.name if scan else "",
            note=entry.note,
        )


def correct_incoming(
    desk: Desk, paper_id: IncomingPaperId, entry: IncomingEntry, scan: Path | None = None
) -> IncomingPaper:
    """Write what was misread anew, and put another scan in place of the one there, if given."""
    require(desk, RIGHT)
    received = _checked(desk, entry)
    content = _read_scan(scan) if scan else b""
    act = desk.act("correct_incoming", f"改正收文“{entry.number} {entry.title}”")
    with desk.workspace.begin(act) as uow:
        _refuse_twice(uow, entry, but=paper_id)
        replaced = {"digest": _stored(desk, scan, content), "file_name": scan.name} if scan else {}
        return uow.incoming.change(
            paper_id,
            number=entry.number,
            title=entry.title,
            sender=entry.sender,
            dated=entry.dated,
            received_on=received,
            note=entry.note,
            **replaced,
        )


def attach_subjects(
    desk: Desk, paper_id: IncomingPaperId, subjects: Sequence[Subject]
) -> IncomingPaper:
    """Let a received paper serve further subjects; refused if it serves all of them already."""
    require(desk, RIGHT)
    with desk.workspace.read() as view:
        paper = view.incoming.get(paper_id)
    joined = tuple(dict.fromkeys((*paper.subjects, *subjects)))
    if joined == paper.subjects:
        raise Refused(
            f"收文“{paper.number}”没有新的所涉项目", advice="请另选收文，或选它还没有关联的项目。"
        )
    act = desk.act("attach_incoming", f"收文“{paper.number}”关联项目", subjects=tuple(subjects))
    with desk.workspace.begin(act) as uow:
        return uow.incoming.change(paper_id, subjects=joined)


def detach_subject(desk: Desk, paper_id: IncomingPaperId, subject: Subject) -> IncomingPaper:
    """Take a subject out that a paper is not about; refused where a result of it rests on it."""
    require(desk, RIGHT)
    with desk.workspace.read() as view:
        paper = view.incoming.get(paper_id)
        resting = view.steps.where(incoming_paper_id=paper_id)
        owners = {each.subject for each in view.cases.many(step.case_id for step in resting)}
    if subject in owners:
        raise Refused(f"已有结果以收文“{paper.number}”为依据", advice="请先撤销那次登记，再移出。")
    kept = tuple(each for each in paper.subjects if each != subject)
    act = desk.act("detach_incoming", f"收文“{paper.number}”移出项目", subjects=(subject,))
    with desk.workspace.begin(act) as uow:
        return uow.incoming.change(paper_id, subjects=kept)


def _checked(desk: Desk, entry: IncomingEntry) -> date:
    """The day it came; refused where a field is empty or the days cannot be."""
    for text, label in ((entry.number, "文号"), (entry.title, "标题"), (entry.sender, "来文单位")):
        if not text.strip():
            raise Refused(f"收文的{label}没有填", advice=f"请照来文填写{label}。")
    received = entry.received_on or desk.today
    if received > desk.today:
        raise Refused("收文日期还没有到", advice="请核对收文日期。", record=entry.number)
    if entry.dated > received:
        raise Refused(
            "来文日期晚于收文日期", advice="请核对来文上的成文日期。", record=entry.number
        )
    return received


def _refuse_twice(view: ReadView, entry: IncomingEntry, but: IncomingPaperId | None = None) -> None:
    """However the brackets of the number are typed, it is the same paper."""
    number, sender = normal_number(entry.number), normal_name(entry.sender)
    for paper in view.incoming.all():
        same = normal_number(paper.number) == number and normal_name(paper.sender) == sender
        if same and paper.id != but:
            raise Refused(
                f"{paper.sender}的“{paper.number}”已经登记过",
                advice="请在“更多－收文登记簿”里找到它，关联到所选项目。",
            )


def _stored(desk: Desk, scan: Path | None, content: bytes) -> str:
    """The digest the scan is kept under; empty where there is none."""
    if scan is None:
        return ""
    media = mimetypes.guess_type(scan.name)[0]
    return desk.workspace.files.put(content, media or "application/octet-stream")


def _read_scan(scan: Path) -> bytes:
    try:
        size = scan.stat().st_size
        content = scan.read_bytes() if size <= MOST_BYTES else b""
    except OSError as problem:
        raise EnvironmentProblem(
            f"扫描件“{scan.name}”打不开", advice="请确认文件还在原处，且没有被别的程序占用。"
        ) from problem
    if size > MOST_BYTES:
        raise Refused(f"扫描件“{scan.name}”超过 50 MB", advice="请降低扫描分辨率后重新扫描。")
    if not content:
        raise Refused(f"扫描件“{scan.name}”是空文件", advice="请重新扫描后再选。")
    return content
