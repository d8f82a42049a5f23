"""The redemptions a sample is drawn from, and the rows of a drawn one."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from db.vouchers.working import CURRENT
from desktop_app.values.money import Fen

_ALL = f"""
SELECT r.kind, r.batch, r.id, r.transaction_no || '|' || coalesce(r.code, '')
FROM voucher_redemption r WHERE {CURRENT} ORDER BY r.id
"""  # noqa: S608 - own text
_DRAWN = """
SELECT s.id, s.row_id, s.stratum, s.outcome, s.note, r.transaction_no, r.merchant, r.at,
 r.claimed_fen, r.spent_fen, r.goods
FROM voucher_sample_row s JOIN voucher_redemption r ON r.id = s.row_id
WHERE s.sample_id = ? ORDER BY s.id
"""
_PERSON = "SELECT coalesce(name, ''), coalesce(phone, '') FROM voucher_person WHERE row_id = ?"


@dataclass(frozen=True)
class Population:
    """Every current redemption by kind and batch, and the key of the last one."""

    keys: dict[tuple[str, int], list[tuple[int, str]]]
    last_row: int


@dataclass(frozen=True)
class SampledRow:
    """One redemption of a sample."""

    id: int
    row_id: int
    stratum: str
    outcome: str
    note: str
    transaction_no: str
    merchant: str
    at: str
    claimed_fen: Fen
    spent_fen: Fen | None
    goods: str | None


@dataclass(frozen=True)
class PersonOf:
    """Who is to be asked."""

    name: str
    phone: str


def population(connection: Connection, campaign: int) -> Population:
    """What a sample is drawn from."""
    keys: dict[tuple[str, int], list[tuple[int, str]]] = {}
    last = 0
    for kind, batch, row, key in connection.exec_driver_sql(_ALL, {"campaign": campaign}):
        keys.setdefault((kind, batch), []).append((row, key))
        last = row
    return Population(keys, last)


def sampled_rows(connection: Connection, sample_id: int) -> tuple[SampledRow, ...]:
    """The rows of a sample as they were drawn."""
    return tuple(SampledRow(*row) for row in connection.exec_driver_sql(_DRAWN, (sample_id,)))


def persons_of(connection: Connection, rows: Sequence[int]) -> dict[int, PersonOf]:
    """The persons behind these redemptions, in full."""
    found = {row: connection.exec_driver_sql(_PERSON, (row,)).first() for row in rows}
    return {row: PersonOf(*person) for row, person in found.items() if person is not None}


@dataclass(frozen=True)
class Holder:
    """Who stands behind a redemption, in full."""

    name: str
    id_number: str
    phone: str


def holder_of(connection: Connection, row: int) -> Holder | None:
    """The person behind a redemption, None if nothing of one is kept."""
    statement = (
        "SELECT coalesce(name, ''), coalesce(id_number, ''), coalesce(phone, '')"
        " FROM voucher_person WHERE row_id = ?"
    )
    found = connection.exec_driver_sql(statement, (row,)).first()
    return Holder(*found) if found else None
