"""A voucher plan of another county needs TOML alone; it lives beside the first in one workspace."""

from datetime import date

import pytest

from desktop_app.domain.record import Subject
from desktop_app.domain.register import ENTRY
from desktop_app.errors import Refused
from desktop_app.rules.loader import load_pack
from desktop_app.use_cases.regime import store_pack
from desktop_app.use_cases.registers.editing import EntryDraft, save_entry
from desktop_app.use_cases.registers.listing import register_page
from desktop_app.use_cases.reserve_pool.steps import record_step
from desktop_app.use_cases.standing.step_entry import StepEntry
from desktop_app.use_cases.vouchers.campaigns import campaign, campaigns, find_campaign
from desktop_app.use_cases.vouchers.rehearsing import rehearsal
from desktop_app.use_cases.vouchers.starting import start_campaign
from desktop_app.use_cases.workspaces import create_workspace, open_desk
from desktop_app.values.money import fen_from_wan, fen_from_yuan
from tests.county import HandClock
from tests.scenario.other_county import files

PACK = "moxian-2025-vouchers"


@pytest.fixture
def desk(tmp_path):
    clock = HandClock(date(2025, 3, 20))
    create_workspace(tmp_path / "ws", clock=clock, program="test", office_name="某县商务局")
    desk = open_desk(tmp_path / "ws", clock=clock, program="test", operator="经办人甲")
    with desk.workspace.begin(desk.act("enable_pack", "启用规则包")) as uow:
        store_pack(uow, files(), desk.today)
    yield desk
    desk.workspace.close()


def test_the_pack_has_no_fault():
    assert load_pack(files()).faults == ()


def test_its_campaign_has_its_own_kinds_offices_and_brackets(desk):
    plan = campaign(desk, start_campaign(desk, pack=PACK))

    assert (plan.lead, plan.finance, plan.audit) == ("某县商务局", "某县财政局", "某县审计局")
    assert [kind.id for kind in plan.kinds] == ["meal", "ebike"]
    bike = plan.kind("ebike")
    prices = ("2000", "2000.01", "4000", "4000.01")
    assert [bike.subsidy_fen("light", fen_from_yuan(p)) for p in prices] == [
        0, fen_from_yuan(200), fen_from_yuan(200), fen_from_yuan(500),
    ]  # fmt: skip


def test_its_rehearsal_comes_out_by_hand(desk):
    found = {k.kind_id: k for k in rehearsal(desk, start_campaign(desk, pack=PACK)).kinds}

    assert found["meal"].least_sales_fen == fen_from_wan(180)  # 60×1万 + 120×1万
    vehicles = found["ebike"].vehicles
    assert (vehicles.fewest, vehicles.rest_fen, vehicles.most) == (300, 0, 750)


def test_its_batch_opens_without_a_platform_where_the_text_asks_for_none(desk):
    key = start_campaign(desk, pack=PACK)
    (batch,) = register_page(desk, "voucher_batch").rows

    record_step(desk, Subject(ENTRY, batch.id), StepEntry("opening.open", "done", signer="王"))

    assert campaign(desk, key).batches[0].is_open
    (first, _) = register_page(desk, "voucher_face").rows
    with pytest.raises(Refused, match="已经开放"):
        save_entry(desk, EntryDraft("voucher_face", {"count": 1}, entry_id=first.id, reason="改"))


def test_two_campaigns_of_two_counties_stand_apart(desk):
    own, other = (
        start_campaign(desk, pack=PACK),
        start_campaign(desk, pack="qingyang-2024-vouchers"),
    )

    assert [row.id for row in campaigns(desk)] == [other, own]
    assert find_campaign(desk, "某县") == own
    with pytest.raises(Refused, match="有 2 个活动"):
        find_campaign(desk)
    assert campaign(desk, own).total_fen == fen_from_wan(60)
    assert campaign(desk, other).total_fen == fen_from_wan(500)


def test_a_campaign_of_the_same_name_is_not_begun_twice(desk):
    start_campaign(desk, pack=PACK)
    with pytest.raises(Refused, match="已有活动“某县春季消费券”"):
        start_campaign(desk, pack=PACK)
    again = start_campaign(desk, pack=PACK, title="某县秋季消费券")
    assert campaign(desk, again).name == "某县秋季消费券"


def test_a_pack_for_projects_holds_no_campaign(desk):
    with pytest.raises(Refused, match="不是发消费券的规则包"):
        start_campaign(desk, pack="qingyang-2024")
