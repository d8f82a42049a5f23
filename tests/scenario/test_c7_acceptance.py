"""C7: who accepts at 199.99 and at 200.00, and what may not pass without archives."""

from datetime import date
from io import BytesIO

import pdfplumber
import pytest

from desktop_app.use_cases.papers.issue import issue_paper, paper_pdf, reprint_paper
from desktop_app.use_cases.reserve_pool.classifying import mark_classified
from tests.life import FIVE_ASPECTS
from tests.scenario.bureau import refusal

DEPARTMENTS = {"acceptance_departments": "县财政局、县委网信办"}


@pytest.fixture
def small(site):
    """199.99 after its trial run."""
    life = site.found("阳光信访199").on(2024, 11, 30)
    return life.tried(2025, 2, 28)


@pytest.fixture
def large(site):
    """200.00 after its preliminary acceptance and its trial run."""
    life = site.found("便民热线200").on(2024, 11, 29).initially_accepted().on(2024, 11, 30)
    return life.tried(2025, 2, 28)


def test_199_99_is_accepted_by_its_unit_and_filed(small):
    assert "bureau_acceptance.apply" not in small.turn()
    small.archived().accepted_by_unit()
    assert small.now().state == "accepted"
    small.record("unit_acceptance.file", "filed")
    assert small.steps_of("unit_acceptance").is_finished


def test_199_99_is_not_for_the_bureau(small):
    refused = refusal(small.record, "bureau_acceptance.apply", "done")
    assert "“县级竣工验收”不适用（概算金额 199.99 万元）" in refused.what
    assert "二(四)2" in refused.clauses


def test_200_is_accepted_by_the_bureau_with_departments_and_experts(large):
    large.archived().accepted_by_bureau()
    assert large.now().state == "accepted"


def test_200_is_not_accepted_by_its_unit(large):
    refused = refusal(large.record, "unit_acceptance.accept", "agreed", facts=FIVE_ASPECTS)
    assert "“建设单位自行验收”不适用（概算金额 200.00 万元）" in refused.what


def test_200_without_preliminary_acceptance_is_not_taken_in(site):
    life = site.found("便民热线200").on(2024, 11, 30)
    early = refusal(life.record, "trial_run.start", "done")
    assert "先初验后试运行（提醒）" in early.what
    life.record("trial_run.start", "done", override_reason="初验与试运行并行。")
    life.on(2025, 2, 28).record("trial_run.end", "done")
    life.hand_in("bureau_acceptance")
    refused = refusal(life.record, "bureau_acceptance.apply", "done")
    assert "已初验：不通过（二(四)2）" in refused.what


@pytest.mark.parametrize("opinion", ["", "refused"])
def test_without_archives_or_with_failed_ones_nothing_is_accepted(small, opinion):
    if opinion:
        small.hand_in("archive_acceptance")
        small.record("archive_acceptance.opinion", opinion, opinion="缺监理资料。")
    before = small.digest()
    refused = refusal(small.accepted_by_unit)
    assert "档案验收合格：不通过（二(四)4）" in refused.what
    assert "二(四)4" in refused.clauses
    assert small.digest() == before
    assert small.now().state == "trial"


def test_recorded_late_an_acceptance_is_not_dated_before_what_it_rests_on(site):
    """The trial run ended on 28 February, the archives were accepted on 10 March."""
    life = site.found("阳光信访199").on(2024, 11, 28)
    life.record("trial_run.start", "done")
    life.on(2025, 2, 28).record("trial_run.end", "done")
    life.on(2025, 3, 10).archived()
    life.on(2025, 3, 20)
    signed = {"facts": FIVE_ASPECTS}
    step = "unit_acceptance.accept"
    early = refusal(life.record, step, "agreed", acted_on=date(2025, 2, 27), **signed)
    assert "试运行结束以后验收：不通过（二(四)2）" in early.what
    before = refusal(life.record, step, "agreed", acted_on=date(2025, 3, 9), **signed)
    assert "试运行结束以后验收" not in before.what
    assert "档案验收合格：不通过（二(四)4）" in before.what
    life.record(step, "agreed", acted_on=date(2025, 3, 10), **signed)
    assert life.duties()["self_evaluation_due"].due == date(2027, 3, 10)


def test_failed_archives_are_looked_at_again(small):
    small.hand_in("archive_acceptance")
    small.record("archive_acceptance.opinion", "refused", opinion="缺监理资料。")
    small.record("archive_acceptance.opinion", "agreed")
    small.accepted_by_unit()
    assert small.now().state == "accepted"


@pytest.mark.parametrize("aspect", list(FIVE_ASPECTS))
def test_one_failed_aspect_of_five_is_no_acceptance(small, aspect):
    small.archived()
    facts = {**FIVE_ASPECTS, aspect: "不合格"}
    refused = refusal(small.record, "unit_acceptance.accept", "agreed", facts=facts)
    assert "验收五个方面：不通过（二(四)2）" in refused.what


def test_an_aspect_nobody_looked_at_is_no_acceptance(small):
    small.archived()
    facts = {name: word for name, word in FIVE_ASPECTS.items() if name != "accept_funds"}
    refused = refusal(small.record, "unit_acceptance.accept", "agreed", facts=facts)
    assert "验收五个方面：资料不足（二(四)2）" in refused.what


@pytest.mark.parametrize(("experts", "word"), [(2, "需人工判断"), (3, "通过")])
def test_the_bureau_asks_for_experts(large, experts, word):
    large.archived().hand_in("bureau_acceptance")
    large.record("bureau_acceptance.apply", "done")
    large.record("bureau_acceptance.organise", "done")
    large.reviewed("验收专家组", experts)
    assert large.verdicts()["acceptance_has_experts"].word == word


def test_a_classified_system_is_not_accepted_before_its_test_and_review(large):
    large.archived().hand_in("bureau_acceptance")
    large.record("bureau_acceptance.apply", "done")
    large.record("bureau_acceptance.organise", "done")
    mark_classified(large.desk, large.project.id, "定密〔2025〕1号")
    facts = {**FIVE_ASPECTS, **DEPARTMENTS}
    refused = refusal(large.record, "bureau_acceptance.conclude", "agreed", facts=facts)
    assert "涉密系统投用条件：不通过（二(四)5）" in refused.what
    large.record("classified_use.level", "noted")
    large.record("classified_use.procurement", "noted")
    early = refusal(large.record, "classified_use.review", "agreed")
    assert "保密测评" in early.what + early.advice
    large.record("classified_use.test", "done")
    large.record("classified_use.review", "agreed")
    assert large.now().state == "accepted"
    why_not = large.turn()["bureau_acceptance.conclude"].view.why_not
    assert not any("涉密系统投用条件" in each for each in why_not)


def test_an_open_change_is_settled_first(small):
    day = "2025-02-28"
    small.row(
        "change", number="BG-1", title="换型", decided_on=day, moved="1", delta="0",
        case="技术方案完善优化",
    )  # fmt: skip
    small.archived()
    refused = refusal(small.accepted_by_unit)
    assert "变更都已备案或批准：不通过（二(三)3）" in refused.what


def test_what_is_sent_back_for_mending_is_applied_for_again(large):
    large.archived().applied_for_acceptance()
    facts = {**FIVE_ASPECTS, **DEPARTMENTS}
    large.record("bureau_acceptance.conclude", "returned", opinion="整改接口。", facts=facts)
    assert "bureau_acceptance.apply" in large.turn()
    large.record("bureau_acceptance.apply", "done")
    large.record("bureau_acceptance.organise", "done")
    large.record("bureau_acceptance.conclude", "agreed", facts=facts)
    assert large.now().state == "accepted"


def test_the_opinion_says_what_was_signed_and_a_reprint_is_a_copy_under_the_same_number(small):
    small.archived().accepted_by_unit()
    paper = issue_paper(small.desk, "acceptance_opinion", [small.subject])
    text = _text(paper_pdf(small.desk, paper.id))
    copy = _text(reprint_paper(small.desk, paper.id))
    assert paper.number == "验收〔2025〕1号"
    assert "验收通过" in text
    assert "副本" not in text
    assert "副本" in copy
    assert paper.number in copy
    second = issue_paper(small.desk, "acceptance_opinion", [small.subject])
    assert second.number == "验收〔2025〕2号"


def test_the_request_and_the_receipt_bear_their_numbers_and_a_reprint_is_a_copy(large, small):
    large.archived().hand_in("bureau_acceptance")
    request = issue_paper(large.desk, "acceptance_request", [large.subject])
    assert request.number == "验申〔2025〕1号"
    early = refusal(issue_paper, small.desk, "acceptance_filing_receipt", [small.subject])
    assert early.what
    small.archived().accepted_by_unit()
    small.record("unit_acceptance.file", "filed")
    receipt = issue_paper(small.desk, "acceptance_filing_receipt", [small.subject])
    assert receipt.number == "验执〔2025〕1号"
    copy = _text(reprint_paper(small.desk, receipt.id))
    assert receipt.number in copy
    assert "副本" in copy
    assert "予以备案" in copy


def _text(pdf):
    with pdfplumber.open(BytesIO(pdf)) as book:
        return "".join(page.extract_text() for page in book.pages).replace("\n", "")
