"""Every check on rows below, on and above its line; amounts are in 元, worked out by hand."""

from dataclasses import replace
from datetime import date

import pytest

from db.vouchers.effect import used_by_kind
from desktop_app.domain.vouchers.checks import BY_ID
from desktop_app.domain.vouchers.participation import Stay
from desktop_app.domain.vouchers.terms import Participant, PriceRise
from desktop_app.rules.campaigns import CUTTING_CHECKS, DOUBT_CHECKS
from desktop_app.use_cases.vouchers.auditing import decide_finding, finding_lines
from desktop_app.use_cases.vouchers.balancing import balance
from desktop_app.values.money import Fen
from tests.scenario import voucher_lists as lists


def test_a_clean_list_has_no_finding(office):
    office.platform.general(10, 5)
    office.platform.appliances(200, 5)
    office.platform.cars("fuel", 60_000, 2000, 2)
    office.take_in()

    assert office.found() == {}


def test_the_threshold_itself_is_enough(office):
    for row, spent in zip(
        office.platform.general(40, 3), ("199.99", "200.00", "200.01"), strict=True
    ):
        row["消费金额"] = spent
    office.platform.appliances(500, 1)[0]["消费金额"] = "4999.99"
    office.take_in()

    assert office.found() == {"threshold": (2, 540.0)}


def test_a_check_is_made_for_the_kinds_the_pack_names_only(office):
    for row in (*office.platform.general(40, 1), *office.platform.appliances(500, 1)):
        row["消费金额"] = "1.00"
    office.take_in()
    assert office.found() == {"threshold": (2, 540.0)}

    office.terms = replace(office.terms, kinds_of={"threshold": frozenset({"general"})})
    assert office.found() == {"threshold": (1, 40.0)}
    office.terms = replace(office.terms, kinds_of={"threshold": frozenset({"car"})})
    assert office.found() == {}


def test_the_rules_know_every_check_and_whether_it_takes_money_off():
    stands = {check: info.stand for check, info in BY_ID.items()}
    assert {check for check, stand in stands.items() if stand == "disallow"} == CUTTING_CHECKS
    assert {check for check, stand in stands.items() if stand == "sign"} == DOUBT_CHECKS


def test_a_row_without_the_sum_spent_is_not_let_through(office):
    office.platform.general(40, 1)[0]["消费金额"] = ""
    office.take_in()

    assert office.found() == {"threshold": (1, 40.0)}


def test_a_list_without_the_column_leaves_the_check_undone(office):
    office.platform.general(40, 1)
    office.take_in(order=[title for title in lists.HEAD if title != "消费金额"])

    assert office.found() == {}
    assert {check.id: why for check, why in office.page.undone} == {
        "threshold": "核销明细没有“消费金额”这一列",
        "clustered": "核销明细没有“消费金额”这一列",
    }


def test_a_list_of_one_kind_need_not_have_the_columns_of_another(office):
    """The platform sends vouchers and cars in files of their own; all checks are made."""
    cars = ("券码", "账号", "设备号", "商品名称", "能效等级")
    vouchers = ("姓名", "身份证号", "手机号", "发票号码", "车架号", "车辆类型", "资料",
                "商品名称", "能效等级")  # fmt: skip
    office.platform.general(40, 2)[0]["消费金额"] = "199.99"
    office.take_in(order=[title for title in lists.HEAD if title not in vouchers])
    office.platform.rows = []
    for number, row in enumerate(office.platform.cars("fuel", 49_999.99, 2000, 1)):
        row["流水号"] = f"C{number}"
    office.take_in(issued=False, order=[title for title in lists.HEAD if title not in cars])

    assert office.found() == {"threshold": (1, 40.0), "bracket": (1, 1000.0)}
    assert office.page.undone == ()


@pytest.mark.parametrize(
    ("fuel", "price", "claimed", "found"),
    [
        ("fuel", 29_999.99, 1000, {"price": (1, 1000.0)}),
        ("fuel", 30_000, 1000, {"near_edge": (1, 0.0)}),
        ("fuel", 49_999.99, 2000, {"bracket": (1, 1000.0)}),
        ("new_energy", 60_000, 2500, {}),
        ("new_energy", 60_000, 2600, {"bracket": (1, 100.0)}),
        ("fuel", 99_999.99, 2000, {}),
        ("fuel", 101_001, 3000, {}),
        ("fuel", 101_000, 3000, {"near_edge": (1, 0.0)}),
        ("fuel", 1_000_000, 4000, {}),
    ],
)
def test_brackets_at_their_edges(office, fuel, price, claimed, found):
    office.platform.cars(fuel, price, claimed, 1)
    office.take_in()

    assert office.found() == found


def test_a_row_counts_once_for_its_largest_cause(office):
    row = office.platform.cars("fuel", 49_999.99, 2000, 1)[0]
    row["核销时间"] = "2025-01-05 10:00:00"
    row["资料"] = "缺完税证明"
    office.take_in()

    assert office.found() == {"period": (1, 2000.0), "papers": (1, 0.0), "bracket": (1, 0.0)}
    assert office.page.audit.disallowed_fen == 200_000


@pytest.mark.parametrize(
    ("at", "found"),
    [
        ("2024-07-31 23:59:59", {"period": (1, 10.0), "merchant": (1, 0.0)}),
        ("2024-08-01 10:00:00", {}),
        ("2024-12-31 20:00:00", {}),
        ("2025-01-01 08:00:00", {"period": (1, 10.0)}),
    ],
)
def test_both_ends_of_the_period_belong_to_it(office, at, found):
    office.platform.general(10, 1)[0]["核销时间"] = at
    office.take_in()

    assert office.found() == found


def test_merchants_by_day_and_category(office):
    shop = Participant(
        "91341799MA00099999", "晚来的店", "retail", (Stay(date(2024, 9, 1), date(2024, 10, 1)),)
    )
    office.terms = replace(office.terms, merchants=(*office.terms.merchants, shop))
    rows = office.platform.general(10, 5)
    for row, day in zip(rows, ("08-31", "09-01", "09-30", "10-01"), strict=False):
        row |= {"商户代码": shop.code, "核销时间": f"2024-{day} 10:00:00"}
    rows[4]["商户代码"] = lists.MERCHANTS["appliance"][0]
    office.take_in()

    assert office.found() == {"merchant": (2, 20.0), "category": (1, 10.0)}


def test_goods_and_their_grades(office):
    rows = office.platform.appliances(200, 8)
    goods = (("海尔洗衣机", 1), ("海尔洗衣机", 2), ("海尔洗衣机", 3), ("海尔洗衣机", ""),
             ("华为手机", ""), ("布艺窗帘", ""), ("", ""), ("二手手机", ""))  # fmt: skip
    for row, (name, grade) in zip(rows, goods, strict=True):
        row |= {"商品名称": name, "能效等级": grade}
    office.take_in()

    assert office.found() == {
        "grade": (2, 400.0), "goods": (1, 200.0), "used_goods": (1, 200.0), "goods_open": (1, 0.0),
    }  # fmt: skip


def test_vouchers_never_given_out_void_or_of_no_face(office):
    rows = office.platform.general(10, 4)
    rows[0]["券码"] = "X-1"
    rows[1]["面额"] = 20
    rows[2]["核销金额"] = "12.00"
    void = next(each for each in office.platform.issued if each[0] == rows[3]["券码"])
    void[7] = "已作废"
    office.take_in()

    assert office.found() == {
        "not_issued": (1, 10.0), "unknown_face": (1, 10.0), "over_face": (1, 2.0),
        "void_voucher": (1, 10.0),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("until", "at", "is_found"),
    [
        ("2024-09-01", "2024-08-31 23:59:59", False),
        ("2024-09-01", "2024-09-01 23:59:59", False),
        ("2024-09-01", "2024-09-02 00:00:00", True),
        ("", "2024-12-30 10:00:00", False),
    ],
)
def test_a_voucher_used_after_its_own_last_day(office, until, at, is_found):
    (row,) = office.platform.general(10, 1)
    row["核销时间"] = at
    given = next(each for each in office.platform.issued if each[0] == row["券码"])
    given[6] = until
    office.take_in()

    assert office.found().get("expired_voucher") == ((1, 10.0) if is_found else None)


def test_the_first_use_of_a_code_stays(office):
    rows = office.platform.general(10, 3)
    for row, day in zip(rows, ("09-03", "09-01", "09-02"), strict=True):
        row |= {"券码": rows[0]["券码"], "账号": rows[0]["账号"],
                "核销时间": f"2024-{day} 10:00:00"}  # fmt: skip
    office.take_in()

    assert office.found() == {"repeated_code": (2, 20.0)}
    assert rows[1]["流水号"] not in office.rows_of("repeated_code")
    (first, _) = finding_lines(office.desk, office.terms, "repeated_code")
    assert first.text == "同一券码此前已经核销；此前的一笔在清单1.csv第 3 行"


def test_one_that_is_taken_off_leaves_its_place_to_the_next(office):
    rows = office.platform.cars("fuel", 60_000, 2000, 2)
    rows[1]["身份证号"] = rows[0]["身份证号"]
    rows[0] |= {"核销时间": "2024-09-01 10:00:00", "资料": "缺发票"}
    rows[1]["核销时间"] = "2024-09-02 10:00:00"
    office.take_in()

    found = office.found()
    assert found == {"papers": (1, 2000.0), "once_per_person": (1, 0.0)}
    assert office.rows_of("once_per_person") == [rows[0]["流水号"]]
    assert office.page.audit.disallowed_fen == 200_000


def test_once_per_person_holds_over_batches(office):
    plan = office.terms.campaign
    second = plan.batches[0].model_copy(update={"number": 2})
    others = [each for each in plan.batches if each.number != second.number]
    plan = plan.model_copy(update={"batches": (*others, second)})
    office.terms = replace(office.terms, campaign=plan)
    rows = office.platform.cars("fuel", 60_000, 2000, 2)
    rows[1] |= {"身份证号": rows[0]["身份证号"], "批次": 2}
    office.take_in()

    assert office.found() == {"once_per_person": (1, 2000.0), "same_person": (2, 0.0)}


def test_one_purchase_takes_one_voucher_of_a_kind(office):
    rows = office.platform.general(10, 2) + office.platform.appliances(200, 1)
    for row in rows:
        row["流水号"] = "T-SAME"
    office.take_in()

    assert office.found() == {"per_purchase": (1, 10.0)}


def test_invoices_and_vehicles_are_used_once(office):
    cars = office.platform.cars("fuel", 60_000, 2000, 2)
    cars[1]["车架号"] = cars[0]["车架号"]
    shop = office.platform.appliances(500, 1)[0]
    shop["发票号码"] = cars[0]["发票号码"]
    cars[0]["核销时间"], shop["核销时间"] = "2024-09-01 10:00:00", "2024-09-02 10:00:00"
    cars[1]["核销时间"] = "2024-09-03 10:00:00"
    office.take_in()

    assert office.found() == {"reused_invoice": (1, 500.0), "reused_vin": (1, 2000.0)}


def test_refunds_cancel_what_no_longer_reaches_the_threshold(office):
    rows = office.platform.general(10, 3)
    for row in rows:
        row["消费金额"] = "60.00"
    office.take_in()
    refunds = office.csv(
        "订单号,退款金额,退款时间",
        f"{rows[0]['流水号']},60.00,2024-11-01 10:00:00",
        f"{rows[1]['流水号']},10.00,2024-11-01 10:00:00",
        f"{rows[2]['流水号']},5.00,2024-11-01 10:00:00",
        f"{rows[2]['流水号']},5.01,2024-11-02 10:00:00",
    )
    assert office.take(refunds, "refund").new == 4

    assert office.found() == {"refund": (2, 20.0), "part_refund": (1, 0.0)}
    (face,) = balance(office.desk, office.terms, date(2024, 11, 30)).faces
    assert (face.issued, face.used, face.void, face.gap) == (3, 1, 2, 0)
    with office.desk.workspace.read() as view:
        used = used_by_kind(view.connection, office.terms.campaign.id)[1, "general"]
    assert (used.accepted_rows, used.sales_fen) == (1, 5_000)  # 60.00 less 10.00 given back


def test_vouchers_passed_on(office):
    rows = office.platform.general(10, 1) + office.platform.appliances(200, 1)
    for row in rows:
        row["账号"] = "U-OTHER"
    office.take_in()

    assert office.found() == {"transfer": (1, 10.0)}


def test_money_that_lasts_until_it_is_used_up(office):
    rows = office.platform.cars("fuel", 200_000 * 1.5, 4000, 38)
    for number, row in enumerate(rows):
        row["核销时间"] = f"2024-09-{1 + number // 2:02d} {10 + number % 2}:00:00"
    office.take_in()

    assert office.found() == {"over_budget": (1, 4000.0)}
    assert office.rows_of("over_budget") == [rows[37]["流水号"]]


def test_signs_take_nothing_off_until_somebody_decides(office):
    rows = office.platform.general(10, 12)
    for number, row in enumerate(rows[:10]):
        row |= {"商户代码": lists.MERCHANTS["retail"][0],
                "核销时间": f"2024-09-01 10:00:{number * 5:02d}"}  # fmt: skip
    rows[10]["核销时间"] = "2024-09-02 04:59:59"
    rows[11]["核销时间"] = "2024-09-02 05:00:00"
    office.take_in()

    assert office.found() == {"burst": (10, 0.0), "night": (1, 0.0)}
    (night,) = finding_lines(office.desk, office.terms, "night")
    decide_finding(
        office.desk, office.terms, [night.row.row_id], "night", "disallowed", "商户承认没有营业"
    )
    assert office.found() == {"burst": (10, 0.0), "night": (1, 10.0)}
    assert office.page.audit.disallowed_fen == 1000


def test_a_burst_needs_its_number_within_its_minutes(office):
    office.with_signs(burst_rows=3, burst_minutes=5)
    rows = office.platform.general(10, 5)
    times = ("10:00:00", "10:02:00", "10:03:59", "11:00:00", "11:09:00")
    for row, at in zip(rows, times, strict=True):
        row |= {"商户代码": lists.MERCHANTS["retail"][0], "核销时间": f"2024-09-01 {at}"}
    office.take_in()

    assert office.found() == {"burst": (3, 0.0)}


def test_one_device_with_many_accounts_and_one_account_with_many_receipts(office):
    office.with_signs(device_accounts=3)
    rows = office.platform.general(10, 5)
    for row in rows[:3]:
        row["设备号"] = "D-SAME"
    for row, at in zip(rows[3:], ("10:00:00", "10:29:59"), strict=True):
        row |= {"账号": "U-1", "商户代码": lists.MERCHANTS["retail"][0],
                "核销时间": f"2024-09-01 {at}"}  # fmt: skip
    office.terms = replace(office.terms, kinds_of={"transfer": frozenset()})
    office.take_in()

    assert office.found() == {"device_many": (3, 0.0), "split_receipts": (2, 0.0)}


def test_sums_that_cluster_at_the_threshold(office):
    office.with_signs(near_least_rows=5, near_share_percent=60)
    rows = office.platform.general(40, 10)
    for number, row in enumerate(rows):
        shop = lists.MERCHANTS["retail"][number // 5]
        just_over = number < 3 or 5 <= number < 7
        row |= {"商户代码": shop, "消费金额": "202.00" if just_over else "300.00"}
    office.take_in()

    assert office.found() == {"clustered": (3, 0.0)}


def test_owners_as_buyers_and_prices_raised_before(office):
    shop = office.terms.merchants[60]
    assert shop.category == "appliance"
    owner = replace(shop, owner="王经理", owner_phone="13900000001")
    others = tuple(each for each in office.terms.merchants if each.code != shop.code)
    rise = PriceRise(shop.code, "沙发", Fen(300_000), Fen(330_000))
    office.terms = replace(office.terms, merchants=(*others, owner), rises=(rise,))
    rows = office.platform.appliances(200, 3)
    rows[0] |= {"商户代码": shop.code, "姓名": "王经理"}
    rows[1] |= {"商户代码": shop.code, "手机号": "13900000001"}
    rows[2] |= {"商户代码": shop.code, "商品名称": "布艺沙发"}
    office.take_in()

    assert office.found() == {"owner": (2, 0.0), "price_raised": (1, 0.0)}


def test_the_same_invoice_in_another_campaign_is_a_sign(office):
    office.platform.appliances(200, 1)
    office.take_in()
    other = replace(office.terms, campaign=lists.campaign(2))
    office.take_in(terms=other)

    assert office.found() == {"elsewhere": (1, 0.0)}


def test_a_dismissed_finding_stays_and_counts_no_more(office):
    rows = office.platform.general(40, 2)
    for row in rows:
        row["消费金额"] = "199.00"
    office.take_in()
    assert office.found() == {"threshold": (2, 80.0)}
    first, _ = finding_lines(office.desk, office.terms, "threshold")

    decide_finding(
        office.desk, office.terms, [first.row.row_id], "threshold", "dismissed", "小票为 201 元"
    )

    assert office.found() == {"threshold": (2, 40.0)}
    first, _ = finding_lines(office.desk, office.terms, "threshold")
    assert (first.row.counted_fen, first.row.reason) == (0, "小票为 201 元")
