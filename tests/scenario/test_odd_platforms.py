"""Two platforms that write everything their own way: from issue to payout, every 分 by hand."""

from datetime import date, datetime

import pytest
import xlsxwriter

from desktop_app.use_cases.vouchers.auditing import audit
from desktop_app.use_cases.vouchers.paying import PaymentOrder, record_payment
from desktop_app.use_cases.vouchers.settling import ReportOrder, record_report, settle
from desktop_app.values.money import Fen
from tests.scenario import voucher_lists as lists
from tests.use_cases.vouchers.conftest import Office

at = datetime.fromisoformat
SHOP, INN = lists.MERCHANTS["retail"][0], lists.MERCHANTS["catering"][0]
STRANGER = lists.STRANGERS[0]
VALID = "2024年8月10日—8月31日"
FACES = {"A1": 10, "A2": 40, "A3": 40, "A4": 100, "A5": 100, "A6": 10, "A7": 40, "A8": 10,
         "A9": 100, "A10": 40, "A11": 10, "A12": 10, "A13": 40}  # fmt: skip
PAID = (
    # number, voucher, claimed, spent, merchant, when, account
    ("T1", "A1", "10.00", "60.00", SHOP, "2024-08-12 10:00:00", "uA1"),  # fine
    ("T2", "A2", "40", "200", SHOP, "2024/8/12 11:00", "uA2"),  # on the line: fine
    ("T3", "A3", "40.00", "199.99", SHOP, "20240813100000", "uA3"),  # below it: 40 off
    ("T4", "A4", "￥100.00", "500.00", SHOP, "2024-08-31 23:59:59", "uA4"),  # last second: fine
    ("T5", "A5", "100.00", "600.00", SHOP, "2024-09-01 00:00:00", "uA5"),  # too late: 100 off
    ("T6", "A6", "10.00", "60.00", SHOP, "2024-08-31T16:30:00Z", "uA6"),  # 0:30 here: 10 off
    ("T7", "A1", "10.00", "60.00", SHOP, "2024-08-14 10:00:00", "uA1"),  # used again: 10 off
    ("T8", "A7", "45.00", "210.00", SHOP, "2024-08-15 10:00:00", "uA7"),  # over its face: 5 off
    ("T9", "A8", "10.00", "60.00", SHOP, "2024-08-16 10:00:00", "uX"),  # another's: 10 off
    ("T10", "Z9", "10.00", "60.00", SHOP, "2024-08-17 10:00:00", "uZ"),  # never issued: 10 off
    ("T11", "A9", "100.00", "600.00", SHOP, "2024-08-18 10:00:00", "uA9"),  # 510 left: fine
    ("T12", "A10", "40.00", "210.00", SHOP, "2024-08-19 10:00:00", "uA10"),  # 199.99: 40 off
    ("T13", "A11", "10.00", "60.00", STRANGER, "2024-08-20 10:00:00", "uA11"),  # no shop: 10 off
)
LATER = (
    ("W1", "A12", 10, 50, INN, at("2024-08-21 10:00"), "uA12"),
    ("W2", "A13", 40.0, 300.3, INN, at("2024-08-22 10:00"), "uA13"),
)
BACK = "原支付宝交易号,实退金额,退款成功时间\n" + "".join(
    f"{number},{yuan},2024-09-0{day} 10:00:00\n"
    for number, yuan, day in (("T11", "50", 2), ("T11", "40.00", 3), ("T12", "10.01", 4))
)


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    made = Office(tmp_path_factory.mktemp("odd"))
    folder = made.folder
    assert made.take(_issued(folder / "发放.xlsx"), "issued").new == len(FACES)
    assert made.take(_first(folder / "支付宝.csv"), batch=1).new == len(PAID)
    assert made.take(_second(folder / "微信.xlsx", LATER), batch=1).new == len(LATER)
    (folder / "退款.csv").write_text(BACK, "utf-8")
    assert made.take(folder / "退款.csv", "refund").new == 3
    yield made
    made.desk.workspace.close()


def _issued(path):
    book = xlsxwriter.Workbook(path)
    page = book.add_worksheet()
    page.write(0, 0, "消费券发放清单")
    head = (
        "消费券ID",
        "票券类型",
        "券面值（元）",
        "发放轮次",
        "领券用户ID",
        "到账时间",
        "使用有效期",
    )
    page.write_row(2, 0, head)
    for line, (code, face) in enumerate(FACES.items(), 3):
        row = (code, "普惠型消费券", face, "第一批", f"u{code}", "2024-08-10 09:00", VALID)
        page.write_row(line, 0, row)
    foot = 3 + len(FACES)
    page.write_row(foot, 0, ("合计", "", sum(FACES.values())))
    page.write_row(foot + 1, 0, ("制表人：张三", "复核：李四"))
    page.write_row(foot + 2, 0, ("导出时间：2024-09-05 08:00",))
    book.close()
    return path


def _first(path):
    head = (
        "支付宝交易号,优惠券ID,优惠券类型,券抵扣金额（元）,订单总金额（元）,商户税号,支付完成时间,"
        "支付宝账号,手机串号"
    )
    rows = [
        f"`{number},\t{code},普惠型消费券,{claimed},{spent},{shop.lower()},{when}\t,{account},D{number}"
        for number, code, claimed, spent, shop, when, account in PAID
    ]
    text = ("#支付宝业务明细", "#起始日期：2024-08-01", head, *rows, "#合计13笔", "-------")
    path.write_text("\r\n".join(text), "gb18030")
    return path


def _second(path, rows, title="消费券金额"):
    book = xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd hh:mm"})
    page = book.add_worksheet()
    page.write_row(0, 0, ("用券时间", "微信支付单号", "票券编号", "卡券类型", title, "应付金额",
                          "营业执照号", "微信openid", "设备识别码"))  # fmt: skip
    for at, (number, code, claimed, spent, shop, when, account) in enumerate(rows, 1):
        page.write_datetime(at, 0, when)
        page.write_row(
            at, 1, (number, code, "普惠型消费券", claimed, spent, shop, account, f"D{number}")
        )
    page.write_row(len(rows) + 1, 0, ("小计", "", "", "", sum(row[2] for row in rows)))
    book.close()
    return path


def test_the_audit_comes_to_the_figures_worked_out_by_hand(office):
    # Claimed 10+40+40+100+100+10+10+45+10+10+100+40+10 = 525, and 50 of the second platform.
    # Off: 40 + 100 + 10 + 10 + 5 + 10 + 10 + 40 + 10 = 235; 575 - 235 = 340.
    page = audit(office.desk, office.terms)
    told = page.audit
    assert (told.rows, told.claimed_fen, told.disallowed_fen, told.payable_fen) == (
        15, 57_500, 23_500, 34_000,
    )  # fmt: skip
    cut = {x.check.id: x.sum.counted_fen for x in page.causes if x.sum.rows}
    assert sum(cut.values()) == 23_500
    assert cut["threshold"] == 4_000
    assert cut["refund"] == 4_000
    assert cut["over_face"] == 500
    assert cut["expired_voucher"] == 11_000


def test_the_same_rows_again_change_nothing_and_a_changed_one_is_named(office):
    again = office.take(_second(office.folder / "微信又.xlsx", LATER[1:]), batch=1)
    assert (again.new, again.unchanged) == (0, 1)
    changed = [(*LATER[1][:2], 39.0, *LATER[1][3:])]
    refused = office.take(_second(office.folder / "微信改.xlsx", changed), batch=1)
    assert "这一笔已由“微信.xlsx”第 3 行导入，内容不同" in str(refused.problems[0])


@pytest.mark.parametrize(
    ("title", "claimed", "told"),
    [
        ("消费券金额（分）", 1000, "E1：“消费券金额(分)”的单位不是元，清单里的金额都按元读"),
        ("消费券金额", -10, "E2：金额是负数（-10.0）"),
        ("消费券金额", 10.005, "E2：金额10.005元比“分”更细"),
    ],
)
def test_what_no_one_can_be_sure_of_is_refused_at_its_cell(office, title, claimed, told):
    row = ("W9", "A12", claimed, 50, INN, at("2024-08-23 10:00"), "uA12")
    refused = office.take(_second(office.folder / "怪.xlsx", [row], title), batch=1)
    assert not refused.is_stored
    assert str(refused.problems[0]).startswith(told)


def test_the_payout_goes_to_whom_it_is_due(office):
    audit(office.desk, office.terms)
    report = ReportOrder("审计〔2024〕1号", "某会计师事务所", date(2025, 1, 9), Fen(34_000))
    record_report(office.desk, office.terms, report)
    page = settle(office.desk, office.terms)

    due = {line.merchant: (line.claimed_fen, line.payable_fen) for line in page.lines}
    assert page.settlement.payable_fen == 34_000
    assert due[SHOP] == (51_500, 29_000)
    assert due[INN] == (5_000, 5_000)
    assert due.get(STRANGER, (1_000, 0)) == (1_000, 0)
    order = PaymentOrder("拨〔2025〕1号", date(2025, 1, 10))
    assert record_payment(office.desk, office.terms, order) == 34_000
