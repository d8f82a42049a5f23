"""Suspended, let in again, removed, applied anew: which days of a merchant are paid for.

Three shops take part from 1 August. The first is suspended on 20 September and let in again on
8 October. The second is removed on 10 October; under a new application with the same code it is
online from 1 November. The third leaves nothing to be found. Every redemption claims 10 yuan.
"""

from datetime import date

import pytest

from desktop_app.domain.record import Subject
from desktop_app.domain.register import ENTRY, Owner
from desktop_app.use_cases.registers.editing import EntryDraft, save_entry
from desktop_app.use_cases.reserve_pool.steps import record_step
from desktop_app.use_cases.sample.story import StoryClock
from desktop_app.use_cases.standing.courses import courses_of
from desktop_app.use_cases.standing.reading import reading_of
from desktop_app.use_cases.standing.step_entry import StepEntry
from desktop_app.use_cases.vouchers.auditing import audit, finding_lines
from desktop_app.use_cases.vouchers.importing import ListOrder, import_list
from desktop_app.use_cases.vouchers.terms import terms_of
from desktop_app.use_cases.workspaces import create_workspace, open_desk
from tests.scenario import voucher_lists as lists
from tests.scenario.voucher_desk import JANUARY, place_merchants

SHOPS = lists.MERCHANTS["retail"][:3]
DEALER = lists.MERCHANTS["car"][0]
DAYS = {
    SHOPS[0]: ("09-19", "09-20", "10-07", "10-08"),
    SHOPS[1]: ("10-09", "10-10", "10-31", "11-01"),
    SHOPS[2]: ("09-20", "10-10"),
}
NOT_PAYABLE = {(SHOPS[0], "09-20"), (SHOPS[0], "10-07"), (SHOPS[1], "10-10"), (SHOPS[1], "10-31")}


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    folder, clock = tmp_path_factory.mktemp("days") / "ws", StoryClock(JANUARY)
    create_workspace(folder, clock=clock, program="test", office_name="县商务局", operator="甲")
    desk = open_desk(folder, clock=clock, program="test", operator="甲")
    desk.key = place_merchants(desk, {"retail": SHOPS, "car": (DEALER,)})
    yield desk
    desk.workspace.close()


def rows_of(desk, code):
    with desk.workspace.read() as view:
        rows = view.registers.of_register("merchant")
    return [row for row in rows if row.cells.get("credit_code") == code]


def turn(desk, code, step, outcome, day):
    (row,) = rows_of(desk, code)
    subject = Subject(ENTRY, row.id)
    entry = StepEntry(step, outcome, acted_on=date(2024, *day), signer="负责人甲", opinion="查实。")
    record_step(desk, subject, entry)


@pytest.fixture(scope="module")
def history(desk):
    for code in (SHOPS[0], DEALER):
        turn(desk, code, "merchant_suspension.suspend", "done", (9, 20))
        turn(desk, code, "merchant_suspension.resume", "agreed", (10, 8))
    turn(desk, SHOPS[1], "merchant_suspension.suspend", "done", (10, 10))
    turn(desk, SHOPS[1], "merchant_suspension.resume", "terminated", (10, 12))
    cells = {"number": 9, "name": "再报的店", "credit_code": SHOPS[1], "category": "retail"}
    key = save_entry(desk, EntryDraft("merchant", cells, Owner(parent_id=desk.key)))
    with desk.workspace.begin(desk.act("fill", "再次列入")) as uow:
        row = uow.registers.get(key)
        uow.registers.change(key, state="m_active", cells={**row.cells, "joined_on": "2024-11-01"})
    return desk


def test_the_days_follow_from_the_steps(history):
    terms = terms_of(history, history.key)
    told = {code: [stay.told for stay in terms.stays_of(code)] for code in SHOPS}
    assert told == {
        SHOPS[0]: ["2024-08-01起，2024-09-20起停止", "2024-10-08起"],
        SHOPS[1]: ["2024-08-01起，2024-10-10起停止", "2024-11-01起"],
        SHOPS[2]: ["2024-08-01起"],
    }


def test_only_the_days_out_are_not_payable(history, tmp_path):
    platform = lists.Platform(seed=5)
    rows = platform.general(10, sum(map(len, DAYS.values())))
    wanted = [(code, day) for code, days in DAYS.items() for day in days]
    for row, (code, day) in zip(rows, wanted, strict=True):
        row |= {"商户代码": code, "核销时间": f"2024-{day} 10:00:00", "账号": row["账号"]}
    plan = terms_of(history, history.key).campaign
    used = {row["券码"] for row in rows}
    platform.issued = [each for each in platform.issued if each[0] in used]
    issued = platform.write_issued(tmp_path / "发券.csv")
    assert import_list(history, plan, ListOrder(issued, "issued")).is_stored
    assert import_list(history, plan, ListOrder(platform.write(tmp_path / "核销.csv"), "redemption")
                       ).new == 10  # fmt: skip

    page = audit(history, terms_of(history, history.key))

    found = {x.check.id: (x.sum.rows, x.sum.counted_fen) for x in page.causes if x.sum.rows}
    assert found == {"merchant": (4, 4_000)}
    lines = finding_lines(history, terms_of(history, history.key), "merchant")
    assert {(each.row.merchant, each.row.at[5:10]) for each in lines} == NOT_PAYABLE
    assert lines[0].text == (
        "核销当天不是参与活动的商户；核销日期2024-09-20；"
        "参与的日子：2024-08-01起，2024-09-20起停止；2024-10-08起"
    )


@pytest.mark.parametrize(
    ("day", "counts"),
    [("2024-09-19", True), ("2024-09-20", False), ("2024-10-07", False), ("2024-10-08", True)],
)
def test_a_car_bought_while_the_dealer_was_suspended_is_not_subsidised(history, day, counts):
    number = int(day.replace("-", ""))
    cells = {"number": number, "batch": 1, "dealer_code": DEALER, "bought_on": day}
    key = save_entry(history, EntryDraft("car_claim", cells, Owner(parent_id=history.key)))
    with history.workspace.read() as view:
        subject = Subject(ENTRY, key)
        facts = courses_of(reading_of(history, view), [subject])[subject].facts
        assert facts["car_claim.is_dealer"].value is counts
