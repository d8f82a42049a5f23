"""Commit a previewed import as one batch, and undo it as one act."""

from collections.abc import Callable, Sequence

from db.failpoints import failpoint
from db.unit_of_work import UnitOfWork
from desktop_app.domain.record import Batch, Event, OpenRow, Recipient, Subject
from desktop_app.errors import Refused
from desktop_app.excel.sheets.registers import PROJECT_CODE
from desktop_app.use_cases.desk import Desk, require
from desktop_app.use_cases.imports.intakes import intakes_for
from desktop_app.use_cases.imports.intakes.intake import Draft
from desktop_app.use_cases.imports.matching import basis_of, match_rows, surroundings_of
from desktop_app.use_cases.imports.preview import Planned, stopping_files
from desktop_app.use_cases.imports.views import ImportResult
from desktop_app.use_cases.log_events import told
from desktop_app.use_cases.progress import Progress, Steps
from desktop_app.use_cases.standing.refresh import refresh
from desktop_app.values.ids import BatchId
from desktop_app.values.memory import collection_paused


def apply_import(
    desk: Desk,
    planned: Planned,
    *,
    cancelled: Callable[[], bool] = lambda: False,
    progress: Progress = lambda _done, _total, _text: None,
) -> ImportResult:
    """Store every workbook no problem holds back, in one transaction with its log entry.

    Refused if the records changed since the preview so that rows would meet them otherwise. A
    verified backup is made before. What was stored waits for its checks: see `judge_stored`.
    Cancelling leaves everything as it was.
    """
    require(desk, "import")
    steps = Steps(cancelled, progress)
    stopped = stopping_files(planned)
    taken = [each for each in planned.drafts if each.place.digest not in stopped]
    to_write = [each for each in taken if each.kind in ("new", "changed")]
    unchanged = sum(1 for each in taken if each.kind == "unchanged")
    if not to_write:
        _note_unchanged_returns(desk, taken)
        return ImportResult(planned.preview, None, 0, 0, unchanged)
    desk.workspace.backup("import", steps.look("正在备份"))
    new = sum(1 for each in to_write if each.kind == "new")
    act = desk.act("import", f"导入 {len(to_write)} 行（{_file_names(to_write)}）")
    with collection_paused(), desk.workspace.begin(act) as uow:
        uow.watch(steps.ask)
        _refuse_if_stale(desk, uow, planned, steps)
        failpoint("import.after_check")
        subjects = _store(desk, uow, to_write, steps)
        failpoint("import.after_rows")
        batch = _batch(uow, to_write, subjects, unchanged)
        _mark_returned(desk, uow, taken, batch.id)
        _remember_columns(desk, uow, planned)
        uow.concern(subjects)
        steps.at(len(to_write), len(to_write), "正在写入日志")
        failpoint("import.before_commit")
    refresh(desk)
    return ImportResult(planned.preview, batch.id, new, len(to_write) - new, unchanged)


NO_BATCH = "各次导入的批次号用 hengce undo 列出；也可以在“系统 · 操作历史”里选中那次导入撤销。"


def undo_import(desk: Desk, batch_id: BatchId) -> None:
    """Take an import back; refused as a whole if a row was edited, decided or printed since."""
    require(desk, "import.undo")
    with desk.workspace.read() as view:
        batch = view.batches.find(batch_id)
    if batch is None:
        raise Refused(f"没有编号为 {batch_id} 的导入批次", advice=NO_BATCH)
    if batch.undone_by is not None:
        raise Refused(f"批次 {batch_id} 已经撤销过", advice="不必再次撤销。")
    desk.workspace.backup("undo")
    with desk.workspace.begin(desk.act("undo_import", f"撤销导入批次 {batch_id}")) as uow:
        uow.revert(batch.event_id)
    refresh(desk)


def batches(desk: Desk) -> tuple[tuple[Batch, Event], ...]:
    """All imports with the act of each, the newest first."""
    with desk.workspace.read() as view:
        found = reversed(view.batches.all())
        return tuple((batch, told(view.events.get(batch.event_id))) for batch in found)


def _refuse_if_stale(desk: Desk, uow: UnitOfWork, planned: Planned, steps: Steps) -> None:
    """While nothing moved the drafts hold as they are; else the rows meet the records again."""
    if basis_of(desk, uow) == planned.basis:
        return
    drafts = match_rows(desk, uow, planned.books, planned.answers.accepted, steps)
    if [_meaning(each) for each in drafts] != [_meaning(each) for each in planned.drafts]:
        raise Refused("预览之后记录有变化", advice="请重新预览，核对后再确认导入。")


def _meaning(draft: Draft) -> tuple[object, ...]:
    return draft.kind, draft.record_id, dict(draft.values), draft.row.row, draft.place.file


def _store(desk: Desk, uow: UnitOfWork, drafts: Sequence[Draft], steps: Steps) -> list[Subject]:
    around = surroundings_of(desk, uow, steps)
    stored: dict[int, Subject] = {}
    for intake in intakes_for(around.keeping, {each.place.reading.spec.id for each in drafts}):
        mine = [(n, d) for n, d in enumerate(drafts) if d.place.reading.spec.id == intake.sheet]
        subjects = intake.store(uow, around, [draft for _, draft in mine])
        stored |= {n: each for (n, _), each in zip(mine, subjects, strict=True)}
    return [stored[n] for n in range(len(drafts))]


def _batch(
    uow: UnitOfWork, drafts: Sequence[Draft], subjects: Sequence[Subject], unchanged: int
) -> Batch:
    files = dict.fromkeys((d.place.file, d.place.digest) for d in drafts)
    sheets = dict.fromkeys(d.place.reading.spec.id for d in drafts)
    new = sum(1 for each in drafts if each.kind == "new")
    batch = uow.batches.add(
        sheet="、".join(sheets),
        applied_at=uow.at,
        actor=uow.actor,
        event_id=uow.event_id,
        files=tuple(files),
        new=new,
        changed=len(drafts) - new,
        unchanged=unchanged,
    )
    uow.batches.add_provenance(
        [
            {
                "batch_id": batch.id,
                "subject": subject,
                "file": draft.place.file,
                "sheet": draft.place.reading.sheet,
                "row": draft.row.row,
            }
            for draft, subject in zip(drafts, subjects, strict=True)
        ]
    )
    for place in {id(each.place.reading): each.place for each in drafts}.values():
        reading = place.reading
        uow.batches.add_read_columns(batch.id, place.file, reading.sheet, reading.columns)
    return batch


def _remember_columns(desk: Desk, uow: UnitOfWork, planned: Planned) -> None:
    """Keep what the clerk said of columns nobody knew: the next such sheet needs no asking."""
    for each in planned.answers.column_maps:
        uow.column_maps.put(each.sheet, each.header, {each.header: each.key}, desk.today)


def _mark_returned(
    desk: Desk, uow: UnitOfWork, drafts: Sequence[Draft], batch_id: BatchId | None
) -> None:
    """Note in every open round of these sheets who has returned its workbook, and what is open."""
    returned: dict[tuple[str, int | str], list[OpenRow]] = {}
    for draft in drafts:
        place, sheet = draft.place, draft.place.reading.spec.id
        senders: list[int | str] = [place.office] if place.office else []
        if place.sender is not None:
            senders.append(place.sender.id)
        for sender in senders:
            rows = returned.setdefault((sheet, sender), [])
            if draft.row.is_unanswered:
                project = uow.projects.by_code(str(draft.row.values.get(PROJECT_CODE) or ""))
                key = project.id if project else None
                rows.append(OpenRow(place.reading.sheet, draft.row.row, key))
    for each in uow.rounds.all() if returned else ():
        for recipient in uow.rounds.recipients(each.id) if each.closed_on is None else ():
            left_open = returned.get((each.sheet, recipient.office or recipient.unit_id or 0))
            if left_open is None or _is_noted(recipient, left_open):
                continue
            uow.rounds.change_recipient(
                recipient.id,
                returned_on=recipient.returned_on or desk.today,
                batch_id=batch_id or recipient.batch_id,
                left_open=left_open,
            )


def _is_noted(recipient: Recipient, left_open: Sequence[OpenRow]) -> bool:
    return recipient.returned_on is not None and recipient.left_open == tuple(left_open)


def _note_unchanged_returns(desk: Desk, drafts: Sequence[Draft]) -> None:
    """A unit that sends its workbook back with nothing to change has returned it all the same."""
    act = desk.act("note_return", "登记报回（内容没有变化）")
    with desk.workspace.begin(act) as uow:
        _mark_returned(desk, uow, drafts, None)


def _file_names(drafts: Sequence[Draft]) -> str:
    names = list(dict.fromkeys(draft.place.file for draft in drafts))
    return names[0] if len(names) == 1 else f"{names[0]} 等 {len(names)} 个文件"
