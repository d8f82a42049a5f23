"""The payout list divided by batch, and money recovered: held back, or back in cash.

Merchant A: 30.00 in the first batch, 40.00 in the second; merchant B: 100.00 in each.
"""

from datetime import date

import openpyxl
import pytest

from desktop_app.errors import Refused
from desktop_app.use_cases.vouchers.auditing import audit
from desktop_app.use_cases.vouchers.paying import (
    PaymentOrder,
    RecoveryOrder,
    record_payment,
    record_recovery,
)
from desktop_app.use_cases.vouchers.purging import purge_campaign
from desktop_app.use_cases.vouchers.settlement_papers import write_settlement
from desktop_app.use_cases.vouchers.settling import settle, settlement_page
from desktop_app.values.money import fen_from_yuan as yuan
from tests.scenario import voucher_lists as lists
from tests.use_cases.vouchers.test_auditor_results import Round, cut, told

A, B = lists.MERCHANTS["retail"][:2]
DAY = date(2025, 1, 9)


@pytest.fixture
def back(office):
    for face, shop, batches in ((10, A, (1, 1, 1)), (40, A, (2,)), (100, B, (1, 2))):
        for row, batch in zip(office.platform.general(face, len(batches)), batches, strict=True):
            row |= {"商户代码": shop, "批次": batch}
    office.take_in()
    audit(office.desk, office.terms)
    return Round(office)


def subtotals(page):
    """Title, rows, then claimed, taken off, recovered, paid, payable in yuan."""
    names = ("claimed_fen", "disallowed_fen", "recovered_fen", "paid_fen", "payable_fen")
    found = [
        (x.title, x.rows, *(getattr(x, name) // 100 for name in names)) for x in page.subtotals
    ]
    for name in names:
        whole = getattr(page.settlement, name)
        assert sum(getattr(x, name) for x in page.subtotals) == whole
    return found


def give_back(office, shop, amount, *, is_returned):
    order = RecoveryOrder(shop, "general", yuan(amount), DAY, "退货", is_returned=is_returned)
    record_recovery(office.desk, office.terms, order)


def test_every_batch_has_its_subtotal_and_they_add_up(back):
    office = back.office
    (no,) = [row["流水号"] for row in office.platform.rows if row["面额"] == 40]
    back.take(back.fill({no: cut(15)}))
    first = settle(office.desk, office.terms)
    assert subtotals(first) == [
        ("第一批", 4, 130, 0, 0, 0, 130),
        ("第二批", 2, 140, 15, 0, 0, 125),
    ]
    assert first.batch_words == "其中：第一批 130.00 元，第二批 125.00 元"
    record_payment(office.desk, office.terms, PaymentOrder("拨1号", DAY))
    assert subtotals(settlement_page(office.desk, office.terms)) == subtotals(first)

    office.platform.rows = []
    (more,) = office.platform.general(100, 1)
    more |= {"流水号": "T99", "商户代码": B, "批次": 2}
    office.take_in(issued=False)
    back.take(back.fill({}))
    give_back(office, A, 10, is_returned=True)
    give_back(office, B, 20, is_returned=False)
    second = settle(office.desk, office.terms, reason="第二批补审")

    assert subtotals(second) == [
        ("第一批", 4, 130, 0, 0, 130, 0),
        ("第二批", 3, 240, 15, 0, 125, 100),
        ("不分批次", 0, 0, 0, 30, -10, -20),
    ]
    assert {x.merchant: x.payable_fen // 100 for x in second.lines} == {A: 0, B: 80}


def test_a_cut_told_for_a_merchant_belongs_to_no_single_batch(back):
    told_in_one = {A: cut(10)}
    back.take(back.fill({}, sums=told_in_one, keep=False))

    assert subtotals(settle(back.office.desk, back.office.terms)) == [
        ("第一批", 4, 130, 0, 0, 0, 130),
        ("第二批", 2, 140, 0, 0, 0, 140),
        ("不分批次", 0, 0, 10, 0, 0, -10),
    ]


def test_money_back_in_cash_is_not_held_back_as_well(back):
    office = back.office
    back.take(back.fill({}))
    settle(office.desk, office.terms)
    with pytest.raises(Refused, match=r"退回 5\.00 元，多于已拨付的 0\.00 元"):
        give_back(office, A, 5, is_returned=True)
    record_payment(office.desk, office.terms, PaymentOrder("拨1号", DAY))
    give_back(office, A, 10, is_returned=True)

    line = settle(office.desk, office.terms, reason="退回").lines[0]
    assert (line.recovered_fen, line.paid_fen, line.payable_fen) == (1000, 6000, 0)


def test_what_was_accepted_and_paid_is_not_accepted_away_after_a_recovery(back):
    """Else the ten would be taken off twice: once as recovered, once as not accepted."""
    office = back.office
    back.take(back.fill({}, sums={}, keep=False))
    settle(office.desk, office.terms)
    record_payment(office.desk, office.terms, PaymentOrder("拨1号", DAY))
    give_back(office, A, 10, is_returned=False)

    found = back.take(back.fill({}, sums={A: cut(10)}, keep=False, is_whole=True))
    refused = "已按认可 70.00 元拨付（凭证 拨1号），不能再改成认可 60.00 元"
    assert any(refused in each for each in told(found))
    assert not found.is_stored


def test_workbook_brings_the_subtotals(back, tmp_path):
    office = back.office
    back.take(back.fill({}))
    page = settle(office.desk, office.terms)
    write_settlement(office.desk, office.terms, page, tmp_path / "拨付.xlsx")

    cells = [
        [cell.value for cell in row if cell.value is not None]
        for row in openpyxl.load_workbook(tmp_path / "拨付.xlsx").worksheets[1].iter_rows()
    ]
    assert [1, "第一批", "普惠型消费券", 1_000_000, 4, 130, 0, 0, 0, 130] in cells
    assert [2, "第二批", "普惠型消费券", 2, 140, 0, 0, 0, 140] in cells
    assert any(row[:2] == ["合计", "=SUM(D4:D5)"] for row in cells)


def test_what_never_came_before_the_auditor_keeps_the_purge_waiting(back):
    """Without the numbers nobody could judge it any more."""
    office = back.office
    back.take(back.fill({}))
    settle(office.desk, office.terms)
    record_payment(office.desk, office.terms, PaymentOrder("拨1号", DAY))
    office.platform.rows = []
    (late,) = office.platform.general(100, 1)
    late |= {"流水号": "T99", "商户代码": B}
    office.take_in(issued=False)
    with pytest.raises(Refused, match=r"还有 1 笔 100\.00 元没有审计结果"):
        purge_campaign(office.desk, office.terms, reason="期满", is_applied=True)

    audit(office.desk, office.terms)
    back.take(back.fill({"T99": cut(100)}))
    settle(office.desk, office.terms, reason="补审")
    assert purge_campaign(office.desk, office.terms, reason="期满", is_applied=True).is_done
