"""The papers of a campaign's merchants, audit, inspections and reward, with what they say."""

from datetime import date

import pytest

from desktop_app.domain.record import Subject
from desktop_app.domain.register import ENTRY, Owner
from desktop_app.printing.images import plain_text
from desktop_app.use_cases.papers.issue import preview_paper
from desktop_app.use_cases.registers.editing import EntryDraft, save_entry
from desktop_app.use_cases.sample.story import StoryClock
from desktop_app.use_cases.workspaces import create_workspace, open_desk
from desktop_app.values.money import fen_from_wan
from tests.county import HandClock
from tests.scenario.campaign import Campaign
from tests.scenario.voucher_desk import FEW, JANUARY, place_merchants

COURSE = (
    ("platform_choice.call", "issued", {}),
    ("platform_choice.review", "done", {}),
    ("platform_choice.decide", "agreed", {}),
    ("campaign_course.start", "done", {}),
    ("campaign_course.finish", "done", {}),
    ("campaign_evaluation.evaluate", "done", {}),
)
"""What is recorded before a reward is asked for."""


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    folder, clock = tmp_path_factory.mktemp("papers") / "工作区", StoryClock(JANUARY)
    create_workspace(folder, clock=clock, program="test", office_name="县商务局", operator="甲")
    desk = open_desk(folder, clock=clock, program="test", operator="甲")
    key = place_merchants(desk, FEW)
    cells = {
        "title": "门店标识抽查", "inspected_on": date(2024, 10, 12), "office": "县商务局",
        "result": "检查十二户，一户未张贴标识。", "has_finding": True,
    }  # fmt: skip
    save_entry(desk, EntryDraft("campaign_inspection", cells, Owner(parent_id=key)))
    yield desk, key
    desk.workspace.close()


def told(county, form, subject=None):
    desk, key = county
    return plain_text(preview_paper(desk, form, [subject or Subject(ENTRY, key)]).pdf)


def test_inspections_are_listed(county):
    text = told(county, "inspection_list")
    for said in ("2024-10-12", "门店标识抽查", "检查十二户，一户未张贴标识", "十2"):
        assert said in text


def test_what_goes_to_the_auditor_is_listed(county):
    text = told(county, "audit_handover")
    assert "平台发券明细、核销明细、退款明细" in text
    assert "青阳县商务局" in text
    assert "第三方审计机构" in text


def test_a_merchant_application_leaves_personal_data_for_ink(county):
    desk, _ = county
    with desk.workspace.read() as view:
        merchant = view.registers.of_register("merchant")[0]
    text = told(county, "merchant_application", merchant.subject)
    assert merchant.name in text
    assert merchant.cells["credit_code"] in text
    assert "开户银行：账号：" in text


def test_the_reward_application_prints_the_figures_recorded_with_its_step(tmp_path):
    clock = HandClock(date(2025, 1, 10))
    create_workspace(tmp_path / "ws", clock=clock, program="t", office_name="局", operator="甲")
    desk = open_desk(tmp_path / "ws", clock=clock, program="t", operator="甲")
    campaign = Campaign(desk, clock)
    campaign.engage_platform()
    figures = {
        "award_issued": 22_000, "award_used": 9, "award_accepted": fen_from_wan("0.6"),
        "award_sales": fen_from_wan("17.99"), "award_asked": fen_from_wan(50),
        "award_reason": "活动带动明显。",
    }  # fmt: skip
    facts = {f"campaign.{name}": value for name, value in figures.items()}
    for step, outcome, more in COURSE:
        campaign.record(None, step, outcome, **more)
    campaign.record(None, "campaign_award.apply", "reported", facts=facts, opinion="同意申报")

    text = told((desk, campaign.id), "award_application")
    desk.workspace.close()
    for said in (
        "500.00万元", "张数22000", "0.60万元", "17.99万元", "50.00万元", "活动带动明显",
        "同意申报", "负责人甲",
    ):  # fmt: skip
        assert said in text
