"""The working copy the checks run on: lists and terms in memory, read once from the encrypted file.

Pages of the file are decrypted with every reading; a dozen checks over a million rows read them
once here. The tables are temporary, lie in memory only and are gone when the work is done.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection

from db.vouchers.corrections import replaced
from desktop_app.domain.vouchers.plan import Kind
from desktop_app.domain.vouchers.terms import Terms

_SHAPES = {
    "v_kind": "no INTEGER PRIMARY KEY, id TEXT, is_issued INT, per_purchase INT, is_once INT,"
    " asks_papers INT, has_faces INT, has_goods INT, has_brackets INT, no_transfer INT",
    "v_trade": "kind INT, category TEXT, PRIMARY KEY (kind, category)",
    "v_face": "kind INT, face INT, threshold INT, PRIMARY KEY (kind, face)",
    "v_share": "kind INT, batch INT, money INT, PRIMARY KEY (kind, batch)",
    "v_batch": "no INTEGER PRIMARY KEY, opens TEXT, closes TEXT",
    "v_bracket": "kind INT, fuel TEXT, low INT, high INT, low_in INT, high_in INT, subsidy INT",
    "v_merchant": "no INTEGER PRIMARY KEY, code TEXT UNIQUE, category TEXT, owner TEXT, phone TEXT",
    "v_stay": "merchant INT, since TEXT, until TEXT, PRIMARY KEY (merchant, since, until)",
    "v_goods": "kind INT, goods TEXT, state TEXT, grades TEXT, PRIMARY KEY (kind, goods)",
    "v_rise": "merchant INT, goods TEXT",
    "v_issued": "code TEXT PRIMARY KEY, id INT, batch INT, kind INT, face INT, account INT,"
    " status TEXT, expires TEXT",
    "v_refund": "no TEXT PRIMARY KEY, amount INT",
    "v_row": "id INTEGER PRIMARY KEY, no TEXT, code TEXT, batch INT, kind INT, face INT,"
    " claimed INT, spent INT, merchant INT, day TEXT, sec INT, account INT, device INT,"
    " person INT, invoice TEXT, vin TEXT, fuel TEXT, goods TEXT, grade INT, papers TEXT,"
    " given TEXT, given_to INT, given_status TEXT, given_face INT, given_until TEXT",
    "v_decided": "check_no INT, row_id INT, is_cut INT, PRIMARY KEY (check_no, row_id)",
    "v_cut": "row_id INTEGER PRIMARY KEY",
    "v_left_out": "first INTEGER PRIMARY KEY, last INT",
    "v_finding": "check_no INT, row_id INT, amount INT, other INT, counted INT DEFAULT 0",
}
_WITHOUT_KEYS = frozenset(
    {"v_issued", "v_refund", "v_trade", "v_face", "v_goods", "v_decided", "v_stay"}
)
CURRENT = f"r.campaign_id = :campaign AND r.id NOT IN ({replaced('redemption')})"
"""Redemptions that no correction stands in place of."""
_ISSUED = f"""
INSERT OR REPLACE INTO v_issued
SELECT i.code, i.id, i.batch, k.no, i.face_fen, i.account_key, i.status, i.expires_on
FROM voucher_issued i LEFT JOIN v_kind k ON k.id = i.kind WHERE i.campaign_id = :campaign
 AND i.id NOT IN ({replaced("issued")}) ORDER BY i.id
"""  # noqa: S608 - own text
_ROWS = f"""
INSERT INTO v_row
SELECT r.id, r.transaction_no, r.code, r.batch, k.no, coalesce(r.face_fen, i.face, r.claimed_fen),
 r.claimed_fen, r.spent_fen, m.no, substr(r.at, 1, 10),
 CASE WHEN length(r.at) > 10 THEN unixepoch(r.at) END, r.account_key, r.device_key, r.person_key,
 r.invoice, r.vin, r.fuel, r.goods, r.grade, r.papers, i.code, i.account, i.status, i.face,
 i.expires
FROM voucher_redemption r LEFT JOIN v_kind k ON k.id = r.kind
LEFT JOIN v_merchant m ON m.code = r.merchant LEFT JOIN v_issued i ON i.code = r.code
WHERE {CURRENT} AND r.kind <> :without
"""  # noqa: S608 - own text
_REFUNDS = f"""
INSERT INTO v_refund SELECT transaction_no, sum(amount_fen) FROM voucher_refund
WHERE campaign_id = :campaign AND id NOT IN ({replaced("refund")}) GROUP BY transaction_no
"""  # noqa: S608 - own text
_DECIDED = """
INSERT INTO v_decided SELECT n.no, d.row_id, d.decision = 'disallowed'
FROM voucher_decision d JOIN (SELECT value AS id, key AS no FROM json_each(:checks)) n
ON n.id = d.check_id WHERE d.campaign_id = :campaign
"""
FEW = 500
OPEN = "9999-12-31"
"""The end of a stretch that has none yet."""


@contextmanager
def working_copy(connection: Connection, terms: Terms, checks: str) -> Iterator[None]:
    """The lists of a campaign and its terms as temporary tables; of kinds paid on claims no rows.

    Args:
        connection: the transaction.
        terms: what is judged by.
        checks: the ids of the checks in order, as JSON.
    """
    drop(connection)
    for name, shape in _SHAPES.items():
        tail = " WITHOUT ROWID" if name in _WITHOUT_KEYS else ""
        connection.exec_driver_sql(f"CREATE TEMP TABLE {name} ({shape}){tail}")
    try:
        _fill_terms(connection, terms)
        campaign = {"campaign": terms.campaign.id, "without": terms.claimed_kind}
        for statement in (_ISSUED, _ROWS, _REFUNDS):
            connection.exec_driver_sql(statement, campaign)
        connection.exec_driver_sql(_DECIDED, {**campaign, "checks": checks})
        _fill_goods(connection, terms)
        yield
    finally:
        drop(connection)


def drop(connection: Connection) -> None:
    """Takes the working copy out of memory."""
    for name in _SHAPES:
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS temp.{name}")


def put(connection: Connection, table: str, rows: Sequence[Sequence[Any]]) -> None:
    """Adds rows to a temporary table."""
    if rows:
        marks = ",".join("?" * len(rows[0]))
        statement = f"INSERT INTO temp.{table} VALUES ({marks})"  # noqa: S608 - own names
        connection.exec_driver_sql(statement, [tuple(row) for row in rows])


def _fill_terms(connection: Connection, terms: Terms) -> None:
    plan = terms.campaign
    kinds = list(enumerate(plan.kinds, 1))
    put(connection, "v_kind", [_kind(no, kind, terms) for no, kind in kinds])
    put(connection, "v_trade", [(no, trade) for no, kind in kinds for trade in set(kind.trades)])
    faces = [(no, each.face_fen, each.threshold_fen) for no, k in kinds for each in k.faces]
    put(connection, "v_face", list({face[:2]: face for face in faces}.values()))
    limited = {kind.id: no for no, kind in kinds if kind.is_money_only}
    put(
        connection,
        "v_share",
        [
            (limited[share.kind_id], batch.number, share.money_fen)
            for batch in plan.batches
            for share in batch.shares
            if share.kind_id in limited
        ],
    )
    start, end = plan.starts_on, plan.ends_on
    put(
        connection,
        "v_batch",
        [
            (
                batch.number,
                max(start, batch.opens_on or start).isoformat(),
                min(end, batch.closes_on or end).isoformat(),
            )
            for batch in plan.batches
        ],
    )
    put(
        connection,
        "v_bracket",
        [
            (no, b.fuel, b.low_fen, b.high_fen, b.is_low_included, b.is_high_included,
             b.subsidy_fen)
            for no, kind in kinds
            for b in kind.brackets
        ],
    )  # fmt: skip
    _fill_merchants(connection, terms)


def _fill_merchants(connection: Connection, terms: Terms) -> None:
    known = {each.code: each for each in terms.merchants}
    rows = [
        (
            no,
            each.code,
            each.category,
            each.owner or None,
            each.owner_phone or None,
        )
        for no, each in enumerate(known.values(), 1)
    ]
    put(connection, "v_merchant", rows)
    numbers = {row[1]: row[0] for row in rows}
    stays = {
        (numbers[each.code], stay.since.isoformat(), stay.until.isoformat() if stay.until else OPEN)
        for each in terms.merchants
        for stay in each.stays
    }
    put(connection, "v_stay", sorted(stays))
    rises = [(numbers[r.merchant], r.goods) for r in terms.rises if r.merchant in numbers]
    put(connection, "v_rise", rises)


def _kind(no: int, kind: Kind, terms: Terms) -> tuple[Any, ...]:
    return (
        no, kind.id, kind.is_issued, kind.per_purchase, kind.is_once_per_person,
        bool(kind.papers), bool(kind.faces), bool(kind.goods), bool(kind.brackets),
        kind.id in terms.untransferable,
    )  # fmt: skip


def _fill_goods(connection: Connection, terms: Terms) -> None:
    """Each different name of goods is held against the plan's list once."""
    found = connection.exec_driver_sql(
        "SELECT DISTINCT kind, goods FROM v_row WHERE goods IS NOT NULL"
        " AND kind IN (SELECT no FROM v_kind WHERE has_goods)"
    ).all()
    kinds = dict(enumerate(terms.campaign.kinds, 1))
    put(connection, "v_goods", [(no, goods, *goods_state(kinds[no], goods)) for no, goods in found])


def goods_state(kind: Kind, name: str) -> tuple[str, str]:
    """How a name of goods stands to the list of a kind, and the grades it needs.

    `listed`, `graded` (with the grades, as `,1,2,`), `open` (and the like) or `none`. The longest
    word of the list that is in the name decides.
    """
    best: tuple[int, str, str] = (0, "none", "")
    for each in kind.goods:
        size = max((len(w) for w in (each.name, *each.words) if w and w in name), default=0)
        if size > best[0]:
            grades = f",{','.join(map(str, each.grades))}," if each.grades else ""
            state = "open" if each.is_open else "graded" if grades else "listed"
            best = (size, state, grades)
    if best[0] == 0 and any(each.is_open for each in kind.goods):
        return "open", ""
    return best[1], best[2]
