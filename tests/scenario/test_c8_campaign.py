"""Case C8: the plan entered, proven, rehearsed and opened; every figure worked out by hand."""

from datetime import date

import pytest

from desktop_app.domain.vouchers.rehearsal import vehicle_range
from desktop_app.errors import Refused
from desktop_app.use_cases.vouchers.rehearsing import rehearsal
from desktop_app.use_cases.workspaces import create_workspace, open_desk
from desktop_app.values.money import Fen, fen_from_wan, fen_from_yuan
from tests.county import HandClock
from tests.scenario.campaign import Campaign

AUGUST = date(2024, 8, 10)


@pytest.fixture
def world(tmp_path):
    clock = HandClock(AUGUST)
    create_workspace(
        tmp_path / "ws", clock=clock, program="test", office_name="县商务局", operator="经办人甲"
    )
    desk = open_desk(tmp_path / "ws", clock=clock, program="test", operator="经办人甲")
    yield Campaign(desk, clock)
    desk.workspace.close()


def test_the_plan_of_the_text_adds_up(world):
    plan = world.plan
    first = plan.batches[0]

    assert [fen_from_wan(n) for n in (150, 150, 200)] == [b.total_fen for b in plan.batches]
    assert plan.batches_fen == plan.total_fen == fen_from_wan(500)
    assert {s.kind_id: s.money_fen for s in first.shares} == {
        "general": fen_from_wan(100), "appliance": fen_from_wan(35), "car": fen_from_wan(15),
    }  # fmt: skip
    assert [f.total_fen for f in first.share("general").faces] == [
        fen_from_wan(8), fen_from_wan(32), fen_from_wan(60),
    ]  # fmt: skip
    assert [f.total_fen for f in first.share("appliance").faces] == [
        fen_from_wan(7), fen_from_wan("10.5"), fen_from_wan("17.5"),
    ]  # fmt: skip
    assert (first.share("general").pieces, first.share("appliance").pieces) == (22_000, 1_050)
    assert (plan.lead, plan.finance, plan.audit) == ("青阳县商务局", "青阳县财政局", "青阳县审计局")


def test_the_rehearsal_gives_the_sales_moved_and_the_range_of_vehicles(world):
    found = {kind.kind_id: kind for kind in rehearsal(world.desk, world.id).kinds}

    assert found["general"].least_sales_fen == fen_from_wan(500)
    assert found["appliance"].least_sales_fen == fen_from_wan(350)
    assert found["car"].least_sales_fen is None
    vehicles = found["car"].vehicles
    assert (vehicles.fewest, vehicles.most, vehicles.rest_fen) == (33, 150, fen_from_yuan(1_500))


@pytest.mark.parametrize(
    ("price", "fuel", "new_energy"),
    [
        ("29999.99", 0, 0), ("30000", 1_000, 1_500), ("49999.99", 1_000, 1_500),
        ("50000", 2_000, 2_500), ("99999.99", 2_000, 2_500), ("100000", 3_000, 3_500),
        ("199999.99", 3_000, 3_500), ("200000", 4_000, 4_500), ("1000000", 4_000, 4_500),
    ],
)  # fmt: skip
def test_the_brackets_at_their_edges(world, price, fuel, new_energy):
    car = world.plan.kind("car")
    asked = fen_from_yuan(price)
    assert car.subsidy_fen("fuel", asked) == fen_from_yuan(fuel)
    assert car.subsidy_fen("new_energy", asked) == fen_from_yuan(new_energy)


def test_more_vouchers_than_the_money_allows_are_refused_with_the_difference(world):
    hundred = world.row("voucher_face", kind="general", face=10_000)

    with pytest.raises(Refused, match=r"合计 105\.00 万元，额度 100\.00 万元，多 5\.00 万元"):
        world.correct(hundred, count=6_500)

    assert world.plan.batches[0].share("general").faces_fen == fen_from_wan(100)


def test_fewer_vouchers_are_kept_but_the_batch_cannot_be_opened(world):
    world.engage_platform()
    world.correct(world.row("voucher_face", kind="appliance", face=50_000), count=349)

    with pytest.raises(Refused, match="批次分配一分不差：不通过") as told:
        world.record(
            world.batch(1).id, "batch_opening.split", "agreed", document_number="商〔2024〕9号"
        )
    assert (
        "第一批家电（家居）消费券面额乘张数合计 34.95 万元，额度 35.00 万元，少 0.05 万元。"
        in told.value.advice
    )


def test_a_batch_without_a_split_cannot_be_opened(world):
    world.engage_platform()
    with pytest.raises(Refused, match="第二批还没有分到券种，不能开放"):
        world.record(
            world.batch(2).id, "batch_opening.split", "agreed", document_number="商〔2024〕9号"
        )


def test_a_batch_opens_once_it_is_split_decided_and_a_platform_is_engaged(world):
    key = world.batch(1).id
    world.record(key, "batch_opening.split", "agreed", document_number="商〔2024〕9号")
    with pytest.raises(Refused, match="已与发放平台签订协议：不通过"):
        world.record(key, "batch_opening.open", "done", document_number="商〔2024〕10号")

    world.engage_platform()
    world.record(key, "batch_opening.open", "done", document_number="商〔2024〕10号")

    assert [batch.is_open for batch in world.plan.batches] == [True, False, False]
    with pytest.raises(Refused, match="已经开放"):
        world.correct(world.row("voucher_face", kind="general", face=1_000), count=7_999)


def test_an_open_batch_is_changed_by_a_decision_and_opened_again(world):
    world.engage_platform()
    key = world.batch(1).id
    world.record(key, "batch_opening.split", "agreed", document_number="商〔2024〕9号")
    world.record(key, "batch_opening.open", "done", document_number="商〔2024〕10号")
    world.record(key, "batch_change.decide", "agreed", document_number="商〔2024〕12号")

    world.correct(world.row("voucher_face", kind="general", face=1_000), count=4_000)
    with pytest.raises(Refused, match="批次分配一分不差"):
        world.record(key, "batch_change.reopen", "done")
    world.correct(world.row("voucher_face", kind="general", face=4_000), count=9_000)
    world.record(key, "batch_change.reopen", "done")

    general = world.plan.batches[0].share("general")
    assert (general.faces_fen, general.pieces) == (fen_from_wan(100), 19_000)


def test_other_batches_that_add_up_are_taken(world):
    world.correct(world.batch(2), money="140")
    world.correct(world.batch(3), money="210")
    second = world.batch(2).id
    world.add("voucher_share", second, kind="general", money="90")
    world.add("voucher_share", second, kind="car", money="50")
    world.add("voucher_face", second, kind="general", face="30", threshold="150", count="30000")

    world.record(second, "batch_opening.split", "agreed", document_number="商〔2024〕20号")

    found = {(k.batch, k.kind_id): k for k in rehearsal(world.desk, world.id).kinds}
    assert found[2, "general"].least_sales_fen == fen_from_wan(450)
    vehicles = found[2, "car"].vehicles
    assert (vehicles.fewest, vehicles.rest_fen, vehicles.most) == (111, fen_from_yuan(500), 500)


def test_batches_beyond_the_total_are_refused(world):
    with pytest.raises(Refused, match=r"各批次合计 500\.01 万元，总额 500\.00 万元，多 0\.01 万元"):
        world.correct(world.batch(3), money="200.01")


def test_a_share_beyond_its_batch_is_refused(world):
    car = world.row("voucher_share", kind="car")
    with pytest.raises(Refused, match=r"本批金额 150\.00 万元，多 1\.00 万元"):
        world.correct(car, money="16")


def test_a_gap_between_brackets_is_named(world):
    row = world.row("price_bracket", fuel="fuel", low=5_000_000)
    world.correct(row, low="50000", low_included=False)

    tried = rehearsal(world.desk, world.id)

    assert tried.bracket_faults == ("燃油车正好 50,000.00 元哪一档也不在",)
    fifty = [t.subsidy_fen for t in tried.edges if (t.fuel, t.price_fen) == ("fuel", 5_000_000)]
    assert fifty == [0]


def test_the_forecast_repeats_with_its_seed_and_moves_with_the_demand(world):
    first = rehearsal(world.desk, world.id, seed=7)
    again = rehearsal(world.desk, world.id, seed=7)
    busier = rehearsal(world.desk, world.id, daily={"car": 20.0}, seed=7)

    assert first == again
    assert busier.kinds[2].forecast.used_up_middle < first.kinds[2].forecast.used_up_middle


def test_money_that_is_below_the_highest_amount_still_lasts_for_one_vehicle(world):
    car = world.plan.kind("car")
    found = vehicle_range(car, Fen(100_000))
    assert (found.fewest, found.rest_fen, found.most) == (0, Fen(100_000), 1)
