"""Rows of a new list held against those already stored: the same again, changed, or unheard of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from db.vouchers.corrections import replaced

_KEYS = {
    "voucher_redemption": ("transaction_no", "code"),
    "voucher_refund": ("transaction_no", "at"),
    "voucher_issued": ("code", "campaign_id"),
}
_SAME = {
    "voucher_redemption": ("claimed_fen", "spent_fen", "merchant", "at", "kind"),
    "voucher_refund": ("amount_fen",),
    "voucher_issued": (
        "kind",
        "face_fen",
        "batch",
        "account_key",
        "issued_at",
        "expires_on",
        "status",
    ),
}
_FEED = "CREATE TEMP TABLE IF NOT EXISTS v_new (place INT, a TEXT, b TEXT)"


@dataclass(frozen=True)
class Earlier:
    """A stored row with the key of a new one."""

    id: int
    line: int
    file: str
    same: Mapping[str, object]


def known_rows(
    connection: Connection, table: str, campaign: int, columns: Mapping[str, Sequence[object]]
) -> dict[int, list[Earlier]]:
    """By place in the new rows, the current stored rows of the same key."""
    first, second = _KEYS[table]
    connection.exec_driver_sql(_FEED)
    connection.exec_driver_sql("DELETE FROM v_new")
    rows = list(zip(range(len(columns[first])), columns[first], columns[second], strict=True))
    if rows:
        connection.exec_driver_sql("INSERT INTO v_new VALUES (?, ?, ?)", rows)
    same = ", ".join(f"r.{name}" for name in _SAME[table])
    found = connection.exec_driver_sql(
        f"""SELECT n.place, r.id, r.line, f.name, {same} FROM v_new n CROSS JOIN {table} r
        ON r.campaign_id = ? AND r.{first} = n.a AND r.{second} IS n.b
        JOIN voucher_file f ON f.id = r.file_id
        WHERE r.id NOT IN ({replaced(table.removeprefix("voucher_"))}) ORDER BY n.place, r.id""",  # noqa: S608
        (campaign,),
    )
    known: dict[int, list[Earlier]] = {}
    for place, row_id, line, file, *values in found:
        known.setdefault(place, []).append(
            Earlier(row_id, line, file, dict(zip(_SAME[table], values, strict=True)))
        )
    return known


def changed(
    table: str,
    columns: Mapping[str, Sequence[object]],
    place: int,
    earlier: Earlier,
    untold: frozenset[str],
) -> frozenset[str]:
    """The columns in which a new row is not the stored one; of those untold nothing is said."""
    return frozenset(
        name
        for name in _SAME[table]
        if name not in untold and columns[name][place] != earlier.same[name]
    )


def stored_values(
    connection: Connection, table: str, column: str, rows: Sequence[int | None]
) -> dict[int | None, int | str | None]:
    """One column of these rows, by row."""
    statement = f"SELECT {column} FROM {table} WHERE id = ?"  # noqa: S608 - own names
    return {
        row: connection.exec_driver_sql(statement, (row,)).scalar()
        for row in rows
        if row is not None
    }


def stored_persons(
    connection: Connection, rows: Sequence[int | None]
) -> dict[int | None, tuple[int | str | None, ...]]:
    """Name, number, telephone and campaign of the persons behind these rows, by row."""
    statement = "SELECT name, id_number, phone, campaign_id FROM voucher_person WHERE row_id = ?"
    found = {row: connection.exec_driver_sql(statement, (row,)).first() for row in rows}
    return {row: tuple(person) for row, person in found.items() if person is not None}


def has_rows(connection: Connection, table: str, campaign: int) -> bool:
    """Whether the campaign has rows in that list."""
    statement = f"SELECT 1 FROM {table} WHERE campaign_id = ? LIMIT 1"  # noqa: S608 - own names
    return connection.exec_driver_sql(statement, (campaign,)).first() is not None


def paid_rows(connection: Connection, campaign: int, rows: Sequence[int]) -> dict[int, str]:
    """Of these redemptions those that were paid for, with the payment's number."""
    statement = """
    SELECT r.id, p.number FROM voucher_redemption r
    JOIN voucher_payment p ON p.campaign_id = r.campaign_id AND p.merchant = r.merchant
     AND p.kind = r.kind
    JOIN voucher_settlement s ON s.id = p.settlement_id AND s.last_row >= r.id
    WHERE r.campaign_id = ? AND r.id = ?"""
    found: dict[int, str] = {}
    for row in rows:
        paid = connection.exec_driver_sql(statement, (campaign, row)).first()
        if paid is not None:
            found[row] = paid.number
    return found
