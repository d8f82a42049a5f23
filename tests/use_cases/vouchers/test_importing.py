"""Lists are taken in whole or not at all, once, and taken back as one act."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text

from desktop_app.errors import Cancelled, Refused
from desktop_app.use_cases.undoing import redo_event
from desktop_app.use_cases.vouchers.auditing import audit
from desktop_app.use_cases.vouchers.balancing import balance
from desktop_app.use_cases.vouchers.importing import ListOrder, import_list, preview_list
from desktop_app.use_cases.vouchers.paying import (
    PaymentOrder,
    RecoveryOrder,
    record_payment,
    record_recovery,
)
from desktop_app.use_cases.vouchers.settling import ReportOrder, record_report, settle
from desktop_app.values.money import Fen
from desktop_app.values.money import fen_from_yuan as yuan
from tests.scenario import voucher_lists as lists

HEAD = "流水号,券码,券种,面额,核销金额,消费金额,商户代码,核销时间"


def content(office):
    with office.desk.workspace.read() as view:
        rows = {
            table: view.connection.execute(text(f"SELECT * FROM voucher_{table}")).all()  # noqa: S608
            for table in ("redemption", "person", "issued", "correction")
        }
        return view.content_digest(), rows


def test_one_bad_cell_stores_nothing_of_the_whole_file(office):
    rows = office.platform.general(10, 3)
    rows[2]["核销金额"] = "约10"
    before = content(office)

    result = office.take_in(issued=False)

    assert (result.is_stored, result.problem_count) == (False, 1)
    assert (result.problems[0].place, result.problem_columns) == ("E4", {"核销金额": 1})
    assert content(office) == before


def test_a_preview_says_what_storing_would_do_and_writes_nothing(office):
    office.platform.general(10, 3)
    before = content(office)

    order = ListOrder(office.platform.write(office.folder / "a.csv"), "redemption")
    result = preview_list(office.desk, office.terms.campaign, order)

    assert (result.new, result.money_fen, result.is_stored) == (3, 3000, False)
    assert content(office) == before


def test_an_import_is_taken_back_as_one_act_and_its_file_comes_in_again(office):
    office.platform.cars("fuel", 60_000, 2000, 3)
    before = content(office)
    result = office.take_in()
    assert office.desk.workspace.verify_log().faults == ()

    with office.desk.workspace.read() as view:
        event = next(each for each in view.events.latest(5) if each.act == "voucher_import")
    with office.desk.workspace.begin(office.desk.act("undo", "撤销")) as uow:
        uow.revert(event.id)

    assert result.is_stored
    assert content(office) == before
    assert office.desk.workspace.verify_log().faults == ()
    with pytest.raises(Refused, match="请重新导入该文件"):
        redo_event(office.desk, event.id)
    again = office.take(office.platform.write(office.folder / "再.csv"))
    assert (again.new, again.is_stored) == (3, True)
    with office.desk.workspace.read() as view:
        first = view.connection.execute(text("SELECT min(id) FROM voucher_redemption")).scalar()
    assert first == 4  # keys of rows taken back are not given out again


def test_a_cancel_leaves_nothing(office):
    office.platform.general(10, 3)
    before = content(office)
    path = office.platform.write(office.folder / "a.csv")
    looks = iter([False] * 12)

    with pytest.raises(Cancelled):
        import_list(
            office.desk, office.terms.campaign, ListOrder(path, "redemption"),
            cancelled=lambda: next(looks, True),
        )  # fmt: skip

    assert content(office) == before


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE voucher_redemption SET claimed_fen = claimed_fen + 1 WHERE id = 2",
        "DELETE FROM voucher_redemption WHERE id = 3",
        "UPDATE voucher_person SET name = '李四' WHERE id = 1",
        "INSERT INTO voucher_refund SELECT 1, 1, 1, 1, 'T', 1, '2024-09-01'",
    ],
)
def test_a_row_changed_outside_the_program_is_found(office, statement):
    office.platform.cars("fuel", 60_000, 2000, 3)
    office.take_in()
    with office.desk.workspace.engine.begin() as connection:
        connection.execute(text(statement))

    (fault,) = office.desk.workspace.verify_log().faults
    assert "在程序之外被" in fault.message


def test_a_row_without_batch_asks_for_it(office):
    shop = lists.MERCHANTS["retail"][0]
    line = f"T1,C1,普惠券,10,10,60,{shop},2024-09-01 10:00:00"
    path = office.csv(HEAD, line)

    assert "没有写明是第几批" in str(office.take(path).problems[0])
    assert office.take(path, batch=1).new == 1


def test_a_title_told_once_is_known_the_next_time(office):
    head = HEAD.replace("核销金额", "优惠额")
    shop = lists.MERCHANTS["retail"][0]
    rows = [f"T{n},C{n},普惠券,10,10,60,{shop},2024-09-01 10:00:00" for n in range(2)]
    first, second = office.csv(head, rows[0]), office.csv(head, rows[1])

    assert office.take(first, batch=1).problem_count == 1
    assert office.take(first, batch=1, columns={"优惠额": "claimed_fen"}).new == 1
    assert office.take(second, batch=1).new == 1
    with pytest.raises(Refused, match="没有“money”这一列"):
        office.take(second, batch=1, columns={"优惠额": "money"})


def test_a_told_title_may_name_the_unit_and_stands_before_another_of_its_meaning(office):
    head = HEAD.replace("核销金额", "抵扣（元）")
    shop = lists.MERCHANTS["retail"][0]
    path = office.csv(head, f"T1,C1,普惠券,10,10,60,{shop},2024-09-01 10:00:00")
    both = office.csv(f"{head},优惠金额", f"T2,C2,普惠券,10,10,60,{shop},2024-09-01 10:00:00,9")

    assert office.take(path, batch=1, columns={"抵扣（元）": "claimed_fen"}).money_fen == 1000
    assert "都是“核销金额”" in office.take(both, batch=1).problems[0].message
    assert office.take(both, batch=1, columns={"抵扣（元）": "claimed_fen"}).money_fen == 1000


def test_a_correction_needs_the_row_it_corrects(office):
    office.platform.general(40, 2)
    office.take_in()
    row = office.platform.rows[0]
    head = "流水号,券码,券种,核销金额,商户代码,核销时间"
    values = [
        row[title] for title in ("流水号", "券码", "券种", "核销金额", "商户代码", "核销时间")
    ]
    strange = ["T-99", *values[1:]]
    fine = office.csv(head, ",".join(map(str, [*values[:3], "30.00", *values[4:]])))
    bad = office.csv(
        head, ",".join(map(str, strange)), ",".join(map(str, values)), ",".join(map(str, values))
    )

    refused = office.take(bad, batch=1, is_correction=True)
    assert [str(each) for each in refused.problems] == [
        "第 2 行：要更正的这一笔此前没有导入；请核对交易流水号和券码",
        "第 4 行：更正清单里这一笔出现了两次；请只留一行",
    ]
    assert office.take(fine, batch=1, is_correction=True).corrected == 1
    page = audit(office.desk, office.terms)
    assert (page.audit.rows, page.audit.claimed_fen, page.audit.disallowed_fen) == (2, 7000, 0)


def settled(office, accepted):
    audit(office.desk, office.terms)
    report = ReportOrder("审1", "某所", date(2025, 1, 9), yuan(accepted))
    record_report(office.desk, office.terms, report)
    return settle(office.desk, office.terms)


def test_an_auditor_accepts_no_negative_sum(office):
    office.platform.general(40, 1)
    office.take_in()

    with pytest.raises(Refused, match="负数"):
        settled(office, -5)


def test_what_was_paid_is_not_corrected_but_recovered(office):
    rows = office.platform.general(100, 2)
    for row in rows:
        row["商户代码"] = lists.MERCHANTS["retail"][0]
    office.take_in()
    assert settled(office, 200).settlement.payable_fen == 20_000
    assert (
        record_payment(office.desk, office.terms, PaymentOrder("拨1", date(2025, 1, 9))) == 20_000
    )

    head = "流水号,券码,券种,核销金额,商户代码,核销时间"
    path = office.csv(
        head,
        f"{rows[0]['流水号']},{rows[0]['券码']},普惠券,0,{rows[0]['商户代码']},{rows[0]['核销时间']}",
    )
    refused = office.take(path, batch=1, is_correction=True)
    assert "这一笔已经拨付（凭证 拨1），不能更正" in str(refused.problems[0])

    give_back = RecoveryOrder(
        lists.MERCHANTS["retail"][0], "general", Fen(10_000), date(2025, 1, 9), "退货"
    )
    record_recovery(office.desk, office.terms, give_back)
    page = settle(office.desk, office.terms, reason="追回一笔")
    (line,) = page.lines
    assert (line.claimed_fen, line.recovered_fen, line.paid_fen, line.payable_fen) == (
        20_000, 10_000, 20_000, -10_000,
    )  # fmt: skip


def test_a_report_cannot_accept_more_than_was_claimed(office):
    office.platform.general(100, 1)
    office.take_in()
    audit(office.desk, office.terms)

    with pytest.raises(Refused, match=r"认可 100\.01 元，超过申报的 100\.00 元"):
        record_report(
            office.desk, office.terms, ReportOrder("审1", "某所", date(2025, 1, 9), Fen(10_001))
        )


def test_the_same_payout_list_is_not_drawn_up_twice(office):
    office.platform.general(100, 1)
    office.take_in()
    settled(office, 100)

    with pytest.raises(Refused, match="与第 1 版没有差别"):
        settle(office.desk, office.terms, reason="再来一次")


def test_vouchers_whose_end_is_not_told_are_a_gap_by_face(office):
    rows = office.platform.general(10, 4) + office.platform.general(40, 1)
    states = {rows[0]["券码"]: "已核销", rows[1]["券码"]: "已过期", rows[2]["券码"]: "已作废",
              rows[3]["券码"]: "未使用", rows[4]["券码"]: "已核销"}  # fmt: skip
    for each in office.platform.issued:
        each[7] = states.get(each[0], each[7])
    office.platform.rows = rows[:1]
    keep = set(states)
    office.platform.issued = [each for each in office.platform.issued if each[0] in keep]
    path = office.platform.write_issued(office.folder / "发.csv")
    office.take(path, "issued")
    office.take_in(issued=False)

    found = balance(office.desk, office.terms, date(2024, 10, 1))

    told = {f.face_fen: (f.issued, f.used, f.expired, f.void, f.gap) for f in found.faces}
    assert told == {1000: (4, 1, 1, 1, 1), 4000: (1, 0, 0, 0, 1)}
    assert [(each.count, each.first) for each in found.disagreements] == [(1, rows[4]["券码"])]
    assert replace(found, faces=()).gap == 0


def test_a_refund_of_nothing_redeemed_is_named(office):
    office.platform.general(10, 1)
    office.take_in()
    head, row = "原交易流水号,退款金额,退款时间", "T-错,5,2024-09-20 10:00:00"
    assert office.take(office.csv(head, row), "refund").new == 1

    (told,) = balance(office.desk, office.terms, date(2024, 10, 1)).disagreements
    assert (told.told, told.count, told.first) == ("退款明细里有，核销明细里却没有", 1, "T-错")


def test_a_batch_that_cannot_be_read_is_told_once(office):
    shop = lists.MERCHANTS["retail"][0]
    row = f"T1,C1,普惠券,10,10,60,{shop},2024-09-01 10:00:00,甲"

    result = office.take(office.csv(f"{HEAD},批次", row))
    assert [str(each) for each in result.problems] == ["I2：“甲”里没有数字"]


def test_a_masked_telephone_of_a_voucher_that_asks_for_no_person_is_no_fault(office):
    shop = lists.MERCHANTS["retail"][0]
    row = f"T1,C1,普惠券,10,10,60,{shop},2024-09-01 10:00:00,138****5678"

    assert office.take(office.csv(f"{HEAD},手机号", row), batch=1).new == 1
    assert content(office)[1]["person"] == []
