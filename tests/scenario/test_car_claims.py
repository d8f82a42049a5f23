"""Car subsidies claim by claim: queue, money of the batch, waiting list, refusals, letters."""

from datetime import date

import pypdfium2
import pytest

from desktop_app.errors import Refused
from desktop_app.use_cases.exports import export_sheet
from desktop_app.use_cases.imports.preview import preview_import
from desktop_app.use_cases.papers.fitting import fitting_forms
from desktop_app.use_cases.papers.issue import preview_paper
from desktop_app.use_cases.regulations import sign_reading
from desktop_app.use_cases.vouchers.claims import reserve_claims
from desktop_app.use_cases.vouchers.purging import purge_campaign
from desktop_app.use_cases.vouchers.terms import terms_of
from desktop_app.use_cases.workspaces import create_workspace, open_desk
from desktop_app.values.money import fen_from_yuan
from tests.county import HandClock
from tests.scenario.campaign import Campaign, credit_code
from tests.scenario.car_claims import Queue, claim, claim_book, id_card, vin

OCTOBER = date(2024, 10, 8)
NEW = {"车辆类型": "新能源车", "税的证明": "免税证明"}
FULL = range(1, 34)
"""33 new-energy cars of 200,000 yuan: 33 × 4,500 = 148,500 of the 150,000, 1,500 are left."""


@pytest.fixture(scope="module")
def queue(tmp_path_factory):
    """One county in which the tests below happen one after the other.

    Numbers 1 to 33 take 4,500 each; 34 is a fuel car (2,000), 35 a cheap new-energy one (1,500);
    36 is the person of 1, 37 the car of 2, 38 costs a 分 too little, 39 lacks its agreement.
    """
    folder = tmp_path_factory.mktemp("claims")
    clock = HandClock(date(2024, 9, 1))
    create_workspace(
        folder / "ws", clock=clock, program="test", office_name="县商务局", operator="经办人甲"
    )
    desk = open_desk(folder / "ws", clock=clock, program="test", operator="经办人甲")
    world = Campaign(desk, clock)
    found = Queue(world)
    found.folder = folder
    found.open_dealer()
    clock.turn_to(OCTOBER)
    title = world.plan.name
    rows = [claim(n, title, **NEW) for n in FULL]
    rows += [
        claim(34, title, **{"发票价格（价税合计）": "50000"}),
        claim(35, title, **NEW | {"发票价格（价税合计）": "30000"}),
        claim(36, title, 身份证号=id_card(1)),
        claim(37, title, 车架号=vin(2)),
        claim(38, title, **{"发票价格（价税合计）": "29999.99"}),
        claim(39, title, 已交车辆购置协议=""),
    ]
    found.book = claim_book(folder / "购车补贴.xlsx", rows)
    found.result = world.import_merchants(found.book)
    yield found
    desk.workspace.close()


def words(preview):
    """The text of a paper without its line breaks."""
    document = pypdfium2.PdfDocument(preview.pdf)
    pages = (document[n].get_textpage().get_text_range() for n in range(len(document)))
    return "".join("".join(pages).split())


def test_the_sheet_comes_in_goes_out_and_comes_back_unchanged(queue):
    assert queue.result.new == 39
    again = queue.campaign.import_merchants(queue.book)
    assert (again.new, again.changed, again.unchanged) == (0, 0, 39)

    out = queue.folder / "导出.xlsx"
    assert export_sheet(queue.campaign.desk, "car_claim", out) == 39
    back = queue.campaign.import_merchants(out)
    assert (back.new, back.changed, back.unchanged) == (0, 0, 39)


def test_what_is_personal_is_masked_on_screen(queue):
    row = queue.campaign.row("car_claim", number=1)
    shown = " ".join(row.texts.values())
    assert id_card(1) not in shown
    assert vin(1) not in shown
    assert "13856610001" not in shown
    assert row.texts["id_card"].startswith("341")


def test_a_wrong_vehicle_number_is_told_at_its_cell_and_not_stored(queue):
    wrong = vin(40)[:8] + ("1" if vin(40)[8] != "1" else "2") + vin(40)[9:]
    row = claim(40, queue.campaign.plan.name, 车架号=wrong)
    path = claim_book(queue.folder / "错.xlsx", [row])
    (problem,) = preview_import(queue.campaign.desk, [path]).preview.files[0].problems

    assert problem.cell == "购车补贴申报表!I2"
    assert problem.message == "车辆识别代号的第9位校验位不对，请核对"
    assert queue.campaign.import_merchants(path).new == 0
    assert len(queue.board.rows) == 39


@pytest.mark.parametrize(
    ("price", "fuel", "new_energy"),
    [
        ("29999.99", 0, 0),
        ("30000", 1_000, 1_500),
        ("49999.99", 1_000, 1_500),
        ("50000", 2_000, 2_500),
        ("99999.99", 2_000, 2_500),
        ("100000", 3_000, 3_500),
        ("199999.99", 3_000, 3_500),
        ("200000", 4_000, 4_500),
    ],
)
def test_the_subsidy_follows_from_price_and_fuel(queue, price, fuel, new_energy):
    world = queue.campaign
    row = world.row("car_claim", number=34)
    for sort, wanted in (("fuel", fuel), ("new_energy", new_energy)):
        world.correct(row, fuel=sort, price=price)
        assert queue.row(34).subsidy_fen == fen_from_yuan(wanted)
    world.correct(row, fuel="fuel", price="50000")


@pytest.mark.parametrize(
    ("number", "title", "told"),
    [
        (36, "每人每车限一次", "身份证号与1号相同"),
        (37, "每人每车限一次", "车辆识别代号与2号相同"),
        (38, "车价在补贴范围", "发票价格 29,999.99 元 不在补贴范围"),
        (39, "购车资料齐全", "购车资料不全"),
    ],
)
def test_what_stands_against_a_claim_keeps_it_out_of_the_queue(queue, number, title, told):
    with pytest.raises(Refused, match=f"{title}：不通过"):
        queue.check(number)
    assert queue.row(number).place is None
    assert any(told in each for each in queue.row(number).problems)


def test_the_queue_goes_by_the_day_the_papers_were_complete(queue):
    queue.check(35, on=date(2024, 10, 8))
    queue.check(34, on=date(2024, 10, 7))
    for number in FULL:
        queue.check(number, on=date(2024, 9, 20))

    places = queue.places
    assert [places[n][0] for n in (1, 2, 33, 34, 35)] == [1, 2, 33, 34, 35]
    (money,) = queue.board.money
    assert (money.balance_fen, money.reserved_fen) == (fen_from_yuan(150_000), 0)


def test_the_last_money_is_too_little_for_the_next_so_it_waits(queue):
    assert {queue.places[n][1] for n in FULL} == {"可以留"}
    assert (queue.places[34][1], queue.places[35][1]) == ("候补", "候补")

    found = reserve_claims(queue.campaign.desk, queue.campaign.id, signer="局长甲")

    assert (found.reserved, found.waiting, found.amount_fen) == (33, 2, fen_from_yuan(148_500))
    (money,) = queue.board.money
    assert money.balance_fen == fen_from_yuan(1_500)
    assert (queue.places[34], queue.places[35]) == ((34, "候补"), (35, "候补"))
    with pytest.raises(Refused, match="余额不够排在最前的一笔"):
        reserve_claims(queue.campaign.desk, queue.campaign.id, signer="局长甲")
    with pytest.raises(Refused, match="轮到时余额够整笔：不通过"):
        queue.campaign.record(queue.row(35).id, "claim_review.reserve", "agreed")


def test_a_claim_that_falls_away_frees_its_money_for_the_next(queue):
    key = queue.row(5).id
    queue.campaign.record(key, "claim_end.decide", "terminated", opinion="已退车。")

    (money,) = queue.board.money
    assert money.balance_fen == fen_from_yuan(6_000)
    assert (queue.places[34], queue.places[35]) == ((34, "可以留"), (35, "可以留"))
    found = reserve_claims(queue.campaign.desk, queue.campaign.id, signer="局长甲")
    assert (found.reserved, found.amount_fen) == (2, fen_from_yuan(3_500))
    (money,) = queue.board.money
    assert money.balance_fen == fen_from_yuan(2_500)
    assert queue.row(5).place == 5

    text = words(preview_paper(queue.campaign.desk, "claim_ending", [queue.subject(5)]))
    assert "已退车。" in text
    assert "受理序号5" in text


def test_the_person_of_a_claim_that_fell_away_may_claim_again(queue):
    row = queue.campaign.row("car_claim", number=36)
    queue.campaign.correct(row, id_card=id_card(5))
    assert queue.row(36).problems == ()


def test_the_supplement_letter_says_what_is_missing(queue):
    queue.check(39, "returned", opinion="请补交购置协议。")
    text = words(preview_paper(queue.campaign.desk, "claim_supplement", [queue.subject(39)]))

    assert "补正" in text
    assert "蓉城汽车" in text
    assert "请补交购置协议。" in text
    assert "购车资料不全" in text
    assert id_card(39) not in text
    queue.campaign.correct(queue.campaign.row("car_claim", number=39), has_agreement=True)
    queue.check(39)
    assert queue.places[39] == (36, "候补")


def test_the_refusal_letter_names_the_reason(queue):
    queue.check(37, "refused", opinion="该车已由2号申报。")
    text = words(preview_paper(queue.campaign.desk, "claim_refusal", [queue.subject(37)]))

    assert "不予补贴" in text
    assert "车辆识别代号与2号相同" in text
    assert "该车已由2号申报。" in text
    assert queue.row(37).is_live is False


def test_the_list_of_the_queue_shows_no_person(queue):
    text = words(preview_paper(queue.campaign.desk, "claim_list", [queue.campaign.subject]))
    assert "蓉城汽车" in text
    assert "4,500.00" in text
    assert "购车人" not in text.replace("购车人的姓名", "")


SALES = (
    "活动名称", "资料序号", "销售单位", "销售单位统一社会信用代码", "券码", "消费者", "身份证号",
    "联系方式", "已附身份证复印件", "发票号", "开票日期", "发票金额", "商品", "新购商品",
)  # fmt: skip


def sale(number, title, **given):
    values = (
        title, number, "蓉城家电", credit_code(3), f"J{number:04d}", f"消费者{number}",
        id_card(100 + number), f"1385662{number:04d}", "是", f"24342000000000{number:06d}",
        date(2024, 9, 15), "3500", "洗衣机", "是",
    )  # fmt: skip
    found = dict(zip(SALES, values, strict=True)) | given
    return [found[each] for each in SALES]


def test_each_sale_of_appliances_is_complete_or_says_what_it_lacks(queue):
    world = queue.campaign
    title = world.plan.name
    rows = [
        sale(1, title),
        sale(2, title, 联系方式=""),
        sale(3, title, 已附身份证复印件="否"),
        sale(4, title, 新购商品="否"),
    ]
    path = claim_book(
        queue.folder / "家电.xlsx", rows, sheet="家电（家居）券核销资料表", titles=SALES
    )
    assert world.import_merchants(path).new == 4
    out = queue.folder / "家电导出.xlsx"
    assert export_sheet(world.desk, "appliance_sale", out) == 4
    assert world.import_merchants(out).unchanged == 4

    keys = {n: world.row("appliance_sale", number=n).id for n in (1, 2, 3, 4)}
    world.record(keys[1], "sale_review.check", "agreed")
    for number, told in ((2, "核销资料齐全"), (3, "核销资料齐全"), (4, "新购商品")):
        with pytest.raises(Refused, match=f"{told}：不通过"):
            world.record(keys[number], "sale_review.check", "agreed")
    world.record(keys[2], "sale_review.check", "returned", opinion="请补联系方式。")
    states = {n: world.row("appliance_sale", number=n).state for n in keys}
    assert states == {1: "as_complete", 2: "as_returned", 3: "as_received", 4: "as_received"}

    text = words(preview_paper(world.desk, "sale_list", [world.subject]))
    assert "14,000.00" in text
    assert id_card(101) not in text
    assert "13856620001" not in text


def test_a_supplement_may_rest_on_the_opinion_alone(queue):
    queue.check(36, "returned", opinion="请核对身份证复印件。")
    text = words(preview_paper(queue.campaign.desk, "claim_supplement", [queue.subject(36)]))
    offered = [each.id for each in fitting_forms(queue.campaign.desk, [queue.subject(36)])]
    assert offered == ["claim_supplement"]
    assert "请核对身份证复印件。" in text
    assert "补正办法" not in text


def test_the_end_of_personal_data_tells_what_registers_hold(queue):
    terms = terms_of(queue.campaign.desk, queue.campaign.id)
    look = purge_campaign(queue.campaign.desk, terms, reason="", is_applied=False)
    assert look.removed["购车补贴申报表：身份证号"] == 39
    assert look.removed["家电（家居）券核销资料表：联系方式"] == 3
    assert look.kept["购车补贴申报表的条目"] == 39
    assert look.kept["家电（家居）券核销资料表的条目"] == 4


def test_a_signed_reading_lets_a_smaller_claim_pass(queue):
    """2,500 are left, 39 (4,000) waits; 40 (1,500) passes it only once that is signed."""
    world = queue.campaign
    cheap = NEW | {"发票价格（价税合计）": "30000"}
    world.import_merchants(
        claim_book(queue.folder / "后来.xlsx", [claim(40, world.plan.name, **cheap)])
    )
    queue.check(40)
    assert (queue.places[39][1], queue.places[40][1]) == ("候补", "候补")

    sign_reading(
        world.desk, "reading.last_claim", "smaller", since=OCTOBER, reason="会议", signer="局长甲"
    )

    assert (queue.places[39][1], queue.places[40][1]) == ("候补", "可以留")
    found = reserve_claims(world.desk, world.id, signer="局长甲")
    assert (found.reserved, found.waiting, found.amount_fen) == (1, 1, fen_from_yuan(1_500))
    assert queue.board.money[0].balance_fen == fen_from_yuan(1_000)
