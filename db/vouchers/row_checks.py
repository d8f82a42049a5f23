"""Checks that look at one redemption by itself: plain conditions on the working copy."""

from desktop_app.domain.vouchers.checks import USED_WORDS

ROW = "FROM v_row r JOIN v_kind k ON k.no = r.kind"
FACE = f"{ROW} JOIN v_face f ON f.kind = r.kind AND f.face = r.face"
GOODS = f"{ROW} LEFT JOIN v_goods g ON g.kind = r.kind AND g.goods = r.goods"
IN_BRACKET = (
    "b.kind = r.kind AND b.fuel = r.fuel AND r.spent IS NOT NULL"
    " AND (b.low IS NULL OR r.spent > b.low OR (b.low_in AND r.spent = b.low))"
    " AND (b.high IS NULL OR r.spent < b.high OR (b.high_in AND r.spent = b.high))"
)
DUE = f"(SELECT b.subsidy FROM v_bracket b WHERE {IN_BRACKET} LIMIT 1)"
LEFT = "r.spent - coalesce(x.amount, 0)"
WITH_FACE = "LEFT JOIN v_face f ON f.kind = r.kind AND f.face = r.face"
REFUNDED = f"{ROW} JOIN v_refund x ON x.no = r.no {WITH_FACE}"
KEPT_ENOUGH = f"r.spent IS NOT NULL AND f.threshold IS NOT NULL AND {LEFT} >= f.threshold"

# ruff: noqa: S608 - every piece of these queries is own text
USED = " OR ".join(f"instr(r.goods, '{word}') > 0" for word in USED_WORDS)

QUERIES = {
    "not_issued": f"SELECT r.id, r.claimed {ROW} WHERE k.is_issued AND r.given IS NULL",
    "void_voucher": f"SELECT r.id, r.claimed {ROW} WHERE r.given_status = 'void'",
    "unknown_face": f"""
        SELECT r.id, r.claimed {ROW} LEFT JOIN v_face f ON f.kind = r.kind AND f.face = r.face
        WHERE k.has_faces AND f.face IS NULL""",
    "period": f"""
        SELECT r.id, r.claimed {ROW} LEFT JOIN v_batch b ON b.no = r.batch
        WHERE b.no IS NULL OR r.day < b.opens OR r.day > b.closes""",
    "expired_voucher": f"""
        SELECT r.id, r.claimed {ROW} JOIN v_batch b ON b.no = r.batch
        WHERE r.day BETWEEN b.opens AND b.closes AND r.day > r.given_until""",
    "merchant": f"""
        SELECT r.id, r.claimed {ROW} WHERE NOT EXISTS (SELECT 1 FROM v_stay s
        WHERE s.merchant = r.merchant AND s.since <= r.day AND r.day < s.until)""",
    "category": f"""
        SELECT r.id, r.claimed {ROW} JOIN v_merchant m ON m.no = r.merchant
        LEFT JOIN v_trade t ON t.kind = r.kind AND t.category = m.category
        WHERE t.category IS NULL""",
    "goods": f"""
        SELECT r.id, r.claimed {GOODS}
        WHERE k.has_goods AND (r.goods IS NULL OR g.state = 'none')""",
    "grade": f"""
        SELECT r.id, r.claimed {GOODS} WHERE g.state = 'graded'
        AND (r.grade IS NULL OR instr(g.grades, ',' || r.grade || ',') = 0)""",
    "used_goods": f"SELECT r.id, r.claimed {ROW} WHERE k.has_goods AND ({USED})",
    "threshold": f"""
        SELECT r.id, r.claimed {FACE} WHERE r.spent IS NULL OR r.spent < f.threshold""",
    "price": f"SELECT r.id, r.claimed {ROW} WHERE k.has_brackets AND {DUE} IS NULL",
    "papers": f"""
        SELECT r.id, r.claimed {ROW}
        WHERE k.asks_papers AND coalesce(r.papers, '') <> 'complete'""",
    "no_person": f"SELECT r.id, r.claimed {ROW} WHERE k.is_once AND r.person IS NULL",
    "refund": f"SELECT r.id, r.claimed {REFUNDED} WHERE NOT ({KEPT_ENOUGH})",
    "transfer": f"""
        SELECT r.id, r.claimed {ROW}
        WHERE k.no_transfer AND r.account <> r.given_to""",
    "over_face": f"""
        SELECT r.id, r.claimed - coalesce(r.given_face, r.face) {ROW}
        WHERE k.has_faces AND r.claimed > coalesce(r.given_face, r.face)""",
    "bracket": f"""
        SELECT id, claimed - due FROM (SELECT r.id, r.claimed, {DUE} AS due {ROW}
        WHERE k.has_brackets) WHERE claimed > due""",
}
"""By check, each redemption it finds and the money it takes off."""
STATE_QUERIES = {
    "goods_open": f"SELECT r.id {GOODS} WHERE g.state = 'open'",
    "part_refund": f"SELECT r.id {REFUNDED} WHERE {KEPT_ENOUGH}",
    "night": """
        SELECT id FROM v_row WHERE sec IS NOT NULL
        AND sec / 3600 % 24 >= :night_from AND sec / 3600 % 24 < :night_until""",
    "near_edge": f"""
        SELECT r.id {ROW} JOIN v_bracket b ON {IN_BRACKET}
        WHERE b.low > 0 AND r.spent - b.low <= b.low * :near_permille / 1000""",
    "owner": f"""
        SELECT r.id {ROW} JOIN v_merchant m ON m.no = r.merchant
        JOIN voucher_person p ON p.row_id = r.id WHERE p.name = m.owner OR p.phone = m.phone""",
    "price_raised": """
        SELECT DISTINCT r.id FROM v_row r JOIN v_rise s ON s.merchant = r.merchant
        WHERE instr(r.goods, s.goods) > 0""",
}
"""By sign, each redemption it points at."""
