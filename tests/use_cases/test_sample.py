"""The sample workspace after its year: what a new user finds in it."""

from collections import Counter
from datetime import UTC, datetime

import pytest

from desktop_app.domain.record import Subject
from desktop_app.domain.register import ENTRY
from desktop_app.use_cases.annual_plan.plans import plan_list
from desktop_app.use_cases.duty_lists import duty_lines
from desktop_app.use_cases.home import home_page
from desktop_app.use_cases.papers.issue import paper_pdf
from desktop_app.use_cases.papers.press import plain_text
from desktop_app.use_cases.regime import current_pack, stored_pack
from desktop_app.use_cases.registers.listing import register_page
from desktop_app.use_cases.reserve_pool.detail import project_page
from desktop_app.use_cases.reserve_pool.listing import pool_list
from desktop_app.use_cases.reserve_pool.needs import need_register
from desktop_app.use_cases.rounds import rounds
from desktop_app.use_cases.sample import create_sample
from desktop_app.use_cases.stage_lists import WAITING, stage_list
from desktop_app.use_cases.vouchers.auditing import audit_page
from desktop_app.use_cases.vouchers.campaigns import campaigns
from desktop_app.use_cases.vouchers.claims import claim_board
from desktop_app.use_cases.vouchers.settling import settlement_page
from desktop_app.use_cases.vouchers.terms import terms_of
from desktop_app.use_cases.workspaces import open_desk, opened

NOW = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)


def _now():
    return NOW


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sample") / "示例"
    create_sample(folder, clock=_now, program="test")
    desk = open_desk(folder, clock=_now, program="test", operator="新用户", writable=False)
    yield desk
    desk.workspace.close()


def test_the_projects_stand_at_every_stage_of_their_life(sample):
    with sample.workspace.read() as view:
        states = Counter(project.state for project in view.projects.all())
    assert states == {
        "plan_applied": 31,
        "in_pool": 8,
        "city_reviewing": 6,
        "applied": 4,
        "plan_reviewed": 1,
        "returned": 3,
        "city_returned": 2,
        "scheme_agreed": 1,
        "refused": 1,
        "withdrawn": 1,
        "merged": 1,
        "converted": 1,
        "planned_state": 1,
        "approving": 3,
        "approved": 2,
        "building": 2,
        "suspended": 1,
        "trial": 1,
        "accepting": 1,
        "accepted": 2,
        "evaluated": 1,
    }


@pytest.mark.parametrize(
    ("stage", "waiting"),
    [
        ("reserve_pool", 21),
        ("annual_plan", 31),
        ("approval", 2),
        ("acceptance", 2),
        ("evaluation", 2),
    ],
)
def test_something_waits_in_the_tab_of_every_stage(sample, stage, waiting):
    chips = {each.id: each.count for each in stage_list(sample, stage).filters}
    assert chips[WAITING] == waiting


def test_two_plans_are_issued_and_the_third_is_in_review(sample):
    found = [(row.year, row.state_label, row.sums.items) for row in plan_list(sample)]
    assert found == [(2027, "编制中", 31), (2026, "已下达", 8), (2025, "已下达", 5)]


def test_a_plan_of_the_years_before_reached_its_projects(sample):
    with sample.workspace.read() as view:
        (found,) = view.projects.where(name="政务信息资源编目和交换")
    assert {kind.value: fen for kind, fen in found.amounts.items()} == {
        "declared": 680_000_000,
        "planned": 680_000_000,
        "feasibility": 690_000_000,
        "estimate": 680_000_000,
        "contract": 651_850_000,
        "paid": 441_000_000,
    }


def test_duties_are_late_due_today_and_due_this_week(sample):
    groups = Counter(line.group for line in duty_lines(sample))
    assert groups["today"] >= 2
    assert groups["week"] >= 5
    assert groups["overdue"] > 20


@pytest.mark.parametrize(
    ("register", "states"),
    [
        ("finding", {"finding_noticed": 3, "finding_failed": 1, "finding_closed": 1}),
        ("change", {"change_filed": 2, "change_approved": 1, "change_recorded": 1}),
        ("om_request", {"om_agreed": 1, "om_asked": 1}),
    ],
)
def test_the_registers_hold_rows_in_every_state(sample, register, states):
    found = Counter(row.state for row in register_page(sample, register).rows)
    assert found == states


def test_the_receipts_of_findings_say_what_the_unit_did_and_what_proves_it(sample):
    with sample.workspace.read() as view:
        papers = [p for p in view.papers.all() if p.form == "rectification_receipt"]
    told = ["".join(plain_text(paper_pdf(sample, paper.id)).split()) for paper in papers]
    assert len(told) == 2
    assert "完成日期2026年8月10日" in told[0]
    assert "五月、六月进度已补报" in told[0]
    assert "佐证材料补报的进度表、监理月报" in told[0]
    assert "四台自助终端已从街道服务站迁到县政务服务大厅" in told[1]


def test_every_form_was_issued_once_but_the_note_that_goes_with_a_returned_workbook(sample):
    with sample.workspace.read() as view:
        forms = {paper.form for paper in view.papers.all()}
        known = {form.id for form in current_pack(sample, view).forms}
        (campaign,) = view.registers.of_register("campaign")
        pack = stored_pack(sample, view, campaign.pack, campaign.pack_version)
    assert known - forms == {"cover_note"}
    assert forms <= known | {form.id for form in pack.forms}


def test_every_kind_of_verdict_is_to_be_seen(sample):
    lights = {row.light for row in pool_list(sample).rows}
    assert {"pass", "warn", "judge", "fail"} <= lights


def test_only_the_planned_split_waits_for_a_decision(sample):
    pages = (project_page(sample, row.id) for row in pool_list(sample).rows)
    groups = {frozenset(m.id for m in g.members): g for page in pages for g in page.similar}
    assert [(len(each.members), each.sum_fen, each.decision) for each in groups.values()] == [
        (3, 584_000_000, "")
    ]


def test_every_decided_project_has_its_signed_step_and_paper(sample):
    with sample.workspace.read() as view:
        decided = [p for p in view.projects.all() if p.state not in ("applied", "merged")]
        bare = [
            p.code
            for p in decided
            if not view.steps.of_subject(Subject("project", p.id))
            or not (view.papers.of(Subject("project", p.id)) or p.state == "withdrawn")
        ]
    assert bare == []


def test_every_project_has_frozen_or_current_verdicts(sample):
    with sample.workspace.read() as view:
        kept = [each.subject for each in view.standings.all()]
        judged = {each.id for each in kept if each.kind == "project"}
        projects = {project.id for project in view.projects.all()}
    assert projects == judged


def test_form_numbers_are_given_once_and_a_spoiled_one_stays(sample):
    with sample.workspace.read() as view:
        papers = view.papers.all()
    numbers = [paper.number for paper in papers if paper.number]
    assert len(numbers) == len(set(numbers))
    assert [paper.form for paper in papers if paper.is_void] == ["pool_application"]
    assert sum(paper.copies for paper in papers) == 1


def test_the_log_tells_the_year_day_by_day_and_is_whole(sample):
    with sample.workspace.read() as view:
        days = {event.at.date() for event in view.events.all()}
        times = [event.at for event in view.events.all()]
    assert len(days) > 30
    assert times == sorted(times)
    assert sample.workspace.verify_log().is_sound


def test_the_rounds_know_who_has_not_returned(sample):
    missing = {page.round.title: len(page.missing) for page in rounds(sample)}
    assert missing["2026年第一批储备库申报"] == 2
    assert missing["2026年第二批储备库申报"] == 3


def test_a_need_is_adopted_and_one_is_linked_to_a_project(sample):
    states = Counter(row.state for row in need_register(sample))
    assert states == {"open": 3, "adopted": 1, "linked": 1}


def test_the_workspace_says_that_it_is_a_sample(sample):
    assert opened(sample).is_sample


def test_the_campaign_was_played_to_the_payment(sample):
    """2,983 redemptions and claims, 58 cut; 200 given back; what is left was paid."""
    key = campaigns(sample)[0].id
    terms = terms_of(sample, key)
    page, made = audit_page(sample, terms), settlement_page(sample, terms)

    assert (page.audit.rows, page.audit.disallowed_rows, page.unseen) == (2_983, 58, 0)
    assert {each.check.id for each in (*page.causes, *page.signs) if each.sum.rows} >= {
        "threshold", "merchant", "period", "refund", "transfer", "repeated_code", "grade", "burst",
        "clustered", "night", "device_many", "claim_unredeemed", "claim_differs", "unclaimed",
    }  # fmt: skip
    settled = made.settlement
    assert (settled.version, settled.recovered_fen) == (2, 20_000)
    assert settled.payable_fen == settled.claimed_fen - settled.disallowed_fen - 20_000
    assert sum(each.amount_fen for each in made.payments) == settled.payable_fen
    board = claim_board(sample, key)
    assert (board.reserved, board.waiting, board.next) == (22, 1, 0)
    with sample.workspace.read() as view:
        issued = [paper.form for paper in view.papers.of(Subject(ENTRY, key))]
    assert {"payout_list", "redemption_summary", "effect_report", "audit_handover"} <= set(issued)


def test_a_row_is_called_so_that_it_is_told_from_others_and_no_person_is_named(sample):
    names = {
        register: register_page(sample, register).rows[0].name
        for register in ("meeting_attendee", "car_claim", "progress", "price_bracket", "unit_sales")
    }
    assert names == {
        "meeting_attendee": "示****",
        "car_claim": "受理序号 1",
        "progress": "截至日期 2025-03-31",
        "price_bracket": "价格从 30,000.00 元",
        "unit_sales": "月份 2024-10-31",
    }


def test_rows_say_what_they_stand_under(sample):
    usage, payments = register_page(sample, "resource_usage"), register_page(sample, "payment")
    assert (usage.above, usage.rows[0].above) == (
        "系统", "基层医疗卫生机构管理信息系统（2015年）"
    )  # fmt: skip
    assert (payments.above, payments.rows[0].above) == ("合同", "HT-2025-01")


def test_the_log_calls_a_paper_of_one_record_by_its_whole_title(sample):
    with sample.workspace.read() as view:
        titles = [each.title for each in view.events.latest(2000) if each.act == "issue_paper"]
    assert "出具《政务信息化项目推进会纪要》" in titles
    assert [each for each in titles if "〔" in each and "份）" not in each] == []


def test_a_paper_names_every_place_in_the_text_once(sample):
    with sample.workspace.read() as view:
        paper = next(x for x in view.papers.all() if x.form == "redemption_summary")
    text = "".join(plain_text(paper_pdf(sample, paper.id)).split())
    assert "（印发通知、三、九(四)、六、九）" in text
    assert "截至2025年1月23日；申报" in text


def test_papers_for_the_people_themselves_name_them_and_mask_their_numbers(sample):
    with sample.workspace.read() as view:
        papers = {paper.form: paper for paper in view.papers.all()}

    def said(form):
        return "".join(plain_text(paper_pdf(sample, papers[form].id)).split())

    assert "县发展和改革委员会某甲、县财政局某乙" in said("meeting_notice")
    assert "安一得" in said("meeting_sign_in")
    card = said("responsibility_card")
    assert "某某" in card
    assert "050*****0152" in card


def test_the_home_page_counts_what_the_pool_shows_as_to_be_looked_at(sample):
    pool = pool_list(sample)
    chip = next(each for each in pool.filters if each.id == "flagged")
    shown = [row.code for row in pool.rows if row.light in {"fail", "judge"}]
    assert "QY2024-003" in shown  # waits for the acceptance, long past the pool
    assert (chip.count, home_page(sample).flagged) == (len(shown), len(shown))
