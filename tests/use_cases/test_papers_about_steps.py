"""Papers about a recorded step tell the checks frozen with it; before it, those of the day."""

from datetime import date
from io import BytesIO

import pdfplumber
import pytest

from desktop_app.errors import Refused
from desktop_app.use_cases.papers.issue import preview_paper
from desktop_app.use_cases.reserve_pool.editing import Application, change_application
from desktop_app.use_cases.reserve_pool.similar import decide_similarity
from desktop_app.use_cases.reserve_pool.steps import note_findings

NO_ROUTE = "申报表的建设目标、主要内容、技术路线"
PREREVIEW = "pool_entry.prereview"


@pytest.fixture
def printed(office):
    """The text of a paper as it would be issued now, blanks left out."""

    def text(form, project):
        pdf = preview_paper(office.desk, form, (office.subject(project),)).pdf
        with pdfplumber.open(BytesIO(pdf)) as book:
            return "".join("".join(page.extract_text().split()) for page in book.pages)

    return text


def completed(office, project, name):
    """The unit sends the application in again with the route filled in."""
    whole = Application(
        name, project.unit_id, "new", "business", "目标", "内容", "云上部署", "不需要",
        declared_fen=project.declared_fen, funding=project.funding, recorded=project.recorded,
    )  # fmt: skip
    change_application(office.desk, project.id, whole)


def test_a_return_letter_tells_what_was_wrong_when_it_was_returned(office, clock, printed):
    project = office.apply("甲平台", route="")
    office.record(project, PREREVIEW, "returned")
    completed(office, project, "甲平台")
    clock.turn_to(date(2026, 7, 28))
    text = printed("return_letter", project)
    assert "我局于2026年7月20日对该项目进行了预审" in text
    assert "技术路线" in text
    assert "补正办法" in text


def test_a_return_letter_before_the_return_tells_the_checks_of_the_day(office, clock, printed):
    project = office.apply("甲平台", route="")
    clock.turn_to(date(2026, 7, 28))
    assert "我局于2026年7月28日对该项目进行了预审" in printed("return_letter", project)


def test_an_opinion_sheet_says_of_which_day_its_checks_are(office, clock, printed):
    project = office.apply("甲平台")
    assert "审查情况为2026年7月20日制表时的核查结果。" in printed("prereview_opinion", project)
    office.agree(project)
    clock.turn_to(date(2026, 7, 28))
    text = printed("prereview_opinion", project)
    assert "审查情况为2026年7月20日签批时的核查结果" in text


def test_what_was_alike_is_frozen_with_the_step(office, printed):
    one = office.apply("智慧食堂监管平台", goal="食堂监管", content="食堂后厨视频监管和留样登记")
    two = office.apply(
        "智慧食堂监管平台", "县公安局", goal="食堂监管", content="食堂后厨视频监管和留样登记"
    )
    decide_similarity(office.desk, [one.id, two.id], "separate", "用户不同", signer="负责人甲")
    office.agree(one, override_reason="分别申报")
    decide_similarity(office.desk, [one.id, two.id], "merge", "改为合并", signer="负责人甲")
    text = printed("prereview_opinion", one)
    assert "分别申报：用户不同（负责人甲，2026-07-20）" in text
    assert two.code in text
    assert "改为合并" not in text


def test_the_sheet_of_a_second_attempt_leaves_the_first_opinion_out(office, printed):
    project = office.apply("甲平台", route="")
    office.record(project, PREREVIEW, "returned", opinion="技术路线没有写，退回。")
    assert "技术路线没有写，退回。" in printed("prereview_opinion", project)
    completed(office, project, "甲平台")
    text = printed("prereview_opinion", project)
    assert "技术路线没有写，退回。" not in text
    assert "制表时的核查结果" in text


def test_a_judgement_not_made_yet_is_boxes_to_tick(office, printed):
    text = printed("prereview_opinion", office.apply("甲平台"))
    assert "□充分□基本具备□不充分" in text
    assert "□可行□基本可行□不可行" in text


def test_findings_noted_before_the_signature_are_on_the_sheet(office, printed):
    project = office.apply("甲平台")
    facts = {"prereview_necessity": "充分", "prereview_feasibility": "basic"}
    assert note_findings(office.desk, office.subject(project), PREREVIEW, facts) == "县级预审"
    text = printed("prereview_opinion", project)
    assert "必要性充分可行性基本可行" in text
    assert "□" not in text.split("结论")[0]
    note_findings(office.desk, office.subject(project), PREREVIEW, {"prereview_necessity": ""})
    assert "□充分□基本具备□不充分" in printed("prereview_opinion", project)


def test_only_what_the_step_asks_for_can_be_noted(office):
    project = office.apply("甲平台")
    with pytest.raises(Refused, match="不登记“topic_sharing”") as refused:
        note_findings(office.desk, office.subject(project), PREREVIEW, {"topic_sharing": "met"})
    assert refused.value.advice == "这一步登记：必要性、可行性。"
    office.agree(project)
    with pytest.raises(Refused, match="现在不能登记"):
        note_findings(office.desk, office.subject(project), PREREVIEW, {})


def test_what_the_unit_left_out_is_named_on_the_reviewers_sheet(office, printed):
    text = printed("prereview_opinion", office.apply("甲平台", route=""))
    assert "技术路线（未填报）" in text


def test_a_unit_without_a_superior_has_no_empty_cell_for_one(office, printed):
    assert "主管部门" not in printed("prereview_opinion", office.apply("甲平台"))
    sent = office.apply("通借通还", "县图书馆", submitting_unit_id=office.unit("县文旅局"))
    assert "主管部门县文旅局报送单位县文旅局" in printed("prereview_opinion", sent)
