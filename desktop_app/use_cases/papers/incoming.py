"""收文: a paper received, with its scan, recorded once for any number of projects."""

import mimetypes
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from desktop_app.domain.record import IncomingPaper, Subject
from desktop_app.errors import EnvironmentProblem, Refused
from desktop_app.use_cases.desk import Desk, require

MOST_BYTES = 50 * 1024 * 1024


def record_incoming(  # noqa: PLR0913 - the fields of the form
    desk: Desk,
    *,
    number: str,
    title: str,
    sender: str,
    dated: date,
    subjects: Sequence[Subject],
    received_on: date | None = None,
    scan: Path | None = None,
    note: str = "",
) -> IncomingPaper:
    """Record a received paper with its scan; the same number of the same sender is refused."""
    require(desk, "incoming.record")
    _refuse_incomplete(number, title, sender)
    received = received_on or desk.today
    if received > desk.today:
        raise Refused("收文日期还没有到", advice="请核对收文日期。", record=number)
    if dated > received:
        raise Refused("来文日期晚于收文日期", advice="请核对来文上的成文日期。", record=number)
    content = _read_scan(scan) if scan else b""
    act = desk.act("record_incoming", f"收文登记“{number} {title}”", subjects=tuple(subjects))
    with desk.workspace.begin(act) as uow:
        if uow.incoming.where(number=number, sender=sender):
            raise Refused(
                f"{sender}的“{number}”已经登记过", advice="请在已有的收文上补充所涉项目。"
            )
        media = mimetypes.guess_type(scan.name)[0] if scan else None
        digest = (
            desk.workspace.files.put(content, media or "application/octet-stream") if scan else ""
        )
        return uow.incoming.add(
            number=number,
            title=title,
            sender=sender,
            dated=dated,
            received_on=received,
            subjects=tuple(subjects),
            digest=digest,
            file_name=scan.name if scan else "",
            note=note,
        )


def incoming_papers(desk: Desk) -> tuple[IncomingPaper, ...]:
    """All received papers, the newest first."""
    with desk.workspace.read() as view:
        return tuple(reversed(view.incoming.all()))


def attach_subjects(desk: Desk, paper: IncomingPaper, subjects: Sequence[Subject]) -> IncomingPaper:
    """Let a received paper serve further subjects."""
    require(desk, "incoming.record")
    joined = tuple(dict.fromkeys((*paper.subjects, *subjects)))
    act = desk.act("attach_incoming", f"收文“{paper.number}”关联项目", subjects=tuple(subjects))
    with desk.workspace.begin(act) as uow:
        return uow.incoming.change(paper.id, subjects=joined)


def scan_of(desk: Desk, paper: IncomingPaper) -> bytes:
    """The scan of a received paper; empty if none was attached."""
    return desk.workspace.files.get(paper.digest) if paper.digest else b""


def _refuse_incomplete(number: str, title: str, sender: str) -> None:
    for text, label in ((number, "文号"), (title, "标题"), (sender, "来文单位")):
        if not text.strip():
            raise Refused(f"收文的{label}没有填", advice=f"请照来文填写{label}。")


def _read_scan(scan: Path) -> bytes:
    try:
        if scan.stat().st_size > MOST_BYTES:
            raise Refused(f"扫描件“{scan.name}”超过 50 MB", advice="请降低扫描分辨率后重新扫描。")
        return scan.read_bytes()
    except OSError as problem:
        raise EnvironmentProblem(
            f"扫描件“{scan.name}”打不开", advice="请确认文件还在原处，且没有被别的程序占用。"
        ) from problem
