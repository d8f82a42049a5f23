"""The auditor's workbook: row by row or by merchant; the payout takes exactly what it says.

Merchant A (retail 0): three general vouchers of 10 and one of 40; merchant B (retail 1): two of
100. Claimed: A 70.00, B 200.00, 270.00 in all.
"""

from dataclasses import dataclass, replace
from datetime import date

import openpyxl
import pytest

from desktop_app.domain.vouchers.verdicts import Fault, Told, accepted_of
from desktop_app.errors import Refused
from desktop_app.use_cases.imports.apply import undo_import
from desktop_app.use_cases.vouchers.auditing import audit
from desktop_app.use_cases.vouchers.auditor_results import (
    ResultOrder,
    import_result,
    preview_result,
)
from desktop_app.use_cases.vouchers.importing import ListOrder, import_list
from desktop_app.use_cases.vouchers.paying import (
    PaymentOrder,
    RecoveryOrder,
    record_payment,
    record_recovery,
)
from desktop_app.use_cases.vouchers.result_sheet import write_result_sheet
from desktop_app.use_cases.vouchers.settling import settle, settlement_page
from desktop_app.values.money import fen_from_yuan as yuan
from tests.scenario import voucher_lists as lists

A, B = lists.MERCHANTS["retail"][:2]
ROWS, SUMS = "审计结果（逐笔）", "审计结果（按商户）"


@dataclass
class Round:
    """One sheet out and back."""

    office: object
    number: int = 0

    def sheet(self, *, is_whole=False):
        self.number += 1
        path = self.office.folder / f"结果{self.number}.xlsx"
        write_result_sheet(self.office.desk, self.office.terms, path, is_whole=is_whole)
        return path

    def fill(self, told, *, sums=None, keep=True, is_whole=False):
        """Fill the sheet in: `told` by transaction number, the others accepted."""
        path = self.sheet(is_whole=is_whole)
        book = openpyxl.load_workbook(path)
        if keep:
            _fill(book[ROWS], "交易流水号", told)
        if sums is not None:
            _fill(book[SUMS], "商户统一社会信用代码", sums)
        book.save(path)
        return path

    def take(self, path, take=import_result):
        order = ResultOrder(path, f"审字{self.number}号", "某会计师事务所", date(2025, 1, 9))
        return take(self.office.desk, self.office.terms, order)


def _fill(page, key, told):
    """认可 for every row, but what is told of it by its key."""
    rows = list(page.iter_rows())
    head = next(n for n, row in enumerate(rows) if any(cell.value == key for cell in row))
    titles = {str(cell.value).removesuffix("（元）"): n for n, cell in enumerate(rows[head])}
    for row in rows[head + 1 :]:
        if row[titles[key]].value:
            values = {"审计意见": "认可", **told.get(row[titles[key]].value, {})}
            for title, value in values.items():
                row[titles[title]].value = value


@pytest.fixture
def back(office):
    for face, shop, count in ((10, A, 3), (40, A, 1), (100, B, 2)):
        for row in office.platform.general(face, count):
            row["商户代码"] = shop
    office.take_in()
    audit(office.desk, office.terms)
    return Round(office)


def cut(yuan_text, reason="小票作废"):
    return {"审计意见": "核减", "核减金额": yuan_text, "核减原因": reason}


def payable(page):
    return {line.merchant: line.payable_fen // 100 for line in page.lines}


def told(found):
    return [f"{sheet}!{x.place}：{x.message}" for sheet, x in found.problems]


@pytest.mark.parametrize(
    ("said", "accepted"),
    [
        (Told("accepted"), 4000),
        (Told("cut", reason="无票"), 0),
        (Told(accepted_fen=4000), 4000),
        (Told(accepted_fen=1500, reason="少付"), 1500),
        (Told(cut_fen=2500, reason="少付"), 1500),
        (Told("cut", 4000, 1500, 2500, "少付"), 1500),
    ],
)
def test_one_amount_or_one_word_is_enough(said, accepted):
    assert accepted_of(said, 4000) == accepted


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (Told(), "没有填审计结果"),
        (Told(accepted_fen=4001), "认可 40.01 元，超过申报的 40.00 元"),
        (Told(cut_fen=4001, reason="x"), "核减 40.01 元，超过申报的 40.00 元"),
        (
            Told(claimed_fen=4100, accepted_fen=4000),
            "申报金额对不上：这里写 41.00 元，本办是 40.00 元",
        ),
        (
            Told(accepted_fen=3000, cut_fen=500, reason="x"),
            "认可加核减是 35.00 元，申报是 40.00 元",
        ),
        (Told("accepted", cut_fen=1, reason="x"), "写的是认可，却核减了 0.01 元"),
        (Told("cut", accepted_fen=4000), "写的是核减，金额却没有减"),
        (Told(cut_fen=1), "核减没有写原因"),
    ],
)
def test_what_cannot_be_is_told(said, message):
    found = accepted_of(said, 4000)
    assert isinstance(found, Fault)
    assert found.told == message


def test_the_sheet_says_of_which_batch_each_row_is(back):
    rows = list(openpyxl.load_workbook(back.sheet())[ROWS].iter_rows(values_only=True))
    head = next(n for n, row in enumerate(rows) if "交易流水号" in row)
    place = rows[head].index("第几批")
    assert [row[place] for row in rows[head + 1 : head + 7]] == [1] * 6


def test_rows_are_paid_exactly_as_the_auditor_says(back):
    numbers = [row["流水号"] for row in back.office.platform.rows]
    path = back.fill({numbers[0]: cut("10"), numbers[4]: cut("0.01")})
    looked = back.take(path, preview_result)
    done = back.take(path)

    assert (looked.problems, looked.is_stored) == ((), False)
    assert (done.rows, done.places, done.claimed_fen) == (6, 2, yuan(270))
    assert (done.accepted_fen, done.cut_fen) == (yuan("259.99"), yuan("10.01"))
    page = settle(back.office.desk, back.office.terms)
    sums = [(x.merchant, x.claimed_fen, x.disallowed_fen, x.payable_fen) for x in page.lines]
    assert sums == [
        (A, yuan(70), yuan(10), yuan(60)),
        (B, yuan(200), yuan("0.01"), yuan("199.99")),
    ]
    assert page.lines[0].causes == {"audited": 1000}
    assert page.accepted_fen == page.settlement.payable_fen == yuan("259.99")


def test_what_the_office_would_cut_is_paid_where_the_auditor_accepts_it(back):
    below = back.office.platform.rows[0]
    path = back.office.csv(
        "流水号,券码,券种,核销金额,消费金额,商户代码,核销时间",
        f"{below['流水号']},{below['券码']},普惠型消费券,10,49.99,{A},{below['核销时间']}",
    )
    order = ListOrder(path, "redemption", batch=1, is_correction=True)
    assert import_list(back.office.desk, back.office.terms.campaign, order).corrected == 1
    assert audit(back.office.desk, back.office.terms).audit.disallowed_fen == yuan(10)

    back.take(back.fill({}))

    page = settle(back.office.desk, back.office.terms)
    assert payable(page) == {A: 70, B: 200}
    assert page.beyond_words == (
        "本办核查应剔除的 1 笔 10.00 元，审计认可了，拨付前请与审计机构核对"
    )


def test_a_line_only_paid_since_is_no_difference(back):
    """What is left to pay is what differs, not what was paid."""
    back.take(back.fill({}))
    desk, terms = back.office.desk, back.office.terms
    settle(desk, terms)
    record_payment(desk, terms, PaymentOrder("拨1号", date(2025, 1, 9)))
    order = RecoveryOrder(A, "general", yuan(10), date(2025, 1, 10), "退货")
    record_recovery(desk, terms, order)

    page = settle(desk, terms, reason="追回")
    assert [(x.merchant, x.difference_fen) for x in page.changes] == [(A, yuan(-10))]
    assert payable(page) == {A: -10, B: 0}


def test_where_only_merchants_come_back_their_sums_are_paid(back):
    path = back.fill({}, sums={A: cut("12.34", "三笔无票")}, keep=False)
    done = back.take(path)

    assert (done.rows, done.places, done.accepted_fen) == (0, 2, yuan("257.66"))
    page = settle(back.office.desk, back.office.terms)
    assert [x.payable_fen for x in page.lines] == [yuan("57.66"), yuan(200)]
    assert [x.rows for x in page.lines] == [4, 2]


def test_both_sheets_must_say_the_same(back):
    first = back.office.platform.rows[0]["流水号"]
    path = back.fill({first: cut("10")}, sums={A: cut("9")})
    found = back.take(path)

    assert told(found) == [f"{SUMS}!第 4 行：逐笔合计认可 60.00 元，这里写 61.00 元，差 1.00 元"]
    assert not found.is_stored
    with pytest.raises(Refused, match="还没有第三方专项审计结果"):
        settle(back.office.desk, back.office.terms)
    assert back.take(back.fill({first: cut("10")}, sums={A: cut("10")})).is_stored


MESSAGES = (
    "核销明细里没有这一笔",
    "认可 10.01 元，超过申报的 10.00 元",
    f"商户对不上：这一笔是 {A} 的",
    "这一笔在第 5 行已经写过",
    "核减没有写原因",
    "没有填审计结果",
)


def test_unknown_doubled_and_impossible_rows_are_named_and_nothing_is_stored(back):
    rows = back.office.platform.rows
    path = back.office.csv(
        "交易流水号,券码,商户代码,认可金额,核减原因",
        f"T-没有,,{A},10,",
        f"{rows[0]['流水号']},{rows[0]['券码']},{A},10.01,",
        f"{rows[1]['流水号']},{rows[1]['券码']},{B},10,",
        f"{rows[2]['流水号']},{rows[2]['券码']},{A},10,",
        f"{rows[2]['流水号']},{rows[2]['券码']},{A},10,",
        f"{rows[3]['流水号']},{rows[3]['券码']},{A},39,",
        f"{rows[4]['流水号']},{rows[4]['券码']},{B},,",
    )
    found = back.take(path)

    assert {x.row: x.message for _, x in found.problems} == dict(
        zip((2, 3, 4, 6, 7, 8), MESSAGES, strict=True)
    )
    with back.office.desk.workspace.read() as view:
        assert view.vouchers.reports.all() == ()
        assert [x.list for x in view.vouchers.files.all()] == ["issued", "redemption"]


def test_what_was_not_before_the_auditor_is_not_payable(back):
    first, second = (row["流水号"] for row in back.office.platform.rows[:2])
    path = back.sheet()
    book = openpyxl.load_workbook(path)
    page = book[ROWS]
    _fill(page, "交易流水号", {})
    for row in range(page.max_row, 3, -1):
        if page.cell(row, 3).value not in {first, second}:
            page.delete_rows(row)
    book.save(path)
    back.take(path)

    page = settle(back.office.desk, back.office.terms)

    assert payable(page) == {A: 20}
    assert page.left_words == "另有 4 笔 250.00 元还没有审计结果，不在本表"


def test_a_correction_is_payable_once_the_auditor_has_seen_it_and_only_the_difference(back):
    back.take(back.fill({}))
    desk, terms = back.office.desk, back.office.terms
    assert payable(settle(desk, terms)) == {A: 70, B: 200}
    row = back.office.platform.rows[0]
    path = back.office.csv(
        "流水号,券码,券种,核销金额,消费金额,商户代码,核销时间",
        f"{row['流水号']},{row['券码']},普惠型消费券,8,60,{A},{row['核销时间']}",
    )
    order = ListOrder(path, "redemption", batch=1, is_correction=True)
    assert import_list(desk, terms.campaign, order).corrected == 1
    assert payable(settle(desk, terms, reason="更正一笔")) == {A: 60, B: 200}

    sheet = back.fill({})
    done = back.take(sheet)
    assert (done.rows, done.claimed_fen) == (1, yuan(8))
    page = settle(desk, terms, reason="补审一笔")

    assert page.settlement.version == 3
    assert [(x.merchant, x.difference_fen) for x in page.changes] == [(A, yuan(8))]
    assert payable(page) == {A: 68, B: 200}


def test_a_sum_no_longer_holds_when_a_row_of_it_was_corrected(back):
    back.take(back.fill({}, sums={}, keep=False))
    row = back.office.platform.rows[4]
    path = back.office.csv(
        "流水号,券码,券种,核销金额,消费金额,商户代码,核销时间",
        f"{row['流水号']},{row['券码']},普惠型消费券,90,600,{B},{row['核销时间']}",
    )
    order = ListOrder(path, "redemption", batch=1, is_correction=True)
    import_list(back.office.desk, back.office.terms.campaign, order)

    with pytest.raises(
        Refused, match=r"retail1号店普惠型消费券审计时申报 200\.00 元，现在 100\.00 元"
    ):
        settle(back.office.desk, back.office.terms)


def test_rows_after_a_sum_must_be_the_whole_of_the_merchant(back):
    back.take(back.fill({}, sums={}, keep=False))
    row = back.office.platform.rows[0]
    path = back.office.csv("交易流水号,券码,认可金额", f"{row['流水号']},{row['券码']},10")
    found = back.take(path)

    assert told(found) == ["!第 2 行：这个商户此前按合计认可，这次逐笔的没有写全"]


def test_a_paid_row_is_not_cut_afterwards(back):
    desk, terms = back.office.desk, back.office.terms
    back.take(back.fill({}))
    settle(desk, terms)
    record_payment(desk, terms, PaymentOrder("拨1号", date(2025, 1, 10), merchant=A))
    assert settlement_page(desk, terms).paid_words == "已登记拨付 70.00 元（凭证 拨1号）"
    numbers = [row["流水号"] for row in back.office.platform.rows]
    found = back.take(back.fill({numbers[0]: cut("10"), numbers[4]: cut("1")}, is_whole=True))

    assert [x.message for _, x in found.problems] == [
        "这一笔已经拨付（凭证 拨1号），不能再改成认可 0.00 元"
    ]
    done = back.take(back.fill({numbers[4]: cut("1")}, is_whole=True))
    assert done.is_stored
    assert payable(settle(desk, terms, reason="复审")) == {A: 0, B: 199}


def test_the_same_workbook_again_changes_nothing(back):
    path = back.fill({}, sums={})
    assert back.take(path).is_stored
    head = back.office.desk.workspace.log_head()
    again = back.take(path)

    assert again.same_file == f"{path.name}（2025-01-10 导入）"
    assert back.office.desk.workspace.log_head() == head
    assert back.office.desk.workspace.verify_log().faults == ()


def test_a_result_the_payout_rests_on_is_not_undone(back):
    done = back.take(back.fill({}))
    settle(back.office.desk, back.office.terms)

    with pytest.raises(Refused, match="此后已编制资金拨付表"):
        undo_import(back.office.desk, done.batch_id)


def test_a_sheet_nothing_was_written_in_is_named_row_by_row(back):
    found = back.take(back.sheet())

    assert (found.places, found.is_stored) == (0, False)
    assert {x.message for _, x in found.problems} == {"没有填审计结果"}


def test_a_file_without_results_is_named_for_what_it_lacks(back):
    found = back.take(back.office.csv("甲,乙", "1,2"))

    assert "没有找到“审计结果（逐笔）”的表头" in told(found)[0]


def test_a_personal_number_in_a_reason_is_masked(back):
    first = back.office.platform.rows[0]["流水号"]
    back.take(back.fill({first: cut("10", "本人13856601234称未消费")}))

    with back.office.desk.workspace.read() as view:
        statement = "SELECT reason FROM voucher_verdict WHERE reason IS NOT NULL"
        reason = view.connection.exec_driver_sql(statement).scalar()
    assert reason == "本人138****1234称未消费"


def test_a_merchant_that_left_the_list_is_told_by_its_code(back):
    terms = replace(back.office.terms, merchants=())
    path = back.fill({}, sums={"不存在": {}}, keep=False)
    order = ResultOrder(path, "审1", "某所", date(2025, 1, 9))

    assert import_result(back.office.desk, terms, order).places == 2
