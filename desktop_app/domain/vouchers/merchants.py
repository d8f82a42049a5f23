"""What merchants' applications say of each other: repeats, the place they are registered, order."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from desktop_app.domain.register import RegisterEntry
from desktop_app.rules.schema import CampaignKind
from desktop_app.rules.schema.campaigns import MerchantOrder, OrderTerm
from desktop_app.rules.verdict import JsonValue
from desktop_app.values.ids import EntryId

COMPARED = ("legal_person", "account", "address")
"""Columns in which two merchants should differ, besides the credit code."""
_AREA = slice(2, 8)
_ENDINGS = ("自治县", "自治旗", "新区", "县", "区", "市", "旗")
_NOISE = re.compile(r"[\s\-—()（）]+")


def area_of(kind: CampaignKind, credit_code: str, address: str) -> str | None:
    """Whether code and address point at the county; None where either is missing."""
    if not address or (kind.area_code and not credit_code):
        return None
    by_address = _is_in(kind.county, address)
    if not kind.area_code:
        return "both" if by_address else "neither"
    by_code = credit_code[_AREA] == kind.area_code
    if by_code and by_address:
        return "both"
    if by_code:
        return "code"
    return "address" if by_address else "neither"


def _is_in(county: str, address: str) -> bool:
    """The county's name stands in the address, with or without its 县."""
    if county in address:
        return True
    short = next((county.removesuffix(each) for each in _ENDINGS if county.endswith(each)), county)
    return len(short) > 1 and address.startswith(short)


@dataclass(frozen=True)
class MerchantBook:
    """All applications of one campaign that still count."""

    kind: CampaignKind
    rows: Sequence[RegisterEntry]
    places: int | None
    """Merchants that may take part; None: no limit."""
    labels: Mapping[str, str]
    """What the compared columns are called."""

    @cached_property
    def by_value(self) -> Mapping[tuple[str, str], Sequence[RegisterEntry]]:
        """The applications by compared column and what stands in it."""
        found: dict[tuple[str, str], list[RegisterEntry]] = {}
        for row in self.rows:
            for column in ("credit_code", *COMPARED):
                if value := _same(row.cells.get(column)):
                    found.setdefault((column, value), []).append(row)
        return found

    def same_code(self, row: RegisterEntry) -> str:
        """The earlier application with the same credit code, as its number and name."""
        value = _same(row.cells.get("credit_code"))
        earlier = [each for each in self.by_value.get(("credit_code", value), ()) if value]
        return "、".join(_named(each) for each in earlier if _turn(each) < _turn(row))

    def same_others(self, row: RegisterEntry) -> str:
        """Other applications with the same legal person, account or address."""
        found = []
        for column in COMPARED:
            value = _same(row.cells.get(column))
            others = [e for e in self.by_value.get((column, value), ()) if value and e.id != row.id]
            if others:
                names = "、".join(_named(each) for each in others[:3])
                found.append(f"{self.labels.get(column, column)}与{names}相同")
        return "；".join(found)

    @cached_property
    def waiting(self) -> tuple[RegisterEntry, ...]:
        """Those that qualify and have no place yet."""
        return tuple(row for row in self.rows if row.state in self.kind.waiting)

    @cached_property
    def admitted(self) -> tuple[RegisterEntry, ...]:
        """Those that hold a place."""
        return tuple(row for row in self.rows if row.state in self.kind.admitted)

    @property
    def free(self) -> int | None:
        """Places left; None: no limit."""
        return None if self.places is None else max(0, self.places - len(self.admitted))

    @property
    def is_crowded(self) -> bool:
        """Whether more qualify than there are places."""
        return self.places is not None and len(self.waiting) + len(self.admitted) > self.places

    @cached_property
    def ranked(self) -> Mapping[EntryId, int]:
        """How many of those waiting stand before each of them; without a place: behind all."""
        order = sorted(self.waiting, key=_standing)
        return {row.id: number for number, row in enumerate(order)}


def in_order(
    order: MerchantOrder, rows: Iterable[RegisterEntry], seed: int
) -> tuple[RegisterEntry, ...]:
    """The applications as an order puts them; a draw by lot gives the same for the same seed."""
    listed = sorted(rows, key=_turn)
    if order.is_drawn:
        return tuple(sorted(listed, key=lambda row: _lot(seed, row)))
    for term in reversed(order.by):
        listed = _sorted_by(listed, term)
    return tuple(listed)


def _sorted_by(rows: list[RegisterEntry], term: OrderTerm) -> list[RegisterEntry]:
    """Rows by one column, empty cells last; an empty yes/no counts as a no."""
    values = {row.id: row.cells.get(term.column) for row in rows}
    if any(isinstance(value, bool) for value in values.values()):
        values = {key: value is True for key, value in values.items()}
    found = sorted(rows, key=lambda row: _key(values[row.id]), reverse=term.is_falling)
    return sorted(found, key=lambda row: values[row.id] in (None, ""))


def _lot(seed: int, row: RegisterEntry) -> str:
    """The lot of an application: the SM3 of seed and number, which anybody can work out again."""
    return hashlib.new("sm3", f"{seed}:{_turn(row)[0]}".encode()).hexdigest()


def _key(value: JsonValue) -> tuple[int, str]:
    """A yes before a no; numbers by size, text and dates by letters."""
    if isinstance(value, bool):
        return (0 if value else 1, "")
    if isinstance(value, int):
        return (value, "")
    return (0, str(value or ""))


def _turn(row: RegisterEntry) -> tuple[int, int]:
    number = row.cells.get("number")
    return (number if isinstance(number, int) else 0, row.id)


def _standing(row: RegisterEntry) -> tuple[bool, int, tuple[int, int]]:
    place = row.cells.get("place")
    return (not isinstance(place, int), place if isinstance(place, int) else 0, _turn(row))


def _same(value: JsonValue) -> str:
    return _NOISE.sub("", str(value)).upper() if value not in (None, "") else ""


def _named(row: RegisterEntry) -> str:
    number = row.cells.get("number")
    return f"{number}号{row.name}" if isinstance(number, int) else row.name
