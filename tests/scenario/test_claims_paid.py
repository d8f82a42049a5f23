"""Car subsidies are paid on approved claims, held against the platform's redemptions.

Claims 1 to 4: new-energy cars of 200,000 get 4,500.00 each; 5 is a fuel car of 60,000 (2,000.00)
that stays unapproved. Approved: 4 x 4,500 = 18,000.00. The platform tells of 1 and 2 as claimed,
of 3 with 4,000.00, of 5, and of a car nobody claimed; 4 it does not know.
"""

import csv
from datetime import date

import openpyxl
import pytest

from desktop_app.errors import Refused
from desktop_app.use_cases.vouchers.auditing import audit, decide_finding, finding_lines
from desktop_app.use_cases.vouchers.auditor_results import ResultOrder, import_result
from desktop_app.use_cases.vouchers.claims import reserve_claims
from desktop_app.use_cases.vouchers.effect import effect
from desktop_app.use_cases.vouchers.importing import ListOrder, import_list
from desktop_app.use_cases.vouchers.paying import PaymentOrder, record_payment
from desktop_app.use_cases.vouchers.result_sheet import write_result_sheet
from desktop_app.use_cases.vouchers.settling import ReportOrder, record_report, settle
from desktop_app.use_cases.vouchers.terms import terms_of
from desktop_app.use_cases.workspaces import create_workspace, open_desk
from desktop_app.values.money import fen_from_yuan as yuan
from tests.county import HandClock
from tests.scenario.campaign import Campaign
from tests.scenario.car_claims import DEALER, Queue, claim, claim_book, id_card, vin

HEAD = (
    "流水号", "券种", "批次", "核销金额", "发票金额", "商户代码", "核销时间", "姓名", "身份证号",
    "手机号", "发票号码", "车架号", "车辆类型", "资料",
)  # fmt: skip
NEW = {"车辆类型": "新能源车", "税的证明": "免税证明"}


class World:
    """The claims of one dealer at one desk."""

    def __init__(self, folder):
        self.folder, clock = folder, HandClock(date(2024, 9, 1))
        create_workspace(
            folder / "ws", clock=clock, program="test", office_name="县商务局", operator="甲"
        )
        self.desk = open_desk(folder / "ws", clock=clock, program="test", operator="甲")
        self.campaign = Campaign(self.desk, clock)
        self.queue = Queue(self.campaign)
        self.queue.open_dealer()
        clock.turn_to(date(2024, 10, 8))
        title = self.campaign.plan.name
        rows = [claim(n, title, **NEW) for n in range(1, 5)]
        rows.append(claim(5, title, **{"发票价格（价税合计）": "60000"}))
        self.campaign.import_merchants(claim_book(folder / "购车补贴.xlsx", rows))
        for number in range(1, 5):
            self.queue.check(number, on=date(2024, 9, 20))
        reserve_claims(self.desk, self.campaign.id, signer="局长甲")
        self.queue.check(5, on=date(2024, 9, 21))
        clock.turn_to(date(2025, 1, 10))

    @property
    def terms(self):
        return terms_of(self.desk, self.campaign.id)

    def take(self, *rows):
        path = self.folder / "核销.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([HEAD, *rows])
        found = import_list(self.desk, self.terms.campaign, ListOrder(path, "redemption"))
        assert found.problems == ()

    def platform_tells(self):
        self.take(
            redeemed(1), redeemed(2), redeemed(3, claimed=4000), redeemed(5, 2000, 60000, "燃油车"),
            redeemed(9),
        )  # fmt: skip


def redeemed(number, claimed=4500, price=200_000, fuel="新能源车"):
    return (
        f"T{number}", "汽车补贴券", 1, claimed, price, DEALER, "2024-09-10 10:00:00",
        f"购车人{number}", id_card(number), f"1385661{number:04d}",
        f"13407240000{number % 10}-{number:08d}", vin(number), fuel, "齐全",
    )  # fmt: skip


@pytest.fixture
def world(tmp_path):
    found = World(tmp_path)
    yield found
    found.desk.workspace.close()


def sums(page):
    return [(x.merchant, x.kind, x.rows, x.claimed_fen, x.payable_fen) for x in page.lines]


def test_every_disagreement_is_a_finding_and_the_claims_are_what_is_claimed(world):
    world.platform_tells()
    page = audit(world.desk, world.terms)

    found = {x.check.id: (x.sum.rows, x.sum.counted_fen) for x in (*page.causes, *page.signs)}
    assert found == {"claim_unredeemed": (1, 0), "claim_differs": (1, 0), "unclaimed": (2, 0)}
    assert (page.audit.rows, page.audit.claimed_fen) == (4, yuan(18_000))
    assert page.audit.payable_fen == yuan(18_000)
    lines = finding_lines(world.desk, world.terms, "unclaimed")
    assert [(x.row.transaction_no, x.text.split("；")[1]) for x in lines] == [
        ("T5", "申报5还没有批准"),
        ("T9", "没有这辆车、这张发票、这个人的申报"),
    ]
    (differs,) = finding_lines(world.desk, world.terms, "claim_differs")
    assert "申报 4,500.00 元，平台核销 4,000.00 元" in differs.text
    assert differs.row.other_place == "核销.csv第 4 行"
    assert "六(三)" in differs.clause


def test_a_decision_on_a_claim_takes_its_money_off_and_stays_told(world):
    world.platform_tells()
    audit(world.desk, world.terms)
    (missing,) = finding_lines(world.desk, world.terms, "claim_unredeemed")
    terms, key = world.terms, missing.row.row_id
    decide_finding(world.desk, terms, [key], "claim_unredeemed", "disallowed", "查无此车")

    record_report(world.desk, terms, ReportOrder("审1", "某所", date(2025, 1, 9), yuan(18_000)))
    page = settle(world.desk, terms, unchecked_reason="汽车券没有账号和设备。")
    assert sums(page) == [(DEALER, "car", 4, yuan(18_000), yuan(13_500))]
    assert page.lines[0].causes == {"claim_unredeemed": 450_000}
    (told,) = finding_lines(world.desk, terms, "claim_unredeemed")
    assert "甲认定剔除：查无此车" in told.text
    with pytest.raises(Refused, match="没有“申报没有核销”这个疑点"):
        decide_finding(world.desk, terms, [key + 1], "claim_unredeemed", "dismissed", "x")


def test_without_the_platforms_rows_claims_are_paid_and_the_missing_check_is_said(world):
    page = audit(world.desk, world.terms)

    assert [(check.id, why) for check, why in page.undone] == [
        ("claim_unredeemed", "平台核销明细里没有这种券，没有可对的")
    ]
    report = ReportOrder("审1", "某所", date(2025, 1, 9), yuan(18_000))
    record_report(world.desk, world.terms, report)
    with pytest.raises(Refused, match="申报没有核销（平台核销明细里没有这种券"):
        settle(world.desk, world.terms)
    page = settle(world.desk, world.terms, unchecked_reason="平台不管汽车券。")
    assert sums(page) == [(DEALER, "car", 4, yuan(18_000), yuan(18_000))]


def test_the_auditor_tells_of_claims_by_their_number(world):
    world.platform_tells()
    audit(world.desk, world.terms)
    path = world.folder / "结果.xlsx"
    assert write_result_sheet(world.desk, world.terms, path) == 4
    page = openpyxl.load_workbook(path)["审计结果（逐笔）"]
    cells = [[cell.value for cell in row] for row in page.iter_rows()]
    assert [row[2] for row in cells if str(row[2]).startswith("申报")] == [
        "申报1", "申报2", "申报3", "申报4",
    ]  # fmt: skip
    csv_path = world.folder / "结果.csv"
    csv_path.write_text(
        "交易流水号,申报金额,认可金额,核减原因\n"
        "申报1,4500,4500,\n申报2,4500,4500,\n申报3,4500,4000,平台金额为准\nT9,4500,4500,\n申报5,2000,2000,\n",
        "utf-8",
    )
    order = ResultOrder(csv_path, "审2", "某所", date(2025, 1, 9))
    found = import_result(world.desk, world.terms, order)
    assert [x.message for _, x in found.problems] == ["这种券按批准的申报拨付", "没有批准的申报5"]
    csv_path.write_text("\n".join(csv_path.read_text("utf-8").split("\n")[:4]), "utf-8")
    assert import_result(world.desk, world.terms, order).accepted_fen == yuan(13_000)

    page = settle(world.desk, world.terms)
    assert sums(page) == [(DEALER, "car", 3, yuan(13_500), yuan(13_000))]
    assert page.left_words == "另有 1 笔 4,500.00 元还没有审计结果，不在本表"
    record_payment(world.desk, world.terms, PaymentOrder("拨1", date(2025, 1, 10)))
    csv_path.write_text("交易流水号,认可金额,核减原因\n申报1,4000,复审\n申报4,4500,\n", "utf-8")
    late = import_result(world.desk, world.terms, ResultOrder(csv_path, "审3", "某所", order.dated))
    assert [x.message for _, x in late.problems] == [
        "这一笔已经拨付（凭证 拨1），不能再改成认可 4,000.00 元"
    ]


def test_the_effect_counts_approved_claims_on_the_day_of_purchase(world):
    world.platform_tells()
    audit(world.desk, world.terms)
    found = effect(world.desk, world.campaign.id)
    (line,) = [each for each in found.by_kind if each.key == "1.car"]

    assert (line.used, line.accepted_fen, line.sales_fen) == (4, yuan(18_000), yuan(800_000))
    assert [(x.day, x.used) for x in found.by_day] == [("2024-09-10", 4)]
