"""One project from its workbook to the post-evaluation by the command line alone.

万元: 268.80 applied for, planned and estimated; 255.00 contracted. Above 200, so the bureau
accepts it.
"""

import pytest

from tests.cli import archive_project as given
from tests.cli.archive_project import NAME, ONE, reviewed, state
from tests.cli.walking import SIGNED, Clerk, asked_for, fill_sheet


@pytest.fixture(scope="module")
def papers(tmp_path_factory):
    return tmp_path_factory.mktemp("papers")


@pytest.fixture(scope="module")
def begun(tmp_path_factory, papers):
    """A workspace with one unit and its application, both by workbook."""
    clerk = Clerk(tmp_path_factory.mktemp("walk") / "ws", 2025, 1, 6)
    clerk.does("init", "--office", "县数据资源管理局")
    units, pool = papers / "units.xlsx", papers / "pool.xlsx"
    clerk.does("template", "units", "--out", units)
    unit = {"单位名称": "县档案馆", "单位类型": "县直部门", "机关性质": "党的机关"}
    clerk.does("import", fill_sheet(units, **unit), "--apply")
    clerk.does("template", "reserve_pool", "--out", pool, "--unit", "县档案馆")
    clerk.does("import", fill_sheet(pool, **given.APPLICATION), "--apply")
    return clerk


@pytest.fixture(scope="module")
def pooled(begun):
    begun.on(2025, 1, 8)
    found = ("prereview_necessity=充分", "prereview_feasibility=可行")
    told = begun.record(ONE, "pool_entry.prereview", "agreed", *found)
    assert told == f"已登记：{ONE} 县级预审，现为“在库”。\n"
    begun.does("fill", ONE, "--fact", "is_cross_department=否")
    return begun


@pytest.fixture(scope="module")
def planned(pooled):
    pooled.on(2025, 1, 10).does("plan", "new", "2025", "--wan", "300")
    pooled.does("plan", "add", "2025", ONE)
    for office in ("cyberspace", "planning", "finance"):
        place = ("--under", "1", "--project", ONE)
        cells = {"office": office, "opinion": "agreed", "signer": "某", "signed_on": "2025-01-10"}
        pooled.enter("plan_opinion", *place, **cells)
        pooled.record("1", f"annual_plan.{office}", "done")
    pooled.does("plan", "decide", "2025", ONE, "--as", "included")
    pooled.record("1", "annual_plan.list", "done")
    for step, level in (("city", "市级审核"), ("province", "省级审核")):
        pooled.does("plan", "answer", "2025", ONE, "--level", level, "--as", "同意")
        pooled.record("1", f"annual_plan.{step}", "agreed")
    pooled.on(2025, 1, 20)
    pooled.record("1", "annual_plan.government", "agreed", "plan_meeting=县政府第1次常务会议")
    pooled.record("1", "annual_plan.issue", "issued", more=("--number", "青数〔2025〕1号"))
    return pooled


@pytest.fixture(scope="module")
def accepted_papers(planned):
    """Every paper `show` asks for has come in, the design is on file, and the bureau takes it."""
    planned.on(2025, 2, 10)
    planned.hands_in(ONE, "merged_approval")
    planned.enter("contract", "--project", ONE, **given.DESIGN)
    planned.record(ONE, "merged_approval.accept", "done", *given.FOUND_AT_INTAKE)
    return planned


@pytest.fixture(scope="module")
def approved(accepted_papers):
    clerk, mine = accepted_papers.on(2025, 2, 17), ("--project", ONE)
    for line in given.ESTIMATE:
        clerk.enter("estimate_line", *mine, quantity="1", **line)
    shared = {"code": "M-1", "name": "民国档案目录", "item": "全宗号", "share_type": "无条件共享"}
    clerk.enter("project_catalogue", *mine, **shared)
    reviewed(clerk, "experts", "2025-02-14")
    clerk.on(2025, 2, 20)
    number = ("--number", "青数审〔2025〕1号")
    facts = ("estimate_amount=268.80", "planned_yearly_om=12")
    clerk.record(ONE, "merged_approval.decision", "agreed", *facts, more=number)
    return clerk


@pytest.fixture(scope="module")
def contracted(approved):
    """The clerk with the contract, tendered and on file but not filed yet."""
    clerk, mine = approved.on(2025, 3, 28), ("--project", ONE)
    for source in ("甲店", "乙店", "丙店"):
        quote = {"item": "扫描仪", "source": source, "price": "32000", "quoted_on": "2025-02-28"}
        clerk.enter("price_quote", *mine, **quote)
    clerk.record(clerk.enter("procurement", *mine, **given.TENDER), "tender_review.review", "done")
    return clerk, clerk.enter("contract", *mine, **given.CONTRACT)


@pytest.fixture(scope="module")
def built(contracted):
    clerk, contract = contracted
    item = {"item": "扫描著录", "quantity": "1", "price": "2500000"}
    clerk.enter("contract_item", "--under", contract, **item)
    clerk.hands_in(contract, "contract_filing")
    clerk.record(contract, "contract_filing.file", "filed", more=("--number", "青数合〔2025〕1号"))
    clerk.on(2025, 4, 1)
    clerk.record(ONE, "construction_start.start", "done", *given.STARTED)
    return clerk, contract


@pytest.fixture(scope="module")
def changed(built):
    """The clerk with a change of 27.00 of 268.80, not filed yet."""
    clerk, _ = built
    clerk.on(2025, 6, 10)
    return clerk, clerk.enter("change", "--project", ONE, **given.CHANGE)


@pytest.fixture(scope="module")
def tried(changed):
    """Tried from 30 September to 29 December: a day less than three months."""
    clerk, _ = changed
    clerk.on(2025, 9, 30).hands_in(ONE, "initial_acceptance")
    clerk.record(ONE, "initial_acceptance.accept", "agreed")
    clerk.record(ONE, "trial_run.start", "done")
    clerk.on(2025, 12, 29).record(ONE, "trial_run.end", "done")
    return clerk


@pytest.fixture(scope="module")
def accepted(tried):
    tried.on(2025, 12, 31)
    for procedure in ("archive_acceptance", "bureau_acceptance"):
        tried.hands_in(ONE, procedure)
    tried.record(ONE, "archive_acceptance.opinion", "agreed")
    reason = ("--override", "差一天，运行稳定")
    tried.record(ONE, "bureau_acceptance.apply", "done", more=reason)
    tried.record(ONE, "bureau_acceptance.organise", "done")
    reviewed(tried, "acceptance", "2025-12-31")
    facts = (*given.ASPECTS, "acceptance_departments=县财政局、县委网信办")
    tried.record(ONE, "bureau_acceptance.conclude", "agreed", *facts)
    return tried


def test_show_offers_the_prereview_and_what_stands_against_the_plan(begun):
    assert state(begun) == "已申报"
    steps = begun.offered(ONE)
    assert "agreed 同意入库、returned 退回补正、refused 不予入库" in steps["pool_entry.prereview"]
    assert "项目没有入库，也没有通过预审，不能申请列入计划" in steps["plan_entry.apply"]
    told = begun.is_refused("record", ONE, "plan_entry.apply", "done", *SIGNED)
    assert "依据：二(一)3" in told


def test_in_the_pool_nothing_is_approved_before_the_plan(pooled, papers):
    assert state(pooled) == "在库"
    facts = [word for fact in given.FOUND_AT_INTAKE for word in ("--fact", fact)]
    told = pooled.is_refused("record", ONE, "merged_approval.accept", "done", *SIGNED, *facts)
    assert "二(一)4" in told
    told = pooled.prints("prereview_opinion", ONE, papers / "prereview.pdf")
    assert f"项目名称{NAME}" in told
    assert "负责人（签字）：负责人甲（盖章）2025年1月8日" in told


def test_the_issued_plan_gives_the_project_its_amount(planned, papers):
    assert state(planned) == "计划已下达"
    assert "计划安排金额：268.80 万元" in planned.shown(ONE)
    told = planned.prints("annual_plan_list", "1", papers / "list.pdf")
    assert f"1{ONE}{NAME}县档案馆新建" in told
    assert "合计（1项）268.80268.80" in told


def test_what_show_says_is_lacking_is_enough_to_be_taken_in(planned):
    step = planned.offered(ONE)["merged_approval.accept"]
    assert asked_for(step) == ["has_civil_works", "is_high_energy", "deploy_network"]
    assert "缺材料：合并编报文本；缺材料：数据资源共享分析篇（章）" in step
    assert len(planned.owed(ONE, "merged_approval")) == 5
    told = planned.is_refused("record", ONE, "merged_approval.accept", "done", *SIGNED)
    assert "--fact deploy_network=…" in told


def test_the_approval_names_the_registers_it_counts(accepted_papers):
    assert state(accepted_papers) == "审批中"
    step = accepted_papers.offered(ONE)["merged_approval.decision"]
    assert "estimate_line 投资概算表" in step
    assert "project_catalogue 项目数据资源目录、expert_review 论证评审登记" in step
    facts = ("--fact", "estimate_amount=268.80", "--number", "青数审〔2025〕1号")
    told = accepted_papers.is_refused(
        "record", ONE, "merged_approval.decision", "agreed", *SIGNED, *facts
    )
    assert "没有数据资源目录" in told
    assert "依据：" in told


def test_with_them_filled_it_is_approved_and_the_reply_printed(approved, papers):
    assert state(approved) == "已批复"
    assert "概算金额：268.80 万元" in approved.shown(ONE)
    told = approved.prints("merged_reply", ONE, papers / "reply.pdf")
    assert f"关于{NAME}的批复" in told
    assert "268.80万元" in told
    again = approved.is_refused(
        "record", ONE, "merged_approval.decision", "agreed", *SIGNED, "--number", "又一号"
    )
    assert "已经办结" in again


def test_a_contract_is_not_filed_without_its_price_list(contracted):
    clerk, contract = contracted
    step = clerk.offered(contract)["contract_filing.file"]
    assert "缺材料：合同文本；缺材料：软硬件报价清单" in step
    assert "contract_item 软硬件报价清单" in step
    clerk.is_refused("record", contract, "contract_filing.file", "filed", *SIGNED)


def test_a_payment_a_fen_over_the_contract_is_told_and_put_right(built, papers):
    clerk, contract = built
    assert state(clerk) == "建设中"
    paid = {"voucher": "PZ-1", "paid_on": "2025-04-01", "amount": "255.0000001"}
    words = [word for key, cell in paid.items() for word in ("--set", f"{key}={cell}")]
    told = clerk.is_refused("entry", "add", "payment", "--under", contract, *words)
    assert "“支付金额”填的“255.0000001”不合要求" in told
    payment = clerk.enter("payment", "--under", contract, **{**paid, "amount": "255.000001"})
    assert "支付不超过合同（" in clerk.does("show", contract)
    clerk.does("entry", "set", payment, "--set", "amount=76.5", "--reason", "录错")
    assert "支付不超过合同（" not in clerk.does("show", contract)
    told = clerk.prints("contract_filing_form", contract, papers / "contract.pdf")
    assert "HT-2025-8" in told


def test_a_change_waits_for_the_reading_to_be_signed(changed, papers):
    clerk, change = changed
    assert (
        "本条的列（hengce entry set 序号 --set 列=值）：filed_on 报备日期"
        in (clerk.offered(change)["change_filing.file"])
    )
    clerk.does("entry", "set", change, "--set", "filed_on=2025-06-09", "--reason", "补填")
    clerk.hands_in(change, "change_filing")
    words = ("record", change, "change_filing.file", "filed", *SIGNED, "--number", "变1号")
    assert "本办还没有签定" in clerk.is_refused(*words)
    signed = ("--reason", "局务会议", "--signer", "局长乙", "--since", "2025-01-01")
    clerk.does("readings", "reading.change_sum", "cumulative", *signed)
    assert "自主调整已备案" in clerk.does(*words)
    told = clerk.prints("change_filing_form", change, papers / "change.pdf")
    assert "增加异地备份" in told


def test_a_day_less_than_three_months_wants_a_reason(tried):
    assert state(tried) == "试运行"
    tried.hands_in(ONE, "bureau_acceptance")
    step = tried.offered(ONE)["bureau_acceptance.apply"]
    assert "从 2025-09-30 到 2025-12-29，不满 3 个月" in step
    told = tried.is_refused("record", ONE, "bureau_acceptance.apply", "done", *SIGNED)
    assert "写法：--override 理由" in told


def test_268_80_is_accepted_by_the_bureau_and_the_opinion_printed(accepted, papers):
    assert state(accepted) == "已验收"
    assert "unit_acceptance.accept" not in accepted.offered(ONE)
    told = accepted.prints("acceptance_opinion", ONE, papers / "acceptance.pdf")
    assert NAME in told
    assert "县财政局、县委网信办" in told


def test_it_is_evaluated_a_year_on_and_not_before(accepted, papers):
    accepted.on(2026, 12, 30)
    accepted.hands_in(ONE, "self_evaluation")
    facts = [f"score_{each}=88" for each in ("application", "sharing", "collaboration", "benefit")]
    early = [word for fact in facts for word in ("--fact", fact)]
    told = accepted.is_refused("record", ONE, "self_evaluation.evaluate", "done", *SIGNED, *early)
    assert "在12至24个月内自评价" in told
    accepted.on(2026, 12, 31).record(ONE, "self_evaluation.evaluate", "done", *facts)
    for office in ("bureau", "finance"):
        accepted.record(ONE, f"self_evaluation.{office}_receipt", "noted")
    accepted.record(ONE, "self_evaluation.closed", "done")
    assert state(accepted) == "已自评价"
    told = accepted.prints("self_evaluation_report", ONE, papers / "self.pdf")
    assert "88" in told


def test_the_post_evaluation_ends_the_walk_and_the_log_is_whole(accepted, papers):
    accepted.on(2027, 3, 10)
    step = accepted.offered(ONE)["post_evaluation.evaluate"]
    assert "--fact post_score=…　后评价得分（0 到 100 分）" in step
    for score in ("100.01", "-1", "NaN", "八十六"):
        words = (*SIGNED, "--fact", f"post_score={score}")
        told = accepted.is_refused("record", ONE, "post_evaluation.evaluate", "done", *words)
        assert f"“后评价得分”填的“{score}”不" in told
    words = (*SIGNED, "--fact", "post_body=省评估院")
    told = accepted.is_refused("record", ONE, "post_evaluation.evaluate", "done", *words)
    assert "后评价写明了结果：不通过（二(四)6）" in told
    words = (*SIGNED, "--fact", "post_score=59.9")
    told = accepted.is_refused("record", ONE, "post_evaluation.evaluate", "done", *words)
    assert "评价得分（提醒）" in told
    accepted.record(
        ONE, "post_evaluation.evaluate", "done", "post_body=省评估院", "post_score=86.5"
    )
    assert state(accepted) == "已后评价"
    told = accepted.prints("post_evaluation_form", ONE, papers / "post.pdf")
    assert "省评估院" in told
    assert "86.5分" in told
    line = accepted.prints("life_line", ONE, papers / "life.pdf")
    for title in ("县级预审", "计划下达", "项目批复", "登记开工", "验收结论", "登记后评价结果"):
        assert title in line
    assert "可研金额—" in line
    assert accepted.does("log", "verify").startswith("日志完整")
