"""Takes in a list of the platform: looked through or stored, whole or not at all."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from db.failpoints import failpoint
from db.personal import PersonalMarks
from db.unit_of_work import ReadView, UnitOfWork
from db.vouchers.cache import roomy_cache
from desktop_app.domain.vouchers.plan import Campaign
from desktop_app.domain.vouchers.records import ListKind
from desktop_app.errors import Refused
from desktop_app.excel.lists.heading import Asked, title_name
from desktop_app.excel.lists.problems import ListProblem
from desktop_app.excel.lists.reader import ListReading
from desktop_app.excel.lists.spec import LISTS
from desktop_app.use_cases.desk import Desk, require
from desktop_app.use_cases.progress import Progress, Steps
from desktop_app.use_cases.vouchers.choices import choices_of
from desktop_app.use_cases.vouchers.list_rows import Maker, kinds_of_persons
from desktop_app.use_cases.vouchers.purging import refuse_purged
from desktop_app.use_cases.vouchers.taking_in import Intake, Taken
from desktop_app.values.memory import collection_paused


@dataclass(frozen=True)
class ListOrder:
    """Which file is to be taken in as what."""

    path: Path
    list: ListKind
    batch: int | None = None
    """The batch of rows that name none."""
    sheet: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Title in the file to key of the column, for titles nobody knows."""
    is_correction: bool = False
    """Its rows stand in place of rows taken in before."""


@dataclass(frozen=True)
class ListResult:
    """What became of a list."""

    order: ListOrder
    rows: int
    """Rows of data in the file."""
    new: int
    corrected: int
    unchanged: int
    """Rows that were stored before, exactly so."""
    money_fen: int
    """The money in the rows taken in: claimed, given back, or the faces given out."""
    problems: tuple[ListProblem, ...]
    problem_count: int
    problem_columns: Mapping[str, int]
    unread: tuple[str, ...]
    """Columns nobody asked for; nothing of them is stored."""
    titles: Mapping[str, str]
    """Key of each column read to its title in the file."""
    file_id: int | None = None
    batch_id: int | None = None
    same_file: str = ""
    """The earlier import of exactly this file; nothing was changed then."""

    @property
    def is_stored(self) -> bool:
        """Whether it changed anything."""
        return self.file_id is not None


def list_columns(kind: ListKind) -> tuple[tuple[str, str], ...]:
    """Key and title of every column a kind of list may have."""
    return tuple((column.key, column.title) for column in LISTS[kind].columns)


class _Stop(Exception):  # noqa: N818 - leaves the transaction so that nothing of it stays
    """Ends an import that may not be stored, or is only looked at."""


def preview_list(
    desk: Desk,
    campaign: Campaign,
    order: ListOrder,
    *,
    cancelled: Callable[[], bool] = lambda: False,
    progress: Progress = lambda _done, _total, _text: None,
) -> ListResult:
    """Read a list through and say what storing it would do; nothing is written."""
    steps = Steps(cancelled, progress)
    with desk.workspace.read() as view, collection_paused():
        refuse_purged(view, campaign)
        reading = _reading(view, campaign, order, steps)
        same = _same_file(view, campaign, order, reading.digest)
        taken = Taken()
        if not same:
            taken = _intake(desk, view, campaign, order).look_through(reading, steps)
    return _result(order, reading, taken, same_file=same)


def import_list(
    desk: Desk,
    campaign: Campaign,
    order: ListOrder,
    *,
    cancelled: Callable[[], bool] = lambda: False,
    progress: Progress = lambda _done, _total, _text: None,
) -> ListResult:
    """Store a list in one transaction with its log entry, or nothing if a single cell is at fault.

    The same file again changes nothing. A verified backup is made before. Cancelling leaves
    everything as it was.
    """
    require(desk, "vouchers.import")
    with desk.workspace.read() as view:
        refuse_purged(view, campaign)
    steps = Steps(cancelled, progress)
    desk.workspace.backup("import", steps.look("正在备份"))
    title = f"导入{LISTS[order.list].title}（{order.path.name}）"
    act = desk.act("voucher_import", f"更正：{title}" if order.is_correction else title)
    result: ListResult | None = None
    try:
        with collection_paused(), desk.workspace.begin(act) as uow, roomy_cache(uow.connection):
            result = _store(desk, uow, campaign, order, steps)
            _stop_unless(stored=result.is_stored)
            failpoint("voucher_import.before_commit")
    except _Stop:
        pass
    if result is None:
        raise RuntimeError("an import ends with a result")
    return result


def _store(
    desk: Desk, uow: UnitOfWork, campaign: Campaign, order: ListOrder, steps: Steps
) -> ListResult:
    reading = _reading(uow, campaign, order, steps)
    same = _same_file(uow, campaign, order, reading.digest)
    if same:
        return _result(order, reading, Taken(), same_file=same)
    taken = _intake(desk, uow, campaign, order).store(uow, reading, steps, desk.today)
    if reading.problems.total or not (taken.new or taken.corrected):
        return _result(order, reading, taken)
    steps.at(reading.rows, reading.rows, "正在写入日志")
    batch = uow.batches.add(
        sheet=f"voucher_{order.list}",
        applied_at=uow.at,
        actor=uow.actor,
        event_id=uow.event_id,
        files=((order.path.name, reading.digest),),
        new=taken.new,
        changed=taken.corrected,
        unchanged=taken.unchanged,
    )
    for title, key in order.columns.items():
        uow.column_maps.put(f"voucher_{order.list}", title, {title: key}, desk.today)
    return _result(order, reading, taken, batch_id=batch.id)


def _stop_unless(*, stored: bool) -> None:
    if not stored:
        raise _Stop


def _intake(desk: Desk, view: ReadView, campaign: Campaign, order: ListOrder) -> Intake:
    maker = Maker(campaign, PersonalMarks(desk.workspace.key), order.batch)
    return Intake(view, maker, order.path.name, order.list, is_correction=order.is_correction)


def _reading(view: ReadView, campaign: Campaign, order: ListOrder, steps: Steps) -> ListReading:
    spec = LISTS[order.list]
    told: dict[str, str] = {}
    for each in view.column_maps.where(sheet=f"voucher_{order.list}"):
        told |= {title_name(title): key for title, key in each.columns.items()}
    keys = {column.key for column in spec.columns}
    for title, key in order.columns.items():
        if key not in keys:
            raise Refused(
                f"{spec.title}没有“{key}”这一列",
                advice=f"可写：{'、'.join(f'{c.key}（{c.title}）' for c in spec.columns)}。",
            )
        told[title_name(title)] = key
    chosen = frozenset(map(title_name, order.columns))
    persons = kinds_of_persons(campaign)
    asked = Asked(spec, choices_of(campaign), told, order.sheet, chosen, persons)
    return ListReading(order.path, asked, steps.look("正在读取文件"))


def _same_file(view: ReadView, campaign: Campaign, order: ListOrder, digest: str) -> str:
    """The name under which exactly this file was taken in before, empty if it was not."""
    known = view.vouchers.files.where(campaign_id=campaign.id, list=order.list, digest=digest)
    return f"{known[0].name}（{known[0].applied_on} 导入）" if known and digest else ""


def _result(
    order: ListOrder,
    reading: ListReading,
    taken: Taken,
    *,
    batch_id: int | None = None,
    same_file: str = "",
) -> ListResult:
    heading, problems = reading.heading, reading.problems
    named: Sequence[ListProblem] = sorted(problems.named, key=lambda each: each.row)
    return ListResult(
        order,
        reading.rows,
        taken.new,
        taken.corrected,
        taken.unchanged,
        taken.money_fen,
        tuple(named),
        problems.total,
        dict(problems.counts),
        heading.unread if heading else (),
        dict(heading.titles) if heading else {},
        taken.file_id if batch_id is not None else None,
        batch_id,
        same_file,
    )
