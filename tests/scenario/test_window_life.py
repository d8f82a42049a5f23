"""One project through the real window from the application to the post-evaluation, every paper.

180.00 万元 outside the plan: preliminary review, the county's consent, merged approval, tender,
contract, start, a change, progress and payment, trial run of three months, archives, acceptance by
the unit and its filing, self-evaluation after a year, post-evaluation.
"""

from datetime import date

import pytest

from desktop_app.domain.record import Subject
from desktop_app.use_cases.project_life import project_life
from desktop_app.use_cases.regulations import sign_reading
from tests.county import HandClock, found_county, open_county
from tests.life import ACCEPTED, CREDIT_CODES, FIVE_ASPECTS, PLAIN_BUILDING, PREREVIEW, STARTED
from tests.scenario.window_life import LifeHand
from ui.application import make_window
from ui.view_store import ViewStore

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
NAME, UNIT = "文化场馆预约导览", "县教育局"
WHY = "已核实。"


@pytest.fixture(scope="module")
def hand(qapp, tmp_path_factory):
    folder = tmp_path_factory.mktemp("window-life") / "工作区"
    found_county(folder, date(2024, 9, 2))
    clock = HandClock(date(2024, 9, 2))
    _sign_reading(folder, clock)
    store = ViewStore(folder.parent / "window.json")
    window, shell = make_window(qapp, folder, clock, "test", store)
    window.faults = []
    shell.background.failed.disconnect()
    shell.background.failed.connect(window.faults.append)
    window.show()
    hand = LifeHand(window, clock, NAME)
    hand.settle(lambda: shell.has_desk)
    yield hand
    window.close()
    window.deleteLater()


def _sign_reading(folder, clock):
    """The office has said how it adds changes up."""
    desk = open_county(folder, clock)
    sign_reading(
        desk, "reading.change_sum", "cumulative", since=date(2024, 9, 2), reason="局务会",
        signer="负责人",
    )  # fmt: skip
    desk.workspace.close()


@pytest.fixture(scope="module")
def lived(hand):
    """The whole life, in the order a clerk lives it."""
    for part in (_apply, _agree, _approve, _buy, _build, _accept, _evaluate):
        part(hand)
    return hand


def _apply(hand):
    hand.window.open_stage("reserve_pool")
    hand.settle(lambda: hand.window.page("reserve_pool") is not None)
    hand.press("新建")
    hand.settle(lambda: any(each.title == "项目名称" for each in hand.all_fields()))
    texts = {
        "项目名称": NAME, "申报金额": "180", "县级财政资金": "180",
        "建设目标": "十二个场馆一次预约。", "主要建设内容": "预约、导览、客流统计。",
        "技术路线": "部署在政务云。",
        "数据共享需求": "不需要。",
    }  # fmt: skip
    for title, text in texts.items():
        hand.write(title, text)
    for title, words in (("申报单位", UNIT), ("建设性质", "新建"), ("项目类别", "业务信息系统")):
        hand.pick(title, words)
    for title, words in (
        ("参照执行情形", "不属于"), ("跨部门项目", "否"), ("涉及数据资源", "是"),
        ("公共场所视频监控", "否"), ("依托省市一体化平台", "是"),
    ):  # fmt: skip
        hand.pick(title, words)
    hand.press("保存")


def _agree(hand):
    hand.on(2024, 9, 10).tick_materials("reserve_pool", "pool_entry")
    hand.print("reserve_pool", "prereview_opinion")
    hand.record("reserve_pool", "pool_entry.prereview", "agreed", reason=WHY, **PREREVIEW)
    hand.on(2024, 10, 8).tick_materials("annual_plan", "addition")
    hand.print("annual_plan", "addition_prereview_opinion")
    hand.record("annual_plan", "addition.prereview", "agreed", reason=WHY, **PREREVIEW)
    hand.on(2024, 10, 20)
    hand.record("annual_plan", "addition.government", "agreed", number="青政秘〔2024〕40号")


def _approve(hand):
    hand.on(2024, 11, 4)
    line = {"kind": "定制开发", "quantity": "1"}
    hand.row("approval", "estimate_line", order="1", item="预约平台", price="168", **line)
    safe = {"kind": "安全与密码", "quantity": "1", "is_security": "是"}
    hand.row("approval", "estimate_line", order="2", item="等保测评", price="12", **safe)
    hand.row("approval", "project_catalogue", code="WH-001", name="场馆预约", item="场馆、时段",
             share_type="无条件共享")  # fmt: skip
    review = hand.row("approval", "expert_review", title="合并文本论证", kind="专家论证评审",
                      held_on="2024-11-01", conclusion="通过")  # fmt: skip
    for name in ("某甲", "某乙", "某丙"):
        hand.row_below("approval", "expert_review", review, "review_expert", name=name,
                       unit="市信息中心", role="成员")  # fmt: skip
    design = hand.row("construction", "contract", number="SJ-1", kind="咨询设计", amount="0",
                      signed_on="2024-10-28", party="县内设计公司", credit_code=CREDIT_CODES[0],
                      legal_person="钱某", ip_clause="第6条")  # fmt: skip
    filing = ("construction", "contract", design, "contract_filing.file", "filed")
    hand.record_row(*filing, form="contract_filing_form", reason=WHY)
    hand.tick_materials("approval", "merged_approval")
    hand.print("approval", "merged_approval_checklist")
    facts = {**PLAIN_BUILDING, **ACCEPTED}
    hand.record("approval", "merged_approval.accept", "done", reason=WHY, **facts)
    hand.on(2024, 11, 12).note("approval", "merged_approval.decision", estimate_amount="180",
                               planned_yearly_om="10")  # fmt: skip
    hand.print("approval", "merged_reply")
    hand.record("approval", "merged_approval.decision", "agreed", reason=WHY,
                number="县数〔2024〕12号", estimate_amount="180")  # fmt: skip


def _buy(hand):
    hand.on(2024, 11, 20)
    for source in ("甲店", "乙店", "丙店"):
        hand.row("construction", "price_quote", item="终端", source=source, price="3000",
                 quoted_on="2024-11-18")  # fmt: skip
    tender = hand.row("construction", "procurement", title="预约平台采购", kind="建设实施",
                      method="公开招标", notice_on="2024-11-20", requirement="独立法人",
                      ip_clause="第7条", conditions_reviewed="没有排他性、指向性条件")  # fmt: skip
    review = ("construction", "procurement", tender, "tender_review.review", "done")
    hand.record_row(*review, form="tender_checklist", reason=WHY, tick=False)
    hand.on(2024, 12, 9)
    contract = hand.row(
        "construction", "contract", number="HT-1", name="平台合同", kind="建设实施",
        signed_on="2024-12-06", party="建设公司", credit_code=CREDIT_CODES[1], amount="170",
        legal_person="孙某", has_price_list="是", ip_clause="第7条", has_interfaces="是",
        free_until="2030-12-31", has_subcontract="否",
    )  # fmt: skip
    hand.row_below("construction", "contract", contract, "contract_item", item="预约平台",
                   quantity="1", price="1600000")  # fmt: skip
    filing = ("construction", "contract", contract, "contract_filing.file", "filed")
    hand.record_row(*filing, form="contract_filing_form", reason=WHY)
    hand.contract = contract


def _build(hand):
    hand.on(2024, 12, 16).print("construction", "start_record")
    hand.record("construction", "construction_start.start", "done", reason=WHY, **STARTED)
    hand.on(2025, 2, 10)
    hand.row("construction", "progress", month="2025-01-31", percent="60", paid="51",
             done="平台上线内测。")  # fmt: skip
    hand.row_below("construction", "contract", hand.contract, "payment", voucher="ZF-1",
                   paid_on="2025-01-10", amount="51")  # fmt: skip
    change = hand.row(
        "construction", "change", number="BG-1", title="增加语音导览", decided_on="2025-02-10",
        filed_on="2025-02-10", moved="8", delta="0", case="技术方案完善优化",
        goal_unchanged="是", is_needed="是",
    )  # fmt: skip
    filing = ("construction", "change", change, "change_filing.file", "filed")
    hand.record_row(*filing, form="change_filing_form", reason=WHY)


def _accept(hand):
    hand.on(2025, 3, 3).record("acceptance", "trial_run.start", "done", reason=WHY)
    hand.on(2025, 6, 3).record("acceptance", "trial_run.end", "done", reason=WHY)
    hand.on(2025, 6, 9).tick_materials("acceptance", "archive_acceptance")
    hand.print("acceptance", "archive_opinion")
    hand.record("acceptance", "archive_acceptance.opinion", "agreed")
    hand.on(2025, 6, 16).note("acceptance", "unit_acceptance.accept", **FIVE_ASPECTS)
    hand.print("acceptance", "acceptance_opinion")
    hand.record("acceptance", "unit_acceptance.accept", "agreed", reason=WHY, **FIVE_ASPECTS)
    hand.on(2025, 6, 23).print("acceptance", "acceptance_filing_form")
    hand.record("acceptance", "unit_acceptance.file", "filed")
    hand.print("acceptance", "acceptance_filing_receipt")


def _evaluate(hand):
    scores = {
        "score_application": "90", "score_sharing": "80", "score_collaboration": "85",
        "score_benefit": "88", "evaluation_problems": "周末预约少。",
    }  # fmt: skip
    hand.on(2026, 7, 6).tick_materials("evaluation", "self_evaluation")
    hand.note("evaluation", "self_evaluation.evaluate", **scores)
    hand.print("evaluation", "self_evaluation_report")
    hand.record("evaluation", "self_evaluation.evaluate", "done", reason=WHY, **scores)
    hand.print("evaluation", "report_receipt")
    for step in ("bureau_receipt", "finance_receipt"):
        hand.record("evaluation", f"self_evaluation.{step}", "noted")
    hand.record("evaluation", "self_evaluation.closed", "done")
    hand.on(2026, 7, 13)
    found = {"post_body": "某咨询公司", "post_score": "86", "post_findings": "语音导览使用少。"}
    hand.note("evaluation", "post_evaluation.evaluate", **found)
    hand.print("evaluation", "post_evaluation_form")
    hand.record("evaluation", "post_evaluation.evaluate", "done", **found)


def _project(hand):
    with hand.window.shell.desk.workspace.read() as view:
        return view.projects.first(name=NAME)


def test_the_project_is_evaluated_in_the_end_with_its_amounts(lived):
    project = _project(lived)
    amounts = {kind.value: fen for kind, fen in project.amounts.items()}
    assert project.state == "evaluated"
    assert amounts == {
        "declared": 180_000_000,
        "estimate": 180_000_000,
        "contract": 170_000_000,
        "paid": 51_000_000,
    }


def test_every_step_was_recorded_in_the_window_on_its_day(lived):
    subject = Subject("project", _project(lived).id)
    with lived.window.shell.desk.workspace.read() as view:
        records = view.steps.of_subject(subject)
    assert [f"{record.acted_on} {record.step}" for record in records] == [
        "2024-09-10 prereview",
        "2024-10-08 prereview",
        "2024-10-20 government",
        "2024-11-04 accept",
        "2024-11-12 decision",
        "2024-12-16 start",
        "2025-03-03 start",
        "2025-06-03 end",
        "2025-06-09 opinion",
        "2025-06-16 accept",
        "2025-06-23 file",
        "2026-07-06 evaluate",
        "2026-07-06 bureau_receipt",
        "2026-07-06 finance_receipt",
        "2026-07-06 closed",
        "2026-07-13 evaluate",
    ]


def test_every_paper_was_issued_as_it_was_seen(lived):
    with lived.window.shell.desk.workspace.read() as view:
        papers = view.papers.all()
    assert [paper.form for paper in papers] == lived.printed
    assert len(papers) == 16
    assert all(paper.page_count >= 1 for paper in papers)


def test_its_page_tells_the_whole_life(lived):
    life = project_life(lived.window.shell.desk, _project(lived).id)
    assert life.stage == "evaluation"
    assert {event.on.year for event in life.events} == {2024, 2025, 2026}


def test_nothing_went_wrong_behind_the_screen_and_the_log_is_whole(lived):
    assert lived.window.faults == []
    assert lived.window.shell.desk.workspace.verify_log().is_sound
