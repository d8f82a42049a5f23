"""The course of an application: who may, in which order, with which dates, numbers and reasons."""

from dataclasses import replace
from datetime import date

import pytest

from desktop_app.domain.project import FundingLine
from desktop_app.domain.record import Subject
from desktop_app.errors import Refused
from desktop_app.use_cases.dossiers import dossier
from desktop_app.use_cases.handouts import addressees
from desktop_app.use_cases.papers.incoming import IncomingEntry, record_incoming
from desktop_app.use_cases.papers.issue import issue_paper, set_document_number
from desktop_app.use_cases.reserve_pool import editing
from desktop_app.use_cases.reserve_pool.detail import project_page
from desktop_app.use_cases.reserve_pool.editing import merge_applications, resubmit_application
from desktop_app.use_cases.reserve_pool.needs import adopt_need, link_need, need_register
from desktop_app.use_cases.reserve_pool.similar import decide_similarity
from desktop_app.use_cases.reserve_pool.steps import record_for_many
from desktop_app.use_cases.standing.step_entry import StepEntry
from desktop_app.values.money import fen_from_wan
from tests.county import merger

OWN = {"by_reference_kind": "own_money", "superior_opinion": "agreed"}
MET = dict.fromkeys(
    ("topic_intensive", "topic_sharing", "topic_connection", "topic_collaboration"), "met"
)
COMMAND = {
    "goal": "建成城管指挥平台，问题发现派遣处置闭环",
    "content": "占道经营、垃圾暴露视频识别，案件派遣，指挥大屏",
    "route": "微服务架构，部署政务云",
}


def words(office, project):
    page = project_page(office.desk, project.id)
    return {v.rule: v.word for v in page.verdicts}


def test_a_by_reference_project_runs_only_the_scheme_review_with_four_topics(office):
    money = (FundingLine("own", fen_from_wan(112)),)
    project = office.apply("床旁结算", unit="县图书馆", wan=112, funding=money, recorded=OWN)
    with pytest.raises(Refused, match="本环节必须登记"):
        office.record(project, "scheme_review.review", "agreed")
    facts = {**MET, "topic_sharing": "improve"}
    with pytest.raises(Refused, match="四个方面") as refused:
        office.record(project, "scheme_review.review", "agreed", facts=facts)
    assert refused.value.clauses == ("一(二)4",)
    assert office.record(project, "scheme_review.review", "agreed", facts=MET).state == (
        "scheme_agreed"
    )


def test_a_returned_scheme_is_sent_in_again_and_its_topics_are_asked_anew(office):
    money = (FundingLine("own", fen_from_wan(112)),)
    project = office.apply("床旁结算", unit="县图书馆", wan=112, funding=money, recorded=OWN)
    office.record(project, "scheme_review.review", "returned", facts={**MET})
    resubmit_application(office.desk, project.id, "补来方案修改稿")
    cases = project_page(office.desk, project.id).cases
    assert [case.case.attempt for case in cases] == [2, 1]
    assert "topic_sharing" not in office.project(project).recorded


def test_a_township_is_refused_converted_adopted_and_linked(office):
    town = office.apply("便民一体机", unit="杜村乡人民政府", wan=80)
    with pytest.raises(Refused, match="乡镇不得独立建设"):
        office.agree(town)
    office.record(town, "conversion.convert", "done")
    need = need_register(office.desk)[0]
    assert (need.title, need.amount_fen, need.state) == ("便民一体机", 80_000_000, "open")
    adopt_need(office.desk, need.id, office.unit("县教育局"))
    link_need(office.desk, need.id, office.apply("县级平台").id)
    assert need_register(office.desk)[0].project == "县级平台"


def test_adopting_and_linking_a_need_keep_who_signed_and_when(office):
    office.record(office.apply("一体机", unit="杜村乡人民政府"), "conversion.convert", "done")
    desk, signed = office.desk, date(2026, 7, 20)
    adopt_need(desk, 1, office.unit("县教育局"), signer="局长乙", acted_on=signed)
    project = office.apply("县级平台").id
    link_need(desk, 1, project, signer="局长丙", acted_on=signed, opinion="并入")
    steps = [r for case in dossier(desk, Subject("need", 1)).cases for r in case.records]
    told = {(r.signer, r.acted_on, r.opinion) for r in steps}
    assert told == {("局长乙", signed, ""), ("局长丙", signed, "并入")}


def test_a_need_is_not_adopted_on_a_day_to_come(office):
    office.record(office.apply("一体机", unit="杜村乡人民政府"), "conversion.convert", "done")
    with pytest.raises(Refused, match="还没有到"):
        adopt_need(office.desk, 1, office.unit("县教育局"), acted_on=date(2026, 7, 21))


def test_dossier_of_a_need_tells_what_happened_to_it(office):
    office.record(office.apply("一体机", unit="杜村乡人民政府"), "conversion.convert", "done")
    adopt_need(office.desk, 1, office.unit("县教育局"))
    found = dossier(office.desk, Subject("need", 1))
    assert found.history[0].title == "确定统筹需求的认领部门"
    assert found.holds == ()


@pytest.mark.parametrize("unit", ["杜村乡人民政府", "蓉城街道办事处"])
def test_a_township_or_street_adopts_no_need(office, unit):
    office.record(office.apply("一体机", unit="杜村乡人民政府"), "conversion.convert", "done")
    with pytest.raises(Refused, match="认领"):
        adopt_need(office.desk, 1, office.unit(unit))


def test_a_need_goes_only_into_a_live_project_of_its_adopter(office):
    office.record(office.apply("一体机", unit="杜村乡人民政府"), "conversion.convert", "done")
    with pytest.raises(Refused, match="还没有认领部门"):
        link_need(office.desk, 1, office.apply("县级平台").id)
    adopt_need(office.desk, 1, office.unit("县教育局"))
    with pytest.raises(Refused, match="不是认领部门"):
        link_need(office.desk, 1, office.apply("别家平台", unit="县公安局").id)


def test_a_street_is_left_to_a_person_until_the_office_signs_a_reading(office):
    street = office.apply("街道平台", unit="蓉城街道办事处")
    assert words(office, street)["subdistrict_building"] == "需人工判断"
    with pytest.raises(Refused):
        office.agree(street, override_reason="情况特殊")


def test_a_development_zone_is_no_township(office):
    assert office.agree(office.apply("园区平台", unit="县开发区管委会")).state == "in_pool"


def test_a_subordinate_cannot_go_past_its_superior(office):
    alone = office.apply("通借通还", unit="县图书馆")
    assert words(office, alone)["unified_application"] == "不通过"
    with pytest.raises(Refused) as refused:
        office.agree(alone)
    assert refused.value.clauses == ("二(二)5",)
    above = office.unit("县文旅局")
    together = office.apply("总分馆", unit="县图书馆", submitting_unit_id=above)
    assert words(office, together)["unified_application"] == "通过"


def test_the_superiors_consent_on_the_sheet_does_not_make_a_direct_application_right(office):
    agreed = {"superior_opinion": "agreed"}
    alone = office.apply("通借通还", unit="县图书馆", recorded=agreed)
    assert words(office, alone)["unified_application"] == "不通过"
    sent = editing.set_submitting_unit(office.desk, alone.id, office.unit("县文旅局"), "局函报来")
    assert words(office, sent)["unified_application"] == "通过"


def test_a_superior_that_refuses_stops_what_it_sends(office):
    sent = office.apply(
        "通借通还",
        unit="县图书馆",
        recorded={"superior_opinion": "refused"},
        submitting_unit_id=office.unit("县文旅局"),
    )
    assert words(office, sent)["unified_application"] == "不通过"


def test_only_the_unit_or_one_above_it_can_have_sent_an_application(office):
    alone = office.apply("通借通还", unit="县图书馆")
    with pytest.raises(Refused, match="县教育局”不是这个项目的主管部门") as refused:
        editing.set_submitting_unit(office.desk, alone.id, office.unit("县教育局"), "来函")
    assert refused.value.advice == "报送单位可以是：县图书馆、县文旅局。"
    with pytest.raises(Refused, match="没有写依据"):
        editing.set_submitting_unit(office.desk, alone.id, office.unit("县文旅局"), " ")
    assert office.project(alone).submitting_unit_id == office.unit("县图书馆")


def test_a_direct_application_returned_is_tried_again_when_the_superior_sends_it(office):
    alone = office.apply("通借通还", unit="县图书馆")
    office.record(alone, "pool_entry.prereview", "returned")
    editing.set_submitting_unit(office.desk, alone.id, office.unit("县文旅局"), "局函报来")
    assert office.agree(alone, override_reason="单位性质待补登").state == "in_pool"


def test_a_round_of_applications_goes_to_superiors_not_past_them(office):
    proposed = {each.name for each in addressees(office.desk, "pool_round") if each.is_meant}
    assert "县文旅局" in proposed
    assert "县图书馆" not in proposed


def test_video_surveillance_needs_its_statement(office):
    flags = {"infrastructure_kind": "video", "is_video_surveillance": True}
    video = office.apply("补盲", unit="县公安局", category="infrastructure", recorded=flags)
    with pytest.raises(Refused, match="视频监控项目附整合共享说明") as refused:
        office.agree(video)
    assert refused.value.clauses == ("三4",)


def test_a_missing_catalogue_only_reminds_and_never_stops_the_pool(office):
    data = office.apply("数据平台", recorded={"involves_data": True})
    assert office.agree(data).state == "in_pool"


def test_a_reminder_is_passed_with_a_reason_person_day_and_clause(office):
    parked = office.apply("云资源池", wan=499.99)
    with pytest.raises(Refused, match="还有要说明的事项"):
        office.agree(parked)
    record = office.agree(parked, override_reason="测算属实").record
    assert (record.override_reason, record.override_by) == ("测算属实", "负责人甲")
    assert record.override_clause == "二(一)2"
    with office.desk.workspace.read() as view:
        assert view.events.latest(1)[0].reason == "测算属实"


def test_no_result_is_recorded_for_a_day_to_come_or_before_its_cause(office, clock):
    project = office.apply("停车诱导", applied_on=date(2026, 7, 10))
    for day in (date(2026, 7, 21), date(2026, 7, 9)):
        with pytest.raises(Refused, match="签批日期"):
            office.agree(project, acted_on=day)
    office.agree(project, acted_on=date(2026, 7, 15))
    with pytest.raises(Refused, match="早于上一环节的 2026-07-15"):
        office.record(project, "city_filing.report", "reported", acted_on=date(2026, 7, 14))


def test_a_return_says_what_is_to_be_mended_or_names_the_paper_that_does(office):
    project = office.apply("便民一体机", wan=80)
    for empty in ("", "  \n"):
        with pytest.raises(Refused, match="没有写意见") as refused:
            office.record(project, "pool_entry.prereview", "returned", opinion=empty)
        assert "请写明要补正什么" in refused.value.advice
    assert office.project(project).state == "applied"
    letter = issue_paper(office.desk, "prereview_opinion", [office.subject(project)])
    office.record(project, "pool_entry.prereview", "returned", opinion="", paper_id=letter.id)
    assert office.project(project).state == "returned"


def test_one_report_goes_up_for_many_and_its_number_serves_no_other_step(office):
    projects = [office.apply(name) for name in ("停车诱导", "反诈预警", "河道巡查")]
    for each in projects:
        office.agree(each)
    subjects = [office.subject(each) for each in projects]
    report = issue_paper(office.desk, "city_report", subjects)
    set_document_number(office.desk, report.id, "数资〔2026〕9号")
    entry = StepEntry(
        "city_filing.report", "reported", document_number="数资〔2026〕9号", paper_id=report.id
    )
    results = record_for_many(office.desk, subjects, entry)
    assert {result.state for result in results} == {"city_reviewing"}
    number = {"document_number": "数资〔2026〕9号"}
    with pytest.raises(Refused, match="文号“数资〔2026〕9号”"):
        office.record(projects[0], "city_filing.city_result", "filed", **number)


def test_a_city_return_stays_in_the_pool_and_goes_up_again(office):
    project = office.apply("停车诱导")
    office.agree(project)
    office.record(project, "city_filing.report", "reported")
    result = office.record(project, "city_filing.city_result", "returned")
    assert result.state == "city_returned"
    office.record(project, "city_filing.report", "reported")
    assert office.record(project, "city_filing.city_result", "filed").state == "city_filed"


def test_withdrawn_and_revived_begins_the_review_anew(office):
    project = office.apply("停车诱导")
    office.agree(project)
    office.record(project, "withdrawal.withdraw", "done")
    with pytest.raises(Refused, match="现在不能登记"):
        office.agree(project)
    office.record(project, "revival.revive", "done")
    assert office.agree(project).state == "in_pool"


def test_a_decision_holds_only_until_a_new_look_alike_arrives(office):
    first = office.apply("智慧城管指挥平台一期", unit="县城市管理局", wan=150, **COMMAND)
    second = office.apply("智慧城管指挥平台二期", unit="县城市管理局", wan=160, **COMMAND)
    assert words(office, first)["no_splitting"] == "需人工判断"
    decide_similarity(office.desk, [first.id, second.id], "separate", "科室不同", signer="负责人甲")
    assert words(office, first)["no_splitting"] == "通过"
    third = office.apply("智慧城管指挥平台三期", unit="县城市管理局", wan=250, **COMMAND)
    assert {words(office, p)["no_splitting"] for p in (first, second, third)} == {"需人工判断"}
    group = project_page(office.desk, first.id).similar[0]
    assert (group.sum_fen, group.decision) == (560_000_000, "")


def test_a_merger_needs_a_live_target_and_a_reason(office):
    first, second = (office.apply(name, **COMMAND) for name in ("城管一期", "城管二期"))
    dead = office.apply("另一项")
    office.record(dead, "withdrawal.withdraw", "done")
    for kept, reason, told in ((dead, "同一平台", "已撤回"), (first, "", "没有写理由")):
        with pytest.raises(Refused, match=told):
            merge_applications(office.desk, kept.id, second.id, merger(reason))
    with pytest.raises(Refused, match="并入哪个项目"):
        office.record(second, "merger.merge", "done")
    merge_applications(office.desk, first.id, second.id, merger("同一平台"))
    assert office.project(second).merged_into_id == first.id
    assert words(office, first)["no_splitting"] == "通过"


def test_a_received_paper_is_not_received_twice_nor_tomorrow(office):
    entry = IncomingEntry("市函〔2026〕1号", "复函", "市局", date(2026, 7, 1))
    with pytest.raises(Refused, match="还没有到"):
        record_incoming(office.desk, replace(entry, received_on=date(2026, 8, 1)), ())
    record_incoming(office.desk, entry, ())
    with pytest.raises(Refused, match="已经登记过"):
        record_incoming(office.desk, replace(entry, number="市函[2026]1号", sender=" 市局"), ())
    record_incoming(office.desk, replace(entry, sender="市财政局"), ())
