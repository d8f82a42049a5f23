"""Lists that come again: refunds and issued vouchers are held against what came before, too."""

from datetime import date

import pytest

from db.vouchers.effect import issued_by_kind
from desktop_app.use_cases.imports.apply import undo_import
from desktop_app.use_cases.vouchers.auditing import audit
from desktop_app.use_cases.vouchers.balancing import balance

ISSUE = "券码,券种,面额,批次,领券账号,领取时间,有效期至,状态"
REFUND = "原交易流水号,退款金额,退款时间"
DAY = date(2024, 10, 1)


def issue(code, *, face=10, status="未使用", account="u1"):
    return f"{code},普惠券,{face},1,{account},2024-08-20 10:00:00,2024-08-31,{status}"


@pytest.fixture
def redeemed(office):
    """Three purchases of 260.00 with a voucher of 40.00 each; the list of refunds is to come."""
    office.rows = office.platform.general(40, 3)
    for row in office.rows:
        row["消费金额"] = "260.00"
    office.take_in()
    return office


def refund(office, row, yuan, **more):
    text = f"{row['流水号']},{yuan},2024-10-20 10:00:00"
    return office.take(office.csv(REFUND, text), "refund", **more)


def test_a_corrected_refund_counts_once_and_takes_no_redemption_out(redeemed):
    first = redeemed.rows[0]
    assert refund(redeemed, first, 200).new == 1
    assert redeemed.found() == {"refund": (1, 40.0)}

    assert refund(redeemed, first, 30, is_correction=True).corrected == 1

    assert redeemed.found() == {"part_refund": (1, 0.0)}  # 230 are left: 200 are asked for
    assert (redeemed.page.audit.rows, redeemed.page.audit.claimed_fen) == (3, 12_000)


def test_a_refund_and_the_redemption_of_the_same_number_are_both_corrected(redeemed):
    first = redeemed.rows[0]
    refund(redeemed, first, 20)
    refund(redeemed, first, 0, is_correction=True)
    head = "流水号,券码,券种,核销金额,消费金额,商户代码,核销时间"
    cells = [first[each] for each in head.split(",")]
    cells[4] = "300.00"
    line = ",".join(map(str, cells))

    assert redeemed.take(redeemed.csv(head, line), batch=1, is_correction=True).corrected == 1
    assert audit(redeemed.desk, redeemed.terms).audit.rows == 3


def issued_faces(office):
    return {f.face_fen: (f.issued, f.used) for f in balance(office.desk, office.terms, DAY).faces}


def test_an_issue_list_that_comes_again_adds_only_what_is_new(office):
    assert office.take(office.csv(ISSUE, issue("A1"), issue("A2")), "issued").new == 2
    again = office.take(office.csv(ISSUE, issue("A1"), issue("A2"), issue("A3")), "issued")

    assert (again.new, again.corrected, again.unchanged, again.money_fen) == (1, 0, 2, 1000)
    assert issued_faces(office) == {1000: (3, 0)}


def test_a_later_status_of_a_voucher_is_brought_up_without_being_called_a_correction(office):
    office.take(office.csv(ISSUE, issue("A1"), issue("A2")), "issued")
    short = office.csv("券码,券种,面额,批次,状态", "A1,普惠券,10,1,已核销", "A2,普惠券,10,1,未使用")
    later = office.take(short, "issued")

    assert (later.new, later.corrected, later.unchanged) == (0, 1, 1)
    with office.desk.workspace.read() as view:
        columns = "account_key IS NULL, issued_at, expires_on, status"
        statement = f"SELECT {columns} FROM voucher_issued WHERE code = 'A1' ORDER BY id"  # noqa: S608
        first, second = view.connection.exec_driver_sql(statement).all()
    assert tuple(first)[:3] == tuple(second)[:3]
    assert (first.status, second.status) == ("issued", "used")
    undo_import(office.desk, later.batch_id)
    assert issued_faces(office) == {1000: (2, 0)}


@pytest.mark.parametrize("changed", [{"face": 40}, {"account": "u2"}])
def test_any_other_change_of_a_voucher_is_refused_unless_it_is_a_correction(office, changed):
    office.take(office.csv(ISSUE, issue("A1"), issue("A2")), "issued")
    path = office.csv(ISSUE, issue("A1", **changed))

    refused = office.take(path, "issued")
    assert [str(each) for each in refused.problems] == [
        "第 2 行：这张券已由“清单1.csv”第 2 行导入，内容不同；如系更正，请作为更正清单导入"
    ]
    assert office.take(path, "issued", is_correction=True).corrected == 1
    faces = {face: issued for face, (issued, _) in issued_faces(office).items()}
    assert faces == ({1000: 1, 4000: 1} if "face" in changed else {1000: 2})


def test_a_list_without_the_column_changes_no_status(office):
    office.take(office.csv(ISSUE, issue("A1", status="已核销")), "issued")
    short = office.csv("券码,券种,面额,批次", "A1,普惠券,10,1")

    assert office.take(short, "issued").unchanged == 1


def test_the_effect_counts_a_corrected_voucher_once(office):
    office.take(office.csv(ISSUE, issue("A1"), issue("A2")), "issued")
    office.take(office.csv(ISSUE, issue("A1", face=40)), "issued", is_correction=True)
    with office.desk.workspace.read() as view:
        found = issued_by_kind(view.connection, office.terms.campaign.id)
    assert found == {(1, "general"): (2, 5000)}
