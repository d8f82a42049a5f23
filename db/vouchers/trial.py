"""Runs the named checks over a few redemptions that nobody keeps: a file in memory of its own."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2
from sqlmodel import SQLModel

from db.tables import voucher, voucher_work
from db.vouchers.audit import Outcome, run_checks
from desktop_app.domain.vouchers.checks import CHECKS
from desktop_app.domain.vouchers.terms import Terms

Row = Mapping[str, Any]
_TABLES = (voucher.FILE, *voucher.LISTS, voucher_work.DECISION, voucher_work.FINDING,
           voucher_work.CORRECTION)  # fmt: skip
_FILE = {
    "list": "redemption", "name": "", "sheet": "", "digest": "", "is_correction": False,
    "columns": json.dumps(sorted({key for check in CHECKS for key in check.needs})),
}  # fmt: skip


def tried(
    terms: Terms, lists: Mapping[str, Sequence[Row]]
) -> tuple[Outcome, dict[str, tuple[int, ...]]]:
    """What the checks find on some rows; nothing is kept.

    Args:
        terms: what is judged by.
        lists: rows by table (`voucher_redemption`, `voucher_issued`, `voucher_refund`), of a
            redemption with its id.

    Returns:
        the outcome, and by check the ids of the redemptions it finds.
    """
    engine = create_engine(
        "sqlite://", creator=lambda: dbapi2.connect(":memory:"), module=dbapi2,
        poolclass=StaticPool,
    )  # fmt: skip
    campaign = terms.campaign.id
    with engine.begin() as connection:
        SQLModel.metadata.create_all(connection, tables=_TABLES)
        rows = len(lists.get(voucher.REDEMPTION.name, ()))
        told = {
            **_FILE,
            "campaign_id": campaign,
            "rows": rows,
            "applied_on": terms.campaign.ends_on,
        }
        connection.execute(voucher.FILE.insert(), told)
        origin = {"file_id": 1, "line": 1, "campaign_id": campaign}
        for table in voucher.LISTS:
            for row in lists.get(table.name, ()):
                connection.execute(table.insert(), {**origin, **row})
        outcome = run_checks(connection, terms, lambda _done, _total, _text: None)
        found: dict[str, tuple[int, ...]] = {}
        statement = "SELECT check_id, row_id FROM voucher_finding ORDER BY id"
        for check, key in connection.exec_driver_sql(statement):
            found[check] = (*found.get(check, ()), key)
    engine.dispose()
    return outcome, found
