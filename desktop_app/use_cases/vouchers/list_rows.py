"""Parts of a platform's list as the file keeps them: personal numbers marked, the rest as read."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from db.personal import PersonalMarks
from db.unit_of_work import ReadView
from db.vouchers.known import stored_persons, stored_values
from desktop_app.domain.vouchers.plan import Campaign
from desktop_app.excel.lists.problems import Problems
from desktop_app.excel.lists.quick import Value
from desktop_app.excel.lists.reader import Part

Columns = dict[str, Sequence[Value]]
COMPLETE = frozenset({"齐全", "是", "完整", "已齐", "全", "√", "资料齐全", "COMPLETE"})
PERSONAL = ("name", "id_number", "phone")
NOBODY = (None, None, None)
NO_BATCH = "没有写明是第几批"
SAY_BATCH = "请加上“批次”列，或在导入时指明批次"


@dataclass(frozen=True)
class Stored:
    """A part ready to be written: the rows of its own list, and the persons behind some of them."""

    columns: Columns
    persons: Columns
    person_places: Sequence[int]
    """Which row of the part each person belongs to."""


@dataclass(frozen=True)
class Maker:
    """Turns parts of one file into rows."""

    campaign: Campaign
    marks: PersonalMarks
    batch: int | None
    """What is taken where the file does not say."""

    def rows(self, list_id: str, part: Part, problems: Problems) -> Stored:
        """The rows of a part; what is not allowed is noted."""
        make: Callable[[Part, Problems], Stored] = {
            "issued": self._issued,
            "redemption": self._redemptions,
            "refund": self._refunds,
        }[list_id]
        found = make(part, problems)
        count = len(part.lines)
        found.columns["line"] = list(part.lines)
        found.columns["campaign_id"] = [self.campaign.id] * count
        return found

    def _issued(self, part: Part, problems: Problems) -> Stored:
        columns: Columns = {
            name: part.column(name)
            for name in ("code", "kind", "face_fen", "issued_at", "expires_on")
        }
        columns["batch"] = self._batches(part, problems)
        columns["account_key"] = self.marks.marks(part.column("account"))
        columns["status"] = [each or "issued" for each in part.column("status")]
        return Stored(columns, {}, ())

    def _redemptions(self, part: Part, problems: Problems) -> Stored:
        columns: Columns = {
            name: part.column(name)
            for name in (
                "transaction_no", "code", "kind", "face_fen", "claimed_fen", "spent_fen",
                "merchant", "at", "invoice", "vin", "fuel", "goods", "grade",
            )
        }  # fmt: skip
        columns["batch"] = self._batches(part, problems)
        columns["account_key"] = self.marks.marks(part.column("account"))
        columns["device_key"] = self.marks.marks(part.column("device"))
        papers = part.column("papers")
        known = {each: _papers(each) for each in set(papers)}
        columns["papers"] = list(map(known.__getitem__, papers))
        columns["person_key"] = self.marks.marks(part.column("id_number"))
        persons, places = self._persons(part)
        return Stored(columns, persons, places)

    def _persons(self, part: Part) -> tuple[Columns, Sequence[int]]:
        """The personal cells there are: the reading has left out those nobody asks for."""
        named = {key: part.column(key) for key in PERSONAL}
        cells = zip(*named.values(), strict=True)
        places = [place for place, each in enumerate(cells) if each != NOBODY]
        persons: Columns = {key: [v[at] for at in places] for key, v in named.items()}
        persons["campaign_id"] = [self.campaign.id] * len(places)
        return persons, places

    def _refunds(self, part: Part, problems: Problems) -> Stored:  # noqa: ARG002 - one shape
        names = ("transaction_no", "amount_fen", "at")
        return Stored({name: part.column(name) for name in names}, {}, ())

    def _batches(self, part: Part, problems: Problems) -> Sequence[Value]:
        given = part.column("batch")
        if None not in given:
            return given
        if self.batch is None:
            told = part.faulty.get("batch", ())
            for at, (line, value) in enumerate(zip(part.lines, given, strict=True)):
                if value is None and at not in told:
                    problems.row(line, NO_BATCH, SAY_BATCH)
        return [self.batch if value is None else value for value in given]


def kinds_of_persons(campaign: Campaign) -> frozenset[str]:
    """Kinds whose papers name a person."""
    return frozenset(kind.id for kind in campaign.kinds if kind.papers)


READ_FROM = {
    "account_key": "account",
    "device_key": "device",
    "person_key": "id_number",
}
"""Stored columns that are made of a column of another name."""


def inherited(
    view: ReadView, table: str, stored: Stored, part: Part, replaces: Sequence[int | None]
) -> Stored:
    """A part of a correction list, with what its file has no column for taken from the old rows."""
    columns = dict(stored.columns)
    for name in columns.keys() - {"line", "campaign_id"}:
        if READ_FROM.get(name, name) not in part.columns:
            old = stored_values(view.connection, table, name, replaces)
            columns[name] = [old.get(row, columns[name][at]) for at, row in enumerate(replaces)]
    if table != "voucher_redemption" or any(key in part.columns for key in PERSONAL):
        return Stored(columns, stored.persons, stored.person_places)
    people = stored_persons(view.connection, replaces)
    places = [at for at, row in enumerate(replaces) if row in people]
    persons: Columns = {
        key: [people[replaces[at]][n] for at in places]
        for n, key in enumerate((*PERSONAL, "campaign_id"))
    }
    return Stored(columns, persons, places)


def _papers(cell: Value) -> Value:
    return "complete" if isinstance(cell, str) and cell.upper() in COMPLETE else cell


def only(columns: Mapping[str, Sequence[Value]], places: Sequence[int]) -> Columns:
    """Some of the rows."""
    return {name: [values[at] for at in places] for name, values in columns.items()}
