"""The rows of one list on their way in: held against what is stored, then written in parts."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from db.segments import ListWriter
from db.tables import table
from db.unit_of_work import ReadView, UnitOfWork
from db.vouchers.corrections import BASES
from db.vouchers.known import Earlier, changed, has_rows, known_rows, paid_rows
from desktop_app.domain.vouchers.records import ListKind
from desktop_app.excel.lists.problems import Problems
from desktop_app.excel.lists.reader import ListReading, Part
from desktop_app.use_cases.progress import Steps
from desktop_app.use_cases.vouchers.list_rows import (
    READ_FROM,
    Columns,
    Maker,
    Stored,
    inherited,
    only,
)

NAMED = {
    "issued": ("这张券", "券码"),
    "redemption": ("这一笔", "交易流水号和券码"),
    "refund": ("这一笔", "交易流水号和退款时间"),
}
"""What a row is called, and what it is known by."""
MONEY = {"issued": "face_fen", "redemption": "claimed_fen", "refund": "amount_fen"}
READING = "正在导入，已读 {:,} 行"


@dataclass
class Taken:
    """What was taken in so far."""

    new: int = 0
    corrected: int = 0
    unchanged: int = 0
    money_fen: int = 0
    file_id: int | None = None
    replaced: set[int] = field(default_factory=set)
    """Stored rows that rows of this file stand in place of."""


@dataclass(frozen=True)
class _Sorted:
    """The rows of a part that are to be written, with what each of them replaces."""

    stored: Stored
    replaces: Sequence[int | None]


class Intake:
    """Takes the rows of one file in."""

    def __init__(
        self, view: ReadView, maker: Maker, name: str, list_id: ListKind, *, is_correction: bool
    ) -> None:
        self._view = view
        self._maker = maker
        self._name = name
        self._list = list_id
        self._table = f"voucher_{list_id}"
        self._is_correction = is_correction
        self._compares = has_rows(view.connection, self._table, maker.campaign.id)

    def look_through(self, reading: ListReading, steps: Steps) -> Taken:
        """Counts what storing the file would do."""
        taken = Taken()
        for part in reading.parts():
            steps.at(reading.rows, 0, READING.format(reading.rows))
            self._sorted(part, reading.problems, taken)
        return taken

    def store(self, uow: UnitOfWork, reading: ListReading, steps: Steps, on: date) -> Taken:
        """Writes the rows; once a fault was met only the reading goes on, to name the others."""
        taken = Taken()
        parts = reading.parts()
        first = next(parts, None)
        if first is None or reading.heading is None:
            return taken
        file_id = uow.vouchers.files.add(
            campaign_id=self._maker.campaign.id,
            list=self._list,
            name=self._name,
            sheet=reading.sheet,
            digest=reading.digest,
            rows=0,
            columns=dict(reading.heading.titles),
            applied_on=on,
            is_correction=self._is_correction,
        ).id
        taken.file_id = file_id
        rows = ListWriter(uow.connection, self._table, file_id)
        persons = ListWriter(uow.connection, "voucher_person", file_id)
        part: Part | None = first
        while part is not None:
            steps.at(reading.rows, 0, READING.format(reading.rows))
            found = self._sorted(part, reading.problems, taken)
            if not reading.problems.total:
                self._write(uow, found, rows, persons)
            part = next(parts, None)
        rows.finish(uow.tracker)
        persons.finish(uow.tracker)
        uow.vouchers.files.change(file_id, rows=taken.new + taken.corrected)
        return taken

    def _write(
        self, uow: UnitOfWork, found: _Sorted, rows: ListWriter, persons: ListWriter
    ) -> None:
        stored = found.stored
        count = len(stored.columns["line"])
        keys = rows.add(stored.columns, count)
        people = {**stored.persons, "row_id": [keys[at] for at in stored.person_places]}
        if stored.person_places:
            persons.add(people, len(stored.person_places))
        replaced = [
            {"file_id": stored_file, "old_id": BASES[self._list] + old, "new_id": new}
            for stored_file, old, new in zip(
                [rows.file_id] * count, found.replaces, keys, strict=True
            )
            if old is not None
        ]
        if replaced:
            uow.tracker.insert_many(table("voucher_correction"), replaced)

    def _sorted(self, part: Part, problems: Problems, taken: Taken) -> _Sorted:
        """The rows to be written; those stored before exactly so are left out."""
        stored = self._maker.rows(self._list, part, problems)
        replaces: list[int | None] = [None] * len(part.lines)
        if self._is_correction or self._compares:
            untold = _untold(stored.columns, part)
            keep = self._compared(stored.columns, untold, problems, taken, replaces)
            if len(keep) < len(replaces):
                stored = _kept(stored, keep)
                replaces = [replaces[at] for at in keep]
            if any(each is not None for each in replaces):
                stored = inherited(self._view, self._table, stored, part, replaces)
        corrected = sum(each is not None for each in replaces)
        taken.corrected += corrected
        taken.new += len(replaces) - corrected
        taken.money_fen += sum(
            each for each in stored.columns[MONEY[self._list]] if isinstance(each, int)
        )
        return _Sorted(stored, replaces)

    def _compared(
        self,
        columns: Columns,
        untold: frozenset[str],
        problems: Problems,
        taken: Taken,
        replaces: list[int | None],
    ) -> list[int]:
        """The places of the rows to be written; `replaces` is filled in."""
        campaign = self._maker.campaign.id
        known = known_rows(self._view.connection, self._table, campaign, columns)
        keep = []
        for place, line in enumerate(columns["line"]):
            earlier = known.get(place, [])
            differs = frozenset({""})
            if len(earlier) == 1:
                differs = changed(self._table, columns, place, earlier[0], untold)
            if not differs and not self._is_correction:
                taken.unchanged += 1
                continue
            is_later = differs == {"status"} and earlier[0].id not in taken.replaced
            fault = None if is_later else self._fault(earlier, taken)
            if fault:
                problems.row(int(line or 0), *fault)
            elif earlier:
                replaces[place] = earlier[0].id
                taken.replaced.add(earlier[0].id)
            keep.append(place)
        self._refuse_paid(columns, problems, replaces)
        return keep

    def _fault(self, earlier: Sequence[Earlier], taken: Taken) -> tuple[str, str] | None:
        """Why a row cannot be taken in beside the stored ones of the same key."""
        if self._is_correction:
            return self._correction_fault(earlier, taken)
        if not earlier:
            return None
        where = f"“{earlier[0].file}”第 {earlier[0].line} 行"
        return f"{NAMED[self._list][0]}已由{where}导入，内容不同", "如系更正，请作为更正清单导入"

    def _correction_fault(self, earlier: Sequence[Earlier], taken: Taken) -> tuple[str, str] | None:
        what, key = NAMED[self._list]
        if not earlier:
            return f"要更正的{what}此前没有导入", f"请核对{key}"
        if len(earlier) > 1:
            told = f"同一{key}此前有 {len(earlier)} 笔，分不清更正哪一笔"
            return told, "请先核实重复的原因"
        if earlier[0].id in taken.replaced:
            return f"更正清单里{what}出现了两次", "请只留一行"
        return None

    def _refuse_paid(
        self, columns: Columns, problems: Problems, replaces: Sequence[int | None]
    ) -> None:
        """Rows already paid for are not corrected here: the money would no longer agree."""
        if self._list != "redemption":
            return
        wanted = [row for row in replaces if row is not None]
        paid = paid_rows(self._view.connection, self._maker.campaign.id, wanted)
        for place, row in enumerate(replaces):
            if row in paid:
                told = f"这一笔已经拨付（凭证 {paid[row]}），不能更正"
                problems.row(int(columns["line"][place] or 0), told, "多付的请登记追回")


def _untold(columns: Columns, part: Part) -> frozenset[str]:
    """The columns the file does not have: nothing is said of them."""
    return frozenset(
        name for name in columns.keys() - {"batch"} if READ_FROM.get(name, name) not in part.columns
    )


def _kept(stored: Stored, keep: Sequence[int]) -> Stored:
    """The part with only these rows."""
    moved = {old: new for new, old in enumerate(keep)}
    chosen = [n for n, at in enumerate(stored.person_places) if at in moved]
    return Stored(
        only(stored.columns, keep),
        only(stored.persons, chosen),
        [moved[stored.person_places[n]] for n in chosen],
    )
