"""A list without the column a check looks at leaves the check undone for its own rows only."""

from datetime import date

import pytest

from desktop_app.errors import Refused
from desktop_app.use_cases.vouchers.auditing import audit
from desktop_app.use_cases.vouchers.settling import ReportOrder, record_report, settle
from desktop_app.values.money import fen_from_yuan as yuan
from tests.scenario import voucher_lists as lists

WHY = "核销明细 清单2.csv没有“消费金额”这一列，只有其中各笔没有查"
KEY = ("流水号", "券码", "券种", "核销金额", "商户代码", "核销时间")


@pytest.fixture
def two_lists(office):
    """Two vouchers of 40 in a whole list and two in one without the sum spent, one each too low."""
    rows = office.platform.general(40, 4)
    rows[0]["消费金额"] = "199.99"
    used = {row["券码"] for row in rows}
    office.platform.issued = [each for each in office.platform.issued if each[0] in used]
    office.take(office.platform.write_issued(office.folder / "发券.csv"), "issued")
    office.platform.rows = rows[:2]
    office.take_in(issued=False)
    office.platform.rows = rows[2:]
    office.take_in(issued=False, order=[title for title in lists.HEAD if title != "消费金额"])
    return office


def told(office):
    return {check.id: why for check, why in office.page.undone}


def correction(office, row, **more):
    cells = {title: row[title] for title in KEY} | more
    path = office.csv(",".join(cells), ",".join(map(str, cells.values())))
    result = office.take(path, batch=1, is_correction=True)
    assert result.corrected == 1, result.problems


def test_the_other_list_is_checked_all_the_same(two_lists):
    assert two_lists.found()["threshold"] == (1, 40.0)
    assert two_lists.rows_of("threshold") == ["T0000000000"]
    assert told(two_lists) == {"threshold": WHY, "clustered": WHY}


def test_a_check_that_needs_nothing_of_it_is_made_on_both(two_lists):
    row = two_lists.platform.rows[0]
    correction(two_lists, row, 商户代码=lists.STRANGERS[0])

    assert two_lists.found()["merchant"] == (1, 40.0)


def test_a_correction_without_the_column_is_left_out_like_the_row_it_corrects(two_lists):
    correction(two_lists, two_lists.platform.rows[0])
    correction(two_lists, two_lists.platform.rows[0], 核销金额="39.00")

    assert two_lists.found()["threshold"] == (1, 40.0)


def test_a_correction_that_brings_the_column_is_checked(two_lists):
    correction(two_lists, two_lists.platform.rows[0], 消费金额="199.99")

    assert two_lists.found()["threshold"] == (2, 80.0)


def test_a_correction_of_a_whole_row_that_says_nothing_of_it_is_checked(two_lists):
    row = {"流水号": "T0000000000", "券码": None}
    with two_lists.desk.workspace.read() as view:
        found = view.connection.exec_driver_sql(
            "SELECT code, merchant, at FROM voucher_redemption WHERE transaction_no = ?",
            (row["流水号"],),
        ).one()
    row |= {"券码": found.code, "券种": "普惠券", "核销金额": "38.00", "商户代码": found.merchant,
            "核销时间": found.at}  # fmt: skip
    correction(two_lists, row)

    assert two_lists.found()["threshold"] == (1, 38.0)


def test_a_list_checked_in_part_still_asks_for_a_reason_before_the_payout(two_lists):
    audit(two_lists.desk, two_lists.terms)
    report = ReportOrder("审1", "某所", date(2025, 1, 9), yuan(120))
    record_report(two_lists.desk, two_lists.terms, report)

    with pytest.raises(Refused, match="未达消费门槛"):
        settle(two_lists.desk, two_lists.terms)
