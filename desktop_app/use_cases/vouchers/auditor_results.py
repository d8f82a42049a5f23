"""Takes in the third-party auditor's workbook: row by row, by merchant, or both; whole or not."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from db.failpoints import failpoint
from db.segments import ListWriter
from db.unit_of_work import ReadView, UnitOfWork
from db.vouchers.cache import roomy_cache
from db.vouchers.verdicts import last_redemption
from desktop_app.domain.vouchers.records import RESULT
from desktop_app.domain.vouchers.terms import Terms
from desktop_app.errors import Refused
from desktop_app.excel.lists.heading import Asked
from desktop_app.excel.lists.problems import ListProblem
from desktop_app.excel.lists.reader import ListReading
from desktop_app.excel.lists.result_spec import OUTCOMES, RESULT_ROWS, RESULT_SUMS, result_sheets
from desktop_app.use_cases.desk import Desk, require
from desktop_app.use_cases.progress import Progress, Steps
from desktop_app.use_cases.vouchers.auditing import last_audit
from desktop_app.use_cases.vouchers.choices import choices_of, named
from desktop_app.use_cases.vouchers.purging import refuse_purged
from desktop_app.use_cases.vouchers.result_rows import ResultRows
from desktop_app.use_cases.vouchers.result_sums import ResultSums
from desktop_app.values.memory import collection_paused
from desktop_app.values.money import Fen, yuan_text


@dataclass(frozen=True)
class ResultOrder:
    """The auditor's workbook with what its report is called."""

    path: Path
    number: str
    auditor: str
    dated: date


@dataclass(frozen=True)
class ResultFound:
    """What the workbook says, or what is wrong with it."""

    order: ResultOrder
    rows: int
    """Rows told one by one; 0: told by merchant alone."""
    places: int
    """Merchants and kinds it tells of."""
    claimed_fen: Fen
    accepted_fen: Fen
    problems: tuple[tuple[str, ListProblem], ...]
    """Each with the sheet it is on (empty where the file has no sheets)."""
    problem_count: int
    unread: tuple[str, ...]
    same_file: str = ""
    batch_id: int | None = None

    @property
    def cut_fen(self) -> Fen:
        """What the auditor takes off."""
        return Fen(self.claimed_fen - self.accepted_fen)

    @property
    def is_stored(self) -> bool:
        """Whether it changed anything."""
        return self.batch_id is not None


class _Stop(Exception):  # noqa: N818 - leaves the transaction so that nothing of it stays
    """Ends an import that may not be stored."""


@dataclass
class _Book:
    """The sheets of the workbook while they are read."""

    readings: dict[str, ListReading]
    """By id of what the sheet is."""
    rows: ResultRows
    sums: ResultSums
    digest: str = ""

    @property
    def problem_count(self) -> int:
        return sum(each.problems.total for each in self.readings.values())

    def found(self, order: ResultOrder, same: str = "", batch_id: int | None = None) -> ResultFound:
        told = self.rows.places or self.sums.places
        problems = [
            (reading.sheet, problem)
            for reading in self.readings.values()
            for problem in sorted(reading.problems.named, key=lambda each: each.row)
        ]
        headings = [each.heading for each in self.readings.values() if each.heading]
        return ResultFound(
            order,
            self.rows.count,
            len(told),
            Fen(sum(each.claimed_fen for each in told.values())),
            Fen(sum(each.accepted_fen for each in told.values())),
            tuple(problems),
            self.problem_count,
            tuple(title for heading in headings for title in heading.unread),
            same,
            batch_id,
        )


def preview_result(
    desk: Desk,
    terms: Terms,
    order: ResultOrder,
    *,
    cancelled: Callable[[], bool] = lambda: False,
    progress: Progress = lambda _done, _total, _text: None,
) -> ResultFound:
    """Read the workbook through and say what storing it would do; nothing is written."""
    steps = Steps(cancelled, progress)
    with desk.workspace.read() as view, collection_paused():
        refuse_purged(view, terms.campaign)
        book = _open(view, terms, order, steps)
        same = _same_file(view, terms, book.digest)
        if not same:
            _read(book, steps, None)
    return book.found(order, same)


def import_result(
    desk: Desk,
    terms: Terms,
    order: ResultOrder,
    *,
    cancelled: Callable[[], bool] = lambda: False,
    progress: Progress = lambda _done, _total, _text: None,
) -> ResultFound:
    """Record the report with what it says of rows or merchants, or nothing if a cell is at fault.

    From then on exactly what it accepts is payable. The same file again changes nothing.
    """
    require(desk, "vouchers.report")
    if not order.number.strip() or not order.auditor.strip():
        raise Refused("审计报告要有文号和审计机构", advice="请补齐后再导入。")
    with desk.workspace.read() as view:
        refuse_purged(view, terms.campaign)
    steps = Steps(cancelled, progress)
    act = desk.act("voucher_result", f"导入专项审计结果 {order.number}（{order.path.name}）")
    found: ResultFound | None = None
    try:
        with collection_paused(), desk.workspace.begin(act) as uow, roomy_cache(uow.connection):
            found = _store(desk, uow, terms, order, steps)
            _stop_unless(stored=found.is_stored)
            failpoint("voucher_result.before_commit")
    except _Stop:
        pass
    if found is None:
        raise RuntimeError("an import ends with a result")
    return found


def _stop_unless(*, stored: bool) -> None:
    if not stored:
        raise _Stop


def _open(view: ReadView, terms: Terms, order: ResultOrder, steps: Steps) -> _Book:
    look = steps.look("正在读取文件")
    choices = choices_of(terms.campaign) | {"outcome": named(OUTCOMES)}
    sheets = result_sheets(order.path, look) or (("", RESULT_ROWS),)
    readings: dict[str, ListReading] = {}
    for sheet, spec in sheets:
        reading = ListReading(order.path, Asked(spec, choices, {}, sheet), look)
        if spec.id in readings:
            told = f"“{readings[spec.id].sheet}”和“{sheet}”都是{spec.title}"
            reading.problems.row(0, told, "请合成一张，或删去多余的一张。")
            spec_id = f"{spec.id} again"
        else:
            spec_id = spec.id
        readings[spec_id] = reading
    book = _Book(readings, ResultRows(view, terms), ResultSums(view, terms))
    book.digest = next(iter(readings.values())).digest
    return book


def _read(book: _Book, steps: Steps, writer: ListWriter | None) -> None:
    """Read every sheet; rows go to the writer until the first fault, then only to be named."""
    rows, sums = book.readings.get(RESULT_ROWS.id), book.readings.get(RESULT_SUMS.id)
    if rows is not None:
        _read_rows(book, rows, steps, writer)
    if sums is not None and not book.problem_count:
        told = book.rows.places if book.rows.count else None
        for part in sums.parts():
            book.sums.take(part, sums.problems, told)
        book.sums.finish(sums.problems, told or {})


def _read_rows(book: _Book, reading: ListReading, steps: Steps, writer: ListWriter | None) -> None:
    for part in reading.parts():
        steps.at(reading.rows, 0, f"正在核对，已读 {reading.rows:,} 行")
        columns = book.rows.take(part, reading.problems)
        if writer is not None and not book.problem_count:
            writer.add(columns, len(columns["line"]))
    if book.rows.count or reading.problems.total or RESULT_SUMS.id not in book.readings:
        book.rows.finish(reading.problems)


def _store(
    desk: Desk, uow: UnitOfWork, terms: Terms, order: ResultOrder, steps: Steps
) -> ResultFound:
    book = _open(uow, terms, order, steps)
    same = _same_file(uow, terms, book.digest)
    if same:
        return book.found(order, same)
    audit = last_audit(uow, terms.campaign.id)
    file_id = _file(desk, uow, terms, order, book)
    writer = ListWriter(uow.connection, "voucher_verdict", file_id)
    _read(book, steps, writer)
    writer.finish(uow.tracker)
    failpoint("voucher_result.after_rows")
    found = book.found(order)
    if book.problem_count or not found.places:
        return found
    uow.vouchers.files.change(file_id, rows=found.rows or found.places)
    report = uow.vouchers.reports.add(
        campaign_id=terms.campaign.id,
        report_number=order.number.strip(),
        auditor=order.auditor.strip(),
        dated=order.dated,
        accepted_fen=found.accepted_fen,
        audit_id=audit.id,
    )
    last = last_redemption(uow.connection, terms.campaign.id)
    uow.vouchers.result_files.add(result_id=report.id, file_id=file_id, last_row=last)
    if not book.rows.count:
        uow.vouchers.result_sums.add_many(
            [{"result_id": report.id, **each} for each in book.sums.values()]
        )
    return book.found(order, batch_id=_batch(uow, order, book, found))


def _file(desk: Desk, uow: UnitOfWork, terms: Terms, order: ResultOrder, book: _Book) -> int:
    sheets = "、".join(each.sheet for each in book.readings.values() if each.sheet)
    return uow.vouchers.files.add(
        campaign_id=terms.campaign.id,
        list=RESULT,
        name=order.path.name,
        sheet=sheets,
        digest=book.digest,
        rows=0,
        columns={},
        applied_on=desk.today,
        is_correction=False,
    ).id


def _batch(uow: UnitOfWork, order: ResultOrder, book: _Book, found: ResultFound) -> int:
    return uow.batches.add(
        sheet=f"voucher_{RESULT}",
        applied_at=uow.at,
        actor=uow.actor,
        event_id=uow.event_id,
        files=((order.path.name, book.digest),),
        new=found.rows or found.places,
        changed=0,
        unchanged=0,
    ).id


def _same_file(view: ReadView, terms: Terms, digest: str) -> str:
    known = view.vouchers.files.where(campaign_id=terms.campaign.id, list=RESULT, digest=digest)
    return f"{known[0].name}（{known[0].applied_on} 导入）" if known and digest else ""


def found_words(found: ResultFound) -> str:
    """What the workbook comes to, in a sentence."""
    if found.same_file:
        return f"这份文件以前导入过（{found.same_file}），什么也没有变。"
    told = f"逐笔 {found.rows:,} 笔，" if found.rows else "没有逐笔结果，按商户合计："
    return (
        f"{told}商户和券种 {found.places:,} 处；申报 {yuan_text(found.claimed_fen)} 元，"
        f"认可 {yuan_text(found.accepted_fen)} 元，核减 {yuan_text(found.cut_fen)} 元。"
    )
